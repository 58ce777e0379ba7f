/* innovations.h: the list of innovations: all the user may read, or those behind a number of the report. */
#ifndef SIKO_APP_INNOVATIONS_H
#define SIKO_APP_INNOVATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/facts.h"

struct innovations_arguments {
	const char *title; /* NULL: the list definition's */
	const char *unit;  /* id: only this unit's; NULL = all */
	int slot;	   /* opened from an indicator: its answer opens at Enter; -1 = none */
	bool claimed_only; /* only the claim set (behind a number) */
	/* Which ones more closely, or NULL; argument is handed to it. */
	bool (*shown)(const struct facts *facts, int argument);
	int argument;
	const char *const *ids; /* only these, in any order; NULL = all */
	size_t id_count;
};

/* NULL: everything the user may read. */
void innovations_push(const struct innovations_arguments *arguments, int tag);
/* The form of a new one of the user's unit. */
void innovations_push_new(void);

#endif
