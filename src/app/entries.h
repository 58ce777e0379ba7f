/* entries.h: the list of a plain table's records: all that the user may read, or those of one innovation or unit.
 * Everything about the table is in its two text files; nothing here knows a table by name. Writes nothing itself. */
#ifndef SIKO_APP_ENTRIES_H
#define SIKO_APP_ENTRIES_H

#include "model/record.h"

struct entries_arguments {
	enum table table;
	const char *title;	/* of whom they are; NULL: the list definition's title alone */
	const char *innovation; /* id: only what belongs to it, and new ones do; or NULL */
	const char *unit;	/* id: only what belongs to its innovations; or NULL */
};

void entries_push(const struct entries_arguments *arguments, int tag);
/* The form of one record, at a field's key or NULL. */
void entries_push_record(enum table table, const char *id, const char *name, const char *first);

#endif
