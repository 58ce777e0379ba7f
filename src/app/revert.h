/* revert.h: the question before something is taken back: one's own last commit on a record, or values out of its history.
 * Names every field with what it is now and what it becomes; commits on Enter and says what came of it, refusals too.
 * The screen below is answered with the record's id when it was done. */
#ifndef SIKO_APP_REVERT_H
#define SIKO_APP_REVERT_H

#include <stdint.h>

#include "model/change.h"

void revert_push_undo(enum table table, const char *id, int tag);

/* What stands in the history: one commit, some of its fields or all. */
struct revert_past {
	enum table table;
	const char *id;
	uint64_t number;
	int64_t time;
	const char *user;
	const struct changes *changes;
};

/* Asks for the values before it or after it; says why when neither can be had. */
void revert_push_past(const struct revert_past *past, int tag);

#endif
