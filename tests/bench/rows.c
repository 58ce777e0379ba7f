/* rows fill STORE UNITS COUNT    summary rows straight into a store that has the units UNIT-00000 …
 * rows bare FOLDER UNITS COUNT   the same rows alone in a bare LMDB environment
 * rows scan FOLDER               the totals out of it: a cursor, a count and twenty sums a unit
 * rows sqlite FILE UNITS COUNT covering|ordinary   the same facts as a table, its index over all or the unit alone
 * rows totals FILE               the totals out of that, through the C interface
 * Rows are made here, not imported: the table of facts is measured, not the records behind it. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmdb.h>
#include <sqlite3.h>

#include "base/buffer.h"
#include "bench/measure.h"
#include "model/facts.h"
#include "store/screen_files.h"
#include "store/store.h"
#include "store/store_part.h"

#define YEAR	 2026
#define SLOTS	 20
#define BATCH	 100000
#define MAP_SIZE ((size_t)4 << 30)

/* The same numbers for everybody, whatever the order they are asked in. */
static uint64_t scatter(uint64_t number)
{
	number = (number + 1) * 0x9E3779B97F4A7C15u;
	number ^= number >> 29;
	number *= 0xBF58476D1CE4E5B9u;
	return number ^ number >> 32;
}

static struct facts make_facts(uint64_t number)
{
	uint64_t random = scatter(number);
	struct facts facts = {
		.levels = scatter(random) & (((uint64_t)1 << 2 * SLOTS) - 1),
		.evidence = (uint32_t)(random | random >> 20) & ((1u << SLOTS) - 1),
		.accepted = (uint32_t)(random >> 13) & ((1u << SLOTS) - 1),
		.applied = 19000 + (int32_t)(random % 900),
		.words = (uint16_t)(250 + random % 200),
		.status = (uint8_t)(STATUS_DRAFT + random % 5),
		.topic = (uint8_t)(random >> 40) % 6,
	};

	return facts;
}

static int level_of(const struct facts *facts, int slot)
{
	return facts->evidence >> slot & 1 ? facts_level(facts, (unsigned)slot) : 0;
}

static void name_row(uint64_t number, uint64_t units, uint64_t count, char unit[32], char id[32])
{
	/* In order of unit, as the rows stand. */
	snprintf(unit, 32, "UNIT-%05llu", (unsigned long long)(number * units / count));
	snprintf(id, 32, "%d-JB-%07llu", YEAR, (unsigned long long)number + 1);
}

static void check(int code, const char *what)
{
	if (code)
		measure_fail("%s: %s", what, mdb_strerror(code));
}

static void put(MDB_txn *txn, MDB_dbi dbi, const struct store_key *key, const void *data, size_t size)
{
	MDB_val name = {key->size, (void *)(uintptr_t)key->data};
	MDB_val value = {size, (void *)(uintptr_t)data};

	check(mdb_put(txn, dbi, &name, &value, 0), "put");
}

static uint64_t end_of_batch(uint64_t done, uint64_t count)
{
	return count - done < BATCH ? count : done + BATCH;
}

/* A batch's facts, then its labels: as an import writes them. */
static void fill_facts(
	MDB_txn *txn, MDB_dbi dbi, uint64_t units, uint64_t count, uint64_t from, uint64_t until)
{
	for (; from < until; from++) {
		struct facts facts = make_facts(from);
		unsigned char row[FACTS_SIZE];
		struct store_key key;
		char unit[32];
		char id[32];

		name_row(from, units, count, unit, id);
		key_summary(&key, YEAR, unit, id);
		facts_encode(&facts, row);
		put(txn, dbi, &key, row, sizeof row);
	}
}

static void fill_labels(struct store_txn *txn, uint64_t units, uint64_t count, uint64_t from, uint64_t until)
{
	for (; from < until; from++) {
		unsigned char label[8 + 64];
		struct store_key key;
		char unit[32];
		char id[32];
		int size;

		name_row(from, units, count, unit, id);
		key_summary(&key, YEAR, unit, id);
		store_u64(label, 1);
		size = snprintf((char *)label + 8, sizeof label - 8, "Layanan warga nomor %llu",
			(unsigned long long)from);
		put(txn->txn, txn->store->dbi[DB_LABEL], &key, label, 8 + (size_t)size);
	}
}

static void fill(const char *path, uint64_t units, uint64_t count)
{
	struct faults faults = {0};
	struct definitions *definitions = screen_files_load(NULL, &faults);
	struct error err = {{0}};
	struct store *store = definitions ? store_open(path, definitions, &err) : NULL;
	char *layout;

	if (!store)
		measure_fail("%s", err.text);
	layout = layout_text(definitions_year(definitions, YEAR));
	for (uint64_t done = 0, until; done < count; done = until) {
		struct store_txn txn;

		until = end_of_batch(done, count);
		if (!txn_begin(store, true, &txn, &err) ||
			!meta_put(&txn, "layout.2026", layout, strlen(layout), &err))
			measure_fail("%s", err.text);
		fill_facts(txn.txn, store->dbi[DB_FACTS], units, count, done, until);
		fill_labels(&txn, units, count, done, until);
		if (!txn_commit(&txn, &err))
			measure_fail("%s", err.text);
	}
	free(layout);
	store_close(store);
	definitions_free(definitions);
	faults_free(&faults);
}

static MDB_env *open_bare(const char *folder)
{
	MDB_env *env;

	check(mdb_env_create(&env), "create");
	mdb_env_set_mapsize(env, MAP_SIZE);
	check(mdb_env_open(env, folder, 0, 0600), folder);
	return env;
}

static void bare(const char *folder, uint64_t units, uint64_t count)
{
	MDB_env *env = open_bare(folder);

	for (uint64_t done = 0, until; done < count; done = until) {
		MDB_txn *txn;
		MDB_dbi dbi;

		until = end_of_batch(done, count);
		check(mdb_txn_begin(env, NULL, 0, &txn), "begin");
		check(mdb_dbi_open(txn, NULL, 0, &dbi), "open");
		fill_facts(txn, dbi, units, count, done, until);
		check(mdb_txn_commit(txn), "commit");
	}
	mdb_env_close(env);
}

static void print_totals(const char *unit, size_t size, const long sums[SLOTS + 1])
{
	printf("%.*s", (int)size, unit);
	for (int slot = 0; slot <= SLOTS; slot++)
		printf(",%ld", sums[slot]);
	putchar('\n');
}

/* Levels are two bits and evidence one, as FACTS has them; no check value, no rules: the least a scan can be. */
static void scan(const char *folder)
{
	MDB_env *env = open_bare(folder);
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	char unit[16] = "";
	size_t size = strlen("UNIT-00000");
	long sums[SLOTS + 1] = {0};

	check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "begin");
	check(mdb_dbi_open(txn, NULL, 0, &dbi), "open");
	check(mdb_cursor_open(txn, dbi, &cursor), "cursor");
	while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
		uint64_t levels = load_u64(value.mv_data);
		uint32_t evidence = (uint32_t)load_u64((const char *)value.mv_data + 8);

		if (memcmp(unit, (const char *)key.mv_data + 2, size) != 0) {
			if (sums[0])
				print_totals(unit, size, sums);
			memset(sums, 0, sizeof sums);
			memcpy(unit, (const char *)key.mv_data + 2, size);
		}
		sums[0]++;
		for (int slot = 0; slot < SLOTS; slot++)
			sums[slot + 1] += evidence >> slot & 1 ? (long)(levels >> 2 * slot & 3) : 0;
	}
	print_totals(unit, size, sums);
	mdb_cursor_close(cursor);
	mdb_txn_abort(txn);
	mdb_env_close(env);
}

static sqlite3 *open_sqlite(const char *file)
{
	sqlite3 *database;

	if (sqlite3_open(file, &database) != SQLITE_OK)
		measure_fail("%s: %s", file, sqlite3_errmsg(database));
	return database;
}

static void execute(sqlite3 *database, const char *sql)
{
	if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
		measure_fail("%s: %s", sql, sqlite3_errmsg(database));
}

static void add_columns(struct buffer *sql, const char *before, const char *after)
{
	for (int slot = 0; slot < SLOTS; slot++)
		buffer_printf(sql, ",%sq%d%s", before, slot + 1, after);
}

static void insert_rows(sqlite3 *database, uint64_t units, uint64_t count)
{
	struct buffer sql = {0};
	sqlite3_stmt *insert;

	buffer_add_text(&sql, "INSERT INTO facts VALUES(?,?,?,?,?");
	for (int slot = 0; slot < SLOTS; slot++)
		buffer_add_text(&sql, ",?");
	buffer_add_byte(&sql, ')');
	if (sqlite3_prepare_v2(database, buffer_text(&sql), -1, &insert, NULL) != SQLITE_OK)
		measure_fail("%s", sqlite3_errmsg(database));
	buffer_free(&sql);
	for (uint64_t i = 0; i < count; i++) {
		/* In order of entry, units mixed, as a table grows; the sums stay the same. */
		uint64_t number = i * 7919 % count;
		struct facts facts = make_facts(number);
		char unit[32];
		char id[32];
		char name[64];

		name_row(number, units, count, unit, id);
		snprintf(name, sizeof name, "Layanan warga nomor %llu", (unsigned long long)number);
		sqlite3_bind_text(insert, 1, id, -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(insert, 2, unit, -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(insert, 3, name, -1, SQLITE_TRANSIENT);
		sqlite3_bind_int(insert, 4, facts.status);
		sqlite3_bind_int(insert, 5, facts.applied);
		for (int slot = 0; slot < SLOTS; slot++)
			sqlite3_bind_int(insert, 6 + slot, level_of(&facts, slot));
		if (sqlite3_step(insert) != SQLITE_DONE)
			measure_fail("%s", sqlite3_errmsg(database));
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
}

static void make_sqlite(const char *file, uint64_t units, uint64_t count, bool covering)
{
	sqlite3 *database = open_sqlite(file);
	struct buffer sql = {0};

	execute(database, "PRAGMA journal_mode=OFF");
	execute(database, "PRAGMA synchronous=OFF");
	buffer_add_text(&sql,
		"CREATE TABLE facts(id TEXT PRIMARY KEY, unit TEXT, name TEXT, status INT, applied INT");
	add_columns(&sql, "", " INT");
	buffer_add_byte(&sql, ')');
	execute(database, buffer_text(&sql));
	execute(database, "BEGIN");
	insert_rows(database, units, count);
	execute(database, "COMMIT");
	buffer_clear(&sql);
	buffer_add_text(&sql, "CREATE INDEX by_unit ON facts(unit");
	if (covering)
		add_columns(&sql, "", "");
	buffer_add_byte(&sql, ')');
	execute(database, buffer_text(&sql));
	buffer_free(&sql);
	sqlite3_close(database);
}

static void totals(const char *file)
{
	sqlite3 *database = open_sqlite(file);
	struct buffer sql = {0};
	sqlite3_stmt *query;

	buffer_add_text(&sql, "SELECT unit,count(*)");
	add_columns(&sql, "sum(", ")");
	buffer_add_text(&sql, " FROM facts GROUP BY unit");
	if (sqlite3_prepare_v2(database, buffer_text(&sql), -1, &query, NULL) != SQLITE_OK)
		measure_fail("%s", sqlite3_errmsg(database));
	while (sqlite3_step(query) == SQLITE_ROW) {
		long sums[SLOTS + 1];
		const char *unit = (const char *)sqlite3_column_text(query, 0);

		for (int slot = 0; slot <= SLOTS; slot++)
			sums[slot] = (long)sqlite3_column_int64(query, slot + 1);
		print_totals(unit, strlen(unit), sums);
	}
	sqlite3_finalize(query);
	buffer_free(&sql);
	sqlite3_close(database);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";
	uint64_t units = argc > 4 ? strtoull(argv[3], NULL, 10) : 0;
	uint64_t count = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;

	if (strcmp(what, "scan") == 0)
		scan(argv[2]);
	else if (strcmp(what, "totals") == 0)
		totals(argv[2]);
	else if (strcmp(what, "fill") == 0 && count)
		fill(argv[2], units, count);
	else if (strcmp(what, "bare") == 0 && count)
		bare(argv[2], units, count);
	else if (strcmp(what, "sqlite") == 0 && argc > 5)
		make_sqlite(argv[2], units, count, strcmp(argv[5], "covering") == 0);
	else
		measure_fail("usage: rows fill|bare|scan|sqlite|totals …, see rows.c");
	return 0;
}
