/* commits compare STORE FOLDER FILE USER COUNT   durable saves of one innovation, in turn: through store_commit (judged,
 *                                     record, summary row, history, journal), its bytes alone into a bare LMDB
 *                                     environment, and into SQLite with a rollback journal and synchronous=FULL;
 *                                     prints the three medians in microseconds
 * commits rate STORE USER MILLISECONDS           saves a second through store_commit, for so long */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmdb.h>
#include <sqlite3.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "bench/measure.h"
#include "store/screen_files.h"
#include "store/store.h"

#define COUNT_MOST   10000
#define RECORD_BYTES 3000
#define RECORDS	     1000

static struct definitions *definitions;

static struct store *open_store(const char *path)
{
	struct faults faults = {0};
	struct error err = {{0}};
	struct store *store;

	definitions = screen_files_load(NULL, &faults);
	store = definitions ? store_open(path, definitions, &err) : NULL;
	if (!store)
		measure_fail("%s", err.text);
	faults_free(&faults);
	return store;
}

struct seen {
	const char *id;
	char *name;
};

static bool see_name(struct store_txn *txn, void *context, struct error *err)
{
	struct seen *seen = context;
	struct record record;
	bool done = txn_record(txn, TABLE_INNOVATION, seen->id, &record, err);

	free(seen->name);
	seen->name = memory_copy(record_get(&record, "nama"));
	record_free(&record);
	return done;
}

/* Returns how long the save took; what the form had read before is not its part. */
static double save(struct store *store, const char *user, size_t number)
{
	struct record_change change = {.table = TABLE_INNOVATION};
	struct seen seen = {NULL, NULL};
	double start;
	struct commit_wish wish = {.user = user,
		.act = ACT_EDIT,
		.note = "",
		.year = 2026,
		.record = &change,
		.record_count = 1};
	struct commit_result result;
	struct error err = {{0}};
	struct buffer text = {0};

	buffer_printf(&text, "2026-JB-%05zu", number % RECORDS + 1);
	change.id = buffer_take(&text);
	seen.id = change.id;
	if (!store_read(store, see_name, &seen, &err))
		measure_fail("%s", err.text);
	buffer_printf(&text, "Layanan warga yang disimpan ke-%zu", number);
	changes_add(&change.changes, "nama", seen.name, buffer_text(&text), false);
	start = measure_us();
	if (!store_commit(store, &wish, &result, &err) || !result.number)
		measure_fail("%s: %s", change.id, err.text[0] ? err.text : "nothing written");
	start = measure_us() - start;
	free(seen.name);
	buffer_free(&text);
	commit_result_free(&result);
	record_change_free(&change);
	return start;
}

static void check(int code)
{
	if (code)
		measure_fail("%s", mdb_strerror(code));
}

static void fill_record(char record[RECORD_BYTES], size_t number)
{
	memset(record, 'a' + (int)(number % 26), RECORD_BYTES);
}

static void put_bare(MDB_env *env, size_t number)
{
	char record[RECORD_BYTES];
	char id[32];
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_val key = {0, id};
	MDB_val value = {sizeof record, record};

	fill_record(record, number);
	key.mv_size = (size_t)snprintf(id, sizeof id, "2026-JB-%05zu", number % RECORDS + 1);
	check(mdb_txn_begin(env, NULL, 0, &txn));
	check(mdb_dbi_open(txn, NULL, 0, &dbi));
	check(mdb_put(txn, dbi, &key, &value, 0));
	check(mdb_txn_commit(txn));
}

static MDB_env *open_bare(const char *folder)
{
	MDB_env *env;

	check(mdb_env_create(&env));
	mdb_env_set_mapsize(env, (size_t)1 << 30);
	check(mdb_env_open(env, folder, MDB_NOSYNC, 0600));
	for (size_t i = 0; i < RECORDS; i++)
		put_bare(env, i);
	check(mdb_env_sync(env, 1));
	check(mdb_env_set_flags(env, MDB_NOSYNC, 0));
	return env;
}

static void put_sqlite(sqlite3_stmt *update, size_t number)
{
	char record[RECORD_BYTES];
	char id[32];

	fill_record(record, number);
	snprintf(id, sizeof id, "2026-JB-%05zu", number % RECORDS + 1);
	sqlite3_bind_text(update, 1, id, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(update, 2, record, sizeof record, SQLITE_TRANSIENT);
	if (sqlite3_step(update) != SQLITE_DONE)
		measure_fail("sqlite: %s", sqlite3_errmsg(sqlite3_db_handle(update)));
	sqlite3_reset(update);
}

static sqlite3_stmt *open_sqlite(const char *file)
{
	static const char *const words[] = {"PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL",
		"CREATE TABLE inovasi(id TEXT PRIMARY KEY, isi TEXT)", "BEGIN"};
	sqlite3 *database;
	sqlite3_stmt *update;

	if (sqlite3_open(file, &database) != SQLITE_OK)
		measure_fail("sqlite: %s", sqlite3_errmsg(database));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (sqlite3_exec(database, words[i], NULL, NULL, NULL) != SQLITE_OK)
			measure_fail("sqlite: %s", sqlite3_errmsg(database));
	if (sqlite3_prepare_v2(database, "INSERT OR REPLACE INTO inovasi VALUES(?,?)", -1, &update, NULL) !=
		SQLITE_OK)
		measure_fail("sqlite: %s", sqlite3_errmsg(database));
	for (size_t i = 0; i < RECORDS; i++)
		put_sqlite(update, i);
	if (sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		measure_fail("sqlite: %s", sqlite3_errmsg(database));
	return update;
}

static void compare(char **argv, size_t count)
{
	static double times[3][COUNT_MOST];
	struct store *store = open_store(argv[0]);
	MDB_env *env = open_bare(argv[1]);
	sqlite3_stmt *update = open_sqlite(argv[2]);
	sqlite3 *database = sqlite3_db_handle(update);

	for (size_t i = 0; i < count; i++) {
		double start;

		/* Spread over the records, none twice in a row. */
		times[0][i] = save(store, argv[3], i * 37);
		start = measure_us();
		put_bare(env, i * 37 + 1);
		times[1][i] = measure_us() - start;
		start = measure_us();
		put_sqlite(update, i * 37 + 1);
		times[2][i] = measure_us() - start;
	}
	for (int i = 0; i < 3; i++)
		printf("%.0f\n", measure_median(times[i], count));
	sqlite3_finalize(update);
	sqlite3_close(database);
	mdb_env_close(env);
	store_close(store);
	definitions_free(definitions);
}

static void rate(const char *path, const char *user, double milliseconds)
{
	struct store *store = open_store(path);
	double start = measure_us();
	size_t done = 0;

	while (measure_us() - start < milliseconds * 1e3) {
		/* Names differ between runs too: a save that changes nothing is none. */
		save(store, user, (size_t)start + done * 37);
		done++;
	}
	printf("%.1f\n", (double)done / (measure_us() - start) * 1e6);
	store_close(store);
	definitions_free(definitions);
}

int main(int argc, char **argv)
{
	size_t count = argc > 6 ? (size_t)strtoul(argv[6], NULL, 10) : 0;

	if (argc == 7 && strcmp(argv[1], "compare") == 0 && count && count <= COUNT_MOST)
		compare(argv + 2, count);
	else if (argc == 5 && strcmp(argv[1], "rate") == 0)
		rate(argv[2], argv[3], strtod(argv[4], NULL));
	else
		measure_fail("usage: commits compare|rate …, see commits.c");
	return 0;
}
