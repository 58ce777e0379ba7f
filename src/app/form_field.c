#include "app/form_field.h"

#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/text.h"

enum form_kind form_field_kind(const struct field_definition *field, bool locked)
{
	if (locked && field->type != FIELD_LONG)
		return FORM_SHOWN;
	switch (field->type) {
	case FIELD_LONG:
		return FORM_LONG;
	case FIELD_CHOICE:
	case FIELD_YESNO:
	case FIELD_UNIT:
	case FIELD_INNOVATION:
		return FORM_CHOICE;
	case FIELD_TEXT:
	case FIELD_NUMBER:
	case FIELD_MONEY:
	case FIELD_DATE:
		break;
	}
	return FORM_LINE;
}

int form_field_width(const struct field_definition *field)
{
	size_t widest = 0;

	switch (field->type) {
	case FIELD_DATE:
		return 10;
	case FIELD_MONEY:
		return 20;
	case FIELD_NUMBER:
		return 8;
	case FIELD_YESNO:
		return 7;
	case FIELD_CHOICE:
		for (size_t i = 0; i < field->choices->count; i++) {
			size_t width = (size_t)text_width(
				field->choices->choice[i].label, strlen(field->choices->choice[i].label));

			if (width > widest)
				widest = width;
		}
		return widest < 40 ? (int)widest + 2 : 0;
	case FIELD_TEXT:
		return field->most && field->most <= 30 ? (int)field->most : 0;
	case FIELD_LONG:
	case FIELD_UNIT:
	case FIELD_INNOVATION:
		break;
	}
	return 0;
}

/* "286 dari 300 kata · awal teks": what a long text shows on its row. */
static char *long_summary(const struct field_definition *field, const char *text)
{
	struct buffer out = {0};
	size_t words = text_words(text);

	if (!words && field->min_words)
		buffer_printf(&out, "kosong, perlu %zu kata; Enter untuk menulis", field->min_words);
	else if (!words)
		buffer_add_text(&out, "kosong; Enter untuk menulis");
	else if (field->min_words && words < field->min_words)
		buffer_printf(&out, "%zu dari %zu kata · ", words, field->min_words);
	else
		buffer_printf(&out, "%zu kata · ", words);
	if (words) {
		size_t cut = text_cut(text, strlen(text), 120);

		buffer_add(&out, text, cut);
	}
	for (size_t i = 0; i < out.size; i++)
		if (out.data[i] == '\n')
			out.data[i] = ' ';
	return buffer_take(&out);
}

char *form_field_shown(const struct field_definition *field, const char *stored)
{
	return field->type == FIELD_LONG ? long_summary(field, stored) : value_to_screen(field, stored);
}

const char *form_field_side(const struct field_definition *field, const char *stored)
{
	const struct year_rules *rules = &app_here()->year->rules;

	if (strcmp(field->key, "urusan") != 0)
		return NULL;
	for (size_t i = 0; i < rules->yandas_count; i++)
		if (strcmp(rules->yandas[i], stored) == 0)
			return "yandas";
	return NULL;
}

void form_field_fault(
	const struct field_definition *field, const char *text, const char *sentence, struct buffer *to)
{
	int32_t day;

	if (field->type == FIELD_DATE && *text && !date_parse(text, &day))
		buffer_printf(to, "tanggal '%.40s' tidak sah; contoh 12-06-2025", text);
	else if (field->type == FIELD_MONEY && *text && text[strspn(text, "0123456789")])
		buffer_printf(to, "'%.40s' bukan rupiah penuh; tulis misalnya 25.000.000", text);
	else
		buffer_add_text(to, sentence);
}

void form_field_explain(const struct field_definition *field, struct buffer *to)
{
	buffer_add_text(to, *field->help ? field->help : field->label);
	if (*field->example)
		buffer_printf(to, " Contoh: %s", field->example);
}
