/* store_part.h: what the files of store/ share: the environment, a transaction, the state kept in it, keys.
 * Only src/store includes it; nothing here is for other rooms. A struct store is owned by whoever opened it. */
#ifndef SIKO_STORE_STORE_PART_H
#define SIKO_STORE_STORE_PART_H

#include <lmdb.h>
#include <stdio.h>
#include <sys/stat.h>

#include "store/store.h"

#define STORE_FORMAT 1
#define CHAIN_SIZE   32

#define DB_FREED 0 /* LMDB's own database of pages that are free */
enum store_db { DB_META, DB_RECORD, DB_FACTS, DB_LABEL, DB_HISTORY, DB_COUNT };

/* One value under meta "state", written by every commit. */
struct store_state {
	uint64_t generation;
	uint64_t commit;      /* number of the last one */
	uint64_t journal_end; /* bytes of the journal that are in here */
	uint64_t units;	      /* commit that last touched opd */
	uint64_t records[TABLE_COUNT];
	unsigned char chain[CHAIN_SIZE];
};

struct store {
	char *path;
	store_waiting *waiting; /* NULL: nobody is told */
	void *waiting_context;
	const struct definitions *definitions;
	struct store_about about;
	MDB_env *env; /* NULL while resting */
	MDB_dbi dbi[DB_COUNT];
	ino_t inode;	  /* of the data file the environment maps */
	struct stat seen; /* of the data file at the last read */
	struct units units;
	uint64_t units_read; /* state.units they were read at */
	bool have_units;
	bool locked_out; /* the last opening was given up: somebody else held the folder all the time */
	uint64_t whole_start, whole_end; /* the longest group of the journal whose chain was found right */
	bool journal_doubtful;		 /* an fsync of it failed: its state is unknown until reopened */
};

/* Summary rows that a transaction will write, in order of key, when it is done with its records: an import's stand side
 * by side in the file then, and a report that reads them touches a tenth of the pages. */
struct summary_waiting;
struct summary_rows {
	struct summary_waiting *row;
	size_t count;
	size_t room;
	struct buffer bytes;
};

struct store_txn {
	struct store *store;
	MDB_txn *txn;
	struct store_state state;
	struct summary_rows summary;
};

/* "STORE/NAME"; owned by the caller. */
char *store_file(const char *path, const char *name);
/* The names of new files must be as durable as what stands in them. */
bool folder_sync(const char *path, struct error *err);
bool folder_sync_above(
	const char *path, struct error *err); /* of the folder that a file, or a folder, stands in */
/* All bytes at that place in the file, however many writes it takes; errno when false. */
bool write_whole(int fd, const char *data, size_t size, uint64_t at);
/* A login or an id as a part of a file name, whatever is in it. */
void file_name_part(struct buffer *to, const char *text);
/* The whole file anew, or the old one stays; makes the folder when it is missing. errno when false. */
bool file_replace(const char *folder, const char *path, const struct buffer *text);
/* Makes a folder with those above it, and the folders that stand in every store. */
bool folder_make(const char *path, struct error *err);
bool folder_make_parts(const char *path, struct error *err);
void folder_remove(const char *path); /* with all that is in it */

/* The environment of an existing store, databases opened; nothing to do when it is open. */
bool environment_open(struct store *store, struct error *err);
void environment_close(struct store *store);
/* Makes the databases of a new data file in folder and leaves the environment open in store. */
bool environment_create(struct store *store, const char *folder, struct error *err);
/* Openers come one at a time. Who is the first makes LMDB's lock table, under a lock of LMDB's own; when he is killed in the midst
 * of it, those who wait behind that lock take the half-made table for a good one: their transactions are numbered from nothing
 * again, start from the state before the last and write over it (measured: of 3,000 kills two did so; saves were gone until the
 * journal brought them back, and pages belonged to nobody from then on). Whoever puts another data file in place takes it too.
 * Waited for as the lock of writers is: one that was frozen in the midst of it would hold up all others, readers too, without a word.
 * *lock is the descriptor to give back; -1, which is fine, where the folder cannot be locked. */
bool opening_lock(struct store *store, const char *folder, int *lock, struct error *err);
void opening_unlock(int fd);
/* LMDB's environment alone, under that lock: nothing in it was looked at, no database is open. False when the lock was given up;
 * else *code is LMDB's. */
bool environment_map(struct store *store, const char *folder, int *code, struct error *err);
int environment_file(const struct store *store); /* the descriptor of the data file, LMDB's own */
/* Whether the data file has every page that is in use: one cut short is found before any page of it is touched (PITFALLS C3). */
bool environment_is_whole(const struct store *store, struct error *err);
/* Makes the data file as long as its last page number says; by the writer, after a commit. */
void environment_keep_size(const struct store *store);
/* Bounded retries for READERS_FULL, stale readers and a data file that was replaced. */
bool txn_begin(struct store *store, bool write, struct store_txn *txn, struct error *err);
bool txn_commit(struct store_txn *txn, struct error *err); /* writes the state first */
void txn_abort(struct store_txn *txn);
/* The sentence for LMDB's code; the words alone, to stand inside another one. */
bool lmdb_error(struct error *err, const char *what, int code);
const char *lmdb_words(int code);

/* Keys: parts ended by NUL, so that a parent's id sorts before its children's. */
struct store_key {
	unsigned char data[511];
	size_t size;
};
void key_record(struct store_key *key, enum table table, const char *id);
void key_summary(struct store_key *key, int year, const char *unit_id, const char *id);
void key_history(struct store_key *key, enum table table, const char *id, uint64_t commit);

/* Little-endian, unaligned (PITFALLS C1: values are not aligned). */
uint64_t load_u64(const void *from);
void store_u64(void *to, uint64_t value);
uint64_t load_big_u64(const void *from);
void store_big_u64(void *to, uint64_t value);

/* Meta values. get: false when there is none. */
bool meta_get(struct store_txn *txn, const char *name, struct buffer *value);
bool meta_put(struct store_txn *txn, const char *name, const void *data, size_t size, struct error *err);
/* How many summary rows a year has; false: a store from before they were counted. */
bool rows_counted(struct store_txn *txn, int year, uint64_t *count);
uint64_t rows_walk(struct store_txn *txn, int year); /* counts them now */
void about_encode(const struct store_about *about, struct buffer *to);
bool about_decode(struct store_about *about, const char *data, size_t size);
/* "16 17 … | pendidikan …": what slots and topics of a year's rows mean. */
char *layout_text(const struct year_definition *year);

/* Record values: format, commit number, checksum over key and fields, fields. */
void record_value(
	const struct store_key *key, const struct record *record, uint64_t commit, struct buffer *to);
bool record_value_read(const struct store_key *key, const MDB_val *value, struct record *record);

/* The counter that an id like "2026-JB-00012" belongs to ("next.2026-JB"), the id's own number and the last one counted;
 * false for ids of another shape. */
bool counter_of(struct store_txn *txn, const char *id, struct buffer *name, uint64_t *number, uint64_t *last);

/* The row of an innovation whose record is being written waits in the transaction (SUMMARY_WAITING at most), until it is
 * settled: by txn_commit at the latest. */
#define SUMMARY_WAITING 10000
bool summary_apply(struct store_txn *txn, const struct record *before, const struct record *after,
	uint64_t commit, struct error *err);
bool summary_settle(struct store_txn *txn, struct error *err);
void summary_free(struct summary_rows *rows);
bool value_del(struct store_txn *txn, enum store_db db, const struct store_key *key, struct error *err);

/* Writes one record's new state with its summary row and history, counts it. stored is what was there (new: no fields). */
bool record_apply(struct store_txn *txn, const struct record *stored, const struct changes *changes,
	uint64_t commit, uint64_t journal_offset, struct error *err);

/* ---- the journal ---- */

/* A group being made: the lines of one commit. */
struct journal_group {
	struct buffer text;
	size_t lines;
	uint64_t start; /* where it will stand in the file */
};

struct journal_stamp {
	uint64_t number;
	int64_t time;
	const char *uuid;
	const char *user;
	const char *act;
	const char *note;
};

void journal_about(struct journal_group *group, const struct store_about *about);
/* Returns the offset in the file of the line. */
uint64_t journal_line(struct journal_group *group, const struct journal_stamp *stamp, enum table table,
	const char *id, const struct changes *changes);
void journal_end_group(
	struct journal_group *group, uint64_t number, unsigned char chain[CHAIN_SIZE]); /* chain moves on */
/* At group->start, fsynced; on failure the file is as long as before. */
bool journal_write(struct store *store, const struct journal_group *group, struct error *err);
bool journal_cut(struct store *store, uint64_t end, struct error *err);
int journal_open(const struct store *store, int flags); /* -1 and errno */
/* Size of the file; false when it is missing. */
bool journal_size(const struct store *store, uint64_t *size, struct error *err);

struct journal_entry {
	struct journal_stamp stamp; /* texts owned by the entry's json */
	enum act act;
	enum table table;
	const char *id;
	struct changes changes;
	void *json;
};

bool journal_parse(const char *line, size_t size, struct journal_entry *entry, struct error *err);
bool journal_parse_about(const char *line, size_t size, struct store_about *about);
void journal_entry_free(struct journal_entry *entry);
bool journal_is_about(const char *line); /* the first line: whose journal this is */
/* The entry's changes as they were decided then, given and derived; nothing is judged again. */
bool entry_apply(
	struct store_txn *txn, const struct journal_entry *entry, uint64_t journal_offset, struct error *err);

/* Walks whole groups from `from`; visit gets each line with its offset. An unterminated last group is left out and told by
 * *end (the end of the last whole group). False with a sentence naming the line's place for anything else that is wrong. */
typedef bool journal_visit(void *context, const char *line, size_t size, uint64_t offset, struct error *err);
bool journal_walk(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_visit *visit, void *context, struct error *err);
/* The same behind what LMDB has: a last group with blocks that never reached the disk counts as unterminated. */
bool journal_tail(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_visit *visit, void *context, struct error *err);
/* journal_walk over the entries alone; a visit that says no with err empty stopped on purpose. */
typedef bool journal_entry_visit(void *context, const struct journal_entry *entry, struct error *err);
bool journal_entries(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_entry_visit *visit, void *context, struct error *err);
/* Behind a group that journal_walk found damaged at `at`: the start of the next one, with the chain as the damaged one's last
 * line has it, so that the rest can be walked. False when there is none before `to`. */
bool journal_next_group(
	const struct store *store, uint64_t *at, uint64_t to, unsigned char chain[CHAIN_SIZE]);
bool journal_is_end(const char *line); /* the last line of a group */
/* The chain that a group's last line says it comes to. */
bool journal_end_chain(const char *line, unsigned char chain[CHAIN_SIZE]);
/* One entry at an offset. */
bool journal_read_at(int fd, uint64_t offset, struct journal_entry *entry, struct error *err);

/* The journal from its end, within a transaction: as far as this has it, and only lines of groups whose chain is right. The chain
 * is looked at group by group, each against the one before it: the whole of it is check's. */
struct journal_back;
struct journal_back *journal_back_open(struct store_txn *txn, struct error *err);
/* False with a sentence when a line was asked for whose group is damaged; whatever else err said is forgotten then. */
bool journal_back_close(struct journal_back *back, struct error *err);
int journal_back_file(const struct journal_back *back);
/* Moves to the record's line before that place; false at the journal's beginning, or with a sentence. */
bool journal_back_line(struct journal_back *back, uint64_t *line, struct error *err);
/* Whether the line that begins there may be believed. */
bool journal_back_is_whole(struct journal_back *back, uint64_t line);

/* ---- judging a wish ---- */

#define PROGRESS_EACH 1000 /* records between two words of progress */

/* What was decided for each record of a wish. */
struct verdict {
	struct changes *changes; /* per record; empty: nothing to do */
	bool *given;		 /* per record: its id was given by the store */
	uint64_t generation;	 /* of the snapshot it was judged on */
	bool ready;
};

/* Compares with what is stored and asks the judge; faults and conflicts go into result, the first one's sentence into err. */
bool verdict_reach(struct store_txn *txn, struct commit_wish *wish, struct verdict *verdict,
	struct commit_result *result, struct error *err);
void verdict_free(struct verdict *verdict, size_t count);

/* ---- the lock of writers ---- */

/* Waits for write.lock; after 5 s store->waiting is told who holds it, after 60 s it fails. The descriptor to give back, or -1. */
int writer_lock(struct store *store, const char *user, struct error *err);
/* The same without waiting and without a sentence: -1 when somebody writes. */
int writer_lock_now(const struct store *store);
void writer_unlock(int fd);

/* Replays whole groups that are in the journal but not in LMDB, cuts an unterminated one; under the lock. */
bool journal_recover(struct store_txn *txn, struct error *err);

/* History of one record, newest first, within a transaction. */
bool history_in(struct store_txn *txn, enum table table, const char *id, history_visit *visit, void *context,
	struct error *err);

/* Works on a store opened anew in a child process: a damaged page cannot kill the caller. Each line written to out is handed to
 * take in the parent; the context of the child is a copy. When work says no, or dies, so does apart_run, and why is in err. */
typedef bool apart_work(struct store *store, void *context, FILE *out, struct error *err);
typedef void apart_line(void *context, const char *line);
bool apart_run(const char *path, const struct definitions *definitions, apart_work *work, apart_line *take,
	void *context, struct error *err);

/* The same for walks that look for faults. Each line written to out is one; *count is what was looked at. False when there was a
 * fault. */
/* The last two transactions have a root each, in turn. LMDB reads from the one with the higher number and asks no more: with that
 * number damaged it reads the state of one save before, whole and without a word, and the journal has more, as after a crash. */
bool roots_are_well(struct store_txn *txn);
void check_tell(FILE *out, uint64_t done, uint64_t all); /* from a walker: how far it is */
typedef bool check_walker(struct store *store, FILE *out, size_t *count, struct error *err);
bool check_apart(const char *path, const struct definitions *definitions, check_walker *walk,
	store_progress *progress, struct faults *faults, size_t *count, struct error *err);

/* In a child that reads a file which may be damaged: to die of it is its answer, so no handler of the parent's may run there, and
 * LMDB's own words about it are nobody's to read. */
void child_may_die(void);
/* Its end: nothing of the parent's is done there again, but `make coverage` counts its lines. */
void child_end(int status) __attribute__((noreturn));

/* Kills the process here when $SIKO_FAIL names this point, freezes it when $SIKO_STOP does; "POINT:N" means when it passes for the
 * Nth time (test builds only). */
#ifdef SIKO_TEST
void failpoint(const char *name);
#else
static inline void failpoint(const char *name)
{
	(void)name;
}
#endif

#endif
