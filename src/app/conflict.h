/* conflict.h: fields that somebody else saved while they were changed here: field by field, whose text stays.
 * Decides nothing itself and saves nothing: it puts the choice into the edit, and the asker saves again in its resume.
 * The screen owns copies of the texts and borrows the edit of the screen below. */
#ifndef SIKO_APP_CONFLICT_H
#define SIKO_APP_CONFLICT_H

#include "app/edit.h"

/* answer.given: every field was decided and the edit is up to date. */
void conflict_push(struct edit *edit, const struct commit_result *result, int tag);

#endif
