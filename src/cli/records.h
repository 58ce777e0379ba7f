/* records.h: reading many records: columns in their order, filters, and values as files and as people see them.
 * Decides nothing; rights_read and the definitions do. Columns own their keys until columns_free. */
#ifndef SIKO_CLI_RECORDS_H
#define SIKO_CLI_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/cli.h"
#include "model/score.h"
#include "model/tally.h"

/* All stored fields of a table: the known ones in their order, then unknown ones. Files of evidence are none of them. */
struct columns {
	char **key;
	size_t count, room;
	size_t *sorted; /* columns in the order of their keys' bytes, as a record holds its fields */
	size_t *last; /* where in sorted the fields of the last record were: the next one's are mostly there, too */
	size_t last_room;
};

void columns_open(struct columns *columns, const struct definitions *definitions, enum table table);
void columns_free(struct columns *columns);
void columns_learn(struct columns *columns, const struct record *record); /* adds keys not seen yet */
/* value[column] = the record's text, "" when absent; borrowed from the record. False: it has keys that are to be learnt. */
bool columns_fill(struct columns *columns, const struct record *record, const char **value);

/* KEY=VALUE (equal) and KEY~TEXT (contains, case-blind). */
struct filter {
	char *key;
	const char *text;
	bool contains;
};

struct filters {
	struct filter *filter;
	size_t count;
};

/* argv[0..argc) are filters; says so and false when one is none. */
bool filters_read(struct filters *filters, const char *command, int argc, char **argv);
void filters_free(struct filters *filters);

/* What the values of records are computed from; scores is needed for units only. */
struct view {
	const struct definitions *definitions;
	enum table table;
	int year;
	const struct units *units;
	struct score_units score;
	struct tally tally[TABLE_PLAIN_COUNT]; /* for units only */
	struct buffer text;		       /* of the last value computed */
};

void view_free(struct view *view);
/* Reads what units' values are computed from; view->units is there. */
bool view_read_units(struct view *view, struct store_txn *txn, struct error *err);
/* A stored field, `id`, or a computed one ("kematangan", "verif", "layak", …) as files have it; borrowed until the next call. */
const char *view_value(struct view *view, const struct record *record, const char *key);
/* The same for people: labels of choices, DD-MM-YYYY, 12,75. */
const char *view_shown(struct view *view, const struct record *record, const char *key);
bool view_knows(const struct view *view, const char *key);
bool view_matches(struct view *view, const struct record *record, const struct filters *filters);
bool filters_known(
	const struct filters *filters, const struct view *view); /* says so and false when a key is unknown */

#endif
