/* revert.h: the question before something is taken back: one's own last commit on a record.
 * Names every field with what it is now and what it becomes; commits on Enter and says what came of it, refusals too.
 * The screen below is answered with the record's id when it was done. */
#ifndef SIKO_APP_REVERT_H
#define SIKO_APP_REVERT_H

#include "model/record.h"

void revert_push_undo(enum table table, const char *id, int tag);

#endif
