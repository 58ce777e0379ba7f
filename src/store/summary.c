#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/store_part.h"

/* A row that waits: where its key, facts and label stand, one after the other, in the bytes of all that wait. */
struct summary_waiting {
	size_t at;
	uint16_t key_size;
	uint32_t label_size;
	int year;
};

static const struct year_definition *year_of(const struct store *store, const struct record *record)
{
	return definitions_year(store->definitions, record_year(record));
}

static bool keep_layout(struct store_txn *txn, const struct year_definition *year, struct error *err)
{
	struct buffer stored = {0};
	char name[32];
	char *layout;
	bool done = true;

	snprintf(name, sizeof name, "layout.%d", year->year);
	if (!meta_get(txn, name, &stored)) {
		layout = layout_text(year);
		done = meta_put(txn, name, layout, strlen(layout), err);
		free(layout);
	}
	buffer_free(&stored);
	return done;
}

/* A walk over a year's rows knows by this whether it met all. Those of a store from before they were counted are counted
 * once, so it is asked before a row comes or goes. */
static uint64_t rows_before(struct store_txn *txn, int year)
{
	uint64_t count;

	return rows_counted(txn, year, &count) ? count : rows_walk(txn, year);
}

static bool keep_count(struct store_txn *txn, int year, uint64_t count, struct error *err)
{
	unsigned char value[8];
	char name[32];

	store_u64(value, count);
	snprintf(name, sizeof name, "rows.%d", year);
	return meta_put(txn, name, value, sizeof value, err);
}

static bool has_row(struct store_txn *txn, MDB_val *key)
{
	MDB_val value;

	return mdb_get(txn->txn, txn->store->dbi[DB_FACTS], key, &value) == 0;
}

static bool written(int code, struct error *err)
{
	return code ? lmdb_error(err, "belum tersimpan", code) : true;
}

/* The row stands under year and unit: when either changed, the old one goes. */
static bool remove_row(
	struct store_txn *txn, const struct record *record, const struct store_key *key, struct error *err)
{
	MDB_val name = {key->size, (void *)(uintptr_t)key->data};

	return summary_settle(txn, err) &&
	       (!has_row(txn, &name) || keep_count(txn, record_year(record),
						rows_before(txn, record_year(record)) - 1, err)) &&
	       value_del(txn, DB_FACTS, key, err) && value_del(txn, DB_LABEL, key, err);
}

static void add_waiting(struct summary_rows *rows, const struct store_key *key, const struct record *record,
	const struct year_definition *year, uint64_t commit)
{
	const char *name = record_get(record, "nama");
	struct summary_waiting *row;
	struct facts facts;

	rows->row = array_room(rows->row, rows->count, &rows->room, sizeof *rows->row);
	row = &rows->row[rows->count++];
	*row = (struct summary_waiting){.at = rows->bytes.size,
		.key_size = (uint16_t)key->size,
		.label_size = (uint32_t)(8 + strlen(name)),
		.year = year->year};
	buffer_add(&rows->bytes, key->data, key->size);
	facts_from_record(&facts, record, year);
	facts_encode(&facts, (unsigned char *)buffer_extend(&rows->bytes, FACTS_SIZE));
	buffer_add_u64(&rows->bytes, commit);
	buffer_add_text(&rows->bytes, name);
}

bool summary_apply(struct store_txn *txn, const struct record *before, const struct record *after,
	uint64_t commit, struct error *err)
{
	const struct year_definition *year = year_of(txn->store, after);
	struct store_key old;
	struct store_key now;

	key_summary(&old, record_year(before), record_get(before, "opd"), before->id);
	key_summary(&now, record_year(after), record_get(after, "opd"), after->id);
	if (!record_is_new(before) && (old.size != now.size || memcmp(old.data, now.data, now.size) != 0) &&
		!remove_row(txn, before, &old, err))
		return false;
	if (!year)
		return true;
	if (!keep_layout(txn, year, err))
		return false;
	add_waiting(&txn->summary, &now, after, year, commit);
	return txn->summary.count < SUMMARY_WAITING || summary_settle(txn, err);
}

static MDB_val key_of(const struct summary_rows *rows, const struct summary_waiting *row)
{
	return (MDB_val){row->key_size, rows->bytes.data + row->at};
}

/* By key; the same one twice stays in the order of coming, so the last word is the last. */
static int compare_rows(const void *one, const void *other, void *context)
{
	const struct summary_rows *rows = context;
	const struct summary_waiting *a = one;
	const struct summary_waiting *b = other;
	size_t size = a->key_size < b->key_size ? a->key_size : b->key_size;
	int order = memcmp(rows->bytes.data + a->at, rows->bytes.data + b->at, size);

	if (order)
		return order;
	if (a->key_size != b->key_size)
		return a->key_size < b->key_size ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

static bool put_facts(struct store_txn *txn, struct error *err)
{
	const struct summary_rows *rows = &txn->summary;
	uint64_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct summary_waiting *row = &rows->row[i];
		MDB_val key = key_of(rows, row);
		MDB_val value = {FACTS_SIZE, rows->bytes.data + row->at + row->key_size};

		if (i == 0 || row->year != row[-1].year)
			count = rows_before(txn, row->year);
		count += !has_row(txn, &key);
		if (!written(mdb_put(txn->txn, txn->store->dbi[DB_FACTS], &key, &value, 0), err))
			return false;
		if ((i + 1 == rows->count || row->year != row[1].year) &&
			!keep_count(txn, row->year, count, err))
			return false;
	}
	return true;
}

static bool put_labels(struct store_txn *txn, struct error *err)
{
	const struct summary_rows *rows = &txn->summary;

	for (size_t i = 0; i < rows->count; i++) {
		const struct summary_waiting *row = &rows->row[i];
		MDB_val key = key_of(rows, row);
		MDB_val value = {row->label_size, rows->bytes.data + row->at + row->key_size + FACTS_SIZE};

		if (!written(mdb_put(txn->txn, txn->store->dbi[DB_LABEL], &key, &value, 0), err))
			return false;
	}
	return true;
}

bool summary_settle(struct store_txn *txn, struct error *err)
{
	struct summary_rows *rows = &txn->summary;
	bool done = true;

	if (rows->count > 1)
		qsort_r(rows->row, rows->count, sizeof *rows->row, compare_rows, rows);
	if (rows->count)
		done = put_facts(txn, err) && put_labels(txn, err);
	rows->count = 0;
	buffer_clear(&rows->bytes);
	return done;
}

void summary_free(struct summary_rows *rows)
{
	free(rows->row);
	buffer_free(&rows->bytes);
	*rows = (struct summary_rows){0};
}
