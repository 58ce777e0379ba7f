#include "app/conflict.h"

#include <stdlib.h>
#include <string.h>

#include "app/value.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/list_view.h"

enum side { SIDE_NONE, SIDE_MINE, SIDE_THEIRS };

struct overlap {
	char *key;
	char *name;
	char *stored;		      /* theirs, as it is in the record */
	char *mine, *theirs, *before; /* as shown */
	enum side side;
};

struct conflict {
	struct edit *edit;
	struct overlap *overlap;
	size_t count;
	struct list_view *view;
	struct area panel;
};

struct conflict_arguments {
	struct edit *edit;
	const struct commit_result *result;
};

#define INTRO	   "Orang lain juga mengubah isian ini. Pakai milik siapa?"
#define BOX_COLS   76
#define LABEL_COLS 14
#define VALUE_ROWS 4 /* of each of the three texts, at most */

/* ---- rows ---- */

static const char *side_word(enum side side)
{
	switch (side) {
	case SIDE_MINE:
		return "milik Anda";
	case SIDE_THEIRS:
		return "tersimpan";
	case SIDE_NONE:
		break;
	}
	return "belum dipilih";
}

static void conflict_row(
	void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	const struct overlap *overlap = &((struct conflict *)context)->overlap[index];

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct list_cell){i ? side_word(overlap->side) : overlap->name,
			i && overlap->side == SIDE_NONE ? STYLE_WARN : STYLE_PLAIN};
	*flag = "";
}

static struct overlap *active_overlap(const struct conflict *self)
{
	return &self->overlap[list_view_active(self->view)];
}

/* ---- open and close ---- */

static void add_overlap(struct conflict *self, const struct commit_conflict *conflict)
{
	enum table table = self->edit->table;
	struct buffer name = {0};

	value_add_name(&name, table, conflict->key);
	self->overlap[self->count++] = (struct overlap){
		.key = memory_copy(conflict->key),
		.name = buffer_take(&name),
		.stored = memory_copy(conflict->stored),
		.mine = value_shown(table, conflict->key, conflict->wanted),
		.theirs = value_shown(table, conflict->key, conflict->stored),
		.before = value_shown(table, conflict->key, conflict->before),
	};
}

static void conflict_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		{.label = "Isian", .least = 20, .frozen = true},
		{.label = "Dipakai", .width = 13},
	};
	struct conflict *self = screen->self;
	const struct conflict_arguments *wish = arguments;

	self->edit = wish->edit;
	self->overlap = memory_alloc((wish->result->conflict_count + 1) * sizeof *self->overlap);
	for (size_t i = 0; i < wish->result->conflict_count; i++)
		if (wish->result->conflict[i].key)
			add_overlap(self, &wish->result->conflict[i]);
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, conflict_row});
	list_view_rows(self->view, self->count);
}

static void conflict_close(struct screen *screen)
{
	struct conflict *self = screen->self;

	for (size_t i = 0; i < self->count; i++) {
		free(self->overlap[i].key);
		free(self->overlap[i].name);
		free(self->overlap[i].stored);
		free(self->overlap[i].mine);
		free(self->overlap[i].theirs);
		free(self->overlap[i].before);
	}
	free(self->overlap);
	list_view_free(self->view);
}

/* ---- layout and painting ---- */

static int rows_of(const char *text)
{
	struct area nowhere = {0, 0, 0, BOX_COLS - LABEL_COLS};
	int rows = draw_wrapped(nowhere, 0, 0, -1, STYLE_PLAIN, text);

	return rows < VALUE_ROWS ? rows : VALUE_ROWS;
}

/* Room for the longest text of all, so that the box keeps its size from row to row. */
static void conflict_measure(struct screen *screen, int *rows, int *cols)
{
	const struct conflict *self = screen->self;
	int most = 1;

	for (size_t i = 0; i < self->count; i++) {
		const char *const texts[] = {
			self->overlap[i].mine, self->overlap[i].theirs, self->overlap[i].before};

		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			most = rows_of(texts[k]) > most ? rows_of(texts[k]) : most;
	}
	*cols = BOX_COLS;
	*rows = 1 + (int)self->count + 1 + 1 + 3 * most;
}

/* The three texts below have a rule and a row each at the least. */
static void conflict_layout(struct screen *screen, struct area area)
{
	struct conflict *self = screen->self;
	int list = (int)self->count + 1;
	int most = area.rows - 1 - 4;

	if (list > most)
		list = most > 2 ? most : 2;
	list_view_layout(self->view, area_inner(area, 1, 0, list, -1));
	self->panel = area_inner(area, 1 + list, 0, -1, -1);
}

/* Long texts are shown from the words before the first difference on. */
static size_t common_start(const char *a, const char *b)
{
	size_t same = 0;

	while (a[same] && a[same] == b[same])
		same++;
	if (same < 60)
		return 0;
	same -= 30;
	while (same && a[same] != ' ')
		same--;
	return same;
}

static void paint_value(
	struct area panel, int row, int rows, const char *label, const char *text, size_t start, bool used)
{
	struct area area = area_inner(panel, row, 0, rows, -1);
	struct buffer shown = {0};

	if (start < strlen(text))
		buffer_printf(&shown, "%s%s", start ? "…" : "", text + start);
	else
		buffer_add_text(&shown, *text ? text : "(kosong)");
	draw_text(area, 0, 0, 2, STYLE_ACCENT, used ? draw_mark_text(MARK_ACTIVE) : "");
	draw_text(area, 0, 2, LABEL_COLS - 2, used ? STYLE_BOLD : STYLE_PLAIN, label);
	if (rows > 1)
		draw_wrapped(area, 0, LABEL_COLS, -1, STYLE_PLAIN, buffer_text(&shown));
	else
		draw_text(area, 0, LABEL_COLS, area.cols - LABEL_COLS, STYLE_PLAIN, buffer_text(&shown));
	buffer_free(&shown);
}

static void conflict_paint(struct screen *screen, struct area area)
{
	const struct conflict *self = screen->self;
	const struct overlap *overlap = active_overlap(self);
	size_t start = common_start(overlap->mine, overlap->theirs);
	int rows = (self->panel.rows - 1) / 3;

	draw_text(area, 0, 0, area.cols, STYLE_PLAIN, INTRO);
	list_view_paint(self->view);
	draw_rule(self->panel, 0, overlap->name);
	if (rows < 1)
		return;
	paint_value(self->panel, 1, rows, "Milik Anda", overlap->mine, start, overlap->side == SIDE_MINE);
	paint_value(self->panel, 1 + rows, rows, "Tersimpan", overlap->theirs, start,
		overlap->side == SIDE_THEIRS);
	paint_value(self->panel, 1 + 2 * rows, rows, "Semula", overlap->before, start, false);
}

static void conflict_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct conflict *)screen->self)->view, row, col);
}

static void conflict_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Bentrokan");
}

static size_t conflict_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_SAVE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

/* ---- acting ---- */

static size_t undecided(const struct conflict *self)
{
	size_t count = 0;

	for (size_t i = 0; i < self->count; i++)
		count += self->overlap[i].side == SIDE_NONE;
	return count;
}

static enum outcome go_on(struct screen *screen)
{
	struct conflict *self = screen->self;
	size_t open = undecided(self);

	if (open) {
		frame_say(
			SAY_BAD, "Masih %zu isian yang belum dipilih: milik Anda atau yang tersimpan.", open);
		return OUTCOME_REPAINT;
	}
	for (size_t i = 0; i < self->count; i++)
		edit_settle(self->edit, self->overlap[i].key, self->overlap[i].stored,
			self->overlap[i].side == SIDE_MINE);
	screen_answer(screen, 0, NULL);
	return OUTCOME_CLOSE;
}

static enum outcome conflict_act(struct screen *screen, enum action action)
{
	struct conflict *self = screen->self;
	struct overlap *overlap = active_overlap(self);

	switch (action) {
	case ACTION_OPEN:
	case ACTION_MARK:
		overlap->side = overlap->side == SIDE_MINE ? SIDE_THEIRS : SIDE_MINE;
		return OUTCOME_REPAINT;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		overlap->side = action == ACTION_LEFT ? SIDE_MINE : SIDE_THEIRS;
		return OUTCOME_REPAINT;
	case ACTION_SAVE:
		return go_on(screen);
	default:
		return list_view_act(self->view, action);
	}
}

static const struct screen_class conflict_class = {
	.name = "bentrokan",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct conflict),
	.floating = true,
	.open = conflict_open,
	.close = conflict_close,
	.measure = conflict_measure,
	.layout = conflict_layout,
	.paint = conflict_paint,
	.cursor = conflict_cursor,
	.title = conflict_title,
	.keys = conflict_keys,
	.act = conflict_act,
};

void conflict_push(struct edit *edit, const struct commit_result *result, int tag)
{
	struct conflict_arguments wish = {edit, result};

	stack_push(&conflict_class, &wish, tag);
}
