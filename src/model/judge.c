#include "base/memory.h"
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

	/* What only follows from a value already refused ("operator wajib punya unit") is no second fault. */
	for (size_t i = 0; *key && i < faults->count; i++)
		if (strcmp(faults->fault[i].key, key) == 0)
			return;
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

void judge_result(struct judge_work *work, const char *key, const char *after)
{
	/* Most rows of a file that is imported again change nothing: the copy is made when it is needed. */
	if (work->result == work->stored) {
		record_copy(&work->own, work->stored);
		work->result = &work->own;
	}
	record_set(&work->own, key, after);
}

/* Whether there is something to add; *same = what is there says the same already, or nothing is to change. */
static bool is_news(const struct judge_work *work, const char *key, const char *after, bool *same)
{
	const char *before = record_get(work->stored, key);

	if (work->result != work->stored) {
		const char *now = record_get(work->result, key);

		if (!text_equal(now, before)) {
			*same = text_equal(now, after);
			return false;
		}
	}
	*same = true;
	return !text_equal(before, after);
}

bool judge_put(struct judge_work *work, const char *key, const char *after, bool derived)
{
	bool same;

	if (!is_news(work, key, after, &same))
		return same;
	changes_add(work->out, key, record_get(work->stored, key), after, derived);
	judge_result(work, key, after);
	return true;
}

bool judge_put_given(struct judge_work *work, const char *key, const char *after)
{
	bool same;

	if (!is_news(work, key, after, &same))
		return same;
	changes_lend(work->out, key, record_get(work->stored, key), after);
	judge_result(work, key, after);
	return true;
}

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

bool judge_year_open(const struct definitions *definitions, enum table table, int year, struct error *err)
{
	const struct year_definition *found = definitions_year(definitions, year);

	if (!found || !found->rules.closed || !table_is_of_year(table))
		return true;
	return error_set(err, "tahun %d sudah ditutup; admin membukanya di iid-%d/index.rules", year, year);
}

/* A closed year is only read, whoever asks. */
static bool check_year(struct judge_work *work)
{
	struct error err;

	return judge_year_open(work->judge->definitions, work->wish->table, work->space.year, &err) ||
	       refuse(work, &err);
}

/* Rows that change nothing are fine, even on a locked record. */
static bool check_rights(struct judge_work *work)
{
	const struct actor *actor = work->judge->actor;
	const char *unit = record_get(work->result, "opd");
	struct error err;

	if (!rights_change(actor, work->stored, work->wish->act, &err))
		return refuse(work, &err);
	/* That an innovation named by a plain record is one of his, its field's check has seen. */
	if ((work->wish->table != TABLE_INNOVATION && !table_is_plain(work->wish->table)) || !*unit ||
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
		if (wish->act != ACT_NEW && wish->act != ACT_IDEA && wish->act != ACT_COPY)
			return true;
		judge_faults_add(work->faults, "", "%s '%s' sudah ada; ubah yang itu, atau pakai id lain",
			table_word(wish->table), wish->id);
		return false;
	}
	/* The region's record of a year comes into being with its first answer. */
	if (wish->table != TABLE_REGION && (wish->act == ACT_EDIT || wish->act == ACT_UNDO ||
						   wish->act == ACT_EVIDENCE || act_is_step(wish->act))) {
		judge_faults_add(work->faults, "", "%s '%s' tidak ada; periksa id-nya",
			table_word(wish->table), wish->id);
		return false;
	}
	if (wish->act == ACT_IDEA && wish->table != TABLE_INNOVATION) {
		judge_faults_add(work->faults, "", "ide hanya dicatat pada tabel inovasi");
		return false;
	}
	/* "" is given by the store when it writes: the record's own number. */
	if ((*wish->id || !table_gives_ids(wish->table)) && !record_id_valid(wish->id, &err)) {
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
	else if (wish->table == TABLE_INNOVATION && judge_act_describes(wish->act))
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
		judge_take_given(work, &given->change[i]);
	if (work->wish->act == ACT_IDEA)
		judge_take_idea_note(work);
	/* A region's row without any answer makes no record; the other tables' rows do. */
	if (work->fresh && work->wish->table != TABLE_REGION)
		judge_complete(work);
	if (work->out->count == before || !check_year(work) || !check_rights(work))
		return;
	judge_row(work);
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
		.result = stored,
		.out = out,
		.faults = faults,
		.fresh = record_is_new(stored),
	};

	if (!check_existence(&work) || !open_space(&work) || !check_sight(&work))
		return false;
	if (act_is_step(wish->act)) {
		if (check_year(&work))
			judge_step(&work);
	} else {
		judge_edit(&work);
	}
	record_free(&work.own);
	if (faults->count == faults_before)
		return true;
	out->count = changes_before;
	return false;
}
