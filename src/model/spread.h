/* spread.h: who copied what from whom: a forest made of each innovation's source, which names one of here or a place elsewhere.
 * Pure; says nothing about who may read which row. A cycle of sources is cut where it closes.
 * A struct spread owns its rows until spread_free; texts stay the items'. */
#ifndef SIKO_MODEL_SPREAD_H
#define SIKO_MODEL_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

struct spread_item {
	const char *id;
	const char *source; /* sumber of an adoption or replication; "" for a new one */
	size_t unit;
	bool mature; /* accepted, and far enough to be copied */
};

#define SPREAD_NONE ((size_t)-1)

struct spread_row {
	size_t item;	    /* SPREAD_NONE: a source elsewhere */
	const char *source; /* ... whose name this is */
	size_t parent;	    /* row above it in the tree, SPREAD_NONE at a root */
	int depth;
	size_t copies; /* made from it by other units, directly */
};

struct spread {
	struct spread_row *row;
	size_t count, room;
};

/* First the mature ones that nobody has copied and that are no copies, then each source with its copies below it. What is
 * neither copied nor a copy nor mature is left out. */
void spread_make(struct spread *spread, const struct spread_item *item, size_t count);
void spread_free(struct spread *spread);

#endif
