#include "model/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void tally_open(struct tally *tally, const struct units *units)
{
	*tally = (struct tally){
		.unit = memory_alloc((units->count + 1) * sizeof *tally->unit), .count = units->count};
}

/* Whether any of its fields says so of the record. */
static bool any_lists(const struct form_definition *form, const struct record *record, bool drops)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct field_definition *field = &form->field[i];
		const char *keys = drops ? field->drops : field->wins;
		const char *text = keys && *keys ? record_get(record, field->key) : "";

		if (*text && field_lists(keys, text))
			return true;
	}
	return false;
}

bool tally_counts(const struct table_definition *table, const struct record *record)
{
	return !any_lists(&table->form, record, true);
}

bool tally_won(const struct table_definition *table, const struct record *record)
{
	return tally_counts(table, record) && any_lists(&table->form, record, false);
}

const struct field_definition *tally_drop(const struct table_definition *table, const struct choice **choice)
{
	for (size_t i = 0; i < table->form.count; i++) {
		const struct field_definition *field = &table->form.field[i];

		for (size_t j = 0; field->drops && *field->drops && j < field->choices->count; j++) {
			*choice = &field->choices->choice[j];
			if (field_lists(field->drops, (*choice)->key))
				return field;
		}
	}
	return NULL;
}

void tally_add(struct tally *tally, const struct table_definition *table, const struct units *units,
	const struct record *record)
{
	size_t unit = units_find(units, record_unit(record));

	if (unit == UNIT_NONE || unit >= tally->count || !tally_counts(table, record))
		return;
	tally->unit[unit].records++;
	tally->unit[unit].wins += tally_won(table, record);
}

void tally_free(struct tally *tally)
{
	free(tally->unit);
	*tally = (struct tally){0};
}

bool tally_key(const char *key, enum table *table, bool *wins)
{
	for (int i = TABLE_FIRST_PLAIN; i < TABLE_COUNT; i++) {
		const char *word = table_word((enum table)i);
		size_t size = strlen(word);

		if (!text_starts(key, word) || (key[size] && !text_equal(key + size, "_menang")))
			continue;
		*table = (enum table)i;
		*wins = key[size] != '\0';
		return true;
	}
	return false;
}
