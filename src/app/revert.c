#include "app/revert.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/clock.h"
#include "ui/choice_view.h"
#include "ui/screen.h"

#define BOX_COLS   70
#define LABEL_COLS 9
#define VALUE_ROWS 3 /* of each text, at most */
#define SHOWN_MOST 4 /* fields named in full; the others are counted */

struct revert {
	enum table table;
	char *id;
	uint64_t undone;	/* the commit to be undone */
	char when[32];		/* ... and its time */
	struct changes changes; /* before = as it is now, after = as it will be */
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

/* Returns the rows it takes; an area without rows only measures. */
static int paint_changes(const struct revert *self, struct area area)
{
	const struct changes *changes = &self->changes;
	struct buffer name = {0};
	int row = 0;

	draw_printf(area, row++, 0, area.cols, STYLE_PLAIN, "Simpanan Anda %s.", self->when);
	for (size_t i = 0; i < changes->count && i < SHOWN_MOST; i++) {
		const struct change *change = &changes->change[i];

		buffer_clear(&name);
		value_add_name(&name, self->table, change->key);
		draw_text(area, row++, 0, area.cols, STYLE_BOLD, buffer_text(&name));
		row = paint_value(area, row, self->table, "sekarang", change->key, change->before);
		row = paint_value(area, row, self->table, "menjadi", change->key, change->after);
	}
	buffer_free(&name);
	if (changes->count > SHOWN_MOST)
		draw_printf(area, row++, 0, area.cols, STYLE_DIM, "dan %zu isian lain",
			changes->count - SHOWN_MOST);
	return row;
}

static void revert_measure(struct screen *screen, int *rows, int *cols)
{
	*cols = BOX_COLS;
	*rows = paint_changes(screen->self, (struct area){0, 0, 0, BOX_COLS}) + 4;
}

/* Where it does not all fit, the answers stay in sight. */
static void revert_layout(struct screen *screen, struct area area)
{
	struct revert *self = screen->self;

	choice_view_layout(self->view, area_inner(area, area.rows - 3, 0, -1, -1));
}

static void revert_paint(struct screen *screen, struct area area)
{
	struct revert *self = screen->self;

	paint_changes(self, area_inner(area, 0, 0, area.rows - 3, -1));
	choice_view_paint(self->view);
}

static void revert_cursor(struct screen *screen, int *row, int *col)
{
	choice_view_cursor(((struct revert *)screen->self)->view, row, col);
}

static void revert_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Batalkan simpanan");
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
	bool done = store_undo(app->store, app->user, self->table, self->id, self->undone, &result, &err);

	if (done)
		frame_say(SAY_GOOD, "Simpanan terakhir Anda dibatalkan.");
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
	if (index == 0 && undo(self))
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
	static const struct choice_entry entries[] = {{"Batalkan", NULL, NULL}, {"Biarkan", NULL, NULL}};
	struct revert *self = screen->self;

	*self = *((const struct revert_arguments *)arguments)->found;
	self->view = choice_view_new();
	choice_view_entries(self->view, entries, 2);
}

static void revert_close(struct screen *screen)
{
	struct revert *self = screen->self;

	choice_view_free(self->view);
	changes_free(&self->changes);
	free(self->id);
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

/* ---- what is asked about ---- */

/* The last commit, when it is one's own edit. */
static bool find_own(void *context, const struct history_entry *entry, struct error *err)
{
	struct revert *found = context;
	char when[21];

	(void)err;
	if (strcmp(entry->user, app_here()->user) != 0 || (entry->act != ACT_EDIT && entry->act != ACT_UNDO))
		return false;
	found->undone = entry->number;
	clock_format(entry->time, when);
	snprintf(found->when, sizeof found->when, "%.2s-%.2s-%.4s %.5s", when + 8, when + 5, when, when + 11);
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		if (!change->derived)
			changes_add(&found->changes, change->key, change->after, change->before, false);
	}
	return false;
}

void revert_push_undo(enum table table, const char *id, int tag)
{
	struct revert found = {.table = table, .id = memory_copy(id)};
	struct error err = {{0}};
	struct commit_result result = {0};

	if (store_history(app_here()->store, table, id, find_own, &found, &err) && found.undone) {
		stack_push(&revert_class, &(struct revert_arguments){&found}, tag);
		return;
	}
	/* Nothing here may be undone: the store says why not. */
	if (*err.text ||
		!store_undo(app_here()->store, app_here()->user, table, id, UINT64_MAX, &result, &err))
		frame_say(SAY_BAD, "%s", err.text);
	commit_result_free(&result);
	free(found.id);
}
