/* report_panel.h: the marked unit's indicators as bars, beside or below the report's table.
 * Paints totals that were already counted. */
#ifndef SIKO_APP_REPORT_PANEL_H
#define SIKO_APP_REPORT_PANEL_H

#include "model/score.h"
#include "ui/draw.h"

/* beside: one column of all indicators; else two columns. */
void report_panel_paint(struct area panel, bool beside, const char *unit, const struct score_unit *score);

#endif
