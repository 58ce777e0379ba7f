/* form_view_part.h: what the files of the form view share: its items, their places and the text being typed.
 * Not for screens; they use form_view.h. form_view.c is the outside, form_view_paint.c places and paints,
 * form_view_line.c changes the active line. All of it is owned by the view. */
#ifndef SIKO_UI_FORM_VIEW_PART_H
#define SIKO_UI_FORM_VIEW_PART_H

#include <stdint.h>

#include "ui/form_pad.h"
#include "ui/form_view.h"
#include "ui/line_history.h"

struct form_item {
	struct form_field wish; /* its texts are the copies below */
	char *label, *heading, *side, *note;
	char *text; /* the truth */
	char *initial;
	struct line_history history;
	int row; /* on the page */
	int heading_rows;
	int label_col, label_cols;
	int col, cells; /* of the field, brackets not counted */
	int note_row;	/* on the page, below the field or its neighbour's note */
};

#define PLACE_END SIZE_MAX

struct form_view {
	struct form_item *item;
	size_t count;
	size_t active;
	struct area area;
	int page_rows; /* of the whole page, may exceed the area */
	int top;       /* first page row in sight */
	bool same;     /* since all was painted at most the active field's text has changed */
	struct form_pad *pad;
	enum form_wish wish;
	size_t left;
	size_t place; /* in the active text, where one was typing when its field went; PLACE_END */
	char typed[8];
};

/* Brings everything typed into our texts; nothing else may touch the form before (PITFALLS A4). */
void form_part_flush(struct form_view *view);
/* Sets a text that fits into its field; one that no longer fits, or fits again, lays the page out anew. */
void form_part_set_text(struct form_view *view, size_t index, const char *text, int cursor);

void form_part_place(struct form_view *view);
/* Keeps the active field and its note in sight, and the heading above it. */
void form_part_scroll(struct form_view *view);

/* The active line, which has a field on the pad. form_part_edit moves and deletes; false when the action is neither. */
void form_part_type(struct form_view *view, const char *text, size_t size, bool pasted);
bool form_part_edit(struct form_view *view, enum action action);
/* Where in the active text the cursor stands. Blanks typed at the end are only the cursor's place until something follows
 * them: with `pad` they are put back, so that it can. */
size_t form_part_cursor(struct form_view *view, bool pad);

#endif
