/* list_view.h: a table of any number of rows in an area: mark, columns, sideways scroll under frozen columns.
 * Knows no data: rows come from a callback, only the visible ones are asked for. Does not sort or filter: says what was wanted.
 * The view owns its columns' texts; cells are borrowed from the callback until the next row. */
#ifndef SIKO_UI_LIST_VIEW_H
#define SIKO_UI_LIST_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

struct list_column {
	const char *label; /* copied */
	int width;	   /* columns wanted; the first flexible column takes what is left */
	int least;	   /* a flexible column's minimum; 0 = fixed width */
	enum align align;
	bool frozen; /* stays when scrolling sideways (leading columns only) */
	char sorted; /* 0, '+' ascending, '-' descending: shown as a mark in the header */
};

struct list_cell {
	const char *text; /* never NULL */
	enum style style;
};

struct list_source {
	void *context;
	/* Fills `count` cells (one per column) for row `index`; *row_style colours the mark column; *flag is a one-cell mark text shown
	 * before the first column ("!", "✓", "") . */
	void (*row)(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag);
};

struct list_view;

struct list_view *list_view_new(void);
void list_view_free(struct list_view *view);
void list_view_columns(struct list_view *view, const struct list_column *columns, size_t count);
void list_view_source(struct list_view *view, struct list_source source);
void list_view_rows(struct list_view *view, size_t count);	/* keeps the active row inside */
void list_view_found(struct list_view *view, const char *part); /* text shown as found; copied; NULL = none */
void list_view_empty(struct list_view *view, const char *sentence); /* shown when there is no row; copied */
size_t list_view_active(const struct list_view *view);
void list_view_activate(struct list_view *view, size_t index); /* scrolls it into sight */
size_t list_view_first_column(const struct list_view *view);   /* leftmost scrolled column in sight */
/* Whether the cell of a column is in sight and as wide as this text. */
bool list_view_shows_whole(const struct list_view *view, size_t column, const char *text);
void list_view_layout(struct list_view *view, struct area area);
void list_view_paint(struct list_view *view);
/* After OUTCOME_MOVED, over what was painted: the row the mark left and the one it went to. */
void list_view_paint_moved(struct list_view *view);
void list_view_cursor(const struct list_view *view, int *row, int *col);
/* Moves: UP DOWN PAGE_UP PAGE_DOWN FIRST LAST LEFT RIGHT; IGNORED for all else. MOVED when nothing scrolled. */
enum outcome list_view_act(struct list_view *view, enum action action);

#endif
