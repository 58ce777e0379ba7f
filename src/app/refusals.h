/* refusals.h: what an act on many innovations refused: which ones and why, as a list; Enter opens the innovation.
 * Reading matter only. A struct refusals starts zeroed; refusals_push takes its texts over. */
#ifndef SIKO_APP_REFUSALS_H
#define SIKO_APP_REFUSALS_H

#include <stddef.h>

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
/* done: how many were not refused, and what was done to them ("diajukan", constant). */
void refusals_push(struct refusals *refusals, const char *verb, size_t done);

#endif
