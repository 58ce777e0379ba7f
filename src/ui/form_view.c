#include "base/memory.h"
#include "ui/form_view_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

/* ---- between our texts and libform ---- */

/* Everything typed is brought into our texts; nothing else may touch the form before (PITFALLS A4). Blanks at the
 * end cannot be told from the field's padding: a text that differs in them only stays as it is. */
void form_part_flush(struct form_view *view)
{
	char *text;
	char *stored;
	size_t size;

	/* Asked by everything that is painted; libform takes 20 µs to give a field's text. */
	if (!form_pad_touched(view->pad))
		return;
	text = form_pad_text(view->pad);
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
		const struct form_item *item = &view->item[i];

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
	view->same = false;
	if (!view->count || view->area.rows < 1 || view->area.cols < 1) {
		form_pad_build(view->pad, 0, 0, NULL, 0);
		return;
	}
	form_part_place(view);
	build(view, cursor);
	form_part_scroll(view);
}

/* A text that fits goes into its field; one that no longer fits (or fits again) changes what kind of field it has. */
void form_part_set_text(struct form_view *view, size_t index, const char *text, int cursor)
{
	struct form_item *item = &view->item[index];
	bool had = form_pad_has(view->pad, index);

	if (text != item->text) {
		char *copy = memory_copy(text);

		free(item->text);
		item->text = copy;
	}
	if (item->wish.kind != FORM_LINE || !view->area.rows)
		return;
	if (index != view->active) {
		cursor = form_pad_cursor(view->pad);
		view->same = false;
	}
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

	form_part_flush(view);
	if (view->count && form_pad_has(view->pad, view->active))
		view->place = form_part_cursor(view, true);
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
		struct form_item *item = &view->item[i];

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
	view->place = PLACE_END;
	view->typed[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		struct form_item *item = &view->item[i];

		item->wish = fields[i];
		item->label = memory_copy(fields[i].label);
		item->heading = copy_or_null(fields[i].heading);
		item->side = copy_or_null(fields[i].side);
		item->text = memory_copy(fields[i].text);
		item->initial = memory_copy(fields[i].text);
	}
	lay_out(view, -1);
}

/* ---- reading and setting ---- */

size_t form_view_active(const struct form_view *view)
{
	return view->active;
}

static void move_to(struct form_view *view, size_t index)
{
	form_part_flush(view);
	if (index != view->active) {
		view->left = view->active;
		view->wish = FORM_WISH_LEFT;
	}
	view->active = index;
	view->place = PLACE_END;
	view->same = false;
	form_pad_go(view->pad, index, -1);
	form_part_scroll(view);
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
	form_part_flush(view);
	return index < view->count ? view->item[index].text : "";
}

/* Kept as a step of its own: what the editor brought back can be taken back in the field. */
void form_view_set_text(struct form_view *view, size_t index, const char *text)
{
	if (index >= view->count)
		return;
	form_part_flush(view);
	line_history_keep(&view->item[index].history, view->item[index].text, text, false);
	form_part_set_text(view, index, text, -1);
}

bool form_view_rewrite(struct form_view *view, const char *text)
{
	const char *old;

	if (!form_pad_has(view->pad, view->active))
		return false;
	form_part_flush(view);
	old = view->item[view->active].text;
	if (form_pad_cursor(view->pad) != text_width(old, strlen(old)) || strcmp(old, text) == 0)
		return false;
	form_part_set_text(view, view->active, text, -1);
	return true;
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
	form_part_flush(view);
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

size_t form_view_place(const struct form_view *view)
{
	size_t size = view->active < view->count ? strlen(view->item[view->active].text) : 0;

	return view->place < size ? view->place : size;
}

const char *form_view_typed(const struct form_view *view)
{
	return view->typed;
}

enum outcome form_view_type(struct form_view *view, const char *text, size_t size, bool pasted)
{
	struct form_item *item;

	if (!view->count || !size)
		return OUTCOME_HANDLED;
	item = &view->item[view->active];
	view->typed[0] = '\0';
	if (item->wish.kind == FORM_SHOWN)
		return OUTCOME_HANDLED;
	if (item->wish.kind == FORM_LINE && form_pad_has(view->pad, view->active)) {
		form_part_type(view, text, size, pasted);
	} else if (item->wish.kind == FORM_CHOICE) {
		const char *why;

		if (!pasted && size < sizeof view->typed && text[0] != ' ' && text[0] != '\n' &&
			text_storable(text, size, &why)) {
			memcpy(view->typed, text, size);
			view->typed[size] = '\0';
		}
		view->wish = FORM_WISH_CHOICE;
	} else {
		view->wish = FORM_WISH_WRITE;
	}
	return OUTCOME_TYPED;
}

/* ---- acting ---- */

static void step_history(struct form_view *view, bool redo)
{
	struct form_item *item = &view->item[view->active];
	const char *text;

	form_part_flush(view);
	text = item->wish.kind == FORM_LINE ? line_history_step(&item->history, redo) : NULL;
	if (text)
		form_part_set_text(view, view->active, text, -1);
	else
		frame_say(SAY_INFO,
			redo ? "Tidak ada ketikan untuk diulang." : "Tidak ada ketikan untuk dibatalkan.");
}

static enum outcome act_in_field(struct form_view *view, enum action action)
{
	if (form_pad_has(view->pad, view->active)) {
		form_part_flush(view);
		return form_part_edit(view, action) ? OUTCOME_TYPED : OUTCOME_IGNORED;
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
		form_part_flush(view);
		move_forward(view);
		return OUTCOME_REPAINT;
	case ACTION_PREVIOUS:
	case ACTION_UP:
		form_part_flush(view);
		if (view->active)
			move_to(view, view->active - 1);
		else
			view->wish = FORM_WISH_BEFORE_START;
		return OUTCOME_REPAINT;
	case ACTION_OPEN:
		form_part_flush(view);
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
