/* notice.h: what waits for somebody, picked from counts of his innovations, most urgent first.
 * Pure: the counts are read by whoever shows the notices. Nothing is sent; the first screen says it.
 * A struct notice is a value. */
#ifndef SIKO_MODEL_NOTICE_H
#define SIKO_MODEL_NOTICE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "model/workflow.h"

/* In the order of their urgency. */
enum notice_kind {
	NOTICE_RETURNED, /* sent back to the unit */
	NOTICE_WAITING,	 /* submitted, for a reviewer */
	NOTICE_REJECTED, /* evidence refused, and not sent back */
	NOTICE_CLOSING,	 /* the window closes and something is not submitted */
	NOTICE_IDEAS,	 /* noted for the unit, not taken up */
	NOTICE_NONE,	 /* fewer innovations than the unit's target */
	NOTICE_KIND_COUNT
};

/* What the user may read, counted: an operator's own units, or all. */
struct notice_counts {
	enum role role;
	int64_t status[STATUS_COUNT];
	int64_t innovations; /* claim set */
	int64_t target;	     /* of the user's own unit; 0 = none */
	int64_t own;	     /* that unit's own claim set */
	int64_t rejected;    /* innovations with refused evidence that were not sent back */
	int32_t days_left;   /* until the window closes; negative: closed, or there is none */
};

struct notice {
	enum notice_kind kind;
	int64_t count; /* innovations behind it */
	int64_t more;  /* days left; the target */
};

#define NOTICE_DAYS 30 /* the window's end is near */

/* Those that hold, most urgent first; how many. */
size_t notices_of(const struct notice_counts *counts, struct notice notice[NOTICE_KIND_COUNT]);
/* One line for the first screen. */
void notice_add_text(struct buffer *to, const struct notice *notice);
/* Title of the list behind it. */
const char *notice_title(enum notice_kind kind);

#endif
