/* sheet_totals.h: the line above a sheet: what its answers come to, and where the index goes with what is not saved yet.
 * The index is scored anew with the record as typed; only sheet_totals_read reads the store. Writes nothing.
 * A struct sheet_totals starts zeroed and owns its sums until sheet_totals_free. */
#ifndef SIKO_APP_SHEET_TOTALS_H
#define SIKO_APP_SHEET_TOTALS_H

#include "model/record.h"
#include "model/score.h"
#include "ui/draw.h"

struct sheet_totals {
	bool loaded;
	uint64_t generation;
	struct score_units others;	  /* the city without this record */
	int64_t region;			  /* the region's score as stored, hundredths */
	struct facts stored;		  /* of the innovation; status STATUS_COUNT: none */
	struct score_index before, after; /* claimed */
	struct score_index proven;	  /* and were there evidence for every level */
	bool pending;			  /* something typed is not saved */
};

/* Reads the city when the store moved, and scores it with the record as stored and as it stands. */
void sheet_totals_read(struct sheet_totals *totals, const struct record *working, bool pending);
void sheet_totals_free(struct sheet_totals *totals);
void sheet_totals_paint(const struct sheet_totals *totals, struct area area, const struct record *working);

#endif
