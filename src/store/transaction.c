#include "store/store_part.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define STATE_TABLES (TABLE_USER + 1) /* counted within the state: those of the first release, for good */

/* For store_in_transaction: a handler of signals has nothing else to ask. */
static volatile sig_atomic_t in_transaction;

bool store_in_transaction(void)
{
	return in_transaction != 0;
}

/* Tables that came later are counted beside the state, "records.lomba": a store that has none of them is what it was. */
static void count_name(enum table table, char name[32])
{
	snprintf(name, 32, "records.%s", table_word(table));
}

static void read_count(struct store_txn *txn, enum table table)
{
	struct buffer value = {0};
	char name[32];

	count_name(table, name);
	if (meta_get(txn, name, &value) && value.size == 8)
		txn->state.records[table] = load_u64(value.data);
	buffer_free(&value);
}

static bool write_count(struct store_txn *txn, enum table table, struct error *err)
{
	unsigned char value[8];
	char name[32];

	if (!txn->state.records[table])
		return true;
	count_name(table, name);
	store_u64(value, txn->state.records[table]);
	return meta_put(txn, name, value, sizeof value, err);
}

#define STATE_SIZE (32 + 8 * STATE_TABLES + CHAIN_SIZE)

/* Laid behind the state: everything else is judged by it. */
static uint64_t state_sum(const void *state)
{
	static const unsigned char fixed[crypto_shorthash_KEYBYTES] = "siko.state.v1";
	unsigned char sum[8];

	crypto_shorthash(sum, state, STATE_SIZE, fixed);
	return load_u64(sum);
}

static bool read_state(struct store_txn *txn, struct error *err)
{
	struct buffer value = {0};
	const unsigned char *at;

	/* Without a sum: from before there was one. */
	if (!meta_get(txn, "state", &value) || (value.size != STATE_SIZE && value.size != STATE_SIZE + 8) ||
		(value.size > STATE_SIZE && load_u64(value.data + STATE_SIZE) != state_sum(value.data))) {
		buffer_free(&value);
		return error_set(
			err, "berkas data rusak; jalankan `siko rebuild` untuk memulihkannya dari jurnal.");
	}
	at = (const unsigned char *)value.data;
	txn->state.generation = load_u64(at);
	txn->state.commit = load_u64(at + 8);
	txn->state.journal_end = load_u64(at + 16);
	txn->state.units = load_u64(at + 24);
	for (int i = 0; i < STATE_TABLES; i++)
		txn->state.records[i] = load_u64(at + 32 + 8 * i);
	memcpy(txn->state.chain, at + 32 + 8 * STATE_TABLES, CHAIN_SIZE);
	buffer_free(&value);
	for (int i = STATE_TABLES; i < TABLE_COUNT; i++)
		read_count(txn, (enum table)i);
	return true;
}

static bool write_state(struct store_txn *txn, struct error *err)
{
	struct buffer value = {0};
	bool done;

	buffer_add_u64(&value, txn->state.generation);
	buffer_add_u64(&value, txn->state.commit);
	buffer_add_u64(&value, txn->state.journal_end);
	buffer_add_u64(&value, txn->state.units);
	for (int i = 0; i < STATE_TABLES; i++)
		buffer_add_u64(&value, txn->state.records[i]);
	buffer_add(&value, txn->state.chain, CHAIN_SIZE);
	buffer_add_u64(&value, state_sum(value.data));
	done = meta_put(txn, "state", value.data, value.size, err);
	for (int i = STATE_TABLES; done && i < TABLE_COUNT; i++)
		done = write_count(txn, (enum table)i, err);
	buffer_free(&value);
	return done;
}

/* rebuild puts another file in the place of the one that is mapped. */
static bool was_replaced(const struct store *store)
{
	char *data = store_file(store->path, "data.mdb");
	struct stat info;
	bool replaced = stat(data, &info) == 0 && info.st_ino != store->inode;

	free(data);
	return replaced;
}

static bool begin(struct store *store, bool write, struct store_txn *txn, struct error *err)
{
	int code = MDB_READERS_FULL;

	for (int attempt = 0; attempt < 5; attempt++) {
		if (store->env && was_replaced(store)) {
			environment_close(store);
			store->have_units = false;
		}
		if (!environment_open(store, err))
			return false;
		/* A reader that was killed keeps every page it might have read: the file would only grow (PITFALLS C1). */
		if (write)
			mdb_reader_check(store->env, NULL);
		code = mdb_txn_begin(store->env, NULL, write ? 0 : MDB_RDONLY, &txn->txn);
		if (code == MDB_READERS_FULL)
			mdb_reader_check(store->env, NULL);
		else if (code == MDB_MAP_RESIZED)
			mdb_env_set_mapsize(store->env, 0);
		else if (code ==
			 MDB_PANIC) /* a commit failed while it wrote: this environment is done with */
			environment_close(store);
		else
			break;
	}
	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	return true;
}

bool txn_begin(struct store *store, bool write, struct store_txn *txn, struct error *err)
{
	*txn = (struct store_txn){.store = store};
	in_transaction = 1;
	if (begin(store, write, txn, err) && read_state(txn, err))
		return true;
	txn_abort(txn);
	return false;
}

bool txn_commit(struct store_txn *txn, struct error *err)
{
	int code;

	if (!summary_settle(txn, err) || !write_state(txn, err)) {
		txn_abort(txn);
		return false;
	}
	summary_free(&txn->summary);
	code = mdb_txn_commit(txn->txn);
	txn->txn = NULL;
	in_transaction = 0;
	if (code)
		return lmdb_error(err, "belum tersimpan", code);
	environment_keep_size(txn->store);
	return true;
}

void txn_abort(struct store_txn *txn)
{
	if (txn->txn)
		mdb_txn_abort(txn->txn);
	summary_free(&txn->summary);
	txn->txn = NULL;
	in_transaction = 0;
}
