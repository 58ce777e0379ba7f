/* refusals.h: what an act on many records refused: which ones and why, as a list; Enter opens the record.
 * Reading matter only. A struct refusals starts zeroed; refusals_push takes its texts over. */
#ifndef SIKO_APP_REFUSALS_H
#define SIKO_APP_REFUSALS_H

#include <stddef.h>

#include "model/record.h"

struct refusal {
	char *id;
	char *name;
	char *why;
};

struct refusals {
	struct refusal *refusal;
	size_t count, room;
};

void refusals_add(struct refusals *refusals, const char *id, const char *name, const char *why);
void refusals_free(struct refusals *refusals); /* where they are not shown */
/* done: how many of the table's records were not refused, and what was done to them ("diajukan", constant). */
void refusals_push(struct refusals *refusals, enum table table, const char *verb, size_t done);

#endif
