#include "model/judge_part.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

/* Fields that are never blank in the store: an export of them says what holds. */
static const struct {
	enum table table;
	const char *key;
	const char *text;
} defaults[] = {
	{TABLE_UNIT, "target", "1"},
	{TABLE_UNIT, "aktif", "ya"},
	{TABLE_USER, "aktif", "ya"},
	{TABLE_INNOVATION, "status", "draf"},
};

#define DEFAULT_COUNT (sizeof defaults / sizeof defaults[0])

static const char *default_text(enum table table, const char *key)
{
	for (size_t i = 0; i < DEFAULT_COUNT; i++)
		if (defaults[i].table == table && defaults[i].key[0] == key[0] &&
			text_equal(defaults[i].key, key))
			return defaults[i].text;
	return "";
}

/* An innovation without unit or name could be found by nobody, nor a user without a role act, whatever a form says. */
static bool field_is_needed(enum table table, const struct field_definition *field)
{
	if (table == TABLE_INNOVATION && (text_equal(field->key, "opd") || text_equal(field->key, "nama")))
		return true;
	return field->required || (table == TABLE_USER && text_equal(field->key, "peran"));
}

/* Remembers what a change of an answer means for its verdict and its basis. */
static void mark_answer(
	struct judge_work *work, const struct judge_key *key, const char *before, const char *after)
{
	uint32_t bit = (uint32_t)1 << key->slot;

	if (text_equal(before, after))
		return;
	if (key->part == ANSWER_LEVEL || key->part == ANSWER_BASIS)
		work->based |= bit;
	if (answer_part_moves(key->part, before, after))
		work->moved |= bit;
}

void judge_take(
	struct judge_work *work, const struct judge_key *key, const char *name, const char *text, bool loose)
{
	const char *before = record_get(work->stored, name);
	const char *after = *text ? text : default_text(work->wish->table, name);
	char *normal = NULL;
	struct error err;

	/* A file's columns are unique (format/ sees to it) and most cells are as stored; a command may name a key twice. */
	if (text_equal(before, after) &&
		(work->wish->act == ACT_IMPORT || text_equal(record_get(work->result, name), before)))
		return;
	if (!judge_check(work->judge, key, after, loose, &normal, &err)) {
		judge_faults_add(work->faults, name, "%s", err.text);
		return;
	}
	if (normal)
		after = normal;
	if (key->field && field_is_needed(work->wish->table, key->field) && text_is_blank(after))
		judge_faults_add(
			work->faults, name, "%s tidak boleh kosong; isi nilainya", key->field->label);
	else if (!(normal ? judge_put(work, name, after, false) : judge_put_given(work, name, after)))
		judge_faults_add(
			work->faults, name, "diberikan dua kali dengan isi berbeda; pakai satu saja");
	else if (key->kind == JUDGE_KEY_ANSWER)
		mark_answer(work, key, before, after);
	free(normal);
}

/* Acts whose rows describe what is, as a file does. */
bool judge_act_describes(enum act act)
{
	return act == ACT_IMPORT || act == ACT_INIT || act == ACT_UNDO;
}

bool judge_by_reviewer(const struct judge_work *work)
{
	return work->judge->actor->role == ROLE_REVIEWER || work->judge->actor->role == ROLE_ADMIN;
}

/* Whether a text says the same as what is stored: blank status is draf, blank verdict is menunggu. */
static bool says_the_same(const struct judge_key *key, const char *stored, const char *text)
{
	const char *blank = key->kind == JUDGE_KEY_STATUS				   ? "draf"
			    : key->kind == JUDGE_KEY_ANSWER && key->part == ANSWER_VERDICT ? "menunggu"
											   : "";

	return text_equal(*stored ? stored : blank, *text ? text : blank);
}

static const char *key_label(const struct judge_key *key)
{
	switch (key->kind) {
	case JUDGE_KEY_STATUS:
		return "status";
	case JUDGE_KEY_NUMBER:
		return "nomor registrasi";
	case JUDGE_KEY_DATE:
		return "tanggal registrasi";
	default:
		return key->part == ANSWER_VERDICT ? "verifikasi" : "catatan verifikator";
	}
}

/* A key that commands give, in a file: reviewers describe with it; an operator may only repeat what is stored. */
static void take_by_command(struct judge_work *work, const struct judge_key *key, const struct change *given)
{
	const char *stored = record_get(work->stored, given->key);
	char *normal = NULL;
	const char *text = given->after;
	struct error err;

	if (judge_by_reviewer(work) || key->kind == JUDGE_KEY_FIELD) {
		judge_take(work, key, given->key, given->after, true);
		return;
	}
	if (!judge_check(work->judge, key, text, true, &normal, &err)) {
		judge_faults_add(work->faults, given->key, "%s", err.text);
		return;
	}
	if (!says_the_same(key, stored, normal ? normal : text))
		judge_faults_add(work->faults, given->key,
			"operator tidak mengubah %s; hapus kolom ini atau isi sama dengan yang tersimpan",
			key_label(key));
	else if (work->fresh && key->kind != JUDGE_KEY_STATUS)
		judge_put(work, given->key, normal ? normal : text, false);
	free(normal);
}

static void take_year(struct judge_work *work, const struct judge_key *key, const struct change *given)
{
	if (work->fresh) {
		if (*given->after)
			judge_take(work, key, given->key, given->after, true);
	} else if (!text_equal(given->after, record_get(work->stored, "tahun"))) {
		judge_faults_add(work->faults, given->key,
			"tahun inovasi ini %s dan tidak dapat diubah; buat inovasi baru",
			record_get(work->stored, "tahun"));
	}
}

static void take_described(struct judge_work *work, const struct judge_key *key, const struct change *given)
{
	uint32_t bit = (uint32_t)1 << key->slot;

	if (key->kind == JUDGE_KEY_ANSWER && key->part == ANSWER_VERDICT)
		work->judged |= bit;
	if (key->kind == JUDGE_KEY_ANSWER && key->part == ANSWER_NOTE)
		work->noted |= bit;
	if (key->kind == JUDGE_KEY_YEAR)
		take_year(work, key, given);
	else if (key->kind != JUDGE_KEY_ANSWER || key->part != ANSWER_FILE)
		take_by_command(work, key, given);
	else if (work->wish->act == ACT_UNDO)
		judge_take(work, key, given->key, given->after, true);
	else
		judge_faults_add(work->faults, given->key, "%s", judge_key_command(key));
}

void judge_take_given(struct judge_work *work, const struct change *given)
{
	enum act act = work->wish->act;
	struct judge_key key;
	bool is_file;

	if (text_equal(given->key, "id")) {
		judge_faults_add(work->faults, "id", "id tidak diubah; ia ditetapkan saat catatan dibuat");
		return;
	}
	if (!judge_space_find(&work->space, given->key, &key)) {
		judge_faults_add(work->faults, given->key, "tidak dikenal pada tabel %s; periksa ejaannya",
			table_word(work->wish->table));
		return;
	}
	is_file = key.kind == JUDGE_KEY_ANSWER && key.part == ANSWER_FILE;
	if (act == ACT_EVIDENCE && !is_file)
		judge_faults_add(work->faults, given->key, "perintah evidence hanya mengatur berkas bukti");
	else if (act == ACT_EVIDENCE || (act == ACT_COPY && is_file) || !judge_key_by_command(&key))
		judge_take(work, &key, given->key, given->after, judge_act_describes(act));
	else if (judge_act_describes(act))
		take_described(work, &key, given);
	else
		judge_faults_add(work->faults, given->key, "%s", judge_key_command(&key));
}

bool judge_is_faulty(const struct judge_work *work, const char *key)
{
	for (size_t i = 0; i < work->faults->count; i++)
		if (text_equal(work->faults->fault[i].key, key))
			return true;
	return false;
}

void judge_complete(struct judge_work *work)
{
	enum table table = work->wish->table;
	const struct form_definition *form = work->space.form;

	if (table == TABLE_INNOVATION) {
		char year[16];

		snprintf(year, sizeof year, "%d", work->space.year);
		judge_put(work, "tahun", year, true);
		if (work->wish->act == ACT_IDEA)
			judge_put(work, "status", "ide", true);
	}
	for (size_t i = 0; i < DEFAULT_COUNT; i++)
		if (defaults[i].table == table && !*record_get(work->result, defaults[i].key))
			judge_put(work, defaults[i].key, defaults[i].text, true);
	for (size_t i = 0; form && i < form->count; i++)
		if (field_is_needed(table, &form->field[i]) && !text_equal(form->field[i].key, "id") &&
			text_is_blank(record_get(work->result, form->field[i].key)) &&
			!judge_is_faulty(work, form->field[i].key))
			judge_faults_add(work->faults, form->field[i].key,
				"%s belum diisi; wajib pada catatan baru", form->field[i].label);
}

void judge_take_idea_note(struct judge_work *work)
{
	const char *note = work->wish->note;
	struct judge_key key;

	if (note && *note && !*record_get(work->result, "catatan") &&
		judge_space_find(&work->space, "catatan", &key))
		judge_take(work, &key, "catatan", note, false);
}
