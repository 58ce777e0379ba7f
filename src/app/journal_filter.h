/* journal_filter.h: which commits the journal shows: of a user, of a unit and those below it, on a record, between two days.
 * Asks for them in floats, takes the answers; reads no journal.
 * A struct journal_filter starts zeroed (everything) and owns its texts until journal_filter_free. */
#ifndef SIKO_APP_JOURNAL_FILTER_H
#define SIKO_APP_JOURNAL_FILTER_H

#include "base/texts.h"
#include "store/store.h"
#include "ui/screen.h"

struct journal_filter {
	char *user;
	char *unit;	   /* id: units are read anew meanwhile, and their numbers change */
	char *word;	   /* in a record's id or name */
	char from[11];	   /* days, YYYY-MM-DD; "" = no bound */
	char to[11];	   /* inclusive */
	struct texts kept; /* of the open question: */
	const char **offered;
	size_t offered_count, offered_room;
};

void journal_filter_free(struct journal_filter *filter);
/* Whether it shows the entry; record is the one it is about, as it stands now. The first half needs no record. */
bool journal_filter_may_show(const struct journal_filter *filter, const struct history_entry *entry);
bool journal_filter_shows(const struct journal_filter *filter, const struct record *record);
void journal_filter_add_words(
	const struct journal_filter *filter, struct buffer *to); /* for the title line */

/* False for an action that asks for no filter. */
bool journal_filter_ask(struct journal_filter *filter, enum action action);
/* The answer to what was asked, *changed when others are shown now; false when it was not asked here. */
bool journal_filter_take(struct journal_filter *filter, const struct answer *answer, bool *changed);
/* Takes the last layer off: the word, then all else. False when there is none. */
bool journal_filter_drop(struct journal_filter *filter);

#endif
