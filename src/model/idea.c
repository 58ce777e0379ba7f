#include "model/idea.h"

#include "base/buffer.h"
#include "base/text.h"

struct idea_verdict idea_judge(const struct form_definition *form, const struct record *answers)
{
	struct idea_verdict verdict = {0};

	for (size_t i = 0; i < form->count; i++) {
		if (form->field[i].type != FIELD_YESNO)
			continue;
		verdict.tests++;
		verdict.yes += text_equal(record_get(answers, form->field[i].key), "ya");
		verdict.no += text_equal(record_get(answers, form->field[i].key), "tidak");
	}
	return verdict;
}

void idea_add_verdict(const struct form_definition *form, const struct record *answers, struct buffer *to)
{
	struct idea_verdict verdict = idea_judge(form, answers);
	const char *before = "Belum memenuhi: ";

	if (!verdict.no && verdict.yes == verdict.tests) {
		buffer_printf(to, "Memenuhi %zu ujian", verdict.tests);
		return;
	}
	if (!verdict.no) {
		buffer_printf(to, "%zu dari %zu ujian dijawab", verdict.yes, verdict.tests);
		return;
	}
	for (size_t i = 0; i < form->count; i++) {
		if (form->field[i].type != FIELD_YESNO ||
			!text_equal(record_get(answers, form->field[i].key), "tidak"))
			continue;
		buffer_printf(to, "%s%s", before, form->field[i].label);
		before = ", ";
	}
}

static bool is_own_field(const char *key)
{
	return text_equal(key, "nama") || text_equal(key, "opd");
}

void idea_changes(const struct form_definition *form, const struct record *answers, struct changes *changes)
{
	struct buffer note = {0};

	for (size_t i = 0; i < form->count; i++) {
		const struct field_definition *field = &form->field[i];
		const char *text = record_get(answers, field->key);

		if (*text && is_own_field(field->key))
			changes_add(changes, field->key, "", text, false);
		else if (*text)
			buffer_printf(&note, "%s: %s\n", field->label, text);
	}
	if (note.size) {
		buffer_add_text(&note, "PP 38/2017: ");
		idea_add_verdict(form, answers, &note);
		buffer_add_text(&note, ".");
		changes_add(changes, "catatan", "", buffer_text(&note), false);
	}
	buffer_free(&note);
}
