/* score.h: exact totals: weights in hundredths, means as ratios, rounded once when printed; the terms stand beside each number.
 * Reads facts only. Rules and constants come from the year's definition, never from here (INTERFACE: The numbers).
 * Values only; struct score_units owns one row per unit until score_units_free. */
#ifndef SIKO_MODEL_SCORE_H
#define SIKO_MODEL_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "model/facts.h"
#include "model/unit.h"

struct ratio {
	int64_t num, den; /* den > 0 */
};

int64_t ratio_round(struct ratio ratio, int64_t scale); /* num * scale / den, half up */

/* "12", "12.75" for CSV and JSON; "1.234,50" for the screen (two decimals only when not whole unless `fixed`). From hundredths. */
void score_add_plain(struct buffer *to, int64_t hundredths);
void score_add_screen(struct buffer *to, int64_t hundredths); /* as score_format_screen, not fixed */
void score_format_plain(int64_t hundredths, char out[32]);
void score_format_screen(int64_t hundredths, bool fixed, char out[32]);

/* One answer, hundredths: weight x level when it counts (level 1..3 and evidence), else 0. */
int64_t score_claimed(const struct catalogue *catalogue, const struct facts *facts, unsigned slot);
int64_t score_verified(
	const struct catalogue *catalogue, const struct facts *facts, unsigned slot); /* when accepted */
int64_t score_maturity(const struct catalogue *catalogue, const struct facts *facts, bool verified);
bool facts_eligible(const struct year_definition *year, const struct facts *facts); /* layak */
/* Why it is not, for people: "rancang bangun 120 dari 300 kata; tanpa tingkat: 16, 35"; nothing when it is. */
void facts_add_unfit(struct buffer *to, const struct year_definition *year, const struct facts *facts);

/* Totals of one unit (its own innovations only). */
struct score_unit {
	int64_t status[STATUS_COUNT]; /* innovations by status, all of them */
	int64_t innovations;	      /* claim set */
	int64_t eligible;	      /* layak within the claim set */
	int64_t verified_set;
	uint32_t claimed
		[CATALOGUE_MOST]; /* per indicator the levels that count: 4 bytes, for every session has them all */
	uint32_t verified[CATALOGUE_MOST];
	int64_t claimed_sum, verified_sum; /* hundredths */
};

void score_unit_add(struct score_unit *all, const struct score_unit *unit);

/* What such levels are worth, hundredths. */
static inline int64_t score_levels(const struct catalogue *catalogue, size_t slot, uint32_t levels)
{
	return (int64_t)catalogue->indicator[slot].weight * levels;
}

/* What adding a row needs of the year, worked out once by score_units_open. */
struct score_plan {
	int32_t weight[CATALOGUE_MOST];
	uint64_t slots;	     /* two bits per indicator of the catalogue, as facts' levels */
	uint64_t mandatory;  /* the lower of the two, of those that are */
	uint64_t topic[256]; /* facts' topic -> bit of its yandas, 0 = none */
};

/* Levels of some rows added side by side, a byte per slot: slot 4b + i is byte b of lane i. */
struct score_lanes {
	uint64_t lane[4];
	unsigned rows;
};

struct score_units {
	struct score_unit *unit; /* parallel to units->unit */
	size_t count;
	struct score_unit nobody; /* a place for rows of unknown units: part of all alone */
	struct score_unit all;	  /* the city, units that are not active or unknown too */
	uint64_t topics_claimed;  /* bit per yandas index (rules->yandas) covered in the claim set */
	uint64_t topics_verified;
	struct score_plan plan;
	struct score_unit *own; /* whose rows are in the lanes */
	struct score_lanes claimed_lanes, verified_lanes;
};

/* Rows of one unit one after the other cost least. Nothing is to be read before score_units_end. */
void score_units_open(struct score_units *score, const struct year_definition *year, size_t units);
void score_units_add(struct score_units *score, const struct year_definition *year, size_t unit,
	const struct facts *facts); /* UNIT_NONE: city only */
void score_units_end(struct score_units *score);
void score_units_free(struct score_units *score);

/* One answer read from its record, hundredths: for sheets, where what was typed is not stored yet. */
int64_t score_answer(const struct indicator *indicator, const struct record *record);

/* The region's answers: sum of weight x level with evidence, hundredths. record may be NULL or new: 0. */
int64_t score_region(const struct catalogue *region, const struct record *record);

/* The index and its terms (one column: claimed or verified). */
struct score_index {
	int64_t innovations, divisor, empty_seats;
	int64_t region;		 /* spd, hundredths */
	int64_t maturity_sum;	 /* hundredths */
	struct ratio maturity;	 /* hundredths / divisor */
	size_t yandas;		 /* covered */
	uint64_t yandas_missing; /* bits */
	int64_t count_score;	 /* skor_jumlah, hundredths */
	int64_t count_lost;	 /* what it would be with enough yandas, hundredths; 0 when not lost */
	struct ratio total;	 /* hundredths */
	struct ratio index;	 /* hundredths of the index 0..100 */
	int64_t index_rounded;	 /* hundredths */
	const char *predicate;
};

void score_index(struct score_index *index, const struct year_definition *year, int64_t innovations,
	int64_t maturity_sum, uint64_t topics, int64_t region);
void score_index_of(struct score_index *claimed, struct score_index *verified,
	const struct year_definition *year, const struct score_units *score, int64_t region);

#endif
