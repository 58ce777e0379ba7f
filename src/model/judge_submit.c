#include "model/judge_part.h"

#include <stdlib.h>

#include "base/text.h"

static void check_profile(
	const struct form_definition *form, const struct record *record, struct judge_faults *missing)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct field_definition *field = &form->field[i];
		const char *text = record_get(record, field->key);
		size_t words;

		if (text_is_blank(text)) {
			if (field->required_submit)
				judge_faults_add(missing, field->key, "%s belum diisi", field->label);
			continue;
		}
		if (!field->min_words)
			continue;
		words = text_words(text);
		if (words < field->min_words)
			judge_faults_add(missing, field->key,
				"%s baru %zu kata; tambah menjadi paling sedikit %zu kata", field->label,
				words, field->min_words);
	}
}

/* What is not new comes from somewhere. */
static void check_source(
	const struct form_definition *form, const struct record *record, struct judge_faults *missing)
{
	const char *origin = record_get(record, "asal");
	const struct field_definition *field = form_find(form, "sumber");

	if (*origin && !text_equal(origin, "baru") && text_is_blank(record_get(record, "sumber")))
		judge_faults_add(missing, "sumber", "%s belum diisi; wajib karena asal inovasi bukan baru",
			field ? field->label : "Sumber");
}

void judge_submit(
	const struct definitions *definitions, const struct record *record, struct judge_faults *missing)
{
	const struct year_definition *year = definitions_year(definitions, record_year(record));

	if (!year) {
		judge_faults_add(missing, "tahun",
			"tahun '%s' tidak punya definisi; minta admin memeriksanya",
			record_get(record, "tahun"));
		return;
	}
	check_profile(&year->profile, record, missing);
	check_source(&year->profile, record, missing);
	for (size_t i = 0; i < year->innovation.count; i++) {
		const struct indicator *indicator = &year->innovation.indicator[i];

		if (indicator->mandatory && answer_level(record, indicator->code) < 1)
			judge_faults_add(missing, indicator->code,
				"indikator wajib %s (%s) belum bertingkat; pilih tingkat 1 sampai 3",
				indicator->code, indicator->name);
	}
}
