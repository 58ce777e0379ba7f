/* text_view.h: reading matter in an area: paragraphs and headings, wrapped, scrolled, found.
 * Does not edit. The view owns copies of its lines. */
#ifndef SIKO_UI_TEXT_VIEW_H
#define SIKO_UI_TEXT_VIEW_H

#include "ui/screen.h"

struct text_view;

struct text_view *text_view_new(void);
void text_view_free(struct text_view *view);
void text_view_clear(struct text_view *view);
/* One paragraph (wrapped; hanging indent of `indent` columns), in a style. "" = a blank line. */
void text_view_add(struct text_view *view, enum style style, int indent, const char *text);
/* `left` in the first `columns` columns (STYLE_KEY), text wrapped behind it. */
void text_view_add_pair(struct text_view *view, int columns, const char *left, const char *text);
void text_view_heading(struct text_view *view, const char *text);
void text_view_layout(struct text_view *view, struct area area);
void text_view_paint(struct text_view *view);
void text_view_cursor(const struct text_view *view, int *row, int *col);
bool text_view_find(
	struct text_view *view, const char *part, bool again); /* scrolls to it; false when there is none */
enum outcome text_view_act(struct text_view *view, enum action action); /* UP DOWN PAGE_… FIRST LAST */

#endif
