#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/store_part.h"

static bool visit_entry(
	struct journal_back *back, uint64_t offset, history_visit *visit, void *context, struct error *err)
{
	struct journal_entry entry;
	bool go_on;

	if (!journal_back_is_whole(back, offset))
		return true;
	if (!journal_read_at(journal_back_file(back), offset, &entry, err))
		return false;
	go_on = visit(context,
		&(struct history_entry){
			.number = entry.stamp.number,
			.time = entry.stamp.time,
			.user = entry.stamp.user,
			.act = entry.act,
			.note = entry.stamp.note,
			.table = entry.table,
			.id = entry.id,
			.changes = &entry.changes,
		},
		err);
	journal_entry_free(&entry);
	return go_on;
}

/* Newest first: from behind the record's last key backwards. */
static bool each_of_record(struct store_txn *txn, struct journal_back *back, enum table table, const char *id,
	history_visit *visit, void *context, struct error *err)
{
	struct store_key after;
	struct store_key prefix;
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	bool go_on = true;
	int code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_HISTORY], &cursor);

	if (code)
		return lmdb_error(err, "riwayat tidak dapat dibaca", code);
	key_history(&after, table, id, UINT64_MAX);
	key_record(&prefix, table, id);
	key = (MDB_val){after.size, after.data};
	code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
	code = mdb_cursor_get(cursor, &key, &value, code == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	while (!code && go_on && key.mv_size == prefix.size + 9 &&
		memcmp(key.mv_data, prefix.data, prefix.size) == 0 &&
		((char *)key.mv_data)[prefix.size] == '\0' && value.mv_size == 8) {
		go_on = visit_entry(back, load_u64(value.mv_data), visit, context, err);
		code = mdb_cursor_get(cursor, &key, &value, MDB_PREV);
	}
	mdb_cursor_close(cursor);
	return go_on || !*err->text;
}

bool history_in(struct store_txn *txn, enum table table, const char *id, history_visit *visit, void *context,
	struct error *err)
{
	struct journal_back *back = journal_back_open(txn, err);
	bool done = back && each_of_record(txn, back, table, id, visit, context, err);

	return journal_back_close(back, err) && done;
}

bool txn_journal(
	struct store_txn *txn, uint64_t *before, history_visit *visit, void *context, struct error *err)
{
	struct journal_back *back = journal_back_open(txn, err);
	uint64_t line = *before < txn->state.journal_end ? *before : txn->state.journal_end;
	bool go_on = back != NULL;

	while (go_on && journal_back_line(back, &line, err))
		go_on = visit_entry(back, line, visit, context, err);
	*before = line;
	return journal_back_close(back, err) && !*err->text;
}

struct asking {
	enum table table;
	const char *id;
	history_visit *visit;
	void *context;
};

static bool history_body(struct store_txn *txn, void *context, struct error *err)
{
	const struct asking *asking = context;
	uint64_t newest = UINT64_MAX;

	if (asking->id)
		return history_in(txn, asking->table, asking->id, asking->visit, asking->context, err);
	return txn_journal(txn, &newest, asking->visit, asking->context, err);
}

bool store_history(struct store *store, enum table table, const char *id, history_visit *visit, void *context,
	struct error *err)
{
	struct asking asking = {table, id, visit, context};

	return store_read(store, history_body, &asking, err);
}

/* ---- undo ---- */

struct undoing {
	const char *user;
	uint64_t only; /* the commit to be undone; 0 = whichever is the last */
	struct record_change change;
	bool found;
};

/* What an act is taken back by: undo is for edits. */
static const char *inverse_of(enum act act, enum table table)
{
	switch (act) {
	case ACT_NEW:
		return table == TABLE_INNOVATION ? "arsipkan saja catatan ini"
						 : "ubah isiannya satu per satu";
	case ACT_IDEA:
	case ACT_ADOPT:
		return "arsipkan saja catatan ini";
	case ACT_SUBMIT:
		return "tarik kembali (withdraw)";
	case ACT_WITHDRAW:
	case ACT_RETURN:
		return "unitnya mengajukannya lagi (submit)";
	case ACT_ACCEPT:
		return "kembalikan kepada unitnya (return)";
	case ACT_ACCEPT_ANSWER:
		return "tolak buktinya (reject)";
	case ACT_REJECT_ANSWER:
		return "terima buktinya (accept)";
	case ACT_ARCHIVE:
		return "aktifkan lagi (unarchive)";
	case ACT_UNARCHIVE:
		return "arsipkan lagi (archive)";
	case ACT_REGISTER:
		return "minta admin membukanya lagi (reopen)";
	case ACT_REOPEN:
		return "laporkan lagi (register)";
	case ACT_EVIDENCE:
		return "lepas atau lampirkan berkasnya";
	case ACT_EDIT:
	case ACT_UNDO:
		return NULL;
	default:
		return "ubah isiannya satu per satu";
	}
}

static bool find_last(void *context, const struct history_entry *entry, struct error *err)
{
	struct undoing *undoing = context;
	const char *instead = inverse_of(entry->act, entry->table);

	if (strcmp(entry->user, undoing->user) != 0)
		return error_set(
			err, "perubahan terakhir dibuat oleh %s; minta dia membatalkannya.", entry->user);
	if (instead)
		return error_set(err, "tindakan terakhir (%s) tidak dapat dibatalkan; %s.",
			act_word(entry->act), instead);
	if (undoing->only && entry->number != undoing->only)
		return error_set(
			err, "catatan ini sudah berubah sejak Anda melihatnya; periksa, lalu ulangi.");
	undoing->found = true;
	undoing->change.seen = entry->number;
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		if (!change->derived)
			changes_add(
				&undoing->change.changes, change->key, change->after, change->before, false);
	}
	return false;
}

bool store_undo(struct store *store, const char *user, enum table table, const char *id, uint64_t only,
	struct commit_result *result, struct error *err)
{
	struct undoing undoing = {
		.user = user, .only = only, .change = {.table = table, .id = memory_copy(id)}};
	struct commit_wish wish = {
		.user = user,
		.act = ACT_UNDO,
		.note = "",
		.year = store->about.year,
		.record = &undoing.change,
		.record_count = 1,
	};
	bool done;

	*result = (struct commit_result){0};
	done = store_history(store, table, id, find_last, &undoing, err);
	if (done && !undoing.found)
		done = error_set(err, "%s %s belum pernah disimpan.", table_word(table), id);
	if (done)
		done = store_commit(store, &wish, result, err);
	record_change_free(&undoing.change);
	return done;
}
