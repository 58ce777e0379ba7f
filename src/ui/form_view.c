#include "ui/form_view.h"

#include <curses.h>
#include <form.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/error.h"
#include "base/text.h"

#define LABEL_MOST 26
#define UNDO_MOST  100
#define PAIR_COLS  76 /* from here two narrow fields share a row */

struct item {
	struct form_field wish; /* its texts are the copies below */
	char *label, *heading, *side, *note;
	char *text;             /* the truth */
	char *initial;
	char *undo[UNDO_MOST];
	int undone, undos;      /* position and count in undo */
	int row, col;           /* of the field's first cell, on the page */
	int label_col, label_cols;
	int cells;              /* of the field, brackets not counted */
	FIELD *field;           /* NULL: not typed in place */
};

struct form_view {
	struct item *item;
	size_t count;
	size_t active;
	struct area area;
	int page_rows; /* of the whole page, may exceed the area */
	int top;       /* first page row in sight */
	WINDOW *pad;   /* libform lives here; its cells are copied to the screen */
	FORM *form;
	FIELD **fields;
	enum form_wish wish;
	size_t left;
	char typed[8];
};

/* ---- the form of libform: made, flushed, taken apart ---- */

static void take_text(struct item *item)
{
	char *text = memory_copy(field_buffer(item->field, 0)); /* its pointer dies at the next call (PITFALLS A1) */
	size_t size = strlen(text);

	while (size && text[size - 1] == ' ')
		size--;
	text[size] = '\0';
	free(item->text);
	item->text = text;
}

/* Everything typed is brought into our texts; nothing else may touch the form before (PITFALLS A4). */
static void form_view_flush(struct form_view *view)
{
	struct item *item;

	if (!view->form || view->active >= view->count)
		return;
	item = &view->item[view->active];
	if (!item->field)
		return;
	form_driver(view->form, REQ_VALIDATION);
	take_text(item);
}

static void take_apart(struct form_view *view)
{
	if (view->form) {
		unpost_form(view->form);
		free_form(view->form);
	}
	for (size_t i = 0; i < view->count; i++) {
		if (view->item[i].field)
			free_field(view->item[i].field);
		view->item[i].field = NULL;
	}
	free(view->fields);
	if (view->pad)
		delwin(view->pad);
	view->form = NULL;
	view->fields = NULL;
	view->pad = NULL;
}

/* One spare cell: the cursor must be able to stand behind the last character (PITFALLS A0). */
static bool fits(const struct item *item, const char *text)
{
	return !strchr(text, '\n') && text_width(text, strlen(text)) <= item->cells - 1;
}

static FIELD *make_field(const struct item *item)
{
	FIELD *field = new_field(1, item->cells, item->row, item->col, 0, 0);
	char *shown;

	if (!field)
		return NULL;
	field_opts_off(field, O_BLANK | O_AUTOSKIP | O_WRAP);
	shown = text_for_screen(item->text, strlen(item->text), false);
	set_field_buffer(field, 0, shown);
	free(shown);
	return field;
}

static bool post(struct form_view *view, size_t typed)
{
	view->pad = newpad(view->page_rows + 1, view->area.cols + 1);
	view->form = typed ? new_form(view->fields) : NULL;
	if (!view->pad || !view->form)
		return false;
	form_opts_off(view->form, O_BS_OVERLOAD | O_NL_OVERLOAD);
	set_form_win(view->form, view->pad);
	set_form_sub(view->form, view->pad);
	return post_form(view->form) == E_OK;
}

static void stand_on_active(struct form_view *view, int cells)
{
	struct item *item = view->count ? &view->item[view->active] : NULL;

	if (!view->form || !item || !item->field)
		return;
	set_current_field(view->form, item->field);
	form_driver(view->form, REQ_INS_MODE);
	if (cells < 0) {
		form_driver(view->form, REQ_END_LINE);
		return;
	}
	form_driver(view->form, REQ_BEG_FIELD);
	/* NEXT_CHAR steps over whole characters: a wide one moves two cells. */
	for (int guard = 0; guard < item->cells; guard++) {
		int row, col;

		pos_form_cursor(view->form);
		getyx(view->pad, row, col);
		(void)row;
		if (col - item->col >= cells || form_driver(view->form, REQ_NEXT_CHAR) != E_OK)
			break;
	}
}

/* Cells between the start of the active field and its cursor; -1 when it is not typed in place. */
static int cursor_cells(const struct form_view *view)
{
	const struct item *item = view->count ? &view->item[view->active] : NULL;
	int row, col;

	if (!view->form || !item || !item->field)
		return -1;
	pos_form_cursor(view->form);
	getyx(view->pad, row, col);
	(void)row;
	return col - item->col;
}

static void build(struct form_view *view, int cursor)
{
	size_t typed = 0;

	take_apart(view);
	view->fields = memory_alloc((view->count + 1) * sizeof(*view->fields));
	for (size_t i = 0; i < view->count; i++) {
		struct item *item = &view->item[i];

		if (item->wish.kind != FORM_LINE || item->cells < 2 || !fits(item, item->text))
			continue;
		item->field = make_field(item);
		if (item->field)
			view->fields[typed++] = item->field;
	}
	if (!post(view, typed)) {
		take_apart(view);
		return;
	}
	stand_on_active(view, cursor);
}

/* ---- placing ---- */

static int label_width(const struct form_view *view)
{
	int widest = 0;

	for (size_t i = 0; i < view->count; i++) {
		int width = text_width(view->item[i].label, strlen(view->item[i].label)) + 2;

		if (width > widest)
			widest = width;
	}
	if (widest > LABEL_MOST)
		widest = LABEL_MOST;
	return widest > view->area.cols / 2 ? view->area.cols / 2 : widest;
}

static void place_item(struct item *item, int row, int label_col, int label_cols, int end)
{
	int side = item->side ? text_width(item->side, strlen(item->side)) + 2 : 0;
	int room = end - (label_col + label_cols) - 3 - side;
	int cells = item->wish.width ? item->wish.width + 1 : room;

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

static int rows_of_heading(const struct form_view *view, const struct item *item)
{
	if (!item->heading)
		return 0;
	return view->area.rows > 14 ? 2 : 1;
}

static void place_items(struct form_view *view)
{
	int labels = label_width(view);
	int row = 0;

	for (size_t i = 0; i < view->count; i++) {
		struct item *item = &view->item[i];
		int half = view->area.cols / 2;
		bool note = item->note != NULL;

		row += rows_of_heading(view, item);
		if (shares_row(view, i)) {
			struct item *right = &view->item[i + 1];
			int right_label = text_width(right->label, strlen(right->label)) + 3;

			place_item(item, row, 0, labels, half - 1);
			place_item(right, row, half, right_label < half / 2 ? right_label : half / 2, view->area.cols);
			note = note || right->note != NULL;
			i++;
		} else {
			place_item(item, row, 0, labels, view->area.cols);
		}
		row += 1 + note;
	}
	view->page_rows = row > 0 ? row : 1;
}

/* The active field with its note stays in sight; so does the heading above the first one. */
static void scroll_to_active(struct form_view *view)
{
	const struct item *item;
	int last;
	int first;

	if (!view->count || view->area.rows < 1)
		return;
	item = &view->item[view->active];
	first = item->row - rows_of_heading(view, item);
	last = item->row + (item->note ? 1 : 0);
	if (view->top > first)
		view->top = first;
	if (last >= view->top + view->area.rows)
		view->top = last - view->area.rows + 1;
	if (view->top > item->row)
		view->top = item->row;
	if (view->page_rows <= view->area.rows || view->top < 0)
		view->top = 0;
}

/* ---- life ---- */

struct form_view *form_view_new(void)
{
	return memory_alloc(sizeof(struct form_view));
}

static void forget_undo(struct item *item)
{
	for (int i = 0; i < item->undos; i++)
		free(item->undo[i]);
	item->undos = 0;
	item->undone = 0;
}

static void forget_items(struct form_view *view)
{
	take_apart(view);
	for (size_t i = 0; i < view->count; i++) {
		struct item *item = &view->item[i];

		forget_undo(item);
		free(item->label);
		free(item->heading);
		free(item->side);
		free(item->note);
		free(item->text);
		free(item->initial);
	}
	free(view->item);
	view->item = NULL;
	view->count = 0;
}

void form_view_free(struct form_view *view)
{
	if (!view)
		return;
	forget_items(view);
	free(view);
}

static char *copy_or_null(const char *text)
{
	return text ? memory_copy(text) : NULL;
}

void form_view_fields(struct form_view *view, const struct form_field *fields, size_t count)
{
	forget_items(view);
	view->item = memory_alloc((count ? count : 1) * sizeof *view->item);
	view->count = count;
	view->active = 0;
	view->top = 0;
	view->wish = FORM_WISH_NONE;
	for (size_t i = 0; i < count; i++) {
		struct item *item = &view->item[i];

		item->wish = fields[i];
		item->label = memory_copy(fields[i].label);
		item->heading = copy_or_null(fields[i].heading);
		item->side = copy_or_null(fields[i].side);
		item->text = memory_copy(fields[i].text);
		item->initial = memory_copy(fields[i].text);
	}
	if (view->area.rows > 0) {
		place_items(view);
		build(view, -1);
	}
}

void form_view_layout(struct form_view *view, struct area area)
{
	int cursor = cursor_cells(view);

	form_view_flush(view);
	view->area = area;
	if (area.rows < 1 || area.cols < 1) {
		take_apart(view);
		return;
	}
	place_items(view);
	build(view, cursor);
	scroll_to_active(view);
}

/* ---- painting ---- */

static void paint_label(const struct form_view *view, const struct item *item, bool active)
{
	int row = item->row - view->top;
	int cols = item->label_cols - (item->wish.required ? 2 : 0);
	int width = text_width(item->label, strlen(item->label));

	draw_text(view->area, row, item->label_col, cols, active ? STYLE_BOLD : STYLE_PLAIN, item->label);
	if (item->wish.required)
		draw_text(view->area, row, item->label_col + (width < cols ? width + 1 : cols), 1, STYLE_ACCENT, "*");
}

static void paint_cells(const struct form_view *view, const struct item *item)
{
	int row = view->area.row + item->row - view->top;
	int col = view->area.col + item->col;

	/* The cells stand on the pad as libform left them: bare text, no attributes (3 bytes a character instead of 16). */
	copywin(view->pad, stdscr, item->row, item->col, row, col, row, col + item->cells - 1, FALSE);
}

static void paint_field(const struct form_view *view, const struct item *item, bool active)
{
	int row = item->row - view->top;
	enum style style = active ? STYLE_FIELD : STYLE_DIM;

	if (item->wish.kind != FORM_SHOWN) {
		draw_text(view->area, row, item->col - 1, 1, style, "[");
		draw_text(view->area, row, item->col + item->cells, 1, style, "]");
	}
	if (item->field && view->pad)
		paint_cells(view, item);
	else
		draw_text(view->area, row, item->col, item->cells, STYLE_PLAIN, item->text);
	if (item->wish.kind == FORM_CHOICE && item->cells > 2)
		draw_text(view->area, row, item->col + item->cells - 1, 1, STYLE_DIM, draw_mark_text(MARK_DOWN));
	if (item->side)
		draw_text(view->area, row, item->col + item->cells + 2, -1, STYLE_GOOD, item->side);
}

static bool in_sight(const struct form_view *view, int row)
{
	return row >= view->top && row < view->top + view->area.rows;
}

void form_view_paint(struct form_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct item *item = &view->item[i];
		bool active = i == view->active;
		int heading = item->row - rows_of_heading(view, item);

		if (item->heading && in_sight(view, heading))
			draw_text(view->area, heading - view->top, 0, view->area.cols, STYLE_BOLD, item->heading);
		if (!in_sight(view, item->row))
			continue;
		paint_label(view, item, active);
		paint_field(view, item, active);
		if (item->note && in_sight(view, item->row + 1))
			draw_printf(view->area, item->row + 1 - view->top, item->col, view->area.cols - item->col, STYLE_BAD,
				"%s %s", draw_mark_text(MARK_WARN), item->note);
	}
}

void form_view_cursor(const struct form_view *view, int *row, int *col)
{
	const struct item *item;
	int cells;

	*row = view->area.row;
	*col = view->area.col;
	if (!view->count)
		return;
	item = &view->item[view->active];
	cells = cursor_cells(view);
	*row += item->row - view->top;
	*col += item->col + (cells > 0 ? cells : 0);
}

/* ---- reading and setting ---- */

size_t form_view_active(const struct form_view *view)
{
	return view->active;
}

static void move_to(struct form_view *view, size_t index)
{
	form_view_flush(view);
	if (index != view->active) {
		view->left = view->active;
		view->wish = FORM_WISH_LEFT;
	}
	view->active = index;
	stand_on_active(view, -1);
	scroll_to_active(view);
}

void form_view_activate(struct form_view *view, size_t index)
{
	if (index >= view->count)
		return;
	move_to(view, index);
	view->wish = FORM_WISH_NONE;
}

const char *form_view_text(struct form_view *view, size_t index)
{
	form_view_flush(view);
	return index < view->count ? view->item[index].text : "";
}

static void set_text(struct form_view *view, size_t index, const char *text, int cursor)
{
	struct item *item = &view->item[index];
	bool was_typed = item->field != NULL;
	char *copy = memory_copy(text);

	free(item->text);
	item->text = copy;
	if (item->wish.kind == FORM_LINE && was_typed != fits(item, copy)) {
		if (view->area.rows > 0)
			build(view, cursor);
		return;
	}
	if (item->field) {
		char *shown = text_for_screen(copy, strlen(copy), false);

		set_field_buffer(item->field, 0, shown);
		free(shown);
		if (index == view->active)
			stand_on_active(view, cursor);
	}
}

void form_view_set_text(struct form_view *view, size_t index, const char *text)
{
	if (index >= view->count)
		return;
	form_view_flush(view);
	set_text(view, index, text, -1);
}

void form_view_set_side(struct form_view *view, size_t index, const char *side)
{
	if (index >= view->count)
		return;
	free(view->item[index].side);
	view->item[index].side = copy_or_null(side);
	form_view_layout(view, view->area);
}

void form_view_set_note(struct form_view *view, size_t index, const char *sentence)
{
	if (index >= view->count || (!sentence && !view->item[index].note))
		return;
	free(view->item[index].note);
	view->item[index].note = copy_or_null(sentence);
	if (view->area.rows > 0)
		form_view_layout(view, view->area);
}

bool form_view_changed(struct form_view *view, size_t index)
{
	form_view_flush(view);
	return index < view->count && strcmp(view->item[index].text, view->item[index].initial) != 0;
}

enum form_wish form_view_wish(struct form_view *view)
{
	enum form_wish wish = view->wish;

	view->wish = FORM_WISH_NONE;
	return wish;
}

size_t form_view_left(const struct form_view *view)
{
	return view->left;
}

const char *form_view_typed(const struct form_view *view)
{
	return view->typed;
}

/* ---- typing ---- */

/* Keeps the text as it stands before a change, for undo. */
static void remember(struct item *item)
{
	while (item->undos > item->undone)
		free(item->undo[--item->undos]);
	if (item->undos == UNDO_MOST) {
		free(item->undo[0]);
		memmove(item->undo, item->undo + 1, (UNDO_MOST - 1) * sizeof *item->undo);
		item->undos--;
	}
	item->undo[item->undos++] = memory_copy(item->text);
	item->undone = item->undos;
}

static void step_undo(struct form_view *view, bool redo)
{
	struct item *item = &view->item[view->active];
	char *text;
	int at = redo ? item->undone + 1 : item->undone - 1;

	form_view_flush(view);
	if (item->wish.kind != FORM_LINE || at < 0 || at > item->undos || (redo && at >= item->undos)) {
		frame_say(SAY_INFO, redo ? "Tidak ada ketikan untuk diulang." : "Tidak ada ketikan untuk dibatalkan.");
		return;
	}
	if (!redo && item->undone == item->undos) {
		/* The newest state goes on top, so that redo can come back to it. */
		remember(item);
		at = item->undos - 2;
	}
	text = memory_copy(item->undo[at]);
	item->undone = at;
	set_text(view, view->active, text, -1);
	free(text);
}

static void edited(struct form_view *view)
{
	if (view->item[view->active].note)
		form_view_set_note(view, view->active, NULL);
}

/* Puts text in at a byte offset and the cursor behind it. */
static void insert_at(struct form_view *view, size_t at, const char *piece, size_t size)
{
	struct item *item = &view->item[view->active];
	struct buffer text = {0};

	buffer_add(&text, item->text, at);
	buffer_add(&text, piece, size);
	buffer_add_text(&text, item->text + at);
	set_text(view, view->active, buffer_text(&text), text_width(buffer_text(&text), at + size));
	buffer_free(&text);
}

/* Byte offset of the cursor; behind the text's end when it stands on blanks there. */
static size_t cursor_offset(const struct form_view *view)
{
	const struct item *item = &view->item[view->active];
	int cells = cursor_cells(view);

	return cells < 0 ? strlen(item->text) : text_cut(item->text, strlen(item->text), cells);
}

/* Trailing blanks are not in the buffer: they are put back when the cursor stands behind them. */
static void pad_to_cursor(struct form_view *view)
{
	struct item *item = &view->item[view->active];
	int cells = cursor_cells(view);
	int width = text_width(item->text, strlen(item->text));
	struct buffer text = {0};

	if (cells <= width)
		return;
	buffer_add_text(&text, item->text);
	while (width++ < cells)
		buffer_add_byte(&text, ' ');
	free(item->text);
	item->text = buffer_take(&text);
}

static bool room_for(const struct item *item, const char *piece, size_t size)
{
	size_t most = item->wish.most;
	char *copy = memory_copy_n(piece, size);
	bool room = !most || text_length(item->text) + text_length(copy) <= most;

	free(copy);
	return room;
}

/* One typed character goes through libform when it is simple; a mark is composed with the letter before it, because
 * libform puts marks on the wrong base (PITFALLS A1). */
static void type_mark(struct form_view *view, const char *text, size_t size)
{
	struct item *item = &view->item[view->active];
	size_t at = cursor_offset(view);
	size_t before = text_previous(item->text, strlen(item->text), at);
	struct buffer pair = {0};
	char *composed;
	bool changed;

	buffer_add(&pair, item->text + before, at - before);
	buffer_add(&pair, text, size);
	composed = text_normalise(buffer_text(&pair), pair.size, &changed);
	if (at > before && text_length(composed) == 1) {
		struct buffer whole = {0};

		buffer_add(&whole, item->text, before);
		buffer_add_text(&whole, item->text + at);
		free(item->text);
		item->text = buffer_take(&whole);
		insert_at(view, before, composed, strlen(composed));
	} else {
		frame_say(SAY_INFO, "Tanda ini tidak dapat digabung dengan huruf di depannya.");
	}
	free(composed);
	buffer_free(&pair);
}

static void type_one(struct form_view *view, const char *text, size_t size)
{
	struct item *item = &view->item[view->active];
	uint32_t code;
	const char *why;

	if (text_decode(text, size, &code) != size || !text_storable(text, size, &why) || code == '\n')
		return;
	form_view_flush(view);
	remember(item);
	if (text_code_width(code) == 0) {
		type_mark(view, text, size);
		return;
	}
	if (!room_for(item, text, size)) {
		frame_say(SAY_WARN, "Isian ini paling banyak %zu huruf.", item->wish.most);
		return;
	}
	if (text_width(item->text, strlen(item->text)) + text_code_width(code) > item->cells - 1 ||
		cursor_cells(view) + text_code_width(code) > item->cells - 1) {
		/* Wider than its row: it goes on in the editor. */
		if (item->wish.width) {
			frame_say(SAY_WARN, "Isian ini sudah penuh.");
			return;
		}
		pad_to_cursor(view);
		insert_at(view, cursor_offset(view), text, size);
		view->wish = FORM_WISH_EDITOR;
		return;
	}
	form_driver_w(view->form, OK, (wchar_t)code);
}

/* A paste is one change: blanks for line feeds, cut at the limit. */
static void type_paste(struct form_view *view, const char *text, size_t size)
{
	struct item *item = &view->item[view->active];
	struct buffer clean = {0};
	size_t kept = 0;
	char *normal;
	bool cut = false;

	form_view_flush(view);
	pad_to_cursor(view);
	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);
		const char *why;

		if (code == '\n' || code == '\t' || code == '\r')
			buffer_add_byte(&clean, ' ');
		else if (text_storable(text + at, length, &why))
			buffer_add(&clean, text + at, length);
		at += length;
	}
	normal = text_normalise(buffer_text(&clean), clean.size, NULL);
	while (normal[kept]) {
		size_t next = text_next(normal, strlen(normal), kept);

		if (!room_for(item, normal, next)) {
			cut = true;
			break;
		}
		kept = next;
	}
	remember(item);
	insert_at(view, cursor_offset(view), normal, kept);
	if (cut)
		frame_say(SAY_WARN, "Tempelan dipotong: isian ini paling banyak %zu huruf.", item->wish.most);
	if (!item->field)
		view->wish = FORM_WISH_EDITOR;
	free(normal);
	buffer_free(&clean);
}

enum outcome form_view_type(struct form_view *view, const char *text, size_t size, bool pasted)
{
	struct item *item;

	if (!view->count)
		return OUTCOME_HANDLED;
	item = &view->item[view->active];
	view->typed[0] = '\0';
	if (item->wish.kind == FORM_CHOICE && !pasted && size < sizeof view->typed && text[0] != ' ') {
		memcpy(view->typed, text, size);
		view->typed[size] = '\0';
		view->wish = FORM_WISH_CHOICE;
	} else if (item->wish.kind == FORM_CHOICE || item->wish.kind == FORM_LONG) {
		view->wish = item->wish.kind == FORM_LONG ? FORM_WISH_EDITOR : FORM_WISH_CHOICE;
	} else if (item->wish.kind == FORM_LINE && !item->field) {
		view->wish = FORM_WISH_EDITOR;
	} else if (item->wish.kind == FORM_LINE) {
		edited(view);
		if (pasted)
			type_paste(view, text, size);
		else
			type_one(view, text, size);
	}
	return OUTCOME_REPAINT;
}

/* ---- acting ---- */

static size_t word_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

static size_t word_end(const char *text, size_t at)
{
	while (text[at] == ' ')
		at++;
	while (text[at] && text[at] != ' ')
		at++;
	return at;
}

static void delete_word(struct form_view *view)
{
	struct item *item = &view->item[view->active];
	size_t at = cursor_offset(view);
	size_t start = word_start(item->text, at);
	char *rest = memory_copy(item->text + at);

	item->text[start] = '\0';
	insert_at(view, start, rest, strlen(rest));
	stand_on_active(view, text_width(item->text, start));
	free(rest);
}

static enum outcome act_in_line(struct form_view *view, enum action action)
{
	struct item *item = &view->item[view->active];
	int width;

	form_view_flush(view);
	width = text_width(item->text, strlen(item->text));
	switch (action) {
	case ACTION_LEFT:
		form_driver(view->form, REQ_PREV_CHAR);
		break;
	case ACTION_RIGHT:
		if (cursor_cells(view) < width)
			form_driver(view->form, REQ_NEXT_CHAR);
		break;
	case ACTION_FIRST:
		form_driver(view->form, REQ_BEG_FIELD);
		break;
	case ACTION_LAST:
		form_driver(view->form, REQ_END_LINE);
		break;
	case ACTION_WORD_LEFT:
		stand_on_active(view, text_width(item->text, word_start(item->text, cursor_offset(view))));
		break;
	case ACTION_WORD_RIGHT:
		stand_on_active(view, text_width(item->text, word_end(item->text, cursor_offset(view))));
		break;
	case ACTION_DELETE_LEFT:
	case ACTION_DELETE_RIGHT:
		remember(item);
		form_driver(view->form, action == ACTION_DELETE_LEFT ? REQ_DEL_PREV : REQ_DEL_CHAR);
		edited(view);
		break;
	case ACTION_DELETE_WORD:
		remember(item);
		delete_word(view);
		edited(view);
		break;
	case ACTION_DELETE_LINE:
		remember(item);
		set_text(view, view->active, "", -1);
		edited(view);
		break;
	default:
		return OUTCOME_IGNORED;
	}
	return OUTCOME_REPAINT;
}

static void move_forward(struct form_view *view)
{
	if (view->active + 1 < view->count)
		move_to(view, view->active + 1);
	else
		view->wish = FORM_WISH_PAST_END;
}

static void open_active(struct form_view *view)
{
	const struct item *item = &view->item[view->active];

	view->typed[0] = '\0';
	if (item->wish.kind == FORM_CHOICE)
		view->wish = FORM_WISH_CHOICE;
	else if (item->wish.kind == FORM_LONG || (item->wish.kind == FORM_LINE && !item->field))
		view->wish = FORM_WISH_EDITOR;
	else
		move_forward(view);
}

enum outcome form_view_act(struct form_view *view, enum action action)
{
	const struct item *item;

	if (!view->count)
		return OUTCOME_IGNORED;
	item = &view->item[view->active];
	switch (action) {
	case ACTION_NEXT:
	case ACTION_DOWN:
		form_view_flush(view);
		move_forward(view);
		return OUTCOME_REPAINT;
	case ACTION_PREVIOUS:
	case ACTION_UP:
		form_view_flush(view);
		if (view->active)
			move_to(view, view->active - 1);
		else
			view->wish = FORM_WISH_BEFORE_START;
		return OUTCOME_REPAINT;
	case ACTION_OPEN:
		form_view_flush(view);
		open_active(view);
		return OUTCOME_REPAINT;
	case ACTION_TYPE_UNDO:
	case ACTION_TYPE_REDO:
		step_undo(view, action == ACTION_TYPE_REDO);
		return OUTCOME_REPAINT;
	default:
		break;
	}
	if (item->field)
		return act_in_line(view, action);
	if (action == ACTION_LEFT || action == ACTION_RIGHT || action_info(action)->group == ACTION_GROUP_TYPE)
		return OUTCOME_HANDLED;
	return OUTCOME_IGNORED;
}
