/* draw.h: painting cells of the one window, clipped to an area; the only way screens put text on the terminal.
 * Every text goes through text_for_screen, so stored bytes never reach the terminal raw; never clears, never refreshes.
 * Nothing is owned; an area is a value. */
#ifndef SIKO_UI_DRAW_H
#define SIKO_UI_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/theme.h"

struct area {
	int row, col; /* on the terminal, from 0 */
	int rows, cols;
};

struct area area_inner(
	struct area area, int row, int col, int rows, int cols); /* clipped; rows/cols < 0 = the rest */

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

/* Text in exactly `cols` columns (padded with blanks, cut with `…` — `~` in ASCII — when longer); cols < 0: as wide as the text.
 * Returns the columns used. */
int draw_text(struct area area, int row, int col, int cols, enum style style, const char *text);
int draw_text_aligned(
	struct area area, int row, int col, int cols, enum align align, enum style style, const char *text);
int draw_printf(struct area area, int row, int col, int cols, enum style style, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The same with every occurrence of `part` (case-blind) shown as STYLE_FOUND. */
int draw_text_found(
	struct area area, int row, int col, int cols, enum style style, const char *text, const char *part);

/* Prose wrapped at blanks into `area` from `row` on; returns the rows it takes in all (even beyond the area), so rows=0 measures. */
int draw_wrapped(struct area area, int row, int col, int cols, enum style style, const char *text);

/* `count` cells of one character one column wide: bars and lines. */
void draw_repeat(struct area area, int row, int col, int count, enum style style, uint32_t code);

void draw_blank(struct area area); /* every cell a blank: before painting a float */
void draw_rule(struct area area, int row, const char *title); /* `── Title` or a full rule when title is "" */
void draw_box(struct area area, const char *title);	      /* border of a float, drawn inside area */
int draw_mark(struct area area, int row, int col, bool active); /* `▸ ` or two blanks; returns 2 */

/* Marks with their ASCII fallbacks. */
enum mark {
	MARK_ACTIVE,	 /* ▸ > */
	MARK_YES,	 /* ✓ v */
	MARK_NO,	 /* ✗ x */
	MARK_WAITING,	 /* ? ? */
	MARK_WARN,	 /* ! ! */
	MARK_NONE,	 /* - - */
	MARK_FULL,	 /* ● # */
	MARK_EMPTY,	 /* ○ . */
	MARK_DOWN,	 /* ▼ v */
	MARK_UP,	 /* ▲ ^ */
	MARK_MORE_LEFT,	 /* ‹ < */
	MARK_MORE_RIGHT, /* › > */
	MARK_DOT	 /* · - */
};
const char *draw_mark_text(enum mark mark);
bool draw_is_ascii(void);
void draw_set_ascii(bool want);
bool draw_is_plain(void); /* no rules, boxes and bars: fewer bytes, and nothing that is read aloud in vain */
void draw_set_plain(bool want);
void draw_make_ascii(
	void); /* whatever stands there: for terminals that would show other bytes as something else */

#endif
