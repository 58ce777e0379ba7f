/* report_filter.h: which units the report shows: of a kind, of a kecamatan, with a word in their name or code.
 * Asks for them in floats, takes the answers; knows no column and no total.
 * A struct report_filter starts with its look; it owns what an open question offers, until report_filter_free. */
#ifndef SIKO_APP_REPORT_FILTER_H
#define SIKO_APP_REPORT_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "app/look.h"
#include "base/buffer.h"
#include "base/texts.h"
#include "ui/screen.h"

struct report_filter {
	struct look *look;    /* borrowed: its find, kind and district */
	struct texts offered; /* of the open question: */
	const char **district_offered;
};

void report_filter_free(struct report_filter *filter);
bool report_filter_shows(const struct report_filter *filter, size_t unit);
/* "dinas, Kec. Legok, “sipin”": the word last, cut to what `room` columns leave; room < 0: whole. */
void report_filter_add_words(const struct report_filter *filter, int room, struct buffer *to);

/* False for an action that asks for no filter. */
bool report_filter_ask(struct report_filter *filter, enum action action);
/* The answer to what was asked; false when it was not asked here. */
bool report_filter_take(struct report_filter *filter, const struct answer *answer);
/* Takes the last layer off: the word, then the kecamatan and the kind. False when there is none. */
bool report_filter_drop(struct report_filter *filter);

#endif
