/* acts.h: acts on a record or one of its answers, from a list or a sheet: archive, submit, accept …; says what came of it.
 * Decides nothing: model judges inside store_commit. Nothing is owned. */
#ifndef SIKO_APP_ACTS_H
#define SIKO_APP_ACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/change.h"
#include "model/record.h"
#include "store/store.h"

/* One act on one record as it was seen. */
struct act_wish {
	enum act act;
	enum table table;
	const char *id;
	uint64_t seen;	  /* the record's commit as shown; 0 = not checked */
	const char *note; /* NULL = none */
	const char *code; /* an answer's indicator, or NULL */
	const struct changes
		*given; /* what the act writes itself: number and date of a registration; NULL = nothing */
};

/* Does it and says nothing. result (the caller's to free, whatever comes of it) has what refuses it field by field, why the one
 * sentence: what moved since it was seen, and by whom. */
bool acts_commit(const struct act_wish *wish, struct commit_result *result, struct error *why);
/* Whether it may be done but for what is still to be given. */
bool acts_may(const struct act_wish *wish, struct error *why);

/* Does it and says nothing. */
bool acts_try(const struct act_wish *wish, struct error *why);
/* The same, and says what came of it. */
bool acts_do(const struct act_wish *wish);
bool acts_run(enum act act, enum table table, const char *id, uint64_t seen);
/* Accepts or refuses the evidence of one answer as it was seen, and says what came of it. */
bool acts_decide(const struct record *record, enum act act, const char *code, const char *note);
/* A note whose decision was refused, because the record had moved: offered again with the next one about the same. Starts zeroed;
 * about is borrowed from the catalogue. */
struct unsent_note {
	char *text;	   /* NULL = none */
	const char *about; /* an answer's indicator, or NULL for the whole */
};
void acts_keep_unsent(struct unsent_note *unsent, const char *about, const char *note, bool done);
const char *acts_unsent(const struct unsent_note *unsent, const char *about); /* NULL when there is none */

/* Asks for the note that a refusal needs, beginning with the one not sent, or that stands there; answered by a text. */
void acts_ask_refusal(
	const struct record *record, const char *code, const struct unsent_note *unsent, int tag);
/* Submits an innovation. What it lacks is shown as a screen (missing.h), pushed with this tag. */
bool acts_submit(const char *id, uint64_t seen, int tag);

#endif
