#include "base/memory.h"
#include "ui/form_view_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "ui/typing.h"

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

size_t form_part_cursor(struct form_view *view, bool pad)
{
	struct form_item *item = &view->item[view->active];
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

/* `piece` instead of the bytes between two offsets, the cursor behind it. A row has no blanks at its end; the editor, where
 * a text too long for it goes, has them: between two words one may be the character that no longer fits. */
static void splice(struct form_view *view, size_t from, size_t to, const char *piece, size_t size)
{
	const char *old = view->item[view->active].text;
	struct buffer text = {0};
	int cursor;

	buffer_add(&text, old, from);
	buffer_add(&text, piece, size);
	buffer_add_text(&text, old + to);
	cursor = text_width(buffer_text(&text), from + size);
	if (form_pad_takes(buffer_text(&text), view->item[view->active].cells))
		while (text.size && text.data[text.size - 1] == ' ')
			text.data[--text.size] = '\0';
	view->place = from + size;
	form_part_set_text(view, view->active, buffer_text(&text), cursor);
	buffer_free(&text);
}

/* Libform puts marks on the wrong base (PITFALLS A1): one is composed with the letter before it, or refused. */
static void type_mark(struct form_view *view, const char *text, size_t size)
{
	const struct form_item *item = &view->item[view->active];
	bool behind = form_pad_cursor(view->pad) > text_width(item->text, strlen(item->text));
	size_t at = form_part_cursor(view, false);
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
	const struct form_item *item = &view->item[view->active];
	int blanks = form_pad_cursor(view->pad) - text_width(item->text, strlen(item->text));
	size_t length = text_length(item->text) + (blanks > 0 ? (size_t)blanks : 0);

	if (!item->wish.most)
		return (size_t)item->cells;
	return length < item->wish.most ? item->wish.most - length : 0;
}

/* Free cells, the spare one not counted. */
static int cells_left(const struct form_view *view)
{
	const struct form_item *item = &view->item[view->active];
	int width = text_width(item->text, strlen(item->text));
	int cursor = form_pad_cursor(view->pad);

	return item->cells - 1 - (cursor > width ? cursor : width);
}

/* Most characters go through libform itself. One that the row has no cell for goes on in the editor, if the field may
 * be longer than its row. */
static void type_one(struct form_view *view, const char *text, size_t size)
{
	const struct form_item *item = &view->item[view->active];
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
		form_part_flush(view);
	} else if (!item->wish.most) {
		frame_say(SAY_WARN, "Isian ini sudah penuh.");
	} else {
		size_t at = form_part_cursor(view, true);

		splice(view, at, at, text, size);
		if (!form_pad_has(view->pad, view->active))
			view->wish = FORM_WISH_EDITOR;
	}
}

/* Bytes of a paste that the active field takes: whole characters up to its limit. */
static size_t paste_size(const struct form_view *view, const char *text)
{
	const struct form_item *item = &view->item[view->active];
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
	size_t at = form_part_cursor(view, kept > 0);

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
	struct form_item *item = &view->item[view->active];

	line_history_keep(&item->history, before, item->text, run);
	if (item->note && strcmp(before, item->text) != 0)
		form_view_set_note(view, view->active, NULL);
	free(before);
}

void form_part_type(struct form_view *view, const char *text, size_t size, bool pasted)
{
	char *before;

	form_part_flush(view);
	before = memory_copy(view->item[view->active].text);
	if (pasted)
		type_paste(view, text, size);
	else
		type_one(view, text, size);
	keep_change(view, before, !pasted && text[0] != ' ');
}

static void delete_word(struct form_view *view)
{
	size_t at = form_part_cursor(view, true);

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
		/* Behind blanks just typed it is there already: they are no part of the text yet. */
		if (form_pad_cursor(view->pad) < text_width(text, strlen(text)))
			form_pad_go(view->pad, view->active, -1);
		return true;
	case ACTION_WORD_LEFT:
		go_to_offset(view, typing_word_left(text, form_part_cursor(view, false)));
		return true;
	case ACTION_WORD_RIGHT:
		go_to_offset(view, typing_word_right(text, form_part_cursor(view, false)));
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
		form_part_set_text(view, view->active, "", -1);
		break;
	default:
		free(before);
		return false;
	}
	form_part_flush(view);
	keep_change(view, before, false);
	return true;
}

bool form_part_edit(struct form_view *view, enum action action)
{
	form_part_flush(view);
	return move_in_line(view, action) || delete_in_line(view, action);
}
