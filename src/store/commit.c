#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "store/stop.h"
#include "store/store_part.h"

#define PREJUDGE_FROM 20 /* records from which on a commit is judged before the store is locked */

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
	for (size_t i = 0; i < result->fall_count; i++)
		free(result->fall[i].code);
	free(result->conflict);
	free(result->fault);
	free(result->fall);
	*result = (struct commit_result){0};
}

/* ---- writing ---- */

/* LMDB's code: MDB_NOTFOUND when nobody has it. On a damaged page it is another one, every time. */
static int look_up_id(struct store_txn *txn, enum table table, const char *id)
{
	struct store_key key;
	MDB_val name;
	MDB_val value;

	key_record(&key, table, id);
	name = (MDB_val){key.size, key.data};
	return mdb_get(txn->txn, txn->store->dbi[DB_RECORD], &name, &value);
}

/* "2026-JB-00012", "lomba-JB-00003": the next number of the year or table, and the office, that nobody has. Only tables whose ids the
 * program gives come without one (judge.c). */
static bool give_id(
	struct store_txn *txn, struct record_change *change, const struct changes *changes, struct error *err)
{
	const char *series = table_is_plain(change->table) ? table_word(change->table) : NULL;
	struct buffer name = {0};
	struct buffer stored = {0};
	struct buffer id = {0};
	uint64_t last = 0;
	int code;

	if (*change->id)
		return true;
	for (size_t i = 0; change->table == TABLE_INNOVATION && i < changes->count; i++)
		if (strcmp(changes->change[i].key, "tahun") == 0)
			series = changes->change[i].after;
	if (!series)
		return error_set(
			err, "catatan %s baru belum punya id; sebutkan id-nya.", table_word(change->table));
	buffer_printf(&name, "next.%s-%s", series, txn->store->about.office);
	if (meta_get(txn, buffer_text(&name), &stored))
		text_number(buffer_text(&stored), UINT64_MAX, &last);
	do {
		buffer_clear(&id);
		buffer_printf(
			&id, "%s-%s-%05llu", series, txn->store->about.office, (unsigned long long)++last);
		code = look_up_id(txn, change->table, buffer_text(&id));
	} while (!code);
	free(change->id);
	change->id = buffer_take(&id);
	buffer_free(&name);
	buffer_free(&stored);
	return code == MDB_NOTFOUND || lmdb_error(err, "belum tersimpan", code);
}

static bool write_one(struct store_txn *txn, const struct journal_stamp *stamp, struct record_change *change,
	const struct changes *changes, struct journal_group *group, struct error *err)
{
	struct record stored;
	uint64_t offset;
	bool done;

	if (!give_id(txn, change, changes, err))
		return false;
	done = txn_record(txn, change->table, change->id, &stored, err);
	if (done) {
		offset = journal_line(group, stamp, change->table, change->id, changes);
		done = record_apply(txn, &stored, changes, stamp->number, offset, err);
	}
	record_free(&stored);
	if (change->table == TABLE_UNIT)
		txn->state.units = stamp->number;
	return done;
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

	/* Those that bring an id first: none that is given may be one that a later row brings. */
	for (int giving = 0; giving < 2; giving++)
		for (size_t i = 0; i < wish->record_count; i++) {
			struct record_change *change = &wish->record[i];

			if (!verdict->changes[i].count || verdict->given[i] || !*change->id != (giving == 1))
				continue;
			verdict->given[i] = giving == 1;
			if (!stop_go_on(err) ||
				!write_one(txn, &stamp, change, &verdict->changes[i], group, err))
				return false;
			result->written++;
			if (wish->progress && result->written % PROGRESS_EACH == 0)
				wish->progress(wish->progress_context, wish->record_count + result->written,
					wish->record_count * 2);
		}
	return summary_settle(txn, err);
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

/* Nothing was written: an id given to a record that is not there would be somebody else's by the next try. */
static void take_back(struct commit_wish *wish, const struct verdict *verdict, struct commit_result *result)
{
	for (size_t i = 0; verdict->given && i < wish->record_count; i++)
		if (verdict->given[i])
			*wish->record[i].id = '\0';
	result->written = 0;
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
		done = verdict_reach(&txn, wish, verdict, result, err);
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
		take_back(wish, verdict, result);
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
	return verdict_reach(txn, prejudging->wish, prejudging->verdict, prejudging->result, err);
}

/* These stand in the journal beside the fields, which the judge looks at: a line must be one that can be read again. */
static bool texts_ok(const struct commit_wish *wish, struct error *err)
{
	const char *note = wish->note ? wish->note : "";
	const char *why = "";

	if (!text_storable(wish->user, strlen(wish->user), &why))
		return error_set(err, "nama login %s; pakai nama lain.", why);
	if (strlen(note) > RECORD_TEXT_MOST)
		return error_set(err, "catatan terlalu panjang; paling banyak %d bita.", RECORD_TEXT_MOST);
	return text_storable(note, strlen(note), &why) ||
	       error_set(err, "catatan %s; ketik ulang catatannya.", why);
}

static void add_falls(const struct changes *changes, size_t record, struct commit_result *result)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->change[i];
		size_t length = text_equal(change->before, "diterima") ? answer_verdict_code(change->key) : 0;

		if (!length || (*change->after && !text_equal(change->after, "menunggu")))
			continue;
		result->fall = array_room(
			result->fall, result->fall_count, &result->fall_room, sizeof *result->fall);
		result->fall[result->fall_count++] = (struct commit_fall){
			record, memory_copy_n(change->key, length)};
	}
}

bool store_commit(
	struct store *store, struct commit_wish *wish, struct commit_result *result, struct error *err)
{
	struct verdict verdict = {0};
	struct prejudging prejudging = {wish, &verdict, result};
	bool done = true;
	int lock;

	*result = (struct commit_result){0};
	if (!texts_ok(wish, err))
		return false;
	if (wish->dry_run || wish->record_count >= PREJUDGE_FROM)
		done = store_read(store, prejudge_body, &prejudging, err);
	if (done && wish->dry_run) {
		for (size_t i = 0; i < wish->record_count; i++)
			result->written += verdict.changes[i].count > 0;
	} else if (done) {
		/* Opened before: who waits for an opener would hold up those who have theirs open. */
		lock = environment_open(store, err) ? writer_lock(store, wish->user, err) : -1;
		done = lock >= 0 && commit_locked(store, wish, &verdict, result, err);
		if (lock >= 0)
			writer_unlock(lock);
	}
	for (size_t i = 0; done && i < wish->record_count; i++)
		if (wish->record[i].table == TABLE_INNOVATION || wish->record[i].table == TABLE_REGION)
			add_falls(&verdict.changes[i], i, result);
	verdict_free(&verdict, wish->record_count);
	return done;
}
