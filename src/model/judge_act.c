#include "model/judge_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool act_on_answers(enum act act)
{
	return act == ACT_ACCEPT_ANSWER || act == ACT_REJECT_ANSWER;
}

/* The note as it may be stored: NULL (with a fault) when one is demanded and there is none. Owned. */
static char *take_note(struct judge_work *work, const char *what)
{
	const char *text = work->wish->note ? work->wish->note : "";
	const char *why = "";
	char *note;

	if (strlen(text) > RECORD_TEXT_MOST) {
		judge_faults_add(
			work->faults, "", "catatan terlalu panjang; paling banyak %d bita", RECORD_TEXT_MOST);
		return NULL;
	}
	if (!text_storable(text, strlen(text), &why)) {
		judge_faults_add(work->faults, "", "catatan %s; ketik ulang catatannya", why);
		return NULL;
	}
	note = text_trim(text_normalise(text, strlen(text), NULL));
	if (*note || !what)
		return note;
	judge_faults_add(work->faults, "", "%s wajib disertai catatan; tulis alasannya", what);
	free(note);
	return NULL;
}

static void put_answer(struct judge_work *work, const char *code, enum answer_part part, const char *text)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	judge_put(work, key, text, true);
}

static void accept_answer(struct judge_work *work, const char *code)
{
	const struct judge *judge = work->judge;
	const char *editor;

	if (answer_accepted(work->stored, code))
		return;
	if (answer_level(work->stored, code) < 1) {
		judge_faults_add(
			work->faults, code, "jawaban %s bertingkat 0; tidak ada yang dapat diterima", code);
		return;
	}
	if (!answer_has_evidence(work->stored, code)) {
		judge_faults_add(work->faults, code,
			"jawaban %s tidak punya bukti (tautan atau berkas); minta unit melengkapinya", code);
		return;
	}
	editor = judge->last_editor
			 ? judge->last_editor(judge->context, work->wish->table, work->wish->id, code)
			 : "";
	if (*editor && text_equal(editor, judge->actor->name)) {
		judge_faults_add(work->faults, code,
			"jawaban %s terakhir diubah oleh Anda sendiri; minta verifikator lain", code);
		return;
	}
	put_answer(work, code, ANSWER_VERDICT, "diterima");
	put_answer(work, code, ANSWER_NOTE, "");
}

static void judge_answers(struct judge_work *work)
{
	const struct judge_wish *wish = work->wish;
	bool rejecting = wish->act == ACT_REJECT_ANSWER;
	char *note = rejecting ? take_note(work, "penolakan bukti") : NULL;
	uint32_t seen = 0;

	if (!wish->code_count)
		judge_faults_add(
			work->faults, "", "tidak ada indikator yang disebut; sebutkan kodenya, misalnya 16");
	for (size_t i = 0; i < wish->code_count; i++) {
		int slot = catalogue_find(work->space.catalogue, wish->codes[i]);

		if (slot < 0 || slot >= CATALOGUE_MOST) {
			judge_faults_add(work->faults, wish->codes[i],
				"indikator '%s' tidak ada pada tahun %d", wish->codes[i], work->space.year);
			continue;
		}
		if (seen >> slot & 1)
			continue;
		seen |= (uint32_t)1 << slot;
		if (!rejecting) {
			accept_answer(work, wish->codes[i]);
		} else if (note) {
			put_answer(work, wish->codes[i], ANSWER_VERDICT, "ditolak");
			put_answer(work, wish->codes[i], ANSWER_NOTE, note);
		}
	}
	free(note);
}

static void check_withdraw(struct judge_work *work)
{
	const struct catalogue *catalogue = work->space.catalogue;

	for (size_t i = 0; i < catalogue->count; i++) {
		if (text_equal(answer_verdict(work->stored, catalogue->indicator[i].code), "menunggu"))
			continue;
		judge_faults_add(work->faults, "",
			"penilaian sudah dimulai (indikator %s sudah diputuskan); minta verifikator mengembalikannya",
			catalogue->indicator[i].code);
		return;
	}
}

static void take_registration(struct judge_work *work)
{
	const struct changes *given = work->wish->given;

	for (size_t i = 0; given && i < given->count; i++) {
		struct judge_key key;

		if (judge_space_find(&work->space, given->change[i].key, &key) &&
			(key.kind == JUDGE_KEY_NUMBER || key.kind == JUDGE_KEY_DATE))
			judge_take(work, &key, given->change[i].key, given->change[i].after, false);
		else
			judge_faults_add(work->faults, given->change[i].key,
				"pelaporan hanya membawa nomor dan tanggal registrasi; isi keduanya saja");
	}
	if (text_is_blank(record_get(work->result, "nomor_registrasi")) &&
		!judge_is_faulty(work, "nomor_registrasi"))
		judge_faults_add(work->faults, "nomor_registrasi", "nomor registrasi Kemendagri belum diisi");
	if (!*record_get(work->result, "tanggal_registrasi") && !judge_is_faulty(work, "tanggal_registrasi"))
		judge_faults_add(
			work->faults, "tanggal_registrasi", "tanggal registrasi Kemendagri belum diisi");
}

static void check_demands(struct judge_work *work)
{
	switch (work->wish->act) {
	case ACT_SUBMIT:
		judge_submit(work->judge->definitions, work->stored, work->faults);
		break;
	case ACT_WITHDRAW:
		check_withdraw(work);
		break;
	case ACT_ACCEPT_ANSWER:
	case ACT_REJECT_ANSWER:
		judge_answers(work);
		break;
	case ACT_RETURN:
		free(take_note(work, "pengembalian"));
		break;
	case ACT_ARCHIVE:
		free(take_note(work, NULL));
		break;
	case ACT_REOPEN:
		free(take_note(work, "pembukaan kembali"));
		break;
	case ACT_REGISTER:
		take_registration(work);
		break;
	default:
		break;
	}
}

static void put_status(struct judge_work *work, enum status from, enum status to)
{
	if (from == to)
		return;
	judge_put(work, "status", status_word(to), true);
	if (to == STATUS_ARCHIVED)
		judge_put(work, JUDGE_ARCHIVED_FROM, status_word(from), true);
	else if (from == STATUS_ARCHIVED)
		judge_put(work, JUDGE_ARCHIVED_FROM, "", true);
}

static bool check_table(struct judge_work *work)
{
	const struct judge_wish *wish = work->wish;

	if (wish->table == TABLE_INNOVATION || (wish->table == TABLE_REGION && act_on_answers(wish->act)))
		return true;
	if (wish->act == ACT_ARCHIVE || wish->act == ACT_UNARCHIVE)
		judge_faults_add(work->faults, "", "hanya inovasi yang diarsipkan; untuk %s ubah kolom aktif",
			table_word(wish->table));
	else if (wish->table == TABLE_REGION && wish->act == ACT_ACCEPT)
		judge_faults_add(work->faults, "",
			"jawaban daerah diterima satu per satu; sebutkan kode indikatornya");
	else
		judge_faults_add(work->faults, "", "tindakan %s hanya untuk inovasi, bukan %s",
			act_word(wish->act), table_word(wish->table));
	return false;
}

bool judge_may_decide(const struct actor *actor, const struct record *record)
{
	enum status from = STATUS_DRAFT;
	struct error err;

	/* Region answers have no status: whoever reviews may judge them at any time. */
	if (record->table == TABLE_REGION)
		return rights_judge_any(actor);
	return record->table == TABLE_INNOVATION && status_by_word(record_get(record, "status"), &from) &&
	       workflow_step(from, STATUS_DRAFT, ACT_ACCEPT_ANSWER, actor->role, &from, &err);
}

static bool check_region_reviewer(struct judge_work *work)
{
	if (judge_may_decide(work->judge->actor, work->stored))
		return true;
	judge_faults_add(work->faults, "",
		"bukti daerah hanya dinilai oleh verifikator atau admin; minta salah satunya");
	return false;
}

void judge_step(struct judge_work *work)
{
	const struct actor *actor = work->judge->actor;
	enum status from = STATUS_DRAFT;
	enum status came_from = STATUS_DRAFT;
	enum status to;
	struct error err;

	if (!check_table(work))
		return;
	if (!rights_change(actor, work->stored, work->wish->act, &err)) {
		judge_faults_add(work->faults, "", "%s", err.text);
		return;
	}
	if (work->wish->table == TABLE_REGION) {
		if (check_region_reviewer(work))
			judge_answers(work);
		return;
	}
	if (!status_by_word(record_get(work->stored, "status"), &from) ||
		!status_by_word(record_get(work->stored, JUDGE_ARCHIVED_FROM), &came_from)) {
		judge_faults_add(work->faults, "status",
			"status '%s' tidak dikenal; minta admin memperbaikinya lewat impor",
			record_get(work->stored, "status"));
		return;
	}
	if (!workflow_step(from, came_from, work->wish->act, actor->role, &to, &err)) {
		judge_faults_add(work->faults, "", "%s", err.text);
		return;
	}
	check_demands(work);
	put_status(work, from, to);
}
