/* store.h: the folder with the data: LMDB file, journal, drafts; the only door to it.
 * Opening never creates and never repairs; reading runs inside one transaction; store_commit is the only writer.
 * A struct store is opened once per process and owned by main; what readers return is owned by the caller. */
#ifndef SIKO_STORE_STORE_H
#define SIKO_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "model/definition.h"
#include "model/facts.h"
#include "model/judge.h"
#include "model/record.h"
#include "model/rights.h"
#include "model/unit.h"

struct store;
struct store_txn;

/* What init wrote and never changes. */
struct store_about {
	char uuid[37];
	char region[128]; /* wilayah: "Kota Jambi" */
	char office[3];	  /* part of every id given here: "JB" */
	int year;	  /* the store's assessment year */
	int64_t created;
};

struct store_init {
	const char *path;
	const char *region;
	const char *office;
	int year;
	const char *admin; /* login that becomes admin */
};

/* Makes a store in a folder that does not hold one yet (creates the folder, mode 0700). Nothing stays behind when it fails. */
bool store_init(const struct store_init *wish, const struct definitions *definitions, struct error *err);
/* Takes back what store_init has just made, when what belongs into the new store could not be put there. */
void store_discard(const char *path);

/* While somebody else holds what is needed, to save or to open: called from 5 s of waiting on, once a second, with him as a sentence
 * names him, "LOGIN (proses 123)" or "proses lain" (DESIGN: LMDB's own lock can neither time out nor say), and with NULL when it goes
 * on. Whoever has a place to say it sets it; the store itself prints nothing. */
typedef void store_waiting(void *context, const char *holder);

/* Opens lazily: looks at the folder, format, size, file system and owner; the LMDB environment opens at the first transaction. */
struct store *store_open(const char *path, const struct definitions *definitions, struct error *err);
/* The same, and says from the first wait on whom it waits for. */
struct store *store_open_telling(const char *path, const struct definitions *definitions,
	store_waiting *waiting, void *context, struct error *err);
void store_close(struct store *store); /* NULL is fine */
const struct store_about *store_about(const struct store *store);
const char *store_path(const struct store *store);
const struct definitions *store_definitions(const struct store *store);
uid_t store_owner(const char *path); /* (uid_t)-1 when there is no store there */

/* Closes the LMDB environment until the next transaction (an idle session costs writers nothing then). */
void store_rest(struct store *store);
void store_on_waiting(struct store *store, store_waiting *waiting, void *context);
/* 0 when nothing was committed since the last store_read, else when the data was last changed, in ms since 1970 (by a stat of the
 * data file; no environment needed, writes no byte). */
uint64_t store_moved(struct store *store);

/* Reading. The body runs inside one read transaction, may run again after a retry, must not wait for a key. */
typedef bool store_body(struct store_txn *txn, void *context, struct error *err);
bool store_read(struct store *store, store_body *body, void *context, struct error *err);
/* Whether this process reads or writes pages of the data file just now; for a handler of fatal signals. */
bool store_in_transaction(void);

uint64_t txn_generation(const struct store_txn *txn);
/* The record, or an empty one (record_is_new) when there is none; false on damage. record is opened here; record_free it in any case. */
bool txn_record(
	struct store_txn *txn, enum table table, const char *id, struct record *record, struct error *err);
/* The unit tree, borrowed until the store is closed or read again. */
const struct units *txn_units(struct store_txn *txn, struct error *err);
bool txn_actor(struct store_txn *txn, const char *login, struct actor *actor, struct error *err);

size_t txn_records(struct store_txn *txn, enum table table); /* how many there are */

/* Every record of a table in order of id; return false from the visitor to stop (with err empty: stopped on purpose). */
typedef bool txn_visit(void *context, const struct record *record, struct error *err);
bool txn_each(struct store_txn *txn, enum table table, txn_visit *visit, void *context, struct error *err);

/* Summary rows of a year in order of unit and id. row and texts are borrowed during the call. */
struct summary_row {
	const char *unit_id;
	const char *id;
	struct facts facts;
	const char *name; /* NULL unless labels were asked for */
	uint64_t commit;  /* last commit; 0 unless labels were asked for */
};
typedef bool txn_summary_visit(void *context, const struct summary_row *row, struct error *err);
bool txn_summary(struct store_txn *txn, int year, bool labels, txn_summary_visit *visit, void *context,
	struct error *err);

/* Scores of all units of a year in one pass over the facts (the fast path of report, index and home). */
struct score_units;
struct score_index;
bool txn_score(struct store_txn *txn, int year, const struct units *units, struct score_units *score,
	struct error *err);

/* The city's index from them; and both, all there is to a year (model/compare.h), totals->score opened here. */
bool txn_index(struct store_txn *txn, const struct year_definition *year, const struct score_units *score,
	struct score_index *claimed, struct score_index *verified, struct error *err);
struct year_totals;
bool txn_year_totals(struct store_txn *txn, const struct year_definition *year, const struct units *units,
	struct year_totals *totals, struct error *err);

/* How many records of a plain table each unit has (model/tally.h); tally is opened here. */
struct tally;
bool txn_tally(struct store_txn *txn, enum table table, const struct units *units, struct tally *tally,
	struct error *err);

/* How far long work is, in units of its own. */
typedef void store_progress(void *context, size_t done, size_t all);

/* Writing: the only way. All records of one commit, or nothing. */
struct commit_wish {
	const char *user; /* login of the actor */
	enum act act;
	const char *note;	  /* "" when none; goes into the journal */
	const char *const *codes; /* accept/reject answers */
	size_t code_count;
	int year;		      /* tahun of new innovations */
	struct record_change *record; /* ids of new ones (id "") are filled in */
	size_t record_count;
	bool dry_run;		  /* judge only (in a read transaction) */
	const size_t *line;	  /* per record: its line in a file, for faults; NULL */
	store_progress *progress; /* NULL */
	void *progress_context;
};

struct commit_conflict {
	size_t record; /* index into wish->record */
	char *key;     /* NULL: the record moved on (seen), fields are listed as further conflicts */
	char *before;  /* what the wish had seen */
	char *stored;  /* what the store holds now */
	char *wanted;
};

struct commit_fault {
	size_t record;
	struct judge_fault fault;
};

/* An answer that was accepted and waits again: the acceptance was for what it was. */
struct commit_fall {
	size_t record;
	char *code;
};

struct commit_result {
	uint64_t number;	  /* commit number; 0 when nothing was written */
	size_t written;		  /* records that changed */
	struct commit_fall *fall; /* in order of their records; of a dry run too */
	size_t fall_count, fall_room;
	struct commit_conflict *conflict;
	size_t conflict_count, conflict_room;
	struct commit_fault *fault;
	size_t fault_count, fault_room;
};

/* False: nothing was written; err holds a sentence (also when faults or conflicts are listed). True with number 0: nothing to do.
 * Takes write.lock (after 5 s the holder is named, after 60 s it gives up with a sentence), replays or cuts the
 * journal's tail, judges, writes records, summary rows, history, journal, and is durable when it returns. */
bool store_commit(
	struct store *store, struct commit_wish *wish, struct commit_result *result, struct error *err);
void commit_result_free(struct commit_result *result);

/* Undoes the user's own last commit on the record: swaps its given changes back and judges again; refuses when somebody built on it.
 * only: the number of the commit that was shown to be undone; 0 = whichever is the last. */
bool store_undo(struct store *store, const char *user, enum table table, const char *id, uint64_t only,
	struct commit_result *result, struct error *err);

/* The journal as history. One entry = one record's part of one commit; texts borrowed during the call. */
struct history_entry {
	uint64_t number;
	int64_t time;
	const char *user;
	enum act act;
	const char *note;
	enum table table;
	const char *id;
	const struct changes *changes;
};
typedef bool history_visit(void *context, const struct history_entry *entry, struct error *err);
/* Newest first; all records (id NULL) or one. Entries whose part of the journal is damaged are left out: the visit sees what stands,
 * and the answer is false with a sentence that says where. */
bool store_history(struct store *store, enum table table, const char *id, history_visit *visit, void *context,
	struct error *err);

/* Since when innovations have the status that they have: number and time of the commit that gave it, 0 where the journal is
 * damaged there (false then, with a sentence, and the others found all the same). */
struct status_since {
	const char *id; /* asked for; borrowed */
	uint64_t number;
	int64_t time;
};
bool txn_status_since(struct store_txn *txn, enum status status, struct status_since *since, size_t count,
	struct error *err);

/* The same of all records in pieces, within a transaction: the entries that stand before *before in the journal (UINT64_MAX: from the
 * newest on), until visit says no. *before becomes the place where the next piece goes on, even where some were damaged; 0: the
 * journal's beginning was reached. */
bool txn_journal(
	struct store_txn *txn, uint64_t *before, history_visit *visit, void *context, struct error *err);

/* check: one sentence per fault into faults; false when any. Opens and walks in a child process, so a damaged page cannot kill
 * the caller; an environment open here would be used across a fork: store_rest first. *records = how many were read.
 * rebuild: makes the LMDB file anew from the journal, beside it, then renames; asked to stop before that (stop.h), it has
 * changed nothing. progress may be NULL for both. */
struct rebuilt {
	size_t records;
	int old_kept; /* as "data.mdb" STORE_OLD_DATA and this number, because it knew another journal; 0: it was not */
};

#define STORE_OLD_DATA ".lama-"

bool store_check(const char *path, const struct definitions *definitions, store_progress *progress,
	struct faults *faults, size_t *records, struct error *err);
bool store_rebuild(const char *path, const struct definitions *definitions, store_progress *progress,
	struct rebuilt *rebuilt, struct error *err);

#endif
