/* draft.h: unsaved typing as files (draf/USER.TABLE.ID), so that it survives hang-ups, full disks and a store that is not well.
 * temp + rename, falling back to $XDG_RUNTIME_DIR; no lock, no journal, no LMDB. Lists of fields are owned by the caller. */
#ifndef SIKO_STORE_DRAFT_H
#define SIKO_STORE_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/change.h"

/* changes: key, before as seen when the form opened, after as typed. id "" = a new record (one per session number). */
bool draft_save(const char *store_path, const char *user, enum table table, const char *id, uint64_t seen,
	const struct changes *changes, struct error *err);
/* False with an empty err when there is none. *saved = when, seconds. */
bool draft_load(const char *store_path, const char *user, enum table table, const char *id, uint64_t *seen,
	struct changes *changes, int64_t *saved, struct error *err);
void draft_remove(const char *store_path, const char *user, enum table table, const char *id);
/* Ids of the user's drafts of a table, newest first ("" = a new record's); owned by the caller, each and the array. */
size_t draft_list(const char *store_path, const char *user, enum table table, char ***ids);

#endif
