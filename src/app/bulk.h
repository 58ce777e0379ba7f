/* bulk.h: one act on the marked rows of a list: one question, one commit each, one summary with what was refused and why.
 * Decides nothing: every record is judged for itself, as it was seen when the question was asked.
 * A struct bulk starts zeroed, stands in the list's own block and owns its rows until bulk_free. */
#ifndef SIKO_APP_BULK_H
#define SIKO_APP_BULK_H

#include <stdint.h>

#include "model/change.h"
#include "model/record.h"
#include "ui/screen.h"

struct bulk_row {
	char *id;
	char *name;
	uint64_t seen;
	struct changes given; /* of an edit */
};

struct bulk {
	enum act act;
	enum table table;
	const char *done,
		*yes; /* an edit's words, where other acts have theirs ("diajukan", "Ajukan"); constant */
	const char *remark; /* stands before the question; borrowed until bulk_ask; or NULL */
	bool asked;
	bool declines; /* ideas are archived with a reason, which their unit owes */
	struct bulk_row *row;
	size_t count, room;
};

/* Start, add the rows, ask: with a note for the acts that demand one, by registration.h for those that are registered. tag is the
 * list's for its kind. */
void bulk_start(struct bulk *bulk, enum act act);
void bulk_add(struct bulk *bulk, const char *id, const char *name, uint64_t seen);
/* The same for an edit of a table's records; every row says what it writes: changes_add to what this returns before the next row. */
void bulk_start_edit(struct bulk *bulk, enum table table, const char *done, const char *yes);
struct changes *bulk_add_edit(struct bulk *bulk, const struct record *record);
void bulk_ask(struct bulk *bulk, int tag);
/* The same for the record of a form or a sheet; false for an action that is none of its acts. */
bool bulk_ask_for(struct bulk *bulk, enum action action, const struct record *record, int tag);
/* Whether the answer says to go on. */
bool bulk_agreed(const struct bulk *bulk, const struct answer *answer);
/* With the answer to that question. */
enum outcome bulk_resume(struct bulk *bulk, const struct answer *answer);
void bulk_free(struct bulk *bulk);

#endif
