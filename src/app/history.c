#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/revert.h"
#include "app/sheet_panel.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "model/answer.h"
#include "ui/list_view.h"

#define WHOLE	    ((size_t)-1) /* a line that stands for its commit */
#define LABEL_COLS  9
#define PANEL_ROWS  8
#define LIST_LEAST  8
#define COMMON_MOST 80 /* bytes that two texts may have in common before these are left out */

struct entry {
	uint64_t number;
	int64_t time;
	char *user;
	enum act act;
	char *note;
	struct changes changes;
};

struct line {
	size_t entry;
	size_t change; /* or WHOLE */
};

struct history {
	enum table table;
	char *id;
	char *name;
	struct entry *entry; /* newest first */
	size_t count, room;
	struct line *line;
	size_t lines, line_room;
	struct list_view *view;
	struct area panel;
	struct buffer cell;
	bool restored; /* something was brought back from here */
};

struct history_arguments {
	enum table table;
	const char *id;
	const char *name;
};

/* ---- reading ---- */

static void forget(struct history *self)
{
	for (size_t i = 0; i < self->count; i++) {
		free(self->entry[i].user);
		free(self->entry[i].note);
		changes_free(&self->entry[i].changes);
	}
	self->count = 0;
	self->lines = 0;
}

static void add_line(struct history *self, size_t change)
{
	self->line = array_room(self->line, self->lines, &self->line_room, sizeof *self->line);
	self->line[self->lines++] = (struct line){self->count, change};
}

static bool add_entry(void *context, const struct history_entry *from, struct error *err)
{
	struct history *self = context;
	struct entry entry = {.number = from->number,
		.time = from->time,
		.user = memory_copy(from->user),
		.act = from->act,
		.note = memory_copy(from->note)};

	(void)err;
	self->entry = array_room(self->entry, self->count, &self->room, sizeof *self->entry);
	add_line(self, WHOLE);
	for (size_t i = 0; i < from->changes->count; i++) {
		const struct change *change = &from->changes->change[i];

		changes_add(&entry.changes, change->key, change->before, change->after, change->derived);
		add_line(self, i);
	}
	self->entry[self->count++] = entry;
	return true;
}

/* The mark stays on its line: what was added since stands above it. */
static void history_recalc(struct screen *screen)
{
	struct history *self = screen->self;
	size_t below = self->lines ? self->lines - list_view_active(self->view) : 0;
	struct error err = {{0}};

	forget(self);
	value_load_names(self->table);
	if (!store_history(app_here()->store, self->table, self->id, add_entry, self, &err) && *err.text)
		frame_say(SAY_BAD, "%s", err.text);
	list_view_rows(self->view, self->lines);
	if (below && below <= self->lines)
		list_view_activate(self->view, self->lines - below);
}

static const struct line *active_line(const struct history *self)
{
	return self->lines ? &self->line[list_view_active(self->view)] : NULL;
}

/* ---- painting ---- */

static void add_heading(struct buffer *to, const struct entry *entry)
{
	char when[17];

	clock_format_screen(entry->time, when);
	buffer_printf(to, "%llu  %s  %s  %s", (unsigned long long)entry->number, when, entry->user,
		act_word(entry->act));
	if (*entry->note)
		buffer_printf(to, "  “%s”", entry->note);
}

/* A file's name says more than the sixty-four digits of its hash. */
static void add_field_name(struct buffer *to, enum table table, const char *key)
{
	const char *hash = answer_file_hash(key);

	if (hash)
		buffer_printf(to, "%.*s%.8s…", (int)(hash - key), key, hash);
	else
		value_add_short_name(to, table, key);
}

static void add_value(struct buffer *to, enum table table, const char *key, const char *stored)
{
	char *shown = value_shown(table, key, stored);

	buffer_printf(to, "“%.300s”", shown);
	free(shown);
}

static void add_change(struct buffer *to, enum table table, const struct change *change)
{
	buffer_add_text(to, "    ");
	add_field_name(to, table, change->key);
	buffer_add_text(to, ": ");
	if (*change->before) {
		add_value(to, table, change->key, change->before);
		buffer_add_text(to, " menjadi ");
	}
	if (*change->after)
		add_value(to, table, change->key, change->after);
	else
		buffer_add_text(to, "kosong");
	if (change->derived)
		buffer_add_text(to, " (oleh aturan)");
}

static void history_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct history *self = context;
	const struct line *line = &self->line[index];
	const struct entry *entry = &self->entry[line->entry];

	(void)count;
	*flag = "";
	buffer_clear(&self->cell);
	if (line->change == WHOLE) {
		add_heading(&self->cell, entry);
		cells[0].style = STYLE_BOLD;
	} else {
		add_change(&self->cell, self->table, &entry->changes.change[line->change]);
		cells[0].style = entry->changes.change[line->change].derived ? STYLE_DIM : STYLE_PLAIN;
	}
	cells[0].text = self->cell.data;
}

static int text_rows(struct area panel, const char *text)
{
	struct area nowhere = {0, 0, 0, panel.cols};

	return draw_wrapped(nowhere, 0, 0, panel.cols - LABEL_COLS - 2, STYLE_PLAIN, text);
}

static int paint_pair(struct area panel, int row, int most, const char *label, const char *text)
{
	const char *shown = *text ? text : "(kosong)";
	int rows = text_rows(panel, shown);

	draw_text(panel, row, 1, LABEL_COLS, STYLE_DIM, label);
	draw_wrapped(area_inner(panel, row, 0, most, -1), 0, 1 + LABEL_COLS, panel.cols - LABEL_COLS - 2,
		STYLE_PLAIN, shown);
	return row + (rows < most ? rows : most);
}

/* Of two long texts what they differ in, not what they have in common: cut before the word it stands in. */
static char *from_difference(const char *text, const char *other)
{
	struct buffer cut = {0};
	size_t same = 0;

	while (text[same] && text[same] == other[same])
		same++;
	while (same > 0 && text[same - 1] != ' ')
		same--;
	if (same <= COMMON_MOST)
		same = 0;
	buffer_printf(&cut, "%s%s", same ? "… " : "", text + same);
	return buffer_take(&cut);
}

/* What the line has no room for. */
static void paint_change(struct area panel, enum table table, const struct change *change)
{
	struct buffer name = {0};
	char *before = value_shown(table, change->key, change->before);
	char *after = value_shown(table, change->key, change->after);
	char *left = from_difference(before, after);
	char *right = from_difference(after, before);
	int half = (panel.rows - 1) / 2;
	int most = panel.rows - 1 - text_rows(panel, right);
	int row;

	value_add_name(&name, table, change->key);
	draw_rule(panel, 0, name.data);
	row = paint_pair(panel, 1, most > half ? most : half, "sebelum", left);
	paint_pair(panel, row, panel.rows - row, "sesudah", right);
	buffer_free(&name);
	free(before);
	free(after);
	free(left);
	free(right);
}

static void paint_entry(struct area panel, const struct entry *entry)
{
	struct buffer title = {0};
	int row = 1;

	buffer_printf(&title, "Simpanan %llu", (unsigned long long)entry->number);
	draw_rule(panel, 0, title.data);
	buffer_free(&title);
	if (*entry->note)
		row = paint_pair(panel, row, panel.rows - 2, "catatan", entry->note);
	draw_printf(panel, row, 1, panel.cols - 2, STYLE_PLAIN, "%zu isian berubah", entry->changes.count);
}

static void history_paint(struct screen *screen, struct area area)
{
	struct history *self = screen->self;
	const struct line *line = active_line(self);

	(void)area;
	list_view_paint(self->view);
	if (!line || self->panel.rows < 2)
		return;
	if (line->change == WHOLE)
		paint_entry(self->panel, &self->entry[line->entry]);
	else
		paint_change(
			self->panel, self->table, &self->entry[line->entry].changes.change[line->change]);
}

/* ---- the screen ---- */

static void history_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {{.label = "Simpanan dan isiannya", .least = 30}};
	struct history *self = screen->self;
	const struct history_arguments *wish = arguments;

	self->table = wish->table;
	self->id = memory_copy(wish->id);
	self->name = memory_copy(*wish->name ? wish->name : wish->id);
	self->view = list_view_new();
	list_view_columns(self->view, columns, 1);
	list_view_source(self->view, (struct list_source){self, history_row});
	list_view_empty(self->view, "Belum ada perubahan yang tercatat.");
}

static void history_close(struct screen *screen)
{
	struct history *self = screen->self;

	forget(self);
	free(self->entry);
	free(self->line);
	free(self->id);
	free(self->name);
	list_view_free(self->view);
	buffer_free(&self->cell);
}

static void history_layout(struct screen *screen, struct area area)
{
	struct history *self = screen->self;
	struct area list;

	/* As if the list were long: the panel does not move when it grows. */
	self->panel = sheet_panel_place(area, (size_t)area.rows, &list);
	if (self->panel.col == area.col) {
		list.rows = area.rows - PANEL_ROWS > LIST_LEAST ? area.rows - PANEL_ROWS : LIST_LEAST;
		self->panel = area_inner(area, list.rows, 0, -1, -1);
	}
	list_view_layout(self->view, list);
}

static void history_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct history *)screen->self)->view, row, col);
}

static void history_title(struct screen *screen, struct buffer *to)
{
	buffer_printf(to, "Riwayat %s", ((struct history *)screen->self)->name);
}

/* Short, and alike from line to line: a step through the list sends little (NEEDS 2). */
static void history_status(struct screen *screen, struct buffer *to)
{
	int key = keymap_key(app_here()->keymap, CONTEXT_LIST, ACTION_OPEN, 0);

	(void)screen;
	if (key)
		buffer_printf(
			to, "%s mengembalikan isian ini, atau seluruh simpanannya.", input_key_label(key));
}

static size_t history_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

/* ---- bringing back ---- */

static void bring_back(const struct history *self, const struct line *line)
{
	const struct entry *entry = &self->entry[line->entry];
	struct changes chosen = {0};

	for (size_t i = 0; i < entry->changes.count; i++) {
		const struct change *change = &entry->changes.change[i];

		/* Of a whole commit what was given: the rules make the rest anew. */
		if (line->change == i || (line->change == WHOLE && !change->derived))
			changes_add(&chosen, change->key, change->before, change->after, false);
	}
	revert_push_past(&(struct revert_past){self->table, self->id, entry->number, entry->time, entry->user,
				 &chosen},
		0);
	changes_free(&chosen);
}

static enum outcome history_act(struct screen *screen, enum action action)
{
	struct history *self = screen->self;
	enum outcome outcome;

	if (action == ACTION_OPEN) {
		if (active_line(self))
			bring_back(self, active_line(self));
		return OUTCOME_REPAINT;
	}
	if (action == ACTION_BACK && self->restored) {
		screen_answer(screen, 0, self->id);
		return OUTCOME_CLOSE;
	}
	outcome = list_view_act(self->view, action);
	/* The panel follows the mark. */
	return outcome == OUTCOME_IGNORED ? outcome : OUTCOME_REPAINT;
}

static enum outcome history_resume(struct screen *screen, const struct answer *answer)
{
	struct history *self = screen->self;

	self->restored = self->restored || answer->given;
	return OUTCOME_RECALC;
}

static const struct screen_class history_class = {
	.name = "riwayat",
	.context = CONTEXT_LIST,
	.size = sizeof(struct history),
	.open = history_open,
	.close = history_close,
	.layout = history_layout,
	.recalc = history_recalc,
	.paint = history_paint,
	.cursor = history_cursor,
	.title = history_title,
	.status = history_status,
	.keys = history_keys,
	.act = history_act,
	.resume = history_resume,
};

void history_push(enum table table, const char *id, const char *name, int tag)
{
	struct history_arguments wish = {table, id, name};

	stack_push(&history_class, &wish, tag);
}
