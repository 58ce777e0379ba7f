/* look.h: how a screen is looked at: searched, filtered, sorted; kept for the session under the screen's name.
 * Knows no screen and no row: columns are numbers, a preset is its list's. Nothing of it is written anywhere.
 * struct app owns the looks that have a name, until looks_free; one without is its screen's own. Texts are the look's. */
#ifndef SIKO_APP_LOOK_H
#define SIKO_APP_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct list_preset;

#define LOOK_NO_COLUMN ((size_t)-1)

struct look {
	char *screen; /* its name; NULL: nobody else's */
	size_t sort;  /* column; LOOK_NO_COLUMN: the screen's own order */
	bool sort_down;
	char *find; /* what was typed; "" = nothing */
	/* Of lists: */
	size_t column; /* only rows that show `value` there; LOOK_NO_COLUMN = all */
	char *value;
	const struct list_preset *preset; /* in force besides, or NULL */
	/* Of tables of units: */
	char *kind;	/* opd.jenis, or NULL */
	char *district; /* id of a kecamatan, or NULL */
};

struct looks {
	struct look **look; /* each on its own: screens point at them */
	size_t count, room;
};

/* As the screen was left; *known is false for one never seen: sorted as its screen says, nothing filtered. screen NULL: a fresh
 * one that the caller frees by look_free. */
struct look *look_of(const char *screen, bool *known);
void look_free(struct look *look); /* one with a name stays */
void looks_free(struct looks *looks);

void look_set_find(struct look *look, const char *find);

/* As much of the text as `cols` columns hold, then "…"; cols < 0: all of it. For words that say how a screen is looked at. */
void look_add_cut(struct buffer *to, const char *text, int cols);

#endif
