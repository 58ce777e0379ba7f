#include "ui/draw.h"

#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/error.h"
#include "base/text.h"

#define CELLS_MOST 512 /* term.c keeps the screen below 500 columns */
#define TITLE_RULE 2   /* cells of rule before a title */
/* The line under a box of so many columns would be a third of its bytes: it has its corners only. */
#define WIDE_BOX 60
#define CORNER	 2 /* cells of line at each */

static bool ascii;
static bool plain;

/* One row under construction. Whole cells are written at once: no call into curses per character, and the half of a
 * wide character that is painted over is blanked by curses (with addch it is not, PITFALLS A5). */
static cchar_t cells[CELLS_MOST];

/* A run of cells and the columns they take (a wide character is one cell of two columns). */
struct run {
	int cells;
	int cols;
};

bool draw_is_ascii(void)
{
	return ascii;
}

bool draw_is_plain(void)
{
	return plain;
}

void draw_set_plain(bool want)
{
	plain = want;
}

void draw_set_ascii(bool want)
{
	ascii = want;
}

/* A wide character becomes two. Over the whole window: what a form shows is painted by libform, not here. */
void draw_make_ascii(void)
{
	for (int row = 0; row < LINES; row++) {
		for (int col = 0; col < COLS; col++) {
			wchar_t text[2] = L"?";
			cchar_t cell;
			int width;

			if (mvwin_wch(newscr, row, col, &cell) == ERR ||
				(cell.chars[0] < 0x7F && !cell.chars[1]))
				continue;
			width = text_code_width((uint32_t)cell.chars[0]);
			text[0] = (wchar_t)(unsigned char)text_ascii((uint32_t)cell.chars[0]);
			setcchar(&cell, text, cell.attr, (short)PAIR_NUMBER(cell.attr), NULL);
			mvwadd_wch(newscr, row, col, &cell);
			if (width == 2 && col + 1 < COLS)
				mvwadd_wch(newscr, row, ++col, &cell);
		}
	}
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

struct area area_inner(struct area area, int row, int col, int rows, int cols)
{
	struct area inner;

	row = row < 0 ? 0 : least(row, area.rows);
	col = col < 0 ? 0 : least(col, area.cols);
	inner.row = area.row + row;
	inner.col = area.col + col;
	inner.rows = rows < 0 ? area.rows - row : least(rows, area.rows - row);
	inner.cols = cols < 0 ? area.cols - col : least(cols, area.cols - col);
	return inner;
}

/* Columns that may be painted from (row, col) on; 0 when it is outside. */
static int room_at(struct area area, int row, int col)
{
	int room = least(area.cols - col, COLS - area.col - col);

	if (row < 0 || row >= area.rows || col < 0 || area.row + row < 0 || area.row + row >= LINES ||
		room < 0)
		return 0;
	return least(room, CELLS_MOST);
}

static cchar_t cell_of(enum style style, wchar_t code)
{
	unsigned attributes = theme_attributes(style);
	wchar_t text[2] = {code, L'\0'};
	cchar_t cell;

	setcchar(&cell, text, attributes, (short)PAIR_NUMBER(attributes), NULL);
	return cell;
}

static void put(struct area area, int row, int col, int count)
{
	if (count > 0)
		mvwadd_wchnstr(newscr, area.row + row, area.col + col, cells, count);
}

static void fill(int from, int count, enum style style, wchar_t code)
{
	cchar_t model = cell_of(style, code);

	for (int i = 0; i < count && from + i < CELLS_MOST; i++)
		cells[from + i] = model;
}

/* Decoded text that was made fit for the screen. Marks join the cell before them, five characters are a cell's most. */
static struct run fill_clean(int from, enum style style, const char *text, size_t size)
{
	cchar_t model = cell_of(style, L'x');
	struct run run = {0};

	for (size_t at = 0; at < size && from + run.cells < CELLS_MOST;) {
		uint32_t code;
		int width;

		at += text_decode(text + at, size - at, &code);
		width = text_code_width(code);
		if (width == 0) {
			cchar_t *base = run.cells ? &cells[from + run.cells - 1] : NULL;

			for (int i = 1; base && i < CCHARW_MAX; i++) {
				if (base->chars[i])
					continue;
				base->chars[i] = (wchar_t)code;
				break;
			}
			continue;
		}
		cells[from + run.cells] = model;
		cells[from + run.cells].chars[0] = (wchar_t)code;
		run.cells++;
		run.cols += width;
	}
	return run;
}

static struct run fill_unicode(int from, int cols, enum style style, const char *text)
{
	/* A cell is at most a wide base with three marks: what lies beyond cannot be seen. */
	size_t size = strnlen(text, (size_t)(cols + 1) * 16);
	char *clean = text_for_screen(text, size, false);
	size_t length = strlen(clean);
	bool longer = text_width(clean, length) > cols;
	struct run run;

	if (longer)
		length = text_cut(clean, length, cols - 1);
	run = fill_clean(from, style, clean, length);
	if (longer && cols > 0) {
		cells[from + run.cells] = cell_of(style, ascii ? L'~' : L'\u2026');
		run.cells++;
		run.cols++;
	}
	free(clean);
	return run;
}

/* Text in at most `cols` columns. Printable ASCII, nearly all there is, costs no allocation and no decoding. */
static struct run fill_text(int from, int cols, enum style style, const char *text)
{
	cchar_t model = cell_of(style, L'x');
	int count = 0;

	if (cols <= 0)
		return (struct run){0};
	while (count < cols && text[count] >= 0x20 && text[count] < 0x7F) {
		cells[from + count] = model;
		cells[from + count].chars[0] = (wchar_t)text[count];
		count++;
	}
	if (text[count] == '\0')
		return (struct run){count, count};
	if (text[count] < 0x20 || text[count] >= 0x7F)
		return fill_unicode(from, cols, style, text);
	cells[from + cols - 1].chars[0] = ascii ? L'~' : L'\u2026';
	return (struct run){cols, cols};
}

/* Blanks beside a text are plain: a blank with attributes would differ from an empty cell and cost bytes. */
static void pad(int from, int count)
{
	if (count > 0)
		fill(from, count, STYLE_PLAIN, L' ');
}

int draw_text(struct area area, int row, int col, int cols, enum style style, const char *text)
{
	return draw_text_found(area, row, col, cols, style, text, NULL);
}

int draw_text_aligned(
	struct area area, int row, int col, int cols, enum align align, enum style style, const char *text)
{
	int room = room_at(area, row, col);
	int before;
	struct run run;

	if (align == ALIGN_LEFT || cols < 0)
		return draw_text(area, row, col, cols, style, text);
	room = least(room, cols);
	run = fill_text(0, room, style, text);
	before = align == ALIGN_RIGHT ? room - run.cols : (room - run.cols) / 2;
	if (before > 0) {
		memmove(cells + before, cells, (size_t)run.cells * sizeof *cells);
		pad(0, before);
	}
	pad(before + run.cells, room - run.cols - before);
	put(area, row, col, run.cells + room - run.cols);
	return room;
}

int draw_printf(struct area area, int row, int col, int cols, enum style style, const char *format, ...)
{
	char text[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return draw_text(area, row, col, cols, style, text);
}

/* Whether the cells from `at` on read as the wanted characters; returns how many cells that takes, or 0. */
static int found_at(int at, int end, const wchar_t *want, size_t count)
{
	size_t matched = 0;
	int cell = at;

	while (cell < end && matched < count) {
		for (int i = 0; i < CCHARW_MAX && cells[cell].chars[i] && matched < count; i++)
			if (towlower((wint_t)cells[cell].chars[i]) != (wint_t)want[matched++])
				return 0;
		cell++;
	}
	return matched == count ? cell - at : 0;
}

static void mark_found(int end, const char *part)
{
	wchar_t want[128];
	size_t count = 0;
	size_t size = strlen(part);
	cchar_t model = cell_of(STYLE_FOUND, L'x');

	for (size_t at = 0; at < size && count < sizeof want / sizeof *want; count++) {
		uint32_t code;

		at += text_decode(part + at, size - at, &code);
		want[count] = (wchar_t)towlower((wint_t)code);
	}
	for (int at = 0; count && at < end;) {
		int length = found_at(at, end, want, count);

		for (int i = 0; i < length; i++) {
			cchar_t found = model;

			memcpy(found.chars, cells[at + i].chars, sizeof found.chars);
			cells[at + i] = found;
		}
		at += length ? length : 1;
	}
}

int draw_text_found(
	struct area area, int row, int col, int cols, enum style style, const char *text, const char *part)
{
	int room = room_at(area, row, col);
	struct run run;

	if (cols >= 0)
		room = least(room, cols);
	run = fill_text(0, room, style, text);
	if (part && *part)
		mark_found(run.cells, part);
	if (cols >= 0) {
		pad(run.cells, room - run.cols);
		run.cells += room - run.cols;
		run.cols = room;
	}
	put(area, row, col, run.cells);
	return run.cols;
}

/* Bytes of `line` that go on one row: up to the last blank that fits, or a piece of a word that is too long. */
static size_t wrap_at(const char *line, size_t size, int cols)
{
	size_t fits = text_cut(line, size, cols);
	size_t at = fits;

	if (fits == size)
		return size;
	if (fits == 0)
		return text_next(line, size, 0);
	while (at > 0 && line[at] != ' ')
		at--;
	return at ? at : fits;
}

int draw_wrapped(struct area area, int row, int col, int cols, enum style style, const char *text)
{
	char *clean = text_for_screen(text, strlen(text), true);
	char *line = clean;
	int used = 0;

	if (cols < 0 || cols > area.cols - col)
		cols = area.cols - col;
	while (*line && cols > 0) {
		char *feed = strchr(line, '\n');
		size_t size = feed ? (size_t)(feed - line) : strlen(line);

		do {
			size_t piece = wrap_at(line, size, cols);
			char after = line[piece];

			line[piece] = '\0';
			draw_text(area, row + used++, col, cols, style, line);
			line[piece] = after;
			while (piece < size && line[piece] == ' ')
				piece++;
			line += piece;
			size -= piece;
		} while (size);
		if (feed)
			line++;
	}
	free(clean);
	return used;
}

void draw_repeat(struct area area, int row, int col, int count, enum style style, uint32_t code)
{
	count = least(count, room_at(area, row, col));
	if (count <= 0)
		return;
	fill(0, count, style, (wchar_t)code);
	put(area, row, col, count);
}

void draw_blank(struct area area)
{
	int room = room_at(area, 0, 0);

	if (room <= 0)
		return;
	fill(0, room, STYLE_PLAIN, L' ');
	for (int row = 0; row < area.rows; row++)
		put(area, row, 0, least(room, room_at(area, row, 0)));
}

/* Behind a title no rule up to the edge: it would be sent anew, three bytes a cell, with every title of another length. */
void draw_rule(struct area area, int row, const char *title)
{
	int cols = *title ? TITLE_RULE : area.cols;

	if (!plain)
		draw_repeat(area, row, 0, cols, STYLE_DIM, ascii ? '-' : 0x2500);
	if (*title)
		draw_text(area, row, plain ? 0 : TITLE_RULE + 1, -1, STYLE_PLAIN, title);
}

/* The title is a reversed bar, a third of the bytes of a line of box characters; the sides are plain, dimmed ones
 * would cost two changes of attributes on every row. */
void draw_box(struct area area, const char *title)
{
	uint32_t across = ascii ? '-' : 0x2500;
	uint32_t down = ascii ? '|' : 0x2502;
	int last_row = area.rows - 1;
	int last_col = area.cols - 1;

	if (last_row < 1 || last_col < 1)
		return;
	if (!plain)
		draw_repeat(area, 0, 0, area.cols, STYLE_BAR, ' ');
	draw_text(area_inner(area, 0, 0, 1, last_col), 0, 2, -1, STYLE_BAR, title);
	if (plain)
		return;
	for (int row = 1; row < last_row; row++) {
		draw_repeat(area, row, 0, 1, STYLE_PLAIN, down);
		draw_repeat(area, row, last_col, 1, STYLE_PLAIN, down);
	}
	draw_repeat(area, last_row, 0, 1, STYLE_PLAIN, ascii ? '+' : 0x2514);
	if (area.cols < WIDE_BOX) {
		draw_repeat(area, last_row, 1, last_col - 1, STYLE_PLAIN, across);
	} else {
		draw_repeat(area, last_row, 1, CORNER, STYLE_PLAIN, across);
		draw_repeat(area, last_row, last_col - CORNER, CORNER, STYLE_PLAIN, across);
	}
	draw_repeat(area, last_row, last_col, 1, STYLE_PLAIN, ascii ? '+' : 0x2518);
}

int draw_mark(struct area area, int row, int col, bool active)
{
	if (active)
		/* Plain: the mark and the cursor say it; a colour would cost 16 bytes at every step. */
		draw_text(area, row, col, 2, STYLE_PLAIN, draw_mark_text(MARK_ACTIVE));
	else
		draw_repeat(area, row, col, 2, STYLE_PLAIN, ' ');
	return 2;
}

const char *draw_mark_text(enum mark mark)
{
	static const char *const texts[][2] = {
		[MARK_ACTIVE] = {"▸", ">"},
		[MARK_YES] = {"✓", "v"},
		[MARK_NO] = {"✗", "x"},
		[MARK_WAITING] = {"?", "?"},
		[MARK_WARN] = {"!", "!"},
		[MARK_NONE] = {"-", "-"},
		[MARK_FULL] = {"●", "#"},
		[MARK_EMPTY] = {"○", "."},
		[MARK_DOWN] = {"▼", "v"},
		[MARK_UP] = {"▲", "^"},
		[MARK_MORE_LEFT] = {"‹", "<"},
		[MARK_MORE_RIGHT] = {"›", ">"},
		[MARK_DOT] = {"·", "-"},
	};

	return texts[mark][ascii];
}
