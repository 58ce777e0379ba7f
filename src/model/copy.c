#include "model/copy.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/text.h"
#include "model/answer.h"

#define REMARK_MOST 500 /* characters of a remark, as the judge has it */

static bool profile_field_goes(const struct year_definition *to, const struct field *field)
{
	const struct field_definition *known = form_find(&to->profile, field->key);

	if (!known || known->given || text_equal(field->key, "catatan"))
		return false;
	return !known->choices || choices_find(known->choices, field->text) >= 0;
}

static bool answer_field_goes(const struct year_definition *to, const struct field *field)
{
	enum answer_part part;
	const char *rest;
	size_t slot;

	if (!answer_key(&to->innovation, field->key, &slot, &part, &rest))
		return false;
	return part == ANSWER_LINK || part == ANSWER_NUMBER || part == ANSWER_DATE ||
	       part == ANSWER_SUBJECT || part == ANSWER_FILE;
}

/* "Tingkat 3 pada 2026, dasar a; nilai ulang." before the remark that was there. */
static void add_remark(const struct record *from, const char *code, struct changes *changes)
{
	char key[RECORD_KEY_MOST];
	char basis[RECORD_KEY_MOST];
	struct buffer text = {0};
	int level = answer_level(from, code);
	const char *remark;

	answer_make_key(code, ANSWER_REMARK, key);
	answer_make_key(code, ANSWER_BASIS, basis);
	remark = record_get(from, key);
	if (level) {
		buffer_printf(&text, "Tingkat %d pada %d", level, record_year(from));
		if (*record_get(from, basis))
			buffer_printf(&text, ", dasar %s", record_get(from, basis));
		buffer_add_text(&text, "; nilai ulang.");
	}
	/* A remark that leaves no room for this still stands in the old record. */
	if (*remark && (!level || text_length(remark) + text.size < REMARK_MOST))
		buffer_printf(&text, "%s%s", level ? " " : "", remark);
	if (text.size)
		changes_add(changes, key, "", buffer_text(&text), false);
	buffer_free(&text);
}

static void add_origin(const struct record *from, struct changes *changes)
{
	const char *note = record_get(from, "catatan");
	struct buffer text = {0};

	buffer_printf(&text, "%s%sDisalin dari %s (penilaian %d).", note, *note ? "\n" : "", from->id,
		record_year(from));
	if (text.size <= RECORD_TEXT_MOST)
		changes_add(changes, "catatan", "", buffer_text(&text), false);
	buffer_free(&text);
}

void copy_changes(const struct record *from, const struct year_definition *to, struct changes *changes)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct field *field = &from->field[i];

		if (field->key[0] > '9' ? profile_field_goes(to, field) : answer_field_goes(to, field))
			changes_add(changes, field->key, "", field->text, false);
	}
	for (size_t i = 0; i < to->innovation.count; i++)
		add_remark(from, to->innovation.indicator[i].code, changes);
	if (form_find(&to->profile, "catatan"))
		add_origin(from, changes);
}

const struct year_definition *copy_next_year(const struct definitions *definitions, int year)
{
	const struct year_definition *next = NULL;

	for (size_t i = 0; i < definitions->year_count; i++) {
		const struct year_definition *other = &definitions->year[i];

		if (other->year > year && !other->rules.closed && (!next || other->year < next->year))
			next = other;
	}
	return next;
}
