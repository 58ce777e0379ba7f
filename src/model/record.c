#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const char *const table_words[TABLE_COUNT] = {"opd", "inovasi", "daerah", "pengguna", "lomba"};

const char *table_word(enum table table)
{
	return table < TABLE_COUNT ? table_words[table] : "";
}

bool table_by_word(const char *word, enum table *table)
{
	for (int i = 0; i < TABLE_COUNT; i++) {
		if (text_equal(table_words[i], word)) {
			*table = (enum table)i;
			return true;
		}
	}
	return false;
}

bool table_is_plain(enum table table)
{
	return table >= TABLE_FIRST_PLAIN && table < TABLE_COUNT;
}

bool table_gives_ids(enum table table)
{
	return table == TABLE_INNOVATION || table_is_plain(table);
}

bool table_is_of_year(enum table table)
{
	return table == TABLE_INNOVATION || table == TABLE_REGION;
}

void record_open(struct record *record, enum table table, const char *id)
{
	*record = (struct record){.table = table, .id = memory_copy(id)};
}

/* A text is its own allocation, or a part of the record's block. */
static void release(const struct record *record, const char *text)
{
	uintptr_t at = (uintptr_t)text;
	uintptr_t start = (uintptr_t)record->block;

	if (at < start || at >= start + record->block_size)
		free((void *)at);
}

void record_free(struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		release(record, record->field[i].key);
		release(record, record->field[i].text);
	}
	free(record->block);
	free(record->field);
	free(record->id);
	free(record->owner_unit);
	free(record->owner_name);
	*record = (struct record){0};
}

void record_own(struct record *record, const char *unit_id, const char *name)
{
	free(record->owner_unit);
	free(record->owner_name);
	record->owner_unit = memory_copy(unit_id);
	record->owner_name = memory_copy(name);
}

const char *record_unit(const struct record *record)
{
	if (record->table == TABLE_UNIT)
		return record->id;
	return record->owner_unit ? record->owner_unit : record_get(record, "opd");
}

static void block_open(struct record *record, size_t size, size_t fields)
{
	record->block = memory_grow(NULL, size, 1);
	record->block_size = size;
	record->field = memory_grow(NULL, fields, sizeof *record->field);
	record->room = fields;
}

/* Copies size bytes and a NUL to *at, which moves on. */
static const char *block_put(char **at, const char *text, size_t size)
{
	char *start = *at;

	memcpy(start, text, size);
	start[size] = '\0';
	*at += size + 1;
	return start;
}

void record_copy(struct record *to, const struct record *from)
{
	size_t size = 0;
	char *at;

	record_open(to, from->table, from->id);
	to->commit = from->commit;
	if (from->owner_unit)
		record_own(to, from->owner_unit, from->owner_name);
	if (!from->count)
		return;
	for (size_t i = 0; i < from->count; i++)
		size += strlen(from->field[i].key) + strlen(from->field[i].text) + 2;
	block_open(to, size, from->count);
	at = to->block;
	for (size_t i = 0; i < from->count; i++) {
		const struct field *field = &from->field[i];

		to->field[i].key = block_put(&at, field->key, strlen(field->key));
		to->field[i].text = block_put(&at, field->text, strlen(field->text));
	}
	to->count = from->count;
}

/* Most keys differ in the first byte: half the searches' calls are saved. */
static int compare_keys(const char *a, const char *b)
{
	return *a != *b ? (unsigned char)*a - (unsigned char)*b : strcmp(a, b);
}

/* Position of the first field whose key is not before `key`. */
static size_t lower_bound(const struct record *record, const char *key)
{
	size_t low = 0;
	size_t high = record->count;

	/* Fields mostly come in order (decoding, an import's columns), so the end is asked first. */
	if (high && compare_keys(record->field[high - 1].key, key) < 0)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_keys(record->field[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct record *record, size_t at, const char *key)
{
	return at < record->count && text_equal(record->field[at].key, key);
}

const char *record_get(const struct record *record, const char *key)
{
	size_t at = lower_bound(record, key);

	return is_at(record, at, key) ? record->field[at].text : "";
}

static void remove_at(struct record *record, size_t at)
{
	release(record, record->field[at].key);
	release(record, record->field[at].text);
	record->count--;
	memmove(record->field + at, record->field + at + 1, (record->count - at) * sizeof *record->field);
}

static void insert_at(struct record *record, size_t at, const char *key, const char *text)
{
	record->field = array_room(record->field, record->count, &record->room, sizeof *record->field);
	memmove(record->field + at + 1, record->field + at, (record->count - at) * sizeof *record->field);
	record->field[at] = (struct field){key, text};
	record->count++;
}

void record_set(struct record *record, const char *key, const char *text)
{
	size_t at = lower_bound(record, key);

	if (is_at(record, at, key)) {
		char *copy;

		if (!*text) {
			remove_at(record, at);
			return;
		}
		copy = memory_copy(text); /* before the old text goes: it may be the same one */
		release(record, record->field[at].text);
		record->field[at].text = copy;
		return;
	}
	if (*text)
		insert_at(record, at, memory_copy(key), memory_copy(text));
}

int record_year(const struct record *record)
{
	uint64_t year;

	if (!table_is_of_year(record->table))
		return 0;
	text_number(record->table == TABLE_REGION ? record->id : record_get(record, "tahun"), 9999, &year);
	return (int)year;
}

bool record_is_new(const struct record *record)
{
	return record->count == 0;
}

size_t record_find(const struct record *record, const char *prefix)
{
	size_t at = lower_bound(record, prefix);

	return at < record->count && text_starts(record->field[at].key, prefix) ? at : record->count;
}

static char *put_little(char *to, uint32_t value, int size)
{
	for (int i = 0; i < size; i++)
		*to++ = (char)(unsigned char)(value >> (8 * i));
	return to;
}

static uint32_t get_little(const char *from, int size)
{
	uint32_t value = 0;

	for (int i = 0; i < size; i++)
		value |= (uint32_t)(unsigned char)from[i] << (8 * i);
	return value;
}

#define FIELD_HEAD 6 /* u16 and u32 */

void record_encode(const struct record *record, struct buffer *to)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->field[i];
		size_t key = strlen(field->key);
		size_t text = strlen(field->text);
		char *at = buffer_extend(to, FIELD_HEAD + key + text);

		at = put_little(at, (uint32_t)key, 2);
		at = put_little(at, (uint32_t)text, 4);
		memcpy(at, field->key, key);
		memcpy(at + key, field->text, text);
	}
}

/* The lengths of the field at data, and where it ends; NULL when it is damaged. */
static const char *read_head(const char *data, size_t size, size_t *key, size_t *text)
{
	if (size < FIELD_HEAD)
		return NULL;
	*key = get_little(data, 2);
	*text = get_little(data + 2, 4);
	if (!*key || *key > RECORD_KEY_MOST || !*text || *text > RECORD_TEXT_MOST ||
		*key + *text > size - FIELD_HEAD || memchr(data + FIELD_HEAD, '\0', *key + *text))
		return NULL;
	return data + FIELD_HEAD + *key + *text;
}

bool record_decode(struct record *record, const char *data, size_t size)
{
	const char *end = data + size;
	size_t fields = 0;
	size_t key;
	size_t text;
	char *at;

	for (const char *walk = data; walk < end; fields++)
		if (!(walk = read_head(walk, (size_t)(end - walk), &key, &text)))
			return false;
	if (!fields)
		return true;
	/* A head is longer than the two NULs that take its place. */
	block_open(record, size, fields);
	at = record->block;
	while (data < end) {
		const char *next = read_head(data, (size_t)(end - data), &key, &text);
		struct field *field = &record->field[record->count];

		field->key = block_put(&at, data + FIELD_HEAD, key);
		field->text = block_put(&at, data + FIELD_HEAD + key, text);
		/* The order is part of the form: a key out of place could never be found again. */
		if (record->count && strcmp(field[-1].key, field->key) >= 0)
			return false;
		record->count++;
		data = next;
	}
	return true;
}

bool record_id_valid(const char *id, struct error *err)
{
	size_t size = strlen(id);
	const char *why = "";

	if (!size)
		return error_set(err, "id kosong; isi 1 sampai %d bita", RECORD_ID_MOST);
	if (size > RECORD_ID_MOST)
		return error_set(
			err, "id terlalu panjang (%zu bita); paling banyak %d", size, RECORD_ID_MOST);
	if (!text_storable(id, size, &why))
		return error_set(err, "id %s; tulis ulang dengan huruf, angka, titik atau tanda hubung", why);
	if (strchr(id, '\n') || strchr(id, '/'))
		return error_set(
			err, "id memuat '/' atau ganti baris; pakai huruf, angka, titik atau tanda hubung");
	if (strchr(" \t\r", id[0]) || strchr(" \t\r", id[size - 1]))
		return error_set(err, "id diawali atau diakhiri spasi; hapus spasinya");
	return true;
}
