/* drafts.h: new records that were begun and not saved, offered when another one is begun.
 * Asks; the asker opens the form. A struct drafts starts zeroed and owns its numbers until drafts_free. */
#ifndef SIKO_APP_DRAFTS_H
#define SIKO_APP_DRAFTS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"

struct drafts {
	char **number;
	size_t count;
};

/* Asks which one to go on with, or whether to begin an empty one; false when none is kept: nothing was asked. */
bool drafts_ask(struct drafts *drafts, enum table table, int tag);
/* The number behind the answer's choice; NULL = an empty one. */
const char *drafts_chosen(const struct drafts *drafts, int choice);
void drafts_free(struct drafts *drafts);

#endif
