#include "base/scan.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define SMALL 0x20 /* the bit that makes a letter a small one */

/* The compiler's own vectors: one instruction each where the machine has them, plain code where it has not. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));

/* Letters of Indonesian from the most frequent on; what is not among them is rarer. */
static size_t rarest(const struct scan *scan, size_t besides)
{
	static const char frequent[] = "aneitkurdmslgpbohyjcwfvzqx";
	size_t best = 0;
	size_t rank = 0;

	for (size_t i = 0; i < scan->size; i++) {
		const char *found = strchr(frequent, tolower((unsigned char)scan->run[i]));
		size_t here = 1 + (found ? (size_t)(found - frequent) : sizeof frequent);

		if (scan->run[i] == ' ')
			here = 1;
		if (i != besides && here > rank) {
			rank = here;
			best = i;
		}
	}
	return best;
}

void scan_open(struct scan *scan, const char *part)
{
	*scan = (struct scan){.run = part};
	for (size_t at = 0; part[at];) {
		size_t size = 0;

		while (part[at + size] && (unsigned char)part[at + size] < 0x80)
			size++;
		if (size > scan->size) {
			scan->run = part + at;
			scan->size = size;
		}
		at += size ? size : 1;
	}
	if (!scan->size)
		return;
	scan->one = rarest(scan, scan->size);
	scan->other = scan->size > 1 ? rarest(scan, scan->one) : scan->one;
	scan->ones = (unsigned char)(scan->run[scan->one] | SMALL);
	scan->others = (unsigned char)(scan->run[scan->other] | SMALL);
}

static bool stands_at(const struct scan *scan, const char *at)
{
	if ((at[scan->one] | SMALL) != (char)scan->ones || (at[scan->other] | SMALL) != (char)scan->others)
		return false;
	for (size_t i = 0; i < scan->size; i++)
		if (tolower((unsigned char)at[i]) != tolower((unsigned char)scan->run[i]))
			return false;
	return true;
}

static bytes16 small_from(const char *at)
{
	bytes16 here;

	memcpy(&here, at, sizeof here);
	return here | SMALL;
}

/* Whether both characters may stand in their places, seen from any of the sixteen places from `at` on. */
static bool both(const struct scan *scan, const char *at)
{
	bytes16 differs = (small_from(at + scan->one) ^ scan->ones) |
			  (small_from(at + scan->other) ^ scan->others);
	bytes16 same = (bytes16)(differs == 0);
	uint64_t half[2];

	memcpy(half, &same, sizeof half);
	return (half[0] | half[1]) != 0;
}

bool scan_may_hold(const struct scan *scan, const char *data, size_t size)
{
	size_t places;
	size_t at = 0;

	if (!scan->size)
		return true;
	if (size < scan->size)
		return false;
	places = size - scan->size + 1;
	for (; at + sizeof(bytes16) <= places; at += sizeof(bytes16)) {
		if (!both(scan, data + at))
			continue;
		for (size_t i = 0; i < sizeof(bytes16); i++)
			if (stands_at(scan, data + at + i))
				return true;
	}
	for (; at < places; at++)
		if (stands_at(scan, data + at))
			return true;
	return false;
}
