/* list.h: the behaviour of every list: columns, find, filter, sort, mark, open; once for all tables.
 * A kind (innovations, units, users) says what rows and cells there are and what acts do. Writes nothing itself.
 * The list owns its order and texts; the kind owns its rows in `own`. */
#ifndef SIKO_APP_LIST_H
#define SIKO_APP_LIST_H

#include "app/export.h"
#include "app/list_saved.h"
#include "app/look.h"
#include "model/definition.h"
#include "ui/screen.h"

struct list;

#define LIST_TAG_KIND 500

/* A filter that has a name, offered before the columns. */
struct list_preset {
	const char *name;
	bool (*shows)(const struct list *list, size_t row);
};

struct list_kind {
	const char *name;
	size_t own_size; /* the kind's private block, zeroed */
	bool marks;	 /* rows can be marked, for acts on all of them (list_chosen) */
	void (*open)(struct list *list, const void *arguments);
	void (*close)(struct list *list);
	bool (*load)(struct list *list); /* may read the store; false after saying why */
	size_t (*count)(const struct list *list);
	const char *(*id)(const struct list *list, size_t row);
	/* Adds the cell's text as shown; sets *style when it is not plain. */
	void (*cell)(
		const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style);
	const char *(*flag)(const struct list *list, size_t row); /* one cell before the row, "" for none */
	void (*title)(const struct list *list, struct buffer *to);
	void (*status)(const struct list *list, size_t row, struct buffer *to); /* of the active row */
	/* Adds what the row has cut, once the mark has rested a second: said at every step it would double its bytes; may be NULL. */
	void (*rested)(const struct list *list, size_t row, struct buffer *to);
	enum outcome (*act)(
		struct list *list, enum action action, size_t row); /* row = (size_t)-1 when there is none */
	enum outcome (*resume)(struct list *list,
		const struct answer *answer); /* for answers tagged LIST_TAG_KIND; may be NULL */
	const enum action *keys;	      /* ended by ACTION_NONE */
	const struct list_preset *presets;    /* ended by one without a name; may be NULL */
	/* Adds words that find a row though no column shows them; may be NULL. */
	void (*words)(const struct list *list, size_t row, struct buffer *to);
	/* Adds the name its look is kept under, nothing for rows that come together once; NULL: the kind's name. */
	void (*screen)(const struct list *list, struct buffer *to);
	/* A file of its rows: how it is called, the command that brings the like from afar, the key of a column of pairs or NULL. */
	const char *file, *command, *pair;
};

struct list {
	const struct list_kind *kind;
	void *own;
	const struct list_definition *definition;
	/* The rest is list.c's. */
	struct screen *screen;
	struct list_view *view;
	size_t *shown; /* rows in order, after find and filter */
	size_t shown_count;
	struct look *look;
	bool finding;  /* what is typed is what is searched for */
	bool moving;   /* the mark has not rested since the last key */
	char **marked; /* ids, in the order they were marked */
	size_t marked_count, marked_room;
	char *active_id;      /* to come back to after a change */
	struct buffer cells;  /* texts of the row being painted */
	char **filter_choice; /* values offered by the open filter question */
	size_t filter_choice_count;
	struct export export;
	struct list_saved saved; /* the user's own filters, as last read */
};

void list_push(const struct list_kind *kind, const void *arguments, int tag);

/* To be used by kinds, in act: reads again and stands on this id when it is there. */
enum outcome list_reload(struct list *list, const char *id);
/* The marked rows, in the order of the list; without any, the active one. *rows is the caller's. */
size_t list_chosen(const struct list *list, size_t active, size_t **rows);
/* Whether the row has the whole text of its column so called in sight: what else says it sends bytes at every step. */
bool list_shows_whole(const struct list *list, size_t row, const char *key);
bool list_has_marks(const struct list *list);
void list_drop_marks(struct list *list); /* acted on */

#endif
