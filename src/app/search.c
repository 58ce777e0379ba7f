#include "app/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/entries.h"
#include "app/form.h"
#include "app/innovations.h"
#include "app/search_hits.h"
#include "app/sheet.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/list_view.h"
#include "ui/loop.h"

struct search {
	char *find;
	struct search_hits hits;
	struct list_view *view;
};

static void search_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	const struct search *self = context;
	const struct search_hit *hit = &self->hits.hit[index];

	if (count > 0)
		cells[0] = (struct list_cell){hit->name, STYLE_PLAIN};
	if (count > 1)
		cells[1] = (struct list_cell){hit->where, STYLE_PLAIN};
	*flag = "";
}

static void search_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		{.label = "Nama", .width = 30, .frozen = true},
		{.label = "Ditemukan di", .least = 20},
	};
	struct search *self = screen->self;

	(void)arguments;
	self->find = memory_copy("");
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, search_row});
}

static void search_close(struct screen *screen)
{
	struct search *self = screen->self;

	search_hits_free(&self->hits);
	list_view_free(self->view);
	free(self->find);
}

static void search_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct search *)screen->self)->view, area);
}

static void show_hits(struct search *self)
{
	list_view_found(self->view, *self->find ? self->find : NULL);
	list_view_empty(self->view, *self->find
					    ? "Tidak ada yang memuat tulisan itu."
					    : "Ketik sebagian nama, kode, atau tulisan; semua tabel dicari.");
	list_view_rows(self->view, self->hits.count);
}

/* Only when no key waits: what was typed ahead is searched for once. */
static void search_recalc(struct screen *screen)
{
	struct search *self = screen->self;

	search_hits_look(&self->hits, self->find);
	show_hits(self);
}

static void search_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct search *)screen->self)->view);
}

static void search_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct search *)screen->self)->view, row, col);
}

static void search_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Cari di semua tabel");
}

static void search_status(struct screen *screen, struct buffer *to)
{
	const struct search *self = screen->self;
	int key = keymap_key(loop_keymap(), CONTEXT_CHOICE, ACTION_FIND_NEXT, 0);

	buffer_printf(to, "Cari: %s", self->find);
	if (!*self->find)
		return;
	buffer_printf(to, "  · %zu temuan", self->hits.count);
	if (!self->hits.done)
		buffer_printf(to, "; belum semua dicari%s%s%s", key ? ", " : "",
			key ? input_key_label(key) : "", key ? " melanjutkan" : "");
}

static size_t search_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static bool search_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static void set_find(struct search *self, const char *text, size_t size)
{
	char *copy = memory_copy_n(text, size);

	free(self->find);
	self->find = copy;
	list_view_activate(self->view, 0);
}

/* ---- opening what was found, where it was found ---- */

static void open_unit(const struct search_hit *hit)
{
	innovations_push(&(struct innovations_arguments){.title = hit->name, .unit = hit->id, .slot = -1}, 0);
}

static void open_form(const struct search_hit *hit, const struct form_definition *fields)
{
	form_push(&(struct form_arguments){.title = hit->name,
			  .fields = fields,
			  .table = hit->table,
			  .id = hit->id,
			  .year = app_here()->year->year,
			  .first = hit->key},
		0);
}

static void open_record(const struct search_hit *hit)
{
	const struct year_definition *year = app_here()->year;
	const struct catalogue *catalogue = hit->table == TABLE_REGION ? &year->region : &year->innovation;
	enum answer_part part;
	const char *rest;
	size_t index;

	if (answer_key(catalogue, hit->key, &index, &part, &rest))
		sheet_push(hit->table, hit->id, catalogue->indicator[index].code, 0);
	else if (hit->table == TABLE_INNOVATION && *hit->key)
		open_form(hit, &year->profile);
	else
		sheet_push(hit->table, hit->id, NULL, 0);
}

static void open_hit(const struct search *self)
{
	const struct search_hit *hit;

	if (!self->hits.count)
		return;
	hit = &self->hits.hit[list_view_active(self->view)];
	if (hit->table == TABLE_UNIT)
		open_unit(hit);
	else if (hit->table == TABLE_USER)
		open_form(hit, &app_here()->definitions->user);
	else if (table_is_plain(hit->table))
		entries_push_record(hit->table, hit->id, hit->name, hit->key);
	else
		open_record(hit);
}

static enum outcome search_act(struct screen *screen, enum action action)
{
	struct search *self = screen->self;
	size_t length = strlen(self->find);

	switch (action) {
	case ACTION_OPEN:
		open_hit(self);
		return OUTCOME_REPAINT;
	case ACTION_FIND_NEXT:
		search_hits_look(&self->hits, NULL);
		show_hits(self);
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		set_find(self, self->find, text_previous(self->find, length, length));
		return OUTCOME_RECALC;
	case ACTION_DELETE_WORD:
	case ACTION_DELETE_LINE:
		set_find(self, "", 0);
		return OUTCOME_RECALC;
	case ACTION_BACK:
		/* Esc peels one layer: what was typed, then the search. */
		if (!length)
			return OUTCOME_IGNORED;
		set_find(self, "", 0);
		return OUTCOME_RECALC;
	default:
		return list_view_act(self->view, action);
	}
}

static enum outcome search_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct search *self = screen->self;
	struct buffer find = {0};

	(void)pasted;
	buffer_add_text(&find, self->find);
	for (size_t i = 0; i < size; i++)
		buffer_add_byte(&find, text[i] == '\n' ? ' ' : text[i]);
	set_find(self, buffer_text(&find), find.size);
	buffer_free(&find);
	return OUTCOME_RECALC;
}

static const struct screen_class search_class = {
	.name = "cari",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct search),
	.open = search_open,
	.close = search_close,
	.layout = search_layout,
	.recalc = search_recalc,
	.paint = search_paint,
	.cursor = search_cursor,
	.title = search_title,
	.status = search_status,
	.keys = search_keys,
	.typing = search_typing,
	.act = search_act,
	.text = search_text,
};

void search_push(int tag)
{
	stack_push(&search_class, NULL, tag);
}
