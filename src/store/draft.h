/* draft.h: unsaved typing as files (draf/USER.TABLE.ID), so that it survives hang-ups, full disks and a store that is not well.
 * temp + rename, falling back to $XDG_RUNTIME_DIR; no lock, no journal, no LMDB. Lists of fields are owned by the caller. */
#ifndef SIKO_STORE_DRAFT_H
#define SIKO_STORE_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/change.h"

#define DRAFT_NUMBER_ROOM 64

/* Whose draft it is, of what. Two new records of one user are told apart by the number of the session that began them. */
struct draft_name {
	const char *user;
	enum table table;
	const char *id;	    /* "" = a new record */
	const char *number; /* of a new record: digits and '-' only; "" else */
};

/* A number that no other session has. */
void draft_make_number(char out[DRAFT_NUMBER_ROOM]);

/* changes: key, before as seen when the form opened, after as typed. */
bool draft_save(const char *store_path, const struct draft_name *name, uint64_t seen,
	const struct changes *changes, struct error *err);
/* False with an empty err when there is none. *saved = when, seconds. */
bool draft_load(const char *store_path, const struct draft_name *name, uint64_t *seen,
	struct changes *changes, int64_t *saved, struct error *err);
void draft_remove(const char *store_path, const struct draft_name *name);

/* What is shown to a user once: an empty file beside his drafts. A store that cannot be written shows it again. what: letters. */
bool draft_was_seen(const char *store_path, const char *user, const char *what);
void draft_note_seen(const char *store_path, const char *user, const char *what);

struct draft_found {
	char *id;     /* "" = a new record's */
	char *number; /* which, then */
	int64_t time;
};

/* The user's drafts of a table, newest first; the caller's, by draft_list_free. */
size_t draft_list(const char *store_path, const char *user, enum table table, struct draft_found **list);
void draft_list_free(struct draft_found *found, size_t count);

#endif
