#include "model/judge_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void judge_faults_add(struct judge_faults *faults, const char *key, const char *format, ...)
{
	char sentence[4 * ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	faults->fault = array_room(faults->fault, faults->count, &faults->room, sizeof *faults->fault);
	faults->fault[faults->count++] = (struct judge_fault){memory_copy(key), memory_copy(sentence)};
}

void judge_faults_free(struct judge_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		free(faults->fault[i].key);
		free(faults->fault[i].sentence);
	}
	free(faults->fault);
	*faults = (struct judge_faults){0};
}

bool judge_put(struct judge_work *work, const char *key, const char *after, bool derived)
{
	const char *before = record_get(work->stored, key);

	if (!text_equal(record_get(&work->result, key), before))
		return text_equal(record_get(&work->result, key), after);
	if (text_equal(before, after))
		return true;
	changes_add(work->out, key, before, after, derived);
	record_set(&work->result, key, after);
	return true;
}

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
		if (defaults[i].table == table && text_equal(defaults[i].key, key))
			return defaults[i].text;
	return "";
}

/* An innovation without unit or name could be found and judged by nobody, whatever a year's form says. */
static bool field_is_needed(enum table table, const struct field_definition *field)
{
	return field->required || (table == TABLE_INNOVATION &&
					  (text_equal(field->key, "opd") || text_equal(field->key, "nama")));
}

static int level_of(const char *text)
{
	return text[0] >= '1' && text[0] <= '3' && !text[1] ? text[0] - '0' : 0;
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
	if (key->part == ANSWER_LEVEL
			? level_of(before) != level_of(after)
			: key->part == ANSWER_BASIS || key->part == ANSWER_LINK || key->part == ANSWER_FILE)
		work->moved |= bit;
}

void judge_take(
	struct judge_work *work, const struct judge_key *key, const char *name, const char *text, bool loose)
{
	const char *before = record_get(work->stored, name);
	const char *after = *text ? text : default_text(work->wish->table, name);
	char *normal = NULL;
	struct error err;

	if (text_equal(before, after) && text_equal(record_get(&work->result, name), before))
		return;
	if (!judge_check(work->judge, key, after, loose, &normal, &err)) {
		judge_faults_add(work->faults, name, "%s", err.text);
		return;
	}
	if (normal)
		after = normal;
	if (!*after && key->field && field_is_needed(work->wish->table, key->field))
		judge_faults_add(
			work->faults, name, "%s tidak boleh kosong; isi nilainya", key->field->label);
	else if (!judge_put(work, name, after, false))
		judge_faults_add(
			work->faults, name, "diberikan dua kali dengan isi berbeda; pakai satu saja");
	else if (key->kind == JUDGE_KEY_ANSWER)
		mark_answer(work, key, before, after);
	free(normal);
}

/* Acts whose rows describe what is, as a file does. */
static bool act_describes(enum act act)
{
	return act == ACT_IMPORT || act == ACT_INIT || act == ACT_UNDO;
}

static bool is_reviewer(const struct judge_work *work)
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

	if (is_reviewer(work) || key->kind == JUDGE_KEY_FIELD) {
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

static void take_given(struct judge_work *work, const struct change *given)
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
	else if (act == ACT_EVIDENCE || !judge_key_by_command(&key))
		judge_take(work, &key, given->key, given->after, act_describes(act));
	else if (act_describes(act))
		take_described(work, &key, given);
	else
		judge_faults_add(work->faults, given->key, "%s", judge_key_command(&key));
}

/* --- What a new record gets and needs --- */

static void complete_fresh(struct judge_work *work)
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
		if (defaults[i].table == table && !*record_get(&work->result, defaults[i].key))
			judge_put(work, defaults[i].key, defaults[i].text, true);
	for (size_t i = 0; form && i < form->count; i++)
		if (field_is_needed(table, &form->field[i]) && !text_equal(form->field[i].key, "id") &&
			!*record_get(&work->result, form->field[i].key))
			judge_faults_add(work->faults, form->field[i].key,
				"%s belum diisi; wajib pada catatan baru", form->field[i].label);
}

static void put_idea_note(struct judge_work *work)
{
	const char *note = work->wish->note;
	struct judge_key key;

	if (note && *note && !*record_get(&work->result, "catatan") &&
		judge_space_find(&work->space, "catatan", &key))
		judge_take(work, &key, "catatan", note, false);
}

/* --- Rules over the whole row --- */

static void check_bases(struct judge_work *work)
{
	const struct catalogue *catalogue = work->space.catalogue;

	for (size_t i = 0; work->based && i < catalogue->count && i < CATALOGUE_MOST; i++) {
		const struct indicator *indicator = &catalogue->indicator[i];
		char key[RECORD_KEY_MOST];

		if (!(work->based >> i & 1) || !indicator->basis_count)
			continue;
		answer_make_key(indicator->code, ANSWER_BASIS, key);
		if (answer_level(&work->result, indicator->code) > 0 && !*record_get(&work->result, key))
			judge_faults_add(work->faults, key,
				"indikator %s bertingkat %d tanpa dasar; isi %s dengan %c sampai %c",
				indicator->code, answer_level(&work->result, indicator->code), key,
				indicator->basis[0].letter,
				indicator->basis[indicator->basis_count - 1].letter);
	}
}

/* A rule's text that stands even where the row gave another one. */
static void force(struct judge_work *work, const char *key, const char *after)
{
	struct changes *out = work->out;

	for (size_t i = 0; i < out->count; i++) {
		if (!text_equal(out->change[i].key, key))
			continue;
		free(out->change[i].after);
		out->change[i].after = memory_copy(after);
		out->change[i].derived = true;
		record_set(&work->result, key, after);
		return;
	}
	judge_put(work, key, after, true);
}

/* An acceptance was for exactly what the reviewer saw. Only a file of a reviewer says otherwise: its verdict stands for the answer
 * in the same row. */
static void settle_verdicts(struct judge_work *work)
{
	const struct catalogue *catalogue = work->space.catalogue;
	bool file_holds = (work->wish->act == ACT_IMPORT || work->wish->act == ACT_INIT) && is_reviewer(work);

	for (size_t i = 0; work->moved && i < catalogue->count && i < CATALOGUE_MOST; i++) {
		const char *code = catalogue->indicator[i].code;
		char verdict[RECORD_KEY_MOST];
		char note[RECORD_KEY_MOST];
		bool stored_decision;

		if (!(work->moved >> i & 1) || (file_holds && work->judged >> i & 1))
			continue;
		answer_make_key(code, ANSWER_VERDICT, verdict);
		answer_make_key(code, ANSWER_NOTE, note);
		stored_decision = !text_equal(answer_verdict(work->stored, code), "menunggu");
		/* An undo may bring the old answer back, never the decision on it. */
		if (!stored_decision && text_equal(answer_verdict(&work->result, code), "menunggu"))
			continue;
		force(work, verdict, "menunggu");
		if (!(file_holds && work->noted >> i & 1))
			force(work, note, "");
	}
}

static void settle_archive(struct judge_work *work)
{
	const char *before = record_get(work->stored, "status");
	const char *after = record_get(&work->result, "status");

	if (work->fresh || text_equal(before, after))
		return;
	if (text_equal(after, "arsip"))
		judge_put(work, JUDGE_ARCHIVED_FROM, *before ? before : "draf", true);
	else
		judge_put(work, JUDGE_ARCHIVED_FROM, "", true);
}

/* Walks up the units as they will be; the record's own new parent first, since it may not be among them yet. */
static void check_cycle(struct judge_work *work)
{
	const struct units *units = work->judge->units;
	const char *id = work->wish->id;
	const char *parent = record_get(&work->result, "induk");

	for (size_t steps = 0; *parent && units && steps <= units->count; steps++) {
		size_t at;

		if (text_equal(parent, id)) {
			judge_faults_add(work->faults, "induk",
				"unit '%s' menjadi induk dirinya sendiri lewat '%s'; pilih induk lain", id,
				record_get(&work->result, "induk"));
			return;
		}
		at = units_find(units, parent);
		if (at == UNIT_NONE)
			return;
		parent = units->unit[at].parent_id;
	}
	/* A longer walk than there are units is a cycle above this one: its own members name it. */
}

static void check_user(struct judge_work *work)
{
	const struct record *user = &work->result;
	const char *role = record_get(user, "peran");

	if (!*role)
		judge_faults_add(work->faults, "peran",
			"peran belum diisi; pilih operator, verifikator, pimpinan atau admin");
	else if (text_equal(role, "operator") && !*record_get(user, "opd"))
		judge_faults_add(work->faults, "opd", "operator wajib punya unit; isi kode unitnya");
	/* Otherwise the last admin could close the door behind himself. */
	if (!work->fresh && text_equal(work->wish->id, work->judge->actor->name) &&
		(!text_equal(role, "admin") || text_equal(record_get(user, "aktif"), "tidak")))
		judge_faults_add(
			work->faults, "", "Anda tidak dapat mencabut hak admin sendiri; minta admin lain");
}

static void check_row(struct judge_work *work)
{
	switch (work->wish->table) {
	case TABLE_UNIT:
		if (!text_equal(record_get(work->stored, "induk"), record_get(&work->result, "induk")))
			check_cycle(work);
		return;
	case TABLE_USER:
		check_user(work);
		return;
	case TABLE_INNOVATION:
		settle_archive(work);
		break;
	default:
		break;
	}
	check_bases(work);
	settle_verdicts(work);
}

/* --- Rights, and the course of an edit --- */

static bool refuse(struct judge_work *work, const struct error *err)
{
	judge_faults_add(work->faults, "", "%s", err->text);
	return false;
}

/* Before anything is compared: what he may not read is not told by faults either. */
static bool check_sight(struct judge_work *work)
{
	const struct actor *actor = work->judge->actor;
	struct error err;

	if (rights_read(actor, work->stored) || (work->fresh && rights_write_any(actor)))
		return true;
	if (rights_change(actor, work->stored, work->wish->act, &err))
		error_set(&err, "catatan ini di luar hak baca Anda; minta admin");
	return refuse(work, &err);
}

/* Rows that change nothing are fine, even on a locked record. */
static bool check_rights(struct judge_work *work)
{
	const struct actor *actor = work->judge->actor;
	const char *unit = record_get(&work->result, "opd");
	struct error err;

	if (!rights_change(actor, work->stored, work->wish->act, &err))
		return refuse(work, &err);
	if (work->wish->table != TABLE_INNOVATION || !*unit ||
		text_equal(unit, record_get(work->stored, "opd")))
		return true;
	return rights_change_unit(actor, unit, &err) || refuse(work, &err);
}

/* Whether there may or must be a record already. */
static bool check_existence(struct judge_work *work)
{
	const struct judge_wish *wish = work->wish;
	struct error err;

	if (!work->fresh) {
		if (wish->act != ACT_NEW && wish->act != ACT_IDEA)
			return true;
		judge_faults_add(work->faults, "", "%s '%s' sudah ada; ubah dengan set",
			table_word(wish->table), wish->id);
		return false;
	}
	/* The region's record of a year comes into being with its first answer. */
	if (wish->table != TABLE_REGION &&
		(wish->act == ACT_EDIT || wish->act == ACT_UNDO || wish->act == ACT_EVIDENCE ||
			judge_act_is_step(wish->act))) {
		judge_faults_add(work->faults, "", "%s '%s' tidak ada; periksa id-nya",
			table_word(wish->table), wish->id);
		return false;
	}
	if (wish->act == ACT_IDEA && wish->table != TABLE_INNOVATION) {
		judge_faults_add(work->faults, "", "ide hanya dicatat pada tabel inovasi");
		return false;
	}
	/* "" is given by the store when it writes: an innovation's own number. */
	if ((*wish->id || wish->table != TABLE_INNOVATION) && !record_id_valid(wish->id, &err)) {
		judge_faults_add(work->faults, "id", "%s", err.text);
		return false;
	}
	return true;
}

static const char *given_year(const struct judge_wish *wish)
{
	for (size_t i = 0; wish->given && i < wish->given->count; i++)
		if (text_equal(wish->given->change[i].key, "tahun"))
			return wish->given->change[i].after;
	return "";
}

/* Which year's form and catalogue hold for the record. */
static bool open_space(struct judge_work *work)
{
	const struct judge_wish *wish = work->wish;
	const struct definitions *definitions = work->judge->definitions;
	const char *text = "";
	int year = wish->year;
	struct error err;

	if (wish->table == TABLE_REGION)
		text = wish->id;
	else if (wish->table == TABLE_INNOVATION && !work->fresh)
		text = record_get(work->stored, "tahun");
	else if (wish->table == TABLE_INNOVATION && act_describes(wish->act))
		text = given_year(wish);
	if ((*text || wish->table == TABLE_REGION) && !judge_year_known(definitions, text, &year, &err)) {
		judge_faults_add(work->faults, wish->table == TABLE_REGION ? "id" : "tahun", "%s", err.text);
		return false;
	}
	if (judge_space_open(&work->space, definitions, wish->table, year))
		return true;
	judge_faults_add(work->faults, "tahun", "tahun %d tidak punya definisi; pilih tahun lain", year);
	return false;
}

static void judge_edit(struct judge_work *work)
{
	const struct changes *given = work->wish->given;
	size_t before = work->out->count;

	for (size_t i = 0; given && i < given->count; i++)
		take_given(work, &given->change[i]);
	if (work->wish->act == ACT_IDEA)
		put_idea_note(work);
	/* A region's row without any answer makes no record; the other tables' rows do. */
	if (work->fresh && work->wish->table != TABLE_REGION)
		complete_fresh(work);
	if (work->out->count == before || !check_rights(work))
		return;
	check_row(work);
}

static void drop_changes(struct changes *changes, size_t keep)
{
	while (changes->count > keep) {
		struct change *last = &changes->change[--changes->count];

		free(last->key);
		free(last->before);
		free(last->after);
	}
}

bool judge_changes(const struct judge *judge, const struct judge_wish *wish, const struct record *stored,
	struct changes *out, struct judge_faults *faults)
{
	size_t faults_before = faults->count;
	size_t changes_before = out->count;
	struct judge_work work = {
		.judge = judge,
		.wish = wish,
		.stored = stored,
		.out = out,
		.faults = faults,
		.fresh = record_is_new(stored),
	};

	if (!check_existence(&work) || !open_space(&work) || !check_sight(&work))
		return false;
	record_copy(&work.result, stored);
	if (judge_act_is_step(wish->act))
		judge_step(&work);
	else
		judge_edit(&work);
	record_free(&work.result);
	if (faults->count == faults_before)
		return true;
	drop_changes(out, changes_before);
	return false;
}
