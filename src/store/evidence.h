/* evidence.h: the files that prove answers: kept in bukti/ under the hash of their bytes, named by commits of the act `bukti`.
 * Bytes first and durable, then the commit; a file that no record names is no fault, and none is ever removed (the history names it).
 * Decides no right: store_commit judges. Descriptors and texts given stay the caller's. */
#ifndef SIKO_STORE_EVIDENCE_H
#define SIKO_STORE_EVIDENCE_H

#include <stdio.h>

#include "model/evidence_type.h"
#include "store/store.h"

#define EVIDENCE_HASH_SIZE 65 /* BLAKE2b of 32 bytes in hexadecimal (what `b2sum -l 256` prints), and NUL */

/* Which answer of which record, and who acts. */
struct evidence_answer {
	const char *user;
	enum table table;
	const char *id;
	const char *code;
};

/* Takes what the descriptor gives until its end: judged first (rights, lock, name), then its type and length by content, copied
 * under its hash, committed. name "" = "berkas.pdf" by its type. *already: the answer had this very file, nothing was changed. */
bool evidence_add(struct store *store, const struct evidence_answer *answer, const char *name, int fd,
	char hash[EVIDENCE_HASH_SIZE], bool *already, struct error *err);
/* The answer no longer has the file; the file stays. */
bool evidence_remove(
	struct store *store, const struct evidence_answer *answer, const char *hash, struct error *err);

/* What stands in the folder under a hash; false when there is no such file or it cannot be read. */
bool evidence_look(const struct store *store, const char *hash, uint64_t *size, enum evidence_type *type);
/* Copies a file out and hashes it on the way; false when it is missing, damaged, or `to` takes no more: err is what to say behind
 * its name. NULL: only looks. */
bool evidence_copy(const struct store *store, const char *hash, FILE *to, struct error *err);

/* Which other records name the files of a record, of those that the actor may read. Starts zeroed; owns its texts until freed. */
struct evidence_twins {
	struct evidence_twin *twin;
	size_t count, room;
};
bool evidence_twins_load(struct evidence_twins *twins, struct store_txn *txn, const struct record *record,
	const struct actor *actor, struct error *err);
/* "2026-JB-00007, 2026-JB-00009", or "". */
const char *evidence_twins_of(const struct evidence_twins *twins, const char *hash);
void evidence_twins_free(struct evidence_twins *twins);

/* check --evidence: hashes every file that a record names; one sentence per fault. Walks in a child process as store_check does. */
bool evidence_check(const char *path, const struct definitions *definitions, store_progress *progress,
	struct faults *faults, size_t *files, struct error *err);

#endif
