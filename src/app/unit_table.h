/* unit_table.h: a table of units over columns of numbers: filtered, sorted by any column, the mark kept on its unit.
 * Knows no number itself: its kind gives columns, cells and what a column is sorted by. Column 0 is the unit.
 * A struct unit_table is part of its screen, which is handed to the kind as `owner`; unit_table_free frees what it holds. */
#ifndef SIKO_APP_UNIT_TABLE_H
#define SIKO_APP_UNIT_TABLE_H

#include "app/ask.h"
#include "app/export.h"
#include "app/report_filter.h"
#include "model/catalogue.h"
#include "model/unit.h"
#include "ui/list_view.h"

#define UNIT_TABLE_COLUMNS (CATALOGUE_MOST + 8) /* at the most */
#define UNIT_TABLE_LABEL   24			/* bytes of a label */
#define UNIT_TABLE_TAG	   1 /* of the question what to sort by; the screen's own begin behind it */

struct unit_table_kind {
	size_t (*columns)(const void *owner); /* how many, the unit's own included */
	/* The label goes to room, the width of column 0 is the table's. whole: for a question; then hint may be set, too. */
	const char *(*label)(const void *owner, size_t column, bool whole, char room[UNIT_TABLE_LABEL]);
	const char *(*hint)(const void *owner, size_t column); /* NULL: none has one */
	int (*width)(const void *owner, size_t column);
	int64_t (*number)(const void *owner, size_t unit, size_t column); /* to sort by */
	void (*cell)(const void *owner, size_t unit, size_t column, struct buffer *to, enum style *style);
	const char *(*flag)(const void *owner, size_t unit);
	void (*title)(const void *owner, struct buffer *to); /* of a file of its rows */
	bool (*pair)(
		const void *owner, size_t column); /* cells are "54/36", claimed and verified; NULL: none */
	const char *file,
		*command; /* how such a file is called, and the command that brings the like from afar */
};

struct unit_table {
	const struct unit_table_kind *kind;
	const void *owner;
	struct list_view *view;
	size_t *row; /* places of the units shown, in order */
	size_t count;
	struct look *look; /* borrowed: the screen's own */
	struct report_filter filter;
	struct export export;
	char *active_id;
	struct buffer cells;
};

/* screen: the name its look is kept under; sort: the column it is sorted by, downwards, when it is seen first. */
void unit_table_open(struct unit_table *table, const struct unit_table_kind *kind, const void *owner,
	const char *screen, size_t sort);
void unit_table_free(struct unit_table *table);

/* No rows: the numbers are about to be read, or could not be. */
void unit_table_clear(struct unit_table *table);
/* The numbers are there: which units, in what order. */
void unit_table_arrange(struct unit_table *table);
/* After a recalc: by the next one the rows are others, and who stood in which is gone. */
void unit_table_settle(struct unit_table *table);

bool unit_table_active(const struct unit_table *table, size_t *unit); /* false: no row */
/* "dinas, “sipin”  urut: Verif ▼" and `more` behind it: what filters stands before what there is no room for. */
void unit_table_add_order(
	const struct unit_table *table, struct screen *screen, const char *more, struct buffer *to);
enum outcome unit_table_act(struct unit_table *table, enum action action);
void unit_table_take(struct unit_table *table, const struct answer *answer); /* of its own questions */

#endif
