/* compare.h: two assessment years per unit: what there was, what there is, and the difference; the city's index of both at the foot.
 * Reads and shows; what stands between two years is model/compare.h's. */
#ifndef SIKO_APP_COMPARE_H
#define SIKO_APP_COMPARE_H

/* Beside the year before the session's (or after it, when there is none); says so when there is no other year. */
void compare_push(int tag);

#endif
