#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/clock.h"
#include "model/answer.h"
#include "ui/text_view.h"

#define ENTRIES_MOST 200 /* a screen of reading matter, not the journal itself: `siko log` has all */

struct history {
	enum table table;
	char *id;
	char *name;
	struct text_view *view;
	size_t entries;
};

struct history_arguments {
	enum table table;
	const char *id;
	const char *name;
};

static void add_change(struct text_view *view, const struct change *change)
{
	const char *hash = answer_file_hash(change->key);
	struct buffer line = {0};

	/* A file's name says more than the sixty-four digits of its hash. */
	if (hash)
		buffer_printf(&line, "%.*s%.8s…: ", (int)(hash - change->key), change->key, hash);
	else
		buffer_printf(&line, "%s: ", change->key);
	if (*change->before)
		buffer_printf(&line, "“%.300s” menjadi ", change->before);
	if (*change->after)
		buffer_printf(&line, "“%.300s”", change->after);
	else
		buffer_add_text(&line, "kosong");
	if (change->derived)
		buffer_add_text(&line, " (oleh aturan)");
	text_view_add(view, change->derived ? STYLE_DIM : STYLE_PLAIN, 4, buffer_text(&line));
	buffer_free(&line);
}

static bool add_entry(void *context, const struct history_entry *entry, struct error *err)
{
	struct history *self = context;
	char when[21];
	char heading[300];

	(void)err;
	if (self->entries++ >= ENTRIES_MOST)
		return false;
	clock_format(entry->time, when);
	snprintf(heading, sizeof heading, "%llu  %.10s %.5s  %s  %s", (unsigned long long)entry->number, when,
		when + 11, entry->user, act_word(entry->act));
	text_view_heading(self->view, heading);
	if (*entry->note)
		text_view_add(self->view, STYLE_WARN, 4, entry->note);
	for (size_t i = 0; i < entry->changes->count; i++)
		add_change(self->view, &entry->changes->change[i]);
	return true;
}

static void history_open(struct screen *screen, const void *arguments)
{
	struct history *self = screen->self;
	const struct history_arguments *wish = arguments;

	self->table = wish->table;
	self->id = memory_copy(wish->id);
	self->name = memory_copy(*wish->name ? wish->name : wish->id);
	self->view = text_view_new();
}

static void history_close(struct screen *screen)
{
	struct history *self = screen->self;

	free(self->id);
	free(self->name);
	text_view_free(self->view);
}

static void history_layout(struct screen *screen, struct area area)
{
	text_view_layout(((struct history *)screen->self)->view, area_inner(area, 0, 1, -1, area.cols - 2));
}

static void history_recalc(struct screen *screen)
{
	struct history *self = screen->self;
	struct error err = {{0}};

	text_view_clear(self->view);
	self->entries = 0;
	if (!store_history(app_here()->store, self->table, self->id, add_entry, self, &err) && *err.text)
		frame_say(SAY_BAD, "%s", err.text);
	if (!self->entries)
		text_view_add(self->view, STYLE_DIM, 0, "Belum ada perubahan yang tercatat.");
	text_view_layout(self->view, area_inner(screen->area, 0, 1, -1, screen->area.cols - 2));
}

static void history_paint(struct screen *screen, struct area area)
{
	(void)area;
	text_view_paint(((struct history *)screen->self)->view);
}

static void history_cursor(struct screen *screen, int *row, int *col)
{
	text_view_cursor(((struct history *)screen->self)->view, row, col);
}

static void history_title(struct screen *screen, struct buffer *to)
{
	buffer_printf(to, "Riwayat %s", ((struct history *)screen->self)->name);
}

static enum outcome history_act(struct screen *screen, enum action action)
{
	return text_view_act(((struct history *)screen->self)->view, action);
}

static const struct screen_class history_class = {
	.name = "riwayat",
	.context = CONTEXT_TEXT,
	.size = sizeof(struct history),
	.open = history_open,
	.close = history_close,
	.layout = history_layout,
	.recalc = history_recalc,
	.paint = history_paint,
	.cursor = history_cursor,
	.title = history_title,
	.act = history_act,
};

void history_push(enum table table, const char *id, const char *name)
{
	struct history_arguments wish = {table, id, name};

	stack_push(&history_class, &wish, 0);
}
