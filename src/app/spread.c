#include "app/spread.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/form.h"
#include "app/history.h"
#include "app/list.h"
#include "app/sheet.h"
#include "app/value.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/spread.h"

struct copied {
	size_t innovation; /* index into data.innovation: rows are given back and read again while nobody looks */
	char *origin;	   /* asal */
	char *source;	   /* sumber, "" when asal is baru */
	bool readable;
};

struct spread_list {
	struct copied *copied;
	size_t count, room;
	struct spread spread;
	size_t *row; /* rows of spread that are shown */
	size_t shown;
};

static const struct innovation *innovation_of(const struct copied *copied)
{
	return &app_here()->data.innovation[copied->innovation];
}

static void spread_open(struct list *list, const void *arguments)
{
	(void)arguments;
	list->definition = &app_here()->definitions->spread_list;
}

static void forget(struct spread_list *own)
{
	for (size_t i = 0; i < own->count; i++) {
		free(own->copied[i].origin);
		free(own->copied[i].source);
	}
	own->count = 0;
	own->shown = 0;
}

static void spread_close(struct list *list)
{
	struct spread_list *own = list->own;

	forget(own);
	free(own->copied);
	free(own->row);
	spread_free(&own->spread);
}

static bool is_readable(const struct innovation *innovation)
{
	const struct app *app = app_here();

	return innovation->unit == UNIT_NONE
		       ? app->actor.role != ROLE_OPERATOR
		       : rights_read_unit(&app->actor, app->units->unit[innovation->unit].id);
}

/* Where each came from stands in the records alone. */
static bool read_sources(struct store_txn *txn, void *context, struct error *err)
{
	struct spread_list *own = context;
	const struct data *data = &app_here()->data;

	forget(own);
	for (size_t i = 0; i < data->count; i++) {
		const struct innovation *innovation = &data->innovation[i];
		struct record record;

		if (!status_is_claimed(innovation->facts.status))
			continue;
		if (!txn_record(txn, TABLE_INNOVATION, innovation->id, &record, err)) {
			record_free(&record);
			return false;
		}
		own->copied = array_room(own->copied, own->count, &own->room, sizeof *own->copied);
		own->copied[own->count++] = (struct copied){
			.innovation = i,
			.origin = memory_copy(record_get(&record, "asal")),
			.source = memory_copy(strcmp(record_get(&record, "asal"), "baru") == 0
						      ? ""
						      : record_get(&record, "sumber")),
			.readable = is_readable(innovation),
		};
		record_free(&record);
	}
	return true;
}

static bool is_mature(const struct facts *facts)
{
	const struct year_definition *year = app_here()->year;

	return status_is_verified(facts->status) &&
	       score_maturity(&year->innovation, facts, true) >= (int64_t)year->rules.mature * 100;
}

/* Rows he may read, and the way up to their sources. */
static void choose_rows(struct spread_list *own)
{
	const struct spread *spread = &own->spread;
	bool *wanted = memory_alloc(spread->count + 1);

	for (size_t i = spread->count; i-- > 0;) {
		const struct spread_row *row = &spread->row[i];

		wanted[i] = wanted[i] || (row->item != SPREAD_NONE && own->copied[row->item].readable);
		if (wanted[i] && row->parent != SPREAD_NONE)
			wanted[row->parent] = true;
	}
	own->row = memory_grow(own->row, spread->count + 1, sizeof *own->row);
	own->shown = 0;
	for (size_t i = 0; i < spread->count; i++)
		if (wanted[i])
			own->row[own->shown++] = i;
	free(wanted);
}

static bool spread_load(struct list *list)
{
	struct spread_list *own = list->own;
	struct spread_item *item;

	if (!data_load(true) || !app_read(read_sources, own))
		return false;
	item = memory_alloc((own->count + 1) * sizeof *item);
	for (size_t i = 0; i < own->count; i++)
		item[i] = (struct spread_item){
			.id = innovation_of(&own->copied[i])->id,
			.source = own->copied[i].source,
			.unit = innovation_of(&own->copied[i])->unit,
			.mature = is_mature(&innovation_of(&own->copied[i])->facts),
		};
	spread_make(&own->spread, item, own->count);
	free(item);
	choose_rows(own);
	return true;
}

static size_t spread_count(const struct list *list)
{
	return ((const struct spread_list *)list->own)->shown;
}

static const struct spread_row *row_at(const struct list *list, size_t row)
{
	const struct spread_list *own = list->own;

	return &own->spread.row[own->row[row]];
}

/* NULL for a source elsewhere. */
static const struct copied *copied_at(const struct list *list, size_t row)
{
	const struct spread_list *own = list->own;
	size_t item = row_at(list, row)->item;

	return item == SPREAD_NONE ? NULL : &own->copied[item];
}

static const char *spread_id(const struct list *list, size_t row)
{
	const struct copied *copied = copied_at(list, row);

	return copied ? innovation_of(copied)->id : row_at(list, row)->source;
}

static void add_name(const struct list *list, size_t row, struct buffer *to)
{
	const struct copied *copied = copied_at(list, row);

	for (int i = 0; i < row_at(list, row)->depth; i++)
		buffer_add_text(to, "  ");
	/* Of an innovation he may not read he knows the id, from his own source. */
	if (copied)
		buffer_add_text(
			to, copied->readable ? innovation_of(copied)->name : innovation_of(copied)->id);
	else
		buffer_printf(to, "Luar: %s", row_at(list, row)->source);
}

static void add_copies(const struct list *list, size_t row, struct buffer *to)
{
	const struct copied *copied = copied_at(list, row);
	size_t copies = row_at(list, row)->copies;

	if (copies)
		buffer_printf(to, "%zu kali", copies);
	else if (copied && is_mature(&innovation_of(copied)->facts))
		buffer_add_text(to, "belum");
}

static void spread_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct year_definition *year = app_here()->year;
	const struct copied *copied = copied_at(list, row);
	const char *key = list->definition->column[column].key;
	const struct field_definition *field = form_find(&year->profile, "asal");

	if (!copied)
		*style = STYLE_DIM;
	if (strcmp(key, "nama") == 0) {
		add_name(list, row, to);
	} else if (strcmp(key, "ditiru") == 0) {
		add_copies(list, row, to);
	} else if (!copied || !copied->readable) {
		return;
	} else if (strcmp(key, "id") == 0) {
		buffer_add_text(to, innovation_of(copied)->id);
	} else if (strcmp(key, "opd") == 0) {
		buffer_add_text(to, app_unit_name(innovation_of(copied)->unit));
	} else if (strcmp(key, "asal") == 0 && field) {
		char *text = value_to_screen(field, copied->origin);

		buffer_add_text(to, text);
		free(text);
	} else if (strcmp(key, "status") == 0) {
		buffer_add_text(to, status_label(innovation_of(copied)->facts.status));
	} else if (strcmp(key, "klaim") == 0 || strcmp(key, "verif") == 0) {
		score_add_screen(
			to, score_maturity(&year->innovation, &innovation_of(copied)->facts, *key == 'v'));
	}
}

static void spread_status(const struct list *list, size_t row, struct buffer *to)
{
	const struct copied *copied = copied_at(list, row);

	if (!copied)
		buffer_printf(to, "Dari luar: %s", row_at(list, row)->source);
	else if (row_at(list, row)->depth || row_at(list, row)->copies)
		buffer_add_text(to, innovation_of(copied)->id);
	else
		buffer_printf(to, "%s  matang (verif %d atau lebih), belum ditiru unit lain",
			innovation_of(copied)->id, app_here()->year->rules.mature);
}

#define SOURCE_MOST 150 /* characters of sumber */

/* A new innovation of the user's own unit whose source is this row. */
static void copy_this(const struct list *list, size_t row)
{
	const struct app *app = app_here();
	const struct copied *copied = copied_at(list, row);
	const char *id = spread_id(list, row);
	struct buffer source = {0};

	if (copied && copied->readable &&
		text_length(innovation_of(copied)->name) + strlen(id) + 3 <= SOURCE_MOST)
		buffer_printf(&source, "%s (%s)", innovation_of(copied)->name, id);
	else
		buffer_add_text(&source, id);
	form_push(&(struct form_arguments){.title = "tiruan baru",
			  .fields = &app->year->profile,
			  .table = TABLE_INNOVATION,
			  .id = "",
			  .year = app->year->year,
			  .unit = app->actor.unit != UNIT_NONE ? app->units->unit[app->actor.unit].id : NULL,
			  .origin = copied ? "replikasi" : "adopsi",
			  .source = buffer_text(&source)},
		0);
	buffer_free(&source);
}

static enum outcome spread_act(struct list *list, enum action action, size_t row)
{
	const struct copied *copied = row == (size_t)-1 ? NULL : copied_at(list, row);

	if (action == ACTION_NEW && row != (size_t)-1) {
		copy_this(list, row);
		return OUTCOME_REPAINT;
	}
	if (action != ACTION_OPEN && action != ACTION_SHEET && action != ACTION_HISTORY)
		return OUTCOME_IGNORED;
	if (!copied || !copied->readable)
		frame_say(SAY_INFO, "Yang ini tidak dapat dibuka dari sini.");
	else if (action == ACTION_HISTORY)
		history_push(TABLE_INNOVATION, innovation_of(copied)->id, innovation_of(copied)->name, 0);
	else
		sheet_push(TABLE_INNOVATION, innovation_of(copied)->id, NULL, 0);
	return OUTCOME_REPAINT;
}

static const enum action spread_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_FIND, ACTION_FILTER, ACTION_SORT,
	ACTION_HISTORY, ACTION_TO_FILE, ACTION_NONE};

static const struct list_kind spread_kind = {
	.name = "sebaran",
	.own_size = sizeof(struct spread_list),
	.open = spread_open,
	.close = spread_close,
	.load = spread_load,
	.count = spread_count,
	.id = spread_id,
	.cell = spread_cell,
	.status = spread_status,
	.act = spread_act,
	.keys = spread_keys,
	.file = "sebaran",
	.command = "export inovasi",
};

void spread_push(int tag)
{
	list_push(&spread_kind, NULL, tag);
}
