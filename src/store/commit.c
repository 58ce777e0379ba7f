#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/store_part.h"

#define PREJUDGE_FROM 20 /* records from which on a commit is judged before the store is locked */

/* What the judge decided for each record of a wish. */
struct verdict {
	struct changes *changes; /* per record */
	uint64_t generation;	 /* of the snapshot it was judged on */
	bool ready;
};

static void verdict_free(struct verdict *verdict, size_t count)
{
	for (size_t i = 0; verdict->changes && i < count; i++)
		changes_free(&verdict->changes[i]);
	free(verdict->changes);
	*verdict = (struct verdict){0};
}

void commit_result_free(struct commit_result *result)
{
	for (size_t i = 0; i < result->conflict_count; i++) {
		free(result->conflict[i].key);
		free(result->conflict[i].before);
		free(result->conflict[i].stored);
		free(result->conflict[i].wanted);
	}
	for (size_t i = 0; i < result->fault_count; i++) {
		free(result->fault[i].fault.key);
		free(result->fault[i].fault.sentence);
	}
	free(result->conflict);
	free(result->fault);
	*result = (struct commit_result){0};
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
};

struct units_reading {
	struct units *units;
	const struct commit_wish *wish;
	bool *done; /* per wish record: laid over a stored one */
};

static bool add_unit_as_after(void *context, const struct record *record, struct error *err)
{
	struct units_reading *reading = context;
	struct record after;

	(void)err;
	record_copy(&after, record);
	for (size_t i = 0; i < reading->wish->record_count; i++) {
		const struct record_change *change = &reading->wish->record[i];

		if (change->table == TABLE_UNIT && strcmp(change->id, record->id) == 0) {
			changes_apply(&change->changes, &after);
			reading->done[i] = true;
		}
	}
	units_add(reading->units, &after);
	record_free(&after);
	return true;
}

/* Units as they will be after this commit: parents may come in any order within one file. */
static bool read_units_as_after(struct courtroom *room, struct error *err)
{
	const struct commit_wish *wish = room->wish;
	struct units_reading reading = {
		&room->units, wish, memory_alloc((wish->record_count + 1) * sizeof(bool))};
	bool read = txn_each(room->txn, TABLE_UNIT, add_unit_as_after, &reading, err);

	for (size_t i = 0; read && i < wish->record_count; i++) {
		struct record made;

		if (reading.done[i] || wish->record[i].table != TABLE_UNIT)
			continue;
		record_open(&made, TABLE_UNIT, wish->record[i].id);
		changes_apply(&wish->record[i].changes, &made);
		units_add(&room->units, &made);
		record_free(&made);
	}
	free(reading.done);
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

static const char *last_editor(void *context, const char *id, const char *code)
{
	struct courtroom *room = context;
	struct editor_search search = {.code = code, .name = room->editor, .room = sizeof room->editor};
	struct error ignored = {{0}};

	room->editor[0] = '\0';
	history_in(room->txn, TABLE_INNOVATION, id, find_editor, &search, &ignored);
	return room->editor;
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

static bool act_judges_what_was_seen(enum act act)
{
	switch (act) {
	case ACT_SUBMIT:
	case ACT_WITHDRAW:
	case ACT_ACCEPT:
	case ACT_ACCEPT_ANSWER:
	case ACT_REJECT_ANSWER:
	case ACT_RETURN:
	case ACT_REGISTER:
	case ACT_REOPEN:
	case ACT_UNDO:
		return true;
	default:
		return false;
	}
}

/* What the wish believed to be stored must be: edits are compared field by field, acts by the record's commit number. */
static void compare(struct courtroom *room, size_t index, const struct record *stored)
{
	const struct commit_wish *wish = room->wish;
	const struct record_change *change = &wish->record[index];

	if (act_judges_what_was_seen(wish->act) && change->seen && change->seen != stored->commit)
		add_conflict(room->result, index, NULL, "", "", "");
	if (wish->act == ACT_IMPORT)
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
	return true;
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

static bool judge_all(struct store_txn *txn, struct commit_wish *wish, struct verdict *verdict,
	struct commit_result *result, struct error *err)
{
	struct courtroom room;
	bool good = open_courtroom(&room, txn, wish, result, err);

	verdict_free(verdict, wish->record_count);
	verdict->changes = memory_alloc(
		(wish->record_count ? wish->record_count : 1) * sizeof *verdict->changes);
	if (good)
		find_twice(wish, result);
	for (size_t i = 0; good && i < wish->record_count; i++) {
		good = judge_one(&room, i, &verdict->changes[i], err);
		if (wish->progress && i % 1000 == 0)
			wish->progress(wish->progress_context, i, wish->record_count * 2);
	}
	close_courtroom(&room);
	if (!good)
		return false;
	verdict->generation = txn->state.generation;
	verdict->ready = true;
	return !result->fault_count && !result->conflict_count ? true : sentence_of(result, err);
}

/* ---- writing ---- */

static bool give_id(struct store_txn *txn, struct commit_wish *wish, size_t index,
	const struct changes *changes, struct error *err)
{
	struct record_change *change = &wish->record[index];
	const char *year = NULL;
	struct buffer name = {0};
	struct buffer stored = {0};
	struct buffer id = {0};
	char prefix[32];
	uint64_t last = 0;

	if (*change->id)
		return true;
	if (change->table == TABLE_USER)
		return error_set(err, "nama login pengguna baru belum disebut.");
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->change[i].key, "tahun") == 0)
			year = changes->change[i].after;
	if (change->table == TABLE_INNOVATION)
		snprintf(prefix, sizeof prefix, "%.4s-%s", year ? year : "", txn->store->about.office);
	else
		snprintf(prefix, sizeof prefix, "%s", txn->store->about.office);
	buffer_printf(&name, "next.%s", prefix);
	if (meta_get(txn, buffer_text(&name), &stored))
		last = strtoull(buffer_text(&stored), NULL, 10);
	if (change->table == TABLE_REGION)
		buffer_printf(&id, "%d", wish->year);
	else
		buffer_printf(&id, "%s-%05llu", prefix, (unsigned long long)last + 1);
	free(change->id);
	change->id = buffer_take(&id);
	buffer_free(&name);
	buffer_free(&stored);
	return true;
}

static bool write_records(struct store_txn *txn, struct commit_wish *wish, struct verdict *verdict,
	struct commit_result *result, struct journal_group *group, struct error *err)
{
	struct journal_stamp stamp = {
		.number = txn->state.commit + 1,
		.time = clock_now(),
		.uuid = txn->store->about.uuid,
		.user = wish->user,
		.act = act_word(wish->act),
		.note = wish->note ? wish->note : "",
	};

	for (size_t i = 0; i < wish->record_count; i++) {
		struct record_change *change = &wish->record[i];
		struct changes *changes = &verdict->changes[i];
		struct record stored;
		uint64_t offset;
		bool done;

		if (!changes->count)
			continue;
		if (!give_id(txn, wish, i, changes, err))
			return false;
		done = txn_record(txn, change->table, change->id, &stored, err);
		if (done) {
			offset = journal_line(group, &stamp, change->table, change->id, changes);
			done = record_apply(txn, &stored, changes, stamp.number, offset, err);
		}
		record_free(&stored);
		if (!done)
			return false;
		if (change->table == TABLE_UNIT)
			txn->state.units = stamp.number;
		result->written++;
		if (wish->progress && i % 1000 == 0)
			wish->progress(
				wish->progress_context, wish->record_count + i, wish->record_count * 2);
	}
	return true;
}

/* Journal first, LMDB second: what LMDB holds is always in the journal; what only the journal holds is replayed. */
static bool make_durable(
	struct store_txn *txn, struct journal_group *group, struct commit_result *result, struct error *err)
{
	uint64_t number = txn->state.commit + 1;
	uint64_t old_end = txn->state.journal_end;

	journal_end_group(group, number, txn->state.chain);
	txn->state.commit = number;
	txn->state.generation++;
	txn->state.journal_end = old_end + group->text.size;
	if (!journal_write(txn->store, group, err)) {
		txn_abort(txn);
		return false;
	}
	failpoint("before-commit");
	if (!txn_commit(txn, err)) {
		struct error second = {{0}};

		journal_cut(txn->store, old_end, &second);
		return false;
	}
	failpoint("after-commit");
	result->number = number;
	return true;
}

static bool commit_locked(struct store *store, struct commit_wish *wish, struct verdict *verdict,
	struct commit_result *result, struct error *err)
{
	struct journal_group group = {0};
	struct store_txn txn;
	uint64_t found;
	bool done;

	if (!txn_begin(store, true, &txn, err))
		return false;
	found = txn.state.generation;
	done = journal_recover(&txn, err);
	if (done && (!verdict->ready || verdict->generation != txn.state.generation)) {
		commit_result_free(result);
		done = judge_all(&txn, wish, verdict, result, err);
	}
	group.start = txn.state.journal_end;
	if (done)
		done = write_records(&txn, wish, verdict, result, &group, err);
	if (done && group.lines) {
		done = make_durable(&txn, &group, result, err);
	} else if (txn.state.generation != found) {
		/* Refused or nothing to do, but what a crash left behind was brought in: that is kept. */
		struct error second = {{0}};

		if (!group.lines)
			txn_commit(&txn, &second);
		else
			txn_abort(&txn);
	} else {
		txn_abort(&txn);
	}
	buffer_free(&group.text);
	if (!done)
		result->written = 0;
	return done;
}

struct prejudging {
	struct commit_wish *wish;
	struct verdict *verdict;
	struct commit_result *result;
};

static bool prejudge_body(struct store_txn *txn, void *context, struct error *err)
{
	struct prejudging *prejudging = context;

	commit_result_free(prejudging->result);
	return judge_all(txn, prejudging->wish, prejudging->verdict, prejudging->result, err);
}

bool store_commit(
	struct store *store, struct commit_wish *wish, struct commit_result *result, struct error *err)
{
	struct verdict verdict = {0};
	struct prejudging prejudging = {wish, &verdict, result};
	bool done = true;
	int lock;

	*result = (struct commit_result){0};
	if (wish->dry_run || wish->record_count >= PREJUDGE_FROM)
		done = store_read(store, prejudge_body, &prejudging, err);
	if (done && wish->dry_run) {
		for (size_t i = 0; i < wish->record_count; i++)
			result->written += verdict.changes[i].count > 0;
	} else if (done) {
		lock = writer_lock(store, wish->user, err);
		done = lock >= 0 && commit_locked(store, wish, &verdict, result, err);
		if (lock >= 0)
			writer_unlock(lock);
	}
	verdict_free(&verdict, wish->record_count);
	return done;
}
