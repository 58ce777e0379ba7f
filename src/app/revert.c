#include "app/revert.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "model/judge.h"
#include "ui/choice_view.h"
#include "ui/screen.h"

#define BOX_COLS   70
#define LABEL_COLS 9
#define VALUE_ROWS 3 /* of each text, at most */
#define SHOWN_MOST 4 /* fields named in full; the others are counted */

/* One way to take it back, and the answer that takes it. */
struct option {
	const char *label; /* beside what a field becomes */
	const char *entry;
	struct changes changes; /* before = as it is now, after = as it will be */
};

struct revert {
	enum table table;
	char *id;
	bool undo;	 /* the user's own last commit; else values out of the history */
	uint64_t number; /* the commit it is about */
	struct buffer heading;
	struct changes fields; /* before = as it is now */
	struct option option[2];
	size_t options;
	struct choice_view *view;
};

struct revert_arguments {
	struct revert *found; /* all but the view; taken over */
};

/* ---- painting ---- */

static int value_rows(const char *text)
{
	struct area nowhere = {0, 0, 0, BOX_COLS - LABEL_COLS - 4};
	int rows = draw_wrapped(nowhere, 0, 0, -1, STYLE_PLAIN, text);

	return rows < 1 ? 1 : rows < VALUE_ROWS ? rows : VALUE_ROWS;
}

static int paint_value(
	struct area area, int row, enum table table, const char *label, const char *key, const char *stored)
{
	char *text = value_shown(table, key, stored);
	const char *shown = *text ? text : "(kosong)";
	int rows = value_rows(shown);

	draw_text(area, row, 2, LABEL_COLS, STYLE_DIM, label);
	draw_wrapped(area_inner(area, row, 0, rows, -1), 0, 2 + LABEL_COLS, area.cols - LABEL_COLS - 4,
		STYLE_PLAIN, shown);
	free(text);
	return row + rows;
}

static const struct change *find_change(const struct changes *changes, const char *key)
{
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->change[i].key, key) == 0)
			return &changes->change[i];
	return NULL;
}

static int paint_field(const struct revert *self, struct area area, int row, const struct change *field)
{
	struct buffer name = {0};

	value_add_name(&name, self->table, field->key);
	draw_text(area, row++, 0, area.cols, STYLE_BOLD, buffer_text(&name));
	buffer_free(&name);
	row = paint_value(area, row, self->table, "sekarang", field->key, field->before);
	for (size_t i = 0; i < self->options; i++) {
		const struct change *change = find_change(&self->option[i].changes, field->key);

		if (change)
			row = paint_value(
				area, row, self->table, self->option[i].label, field->key, change->after);
	}
	return row;
}

/* Returns the rows it takes; an area without rows only measures. */
static int paint_changes(const struct revert *self, struct area area)
{
	const struct changes *fields = &self->fields;
	int row = 0;

	draw_text(area, row++, 0, area.cols, STYLE_PLAIN, self->heading.data);
	for (size_t i = 0; i < fields->count && i < SHOWN_MOST; i++)
		row = paint_field(self, area, row, &fields->change[i]);
	if (fields->count > SHOWN_MOST)
		draw_printf(area, row++, 0, area.cols, STYLE_DIM, "dan %zu isian lain",
			fields->count - SHOWN_MOST);
	return row;
}

/* The rows of the answers, with one above them. */
static int answer_rows(const struct revert *self)
{
	return (int)self->options + 2;
}

static void revert_measure(struct screen *screen, int *rows, int *cols)
{
	*cols = BOX_COLS;
	*rows = paint_changes(screen->self, (struct area){0, 0, 0, BOX_COLS}) + answer_rows(screen->self) + 1;
}

/* Where it does not all fit, the answers stay in sight. */
static void revert_layout(struct screen *screen, struct area area)
{
	struct revert *self = screen->self;

	choice_view_layout(self->view, area_inner(area, area.rows - answer_rows(self), 0, -1, -1));
}

static void revert_paint(struct screen *screen, struct area area)
{
	struct revert *self = screen->self;

	paint_changes(self, area_inner(area, 0, 0, area.rows - answer_rows(self), -1));
	choice_view_paint(self->view);
}

static void revert_cursor(struct screen *screen, int *row, int *col)
{
	choice_view_cursor(((struct revert *)screen->self)->view, row, col);
}

static void revert_title(struct screen *screen, struct buffer *to)
{
	const struct revert *self = screen->self;

	buffer_add_text(to, self->undo ? "Batalkan simpanan" : "Kembalikan dari riwayat");
}

/* ---- doing ---- */

static void say_refusal(const struct commit_result *result, const struct error *err)
{
	frame_say(SAY_BAD, "%s", result->fault_count ? result->fault[0].fault.sentence : err->text);
}

static bool undo(const struct revert *self)
{
	struct app *app = app_here();
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done = store_undo(app->store, app->user, self->table, self->id, self->number, &result, &err);

	if (done)
		frame_say(SAY_GOOD, "Simpanan terakhir Anda dibatalkan.");
	else
		say_refusal(&result, &err);
	commit_result_free(&result);
	return done;
}

/* By the door of every edit: only what is given, and the rules run again. */
static bool commit(const struct revert *self, const struct changes *changes, bool dry_run,
	struct commit_result *result, struct error *err)
{
	struct app *app = app_here();
	struct record_change change = {.table = self->table, .id = memory_copy(self->id)};
	struct buffer note = {0};
	struct commit_wish wish = {
		.user = app->user,
		.act = ACT_EDIT,
		.year = app->year->year,
		.record = &change,
		.record_count = 1,
		.dry_run = dry_run,
	};
	bool done;

	buffer_printf(&note, "dari riwayat %llu", (unsigned long long)self->number);
	wish.note = note.data;
	for (size_t i = 0; i < changes->count; i++)
		changes_lend(&change.changes, changes->change[i].key, changes->change[i].before,
			changes->change[i].after);
	done = store_commit(app->store, &wish, result, err);
	record_change_free(&change);
	buffer_free(&note);
	return done;
}

static bool restore(const struct revert *self, size_t option)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done = commit(self, &self->option[option].changes, false, &result, &err);

	if (done)
		frame_say(SAY_GOOD, "Tersimpan: isinya kembali seperti di riwayat.");
	else if (result.conflict_count)
		frame_say(SAY_BAD, "Isian itu baru saja diubah orang lain; periksa, lalu ulangi.");
	else
		say_refusal(&result, &err);
	commit_result_free(&result);
	return done;
}

static enum outcome revert_act(struct screen *screen, enum action action)
{
	struct revert *self = screen->self;
	size_t index;

	if (action != ACTION_OPEN)
		return choice_view_act(self->view, action);
	if (!choice_view_active(self->view, &index))
		return OUTCOME_HANDLED;
	if (index < self->options && (self->undo ? undo(self) : restore(self, index)))
		screen_answer(screen, 0, self->id);
	return OUTCOME_CLOSE;
}

static size_t revert_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static void revert_open(struct screen *screen, const void *arguments)
{
	struct choice_entry entries[3] = {{NULL, NULL, NULL}};
	struct revert *self = screen->self;

	*self = *((const struct revert_arguments *)arguments)->found;
	value_load_names(self->table);
	for (size_t i = 0; i < self->options; i++)
		entries[i] = (struct choice_entry){self->option[i].entry, NULL, NULL};
	entries[self->options] = (struct choice_entry){"Biarkan", NULL, NULL};
	self->view = choice_view_new();
	choice_view_entries(self->view, entries, self->options + 1);
}

static void forget(struct revert *found)
{
	for (size_t i = 0; i < sizeof found->option / sizeof *found->option; i++)
		changes_free(&found->option[i].changes);
	changes_free(&found->fields);
	buffer_free(&found->heading);
	free(found->id);
}

static void revert_close(struct screen *screen)
{
	struct revert *self = screen->self;

	choice_view_free(self->view);
	forget(self);
}

static const struct screen_class revert_class = {
	.name = "batalkan",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct revert),
	.floating = true,
	.open = revert_open,
	.close = revert_close,
	.measure = revert_measure,
	.layout = revert_layout,
	.paint = revert_paint,
	.cursor = revert_cursor,
	.title = revert_title,
	.keys = revert_keys,
	.act = revert_act,
};

/* ---- one's own last commit ---- */

/* The last commit, when it is one's own edit. */
static bool find_own(void *context, const struct history_entry *entry, struct error *err)
{
	struct revert *found = context;
	struct option *option = &found->option[0];
	char when[17];

	(void)err;
	if (strcmp(entry->user, app_here()->user) != 0 || (entry->act != ACT_EDIT && entry->act != ACT_UNDO))
		return false;
	found->number = entry->number;
	clock_format_screen(entry->time, when);
	buffer_printf(&found->heading, "Simpanan Anda %s.", when);
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		if (change->derived)
			continue;
		changes_add(&found->fields, change->key, change->after, "", false);
		changes_add(&option->changes, change->key, change->after, change->before, false);
	}
	*option = (struct option){"menjadi", "Batalkan", option->changes};
	found->options = 1;
	return false;
}

void revert_push_undo(enum table table, const char *id, int tag)
{
	struct revert found = {.table = table, .id = memory_copy(id), .undo = true};
	struct error err = {{0}};
	struct commit_result result = {0};

	if (store_history(app_here()->store, table, id, find_own, &found, &err) && found.number) {
		stack_push(&revert_class, &(struct revert_arguments){&found}, tag);
		return;
	}
	/* Nothing here may be undone: the store says why not. */
	if (*err.text ||
		!store_undo(app_here()->store, app_here()->user, table, id, UINT64_MAX, &result, &err))
		frame_say(SAY_BAD, "%s", err.text);
	commit_result_free(&result);
	forget(&found);
}

/* ---- values out of the history ---- */

struct restoring {
	const struct changes *past;
	struct revert *found;
};

/* What only acts and rules write is not typed back in: the act is done again. */
static bool is_typed(enum table table, const char *key)
{
	const struct definitions *definitions = app_here()->definitions;

	return judge_knows_key(definitions, table, 0, key) && !judge_key_is_given(definitions, table, 0, key);
}

static bool find_fields(struct store_txn *txn, void *context, struct error *err)
{
	const struct restoring *restoring = context;
	struct revert *found = restoring->found;
	struct record record;

	if (!txn_record(txn, found->table, found->id, &record, err)) {
		record_free(&record);
		return false;
	}
	changes_free(&found->fields);
	for (size_t i = 0; i < restoring->past->count; i++) {
		const char *key = restoring->past->change[i].key;

		if (is_typed(found->table, key))
			changes_add(&found->fields, key, record_get(&record, key), "", false);
	}
	record_free(&record);
	return true;
}

/* Offered only when it would be taken: why not is said when nothing is left to offer. */
static void offer(struct revert *found, const struct changes *past, bool after, struct error *why)
{
	struct option *option = &found->option[found->options];
	struct commit_result result = {0};
	struct error err = {{0}};

	for (size_t i = 0; i < found->fields.count; i++) {
		const struct change *field = &found->fields.change[i];
		const struct change *was = find_change(past, field->key);
		const char *text = !was ? field->before : after ? was->after : was->before;

		if (strcmp(text, field->before) != 0)
			changes_add(&option->changes, field->key, field->before, text, false);
	}
	if (option->changes.count && commit(found, &option->changes, true, &result, &err)) {
		option->label = after ? "sesudah" : "sebelum";
		option->entry = after ? "Pakai yang sesudah" : "Pakai yang sebelum";
		found->options++;
	} else {
		if (option->changes.count && !*why->text)
			error_set(why, "%s", result.fault_count ? result.fault[0].fault.sentence : err.text);
		changes_free(&option->changes);
	}
	commit_result_free(&result);
}

void revert_push_past(const struct revert_past *past, int tag)
{
	struct revert found = {.table = past->table, .id = memory_copy(past->id), .number = past->number};
	struct restoring restoring = {past->changes, &found};
	struct error why = {{0}};
	char when[17];

	if (app_read(find_fields, &restoring)) {
		offer(&found, past->changes, false, &why);
		offer(&found, past->changes, true, &why);
		if (found.options) {
			clock_format_screen(past->time, when);
			buffer_printf(&found.heading, "Simpanan %llu, %s, oleh %s.",
				(unsigned long long)past->number, when, past->user);
			stack_push(&revert_class, &(struct revert_arguments){&found}, tag);
			return;
		}
		frame_say(*why.text ? SAY_BAD : SAY_INFO, "%s",
			*why.text	     ? why.text
			: found.fields.count ? "Isinya sekarang sudah sama."
					     : "Ini diisi oleh tindakan, bukan ketikan; ulangi tindakannya.");
	}
	forget(&found);
}
