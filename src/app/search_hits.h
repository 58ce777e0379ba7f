/* search_hits.h: what a text is found in: units, innovations of the year, the region's answers, users, competitions, each once.
 * Reads within a time and goes on when asked to; paints nothing and opens nothing.
 * A struct search_hits starts zeroed and owns all until search_hits_free. */
#ifndef SIKO_APP_SEARCH_HITS_H
#define SIKO_APP_SEARCH_HITS_H

#include "store/find.h"

struct search_hit {
	enum table table;
	char *id;
	char *name;
	char *key;   /* the field it was found in; "" = its id or its name */
	char *where; /* in words, with what stands around it */
};

struct search_hits {
	char *part;
	struct search_hit *hit; /* by name or id first */
	size_t count, room;
	size_t table; /* being looked through, in an order of its own */
	struct find find;
	bool done; /* everything was looked at */
};

/* Looks anew for a part, or goes on looking for the same (NULL). False after saying why. */
bool search_hits_look(struct search_hits *hits, const char *part);
void search_hits_free(struct search_hits *hits);

#endif
