#include <curses.h>

#include "base/buffer.h"
#include "base/text.h"
#include "ui/term.h"
#include "ui/theme.h"

/* One row of the cells that curses holds: their text, or a letter for each one's look. */
static void snapshot_row(struct buffer *to, int row, int cols, bool attributes)
{
	size_t start = to->size;

	for (int col = 0; col < cols;) {
		wchar_t text[CCHARW_MAX + 1] = L"";
		attr_t look = 0;
		short pair = 0;
		cchar_t cell;
		int width;

		mvwin_wch(newscr, row, col, &cell);
		getcchar(&cell, text, &look, &pair, NULL);
		width = text_code_width((uint32_t)text[0]) == 2 ? 2 : 1;
		if (attributes) {
			unsigned whole = ((unsigned)look & ~(unsigned)A_COLOR & ~0xFFu) |
					 (unsigned)COLOR_PAIR(pair);
			char letter = theme_letter(whole);

			for (int i = 0; i < width; i++)
				buffer_add_byte(to, letter);
		} else {
			for (int i = 0; text[i]; i++) {
				char bytes[4];

				buffer_add(to, bytes, text_encode((uint32_t)text[i], bytes));
			}
		}
		col += width;
	}
	while (to->size > start && to->data[to->size - 1] == ' ')
		to->size--;
	buffer_add_byte(to, '\n');
}

char *term_snapshot(bool attributes)
{
	struct buffer text = {0};
	int rows;
	int cols;
	int row;
	int col;

	term_size(&rows, &cols);
	getyx(newscr, row, col);
	for (int i = 0; i < rows; i++)
		snapshot_row(&text, i, cols, false);
#ifdef SIKO_TEST
	buffer_printf(&text, "cursor %d,%d\n", row, col);
#endif
	for (int i = 0; attributes && i < rows; i++)
		snapshot_row(&text, i, cols, true);
	wmove(newscr, row, col);
	return buffer_take(&text);
}

static bool is_silent(wchar_t code)
{
	return code == L' ' || code == L'\x25B8' || (code >= 0x2500 && code < 0x25A0);
}

void term_row_text(int row, int col, int cols, struct buffer *to)
{
	size_t start = to->size;
	bool gap = false;
	int was_row;
	int was_col;

	getyx(newscr, was_row, was_col);
	for (int end = col + cols; col < end;) {
		wchar_t text[CCHARW_MAX + 1] = L"";
		attr_t look;
		short pair;
		cchar_t cell;

		if (mvwin_wch(newscr, row, col, &cell) == ERR)
			break;
		getcchar(&cell, text, &look, &pair, NULL);
		col += text_code_width((uint32_t)text[0]) == 2 ? 2 : 1;
		gap = gap || is_silent(text[0]);
		if (is_silent(text[0]))
			continue;
		if (gap && to->size > start)
			buffer_add_byte(to, ' ');
		gap = false;
		for (int i = 0; text[i]; i++) {
			char bytes[4];

			buffer_add(to, bytes, text_encode((uint32_t)text[i], bytes));
		}
	}
	wmove(newscr, was_row, was_col);
}
