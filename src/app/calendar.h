/* calendar.h: a month in a floating box, for a date field: move to a day, take it. Knows no record; the asker gets the day as
 * YYYY-MM-DD in struct answer. */
#ifndef SIKO_APP_CALENDAR_H
#define SIKO_APP_CALENDAR_H

/* stored: the day to stand on, YYYY-MM-DD; today when it is none. */
void calendar_push(const char *title, const char *stored, int tag);

#endif
