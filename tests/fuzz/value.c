/* A record's stored form: what decodes is the one form of what it holds; any other byte in a stored value is found. */
#include "fuzz/target.h"

#include <assert.h>
#include <string.h>

#include "store/store_part.h"

static void expect_damage_found(
	const struct store_key *key, struct buffer *value, const uint8_t *data, size_t size)
{
	size_t at = (data[0] | (size_t)data[size - 1] << 8) % value->size;
	uint8_t change = size > 2 && data[size / 2] ? data[size / 2] : 1;
	MDB_val stored;
	struct record record;

	value->data[at] = (char)((uint8_t)value->data[at] ^ change);
	stored = (MDB_val){value->size, value->data};
	record_open(&record, TABLE_INNOVATION, "x");
	assert(!record_value_read(key, &stored, &record));
	record_free(&record);
}

static void expect_same_again(const struct record *record, const uint8_t *data, size_t size)
{
	struct store_key key;
	struct buffer value = {0};
	struct record again;
	MDB_val stored;

	key_record(&key, TABLE_INNOVATION, record->id);
	record_value(&key, record, size, &value);
	stored = (MDB_val){value.size, value.data};
	record_open(&again, TABLE_INNOVATION, record->id);
	assert(record_value_read(&key, &stored, &again));
	assert(again.commit == size && again.count == record->count);
	for (size_t i = 0; i < record->count; i++) {
		assert(strcmp(again.field[i].key, record->field[i].key) == 0);
		assert(strcmp(record_get(&again, record->field[i].key), record->field[i].text) == 0);
	}
	record_free(&again);
	if (size)
		expect_damage_found(&key, &value, data, size);
	buffer_free(&value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record record;
	struct buffer form = {0};
	MDB_val raw = {size, (void *)data};
	struct store_key key;

	record_open(&record, TABLE_INNOVATION, "2026-JB-00001");
	key_record(&key, TABLE_INNOVATION, record.id);
	if (record_value_read(&key, &raw, &record))
		expect_same_again(&record, data, size);
	record_free(&record);

	record_open(&record, TABLE_INNOVATION, "2026-JB-00001");
	if (record_decode(&record, (const char *)data, size)) {
		record_encode(&record, &form);
		assert(form.size == size && (!size || memcmp(form.data, data, size) == 0));
		expect_same_again(&record, data, size);
	}
	buffer_free(&form);
	record_free(&record);
	return 0;
}
