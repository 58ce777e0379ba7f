/* report_rows.h: the totals per unit as rows of values, the same for every form of siko report; and their sum.
 * Computes nothing that score.h does not; writes nothing.
 * A struct report_rows starts zeroed, until report_rows_free; units and scores are borrowed, they outlive it. */
#ifndef SIKO_CLI_REPORT_ROWS_H
#define SIKO_CLI_REPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "model/definition.h"
#include "model/score.h"
#include "model/unit.h"

#define REPORT_COLUMNS_MOST (12 + 2 * (CATALOGUE_MOST + 2))

/* Named word, or word_code: "klaim", "klaim_16". Both are borrowed. */
struct report_column {
	const char *word;
	const char *code; /* of an indicator, or NULL */
	bool number;
};

struct report_value {
	const char *text;   /* NULL: a number */
	int64_t hundredths; /* means are rounded to them */
};

/* What a row is made of when it is asked for: 60 values for each of many units would be more than all else together. */
struct report_source {
	const struct unit *unit;
	const struct score_unit *score;
	int64_t target;
	const char *fulfilled;
};

struct report_rows {
	const struct year_definition *year;
	struct report_column column[REPORT_COLUMNS_MOST];
	size_t columns;
	struct report_source *source; /* one a row */
	size_t rows, room;
	struct score_unit sum; /* of the rows */
	int64_t target;
	size_t fulfilled;
	char fulfilled_text[48]; /* "2 dari 3" */
};

void report_rows_open(struct report_rows *rows, const struct year_definition *year); /* empties it, too */
void report_rows_free(struct report_rows *rows);
void report_rows_add(struct report_rows *rows, const struct unit *unit, const struct score_unit *score);
/* One more row, "Jumlah": sums, and means over all; for forms that people read. */
void report_rows_total(struct report_rows *rows);

/* The values of a row, one a column; texts are borrowed. */
void report_row(const struct report_rows *rows, size_t row, struct report_value value[REPORT_COLUMNS_MOST]);
/* As CSV and JSON name it; borrowed until the next change of `buffer`. */
const char *report_column_key(const struct report_column *column, struct buffer *buffer);
size_t report_column_find(const struct report_rows *rows, const char *word); /* without a code; it is there */
/* As people read it: "1.234,50"; borrowed until the next change of `buffer`. */
const char *report_value_shown(const struct report_value *value, struct buffer *buffer);

#endif
