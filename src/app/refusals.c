#include "app/refusals.h"

#include <stdlib.h>

#include "app/entries.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "ui/list_view.h"

struct refusals_screen {
	struct refusals refusals;
	enum table table;
	const char *verb;
	size_t done;
	struct list_view *view;
};

struct refusals_arguments {
	struct refusals *refusals;
	enum table table;
	const char *verb;
	size_t done;
};

void refusals_add(struct refusals *refusals, const char *id, const char *name, const char *why)
{
	refusals->refusal = array_room(
		refusals->refusal, refusals->count, &refusals->room, sizeof *refusals->refusal);
	refusals->refusal[refusals->count++] = (struct refusal){
		memory_copy(id), memory_copy(name), memory_copy(why)};
}

void refusals_free(struct refusals *refusals)
{
	for (size_t i = 0; i < refusals->count; i++) {
		free(refusals->refusal[i].id);
		free(refusals->refusal[i].name);
		free(refusals->refusal[i].why);
	}
	free(refusals->refusal);
	*refusals = (struct refusals){0};
}

static const struct refusal *active_refusal(const struct refusals_screen *self)
{
	return &self->refusals.refusal[list_view_active(self->view)];
}

static void refusals_row(
	void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	const struct refusal *refusal = &((struct refusals_screen *)context)->refusals.refusal[index];

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct list_cell){i ? refusal->why : refusal->name, STYLE_PLAIN};
	*flag = "";
}

static void refusals_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		{.label = "Ditolak", .width = 24, .frozen = true},
		{.label = "Sebab", .least = 30},
	};
	struct refusals_screen *self = screen->self;
	const struct refusals_arguments *wish = arguments;

	self->refusals = *wish->refusals;
	self->table = wish->table;
	self->verb = wish->verb;
	self->done = wish->done;
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, refusals_row});
	list_view_rows(self->view, self->refusals.count);
}

static void refusals_close(struct screen *screen)
{
	struct refusals_screen *self = screen->self;

	refusals_free(&self->refusals);
	list_view_free(self->view);
}

static void refusals_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct refusals_screen *)screen->self)->view, area);
}

static void refusals_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct refusals_screen *)screen->self)->view);
}

static void refusals_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct refusals_screen *)screen->self)->view, row, col);
}

static void refusals_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Ringkasan");
}

static void refusals_aside(struct screen *screen, struct buffer *to)
{
	const struct refusals_screen *self = screen->self;

	buffer_printf(to, "%zu %s, %zu ditolak", self->done, self->verb, self->refusals.count);
}

/* The line may be longer than its column. */
static void refusals_status(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, active_refusal(screen->self)->why);
}

static size_t refusals_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static enum outcome refusals_act(struct screen *screen, enum action action)
{
	struct refusals_screen *self = screen->self;
	const struct refusal *refusal = active_refusal(self);

	if (action != ACTION_OPEN)
		return list_view_act(self->view, action);
	if (table_is_plain(self->table))
		entries_push_record(self->table, refusal->id, refusal->name, NULL);
	else
		sheet_push(self->table, refusal->id, NULL, 0);
	return OUTCOME_REPAINT;
}

static const struct screen_class refusals_class = {
	.name = "ringkasan",
	.context = CONTEXT_LIST,
	.size = sizeof(struct refusals_screen),
	.explains = true,
	.open = refusals_open,
	.close = refusals_close,
	.layout = refusals_layout,
	.paint = refusals_paint,
	.cursor = refusals_cursor,
	.title = refusals_title,
	.aside = refusals_aside,
	.status = refusals_status,
	.keys = refusals_keys,
	.act = refusals_act,
};

void refusals_push(struct refusals *refusals, enum table table, const char *verb, size_t done)
{
	struct refusals_arguments wish = {refusals, table, verb, done};

	stack_push(&refusals_class, &wish, 0);
	*refusals = (struct refusals){0};
}
