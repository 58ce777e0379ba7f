/* form_view.h: one page of one-row fields on libform, with labels, notes at the field and a cursor.
 * libform is an input device here: the truth is our array of texts; resize rebuilds everything from it (PITFALLS A0-A5).
 * Knows no record. The view owns copies of all texts given; texts read are borrowed until the next change. */
#ifndef SIKO_UI_FORM_VIEW_H
#define SIKO_UI_FORM_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

enum form_kind {
	FORM_LINE,   /* typed on one row; longer texts than the field shows are edited in the editor */
	FORM_CHOICE, /* Enter or a letter asks the screen for a choice; typed letters are handed on */
	FORM_LONG,   /* shown as a line of summary; Enter asks the screen for the editor */
	FORM_SHOWN   /* read only */
};

struct form_field {
	const char *label;
	enum form_kind kind;
	const char *text;    /* as shown and typed */
	int width;	     /* columns wanted for the field; 0 = the rest of the row */
	size_t most;	     /* characters that may be typed; 0 = what fits */
	bool required;	     /* shows * */
	bool narrow;	     /* may share a row with a narrow neighbour when there is room */
	const char *heading; /* a heading above it, or NULL */
	const char *side;    /* short text behind the field ("yandas"), or NULL */
};

struct form_view;

struct form_view *form_view_new(void);
void form_view_free(struct form_view *view);
void form_view_fields(struct form_view *view, const struct form_field *fields, size_t count); /* one page */
void form_view_layout(struct form_view *view,
	struct area area); /* flush, rebuild, keep field and cursor; scrolls when taller than the area */
void form_view_paint(struct form_view *view);
bool form_view_paint_active(
	struct form_view *view); /* its text alone; false when more has changed since all was painted */
void form_view_cursor(const struct form_view *view, int *row, int *col);

size_t form_view_active(const struct form_view *view);
void form_view_activate(struct form_view *view, size_t index);
const char *form_view_text(struct form_view *view, size_t index); /* flushes first */
void form_view_set_text(struct form_view *view, size_t index, const char *text);
/* The active text written otherwise, no step to be taken back. False, nothing done, unless the cursor stands behind it. */
bool form_view_rewrite(struct form_view *view, const char *text);
void form_view_set_side(struct form_view *view, size_t index, const char *side);
void form_view_set_note(struct form_view *view, size_t index,
	const char *sentence); /* an error at the field; NULL clears; cleared when edited */
bool form_view_changed(struct form_view *view, size_t index); /* since form_view_fields */

/* What the screen has to do after a key. */
enum form_wish {
	FORM_WISH_NONE,
	FORM_WISH_CHOICE,
	FORM_WISH_EDITOR,
	FORM_WISH_WRITE /* the editor, for what was typed or pasted: it is not in the text yet */,
	FORM_WISH_LEFT /* the active field changed; form_view_left says which was left */,
	FORM_WISH_PAST_END,
	FORM_WISH_BEFORE_START
};
enum form_wish form_view_wish(struct form_view *view); /* and forgets it */
size_t form_view_left(const struct form_view *view);
/* Where in the active text one was typing when it no longer fitted its row; the end of the text when nobody was. */
size_t form_view_place(const struct form_view *view);
/* The letter typed on a choice, to start narrowing with; "" when it was opened by Enter. */
const char *form_view_typed(const struct form_view *view);

/* NEXT PREVIOUS UP DOWN OPEN LEFT RIGHT FIRST LAST DELETE_… TYPE_UNDO TYPE_REDO; IGNORED for all else. Enter (OPEN) moves on in a line,
 * wishes CHOICE or EDITOR on the others; past the last field wishes PAST_END. */
enum outcome form_view_act(struct form_view *view, enum action action);
enum outcome form_view_type(struct form_view *view, const char *text, size_t size, bool pasted);

#endif
