#include "app/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "model/answer.h"
#include "model/idea.h"
#include "model/judge.h"
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

/* What is to be saved. An idea's answers are no fields of the record: they become its note. */
static void pending(const struct edit *edit, struct changes *out)
{
	if (edit->idea && edit_is_new(edit))
		idea_changes(edit->idea, &edit->working, out);
	else
		differences(&edit->stored, &edit->working, out);
}

static enum act act_of(const struct edit *edit)
{
	if (!edit_is_new(edit))
		return ACT_EDIT;
	return edit->idea ? ACT_IDEA : ACT_NEW;
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

/* The record as it is stored now; the caller's. */
static bool read_fresh(struct edit *edit, struct record *fresh)
{
	struct reading reading = {edit, {0}};
	bool done;

	record_open(&reading.fresh, edit->table, edit->stored.id);
	done = app_read(read_body, &reading);
	if (done)
		*fresh = reading.fresh;
	else
		record_free(&reading.fresh);
	return done;
}

/* Brings `stored` up to date; `working` is the caller's. */
static bool read_again(struct edit *edit)
{
	struct record fresh;
	struct error why = {{0}};

	if (!read_fresh(edit, &fresh))
		return false;
	record_free(&edit->stored);
	edit->stored = fresh;
	edit->locked = !judge_year_open(
			       store_definitions(app_here()->store), edit->table, edit->year, &why) ||
		       !rights_change(&app_here()->actor, &edit->stored, ACT_EDIT, &why);
	edit->why = why;
	return true;
}

/* What others have changed since it was seen, but for the fields that are changed here too. */
static void note_merged(struct edit *edit, const struct changes *mine)
{
	struct changes theirs = {0};
	struct record fresh;

	changes_free(&edit->merged);
	if (edit_is_new(edit) || !read_fresh(edit, &fresh))
		return;
	if (fresh.commit != edit->stored.commit)
		differences(&edit->stored, &fresh, &theirs);
	for (size_t i = 0; i < theirs.count; i++) {
		const struct change *change = &theirs.change[i];
		size_t at = 0;

		while (at < mine->count && strcmp(mine->change[at].key, change->key) != 0)
			at++;
		if (at == mine->count)
			changes_add(&edit->merged, change->key, change->before, change->after, false);
	}
	changes_free(&theirs);
	record_free(&fresh);
}

/* Fields as typed, over what they were typed over: when somebody has changed such a field since, saving it is a conflict that is
 * asked about, not a silent loss of his work. */
static void lay_typed_over(struct edit *edit, const struct changes *typed)
{
	changes_apply(typed, &edit->working);
	for (size_t i = 0; i < typed->count; i++)
		record_set(&edit->stored, typed->change[i].key, typed->change[i].before);
}

static struct draft_name draft_name_of(const struct edit *edit)
{
	return (struct draft_name){app_here()->user, edit->table, edit->stored.id, edit->number};
}

static void restore(struct edit *edit)
{
	const struct draft_name name = draft_name_of(edit);
	struct changes draft = {0};
	struct error err = {{0}};
	uint64_t seen;

	record_copy(&edit->working, &edit->stored);
	if (draft_load(store_path(app_here()->store), &name, &seen, &draft, &edit->restored_from, &err)) {
		lay_typed_over(edit, &draft);
		edit->restored = edit_changed(edit);
	}
	changes_free(&draft);
}

bool edit_open(struct edit *edit, enum table table, const char *id, int year)
{
	*edit = (struct edit){.table = table, .year = year};
	record_open(&edit->stored, table, id);
	if (!read_again(edit))
		return false;
	if (!rights_read(&app_here()->actor, &edit->stored) && !record_is_new(&edit->stored)) {
		frame_say(SAY_BAD, "Anda tidak berhak membuka catatan ini; minta admin.");
		return false;
	}
	restore(edit);
	return true;
}

/* The session that began it may still be at work on it: from here on each has a draft of its own. */
static void take_over(struct edit *edit)
{
	struct draft_name kept = draft_name_of(edit);
	char number[DRAFT_NUMBER_ROOM];

	memcpy(number, edit->number, sizeof number);
	kept.number = number;
	draft_make_number(edit->number);
	if (edit_rescue(edit))
		draft_remove(store_path(app_here()->store), &kept);
	else
		memcpy(edit->number, number, sizeof number);
}

bool edit_open_new(struct edit *edit, enum table table, int year, const char *number)
{
	*edit = (struct edit){.table = table, .year = year};
	record_open(&edit->stored, table, "");
	edit->locked = !rights_write_any(&app_here()->actor);
	if (edit->locked)
		error_set(&edit->why,
			"Peran Anda hanya boleh melihat; minta operator atau verifikator mengubahnya.");
	else
		edit->locked = !judge_year_open(
			store_definitions(app_here()->store), table, year, &edit->why);
	if (!number) {
		draft_make_number(edit->number);
		record_copy(&edit->working, &edit->stored);
		return true;
	}
	snprintf(edit->number, sizeof edit->number, "%s", number);
	restore(edit);
	if (edit->restored)
		take_over(edit);
	return true;
}

void edit_close(struct edit *edit)
{
	record_free(&edit->stored);
	record_free(&edit->working);
	changes_free(&edit->merged);
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

void edit_add_falling(struct buffer *to, const struct edit *edit)
{
	const struct year_definition *year = app_here()->year;
	const struct catalogue *catalogue = edit->table == TABLE_REGION ? &year->region : &year->innovation;
	size_t count = 0;

	if (edit->table != TABLE_REGION && edit->table != TABLE_INNOVATION)
		return;
	for (size_t i = 0; i < catalogue->count; i++) {
		const char *code = catalogue->indicator[i].code;

		if (!answer_accepted(&edit->stored, code) ||
			!answer_moved(&edit->stored, &edit->working, code))
			continue;
		if (!count++)
			buffer_printf(to, "%s Sudah diterima, menunggu lagi bila disimpan: ",
				draw_mark_text(MARK_WARN));
		buffer_printf(to, "%s%s", count > 1 ? ", " : "", code);
	}
}

bool edit_rescue(struct edit *edit)
{
	const struct draft_name name = draft_name_of(edit);
	const char *path = store_path(app_here()->store);
	struct changes changes = {0};
	struct error err = {{0}};
	bool kept = true;

	if (edit->locked)
		return true;
	pending(edit, &changes);
	if (!changes.count) {
		draft_remove(path, &name);
	} else if (!draft_save(path, &name, edit->stored.commit, &changes, &err)) {
		frame_say(SAY_BAD, "%s", err.text);
		kept = false;
	}
	changes_free(&changes);
	return kept;
}

void edit_discard(struct edit *edit)
{
	const struct draft_name name = draft_name_of(edit);

	record_free(&edit->working);
	record_copy(&edit->working, &edit->stored);
	edit->restored = false;
	draft_remove(store_path(app_here()->store), &name);
}

enum edit_result edit_save(struct edit *edit, struct commit_result *result, struct error *err)
{
	struct app *app = app_here();
	struct record_change change = {.table = edit->table, .id = memory_copy(edit->stored.id)};
	struct commit_wish wish = {
		.user = app->user,
		.act = act_of(edit),
		.note = "",
		.year = edit->year,
		.record = &change,
		.record_count = 1,
	};
	const struct draft_name draft = draft_name_of(edit);
	enum edit_result outcome = EDIT_FAILED;

	*result = (struct commit_result){0};
	/* Whatever ends the program while it saves: what was typed is there at the next login. */
	edit_rescue(edit);
	pending(edit, &change.changes);
	note_merged(edit, &change.changes);
	if (!change.changes.count && !edit_is_new(edit)) {
		/* What others stored meanwhile is to be seen, above all where theirs was chosen. */
		edit_refresh(edit);
		outcome = EDIT_NOTHING;
	} else if (store_commit(app->store, &wish, result, err)) {
		draft_remove(store_path(app->store), &draft);
		free(edit->stored.id);
		edit->stored.id = memory_copy(change.id);
		edit->restored = false;
		read_again(edit);
		record_free(&edit->working);
		record_copy(&edit->working, &edit->stored);
		outcome = EDIT_SAVED;
	} else {
		outcome = result->conflict_count ? EDIT_CONFLICT
			  : result->fault_count	 ? EDIT_REFUSED
						 : EDIT_FAILED;
	}
	record_change_free(&change);
	return outcome;
}

void edit_refresh(struct edit *edit)
{
	struct changes typed = {0};

	differences(&edit->stored, &edit->working, &typed);
	if (read_again(edit)) {
		record_free(&edit->working);
		record_copy(&edit->working, &edit->stored);
		lay_typed_over(edit, &typed);
	}
	changes_free(&typed);
	edit_rescue(edit);
}

void edit_settle(struct edit *edit, const char *key, const char *shown, bool mine)
{
	record_set(&edit->stored, key, shown);
	if (!mine)
		record_set(&edit->working, key, shown);
}

void edit_say_fault(const struct edit *edit, const struct judge_fault *fault)
{
	struct buffer name = {0};

	if (*fault->key) {
		value_add_name(&name, edit->table, fault->key);
		buffer_add_text(&name, ": ");
	}
	frame_say(SAY_BAD, "Belum tersimpan: %s%s", buffer_text(&name), fault->sentence);
	buffer_free(&name);
}

#define NAMED_MOST 3

/* "Manfaat, Tujuan dan 2 isian lain": what others had changed. */
static void add_merged(struct buffer *to, const struct edit *edit)
{
	const struct changes *merged = &edit->merged;

	for (size_t i = 0; i < merged->count && i < NAMED_MOST; i++) {
		buffer_add_text(to, i ? ", " : "");
		value_add_name(to, edit->table, merged->change[i].key);
	}
	if (merged->count > NAMED_MOST)
		buffer_printf(to, " dan %zu isian lain", merged->count - NAMED_MOST);
}

void edit_say_saved(const struct edit *edit)
{
	struct buffer names = {0};

	add_merged(&names, edit);
	if (names.size)
		frame_say(SAY_GOOD, "Tersimpan, bersama ubahan orang lain: %s.", buffer_text(&names));
	else
		frame_say(SAY_GOOD, "Tersimpan.");
	buffer_free(&names);
}

void edit_say_nothing(const struct edit *edit)
{
	struct buffer names = {0};

	add_merged(&names, edit);
	if (names.size)
		frame_say(SAY_INFO, "Tidak ada ubahan Anda; yang tampil ubahan orang lain: %s.",
			buffer_text(&names));
	else
		frame_say(SAY_INFO, "Tidak ada perubahan; semua sudah tersimpan.");
	buffer_free(&names);
}

void edit_add_age(struct buffer *to, int64_t saved)
{
	int64_t minutes = (clock_now() - saved) / 60;
	int64_t hours = minutes / 60;

	if (minutes < 1)
		buffer_add_text(to, "baru saja");
	else if (minutes < 120)
		buffer_printf(to, "%lld menit lalu", (long long)minutes);
	else if (hours < 48)
		buffer_printf(to, "%lld jam lalu", (long long)hours);
	else
		buffer_printf(to, "%lld hari lalu", (long long)(hours / 24));
}

static void say_restored(const struct edit *edit)
{
	struct buffer age = {0};

	edit_add_age(&age, edit->restored_from);
	frame_say(SAY_WARN,
		"Draf Anda (%s) dipulihkan. Simpan bila benar; Esc lalu Buang untuk menghapusnya.",
		buffer_text(&age));
	buffer_free(&age);
}

/* The commit that gave it the status it has: for a returned one that is where the reviewer's note stands. */
static bool find_return(void *context, const struct history_entry *entry, struct error *err)
{
	struct buffer *said = context;

	(void)err;
	for (size_t i = 0; i < entry->changes->count; i++) {
		if (strcmp(entry->changes->change[i].key, "status") != 0)
			continue;
		if (entry->act == ACT_RETURN)
			buffer_printf(said, "Dikembalikan oleh %s: %s", entry->user, entry->note);
		return false;
	}
	return true;
}

/* What it was returned for is what its unit has to do. */
static void say_returned(const struct edit *edit)
{
	struct buffer said = {0};
	struct error err = {{0}};

	if (!store_history(app_here()->store, edit->table, edit->stored.id, find_return, &said, &err))
		frame_say(SAY_BAD, "%s", err.text);
	else if (said.size)
		frame_say(SAY_WARN, "%s", buffer_text(&said));
	buffer_free(&said);
}

void edit_say_state(const struct edit *edit)
{
	enum status status;

	if (edit->restored)
		say_restored(edit);
	else if (edit->locked)
		frame_say(SAY_INFO, "%s", edit->why.text);
	else if (edit->table == TABLE_INNOVATION &&
		 status_by_word(record_get(&edit->stored, "status"), &status) && status == STATUS_RETURNED)
		say_returned(edit);
}
