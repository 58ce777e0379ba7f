#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/store_part.h"

static bool put(struct store_txn *txn, enum store_db db, const struct store_key *key, const void *data,
	size_t size, struct error *err)
{
	MDB_val name = {key->size, (void *)key->data};
	MDB_val value = {size, (void *)data};
	int code = mdb_put(txn->txn, txn->store->dbi[db], &name, &value, 0);

	return code ? lmdb_error(err, "belum tersimpan", code) : true;
}

bool value_del(struct store_txn *txn, enum store_db db, const struct store_key *key, struct error *err)
{
	MDB_val name = {key->size, (void *)key->data};
	int code = mdb_del(txn->txn, txn->store->dbi[db], &name, NULL);

	return code && code != MDB_NOTFOUND ? lmdb_error(err, "belum tersimpan", code) : true;
}

bool counter_of(struct store_txn *txn, const char *id, struct buffer *name, uint64_t *number, uint64_t *last)
{
	const char *dash = strrchr(id, '-');
	struct buffer stored = {0};

	if (!dash || dash == id || dash - id > 60 || strlen(dash + 1) > 15 ||
		!text_number(dash + 1, UINT64_MAX, number))
		return false;
	*last = 0;
	buffer_printf(name, "next.%.*s", (int)(dash - id), id);
	if (meta_get(txn, buffer_text(name), &stored))
		text_number(buffer_text(&stored), UINT64_MAX, last);
	buffer_free(&stored);
	return true;
}

/* "2026-JB-00012" moves the counter of "2026-JB" on, also when it was imported, so that no number is given twice. */
static bool apply_counter(struct store_txn *txn, const char *id, struct error *err)
{
	struct buffer name = {0};
	uint64_t number;
	uint64_t last;
	bool done = true;

	if (counter_of(txn, id, &name, &number, &last) && number > last) {
		char text[32];
		int size = snprintf(text, sizeof text, "%llu", (unsigned long long)number);

		done = meta_put(txn, buffer_text(&name), text, (size_t)size, err);
	}
	buffer_free(&name);
	return done;
}

/* The position of key among sorted fields; *found tells whether it is there. */
static size_t place_of(const struct record *record, const char *key, bool *found)
{
	size_t low = 0;
	size_t high = record->count;

	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(record->field[middle].key, key);

		*found = order == 0;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return *found ? high : low;
}

/* The record as it will be, borrowing the texts of both: an import of many records copies none of them again. Only the
 * array is to be freed. */
static void lay_over(struct record *after, const struct record *stored, const struct changes *changes)
{
	*after = *stored;
	after->room = stored->count + changes->count;
	after->field = memory_grow(NULL, after->room, sizeof *after->field);
	if (stored->count)
		memcpy(after->field, stored->field, stored->count * sizeof *after->field);
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->change[i];
		bool found;
		size_t at = place_of(after, change->key, &found);
		struct field *field = &after->field[at];

		if (found && *change->after) {
			field->text = change->after;
		} else if (found) {
			memmove(field, field + 1, (--after->count - at) * sizeof *field);
		} else if (*change->after) {
			memmove(field + 1, field, (after->count++ - at) * sizeof *field);
			*field = (struct field){change->key, change->after};
		}
	}
}

bool record_apply(struct store_txn *txn, const struct record *stored, const struct changes *changes,
	uint64_t commit, uint64_t journal_offset, struct error *err)
{
	struct record after;
	struct store_key key;
	struct buffer value = {0};
	unsigned char offset[8];
	bool done;

	lay_over(&after, stored, changes);
	key_record(&key, stored->table, stored->id);
	record_value(&key, &after, commit, &value);
	done = put(txn, DB_RECORD, &key, value.data, value.size, err);
	if (done && stored->table == TABLE_INNOVATION)
		done = summary_apply(txn, stored, &after, commit, err);
	if (done && record_is_new(stored)) {
		txn->state.records[stored->table]++;
		done = apply_counter(txn, stored->id, err);
	}
	if (done) {
		key_history(&key, stored->table, stored->id, commit);
		store_u64(offset, journal_offset);
		done = put(txn, DB_HISTORY, &key, offset, sizeof offset, err);
	}
	buffer_free(&value);
	free(after.field);
	return done;
}

bool entry_apply(
	struct store_txn *txn, const struct journal_entry *entry, uint64_t journal_offset, struct error *err)
{
	struct record stored;
	bool done = txn_record(txn, entry->table, entry->id, &stored, err) &&
		    record_apply(txn, &stored, &entry->changes, entry->stamp.number, journal_offset, err);

	txn->state.commit = entry->stamp.number;
	if (entry->table == TABLE_UNIT)
		txn->state.units = entry->stamp.number;
	record_free(&stored);
	return done;
}
