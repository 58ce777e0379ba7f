/* sheet_panel.h: what stands beside or below the sheet's list: the marked indicator's levels, evidence asked for and given.
 * Paints from a record as it stands; changes nothing. */
#ifndef SIKO_APP_SHEET_PANEL_H
#define SIKO_APP_SHEET_PANEL_H

#include "model/catalogue.h"
#include "model/record.h"
#include "store/evidence.h"
#include "ui/draw.h"

/* Where the panel stands: beside the list of `count` rows on a wide screen, else below it. *list is what the list gets. */
struct area sheet_panel_place(struct area area, size_t count, struct area *list);
/* The three levels, the record's own marked, the others with the points they would add or without; returns the next row. */
int sheet_panel_levels(struct area panel, const struct record *record, const struct indicator *indicator,
	const struct basis *basis, bool points, int row);
/* twins: which files other innovations have too. */
void sheet_panel_paint(struct area panel, const struct indicator *indicator, const struct record *record,
	const struct evidence_twins *twins);

#endif
