#include "app/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"

char *value_group_digits(const char *digits)
{
	size_t length = strlen(digits);
	struct buffer out = {0};

	if (!length || strspn(digits, "0123456789") != length)
		return memory_copy(digits);
	for (size_t i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			buffer_add_byte(&out, '.');
		buffer_add_byte(&out, digits[i]);
	}
	return buffer_take(&out);
}

/* "DINKES  Dinas Kesehatan": found by either, and cut at the gap when it is taken back. */
static char *id_to_screen(const char *id, const char *name)
{
	struct buffer out = {0};

	buffer_add_text(&out, id);
	if (*id && strcmp(name, id) != 0)
		buffer_printf(&out, "  %s", name);
	return buffer_take(&out);
}

char *value_to_screen(const struct field_definition *field, const char *stored)
{
	char date[11];
	int index;

	switch (field->type) {
	case FIELD_DATE:
		date_format_screen(stored, date);
		return memory_copy(date);
	case FIELD_MONEY:
		return value_group_digits(stored);
	case FIELD_CHOICE:
		index = field->choices ? choices_find(field->choices, stored) : -1;
		return memory_copy(index < 0 ? stored : field->choices->choice[index].label);
	case FIELD_YESNO:
		if (!*stored)
			return memory_copy("");
		return memory_copy(strcmp(stored, "ya") == 0	  ? "Ya"
				   : strcmp(stored, "tidak") == 0 ? "Tidak"
								  : stored);
	case FIELD_UNIT:
		return id_to_screen(stored, app_unit_name_by_id(stored));
	case FIELD_INNOVATION:
		return id_to_screen(stored, data_innovation_name(stored));
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_NUMBER:
		break;
	}
	return memory_copy(stored);
}

/* "1.250.000" and "Rp 1 250 000" both mean the digits; anything else is left for the judge. */
static char *digits_from_screen(const char *typed)
{
	struct buffer out = {0};

	if (strncasecmp(typed, "rp", 2) == 0)
		typed += 2;
	for (const char *s = typed; *s; s++) {
		if (isdigit((unsigned char)*s))
			buffer_add_byte(&out, *s);
		else if (!strchr(". ", *s)) {
			buffer_free(&out);
			return memory_copy(typed);
		}
	}
	return buffer_take(&out);
}

char *value_from_screen(const struct field_definition *field, const char *typed)
{
	char *text = memory_copy(typed);
	char date[11];

	if (field->type != FIELD_LONG)
		text_trim(text);
	switch (field->type) {
	case FIELD_DATE:
		if (*text && date_from_screen(text, date_today(), date)) {
			free(text);
			return memory_copy(date);
		}
		break;
	case FIELD_MONEY:
	case FIELD_NUMBER: {
		char *digits = digits_from_screen(text);

		free(text);
		return digits;
	}
	case FIELD_CHOICE:
		for (size_t i = 0; field->choices && i < field->choices->count; i++)
			if (strcmp(field->choices->choice[i].label, text) == 0) {
				free(text);
				return memory_copy(field->choices->choice[i].key);
			}
		break;
	case FIELD_YESNO:
		for (char *s = text; *s; s++)
			*s = (char)tolower((unsigned char)*s);
		break;
	case FIELD_UNIT:
	case FIELD_INNOVATION: {
		char *gap = strstr(text, "  ");

		if (gap)
			*gap = '\0';
		break;
	}
	case FIELD_TEXT:
	case FIELD_LONG:
		break;
	}
	return text;
}

static const struct field_definition *find_field(enum table table, const char *key)
{
	const struct app *app = app_here();
	const struct form_definition *form = definitions_form(app->definitions, table, app->year->year);

	return form ? form_find(form, key) : NULL;
}

static bool find_answer(
	enum table table, const char *key, const struct indicator **indicator, enum answer_part *part)
{
	const struct year_definition *year = app_here()->year;
	const struct catalogue *catalogue = table == TABLE_REGION ? &year->region : &year->innovation;
	const char *rest;
	size_t index;

	if ((table != TABLE_REGION && table != TABLE_INNOVATION) ||
		!answer_key(catalogue, key, &index, part, &rest))
		return false;
	*indicator = &catalogue->indicator[index];
	return true;
}

void value_add_name(struct buffer *to, enum table table, const char *key)
{
	const struct field_definition *field = find_field(table, key);
	const struct indicator *indicator;
	enum answer_part part;

	if (field)
		buffer_add_text(to, field->label);
	else if (find_answer(table, key, &indicator, &part))
		buffer_printf(to, "%s %s: %s", indicator->code, indicator->name, answer_part_label(part));
	else
		buffer_add_text(to, key);
}

void value_add_short_name(struct buffer *to, enum table table, const char *key)
{
	const struct indicator *indicator;
	enum answer_part part;

	if (find_answer(table, key, &indicator, &part))
		buffer_printf(to, "%s %s", indicator->code, answer_part_label(part));
	else
		value_add_name(to, table, key);
}

void value_load_names(enum table table)
{
	if (table_is_plain(table) && definitions_plain(app_here()->definitions, table)->owner)
		data_load_all_years();
}

char *value_shown(enum table table, const char *key, const char *stored)
{
	const struct field_definition *field = find_field(table, key);
	const struct indicator *indicator;
	enum answer_part part;
	char date[11];

	if (field)
		return value_to_screen(field, stored);
	if (!find_answer(table, key, &indicator, &part) || part != ANSWER_DATE)
		return memory_copy(stored);
	date_format_screen(stored, date);
	return memory_copy(date);
}
