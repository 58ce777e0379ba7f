#include "app/edit.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "base/clock.h"
#include "store/draft.h"
#include "ui/screen.h"

/* What changed between two states of a record; both are sorted by key. */
static void differences(const struct record *from, const struct record *to, struct changes *out)
{
	size_t i = 0;
	size_t j = 0;

	while (i < from->count || j < to->count) {
		int order = i == from->count ? 1
			    : j == to->count ? -1
					     : strcmp(from->field[i].key, to->field[j].key);

		if (order < 0) {
			changes_add(out, from->field[i].key, from->field[i].text, "", false);
			i++;
		} else if (order > 0) {
			changes_add(out, to->field[j].key, "", to->field[j].text, false);
			j++;
		} else {
			if (strcmp(from->field[i].text, to->field[j].text) != 0)
				changes_add(out, from->field[i].key, from->field[i].text, to->field[j].text,
					false);
			i++;
			j++;
		}
	}
}

struct reading {
	struct edit *edit;
	struct record fresh;
};

static bool read_body(struct store_txn *txn, void *context, struct error *err)
{
	struct reading *reading = context;

	record_free(&reading->fresh);
	return txn_record(txn, reading->edit->table, reading->edit->stored.id, &reading->fresh, err);
}

/* Brings `stored` up to date; `working` is the caller's. */
static bool read_again(struct edit *edit)
{
	struct reading reading = {edit, {0}};
	struct error why = {{0}};

	record_open(&reading.fresh, edit->table, edit->stored.id);
	if (!app_read(read_body, &reading)) {
		record_free(&reading.fresh);
		return false;
	}
	record_free(&edit->stored);
	edit->stored = reading.fresh;
	edit->locked = !rights_change(&app_here()->actor, &edit->stored, ACT_EDIT, &why);
	edit->why = why;
	return true;
}

/* The draft's fields as typed, over what they were typed over: when somebody has changed such a field since, saving it is a
 * conflict that is asked about, not a silent loss of his work. */
static void lay_draft_over(struct edit *edit, const struct changes *draft)
{
	changes_apply(draft, &edit->working);
	for (size_t i = 0; i < draft->count; i++)
		record_set(&edit->stored, draft->change[i].key, draft->change[i].before);
}

bool edit_open(struct edit *edit, enum table table, const char *id, int year)
{
	struct app *app = app_here();
	struct changes draft = {0};
	struct error err = {{0}};
	uint64_t seen;

	*edit = (struct edit){.table = table, .year = year};
	record_open(&edit->stored, table, id);
	if (*id) {
		if (!read_again(edit))
			return false;
		if (!rights_read(&app->actor, &edit->stored) && !record_is_new(&edit->stored)) {
			frame_say(SAY_BAD, "Anda tidak berhak membuka catatan ini.");
			return false;
		}
	} else {
		edit->locked = !rights_write_any(&app->actor);
		if (edit->locked)
			error_set(&edit->why, "Peran Anda hanya boleh melihat.");
	}
	record_copy(&edit->working, &edit->stored);
	if (draft_load(store_path(app->store), app->user, table, id, &seen, &draft, &edit->restored_from,
		    &err)) {
		lay_draft_over(edit, &draft);
		edit->restored = edit_changed(edit);
	}
	changes_free(&draft);
	return true;
}

void edit_close(struct edit *edit)
{
	record_free(&edit->stored);
	record_free(&edit->working);
}

bool edit_is_new(const struct edit *edit)
{
	return record_is_new(&edit->stored);
}

bool edit_changed(const struct edit *edit)
{
	struct changes changes = {0};
	bool changed;

	differences(&edit->stored, &edit->working, &changes);
	changed = changes.count > 0;
	changes_free(&changes);
	return changed;
}

void edit_rescue(struct edit *edit)
{
	struct app *app = app_here();
	struct changes changes = {0};
	struct error err = {{0}};

	if (edit->locked)
		return;
	differences(&edit->stored, &edit->working, &changes);
	if (!changes.count)
		draft_remove(store_path(app->store), app->user, edit->table, edit->stored.id);
	else if (!draft_save(store_path(app->store), app->user, edit->table, edit->stored.id,
			 edit->stored.commit, &changes, &err))
		frame_say(SAY_BAD, "%s", err.text);
	changes_free(&changes);
}

void edit_discard(struct edit *edit)
{
	struct app *app = app_here();

	record_free(&edit->working);
	record_copy(&edit->working, &edit->stored);
	edit->restored = false;
	draft_remove(store_path(app->store), app->user, edit->table, edit->stored.id);
}

enum edit_result edit_save(struct edit *edit, struct commit_result *result, struct error *err)
{
	struct app *app = app_here();
	struct record_change change = {.table = edit->table, .id = memory_copy(edit->stored.id)};
	struct commit_wish wish = {
		.user = app->user,
		.act = edit_is_new(edit) ? ACT_NEW : ACT_EDIT,
		.note = "",
		.year = edit->year,
		.record = &change,
		.record_count = 1,
	};
	enum edit_result outcome = EDIT_FAILED;

	*result = (struct commit_result){0};
	differences(&edit->stored, &edit->working, &change.changes);
	if (!change.changes.count && !edit_is_new(edit)) {
		outcome = EDIT_NOTHING;
	} else if (store_commit(app->store, &wish, result, err)) {
		draft_remove(store_path(app->store), app->user, edit->table, edit->stored.id);
		free(edit->stored.id);
		edit->stored.id = memory_copy(change.id);
		edit->restored = false;
		read_again(edit);
		record_free(&edit->working);
		record_copy(&edit->working, &edit->stored);
		outcome = EDIT_SAVED;
	} else {
		edit_rescue(edit);
		outcome = result->conflict_count ? EDIT_CONFLICT
			  : result->fault_count	 ? EDIT_REFUSED
						 : EDIT_FAILED;
	}
	record_change_free(&change);
	return outcome;
}

void edit_rebase(struct edit *edit, bool mine)
{
	struct changes typed = {0};

	differences(&edit->stored, &edit->working, &typed);
	if (read_again(edit)) {
		record_free(&edit->working);
		record_copy(&edit->working, &edit->stored);
		for (size_t i = 0; i < typed.count; i++) {
			const struct change *change = &typed.change[i];

			if (mine || strcmp(record_get(&edit->stored, change->key), change->before) == 0)
				record_set(&edit->working, change->key, change->after);
		}
	}
	changes_free(&typed);
	edit_rescue(edit);
}

void edit_ask_conflict(const struct commit_result *result, int tag)
{
	static const struct choice_entry entries[] = {
		[EDIT_MINE] = {"Pakai milik saya", "menimpa isian itu", NULL},
		[EDIT_THEIRS] = {"Pakai yang tersimpan", "isian saya yang lain tetap", NULL},
		[EDIT_NEITHER] = {"Batal", "kembali menyunting", NULL},
	};
	struct buffer question = {0};

	buffer_add_text(&question, "Orang lain mengubah isian yang sama:");
	for (size_t i = 0; i < result->conflict_count && i < 3; i++) {
		const struct commit_conflict *conflict = &result->conflict[i];

		if (conflict->key)
			buffer_printf(&question, " %s: tersimpan “%.60s”, milik Anda “%.60s”.", conflict->key,
				conflict->stored, conflict->wanted);
	}
	ask_choice("Bentrokan", buffer_text(&question), entries, 3, EDIT_NEITHER, "", tag);
	buffer_free(&question);
}

static void say_restored(const struct edit *edit)
{
	static const char then[] = "dipulihkan. Simpan bila benar; Esc lalu Buang untuk menghapusnya.";
	char when[21];
	int64_t minutes = (clock_now() - edit->restored_from) / 60;

	clock_format(edit->restored_from, when);
	if (minutes < 1)
		frame_say(SAY_WARN, "Draf Anda %s", then);
	else if (minutes < 120)
		frame_say(SAY_WARN, "Draf Anda dari %lld menit lalu %s", (long long)minutes, then);
	else
		frame_say(SAY_WARN, "Draf Anda dari %.10s %s", when, then);
}

void edit_say_state(const struct edit *edit)
{
	if (edit->restored)
		say_restored(edit);
	else if (edit->locked)
		frame_say(SAY_INFO, "%s", edit->why.text);
}
