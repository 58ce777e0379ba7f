/* tally.h: how many records of a plain table each unit has, and how many of them won (the form says which choices do).
 * Counts what it is given; who may see a unit's number is rights.h's. Pure.
 * A struct tally owns one count per unit until tally_free. */
#ifndef SIKO_MODEL_TALLY_H
#define SIKO_MODEL_TALLY_H

#include "model/definition.h"
#include "model/unit.h"

struct tally_count {
	size_t records, wins;
};

struct tally {
	struct tally_count *unit; /* parallel to units->unit */
	size_t count;
};

void tally_open(struct tally *tally, const struct units *units);
/* A record whose unit is not known is nobody's. */
void tally_add(struct tally *tally, const struct table_definition *table, const struct units *units,
	const struct record *record);
void tally_free(struct tally *tally);

/* Whether the record counts at all, and whether it won. */
bool tally_counts(const struct table_definition *table, const struct record *record);
bool tally_won(const struct table_definition *table, const struct record *record);
/* The field and the choice of it that take a record out of the totals; NULL when its form has none. */
const struct field_definition *tally_drop(const struct table_definition *table, const struct choice **choice);

/* The column of a unit's list that shows it: "lomba", "lomba_menang". False for any other key. */
bool tally_key(const char *key, enum table *table, bool *wins);

#endif
