#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/answer.h"
#include "store/evidence.h"
#include "store/store_part.h"

#define FILE_MARK ".berkas."

struct evidence_twin {
	char *hash;
	struct buffer ids;
};

void evidence_twins_free(struct evidence_twins *twins)
{
	for (size_t i = 0; i < twins->count; i++) {
		free(twins->twin[i].hash);
		buffer_free(&twins->twin[i].ids);
	}
	free(twins->twin);
	*twins = (struct evidence_twins){0};
}

static struct evidence_twin *find_twin(const struct evidence_twins *twins, const char *hash, size_t size)
{
	for (size_t i = 0; i < twins->count; i++)
		if (strlen(twins->twin[i].hash) <= size &&
			memcmp(twins->twin[i].hash, hash, strlen(twins->twin[i].hash)) == 0)
			return &twins->twin[i];
	return NULL;
}

const char *evidence_twins_of(const struct evidence_twins *twins, const char *hash)
{
	const struct evidence_twin *twin = find_twin(twins, hash, strlen(hash));

	return twin ? buffer_text(&twin->ids) : "";
}

/* The record's own files: what is looked for. */
static void add_own(struct evidence_twins *twins, const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		const char *hash = answer_file_hash(record->field[i].key);

		if (!hash || find_twin(twins, hash, strlen(hash)))
			continue;
		twins->twin = array_room(twins->twin, twins->count, &twins->room, sizeof *twins->twin);
		twins->twin[twins->count++] = (struct evidence_twin){.hash = memory_copy(hash)};
	}
}

/* Most records have none of these files: their bytes are looked through as they stand, without taking them apart. */
static bool may_share(const struct evidence_twins *twins, const MDB_val *value)
{
	const char *at = value->mv_data;
	const char *end = at + value->mv_size;

	while ((at = memmem(at, (size_t)(end - at), FILE_MARK, strlen(FILE_MARK)))) {
		at += strlen(FILE_MARK);
		if (find_twin(twins, at, (size_t)(end - at)))
			return true;
	}
	return false;
}

struct search {
	struct store_txn *txn;
	const struct record *record;
	const struct actor *actor;
	struct evidence_twins *twins;
};

/* A record has a file at several answers perhaps, and is named once. */
static void note_other(struct search *search, const struct record *other)
{
	struct evidence_twin *last = NULL;

	for (size_t i = 0; i < other->count; i++) {
		const char *hash = answer_file_hash(other->field[i].key);
		struct evidence_twin *twin = hash ? find_twin(search->twins, hash, strlen(hash)) : NULL;

		if (twin && twin != last && !strstr(buffer_text(&twin->ids), other->id))
			buffer_printf(&twin->ids, "%s%s", twin->ids.size ? ", " : "", other->id);
		last = twin;
	}
}

static bool look_into(struct search *search, enum table table, const char *id, struct error *err)
{
	struct record other;
	bool read;

	if (table == search->record->table && strcmp(id, search->record->id) == 0)
		return true;
	read = txn_record(search->txn, table, id, &other, err);
	if (read && rights_read(search->actor, &other))
		note_other(search, &other);
	record_free(&other);
	return read;
}

static bool search_table(struct search *search, enum table table, struct error *err)
{
	struct store_key prefix;
	MDB_cursor *cursor;
	MDB_val value;
	MDB_val key;
	bool good = true;
	int code = mdb_cursor_open(search->txn->txn, search->txn->store->dbi[DB_RECORD], &cursor);

	if (code)
		return lmdb_error(err, "data tidak dapat dibaca", code);
	key_record(&prefix, table, "");
	key = (MDB_val){prefix.size, prefix.data};
	code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	while (good && !code && key.mv_size >= prefix.size &&
		memcmp(key.mv_data, prefix.data, prefix.size) == 0) {
		if (may_share(search->twins, &value)) {
			char *id = memory_copy_n(
				(const char *)key.mv_data + prefix.size, key.mv_size - prefix.size);

			good = look_into(search, table, id, err);
			free(id);
		}
		code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
	}
	mdb_cursor_close(cursor);
	return good;
}

bool evidence_twins_load(struct evidence_twins *twins, struct store_txn *txn, const struct record *record,
	const struct actor *actor, struct error *err)
{
	struct search search = {txn, record, actor, twins};

	evidence_twins_free(twins);
	add_own(twins, record);
	return !twins->count ||
	       (search_table(&search, TABLE_INNOVATION, err) && search_table(&search, TABLE_REGION, err));
}
