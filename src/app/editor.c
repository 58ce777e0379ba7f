#include "app/editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/record.h"
#include "ui/editor_view.h"
#include "ui/typing.h"

struct editor {
	char *title;
	size_t most, min_words;
	bool one_line;
	void (*keep)(struct screen *parent, const char *text);
	struct screen *parent;
	char *find;
	bool finding;
	struct editor_view *view;
};

/* A line of a form keeps its manners when it goes on here: blanks for line feeds, and not longer than it may be. */
static enum outcome type_line(struct editor *self, const char *text, size_t size, bool pasted)
{
	size_t dropped = 0;
	char *line = typing_clean(text, size, false, &dropped);
	size_t length = text_length(editor_view_text(self->view));
	enum outcome outcome = OUTCOME_HANDLED;
	size_t kept = 0;

	size = strlen(line);
	while (kept < size && (!self->most || length++ < self->most))
		kept += text_decode(line + kept, size - kept, &(uint32_t){0});
	if (kept)
		outcome = editor_view_type(self->view, line, kept, pasted);
	if (kept < size)
		frame_say(SAY_WARN, "Isian ini paling banyak %zu huruf.", self->most);
	free(line);
	return outcome;
}

static enum outcome type(struct editor *self, const char *text, size_t size, bool pasted)
{
	if (self->one_line)
		return type_line(self, text, size, pasted);
	return editor_view_type(self->view, text, size, pasted);
}

static void editor_open(struct screen *screen, const void *arguments)
{
	struct editor *self = screen->self;
	const struct editor_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->most = wish->most_characters;
	self->min_words = wish->min_words;
	self->one_line = wish->one_line;
	self->keep = wish->keep;
	self->parent = wish->parent;
	self->find = memory_copy("");
	self->view = editor_view_new(wish->text, RECORD_TEXT_MOST);
	if (wish->cursor < strlen(wish->text))
		editor_view_go(self->view, wish->cursor);
	if (wish->typed)
		type(self, wish->typed, wish->typed_size, wish->pasted);
}

static void editor_close(struct screen *screen)
{
	struct editor *self = screen->self;

	editor_view_free(self->view);
	free(self->title);
	free(self->find);
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

	if (self->finding) {
		buffer_printf(to, "Cari: %s", self->find);
		return;
	}
	if (self->one_line && self->most) {
		buffer_printf(to, "%zu dari %zu huruf", text_length(text), self->most);
		return;
	}
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
	static const enum action keys[] = {
		ACTION_SAVE, ACTION_NEXT, ACTION_FIND, ACTION_FIND_NEXT, ACTION_TYPE_UNDO, ACTION_TYPE_REDO};
	const struct editor *self = screen->self;
	size_t count = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys && count < room; i++)
		if (keys[i] != ACTION_FIND_NEXT || *self->find)
			to[count++] = keys[i];
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

static void look_for(struct editor *self, bool again)
{
	if (!editor_view_find(self->view, self->find, again))
		frame_say(SAY_INFO, "“%s” tidak ada dalam teks ini.", self->find);
}

static void set_find(struct editor *self, const char *text, size_t size)
{
	char *copy = memory_copy_n(text, size);

	free(self->find);
	self->find = copy;
	look_for(self, false);
}

static enum outcome act_finding(struct editor *self, enum action action)
{
	size_t length = strlen(self->find);

	switch (action) {
	case ACTION_BACK:
		set_find(self, "", 0);
		self->finding = false;
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		set_find(self, self->find, text_previous(self->find, length, length));
		return OUTCOME_REPAINT;
	case ACTION_DELETE_WORD:
	case ACTION_DELETE_LINE:
		set_find(self, "", 0);
		return OUTCOME_REPAINT;
	case ACTION_FIND:
	case ACTION_FIND_NEXT:
		look_for(self, true);
		return OUTCOME_REPAINT;
	case ACTION_OPEN:
		self->finding = false;
		return OUTCOME_REPAINT;
	default:
		/* Any other key is meant for the text. */
		self->finding = false;
		return OUTCOME_IGNORED;
	}
}

/* What leaves the text for another field: Tab, and Enter where it has one line. */
static int step_of(const struct editor *self, enum action action)
{
	switch (action) {
	case ACTION_NEXT:
		return 1;
	case ACTION_PREVIOUS:
		return -1;
	case ACTION_OPEN:
		return self->one_line;
	default:
		return 0;
	}
}

static enum outcome editor_act(struct screen *screen, enum action action)
{
	struct editor *self = screen->self;

	if (self->finding) {
		enum outcome outcome = act_finding(self, action);

		if (outcome != OUTCOME_IGNORED)
			return outcome;
	}
	if (action == ACTION_FIND) {
		self->finding = true;
		set_find(self, "", 0);
		return OUTCOME_REPAINT;
	}
	if (action == ACTION_FIND_NEXT && *self->find) {
		look_for(self, true);
		return OUTCOME_REPAINT;
	}
	/* Esc peels one layer: the marks of what was found, then the editor. */
	if (action == ACTION_BACK && *self->find) {
		set_find(self, "", 0);
		return OUTCOME_REPAINT;
	}
	if (action == ACTION_BACK || action == ACTION_SAVE || step_of(self, action)) {
		editor_keep(self);
		screen_answer(screen, action == ACTION_SAVE, NULL);
		screen->answer.step = step_of(self, action);
		return OUTCOME_CLOSE;
	}
	return editor_view_act(self->view, action);
}

static enum outcome editor_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct editor *self = screen->self;
	struct buffer find = {0};

	if (!self->finding)
		return type(self, text, size, pasted);
	buffer_add_text(&find, self->find);
	buffer_add(&find, text, size);
	set_find(self, buffer_text(&find), find.size);
	buffer_free(&find);
	return OUTCOME_REPAINT;
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
