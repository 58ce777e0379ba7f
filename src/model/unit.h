/* unit.h: the tree of units, made from opd records; answers who stands below whom.
 * A cycle or an unknown parent is a root here (import refuses them; old data must not hang a reader).
 * A struct units owns its copies until units_free. */
#ifndef SIKO_MODEL_UNIT_H
#define SIKO_MODEL_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"

struct unit {
	char *id; /* owned, and the other texts behind it in the same block */
	const char *name, *kind, *parent_id;
	size_t parent;	 /* index, UNIT_NONE at a root */
	size_t district; /* index of the kecamatan at or above it, UNIT_NONE */
	int depth;
	int target; /* 1 unless given */
	bool active;
};

#define UNIT_NONE ((size_t)-1)

struct units {
	struct unit *unit; /* sorted by the bytes of id */
	size_t count;
	size_t room;
};

void units_add(struct units *units, const struct record *record);
void units_ready(struct units *units); /* after the last add: sorts, links, depths */
void units_free(struct units *units);
size_t units_find(const struct units *units, const char *id); /* UNIT_NONE when there is none */
/* The same for ids that come in order: the last one found, and the one behind it, are looked at first. */
size_t units_find_from(const struct units *units, const char *id, size_t last);
bool units_below(const struct units *units, size_t unit, size_t top); /* unit is top, or stands below it */
/* Order for a tree list: parents before children, siblings by id. Writes count indices. */
void units_tree_order(const struct units *units, size_t *order);

#endif
