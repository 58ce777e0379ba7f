/* data.h: the year's innovations and totals as last read, shared by home, lists, sheets and report.
 * Reads only when the store's generation moved; never writes. All texts and rows are owned by struct data until the next load. */
#ifndef SIKO_APP_DATA_H
#define SIKO_APP_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/score.h"

struct innovation {
	size_t unit; /* index into app->units, UNIT_NONE when unknown */
	char *id;
	char *name;
	struct facts facts;
	uint64_t commit;
};

struct data {
	bool loaded;	  /* totals are there */
	bool rows_loaded; /* innovations are there */
	bool resting;	  /* given back by data_rest, to be had again by data_wake */
	bool resting_rows, resting_other;
	uint64_t generation;
	struct innovation *innovation; /* of the year, all units, in order of unit and id */
	size_t count, room;
	bool other_loaded; /* … and those of the other years that the user may read, the latest year first: for a choice */
	struct innovation *other;
	size_t others, other_room;
	struct score_units score;
	struct score_index claimed, verified;
	int64_t region;				/* spd, hundredths */
	size_t region_answered, region_waiting; /* for a reviewer */
};

/* Totals; with rows also every innovation. False after saying why. */
bool data_load(bool rows);
bool data_load_all_years(void); /* with rows, and those of the other years */
void data_free(struct data *data);
/* Of the innovations that are loaded; the id itself when it is none of them. Borrowed. */
const char *data_innovation_name(const char *id);

/* Gives the rows back while nobody looks, and reads them, the units and the user again. *changed: they are not those that were
 * given back, whoever shows them must read. False after saying why they cannot be read. */
void data_rest(void);
bool data_wake(bool *changed);

#endif
