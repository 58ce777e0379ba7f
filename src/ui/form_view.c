#include "ui/form_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "ui/form_pad.h"
#include "ui/line_history.h"
#include "ui/typing.h"

#define LABEL_MOST 24
#define PAIR_COLS  76 /* from here two narrow fields share a row */
#define AIRY_ROWS  15 /* from here a heading has a blank row above it */

struct item {
	struct form_field wish; /* its texts are the copies below */
	char *label, *heading, *side, *note;
	char *text; /* the truth */
	char *initial;
	struct line_history history;
	int row; /* on the page */
	int heading_rows;
	int label_col, label_cols;
	int col, cells; /* of the field, brackets not counted */
	int end;	/* column behind all that belongs to it */
};

struct form_view {
	struct item *item;
	size_t count;
	size_t active;
	struct area area;
	int page_rows; /* of the whole page, may exceed the area */
	int top;       /* first page row in sight */
	struct form_pad *pad;
	enum form_wish wish;
	size_t left;
	char typed[8];
};

/* ---- placing ---- */

static int label_need(const struct item *item)
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

static void place_item(struct item *item, int row, int label_col, int label_cols, int end)
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
	item->end = end;
}

static bool shares_row(const struct form_view *view, size_t index)
{
	return view->area.cols >= PAIR_COLS && index + 1 < view->count && view->item[index].wish.narrow &&
	       view->item[index + 1].wish.narrow && !view->item[index + 1].heading;
}

static void place_items(struct form_view *view)
{
	int labels = label_width(view);
	int half = view->area.cols / 2;
	int row = 0;

	for (size_t i = 0; i < view->count; i++) {
		struct item *item = &view->item[i];
		bool note = item->note != NULL;

		item->heading_rows = !item->heading ? 0 : row && view->area.rows >= AIRY_ROWS ? 2 : 1;
		row += item->heading_rows;
		if (shares_row(view, i)) {
			struct item *right = &view->item[++i];
			int label = label_need(right);

			place_item(item, row, 0, labels, half - 1);
			place_item(right, row, half, label < half / 2 ? label : half / 2, view->area.cols);
			right->heading_rows = 0;
			note = note || right->note;
		} else {
			place_item(item, row, 0, labels, view->area.cols);
		}
		row += note ? 2 : 1;
	}
	view->page_rows = row;
}

/* The active field with its note stays in sight; so does the heading above it. */
static void scroll_to_active(struct form_view *view)
{
	const struct item *item = &view->item[view->active];
	int last = item->row + (item->note ? 1 : 0);
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

/* ---- between our texts and libform ---- */

/* Everything typed is brought into our texts; nothing else may touch the form before (PITFALLS A4). Blanks at the
 * end cannot be told from the field's padding: a text that differs in them only stays as it is. */
static void form_view_flush(struct form_view *view)
{
	char *text = form_pad_text(view->pad);
	char *stored;
	size_t size;

	if (!text)
		return;
	stored = view->item[view->active].text;
	size = strlen(text);
	if (strncmp(stored, text, size) == 0 && strspn(stored + size, " ") == strlen(stored + size)) {
		free(text);
		return;
	}
	free(stored);
	view->item[view->active].text = text;
}

static void build(struct form_view *view, int cursor)
{
	struct form_slot *slots = memory_alloc((view->count + 1) * sizeof *slots);

	for (size_t i = 0; i < view->count; i++) {
		const struct item *item = &view->item[i];

		slots[i] = (struct form_slot){
			.row = item->row,
			.col = item->col,
			.cells = item->cells,
			.text = item->wish.kind == FORM_LINE ? item->text : NULL,
		};
	}
	form_pad_build(view->pad, view->page_rows, view->area.cols, slots, view->count);
	free(slots);
	form_pad_go(view->pad, view->active, cursor);
}

static void lay_out(struct form_view *view, int cursor)
{
	if (!view->count || view->area.rows < 1 || view->area.cols < 1) {
		form_pad_build(view->pad, 0, 0, NULL, 0);
		return;
	}
	place_items(view);
	build(view, cursor);
	scroll_to_active(view);
}

/* A text that fits goes into its field; one that no longer fits (or fits again) changes what kind of field it has. */
static void set_text(struct form_view *view, size_t index, const char *text, int cursor)
{
	struct item *item = &view->item[index];
	bool had = form_pad_has(view->pad, index);

	if (text != item->text) {
		char *copy = memory_copy(text);

		free(item->text);
		item->text = copy;
	}
	if (item->wish.kind != FORM_LINE || !view->area.rows)
		return;
	if (index != view->active)
		cursor = form_pad_cursor(view->pad);
	if (had != form_pad_takes(item->text, item->cells)) {
		lay_out(view, cursor);
		return;
	}
	form_pad_set(view->pad, index, item->text);
	if (index == view->active)
		form_pad_go(view->pad, index, cursor);
}

void form_view_layout(struct form_view *view, struct area area)
{
	int cursor = form_pad_cursor(view->pad);

	form_view_flush(view);
	view->area = area;
	lay_out(view, cursor);
}

/* ---- life ---- */

struct form_view *form_view_new(void)
{
	struct form_view *view = memory_alloc(sizeof *view);

	view->pad = form_pad_new();
	return view;
}

static void forget_items(struct form_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		struct item *item = &view->item[i];

		line_history_free(&item->history);
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
	form_pad_free(view->pad);
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
	view->item = memory_alloc((count + 1) * sizeof *view->item);
	view->count = count;
	view->active = 0;
	view->top = 0;
	view->wish = FORM_WISH_NONE;
	view->typed[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		struct item *item = &view->item[i];

		item->wish = fields[i];
		item->label = memory_copy(fields[i].label);
		item->heading = copy_or_null(fields[i].heading);
		item->side = copy_or_null(fields[i].side);
		item->text = memory_copy(fields[i].text);
		item->initial = memory_copy(fields[i].text);
	}
	lay_out(view, -1);
}

/* ---- painting ---- */

static void paint_label(const struct form_view *view, const struct item *item, bool active)
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
	const struct item *item = &view->item[index];
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

void form_view_paint(struct form_view *view)
{
	if (view->area.rows < 1 || view->area.cols < 1)
		return;
	for (size_t i = 0; i < view->count; i++) {
		const struct item *item = &view->item[i];

		if (item->heading_rows && in_sight(view, item->row - 1))
			draw_text(view->area, item->row - 1 - view->top, 0, -1, STYLE_BOLD, item->heading);
		if (in_sight(view, item->row)) {
			paint_label(view, item, i == view->active);
			paint_field(view, i);
		}
		if (item->note && in_sight(view, item->row + 1) && item->end > item->col)
			draw_printf(view->area, item->row + 1 - view->top, item->col, item->end - item->col,
				STYLE_BAD, "%s %s", draw_mark_text(MARK_WARN), item->note);
	}
}

void form_view_cursor(const struct form_view *view, int *row, int *col)
{
	const struct item *item;
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
	form_pad_go(view->pad, index, -1);
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

/* Kept as a step of its own: what the editor brought back can be taken back in the field. */
void form_view_set_text(struct form_view *view, size_t index, const char *text)
{
	if (index >= view->count)
		return;
	form_view_flush(view);
	line_history_keep(&view->item[index].history, view->item[index].text, text, false);
	set_text(view, index, text, -1);
}

static void replace(struct form_view *view, char **place, const char *text)
{
	char *copy = copy_or_null(text);

	free(*place);
	*place = copy;
	form_view_layout(view, view->area);
}

void form_view_set_side(struct form_view *view, size_t index, const char *side)
{
	if (index < view->count)
		replace(view, &view->item[index].side, side);
}

void form_view_set_note(struct form_view *view, size_t index, const char *sentence)
{
	if (index < view->count && (sentence || view->item[index].note))
		replace(view, &view->item[index].note, sentence);
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

/* ---- changing a line ---- */

static size_t offset_at(const char *text, int cells)
{
	size_t size = strlen(text);
	size_t at = 0;

	while (at < size && cells > 0) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);

		cells -= text_code_width(code);
		at += length;
	}
	return at;
}

/* The active text up to the cursor and beyond. Blanks typed at the end are only the cursor's place until something
 * follows them: with `pad` they are put back, so that it can. */
static size_t cursor_offset(struct form_view *view, bool pad)
{
	struct item *item = &view->item[view->active];
	int missing = form_pad_cursor(view->pad) - text_width(item->text, strlen(item->text));
	struct buffer text = {0};

	if (missing <= 0 || !pad)
		return offset_at(item->text, form_pad_cursor(view->pad));
	buffer_add_text(&text, item->text);
	while (missing-- > 0)
		buffer_add_byte(&text, ' ');
	free(item->text);
	item->text = buffer_take(&text);
	return strlen(item->text);
}

/* `piece` instead of the bytes between two offsets, the cursor behind it. */
static void splice(struct form_view *view, size_t from, size_t to, const char *piece, size_t size)
{
	const char *old = view->item[view->active].text;
	struct buffer text = {0};
	int cursor;

	buffer_add(&text, old, from);
	buffer_add(&text, piece, size);
	buffer_add_text(&text, old + to);
	cursor = text_width(buffer_text(&text), from + size);
	while (text.size && text.data[text.size - 1] == ' ')
		text.data[--text.size] = '\0';
	set_text(view, view->active, buffer_text(&text), cursor);
	buffer_free(&text);
}

/* Libform puts marks on the wrong base (PITFALLS A1): one is composed with the letter before it, or refused. */
static void type_mark(struct form_view *view, const char *text, size_t size)
{
	const struct item *item = &view->item[view->active];
	bool behind = form_pad_cursor(view->pad) > text_width(item->text, strlen(item->text));
	size_t at = cursor_offset(view, false);
	size_t from;
	char *composed = behind ? NULL : typing_compose(item->text, at, text, size, &from);

	if (composed && text_length(composed) == 1)
		splice(view, from, at, composed, strlen(composed));
	else
		frame_say(SAY_INFO, "Tanda ini tidak dapat digabung dengan huruf di depannya.");
	free(composed);
}

/* How many more characters the active field may get. */
static size_t room_left(const struct form_view *view)
{
	const struct item *item = &view->item[view->active];
	int blanks = form_pad_cursor(view->pad) - text_width(item->text, strlen(item->text));
	size_t length = text_length(item->text) + (blanks > 0 ? (size_t)blanks : 0);

	if (!item->wish.most)
		return (size_t)item->cells;
	return length < item->wish.most ? item->wish.most - length : 0;
}

/* Free cells, the spare one not counted. */
static int cells_left(const struct form_view *view)
{
	const struct item *item = &view->item[view->active];
	int width = text_width(item->text, strlen(item->text));
	int cursor = form_pad_cursor(view->pad);

	return item->cells - 1 - (cursor > width ? cursor : width);
}

/* Most characters go through libform itself. One that the row has no cell for goes on in the editor, if the field may
 * be longer than its row. */
static void type_one(struct form_view *view, const char *text, size_t size)
{
	const struct item *item = &view->item[view->active];
	uint32_t code;
	const char *why;

	if (text_decode(text, size, &code) != size || !text_storable(text, size, &why) || code == '\n')
		return;
	if (typing_is_mark(text, size)) {
		type_mark(view, text, size);
	} else if (!room_left(view)) {
		frame_say(SAY_WARN, "Isian ini paling banyak %zu huruf.", item->wish.most);
	} else if (text_code_width(code) <= cells_left(view)) {
		form_pad_put(view->pad, code);
		form_view_flush(view);
	} else if (!item->wish.most) {
		frame_say(SAY_WARN, "Isian ini sudah penuh.");
	} else {
		size_t at = cursor_offset(view, true);

		splice(view, at, at, text, size);
		if (!form_pad_has(view->pad, view->active))
			view->wish = FORM_WISH_EDITOR;
	}
}

/* Bytes of a paste that the active field takes: whole characters up to its limit. */
static size_t paste_size(const struct form_view *view, const char *text)
{
	const struct item *item = &view->item[view->active];
	size_t size = strlen(text);
	size_t room = room_left(view);
	size_t kept = 0;
	int cells = item->wish.most ? -1 : cells_left(view);

	while (kept < size) {
		size_t next = text_next(text, size, kept);
		size_t length = 0;

		for (size_t at = kept; at < next; at++)
			length += ((unsigned char)text[at] & 0xC0) != 0x80;
		if (length > room || (!item->wish.most && text_width(text, next) > cells))
			break;
		room -= length;
		kept = next;
	}
	return kept;
}

/* A paste is one change: blanks for line feeds, cut at the limit. */
static void type_paste(struct form_view *view, const char *text, size_t size)
{
	size_t dropped = 0;
	char *clean = typing_clean(text, size, false, &dropped);
	size_t kept = paste_size(view, clean);
	size_t at = cursor_offset(view, kept > 0);

	if (clean[kept])
		frame_say(SAY_WARN, "Tempelan dipotong: isian ini tidak memuat semuanya.");
	else if (dropped)
		frame_say(SAY_INFO, "%zu karakter yang tidak dapat disimpan dilewati.", dropped);
	if (kept)
		splice(view, at, at, clean, kept);
	if (!form_pad_has(view->pad, view->active))
		view->wish = FORM_WISH_EDITOR;
	free(clean);
}

/* Keeps the change for undo; a note speaks of a text that is no longer there. */
static void keep_change(struct form_view *view, char *before, bool run)
{
	struct item *item = &view->item[view->active];

	line_history_keep(&item->history, before, item->text, run);
	if (item->note && strcmp(before, item->text) != 0)
		form_view_set_note(view, view->active, NULL);
	free(before);
}

static void type_in_line(struct form_view *view, const char *text, size_t size, bool pasted)
{
	char *before;

	form_view_flush(view);
	before = memory_copy(view->item[view->active].text);
	if (pasted)
		type_paste(view, text, size);
	else
		type_one(view, text, size);
	keep_change(view, before, !pasted && text[0] != ' ');
}

enum outcome form_view_type(struct form_view *view, const char *text, size_t size, bool pasted)
{
	struct item *item;

	if (!view->count || !size)
		return OUTCOME_HANDLED;
	item = &view->item[view->active];
	view->typed[0] = '\0';
	if (item->wish.kind == FORM_SHOWN)
		return OUTCOME_HANDLED;
	if (item->wish.kind == FORM_LINE && form_pad_has(view->pad, view->active)) {
		type_in_line(view, text, size, pasted);
	} else if (item->wish.kind == FORM_CHOICE) {
		const char *why;

		if (!pasted && size < sizeof view->typed && text[0] != ' ' && text[0] != '\n' &&
			text_storable(text, size, &why)) {
			memcpy(view->typed, text, size);
			view->typed[size] = '\0';
		}
		view->wish = FORM_WISH_CHOICE;
	} else {
		view->wish = FORM_WISH_EDITOR;
	}
	return OUTCOME_REPAINT;
}

/* ---- acting ---- */

static void step_history(struct form_view *view, bool redo)
{
	struct item *item = &view->item[view->active];
	const char *text;

	form_view_flush(view);
	text = item->wish.kind == FORM_LINE ? line_history_step(&item->history, redo) : NULL;
	if (text)
		set_text(view, view->active, text, -1);
	else
		frame_say(SAY_INFO,
			redo ? "Tidak ada ketikan untuk diulang." : "Tidak ada ketikan untuk dibatalkan.");
}

static void delete_word(struct form_view *view)
{
	size_t at = cursor_offset(view, true);

	splice(view, typing_word_left(view->item[view->active].text, at), at, "", 0);
}

static void go_to_offset(struct form_view *view, size_t at)
{
	form_pad_go(view->pad, view->active, text_width(view->item[view->active].text, at));
}

static bool move_in_line(struct form_view *view, enum action action)
{
	const char *text = view->item[view->active].text;

	switch (action) {
	case ACTION_LEFT:
		form_pad_move(view->pad, FORM_MOVE_LEFT);
		return true;
	case ACTION_RIGHT:
		if (form_pad_cursor(view->pad) < text_width(text, strlen(text)))
			form_pad_move(view->pad, FORM_MOVE_RIGHT);
		return true;
	case ACTION_FIRST:
		form_pad_move(view->pad, FORM_MOVE_START);
		return true;
	case ACTION_LAST:
		form_pad_go(view->pad, view->active, -1);
		return true;
	case ACTION_WORD_LEFT:
		go_to_offset(view, typing_word_left(text, cursor_offset(view, false)));
		return true;
	case ACTION_WORD_RIGHT:
		go_to_offset(view, typing_word_right(text, cursor_offset(view, false)));
		return true;
	default:
		return false;
	}
}

static bool delete_in_line(struct form_view *view, enum action action)
{
	char *before = memory_copy(view->item[view->active].text);

	switch (action) {
	case ACTION_DELETE_LEFT:
		form_pad_move(view->pad, FORM_DELETE_LEFT);
		break;
	case ACTION_DELETE_RIGHT:
		form_pad_move(view->pad, FORM_DELETE_RIGHT);
		break;
	case ACTION_DELETE_WORD:
		delete_word(view);
		break;
	case ACTION_DELETE_LINE:
		set_text(view, view->active, "", -1);
		break;
	default:
		free(before);
		return false;
	}
	form_view_flush(view);
	keep_change(view, before, false);
	return true;
}

static enum outcome act_in_field(struct form_view *view, enum action action)
{
	if (form_pad_has(view->pad, view->active)) {
		form_view_flush(view);
		return move_in_line(view, action) || delete_in_line(view, action) ? OUTCOME_REPAINT
										  : OUTCOME_IGNORED;
	}
	switch (action) {
	case ACTION_LEFT:
	case ACTION_RIGHT:
	case ACTION_DELETE_LEFT:
	case ACTION_DELETE_RIGHT:
	case ACTION_DELETE_WORD:
	case ACTION_DELETE_LINE:
		return OUTCOME_HANDLED;
	default:
		return OUTCOME_IGNORED;
	}
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
	enum form_kind kind = view->item[view->active].wish.kind;

	view->typed[0] = '\0';
	if (kind == FORM_CHOICE)
		view->wish = FORM_WISH_CHOICE;
	else if (kind == FORM_LONG || (kind == FORM_LINE && !form_pad_has(view->pad, view->active)))
		view->wish = FORM_WISH_EDITOR;
	else
		move_forward(view);
}

enum outcome form_view_act(struct form_view *view, enum action action)
{
	if (!view->count)
		return OUTCOME_IGNORED;
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
		step_history(view, action == ACTION_TYPE_REDO);
		return OUTCOME_REPAINT;
	default:
		return act_in_field(view, action);
	}
}
