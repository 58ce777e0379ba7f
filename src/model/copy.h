/* copy.h: what of an innovation goes into another year's record: profile, links, documents and files; never a decision.
 * Levels were reached in the old year: they are left at 0 and named in N.ket, to be set anew. Pure; store/copy.h writes it.
 * Changes own copies of all texts. */
#ifndef SIKO_MODEL_COPY_H
#define SIKO_MODEL_COPY_H

#include "model/change.h"
#include "model/definition.h"

/* Adds the changes that make the copy. What the other year's definitions do not know is left out. */
void copy_changes(const struct record *from, const struct year_definition *to, struct changes *changes);

/* The year after this one that has definitions and is not closed; NULL when there is none. */
const struct year_definition *copy_next_year(const struct definitions *definitions, int year);

#endif
