/* evidence_part.h: what the files of evidence share: the folder bukti/, taking a file in.
 * For src/store/evidence*.c alone; everybody else includes evidence.h.
 * Nothing is owned but what a function says. */
#ifndef SIKO_STORE_EVIDENCE_PART_H
#define SIKO_STORE_EVIDENCE_PART_H

#include "store/evidence.h"

/* "bukti/ab/abcd…", below the store's folder. At most 256 folders, so that none grows long. Owned by the caller. */
char *evidence_name(const char *hash);

/* Copies until the descriptor's end into the folder, durable under the hash when it returns. What the indicator does not take
 * leaves nothing behind. */
bool evidence_take(const struct store *store, int fd, const struct indicator *indicator,
	const struct record *record, char hash[EVIDENCE_HASH_SIZE], enum evidence_type *type,
	struct error *err);

#endif
