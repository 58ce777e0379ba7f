#include "app/answer_form.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "model/answer.h"

#define FIELDS_MOST 8

struct answer_form {
	const struct indicator *indicator;
	struct form_definition form;
	struct field_definition field[FIELDS_MOST];
	char key[FIELDS_MOST][RECORD_KEY_MOST];
	struct choice level[4];
	char *level_label[4];
	struct choices levels;
	struct choice *basis;
	char (*letter)[2];
	struct choices bases;
	char *page;
};

static struct field_definition *add_field(struct answer_form *form, const char *code, enum answer_part part,
	enum field_type type, const char *help, const char *example)
{
	struct field_definition *field = &form->field[form->form.count];
	char *key = form->key[form->form.count];

	answer_make_key(code, part, key);
	*field = (struct field_definition){
		.key = key,
		.label = answer_part_label(part),
		.help = help,
		.example = example,
		.page = form->page,
		.type = type,
		.initial = "",
		.path = "",
	};
	form->form.count++;
	return field;
}

void answer_form_levels(struct answer_form *form, const struct basis *basis)
{
	static const char *const keys[] = {"0", "1", "2", "3"};
	const char *const *level = basis ? basis->level : form->indicator->level;

	for (int i = 0; i < 4; i++) {
		char label[400];

		snprintf(label, sizeof label, "%d  %s", i, i ? level[i - 1] : "Belum ada");
		free(form->level_label[i]);
		form->level_label[i] = memory_copy(label);
		form->level[i] = (struct choice){keys[i], form->level_label[i]};
	}
	form->levels = (struct choices){"tingkat", form->level, 4};
}

static void make_bases(struct answer_form *form, const struct indicator *indicator)
{
	form->basis = memory_alloc(indicator->basis_count * sizeof *form->basis);
	form->letter = memory_alloc(indicator->basis_count * sizeof *form->letter);
	for (size_t i = 0; i < indicator->basis_count; i++) {
		form->letter[i][0] = indicator->basis[i].letter;
		form->basis[i] = (struct choice){form->letter[i], indicator->basis[i].name};
	}
	form->bases = (struct choices){"dasar", form->basis, indicator->basis_count};
}

struct answer_form *answer_form_new(const struct indicator *indicator, const struct basis *basis)
{
	struct answer_form *form = memory_alloc(sizeof *form);
	char page[300];

	snprintf(page, sizeof page, "%s %s", indicator->code, indicator->name);
	form->page = memory_copy(page);
	form->form.title = form->page;
	form->form.field = form->field;
	form->indicator = indicator;
	answer_form_levels(form, basis);
	if (indicator->basis_count) {
		make_bases(form, indicator);
		add_field(form, indicator->code, ANSWER_BASIS, FIELD_CHOICE,
			"Dasar kemanfaatan; tingkatnya mengikuti dasar ini.", "")
			->choices = &form->bases;
	}
	add_field(form, indicator->code, ANSWER_LEVEL, FIELD_CHOICE, indicator->help, "")->choices =
		&form->levels;
	add_field(form, indicator->code, ANSWER_LINK, FIELD_TEXT,
		"Alamat bukti di internet atau di folder bersama; tanpa bukti jawaban tidak dihitung.",
		"https://jambikota.go.id/sk-12.pdf");
	add_field(form, indicator->code, ANSWER_NUMBER, FIELD_TEXT,
		"Nomor dokumen bukti, seperti tertulis di dokumennya.", "188/45/2024.")
		->most = 100;
	add_field(form, indicator->code, ANSWER_DATE, FIELD_DATE, "Tanggal dokumen.",
		"12062024, 12-6-24, atau h untuk hari ini.");
	add_field(form, indicator->code, ANSWER_SUBJECT, FIELD_TEXT,
		"Perihal dokumen bukti dalam satu baris.", "Penetapan inovasi SIPADU.")
		->most = 200;
	add_field(form, indicator->code, ANSWER_REMARK, FIELD_LONG, "Keterangan untuk penilai, bila perlu.",
		"Nama inovasi ada di halaman 3.");
	return form;
}

void answer_form_free(struct answer_form *form)
{
	if (!form)
		return;
	for (int i = 0; i < 4; i++)
		free(form->level_label[i]);
	free(form->basis);
	free(form->letter);
	free(form->page);
	free(form);
}

const struct form_definition *answer_form_fields(const struct answer_form *form)
{
	return &form->form;
}
