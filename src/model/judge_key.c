#include "base/memory.h"
#include "model/judge_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

bool judge_space_open(
	struct judge_space *space, const struct definitions *definitions, enum table table, int year)
{
	const struct year_definition *of_year;

	*space = (struct judge_space){.table = table, .year = year};
	if (!table_is_of_year(table)) {
		space->form = definitions_form(definitions, table, year);
		return true;
	}
	of_year = definitions_year(definitions, year);
	if (!of_year)
		return false;
	if (table == TABLE_INNOVATION)
		space->form = &of_year->profile;
	space->catalogue = table == TABLE_INNOVATION ? &of_year->innovation : &of_year->region;
	return true;
}

static const struct {
	const char *key;
	enum judge_key_kind kind;
} fixed_keys[] = {
	{"tahun", JUDGE_KEY_YEAR},
	{"status", JUDGE_KEY_STATUS},
	{"nomor_registrasi", JUDGE_KEY_NUMBER},
	{"tanggal_registrasi", JUDGE_KEY_DATE},
};

#define FIXED_KEYS (sizeof fixed_keys / sizeof fixed_keys[0])

static const struct field_definition *find_field(struct judge_space *space, const char *key)
{
	size_t count = space->form ? space->form->count : 0;
	size_t at = space->hint;

	for (size_t i = 0; i < count; i++, at++) {
		const struct field_definition *field;

		if (at >= count)
			at = 0;
		field = &space->form->field[at];
		if (field->key[0] == key[0] && text_equal(field->key, key)) {
			space->hint = at + 1;
			return field;
		}
	}
	return NULL;
}

bool judge_space_find(struct judge_space *space, const char *key, struct judge_key *found)
{
	*found = (struct judge_key){.kind = JUDGE_KEY_FIELD};
	if (key[0] >= '0' && key[0] <= '9') {
		found->kind = JUDGE_KEY_ANSWER;
		if (!space->catalogue ||
			!answer_key(space->catalogue, key, &found->slot, &found->part, &found->hash) ||
			found->slot >= CATALOGUE_MOST)
			return false;
		found->indicator = &space->catalogue->indicator[found->slot];
		return true;
	}
	found->field = find_field(space, key);
	if (space->table == TABLE_INNOVATION) {
		for (size_t i = 0; i < FIXED_KEYS; i++) {
			if (fixed_keys[i].key[0] == key[0] && text_equal(fixed_keys[i].key, key)) {
				found->kind = fixed_keys[i].kind;
				return true;
			}
		}
	}
	return found->field != NULL;
}

bool judge_key_by_command(const struct judge_key *key)
{
	switch (key->kind) {
	case JUDGE_KEY_FIELD:
		return key->field->given;
	case JUDGE_KEY_ANSWER:
		return key->part == ANSWER_VERDICT || key->part == ANSWER_NOTE || key->part == ANSWER_FILE;
	default:
		return true;
	}
}

const char *judge_key_command(const struct judge_key *key)
{
	switch (key->kind) {
	case JUDGE_KEY_YEAR:
		return "tahun ditetapkan saat inovasi dibuat; buat inovasi baru pada tahun itu";
	case JUDGE_KEY_STATUS:
		return "status berubah lewat perintah submit, withdraw, accept, return, register, reopen, archive atau "
		       "unarchive, tidak di sini";
	case JUDGE_KEY_NUMBER:
	case JUDGE_KEY_DATE:
		return "nomor dan tanggal registrasi diisi lewat perintah register, tidak di sini";
	case JUDGE_KEY_ANSWER:
		if (key->part == ANSWER_FILE)
			return "berkas bukti diatur lewat perintah evidence add dan evidence remove, tidak di sini";
		return "verifikasi dan catatan verifikator diisi lewat perintah accept atau reject, tidak di sini";
	default:
		return "kolom ini diisi oleh program atau lewat import, tidak di sini";
	}
}

/* Year 0: any year that has it, for a file whose rows are of several years. */
static bool find_key(const struct definitions *definitions, enum table table, int year, const char *key,
	struct judge_key *found)
{
	struct judge_space space;

	if (year || !table_is_of_year(table))
		return judge_space_open(&space, definitions, table, year) &&
		       judge_space_find(&space, key, found);
	for (size_t i = 0; i < definitions->year_count; i++)
		if (judge_space_open(&space, definitions, table, definitions->year[i].year) &&
			judge_space_find(&space, key, found))
			return true;
	return false;
}

bool judge_knows_key(const struct definitions *definitions, enum table table, int year, const char *key)
{
	struct judge_key found;

	if (!find_key(definitions, table, year, key, &found))
		return false;
	return found.kind != JUDGE_KEY_ANSWER || found.part != ANSWER_FILE;
}

bool judge_key_is_given(const struct definitions *definitions, enum table table, int year, const char *key)
{
	struct judge_key found;

	if (text_equal(key, "id"))
		return true;
	return find_key(definitions, table, year, key, &found) && judge_key_by_command(&found);
}

struct key_list {
	char **key;
	size_t count;
	size_t room;
};

static void list_add(struct key_list *list, const char *key)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->key[i], key))
			return;
	list->key = array_room(list->key, list->count, &list->room, sizeof *list->key);
	list->key[list->count++] = memory_copy(key);
}

static void list_add_form(struct key_list *list, const struct form_definition *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (!text_equal(form->field[i].key, "id"))
			list_add(list, form->field[i].key);
}

static void list_add_answers(struct key_list *list, const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		for (int part = ANSWER_LEVEL; part < ANSWER_FILE; part++) {
			char key[RECORD_KEY_MOST];

			if (part == ANSWER_BASIS && !catalogue->indicator[i].basis_count)
				continue;
			answer_make_key(catalogue->indicator[i].code, (enum answer_part)part, key);
			list_add(list, key);
		}
	}
}

static int by_year_latest_first(const void *a, const void *b)
{
	const struct year_definition *const *one = a;
	const struct year_definition *const *two = b;

	return (*two)->year - (*one)->year;
}

/* Records of all years stand in one file: the latest year's order, then what only earlier years have. */
static void list_add_years(struct key_list *list, const struct definitions *definitions, enum table table)
{
	const struct year_definition **year;

	if (!definitions->year_count)
		return;
	year = memory_grow(NULL, definitions->year_count, sizeof *year);
	for (size_t i = 0; i < definitions->year_count; i++)
		year[i] = &definitions->year[i];
	qsort(year, definitions->year_count, sizeof *year, by_year_latest_first);
	if (table == TABLE_INNOVATION) {
		list_add(list, "tahun");
		for (size_t i = 0; i < definitions->year_count; i++)
			list_add_form(list, &year[i]->profile);
		list_add(list, "status");
		list_add(list, "nomor_registrasi");
		list_add(list, "tanggal_registrasi");
	}
	for (size_t i = 0; i < definitions->year_count; i++)
		list_add_answers(list, table == TABLE_INNOVATION ? &year[i]->innovation : &year[i]->region);
	free(year);
}

char **judge_keys(const struct definitions *definitions, enum table table, size_t *count)
{
	struct key_list list = {0};

	if (table_is_of_year(table))
		list_add_years(&list, definitions, table);
	else
		list_add_form(&list, definitions_form(definitions, table, 0));
	*count = list.count;
	return list.key;
}

void judge_keys_free(char **keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(keys[i]);
	free(keys);
}
