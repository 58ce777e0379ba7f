#include "ui/form_view_part.h"

#include <string.h>

#include "base/text.h"

#define LABEL_MOST 24
#define PAIR_COLS  76 /* from here two narrow fields share a row */
#define AIRY_ROWS  15 /* from here a heading has a blank row above it */

/* ---- placing ---- */

static int label_need(const struct form_item *item)
{
	return text_width(item->label, strlen(item->label)) + (item->wish.required ? 2 : 0) + 2;
}

static int label_width(const struct form_view *view)
{
	int widest = 0;

	for (size_t i = 0; i < view->count; i++)
		if (label_need(&view->item[i]) > widest)
			widest = label_need(&view->item[i]);
	if (widest > LABEL_MOST)
		widest = LABEL_MOST;
	return widest > view->area.cols / 2 ? view->area.cols / 2 : widest;
}

static void place_item(struct form_item *item, int row, int label_col, int label_cols, int end)
{
	int side = item->side ? text_width(item->side, strlen(item->side)) + 1 : 0;
	int room = end - label_col - label_cols - 2 - side;
	int cells = item->wish.width > 0 ? item->wish.width + 1 : room;

	item->row = row;
	item->label_col = label_col;
	item->label_cols = label_cols;
	item->col = label_col + label_cols + 1;
	item->cells = cells < room ? cells : room;
	if (item->cells < 1)
		item->cells = 1;
}

static bool shares_row(const struct form_view *view, size_t index)
{
	return view->area.cols >= PAIR_COLS && index + 1 < view->count && view->item[index].wish.narrow &&
	       view->item[index + 1].wish.narrow && !view->item[index + 1].heading;
}

/* Whether the notes of two neighbours have room side by side, each under its own field. */
static bool notes_fit(const struct form_item *item, const struct form_item *right, int cols)
{
	return item->note && right->note &&
	       item->col + 2 + text_width(item->note, strlen(item->note)) < right->col &&
	       right->col + 2 + text_width(right->note, strlen(right->note)) <= cols;
}

void form_part_place(struct form_view *view)
{
	int labels = label_width(view);
	int half = view->area.cols / 2;
	int row = 0;

	for (size_t i = 0; i < view->count; i++) {
		struct form_item *item = &view->item[i];

		item->heading_rows = !item->heading ? 0 : row && view->area.rows >= AIRY_ROWS ? 2 : 1;
		row += item->heading_rows;
		if (shares_row(view, i)) {
			struct form_item *right = &view->item[++i];
			int label = label_need(right);

			place_item(item, row, 0, labels, half - 1);
			place_item(right, row, half, label < half / 2 ? label : half / 2, view->area.cols);
			right->heading_rows = 0;
			right->note_row = row +
					  (item->note && !notes_fit(item, right, view->area.cols) ? 2 : 1);
			row += right->note && (!item->note || right->note_row > row + 1);
		} else {
			place_item(item, row, 0, labels, view->area.cols);
		}
		item->note_row = item->row + 1;
		row += item->note ? 2 : 1;
	}
	view->page_rows = row;
}

/* The active field with its note stays in sight; so does the heading above it. */
void form_part_scroll(struct form_view *view)
{
	const struct form_item *item = &view->item[view->active];
	int last = item->note ? item->note_row : item->row;
	int first = item->row - item->heading_rows;

	if (view->top > view->page_rows - view->area.rows)
		view->top = view->page_rows - view->area.rows;
	if (view->top > first)
		view->top = first;
	if (last >= view->top + view->area.rows)
		view->top = last - view->area.rows + 1;
	if (view->top > item->row)
		view->top = item->row;
	if (view->top < 0)
		view->top = 0;
}

/* ---- painting ---- */

static void paint_label(const struct form_view *view, const struct form_item *item, bool active)
{
	int row = item->row - view->top;
	int cols = item->label_cols - 1 - (item->wish.required ? 2 : 0);
	int width = text_width(item->label, strlen(item->label));

	if (cols < 0)
		cols = 0;
	if (width > cols)
		width = cols;
	draw_text(view->area, row, item->label_col, cols, active ? STYLE_BOLD : STYLE_PLAIN, item->label);
	if (item->wish.required)
		draw_text(view->area, row, item->label_col + width + 1, 1, STYLE_ACCENT, "*");
}

static void paint_field(const struct form_view *view, size_t index)
{
	const struct form_item *item = &view->item[index];
	int row = item->row - view->top;
	enum style style = index == view->active ? STYLE_FIELD : STYLE_DIM;
	bool choice = item->wish.kind == FORM_CHOICE && item->cells > 2;

	if (item->wish.kind != FORM_SHOWN) {
		draw_text(view->area, row, item->col - 1, 1, style, "[");
		draw_text(view->area, row, item->col + item->cells, 1, style, "]");
	}
	/* What stands on the pad is bare text, no attributes: 3 bytes a character instead of 16. */
	if (form_pad_has(view->pad, index))
		form_pad_copy(
			view->pad, index, view->area.row + row, view->area.col + item->col, item->cells);
	else
		draw_text(
			view->area, row, item->col, item->cells - (choice ? 2 : 0), STYLE_PLAIN, item->text);
	if (choice)
		draw_text(view->area, row, item->col + item->cells - 1, 1, STYLE_DIM,
			draw_is_ascii() ? "v" : "▾");
	if (item->side)
		draw_text(view->area, row, item->col + item->cells + 2, -1, STYLE_GOOD, item->side);
}

static bool in_sight(const struct form_view *view, int row)
{
	return row >= view->top && row < view->top + view->area.rows;
}

/* Under its field, or as far left of there as it needs to be read whole. */
static void paint_note(const struct form_view *view, const struct form_item *item)
{
	int room = view->area.cols - 2 - text_width(item->note, strlen(item->note));
	int col = item->col < room ? item->col : room > 0 ? room : 0;

	draw_printf(view->area, item->note_row - view->top, col, view->area.cols - col, STYLE_BAD, "%s %s",
		draw_mark_text(MARK_WARN), item->note);
}

bool form_view_paint_active(struct form_view *view)
{
	if (view->same)
		paint_field(view, view->active);
	return view->same;
}

void form_view_paint(struct form_view *view)
{
	view->same = true;
	if (view->area.rows < 1 || view->area.cols < 1)
		return;
	for (size_t i = 0; i < view->count; i++) {
		const struct form_item *item = &view->item[i];

		if (item->heading_rows && in_sight(view, item->row - 1))
			draw_text(view->area, item->row - 1 - view->top, 0, -1, STYLE_BOLD, item->heading);
		if (in_sight(view, item->row)) {
			paint_label(view, item, i == view->active);
			paint_field(view, i);
		}
		if (item->note && in_sight(view, item->note_row))
			paint_note(view, item);
	}
}

void form_view_cursor(const struct form_view *view, int *row, int *col)
{
	const struct form_item *item;
	int cells = form_pad_cursor(view->pad);
	int at;

	*row = view->area.row;
	*col = view->area.col;
	if (!view->count || view->area.rows < 1 || view->area.cols < 1)
		return;
	item = &view->item[view->active];
	at = item->col + (cells > 0 ? cells : 0);
	*row += item->row - view->top;
	*col += at < view->area.cols ? at : view->area.cols - 1;
}
