#include "model/judge_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void check_bases(struct judge_work *work)
{
	const struct catalogue *catalogue = work->space.catalogue;

	for (size_t i = 0; work->based && i < catalogue->count && i < CATALOGUE_MOST; i++) {
		const struct indicator *indicator = &catalogue->indicator[i];
		char key[RECORD_KEY_MOST];

		if (!(work->based >> i & 1) || !indicator->basis_count)
			continue;
		answer_make_key(indicator->code, ANSWER_BASIS, key);
		if (answer_level(work->result, indicator->code) > 0 && !*record_get(work->result, key))
			judge_faults_add(work->faults, key,
				"indikator %s bertingkat %d tanpa dasar; isi %s dengan %c sampai %c",
				indicator->code, answer_level(work->result, indicator->code), key,
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
		judge_result(work, key, after);
		changes_derive(out, i, after);
		return;
	}
	judge_put(work, key, after, true);
}

/* An acceptance was for exactly what the reviewer saw. Only a file of a reviewer says otherwise: its verdict stands for the answer
 * in the same row. */
static void settle_verdicts(struct judge_work *work)
{
	const struct catalogue *catalogue = work->space.catalogue;
	bool file_holds = (work->wish->act == ACT_IMPORT || work->wish->act == ACT_INIT) &&
			  judge_by_reviewer(work);

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
		if (!stored_decision && text_equal(answer_verdict(work->result, code), "menunggu"))
			continue;
		force(work, verdict, "menunggu");
		if (!(file_holds && work->noted >> i & 1))
			force(work, note, "");
	}
}

static void settle_archive(struct judge_work *work)
{
	const char *before = record_get(work->stored, "status");
	const char *after = record_get(work->result, "status");

	if (work->fresh || text_equal(before, after))
		return;
	if (text_equal(after, "arsip"))
		judge_put(work, JUDGE_ARCHIVED_FROM, *before ? before : "draf", true);
	else
		judge_put(work, JUDGE_ARCHIVED_FROM, "", true);
}

/* Whether the unit would stand below itself. units_ready has made roots of a cycle's members: where the tree knows this parent
 * already, that tells; else (one unit alone, on its way in) the walk up from the new parent does. */
static bool unit_below_itself(const struct units *units, const char *id, const char *parent_id)
{
	size_t unit = units_find(units, id);
	size_t parent = units_find(units, parent_id);

	if (text_equal(id, parent_id))
		return true;
	if (unit == UNIT_NONE || parent == UNIT_NONE)
		return false;
	if (text_equal(units->unit[unit].parent_id, parent_id))
		return units->unit[unit].parent == UNIT_NONE;
	return units_below(units, parent, unit);
}

static void check_parent(struct judge_work *work)
{
	const char *parent = record_get(work->result, "induk");

	if (!*parent || text_equal(parent, record_get(work->stored, "induk")))
		return;
	if (work->judge->units && unit_below_itself(work->judge->units, work->wish->id, parent))
		judge_faults_add(work->faults, "induk",
			"unit '%s' menjadi induk dirinya sendiri lewat '%s'; pilih induk lain",
			work->wish->id, parent);
}

static void check_user(struct judge_work *work)
{
	const struct record *user = work->result;
	const char *role = record_get(user, "peran");

	if (text_equal(role, "operator") && !*record_get(user, "opd"))
		judge_faults_add(work->faults, "opd", "operator wajib punya unit; isi kode unitnya");
	/* Otherwise the last admin could close the door behind himself. */
	if (!work->fresh && text_equal(work->wish->id, work->judge->actor->name) &&
		(!text_equal(role, "admin") || text_equal(record_get(user, "aktif"), "tidak")))
		judge_faults_add(
			work->faults, "", "Anda tidak dapat mencabut hak admin sendiri; minta admin lain");
}

void judge_row(struct judge_work *work)
{
	switch (work->wish->table) {
	case TABLE_UNIT:
		check_parent(work);
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
