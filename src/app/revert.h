/* revert.h: the question before something is taken back: one's own last commit on a record, or one earlier value of a field.
 * Names every field with what it is now and what it becomes; commits on Enter and says what came of it, refusals too.
 * The screen below is answered with the record's id when it was done. */
#ifndef SIKO_APP_REVERT_H
#define SIKO_APP_REVERT_H

#include "model/record.h"

void revert_push_undo(enum table table, const char *id, int tag);
/* key gets the text `then` again, by an edit like any other. */
void revert_push_value(enum table table, const char *id, const char *key, const char *then, int tag);

#endif
