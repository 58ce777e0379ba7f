#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "model/compare.h"
#include "model/score.h"
#include "model/tally.h"
#include "store/store_part.h"

uint64_t txn_generation(const struct store_txn *txn)
{
	return txn->state.generation;
}

bool store_read(struct store *store, store_body *body, void *context, struct error *err)
{
	struct store_txn txn;
	char *data = store_file(store->path, "data.mdb");
	struct stat seen = {0};
	bool done;

	/* Looked at before the snapshot: a commit in between shows as moved, never as seen. */
	if (stat(data, &seen) != 0)
		memset(&seen, 0, sizeof seen);
	free(data);
	if (!txn_begin(store, false, &txn, err))
		return false;
	done = body(&txn, context, err);
	txn_abort(&txn);
	store->seen = seen;
	return done;
}

/* Who may see a plain record depends on the innovation it belongs to. */
static bool read_owner(struct store_txn *txn, struct record *record, struct error *err)
{
	const struct table_definition *plain = definitions_plain(txn->store->definitions, record->table);
	struct record owner;
	bool read;

	if (!plain || !plain->owner)
		return true;
	read = txn_record(txn, TABLE_INNOVATION, record_get(record, plain->owner->key), &owner, err);
	if (read && !record_is_new(&owner))
		record_own(record, record_unit(&owner), record_get(&owner, "nama"));
	record_free(&owner);
	return read;
}

/* Nothing is ever deleted: a record that has a history and is not there is lost with the page it stood on. */
static bool has_history(struct store_txn *txn, const struct store_key *record)
{
	MDB_cursor *cursor;
	MDB_val key = {record->size, (void *)record->data};
	MDB_val value;
	bool found;

	if (mdb_cursor_open(txn->txn, txn->store->dbi[DB_HISTORY], &cursor) != 0)
		return false;
	found = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE) == 0 && key.mv_size == record->size + 9 &&
		memcmp(key.mv_data, record->data, record->size) == 0 &&
		((const char *)key.mv_data)[record->size] == '\0';
	mdb_cursor_close(cursor);
	return found;
}

bool txn_record(
	struct store_txn *txn, enum table table, const char *id, struct record *record, struct error *err)
{
	struct store_key key;
	MDB_val name;
	MDB_val value;
	int code;

	record_open(record, table, id);
	key_record(&key, table, id);
	name = (MDB_val){key.size, key.data};
	code = mdb_get(txn->txn, txn->store->dbi[DB_RECORD], &name, &value);
	if (code == MDB_NOTFOUND && !has_history(txn, &key))
		return true;
	if (code && code != MDB_NOTFOUND)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	if (!code && record_value_read(&key, &value, record))
		return read_owner(txn, record, err);
	return error_set(err,
		"catatan %s %s rusak di berkas data; jalankan `siko check`, lalu `siko rebuild`.",
		table_word(table), id);
}

/* Moves a cursor to the first key that starts with prefix; false at the end. */
static bool cursor_start(MDB_cursor *cursor, const void *prefix, size_t size, MDB_val *key, MDB_val *value)
{
	*key = (MDB_val){size, (void *)prefix};
	return mdb_cursor_get(cursor, key, value, MDB_SET_RANGE) == 0 && key->mv_size >= size &&
	       memcmp(key->mv_data, prefix, size) == 0;
}

static bool cursor_next(MDB_cursor *cursor, const void *prefix, size_t size, MDB_val *key, MDB_val *value)
{
	return mdb_cursor_get(cursor, key, value, MDB_NEXT) == 0 && key->mv_size >= size &&
	       memcmp(key->mv_data, prefix, size) == 0;
}

static bool visit_value(struct store_txn *txn, enum table table, const struct store_key *prefix,
	const MDB_val *key, const MDB_val *value, txn_visit *visit, void *context, struct error *err)
{
	struct record record;
	struct store_key whole;
	char *id = memory_copy_n((const char *)key->mv_data + prefix->size, key->mv_size - prefix->size);
	bool go_on;

	key_record(&whole, table, id);
	record_open(&record, table, id);
	if (record_value_read(&whole, value, &record))
		go_on = read_owner(txn, &record, err) && visit(context, &record, err);
	else
		go_on = error_set(err,
			"catatan %s %s rusak di berkas data; jalankan `siko check`, lalu `siko rebuild`.",
			table_word(table), id);
	record_free(&record);
	free(id);
	return go_on;
}

size_t txn_records(struct store_txn *txn, enum table table)
{
	return (size_t)txn->state.records[table];
}

bool txn_each(struct store_txn *txn, enum table table, txn_visit *visit, void *context, struct error *err)
{
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	struct store_key prefix;
	int code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_RECORD], &cursor);
	uint64_t count = 0;
	bool go_on = true;

	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	key_record(&prefix, table, "");
	for (bool there = cursor_start(cursor, prefix.data, prefix.size, &key, &value); there && go_on;
		there = cursor_next(cursor, prefix.data, prefix.size, &key, &value)) {
		go_on = visit_value(txn, table, &prefix, &key, &value, visit, context, err);
		count++;
	}
	mdb_cursor_close(cursor);
	/* A page that is gone takes its records along without a word. */
	if (go_on && count != txn->state.records[table])
		return error_set(err,
			"ada catatan %s yang hilang dari berkas data; jalankan `siko check`, lalu `siko rebuild`.",
			table_word(table));
	return go_on || !*err->text;
}

struct tallying {
	struct tally *tally;
	const struct table_definition *table;
	const struct units *units;
};

static bool add_to_tally(void *context, const struct record *record, struct error *err)
{
	struct tallying *tallying = context;

	(void)err;
	tally_add(tallying->tally, tallying->table, tallying->units, record);
	return true;
}

bool txn_tally(struct store_txn *txn, enum table table, const struct units *units, struct tally *tally,
	struct error *err)
{
	struct tallying tallying = {tally, definitions_plain(txn->store->definitions, table), units};

	tally_open(tally, units);
	return txn_each(txn, table, add_to_tally, &tallying, err);
}

/* ---- units and users ---- */

static bool add_unit(void *context, const struct record *record, struct error *err)
{
	(void)err;
	units_add(context, record);
	return true;
}

const struct units *txn_units(struct store_txn *txn, struct error *err)
{
	struct store *store = txn->store;

	if (store->have_units && store->units_read == txn->state.units)
		return &store->units;
	units_free(&store->units);
	store->have_units = false;
	if (!txn_each(txn, TABLE_UNIT, add_unit, &store->units, err))
		return NULL;
	units_ready(&store->units);
	store->have_units = true;
	store->units_read = txn->state.units;
	return &store->units;
}

bool txn_actor(struct store_txn *txn, const char *login, struct actor *actor, struct error *err)
{
	const struct units *units = txn_units(txn, err);
	struct record user;
	bool known;

	if (!units)
		return false;
	known = txn_record(txn, TABLE_USER, login, &user, err) && actor_from_record(actor, &user, units, err);
	record_free(&user);
	return known;
}

/* ---- summary rows ---- */

struct year_prefix {
	unsigned char big[2];
};

static struct year_prefix prefix_of(int year)
{
	return (struct year_prefix){{(unsigned char)(year >> 8), (unsigned char)year}};
}

static bool damaged_row(struct error *err)
{
	return error_set(
		err, "baris ringkasan rusak di berkas data; jalankan `siko check`, lalu `siko rebuild`.");
}

/* A page that is gone takes its rows along without a word. */
static bool all_met(struct store_txn *txn, int year, uint64_t met, struct error *err)
{
	uint64_t count;

	return !rows_counted(txn, year, &count) || count == met || damaged_row(err);
}

/* Splits a row's key: year, unit NUL, id. The texts are copied, ended by NUL. */
static bool split_key(const MDB_val *key, char unit[512], char id[512])
{
	const char *data = key->mv_data;
	size_t size = key->mv_size;
	const char *end = size > 2 ? memchr(data + 2, '\0', size - 2) : NULL;
	size_t length;

	if (!end || size > 511)
		return false;
	length = (size_t)(end - data) - 2;
	memcpy(unit, data + 2, length + 1);
	memcpy(id, end + 1, size - length - 3);
	id[size - length - 3] = '\0';
	return true;
}

bool txn_summary(struct store_txn *txn, int year, bool labels, txn_summary_visit *visit, void *context,
	struct error *err)
{
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	struct year_prefix prefix = prefix_of(year);
	int code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_FACTS], &cursor);
	struct buffer name = {0};
	uint64_t met = 0;
	bool go_on = true;

	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	for (bool there = cursor_start(cursor, prefix.big, 2, &key, &value); there && go_on;
		there = cursor_next(cursor, prefix.big, 2, &key, &value)) {
		struct summary_row row = {0};
		char unit[512];
		char id[512];
		MDB_val label = {0};

		row.unit_id = unit;
		row.id = id;
		if (!split_key(&key, unit, id) || value.mv_size != FACTS_SIZE ||
			!facts_decode(&row.facts, value.mv_data)) {
			go_on = damaged_row(err);
			break;
		}
		if (labels) {
			if (mdb_get(txn->txn, txn->store->dbi[DB_LABEL], &key, &label) != 0 ||
				label.mv_size < 8) {
				go_on = damaged_row(err);
				break;
			}
			buffer_clear(&name);
			buffer_add(&name, (const char *)label.mv_data + 8, label.mv_size - 8);
			row.name = buffer_text(&name);
			row.commit = load_u64(label.mv_data);
		}
		go_on = visit(context, &row, err);
		met++;
	}
	mdb_cursor_close(cursor);
	buffer_free(&name);
	if (go_on)
		return all_met(txn, year, met, err);
	return !*err->text;
}

/* Where the pages of the rows follow each other, as an import leaves them, they are brought in some hundred at a time: a
 * fault for each is a fifth of the pass where the machine is a rented one. Within a page every row is a cache line or two,
 * asked for together when the page is entered. Both measured with a million rows: 79 ms, then 73. */
#define PAGE	   ((uintptr_t)4096)
#define LINE	   64
#define RUN	   8
#define PAGES_MORE 512

struct read_ahead {
	uintptr_t page;	 /* that the last row was on */
	uintptr_t until; /* all before it are there */
	unsigned run;	 /* pages that followed each other */
};

static void look_ahead(struct read_ahead *ahead, const void *row)
{
	uintptr_t page = (uintptr_t)row & ~(PAGE - 1);

	if (page == ahead->page)
		return;
	ahead->run = page == ahead->page + PAGE ? ahead->run + 1 : 0;
	ahead->page = page;
	for (uintptr_t line = 0; line < PAGE; line += LINE)
		__builtin_prefetch((const void *)(page + line));
	if (ahead->run < RUN || page < ahead->until)
		return;
	ahead->until = page + PAGES_MORE * PAGE;
#ifdef MADV_POPULATE_READ
	madvise((void *)page, PAGES_MORE * PAGE, MADV_POPULATE_READ);
#endif
}

/* One pass over the facts: rows stand in order of unit, so a unit is looked up once. */
bool txn_score(struct store_txn *txn, int year, const struct units *units, struct score_units *score,
	struct error *err)
{
	const struct year_definition *definition = definitions_year(txn->store->definitions, year);
	struct year_prefix prefix = prefix_of(year);
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	unsigned char last[512];
	size_t last_size = 0;
	struct read_ahead ahead = {0};
	size_t unit = UNIT_NONE;
	uint64_t met = 0;
	int code;
	bool good = true;

	if (!definition)
		return error_set(
			err, "tahun penilaian %d tidak ada di definisi; sediakan folder iid-%d.", year, year);
	code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_FACTS], &cursor);
	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	score_units_open(score, definition, units->count);
	for (bool there = cursor_start(cursor, prefix.big, 2, &key, &value); there && good;
		there = cursor_next(cursor, prefix.big, 2, &key, &value)) {
		struct facts facts;
		const unsigned char *data = key.mv_data;

		look_ahead(&ahead, data);
		if (value.mv_size != FACTS_SIZE || key.mv_size > 511 ||
			!facts_decode(&facts, value.mv_data)) {
			good = damaged_row(err);
			break;
		}
		if (!last_size || key.mv_size < last_size || memcmp(data, last, last_size) != 0) {
			const unsigned char *end = memchr(data + 2, '\0', key.mv_size - 2);

			if (!end) {
				good = damaged_row(err);
				break;
			}
			last_size = (size_t)(end - data) + 1;
			memcpy(last, data, last_size);
			unit = units_find_from(units, (const char *)last + 2, unit);
		}
		score_units_add(score, definition, unit, &facts);
		met++;
	}
	mdb_cursor_close(cursor);
	good = good && all_met(txn, year, met, err);
	if (good)
		score_units_end(score);
	else
		score_units_free(score);
	return good;
}

bool txn_index(struct store_txn *txn, const struct year_definition *year, const struct score_units *score,
	struct score_index *claimed, struct score_index *verified, struct error *err)
{
	struct record region = {0};
	char id[16];
	bool read;

	snprintf(id, sizeof id, "%d", year->year);
	read = txn_record(txn, TABLE_REGION, id, &region, err);
	if (read)
		score_index_of(claimed, verified, year, score, score_region(&year->region, &region));
	record_free(&region);
	return read;
}

bool txn_year_totals(struct store_txn *txn, const struct year_definition *year, const struct units *units,
	struct year_totals *totals, struct error *err)
{
	*totals = (struct year_totals){.year = year};
	return txn_score(txn, year->year, units, &totals->score, err) &&
	       txn_index(txn, year, &totals->score, &totals->claimed, &totals->verified, err);
}
