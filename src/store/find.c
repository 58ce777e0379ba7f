#include "store/find.h"

#include <string.h>

#include "base/clock.h"
#include "base/scan.h"
#include "store/store_part.h"

#define LOOK_EACH 256 /* records between two looks at the clock */

/* The id of the record at the cursor, when it is one of the table's. */
static bool read_id(const struct store_key *prefix, const MDB_val *key, char id[RECORD_ID_MOST + 1])
{
	size_t size = key->mv_size - prefix->size;

	if (key->mv_size < prefix->size || size > RECORD_ID_MOST ||
		memcmp(key->mv_data, prefix->data, prefix->size) != 0)
		return false;
	memcpy(id, (const char *)key->mv_data + prefix->size, size);
	id[size] = '\0';
	return true;
}

static bool visit_record(struct store_txn *txn, const struct find *find, const char *id, txn_visit *visit,
	void *context, struct error *err)
{
	struct record record;
	bool go_on = txn_record(txn, find->table, id, &record, err) && visit(context, &record, err);

	record_free(&record);
	return go_on;
}

static bool walk(struct store_txn *txn, MDB_cursor *cursor, struct find *find, txn_visit *visit,
	void *context, struct error *err)
{
	struct store_key prefix;
	struct store_key start;
	struct scan scan;
	MDB_val key;
	MDB_val value;
	char id[RECORD_ID_MOST + 1];
	unsigned seen = 0;
	int code;

	scan_open(&scan, find->part);
	key_record(&prefix, find->table, "");
	key_record(&start, find->table, find->after);
	key = (MDB_val){start.size, start.data};
	for (code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
		code == 0 && read_id(&prefix, &key, id);
		code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
		bool looked = !*find->after || strcmp(id, find->after) != 0;

		if (looked &&
			(scan_may_hold(&scan, value.mv_data, value.mv_size) ||
				scan_may_hold(&scan, id, strlen(id))) &&
			!visit_record(txn, find, id, visit, context, err)) {
			memcpy(find->after, id, sizeof id);
			return !*err->text;
		}
		if (++seen % LOOK_EACH == 0 && clock_monotonic_ms() >= find->until) {
			memcpy(find->after, id, sizeof id);
			return true;
		}
	}
	find->done = true;
	return code == 0 || code == MDB_NOTFOUND || lmdb_error(err, "data tidak dapat dibaca", code);
}

bool txn_find(struct store_txn *txn, struct find *find, txn_visit *visit, void *context, struct error *err)
{
	MDB_cursor *cursor;
	int code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_RECORD], &cursor);
	bool good;

	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	good = walk(txn, cursor, find, visit, context, err);
	mdb_cursor_close(cursor);
	return good;
}
