#include "base/memory.h"
#include "store/store_part.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/text.h"

#define VALUE_FORMAT 1
#define HEADER_SIZE  17 /* format, commit, checksum */

uint64_t load_u64(const void *from)
{
	uint64_t value;

	memcpy(&value, from, 8);
	return le64toh(value);
}

void store_u64(void *to, uint64_t value)
{
	value = htole64(value);
	memcpy(to, &value, 8);
}

uint64_t load_big_u64(const void *from)
{
	uint64_t value;

	memcpy(&value, from, 8);
	return be64toh(value);
}

void store_big_u64(void *to, uint64_t value)
{
	value = htobe64(value);
	memcpy(to, &value, 8);
}

/* ---- keys ---- */

static void key_add(struct store_key *key, const void *data, size_t size)
{
	if (size > sizeof key->data - key->size)
		size = sizeof key->data - key->size;
	memcpy(key->data + key->size, data, size);
	key->size += size;
}

void key_record(struct store_key *key, enum table table, const char *id)
{
	const char *word = table_word(table);

	key->size = 0;
	key_add(key, word, strlen(word) + 1);
	key_add(key, id, strlen(id));
}

void key_summary(struct store_key *key, int year, const char *unit_id, const char *id)
{
	unsigned char big[2] = {(unsigned char)(year >> 8), (unsigned char)year};

	key->size = 0;
	key_add(key, big, 2);
	key_add(key, unit_id, strlen(unit_id) + 1);
	key_add(key, id, strlen(id));
}

void key_history(struct store_key *key, enum table table, const char *id, uint64_t commit)
{
	unsigned char big[8];

	key_record(key, table, id);
	key_add(key, "", 1);
	store_big_u64(big, commit);
	key_add(key, big, 8);
}

/* ---- meta ---- */

bool meta_get(struct store_txn *txn, const char *name, struct buffer *value)
{
	MDB_val key = {strlen(name), (void *)name};
	MDB_val data;

	if (mdb_get(txn->txn, txn->store->dbi[DB_META], &key, &data) != 0)
		return false;
	buffer_add(value, data.mv_data, data.mv_size);
	return true;
}

bool meta_put(struct store_txn *txn, const char *name, const void *data, size_t size, struct error *err)
{
	MDB_val key = {strlen(name), (void *)name};
	MDB_val value = {size, (void *)data};
	int code = mdb_put(txn->txn, txn->store->dbi[DB_META], &key, &value, 0);

	return code ? lmdb_error(err, "belum tersimpan", code) : true;
}

bool rows_counted(struct store_txn *txn, int year, uint64_t *count)
{
	struct buffer value = {0};
	char name[32];
	bool known;

	snprintf(name, sizeof name, "rows.%d", year);
	known = meta_get(txn, name, &value) && value.size == 8;
	*count = known ? load_u64(value.data) : 0;
	buffer_free(&value);
	return known;
}

uint64_t rows_walk(struct store_txn *txn, int year)
{
	unsigned char prefix[2] = {(unsigned char)(year >> 8), (unsigned char)year};
	MDB_val key = {2, prefix};
	MDB_val value;
	MDB_cursor *cursor;
	uint64_t count = 0;

	if (mdb_cursor_open(txn->txn, txn->store->dbi[DB_FACTS], &cursor) != 0)
		return 0;
	for (int code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
		!code && key.mv_size > 2 && memcmp(key.mv_data, prefix, 2) == 0;
		code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))
		count++;
	mdb_cursor_close(cursor);
	return count;
}

void about_encode(const struct store_about *about, struct buffer *to)
{
	buffer_printf(to, "siko %d\n%s\n%s\n%s\n%d\n%lld\n", STORE_FORMAT, about->uuid, about->region,
		about->office, about->year, (long long)about->created);
}

bool about_decode(struct store_about *about, const char *data, size_t size)
{
	char *text = memory_copy_n(data, size);
	char *rest = NULL;
	char *line[6];
	int count = 0;
	uint64_t year = 0;
	uint64_t created = 0;
	uint64_t format = 0;
	bool known;

	for (char *part = strtok_r(text, "\n", &rest); part && count < 6; part = strtok_r(NULL, "\n", &rest))
		line[count++] = part;
	known = count == 6 && text_starts(line[0], "siko ") &&
		text_number(line[0] + strlen("siko "), STORE_FORMAT, &format) && format == STORE_FORMAT &&
		text_number(line[4], 9999, &year) && text_number(line[5], INT64_MAX, &created);
	if (known) {
		snprintf(about->uuid, sizeof about->uuid, "%s", line[1]);
		snprintf(about->region, sizeof about->region, "%s", line[2]);
		snprintf(about->office, sizeof about->office, "%s", line[3]);
		about->year = (int)year;
		about->created = (int64_t)created;
	}
	free(text);
	return known && about->uuid[0];
}

char *layout_text(const struct year_definition *year)
{
	struct buffer text = {0};
	const struct field_definition *topic = form_find(&year->profile, "urusan");

	for (size_t i = 0; i < year->innovation.count; i++)
		buffer_printf(&text, "%s ", year->innovation.indicator[i].code);
	buffer_add_byte(&text, '|');
	for (size_t i = 0; topic && topic->choices && i < topic->choices->count; i++)
		buffer_printf(&text, " %s", topic->choices->choice[i].key);
	return buffer_take(&text);
}

/* ---- record values ---- */

static void checksum(const struct store_key *key, const char *body, size_t size, unsigned char out[8])
{
	/* A fixed key: this finds damage, it keeps no secret. The key's bytes are hashed too, so a value that LMDB hands
	 * out for another record is found as well. */
	static const unsigned char fixed[crypto_shorthash_KEYBYTES] = "siko.record.v1";
	unsigned char part[2][8];

	crypto_shorthash(part[0], key->data, key->size, fixed);
	crypto_shorthash(part[1], (const unsigned char *)body, size, fixed);
	crypto_shorthash(out, part[0], sizeof part, fixed);
}

void record_value(
	const struct store_key *key, const struct record *record, uint64_t commit, struct buffer *to)
{
	buffer_clear(to);
	buffer_extend(to, HEADER_SIZE);
	record_encode(record, to);
	to->data[0] = VALUE_FORMAT;
	store_u64(to->data + 1, commit);
	/* The commit number is laid over the checksum: a changed number is found too. */
	checksum(key, to->data + HEADER_SIZE, to->size - HEADER_SIZE, (unsigned char *)to->data + 9);
	for (int i = 0; i < 8; i++)
		to->data[9 + i] = (char)((unsigned char)to->data[9 + i] ^ (unsigned char)to->data[1 + i]);
}

bool record_value_read(const struct store_key *key, const MDB_val *value, struct record *record)
{
	const unsigned char *data = value->mv_data;
	unsigned char sum[8];

	if (value->mv_size < HEADER_SIZE || data[0] != VALUE_FORMAT)
		return false;
	checksum(key, (const char *)data + HEADER_SIZE, value->mv_size - HEADER_SIZE, sum);
	for (int i = 0; i < 8; i++)
		if ((sum[i] ^ data[1 + i]) != data[9 + i])
			return false;
	record->commit = load_u64(data + 1);
	return record_decode(record, (const char *)data + HEADER_SIZE, value->mv_size - HEADER_SIZE);
}
