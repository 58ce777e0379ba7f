#include "ui/form_pad.h"

#include <curses.h>
#include <form.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

struct form_pad {
	WINDOW *window;
	FORM *form;
	FIELD **fields;	 /* as libform wants them: packed, ended by NULL */
	FIELD **by_slot; /* the same by slot, NULL where nothing is typed */
	size_t slots;
	FIELD *now;   /* where typing goes; NULL = nowhere */
	bool touched; /* its text may have changed since form_pad_touched was asked */
};

struct form_pad *form_pad_new(void)
{
	return memory_alloc(sizeof(struct form_pad));
}

static void take_apart(struct form_pad *pad)
{
	if (pad->form) {
		unpost_form(pad->form);
		free_form(pad->form);
	}
	for (size_t i = 0; i < pad->slots; i++)
		if (pad->by_slot[i])
			free_field(pad->by_slot[i]);
	free(pad->fields);
	free(pad->by_slot);
	if (pad->window)
		delwin(pad->window);
	*pad = (struct form_pad){0};
}

void form_pad_free(struct form_pad *pad)
{
	if (!pad)
		return;
	take_apart(pad);
	free(pad);
}

/* Marks would end up on another letter, controls and the like as their picture (PITFALLS A1). */
bool form_pad_takes(const char *text, int cells)
{
	size_t size = strlen(text);
	int width = 0;
	char *shown;
	bool same;

	for (size_t at = 0; at < size;) {
		uint32_t code;
		int columns;

		at += text_decode(text + at, size - at, &code);
		columns = text_code_width(code);
		width += columns;
		if (columns == 0 || code == '\n' || width > cells - 1)
			return false;
	}
	shown = text_for_screen(text, size, false);
	same = strcmp(shown, text) == 0;
	free(shown);
	return same && cells > 1;
}

static FIELD *make_field(const struct form_slot *slot)
{
	FIELD *field = new_field(1, slot->cells, slot->row, slot->col, 0, 0);

	if (!field)
		return NULL;
	field_opts_off(field, O_BLANK | O_AUTOSKIP);
	set_field_buffer(field, 0, slot->text);
	return field;
}

static bool post(struct form_pad *pad, int rows, int cols)
{
	pad->window = newpad(rows, cols);
	pad->form = new_form(pad->fields);
	if (!pad->window || !pad->form)
		return false;
	if (set_form_win(pad->form, pad->window) != E_OK || set_form_sub(pad->form, pad->window) != E_OK)
		return false;
	form_opts_off(pad->form, O_BS_OVERLOAD | O_NL_OVERLOAD);
	return post_form(pad->form) == E_OK;
}

void form_pad_build(struct form_pad *pad, int rows, int cols, const struct form_slot *slots, size_t count)
{
	size_t typed = 0;

	take_apart(pad);
	if (rows < 1 || cols < 1)
		return;
	pad->slots = count;
	pad->fields = memory_alloc((count + 1) * sizeof(FIELD *));
	pad->by_slot = memory_alloc((count + 1) * sizeof(FIELD *));
	for (size_t i = 0; i < count; i++) {
		const struct form_slot *slot = &slots[i];

		if (!slot->text || slot->row + 1 > rows || slot->col + slot->cells > cols ||
			!form_pad_takes(slot->text, slot->cells))
			continue;
		pad->by_slot[i] = make_field(slot);
		if (pad->by_slot[i])
			pad->fields[typed++] = pad->by_slot[i];
	}
	if (!typed || !post(pad, rows, cols))
		take_apart(pad);
}

bool form_pad_has(const struct form_pad *pad, size_t slot)
{
	return slot < pad->slots && pad->by_slot[slot];
}

static int field_col(FIELD *field)
{
	int rows, cols, row, col = 0, off, buffers;

	field_info(field, &rows, &cols, &row, &col, &off, &buffers);
	return col;
}

int form_pad_cursor(const struct form_pad *pad)
{
	if (!pad->now)
		return -1;
	pos_form_cursor(pad->form);
	return getcurx(pad->window) - field_col(pad->now);
}

bool form_pad_touched(struct form_pad *pad)
{
	bool touched = pad->touched;

	pad->touched = false;
	return touched;
}

/* Read from the pad: field_buffer takes 20 µs for the same, and is older than the window (PITFALLS A4). */
char *form_pad_text(struct form_pad *pad)
{
	struct buffer text = {0};
	int rows, cells, row, col, off, buffers;
	cchar_t cell;

	if (!pad->now || field_info(pad->now, &rows, &cells, &row, &col, &off, &buffers) != E_OK)
		return NULL;
	for (int end = col + cells; col < end && mvwin_wch(pad->window, row, col, &cell) == OK;) {
		wchar_t character[CCHARW_MAX + 1] = {0};
		attr_t attributes;
		short pair;
		char bytes[4];

		getcchar(&cell, character, &attributes, &pair, NULL);
		buffer_add(&text, bytes, text_encode((uint32_t)character[0], bytes));
		col += text_code_width((uint32_t)character[0]) > 1 ? 2 : 1;
	}
	while (text.size && text.data[text.size - 1] == ' ')
		text.data[--text.size] = '\0';
	return buffer_take(&text);
}

/* Columns up to the last character. REQ_END_LINE counts a wide character as one and ends up inside the text. */
static int text_cells(struct form_pad *pad)
{
	char *text = form_pad_text(pad);
	int cells = text ? text_width(text, strlen(text)) : 0;

	free(text);
	return cells;
}

bool form_pad_go(struct form_pad *pad, size_t slot, int cells)
{
	pad->now = NULL;
	if (!form_pad_has(pad, slot) || set_current_field(pad->form, pad->by_slot[slot]) != E_OK)
		return false;
	pad->now = pad->by_slot[slot];
	pad->touched = true;
	form_driver(pad->form, REQ_INS_MODE);
	if (cells < 0)
		cells = text_cells(pad);
	form_driver(pad->form, REQ_BEG_FIELD);
	/* Steps go over whole characters: a wide one moves two cells. */
	while (form_pad_cursor(pad) < cells)
		if (form_driver(pad->form, REQ_NEXT_CHAR) != E_OK)
			break;
	return true;
}

void form_pad_put(struct form_pad *pad, uint32_t code)
{
	pad->touched = true;
	if (pad->now)
		form_driver_w(pad->form, OK, (wchar_t)code);
}

void form_pad_move(struct form_pad *pad, enum form_move move)
{
	static const int requests[] = {
		[FORM_MOVE_LEFT] = REQ_PREV_CHAR,
		[FORM_MOVE_RIGHT] = REQ_NEXT_CHAR,
		[FORM_MOVE_START] = REQ_BEG_FIELD,
		[FORM_DELETE_LEFT] = REQ_DEL_PREV,
		[FORM_DELETE_RIGHT] = REQ_DEL_CHAR,
	};

	pad->touched = true;
	if (pad->now)
		form_driver(pad->form, requests[move]);
}

void form_pad_set(struct form_pad *pad, size_t slot, const char *text)
{
	pad->touched = true;
	if (form_pad_has(pad, slot))
		set_field_buffer(pad->by_slot[slot], 0, text);
}

void form_pad_copy(const struct form_pad *pad, size_t slot, int row, int col, int cols)
{
	int rows, cells, from_row, from_col, off, buffers;

	if (!form_pad_has(pad, slot) ||
		field_info(pad->by_slot[slot], &rows, &cells, &from_row, &from_col, &off, &buffers) != E_OK)
		return;
	if (cols > cells)
		cols = cells;
	if (cols > 0)
		copywin(pad->window, newscr, from_row, from_col, row, col, row, col + cols - 1, FALSE);
}
