/* review.h: one submitted innovation before a reviewer: its answers, and all that the marked one rests on.
 * One key decides an answer and goes to the next; every decision is a commit of its own, for exactly what was seen.
 * Goes through the ids it is given, as they wait in the queue; they are copied. */
#ifndef SIKO_APP_REVIEW_H
#define SIKO_APP_REVIEW_H

#include <stddef.h>

void review_push(const char *const *ids, size_t count, size_t at, int tag);

#endif
