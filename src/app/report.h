/* report.h: the report pane: every active unit's claimed and verified totals per indicator, with the city at the foot.
 * Counts nothing itself: model/score does, in one pass. Enter opens the unit, then the innovations behind a number. */
#ifndef SIKO_APP_REPORT_H
#define SIKO_APP_REPORT_H

void report_push(int tag);

#endif
