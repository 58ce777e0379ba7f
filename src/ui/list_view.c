#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#define GAP	   1 /* blank columns between columns */
#define LEAD	   3 /* mark, flag, blank */
#define CELLS_MOST 64

struct column {
	char *label;
	struct list_column wish;
	int width; /* as laid out */
};

struct list_view {
	struct column column[CELLS_MOST];
	size_t columns;
	size_t frozen;
	struct list_source source;
	size_t rows;
	size_t active;
	size_t painted; /* the active row when it was painted last */
	size_t top;
	size_t left; /* first scrolled column in sight, >= frozen */
	char *found;
	char *empty;
	struct area area;
};

struct list_view *list_view_new(void)
{
	struct list_view *view = memory_alloc(sizeof *view);

	view->empty = memory_copy("");
	return view;
}

static void forget_columns(struct list_view *view)
{
	for (size_t i = 0; i < view->columns; i++)
		free(view->column[i].label);
	view->columns = 0;
}

void list_view_free(struct list_view *view)
{
	if (!view)
		return;
	forget_columns(view);
	free(view->found);
	free(view->empty);
	free(view);
}

static int page_rows(const struct list_view *view)
{
	return view->area.rows > 2 ? view->area.rows - 1 : 1;
}

static void keep_in_sight(struct list_view *view)
{
	size_t page = (size_t)page_rows(view);

	if (view->active >= view->rows)
		view->active = view->rows ? view->rows - 1 : 0;
	if (view->active < view->top)
		view->top = view->active;
	if (view->active >= view->top + page)
		view->top = view->active - page + 1;
	if (view->rows <= page)
		view->top = 0;
	else if (view->top > view->rows - page)
		view->top = view->rows - page;
}

/* Columns of the whole table when nothing is squeezed. */
static int wanted_cols(const struct list_view *view)
{
	int cols = LEAD;

	for (size_t i = 0; i < view->columns; i++)
		cols += (view->column[i].wish.least ? view->column[i].wish.least
						    : view->column[i].wish.width) +
			GAP;
	return cols;
}

/* Fixed widths as wished; the first flexible column takes what is left over. */
static void size_columns(struct list_view *view)
{
	int spare = view->area.cols - (wanted_cols(view) - GAP);

	for (size_t i = 0; i < view->columns; i++) {
		struct column *column = &view->column[i];

		column->width = column->wish.least ? column->wish.least : column->wish.width;
		if (column->wish.least && spare > 0) {
			column->width += spare;
			spare = 0;
		}
		if (column->width > view->area.cols - LEAD)
			column->width = view->area.cols - LEAD > 1 ? view->area.cols - LEAD : 1;
	}
}

static bool all_fit(const struct list_view *view)
{
	return wanted_cols(view) - GAP <= view->area.cols;
}

void list_view_columns(struct list_view *view, const struct list_column *columns, size_t count)
{
	forget_columns(view);
	view->frozen = 0;
	for (size_t i = 0; i < count && i < CELLS_MOST; i++) {
		view->column[i].label = memory_copy(columns[i].label);
		view->column[i].wish = columns[i];
		view->columns++;
		if (columns[i].frozen && view->frozen == i)
			view->frozen++;
	}
	if (view->left < view->frozen || view->left >= view->columns)
		view->left = view->frozen;
	size_columns(view);
}

void list_view_source(struct list_view *view, struct list_source source)
{
	view->source = source;
}

void list_view_rows(struct list_view *view, size_t count)
{
	view->rows = count;
	keep_in_sight(view);
}

void list_view_found(struct list_view *view, const char *part)
{
	free(view->found);
	view->found = part ? memory_copy(part) : NULL;
}

void list_view_empty(struct list_view *view, const char *sentence)
{
	free(view->empty);
	view->empty = memory_copy(sentence);
}

size_t list_view_active(const struct list_view *view)
{
	return view->active;
}

void list_view_activate(struct list_view *view, size_t index)
{
	view->active = index;
	keep_in_sight(view);
}

size_t list_view_first_column(const struct list_view *view)
{
	return view->left;
}

void list_view_layout(struct list_view *view, struct area area)
{
	view->area = area;
	size_columns(view);
	if (all_fit(view))
		view->left = view->frozen;
	keep_in_sight(view);
}

/* The columns in sight with their places. A text may be cut at the edge, a number never: a right-aligned column that
 * does not fit is left out. Returns how many; *more tells whether a step to the right would show more. */
static size_t place_columns(
	const struct list_view *view, size_t index[CELLS_MOST], int col[CELLS_MOST], bool *more)
{
	int at = LEAD;
	size_t count = 0;

	*more = false;
	for (size_t i = 0; i < view->columns; i++) {
		int left;

		if (i >= view->frozen && i < view->left)
			continue;
		/* The last column on the right is the mark's, when more columns follow. */
		left = view->area.cols - at - (i + 1 < view->columns && !all_fit(view) ? 1 : 0);
		if (view->column[i].width > left && (view->column[i].wish.align == ALIGN_RIGHT || left < 4)) {
			*more = true;
			break;
		}
		if (view->column[i].width > left && i > view->left)
			*more = true;
		index[count] = i;
		col[count++] = at;
		at += view->column[i].width + GAP;
	}
	return count;
}

bool list_view_shows_whole(const struct list_view *view, size_t column, const char *text)
{
	size_t index[CELLS_MOST];
	int col[CELLS_MOST];
	bool more;
	size_t count = place_columns(view, index, col, &more);

	for (size_t i = 0; i < count; i++) {
		int room = view->area.cols - col[i];

		if (index[i] == column)
			return text_width(text, strlen(text)) <=
			       (view->column[column].width < room ? view->column[column].width : room);
	}
	return false;
}

/* The sort mark stays though its label is cut. */
static void paint_label(const struct list_view *view, const struct column *column, int col)
{
	bool sorted = column->wish.sorted && column->width > 1;
	int width = text_width(column->label, strlen(column->label));
	int room = column->width - (sorted ? 1 : 0);
	int before = 0;

	if (width > room)
		width = room;
	if (column->wish.align != ALIGN_LEFT)
		before = column->wish.align == ALIGN_RIGHT ? room - width : (room - width) / 2;
	draw_text(view->area, 0, col + before, width, sorted ? STYLE_BOLD : STYLE_DIM, column->label);
	if (sorted)
		draw_text(view->area, 0, col + before + width, 1, STYLE_ACCENT,
			draw_mark_text(column->wish.sorted == '-' ? MARK_DOWN : MARK_UP));
}

static void paint_header(
	const struct list_view *view, const size_t *index, const int *col, size_t count, bool more)
{
	for (size_t i = 0; i < count; i++)
		paint_label(view, &view->column[index[i]], col[i]);
	if (view->left > view->frozen)
		draw_text(view->area, 0, 0, 1, STYLE_ACCENT, draw_mark_text(MARK_MORE_LEFT));
	if (more)
		draw_text(
			view->area, 0, view->area.cols - 1, 1, STYLE_ACCENT, draw_mark_text(MARK_MORE_RIGHT));
}

static void paint_row(
	const struct list_view *view, int row, size_t at, const size_t *index, const int *col, size_t count)
{
	struct list_cell cells[CELLS_MOST];
	const char *flag = "";

	for (size_t i = 0; i < view->columns; i++)
		cells[i] = (struct list_cell){"", STYLE_PLAIN};

	view->source.row(view->source.context, at, cells, view->columns, &flag);
	if (at == view->active)
		draw_mark(view->area, row, 0, true);
	if (*flag)
		draw_text(view->area, row, 1, 1, STYLE_WARN, flag);
	for (size_t i = 0; i < count; i++) {
		const struct column *column = &view->column[index[i]];
		const struct list_cell *cell = &cells[index[i]];

		if (view->found && column->wish.align == ALIGN_LEFT)
			draw_text_found(
				view->area, row, col[i], column->width, cell->style, cell->text, view->found);
		else
			draw_text_aligned(view->area, row, col[i], column->width, column->wish.align,
				cell->style, cell->text);
	}
}

static int screen_row(const struct list_view *view, size_t at)
{
	return (int)(at - view->top) + (view->area.rows > 1 ? 1 : 0);
}

void list_view_paint(struct list_view *view)
{
	size_t index[CELLS_MOST];
	int col[CELLS_MOST];
	bool more;
	size_t count;

	if (view->area.rows < 1 || view->area.cols < 1)
		return;
	count = place_columns(view, index, col, &more);
	if (view->area.rows > 1)
		paint_header(view, index, col, count, more);
	if (!view->rows) {
		draw_wrapped(view->area, view->area.rows > 3 ? 2 : 1, LEAD, view->area.cols - LEAD, STYLE_DIM,
			view->empty);
		return;
	}
	for (size_t at = view->top;
		view->source.row && at < view->top + (size_t)page_rows(view) && at < view->rows; at++)
		paint_row(view, screen_row(view, at), at, index, col, count);
	view->painted = view->active;
}

void list_view_paint_moved(struct list_view *view)
{
	size_t rows[] = {view->painted, view->active};
	size_t index[CELLS_MOST];
	int col[CELLS_MOST];
	bool more;
	size_t count = place_columns(view, index, col, &more);

	for (size_t i = 0; view->rows && i < 2; i++) {
		int row = screen_row(view, rows[i]);

		draw_blank(area_inner(view->area, row, 0, 1, -1));
		paint_row(view, row, rows[i], index, col, count);
	}
	view->painted = view->active;
}

void list_view_cursor(const struct list_view *view, int *row, int *col)
{
	*row = view->area.row + screen_row(view, view->rows ? view->active : view->top);
	*col = view->area.col;
}

/* A page keeps one row of the old one, and the mark its place on the screen. */
static void turn_page(struct list_view *view, bool down)
{
	size_t page = (size_t)page_rows(view);
	size_t step = page > 1 ? page - 1 : 1;

	if (down) {
		view->active = view->active + step < view->rows ? view->active + step : view->rows - 1;
		view->top += step;
	} else {
		view->active = view->active > step ? view->active - step : 0;
		view->top = view->top > step ? view->top - step : 0;
	}
	keep_in_sight(view);
}

static bool scroll_sideways(struct list_view *view, bool right)
{
	size_t index[CELLS_MOST];
	int col[CELLS_MOST];
	bool more;

	if (right) {
		place_columns(view, index, col, &more);
		if (!more || view->left + 1 >= view->columns)
			return false;
		view->left++;
		return true;
	}
	if (view->left <= view->frozen)
		return false;
	view->left--;
	return true;
}

enum outcome list_view_act(struct list_view *view, enum action action)
{
	size_t before = view->active;
	size_t top = view->top;

	switch (action) {
	case ACTION_LEFT:
	case ACTION_RIGHT:
		return scroll_sideways(view, action == ACTION_RIGHT) ? OUTCOME_REPAINT : OUTCOME_HANDLED;
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_FIRST:
	case ACTION_LAST:
		break;
	default:
		return OUTCOME_IGNORED;
	}
	if (!view->rows)
		return OUTCOME_HANDLED;
	if (action == ACTION_UP && view->active)
		view->active--;
	else if (action == ACTION_DOWN && view->active + 1 < view->rows)
		view->active++;
	else if (action == ACTION_FIRST)
		view->active = 0;
	else if (action == ACTION_LAST)
		view->active = view->rows - 1;
	else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		turn_page(view, action == ACTION_PAGE_DOWN);
	keep_in_sight(view);
	if (before == view->active)
		return OUTCOME_HANDLED;
	return top == view->top ? OUTCOME_MOVED : OUTCOME_REPAINT;
}
