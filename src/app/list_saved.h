/* list_saved.h: filters a user gave a name and keeps: which they are, put into a list, taken from it.
 * Reads and writes the user's own file (store/saved.h); asks nothing: list_filter.c does.
 * A struct list_saved starts zeroed and owns its texts until list_saved_free. */
#ifndef SIKO_APP_LIST_SAVED_H
#define SIKO_APP_LIST_SAVED_H

#include <stdbool.h>
#include <stddef.h>

struct list;

struct saved_filter {
	char *line; /* the texts below stand in it */
	const char *kind, *name, *preset, *column, *value, *find;
};

struct list_saved {
	struct saved_filter *filter; /* of all kinds of lists */
	size_t count, room;
};

void list_saved_read(struct list_saved *saved);
void list_saved_free(struct list_saved *saved);
void list_saved_apply(struct list *list, const struct saved_filter *filter);
/* What the list is filtered by, under that name; an older one of the name goes. */
void list_saved_keep(struct list *list, const char *name);
/* Forgets the one of that name. */
void list_saved_drop(struct list *list, const char *name);

#endif
