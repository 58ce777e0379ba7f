#include "app/editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "model/record.h"
#include "ui/editor_view.h"

struct editor {
	char *title;
	size_t most, min_words;
	void (*keep)(struct screen *parent, const char *text);
	struct screen *parent;
	struct editor_view *view;
};

static void editor_open(struct screen *screen, const void *arguments)
{
	struct editor *self = screen->self;
	const struct editor_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->most = wish->most_characters;
	self->min_words = wish->min_words;
	self->keep = wish->keep;
	self->parent = wish->parent;
	self->view = editor_view_new(wish->text, RECORD_TEXT_MOST);
}

static void editor_close(struct screen *screen)
{
	struct editor *self = screen->self;

	editor_view_free(self->view);
	free(self->title);
}

static void editor_layout(struct screen *screen, struct area area)
{
	editor_view_layout(((struct editor *)screen->self)->view, area_inner(area, 0, 1, -1, area.cols - 2));
}

static void editor_paint(struct screen *screen, struct area area)
{
	(void)area;
	editor_view_paint(((struct editor *)screen->self)->view);
}

static void editor_cursor(struct screen *screen, int *row, int *col)
{
	editor_view_cursor(((struct editor *)screen->self)->view, row, col);
}

static void editor_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct editor *)screen->self)->title);
}

static void editor_status(struct screen *screen, struct buffer *to)
{
	struct editor *self = screen->self;
	const char *text = editor_view_text(self->view);
	size_t words = text_words(text);

	if (self->min_words)
		buffer_printf(to, "%zu dari %zu kata%s", words, self->min_words,
			words < self->min_words ? "" : ", cukup");
	else
		buffer_printf(to, "%zu kata", words);
	if (self->most)
		buffer_printf(to, " · %zu dari %zu huruf", text_length(text), self->most);
}

static size_t editor_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_SAVE, ACTION_TYPE_UNDO, ACTION_TYPE_REDO};
	size_t count = 0;

	(void)screen;
	while (count < room && count < sizeof keys / sizeof *keys) {
		to[count] = keys[count];
		count++;
	}
	return count;
}

static bool editor_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static void editor_keep(struct editor *self)
{
	self->keep(self->parent, editor_view_text(self->view));
}

static enum outcome editor_act(struct screen *screen, enum action action)
{
	struct editor *self = screen->self;

	if (action == ACTION_BACK || action == ACTION_SAVE) {
		editor_keep(self);
		screen_answer(screen, action == ACTION_SAVE, NULL);
		return OUTCOME_CLOSE;
	}
	return editor_view_act(self->view, action);
}

static enum outcome editor_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	return editor_view_type(((struct editor *)screen->self)->view, text, size, pasted);
}

/* Quitting asks the screens below too: they must know the text by then. */
static bool editor_leave(struct screen *screen)
{
	editor_keep(screen->self);
	return true;
}

static void editor_rescue(struct screen *screen)
{
	struct editor *self = screen->self;

	editor_keep(self);
	if (self->parent->class->rescue)
		self->parent->class->rescue(self->parent);
}

static const struct screen_class editor_class = {
	.name = "penyunting",
	.context = CONTEXT_EDITOR,
	.size = sizeof(struct editor),
	.open = editor_open,
	.close = editor_close,
	.layout = editor_layout,
	.paint = editor_paint,
	.cursor = editor_cursor,
	.title = editor_title,
	.status = editor_status,
	.keys = editor_keys,
	.typing = editor_typing,
	.act = editor_act,
	.text = editor_text,
	.leave = editor_leave,
	.rescue = editor_rescue,
};

void editor_push(const struct editor_arguments *arguments, int tag)
{
	stack_push(&editor_class, arguments, tag);
}
