/* acts.h: acts on a whole record from a list or a sheet: archive, submit, accept, undo …; says what came of it.
 * Decides nothing: model judges inside store_commit. Nothing is owned. */
#ifndef SIKO_APP_ACTS_H
#define SIKO_APP_ACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"

/* seen: the record's commit as shown (0 = not checked). code: an answer's indicator, or NULL. True when it was done. */
bool acts_run(
	enum act act, enum table table, const char *id, uint64_t seen, const char *note, const char *code);
/* Submits an innovation. What it lacks is shown as a screen (missing.h), pushed with this tag. */
bool acts_submit(const char *id, uint64_t seen, int tag);
bool acts_undo(enum table table, const char *id);

#endif
