/* history.h: a record's history from the journal: who, when, which fields, before and after; Enter brings earlier values back.
 * Writes nothing itself: revert.h asks and commits. The screen below is answered with the record's id when that was done. */
#ifndef SIKO_APP_HISTORY_H
#define SIKO_APP_HISTORY_H

#include "model/record.h"

void history_push(enum table table, const char *id, const char *name, int tag);

#endif
