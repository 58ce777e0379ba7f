/* compare.h: two assessment years side by side: a unit's totals of the one, of the other, and the difference.
 * Each year is scored by its own catalogue and rules (score.h); here is only what stands between them. Pure.
 * Values only; a struct year_totals owns its score until year_totals_free. */
#ifndef SIKO_MODEL_COMPARE_H
#define SIKO_MODEL_COMPARE_H

#include "model/score.h"

/* All totals of one year. */
struct year_totals {
	const struct year_definition *year;
	struct score_units score;
	struct score_index claimed, verified;
};

void year_totals_free(struct year_totals *totals);

enum compare_measure {
	COMPARE_INNOVATIONS,
	COMPARE_CLAIMED,
	COMPARE_MEAN, /* claimed / innovations */
	COMPARE_VERIFIED,
	COMPARE_MEASURES
};

/* Hundredths. A difference of means is that of the means themselves, rounded once: it may be a hundredth off what is printed. */
struct compare_value {
	int64_t one, other, difference; /* one - other */
};

void compare_units(const struct score_unit *one, const struct score_unit *other,
	struct compare_value value[COMPARE_MEASURES]);

const char *compare_word(enum compare_measure measure);	 /* "rata_klaim": as in the columns of siko report */
const char *compare_label(enum compare_measure measure); /* "Rata" */
/* naik, turun, tetap */
const char *compare_direction(int64_t difference);
void compare_add_plain(struct buffer *to, int64_t difference);	/* "-2.5" */
void compare_add_screen(struct buffer *to, int64_t difference); /* "+1.234,50", "-2", "0" */

/* What a year is compared with when nothing is said: the one before it, else the one after it; NULL when it is the only one. */
const struct year_definition *compare_other_year(const struct definitions *definitions, int year);

#endif
