#include "app/journal.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/journal_filter.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "ui/list_view.h"

#define PIECE_ROWS  200	  /* rows read at once */
#define PIECE_LINES 10000 /* entries looked at for them: a rare one is asked on for, not waited for */
#define NAMED_MOST  2	  /* fields named on a row */

enum journal_column { COLUMN_TIME, COLUMN_USER, COLUMN_ACT, COLUMN_RECORD, COLUMN_FIELDS, COLUMN_COUNT };

struct row {
	uint64_t number;
	int64_t time;
	char *user;
	enum act act;
	enum table table;
	char *id;
	char *name;
	char *fields; /* the first of what changed, and how many more */
};

struct journal {
	struct row *row; /* newest first */
	size_t count, room;
	uint64_t before; /* where the next piece goes on; 0 = all was read */
	int64_t reached; /* time of the oldest entry looked at */
	uint64_t newest; /* number of the newest entry looked at */
	int rows_in_sight;
	struct journal_filter filter;
	struct list_view *view;
	struct buffer cells;
};

/* ---- reading ---- */

static void forget_row(struct row *row)
{
	free(row->user);
	free(row->id);
	free(row->name);
	free(row->fields);
}

static void cut(struct journal *self, size_t count)
{
	while (self->count > count)
		forget_row(&self->row[--self->count]);
}

static char *name_fields(enum table table, const struct changes *changes)
{
	struct buffer names = {0};
	size_t named = 0;
	size_t given = 0;

	for (size_t i = 0; i < changes->count; i++) {
		if (changes->change[i].derived)
			continue;
		given++;
		if (named == NAMED_MOST)
			continue;
		buffer_add_text(&names, named++ ? ", " : "");
		value_add_short_name(&names, table, changes->change[i].key);
	}
	if (given > named)
		buffer_printf(&names, " dan %zu lagi", given - named);
	return buffer_take(&names);
}

/* A piece being read. A body may run again: what it added is taken back first. */
struct reading {
	struct journal *self;
	struct store_txn *txn;
	uint64_t start; /* where the piece begins */
	size_t count;	/* rows before it */
	uint64_t
		newest; /* entries up to this number are known: the piece ends there; 0 = it ends when it is full */
	size_t looked_at;
};

static void add_row(struct journal *self, const struct history_entry *entry, const struct record *record)
{
	const char *note = entry->note;

	self->row = array_room(self->row, self->count, &self->room, sizeof *self->row);
	self->row[self->count++] = (struct row){
		.number = entry->number,
		.time = entry->time,
		.user = memory_copy(entry->user),
		.act = entry->act,
		.table = entry->table,
		.id = memory_copy(entry->id),
		.name = memory_copy(record_get(record, "nama")),
		.fields = *note ? memory_copy(note) : name_fields(entry->table, entry->changes),
	};
}

static bool look_at(void *context, const struct history_entry *entry, struct error *err)
{
	struct reading *reading = context;
	struct journal *self = reading->self;
	struct record record;

	if (entry->number <= reading->newest)
		return false;
	if (entry->number > self->newest)
		self->newest = entry->number;
	self->reached = entry->time < self->reached ? entry->time : self->reached;
	if (journal_filter_may_show(&self->filter, entry)) {
		if (!txn_record(reading->txn, entry->table, entry->id, &record, err)) {
			record_free(&record);
			return false;
		}
		if (journal_filter_shows(&self->filter, &record))
			add_row(self, entry, &record);
		record_free(&record);
	}
	return reading->newest ||
	       (++reading->looked_at < PIECE_LINES && self->count < reading->count + PIECE_ROWS);
}

static bool read_piece(struct store_txn *txn, void *context, struct error *err)
{
	struct reading *reading = context;
	uint64_t before = reading->start;
	bool whole;

	cut(reading->self, reading->count);
	reading->looked_at = 0;
	reading->txn = txn;
	/* Of a damaged journal what stands is shown, and the rest told. */
	whole = txn_journal(txn, &before, look_at, reading, err);
	if (!reading->newest)
		reading->self->before = before;
	return whole;
}

static void read_older(struct journal *self)
{
	struct reading reading = {.self = self, .start = self->before, .count = self->count};

	if (!self->before)
		return;
	app_read(read_piece, &reading);
	list_view_rows(self->view, self->count);
}

static void read_anew(struct journal *self)
{
	cut(self, 0);
	self->before = UINT64_MAX;
	self->reached = INT64_MAX;
	list_view_rows(self->view, 0);
	read_older(self);
	list_view_activate(self->view, 0);
}

/* What was saved since stands above the others; the mark stays on its row. */
static void read_newer(struct journal *self)
{
	struct journal newer = {.newest = self->newest, .reached = INT64_MAX, .filter = self->filter};
	struct reading reading = {.self = &newer, .start = UINT64_MAX, .newest = self->newest};
	size_t active = list_view_active(self->view);

	app_read(read_piece, &reading);
	if (!newer.count) {
		self->newest = newer.newest;
		cut(&newer, 0);
		free(newer.row);
		return;
	}
	self->newest = newer.newest;
	self->row = memory_grow(self->row, self->count + newer.count, sizeof *self->row);
	self->room = self->count + newer.count;
	memmove(self->row + newer.count, self->row, self->count * sizeof *self->row);
	memcpy(self->row, newer.row, newer.count * sizeof *self->row);
	list_view_rows(self->view, self->count + newer.count);
	list_view_activate(self->view, self->count ? active + newer.count : 0);
	self->count += newer.count;
	free(newer.row);
}

/* ---- the screen ---- */

static void journal_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct journal *self = context;
	const struct row *row = &self->row[index];
	size_t start[COLUMN_COUNT];
	char when[17];

	*flag = "";
	buffer_clear(&self->cells);
	clock_format_screen(row->time, when);
	for (size_t i = 0; i < count && i < COLUMN_COUNT; i++) {
		start[i] = self->cells.size;
		if (i == COLUMN_TIME)
			buffer_add_text(&self->cells, when);
		else if (i == COLUMN_USER)
			buffer_add_text(&self->cells, row->user);
		else if (i == COLUMN_ACT)
			buffer_add_text(&self->cells, act_word(row->act));
		else if (i == COLUMN_RECORD)
			buffer_add_text(&self->cells, *row->name ? row->name : row->id);
		else
			buffer_add_text(&self->cells, row->fields);
		buffer_add_byte(&self->cells, '\0');
	}
	for (size_t i = 0; i < count && i < COLUMN_COUNT; i++)
		cells[i] = (struct list_cell){self->cells.data + start[i], STYLE_PLAIN};
}

static void journal_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[COLUMN_COUNT] = {
		[COLUMN_TIME] = {.label = "Waktu", .width = 16, .frozen = true},
		[COLUMN_USER] = {.label = "Pengguna", .width = 20},
		[COLUMN_ACT] = {.label = "Tindakan", .width = 12},
		[COLUMN_RECORD] = {.label = "Catatan", .least = 24},
		[COLUMN_FIELDS] = {.label = "Isian", .width = 40},
	};
	struct journal *self = screen->self;

	(void)arguments;
	self->view = list_view_new();
	list_view_columns(self->view, columns, COLUMN_COUNT);
	list_view_source(self->view, (struct list_source){self, journal_row});
	list_view_empty(self->view, "Tidak ada yang cocok. Esc menghapus pencarian dan saringan.");
	read_anew(self);
}

static void journal_close(struct screen *screen)
{
	struct journal *self = screen->self;

	cut(self, 0);
	free(self->row);
	journal_filter_free(&self->filter);
	list_view_free(self->view);
	buffer_free(&self->cells);
}

static void journal_layout(struct screen *screen, struct area area)
{
	struct journal *self = screen->self;

	self->rows_in_sight = area.rows;
	list_view_layout(self->view, area);
}

static void journal_recalc(struct screen *screen)
{
	read_newer(screen->self);
}

static void journal_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct journal *)screen->self)->view);
}

static void journal_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct journal *)screen->self)->view, row, col);
}

static void journal_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Jurnal");
}

static void journal_aside(struct screen *screen, struct buffer *to)
{
	struct journal *self = screen->self;

	journal_filter_add_words(&self->filter, to);
	if (self->count)
		buffer_printf(to, "%zu dari %zu%s", list_view_active(self->view) + 1, self->count,
			self->before ? "+" : "");
}

static void journal_status(struct screen *screen, struct buffer *to)
{
	struct journal *self = screen->self;
	char when[17];

	/* Alike from row to row but for the number: a step through the list sends little (NEEDS 2). */
	if (self->count) {
		const struct row *row = &self->row[list_view_active(self->view)];

		buffer_printf(
			to, "%llu  %s %s", (unsigned long long)row->number, table_word(row->table), row->id);
	} else if (self->before && self->reached != INT64_MAX) {
		int key = keymap_key(app_here()->keymap, CONTEXT_LIST, ACTION_PAGE_DOWN, 0);

		clock_format_screen(self->reached, when);
		buffer_printf(to, "Dicari sampai %s; %s mencari yang lebih lama.", when,
			key ? input_key_label(key) : "");
	}
}

static size_t journal_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_FIND, ACTION_FILTER};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static enum outcome move(struct journal *self, enum action action)
{
	enum outcome outcome = list_view_act(self->view, action);
	size_t count = self->count;

	if (outcome == OUTCOME_IGNORED || !self->before ||
		list_view_active(self->view) + (size_t)self->rows_in_sight < self->count)
		return outcome;
	read_older(self);
	/* At the end of what was known, the page that was asked for is there now. */
	if (outcome == OUTCOME_HANDLED && self->count > count)
		list_view_act(self->view, action);
	return OUTCOME_REPAINT;
}

static enum outcome journal_act(struct screen *screen, enum action action)
{
	struct journal *self = screen->self;

	if (action == ACTION_OPEN) {
		const struct row *row = self->count ? &self->row[list_view_active(self->view)] : NULL;

		if (row)
			history_push(row->table, row->id, row->name, 0);
		return OUTCOME_REPAINT;
	}
	if (journal_filter_ask(&self->filter, action))
		return OUTCOME_REPAINT;
	if (action == ACTION_BACK && journal_filter_drop(&self->filter)) {
		read_anew(self);
		return OUTCOME_REPAINT;
	}
	return move(self, action);
}

static enum outcome journal_resume(struct screen *screen, const struct answer *answer)
{
	struct journal *self = screen->self;
	bool changed;

	if (!journal_filter_take(&self->filter, answer, &changed))
		return OUTCOME_RECALC;
	if (changed)
		read_anew(self);
	return OUTCOME_REPAINT;
}

static const struct screen_class journal_class = {
	.name = "jurnal",
	.context = CONTEXT_LIST,
	.size = sizeof(struct journal),
	.open = journal_open,
	.close = journal_close,
	.layout = journal_layout,
	.recalc = journal_recalc,
	.paint = journal_paint,
	.cursor = journal_cursor,
	.title = journal_title,
	.aside = journal_aside,
	.status = journal_status,
	.keys = journal_keys,
	.act = journal_act,
	.resume = journal_resume,
};

void journal_push(int tag)
{
	stack_push(&journal_class, NULL, tag);
}
