/* rights.h: who somebody is and what he may read or change: one function each (INTERFACE: Rights).
 * Knows roles, units and statuses; knows no store and no screen. A struct actor is a value that borrows the units. */
#ifndef SIKO_MODEL_RIGHTS_H
#define SIKO_MODEL_RIGHTS_H

#include <stdbool.h>

#include "base/error.h"
#include "model/unit.h"
#include "model/workflow.h"

struct actor {
	char name[RECORD_ID_MOST + 1]; /* login */
	enum role role;
	const struct units *units; /* borrowed */
	size_t unit;		   /* UNIT_NONE: no unit */
};

/* From his pengguna record (a new one = unknown user) ; false with a sentence for unknown or inactive users. */
bool actor_from_record(
	struct actor *actor, const struct record *user, const struct units *units, struct error *err);

/* Whether the actor may see this record / the records of this unit. */
bool rights_read(const struct actor *actor, const struct record *record);
bool rights_read_unit(const struct actor *actor, const char *unit_id);
bool rights_read_table(const struct actor *actor, enum table table);
/* Whether the actor may change the record as it stands (existing or new); a sentence says why not. */
bool rights_change(const struct actor *actor, const struct record *record, enum act act, struct error *err);
/* Whether the actor may own or move an innovation to this unit: the second half of rights_change. */
bool rights_change_unit(const struct actor *actor, const char *unit_id, struct error *err);
/* Whether any writing at all is open to him (the UI's dispatcher asks once). */
bool rights_write_any(const struct actor *actor);
/* Whether he works for the whole city: decides on answers, notes ideas for units. */
bool rights_judge_any(const struct actor *actor);
/* Whether he looks after the store itself: backups, rebuilding, everybody's commits. */
bool rights_administer(const struct actor *actor);

#endif
