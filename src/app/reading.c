#include "app/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

struct reading {
	char *title;
	char *find;
	bool finding;
	struct text_view *view;
};

static void reading_open(struct screen *screen, const void *arguments)
{
	struct reading *self = screen->self;
	const struct reading_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->find = memory_copy("");
	self->view = text_view_new();
	wish->fill(self->view, wish->over);
}

static void reading_close(struct screen *screen)
{
	struct reading *self = screen->self;

	text_view_free(self->view);
	free(self->title);
	free(self->find);
}

static void reading_layout(struct screen *screen, struct area area)
{
	text_view_layout(((struct reading *)screen->self)->view, area_inner(area, 0, 1, -1, area.cols - 2));
}

static void reading_paint(struct screen *screen, struct area area)
{
	(void)area;
	text_view_paint(((struct reading *)screen->self)->view);
}

static void reading_cursor(struct screen *screen, int *row, int *col)
{
	text_view_cursor(((struct reading *)screen->self)->view, row, col);
}

static void reading_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct reading *)screen->self)->title);
}

static void reading_status(struct screen *screen, struct buffer *to)
{
	struct reading *self = screen->self;

	if (self->finding || *self->find)
		buffer_printf(to, "Cari: %s", self->find);
}

static size_t reading_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_FIND, ACTION_FIND_NEXT, ACTION_PAGE_DOWN};
	size_t count = 3 < room ? 3 : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static bool reading_typing(struct screen *screen)
{
	return ((struct reading *)screen->self)->finding;
}

static void find(struct reading *self, bool again)
{
	if (*self->find && !text_view_find(self->view, self->find, again))
		frame_say(SAY_INFO, "“%s” tidak ditemukan.", self->find);
}

static enum outcome reading_act(struct screen *screen, enum action action)
{
	struct reading *self = screen->self;

	switch (action) {
	case ACTION_FIND:
		self->finding = true;
		self->find[0] = '\0';
		return OUTCOME_REPAINT;
	case ACTION_FIND_NEXT:
		find(self, true);
		return OUTCOME_REPAINT;
	case ACTION_OPEN:
		if (!self->finding)
			return OUTCOME_HANDLED;
		self->finding = false;
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		self->find[text_previous(self->find, strlen(self->find), strlen(self->find))] = '\0';
		find(self, false);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (!self->finding && !*self->find)
			return OUTCOME_IGNORED;
		self->finding = false;
		self->find[0] = '\0';
		text_view_find(self->view, "", false);
		return OUTCOME_REPAINT;
	default:
		return text_view_act(self->view, action);
	}
}

static enum outcome reading_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct reading *self = screen->self;
	struct buffer wanted = {0};

	(void)pasted;
	buffer_add_text(&wanted, self->find);
	buffer_add(&wanted, text, size);
	free(self->find);
	self->find = buffer_take(&wanted);
	find(self, false);
	return OUTCOME_REPAINT;
}

static const struct screen_class reading_class = {
	.name = "bacaan",
	.context = CONTEXT_TEXT,
	.size = sizeof(struct reading),
	.open = reading_open,
	.close = reading_close,
	.layout = reading_layout,
	.paint = reading_paint,
	.cursor = reading_cursor,
	.title = reading_title,
	.status = reading_status,
	.keys = reading_keys,
	.typing = reading_typing,
	.act = reading_act,
	.text = reading_text,
};

void reading_push(const struct reading_arguments *arguments, int tag)
{
	stack_push(&reading_class, arguments, tag);
}
