#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/stop.h"
#include "store/store_part.h"

void verdict_free(struct verdict *verdict, size_t count)
{
	for (size_t i = 0; verdict->changes && i < count; i++)
		changes_free(&verdict->changes[i]);
	free(verdict->changes);
	free(verdict->given);
	*verdict = (struct verdict){0};
}

static void add_fault(struct commit_result *result, size_t record, const char *key, const char *sentence)
{
	result->fault = array_room(
		result->fault, result->fault_count, &result->fault_room, sizeof *result->fault);
	result->fault[result->fault_count++] = (struct commit_fault){
		record, {memory_copy(key), memory_copy(sentence)}};
}

static void add_conflict(struct commit_result *result, size_t record, const char *key, const char *before,
	const char *stored, const char *wanted)
{
	result->conflict = array_room(
		result->conflict, result->conflict_count, &result->conflict_room, sizeof *result->conflict);
	result->conflict[result->conflict_count++] = (struct commit_conflict){
		.record = record,
		.key = key ? memory_copy(key) : NULL,
		.before = memory_copy(before),
		.stored = memory_copy(stored),
		.wanted = memory_copy(wanted),
	};
}

/* ---- who and where ---- */

struct courtroom {
	struct store_txn *txn;
	struct commit_wish *wish;
	struct commit_result *result;
	struct actor actor;
	struct units units; /* with the wish's own changes to opd laid over; used when has_units */
	bool has_units;
	struct judge judge;
	char editor[RECORD_ID_MOST + 1];
	char unit[RECORD_ID_MOST + 1];
	struct error trouble; /* history or innovation could not be read: nothing may be judged by it */
};

/* The wish's changes to opd, sorted by id: a file may bring as many units as are stored. */
struct unit_change {
	const struct record_change *change;
	bool done; /* laid over a stored one */
};

struct units_reading {
	struct units *units;
	struct unit_change *change;
	size_t count;
};

static int compare_unit_changes(const void *a, const void *b)
{
	const struct unit_change *x = a;
	const struct unit_change *y = b;

	return strcmp(x->change->id, y->change->id);
}

static int compare_id_to_unit_change(const void *id, const void *change)
{
	return strcmp(id, ((const struct unit_change *)change)->change->id);
}

static bool add_unit_as_after(void *context, const struct record *record, struct error *err)
{
	struct units_reading *reading = context;
	struct unit_change *found = bsearch(record->id, reading->change, reading->count,
		sizeof *reading->change, compare_id_to_unit_change);
	struct record after;

	(void)err;
	record_copy(&after, record);
	if (found) {
		changes_apply(&found->change->changes, &after);
		found->done = true;
	}
	units_add(reading->units, &after);
	record_free(&after);
	return true;
}

/* Units as they will be after this commit: parents may come in any order within one file. */
static bool read_units_as_after(struct courtroom *room, struct error *err)
{
	const struct commit_wish *wish = room->wish;
	struct units_reading reading = {.units = &room->units};
	bool read;

	reading.change = memory_alloc(wish->record_count * sizeof *reading.change);
	for (size_t i = 0; i < wish->record_count; i++)
		if (wish->record[i].table == TABLE_UNIT)
			reading.change[reading.count++].change = &wish->record[i];
	qsort(reading.change, reading.count, sizeof *reading.change, compare_unit_changes);
	read = txn_each(room->txn, TABLE_UNIT, add_unit_as_after, &reading, err);
	for (size_t i = 0; read && i < reading.count; i++) {
		const struct record_change *change = reading.change[i].change;
		struct record made;

		if (reading.change[i].done)
			continue;
		record_open(&made, TABLE_UNIT, change->id);
		changes_apply(&change->changes, &made);
		units_add(&room->units, &made);
		record_free(&made);
	}
	free(reading.change);
	units_ready(&room->units);
	room->has_units = true;
	return read;
}

/* The last one who changed what an acceptance is about, by hand; nobody for imports and ideas (four eyes, DESIGN). */
struct editor_search {
	const char *code;
	char *name;
	size_t room;
};

static bool touches_answer(const struct changes *changes, const char *code)
{
	size_t size = strlen(code);

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->change[i];
		const char *rest = change->key + size;

		if (change->derived || strncmp(change->key, code, size) != 0)
			continue;
		if (!*rest || strcmp(rest, ".basis") == 0 || strcmp(rest, ".tautan") == 0 ||
			strncmp(rest, ".berkas.", 8) == 0)
			return true;
	}
	return false;
}

static bool find_editor(void *context, const struct history_entry *entry, struct error *err)
{
	struct editor_search *search = context;

	(void)err;
	if (!touches_answer(entry->changes, search->code))
		return true;
	if (entry->act != ACT_IMPORT && entry->act != ACT_IDEA && entry->act != ACT_ADOPT)
		snprintf(search->name, search->room, "%s", entry->user);
	return false;
}

static const char *last_editor(void *context, enum table table, const char *id, const char *code)
{
	struct courtroom *room = context;
	struct editor_search search = {.code = code, .name = room->editor, .room = sizeof room->editor};

	room->editor[0] = '\0';
	if (!*room->trouble.text)
		history_in(room->txn, table, id, find_editor, &search, &room->trouble);
	return room->editor;
}

static const char *unit_of(void *context, const char *id)
{
	struct courtroom *room = context;
	struct record innovation = {0};
	bool found;

	if (*room->trouble.text || strlen(id) > RECORD_ID_MOST)
		return NULL;
	found = txn_record(room->txn, TABLE_INNOVATION, id, &innovation, &room->trouble) &&
		!record_is_new(&innovation);
	if (found)
		snprintf(room->unit, sizeof room->unit, "%s", record_unit(&innovation));
	record_free(&innovation);
	return found ? room->unit : NULL;
}

static bool open_courtroom(struct courtroom *room, struct store_txn *txn, struct commit_wish *wish,
	struct commit_result *result, struct error *err)
{
	bool units_change = false;
	const struct units *units;

	*room = (struct courtroom){.txn = txn, .wish = wish, .result = result};
	units = txn_units(txn, err);
	if (!units)
		return false;
	if (!txn_actor(txn, wish->user, &room->actor, err))
		return false;
	for (size_t i = 0; i < wish->record_count; i++)
		units_change = units_change || wish->record[i].table == TABLE_UNIT;
	if (units_change && !read_units_as_after(room, err))
		return false;
	room->judge = (struct judge){
		.definitions = txn->store->definitions,
		.actor = &room->actor,
		.units = units_change ? &room->units : units,
		.last_editor = wish->act == ACT_IMPORT ? NULL : last_editor,
		.unit_of = unit_of,
		.context = room,
	};
	return true;
}

static void close_courtroom(struct courtroom *room)
{
	if (room->has_units)
		units_free(&room->units);
}

/* ---- judging ---- */

/* What the wish believed to be stored must be: edits are compared field by field, acts by the record's commit number. */
static void compare(struct courtroom *room, size_t index, const struct record *stored)
{
	const struct commit_wish *wish = room->wish;
	const struct record_change *change = &wish->record[index];

	if (act_judges_what_was_seen(wish->act) && change->seen && change->seen != stored->commit)
		add_conflict(room->result, index, NULL, "", "", "");
	/* A conflict shows what is stored: not to who may not read it (the judge refuses him). */
	if (wish->act == ACT_IMPORT || !rights_read(&room->actor, stored))
		return;
	for (size_t i = 0; i < change->changes.count; i++) {
		const struct change *given = &change->changes.change[i];
		const char *now = record_get(stored, given->key);

		if (strcmp(now, given->before) != 0 && strcmp(now, given->after) != 0)
			add_conflict(room->result, index, given->key, given->before, now, given->after);
	}
}

static bool judge_one(struct courtroom *room, size_t index, struct changes *out, struct error *err)
{
	const struct commit_wish *wish = room->wish;
	const struct record_change *change = &wish->record[index];
	struct judge_faults faults = {0};
	struct record stored;
	struct judge_wish asked = {
		.act = wish->act,
		.table = change->table,
		.id = change->id,
		.given = &change->changes,
		.note = wish->note ? wish->note : "",
		.codes = wish->codes,
		.code_count = wish->code_count,
		.year = wish->year,
	};
	struct error id_fault = {{0}};

	if (*change->id && !record_id_valid(change->id, &id_fault)) {
		add_fault(room->result, index, "id", id_fault.text);
		return true;
	}
	if (!txn_record(room->txn, change->table, change->id, &stored, err)) {
		record_free(&stored);
		return false;
	}
	compare(room, index, &stored);
	if (!judge_changes(&room->judge, &asked, &stored, out, &faults) && !faults.count)
		judge_faults_add(&faults, "", "perubahan ini ditolak.");
	for (size_t i = 0; i < faults.count; i++)
		add_fault(room->result, index, faults.fault[i].key, faults.fault[i].sentence);
	judge_faults_free(&faults);
	record_free(&stored);
	return !*room->trouble.text || error_set(err, "%s", room->trouble.text);
}

static int compare_ids(const void *a, const void *b)
{
	const struct record_change *const *x = a;
	const struct record_change *const *y = b;
	int order = (int)(*x)->table - (int)(*y)->table;

	if (!order)
		order = strcmp((*x)->id, (*y)->id);
	return order ? order : *x < *y ? -1 : *x > *y;
}

/* The same record twice in one commit would let the second be judged against what is no longer so. */
static void find_twice(const struct commit_wish *wish, struct commit_result *result)
{
	const struct record_change **sorted;

	if (wish->record_count < 2)
		return;
	sorted = memory_grow(NULL, wish->record_count, sizeof(*sorted));
	for (size_t i = 0; i < wish->record_count; i++)
		sorted[i] = &wish->record[i];
	qsort(sorted, wish->record_count, sizeof(*sorted), compare_ids);
	for (size_t i = 1; i < wish->record_count; i++)
		if (*sorted[i]->id && sorted[i]->table == sorted[i - 1]->table &&
			strcmp(sorted[i]->id, sorted[i - 1]->id) == 0)
			add_fault(result, (size_t)(sorted[i] - wish->record), "id",
				"id ini ada dua kali dalam berkas yang sama");
	free(sorted);
}

static bool sentence_of(const struct commit_result *result, struct error *err)
{
	if (result->conflict_count && !result->conflict[0].key)
		return error_set(err,
			"catatan ini sudah berubah sejak Anda melihatnya; buka lagi, periksa, lalu ulangi.");
	if (result->conflict_count)
		return error_set(err,
			"isian '%s' sudah diubah orang lain sejak Anda membukanya; buka lagi, periksa, lalu ulangi.",
			result->conflict[0].key);
	return error_set(err, "%s", result->fault[0].fault.sentence);
}

bool verdict_reach(struct store_txn *txn, struct commit_wish *wish, struct verdict *verdict,
	struct commit_result *result, struct error *err)
{
	struct courtroom room;
	bool good = open_courtroom(&room, txn, wish, result, err);

	verdict_free(verdict, wish->record_count);
	verdict->changes = memory_alloc(
		(wish->record_count ? wish->record_count : 1) * sizeof *verdict->changes);
	verdict->given = memory_alloc(wish->record_count * sizeof *verdict->given);
	if (good)
		find_twice(wish, result);
	for (size_t i = 0; good && i < wish->record_count; i++) {
		good = stop_go_on(err) && judge_one(&room, i, &verdict->changes[i], err);
		if (wish->progress && i % PROGRESS_EACH == 0)
			wish->progress(wish->progress_context, i, wish->record_count * 2);
	}
	close_courtroom(&room);
	if (!good)
		return false;
	verdict->generation = txn->state.generation;
	verdict->ready = true;
	return !result->fault_count && !result->conflict_count ? true : sentence_of(result, err);
}
