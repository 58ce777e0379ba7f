/* advice.h: the screen "Saran": what would raise the score most, for the city, a unit or one innovation.
 * Counts nothing itself: model/advice does, in one pass. Enter opens what stands behind the line. */
#ifndef SIKO_APP_ADVICE_H
#define SIKO_APP_ADVICE_H

void advice_push_city(void);
void advice_push_unit(const char *id); /* says so when the user may not read it */
/* From a sheet (tag not 0), Enter hands the indicator's place back as the answer's choice instead of opening a second sheet. */
void advice_push_innovation(const char *id, int tag);

#endif
