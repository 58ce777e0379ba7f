#include "app/search_hits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/typing.h"

#define TIME_MS	  80  /* of one look: what is not seen by then is looked at when asked */
#define HITS_MOST 200 /* more than anybody reads */
#define BEFORE	  16  /* bytes of the text shown before what was found */

static const enum table order[] = {TABLE_UNIT, TABLE_INNOVATION, TABLE_REGION, TABLE_USER, TABLE_CONTEST};
_Static_assert(sizeof order / sizeof *order == TABLE_COUNT, "every table is searched");

static void forget(struct search_hits *hits)
{
	for (size_t i = 0; i < hits->count; i++) {
		free(hits->hit[i].id);
		free(hits->hit[i].name);
		free(hits->hit[i].key);
		free(hits->hit[i].where);
	}
	hits->count = 0;
}

void search_hits_free(struct search_hits *hits)
{
	forget(hits);
	free(hits->hit);
	free(hits->part);
	*hits = (struct search_hits){0};
}

static const char *table_name(enum table table)
{
	static const char *const names[TABLE_COUNT] = {
		[TABLE_UNIT] = "Unit",
		[TABLE_INNOVATION] = "Inovasi",
		[TABLE_REGION] = "Daerah",
		[TABLE_USER] = "Pengguna",
		[TABLE_CONTEST] = "Lomba",
	};

	return names[table];
}

/* "Tujuan: …mempercepat surat di loket": the field and the text from a little before what was found. */
static char *around(enum table table, const struct field *field, const char *part)
{
	struct buffer out = {0};
	size_t at = 0;
	size_t from;

	value_add_name(&out, table, field->key);
	typing_find(field->text, 0, part, &at);
	from = at > BEFORE ? typing_word_left(field->text, at - BEFORE) : 0;
	buffer_printf(&out, ": %s", from ? "…" : "");
	buffer_add(&out, field->text + from, text_cut(field->text + from, strlen(field->text + from), 120));
	return buffer_take(&out);
}

static const struct field *find_field(const struct record *record, const char *part)
{
	for (size_t i = 0; i < record->count; i++)
		if (text_contains(record->field[i].text, part))
			return &record->field[i];
	return NULL;
}

static bool is_open_to_user(const struct record *record)
{
	const struct app *app = app_here();

	if (record->table == TABLE_INNOVATION && record_year(record) != app->year->year)
		return false;
	return rights_read_table(&app->actor, record->table) && rights_read(&app->actor, record);
}

static bool take(void *context, const struct record *record, struct error *err)
{
	struct search_hits *hits = context;
	const char *name = record_get(record, "nama");
	bool named = text_contains(record->id, hits->part) || text_contains(name, hits->part);
	const struct field *field = named ? NULL : find_field(record, hits->part);
	struct buffer where = {0};

	(void)err;
	if ((!named && !field) || !is_open_to_user(record))
		return true;
	if (named)
		buffer_printf(&where, "%s %s", table_name(record->table), record->id);
	hits->hit = array_room(hits->hit, hits->count, &hits->room, sizeof *hits->hit);
	hits->hit[hits->count++] = (struct search_hit){
		.table = record->table,
		.id = memory_copy(record->id),
		.name = memory_copy(*name ? name : table_name(record->table)),
		.key = memory_copy(field ? field->key : ""),
		.where = field ? around(record->table, field, hits->part) : buffer_take(&where),
	};
	return hits->count < HITS_MOST;
}

static bool look(struct store_txn *txn, void *context, struct error *err)
{
	struct search_hits *hits = context;

	while (hits->table < sizeof order / sizeof *order && hits->count < HITS_MOST) {
		if (!txn_find(txn, &hits->find, take, hits, err))
			return false;
		if (!hits->find.done)
			return true;
		hits->table++;
		if (hits->table < sizeof order / sizeof *order)
			hits->find = (struct find){
				.table = order[hits->table], .part = hits->part, .until = hits->find.until};
	}
	hits->done = hits->table == sizeof order / sizeof *order;
	return true;
}

/* Those named so before those that only mention it; the order within each stays. */
static void put_named_first(struct search_hits *hits)
{
	struct search_hit *sorted = memory_alloc((hits->count + 1) * sizeof *sorted);
	size_t count = 0;

	for (int mentions = 0; mentions < 2; mentions++)
		for (size_t i = 0; i < hits->count; i++)
			if ((*hits->hit[i].key != '\0') == mentions)
				sorted[count++] = hits->hit[i];
	if (count)
		memcpy(hits->hit, sorted, count * sizeof *sorted);
	free(sorted);
}

bool search_hits_look(struct search_hits *hits, const char *part)
{
	bool read;

	if (part) {
		char *copy = memory_copy(part);

		forget(hits);
		free(hits->part);
		hits->part = copy;
		hits->table = 0;
		hits->done = !*part;
		hits->find = (struct find){.table = order[0], .part = hits->part};
	}
	if (hits->done)
		return true;
	hits->find.until = clock_monotonic_ms() + TIME_MS;
	read = app_read(look, hits);
	put_named_first(hits);
	return read;
}
