#include "ui/text_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

struct paragraph {
	enum style style;
	int indent;  /* of all lines */
	int columns; /* of the left part, 0 = none */
	char *left;
	char *text;
};

/* One row as laid out: a piece of a paragraph's text. */
struct line {
	size_t paragraph;
	size_t from, size;
	bool first;
};

struct text_view {
	struct paragraph *paragraph;
	size_t count, room;
	struct line *line;
	size_t lines, line_room;
	size_t top;
	size_t found_line; /* where the last find stood; (size_t)-1 = nowhere */
	char *found;
	struct area area;
};

struct text_view *text_view_new(void)
{
	struct text_view *view = memory_alloc(sizeof *view);

	view->found_line = (size_t)-1;
	return view;
}

void text_view_clear(struct text_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		free(view->paragraph[i].left);
		free(view->paragraph[i].text);
	}
	view->count = 0;
	view->lines = 0;
	view->found_line = (size_t)-1;
}

void text_view_free(struct text_view *view)
{
	if (!view)
		return;
	text_view_clear(view);
	free(view->paragraph);
	free(view->line);
	free(view->found);
	free(view);
}

static void add(
	struct text_view *view, enum style style, int indent, int columns, const char *left, const char *text)
{
	view->paragraph = array_room(view->paragraph, view->count, &view->room, sizeof *view->paragraph);
	view->paragraph[view->count++] = (struct paragraph){
		.style = style,
		.indent = indent,
		.columns = columns,
		.left = left ? text_for_screen(left, strlen(left), false) : NULL,
		.text = text_for_screen(text, strlen(text), true),
	};
}

void text_view_add(struct text_view *view, enum style style, int indent, const char *text)
{
	add(view, style, indent, 0, NULL, text);
}

void text_view_add_pair(struct text_view *view, int columns, const char *left, const char *text)
{
	add(view, STYLE_PLAIN, 2, columns, left, text);
}

void text_view_heading(struct text_view *view, const char *text)
{
	add(view, STYLE_BOLD, 0, 0, NULL, text);
}

/* Bytes of the next row: up to the last blank that fits, a line feed, or as much as fits of a long word. */
static size_t row_size(const char *text, size_t size, int cols)
{
	const char *feed = memchr(text, '\n', size);
	size_t line = feed ? (size_t)(feed - text) : size;
	size_t fits = text_cut(text, line, cols);
	size_t at = fits;

	if (fits == line)
		return fits;
	while (at > 0 && text[at] != ' ')
		at--;
	return at ? at : fits ? fits : text_next(text, size, 0);
}

/* The left part's columns, on a narrow screen no more than a third of it: the text wants the room. */
static int left_columns(const struct text_view *view, const struct paragraph *paragraph)
{
	int most = view->area.cols / 3;

	return paragraph->columns > most ? most : paragraph->columns;
}

static void add_line(struct text_view *view, struct line line)
{
	view->line = array_room(view->line, view->lines, &view->line_room, sizeof *view->line);
	view->line[view->lines++] = line;
}

static void lay_out_paragraph(struct text_view *view, size_t index)
{
	const struct paragraph *paragraph = &view->paragraph[index];
	size_t size = strlen(paragraph->text);
	int left = left_columns(view, paragraph);
	int cols = view->area.cols - paragraph->indent - left - 2;
	size_t at = 0;
	bool first = true;

	if (cols < 8)
		cols = 8;
	/* A left part that is wider than its columns has a row for itself: nothing is cut. */
	if (paragraph->left && text_width(paragraph->left, strlen(paragraph->left)) >= left) {
		add_line(view, (struct line){index, 0, 0, true});
		first = false;
	}
	do {
		size_t part = row_size(paragraph->text + at, size - at, cols);

		add_line(view, (struct line){index, at, part, first});
		at += part;
		if (at < size && (paragraph->text[at] == ' ' || paragraph->text[at] == '\n'))
			at++;
		first = false;
	} while (at < size);
}

static void keep_in_range(struct text_view *view)
{
	size_t page = view->area.rows > 0 ? (size_t)view->area.rows : 1;

	if (view->lines <= page)
		view->top = 0;
	else if (view->top > view->lines - page)
		view->top = view->lines - page;
}

void text_view_layout(struct text_view *view, struct area area)
{
	size_t paragraph = view->top < view->lines ? view->line[view->top].paragraph : 0;

	view->area = area;
	view->lines = 0;
	view->found_line = (size_t)-1;
	for (size_t i = 0; i < view->count; i++)
		lay_out_paragraph(view, i);
	/* The paragraph at the top stays there when the width changes. */
	view->top = 0;
	while (view->top < view->lines && view->line[view->top].paragraph < paragraph)
		view->top++;
	keep_in_range(view);
}

static void paint_line(const struct text_view *view, int row, const struct line *line)
{
	const struct paragraph *paragraph = &view->paragraph[line->paragraph];
	int left = left_columns(view, paragraph);
	int col = paragraph->indent + left;
	char *text = memory_copy_n(paragraph->text + line->from, line->size);

	if (paragraph->left && line->first)
		draw_text_found(view->area, row, paragraph->indent,
			line->size ? left - 1 : view->area.cols - paragraph->indent - 1, STYLE_KEY,
			paragraph->left, view->found);
	if (line->size && view->area.cols - col - 1 > 0)
		draw_text_found(
			view->area, row, col, view->area.cols - col - 1, paragraph->style, text, view->found);
	free(text);
}

void text_view_paint(struct text_view *view)
{
	if (view->area.rows < 1 || view->area.cols < 1)
		return;
	for (int row = 0; row < view->area.rows && view->top + (size_t)row < view->lines; row++)
		paint_line(view, row, &view->line[view->top + (size_t)row]);
	if (view->top)
		draw_text(view->area, 0, view->area.cols - 1, 1, STYLE_DIM, draw_mark_text(MARK_UP));
	if (view->area.rows > 0 && view->top + (size_t)view->area.rows < view->lines)
		draw_text(view->area, view->area.rows - 1, view->area.cols - 1, 1, STYLE_DIM,
			draw_mark_text(MARK_DOWN));
}

void text_view_cursor(const struct text_view *view, int *row, int *col)
{
	*row = view->area.row;
	*col = view->area.col;
	if (view->found_line != (size_t)-1 && view->found_line >= view->top &&
		view->found_line < view->top + (size_t)view->area.rows)
		*row += (int)(view->found_line - view->top);
}

static bool line_has(const struct text_view *view, size_t index, const char *part)
{
	const struct line *line = &view->line[index];
	const struct paragraph *paragraph = &view->paragraph[line->paragraph];
	char *text = memory_copy_n(paragraph->text + line->from, line->size);
	bool found = text_contains(text, part) ||
		     (line->first && paragraph->left && text_contains(paragraph->left, part));

	free(text);
	return found;
}

bool text_view_find(struct text_view *view, const char *part, bool again)
{
	size_t start = again && view->found_line != (size_t)-1 ? view->found_line + 1 : view->top;

	if (part != view->found) {
		free(view->found);
		view->found = memory_copy(part);
	}
	view->found_line = again ? view->found_line : (size_t)-1;
	if (!*part)
		return true;
	for (size_t i = 0; i < view->lines; i++) {
		size_t at = (start + i) % view->lines;

		if (!line_has(view, at, part))
			continue;
		view->found_line = at;
		if (at < view->top || at >= view->top + (size_t)(view->area.rows > 0 ? view->area.rows : 1))
			view->top = at > 2 ? at - 2 : 0;
		keep_in_range(view);
		return true;
	}
	return false;
}

enum outcome text_view_act(struct text_view *view, enum action action)
{
	size_t page = view->area.rows > 1 ? (size_t)view->area.rows - 1 : 1;
	size_t before = view->top;

	switch (action) {
	case ACTION_UP:
		view->top -= view->top > 0;
		break;
	case ACTION_DOWN:
		view->top++;
		break;
	case ACTION_PAGE_UP:
		view->top = view->top > page ? view->top - page : 0;
		break;
	case ACTION_PAGE_DOWN:
		view->top += page;
		break;
	case ACTION_FIRST:
	case ACTION_TOP:
		view->top = 0;
		break;
	case ACTION_LAST:
	case ACTION_BOTTOM:
		view->top = view->lines;
		break;
	default:
		return OUTCOME_IGNORED;
	}
	keep_in_range(view);
	return view->top == before ? OUTCOME_HANDLED : OUTCOME_REPAINT;
}
