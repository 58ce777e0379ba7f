#include "app/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/editor_view.h"
#include "ui/typing.h"

#define BOX_COLS  66
#define TEXT_ROWS 3 /* in sight; a longer note scrolls */
#define NOTE_MOST 4000

struct note {
	char *title, *label;
	struct editor_view *view;
};

struct note_arguments {
	const char *title, *label, *text;
};

static void note_open(struct screen *screen, const void *arguments)
{
	struct note *self = screen->self;
	const struct note_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->label = memory_copy(wish->label);
	self->view = editor_view_new(wish->text, NOTE_MOST);
	editor_view_act(self->view, ACTION_BOTTOM);
}

static void note_close(struct screen *screen)
{
	struct note *self = screen->self;

	editor_view_free(self->view);
	free(self->title);
	free(self->label);
}

/* A long question has a row of its own. */
static int label_cols(const struct note *self, int cols)
{
	int label = text_width(self->label, strlen(self->label)) + 2;

	return label <= cols / 3 ? label : 0;
}

static void note_measure(struct screen *screen, int *rows, int *cols)
{
	*cols = BOX_COLS;
	*rows = TEXT_ROWS + (label_cols(screen->self, BOX_COLS) ? 0 : 1);
}

static void note_layout(struct screen *screen, struct area area)
{
	struct note *self = screen->self;
	int beside = label_cols(self, area.cols);

	/* The last cell is the cursor's. */
	editor_view_layout(self->view, area_inner(area, beside ? 0 : 1, beside, -1, area.cols - beside - 1));
}

static void note_paint(struct screen *screen, struct area area)
{
	struct note *self = screen->self;

	draw_text(area, 0, 0, area.cols, STYLE_PLAIN, self->label);
	editor_view_paint(self->view);
}

static void note_cursor(struct screen *screen, int *row, int *col)
{
	editor_view_cursor(((struct note *)screen->self)->view, row, col);
}

static void note_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct note *)screen->self)->title);
}

static size_t note_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static bool note_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

/* The key that empties a field empties it, however many rows it has. */
static void empty(struct editor_view *view)
{
	editor_view_act(view, ACTION_BOTTOM);
	while (*editor_view_text(view)) {
		size_t before = strlen(editor_view_text(view));

		editor_view_act(view, ACTION_DELETE_LINE);
		if (strlen(editor_view_text(view)) == before)
			editor_view_act(view, ACTION_DELETE_LEFT);
	}
}

static enum outcome note_act(struct screen *screen, enum action action)
{
	struct note *self = screen->self;

	if (action == ACTION_OPEN || action == ACTION_SAVE) {
		screen_answer(screen, 0, editor_view_text(self->view));
		return OUTCOME_CLOSE;
	}
	if (action != ACTION_DELETE_LINE)
		return editor_view_act(self->view, action);
	empty(self->view);
	return OUTCOME_REPAINT;
}

/* One line however it is pasted: it stands in lists and messages. */
static enum outcome note_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	size_t dropped = 0;
	char *clean = typing_clean(text, size, false, &dropped);
	enum outcome outcome = editor_view_type(
		((struct note *)screen->self)->view, clean, strlen(clean), pasted);

	free(clean);
	return outcome;
}

static const struct screen_class note_class = {
	.name = "catatan",
	.context = CONTEXT_FORM,
	.size = sizeof(struct note),
	.floating = true,
	.open = note_open,
	.close = note_close,
	.measure = note_measure,
	.layout = note_layout,
	.paint = note_paint,
	.cursor = note_cursor,
	.title = note_title,
	.keys = note_keys,
	.typing = note_typing,
	.act = note_act,
	.text = note_text,
};

void note_ask(const char *title, const char *label, const char *text, int tag)
{
	struct note_arguments wish = {title, label, text};

	stack_push(&note_class, &wish, tag);
}
