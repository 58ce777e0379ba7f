#include "app/ask_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/editor_view.h"
#include "ui/typing.h"

#define BOX_COLS  66
#define TEXT_ROWS 3 /* in sight; a longer one scrolls */
#define TEXT_MOST 4000

struct text_screen {
	char *title, *label;
	struct editor_view *view;
};

struct text_arguments {
	const char *title, *label, *text;
};

static void text_screen_open(struct screen *screen, const void *arguments)
{
	struct text_screen *self = screen->self;
	const struct text_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->label = memory_copy(wish->label);
	self->view = editor_view_new(wish->text, TEXT_MOST);
	editor_view_act(self->view, ACTION_BOTTOM);
}

static void text_screen_close(struct screen *screen)
{
	struct text_screen *self = screen->self;

	editor_view_free(self->view);
	free(self->title);
	free(self->label);
}

/* A long question has a row of its own. */
static int label_cols(const struct text_screen *self, int cols)
{
	int label = text_width(self->label, strlen(self->label)) + 2;

	return label <= cols / 3 ? label : 0;
}

static void text_screen_measure(struct screen *screen, int *rows, int *cols)
{
	*cols = BOX_COLS;
	*rows = TEXT_ROWS + (label_cols(screen->self, BOX_COLS) ? 0 : 1);
}

static void text_screen_layout(struct screen *screen, struct area area)
{
	struct text_screen *self = screen->self;
	int beside = label_cols(self, area.cols);

	editor_view_layout(
		self->view, area_inner(area, beside ? 0 : 1, beside + 1, -1, area.cols - beside - 2));
}

static void text_screen_paint(struct screen *screen, struct area area)
{
	struct text_screen *self = screen->self;

	int beside = label_cols(self, area.cols);

	draw_text(area, 0, 0, area.cols, STYLE_PLAIN, self->label);
	/* A field like those of a form, of several rows. */
	for (int row = beside ? 0 : 1; row < area.rows; row++) {
		draw_text(area, row, beside, 1, STYLE_PLAIN, "[");
		draw_text(area, row, area.cols - 1, 1, STYLE_PLAIN, "]");
	}
	editor_view_paint(self->view);
}

static void text_screen_cursor(struct screen *screen, int *row, int *col)
{
	editor_view_cursor(((struct text_screen *)screen->self)->view, row, col);
}

static void text_screen_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct text_screen *)screen->self)->title);
}

static size_t text_screen_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static bool text_screen_typing(struct screen *screen)
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

static enum outcome text_screen_act(struct screen *screen, enum action action)
{
	struct text_screen *self = screen->self;

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
static enum outcome text_screen_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	size_t dropped = 0;
	char *clean = typing_clean(text, size, false, &dropped);
	enum outcome outcome = editor_view_type(
		((struct text_screen *)screen->self)->view, clean, strlen(clean), pasted);

	free(clean);
	return outcome;
}

static const struct screen_class text_class = {
	.name = "tulisan",
	.context = CONTEXT_FORM,
	.size = sizeof(struct text_screen),
	.floating = true,
	.open = text_screen_open,
	.close = text_screen_close,
	.measure = text_screen_measure,
	.layout = text_screen_layout,
	.paint = text_screen_paint,
	.cursor = text_screen_cursor,
	.title = text_screen_title,
	.keys = text_screen_keys,
	.typing = text_screen_typing,
	.act = text_screen_act,
	.text = text_screen_text,
};

void ask_text(const char *title, const char *label, const char *text, int tag)
{
	struct text_arguments wish = {title, label, text};

	stack_push(&text_class, &wish, tag);
}
