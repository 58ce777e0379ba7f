/* scan.h: a quick look at many bytes for a text, whatever its case: the filter before an exact comparison.
 * Says yes too often, never too seldom for what text_contains finds by ASCII letters; reads sixteen bytes at a time.
 * Nothing is owned; the part must stay as long as its struct scan is used. */
#ifndef SIKO_BASE_SCAN_H
#define SIKO_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan {
	const char *
		run; /* the longest piece of the part that is ASCII; what is not may change its bytes with its case */
	size_t size;		    /* 0: nothing to look for, all may hold it */
	size_t one, other;	    /* where in it its two rarest characters stand */
	unsigned char ones, others; /* these, as small letters */
};

void scan_open(struct scan *scan, const char *part);
bool scan_may_hold(const struct scan *scan, const char *data, size_t size);

#endif
