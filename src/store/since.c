#include <string.h>

#include "store/store_part.h"

/* Since when records have their status: from the history of each, newest first, read no further than it must be. */

struct search {
	struct store_txn *txn;
	struct journal_back *back;
	MDB_cursor *cursor;
	const char *word;
	struct status_since last; /* what was found last: an import brings thousands by one commit */
};

/* One of the record's lines in the journal, by the index of its history. */
struct place {
	uint64_t number, offset;
};

/* Whether the cursor stands on a line of this record. */
static bool place_here(
	const struct store_key *prefix, const MDB_val *key, const MDB_val *value, struct place *place)
{
	const unsigned char *data = key->mv_data;

	if (key->mv_size != prefix->size + 9 || memcmp(data, prefix->data, prefix->size) != 0 ||
		data[prefix->size] != '\0' || value->mv_size != 8)
		return false;
	place->number = load_big_u64(data + prefix->size + 1);
	place->offset = load_u64(value->mv_data);
	return true;
}

static bool sets_status(const struct changes *changes, const char *word)
{
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->change[i].key, "status") == 0)
			return strcmp(changes->change[i].after, word) == 0;
	return false;
}

/* Reads the line; *found when it gave the record its status, as the first line of a record did when no later one has. */
static bool look(struct search *search, const struct place *place, bool first, struct status_since *since,
	bool *found, struct error *err)
{
	struct journal_entry entry;

	if (first && place->number == search->last.number) {
		since->number = search->last.number;
		since->time = search->last.time;
		*found = true;
		return true;
	}
	if (!journal_back_is_whole(search->back, place->offset))
		return true;
	if (!journal_read_at(journal_back_file(search->back), place->offset, &entry, err))
		return false;
	*found = first || sets_status(&entry.changes, search->word);
	if (*found) {
		since->number = entry.stamp.number;
		since->time = entry.stamp.time;
		search->last = *since;
	}
	journal_entry_free(&entry);
	return true;
}

static bool find_since(struct search *search, struct status_since *since, struct error *err)
{
	struct store_key after;
	struct store_key prefix;
	struct place place;
	MDB_val key;
	MDB_val value;
	bool found = false;
	bool good = true;
	int code;

	key_history(&after, TABLE_INNOVATION, since->id, UINT64_MAX);
	key_record(&prefix, TABLE_INNOVATION, since->id);
	key = (MDB_val){after.size, after.data};
	code = mdb_cursor_get(search->cursor, &key, &value, MDB_SET_RANGE);
	code = mdb_cursor_get(search->cursor, &key, &value, code == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	for (bool here = !code && place_here(&prefix, &key, &value, &place); here && good && !found;) {
		struct place before = {0, 0};
		bool more = mdb_cursor_get(search->cursor, &key, &value, MDB_PREV) == 0 &&
			    place_here(&prefix, &key, &value, &before);

		good = look(search, &place, !more, since, &found, err);
		place = before;
		here = more;
	}
	return good;
}

bool txn_status_since(struct store_txn *txn, enum status status, struct status_since *since, size_t count,
	struct error *err)
{
	struct search search = {.txn = txn, .word = status_word(status)};
	bool good = true;
	int code;

	if (!count)
		return true;
	code = mdb_cursor_open(txn->txn, txn->store->dbi[DB_HISTORY], &search.cursor);
	if (code)
		return lmdb_error(err, "riwayat tidak dapat dibaca", code);
	search.back = journal_back_open(txn, err);
	good = search.back != NULL;
	for (size_t i = 0; i < count && good; i++) {
		since[i].number = 0;
		since[i].time = 0;
		good = find_since(&search, &since[i], err);
	}
	mdb_cursor_close(search.cursor);
	return journal_back_close(search.back, err) && good;
}
