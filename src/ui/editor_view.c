#include "ui/editor_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/typing.h"

#define UNDO_MOST 200

/* A change as it can be taken back: `removed` stood at `at` where now `added` bytes stand. */
struct step {
	size_t at;
	char *removed, *added;
};

struct line {
	size_t from, size; /* without the blank or line feed it was broken at */
};

struct editor_view {
	char *text;
	size_t size;
	size_t most;
	size_t cursor;
	int wanted; /* column that UP and DOWN try to keep, -1 = the cursor's own */
	struct line *line;
	size_t lines, room;
	size_t top;
	struct step undo[UNDO_MOST];
	int undos, undone; /* how many steps there are, how many of them stand */
	bool typing;	   /* the last step was a typed letter: the next joins it */
	char *initial;
	char *found; /* what is marked, or NULL */
	struct area area;
};

/* ---- lines ---- */

static void add_line(struct editor_view *view, size_t from, size_t size)
{
	view->line = array_room(view->line, view->lines, &view->room, sizeof *view->line);
	view->line[view->lines++] = (struct line){from, size};
}

/* Rows of one paragraph: broken at the last blank that fits, a long word at the edge. */
static void wrap_paragraph(struct editor_view *view, size_t from, size_t size, int cols)
{
	size_t end = from + size;

	for (;;) {
		size_t fits = text_cut(view->text + from, end - from, cols);
		size_t at = fits;

		if (from + fits >= end) {
			add_line(view, from, end - from);
			return;
		}
		while (at > 0 && view->text[from + at] != ' ')
			at--;
		if (at == 0) {
			at = fits ? fits : text_next(view->text + from, end - from, 0);
			add_line(view, from, at);
			from += at;
		} else {
			add_line(view, from, at);
			from += at + 1;
		}
	}
}

static void wrap(struct editor_view *view)
{
	int cols = view->area.cols > 1 ? view->area.cols - 1
				       : 1; /* the cursor may stand behind the last character */
	size_t from = 0;

	view->lines = 0;
	for (;;) {
		const char *feed = memchr(view->text + from, '\n', view->size - from);
		size_t end = feed ? (size_t)(feed - view->text) : view->size;

		wrap_paragraph(view, from, end - from, cols);
		if (!feed)
			return;
		from = end + 1;
	}
}

static size_t line_of(const struct editor_view *view, size_t at)
{
	size_t low = 0;
	size_t high = view->lines;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (view->line[middle].from <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static int column_of(const struct editor_view *view, size_t at)
{
	const struct line *line = &view->line[line_of(view, at)];

	return text_width(view->text + line->from, at - line->from);
}

/* Where the cursor stands at the end of a line: behind it, unless that is where a broken word goes on. */
static size_t line_end(const struct editor_view *view, size_t index)
{
	const struct line *line = &view->line[index];
	size_t end = line->from + line->size;

	return index + 1 < view->lines && view->line[index + 1].from == end
		       ? text_previous(view->text, end, end)
		       : end;
}

static void keep_in_sight(struct editor_view *view)
{
	size_t rows = view->area.rows > 0 ? (size_t)view->area.rows : 1;
	size_t line = line_of(view, view->cursor);

	if (line < view->top)
		view->top = line;
	if (line >= view->top + rows)
		view->top = line - rows + 1;
}

/* A change may have joined characters around it: the cursor goes behind what they are now. */
static void place_cursor(struct editor_view *view, size_t at)
{
	view->cursor = at ? text_next(view->text, view->size, text_previous(view->text, view->size, at)) : 0;
	view->wanted = -1;
	keep_in_sight(view);
}

/* ---- changing ---- */

static void forget_step(struct step *step)
{
	free(step->removed);
	free(step->added);
}

static void splice(struct editor_view *view, size_t at, size_t remove, const char *add, size_t size)
{
	char *text = memory_grow(NULL, view->size - remove + size + 1, 1);

	memcpy(text, view->text, at);
	memcpy(text + at, add, size);
	memcpy(text + at + size, view->text + at + remove, view->size - at - remove + 1);
	free(view->text);
	view->text = text;
	view->size = view->size - remove + size;
	wrap(view);
}

static void note_step(struct editor_view *view, size_t at, size_t remove, const char *add, size_t size)
{
	while (view->undos > view->undone)
		forget_step(&view->undo[--view->undos]);
	if (view->undos == UNDO_MOST) {
		forget_step(&view->undo[0]);
		memmove(view->undo, view->undo + 1, (UNDO_MOST - 1) * sizeof *view->undo);
		view->undos--;
	}
	view->undo[view->undos++] = (struct step){
		.at = at,
		.removed = memory_copy_n(view->text + at, remove),
		.added = memory_copy_n(add, size),
	};
	view->undone = view->undos;
}

/* A letter typed right behind the last one makes that step longer. */
static bool joins_last(struct editor_view *view, size_t at, size_t remove, const char *add, size_t size)
{
	struct step *last = view->undone && view->undone == view->undos ? &view->undo[view->undos - 1] : NULL;
	struct buffer longer = {0};

	if (!view->typing || !last || remove || at != last->at + strlen(last->added) || add[0] == ' ' ||
		add[0] == '\n')
		return false;
	buffer_add_text(&longer, last->added);
	buffer_add(&longer, add, size);
	free(last->added);
	last->added = buffer_take(&longer);
	return true;
}

static void change(
	struct editor_view *view, size_t at, size_t remove, const char *add, size_t size, bool typed)
{
	if (!joins_last(view, at, remove, add, size))
		note_step(view, at, remove, add, size);
	view->typing = typed;
	splice(view, at, remove, add, size);
	place_cursor(view, at + size);
}

static void step_back(struct editor_view *view)
{
	struct step *step;

	view->typing = false;
	if (!view->undone) {
		frame_say(SAY_INFO, "Tidak ada ketikan untuk dibatalkan.");
		return;
	}
	step = &view->undo[--view->undone];
	splice(view, step->at, strlen(step->added), step->removed, strlen(step->removed));
	place_cursor(view, step->at + strlen(step->removed));
}

static void step_again(struct editor_view *view)
{
	struct step *step;

	view->typing = false;
	if (view->undone == view->undos) {
		frame_say(SAY_INFO, "Tidak ada ketikan untuk diulang.");
		return;
	}
	step = &view->undo[view->undone++];
	splice(view, step->at, strlen(step->removed), step->added, strlen(step->added));
	place_cursor(view, step->at + strlen(step->added));
}

/* ---- life ---- */

struct editor_view *editor_view_new(const char *text, size_t most_bytes)
{
	struct editor_view *view = memory_alloc(sizeof *view);

	view->text = memory_copy(text);
	view->initial = memory_copy(text);
	view->size = strlen(text);
	view->most = most_bytes;
	view->cursor = view->size;
	view->wanted = -1;
	view->area = (struct area){0, 0, 20, 78};
	wrap(view);
	return view;
}

void editor_view_go(struct editor_view *view, size_t offset)
{
	view->cursor = offset < view->size ? offset : view->size;
	view->wanted = -1;
}

void editor_view_free(struct editor_view *view)
{
	if (!view)
		return;
	while (view->undos)
		forget_step(&view->undo[--view->undos]);
	free(view->text);
	free(view->initial);
	free(view->found);
	free(view->line);
	free(view);
}

const char *editor_view_text(const struct editor_view *view)
{
	return view->text;
}

bool editor_view_changed(const struct editor_view *view)
{
	return strcmp(view->text, view->initial) != 0;
}

void editor_view_layout(struct editor_view *view, struct area area)
{
	view->area = area;
	wrap(view);
	view->wanted = -1;
	keep_in_sight(view);
}

void editor_view_paint(struct editor_view *view)
{
	for (int row = 0; row < view->area.rows && view->top + (size_t)row < view->lines; row++) {
		const struct line *line = &view->line[view->top + (size_t)row];
		char *text = memory_copy_n(view->text + line->from, line->size);

		draw_text_found(view->area, row, 0, view->area.cols, STYLE_PLAIN, text, view->found);
		free(text);
	}
}

void editor_view_cursor(const struct editor_view *view, int *row, int *col)
{
	*row = view->area.row + (int)(line_of(view, view->cursor) - view->top);
	*col = view->area.col + column_of(view, view->cursor);
}

/* ---- moving ---- */

static void go(struct editor_view *view, size_t at)
{
	view->cursor = at;
	view->wanted = -1;
	view->typing = false;
	keep_in_sight(view);
}

static void go_line(struct editor_view *view, size_t line)
{
	int wanted = view->wanted < 0 ? column_of(view, view->cursor) : view->wanted;
	const struct line *to = &view->line[line];
	size_t at = to->from + text_cut(view->text + to->from, to->size, wanted);
	size_t end = line_end(view, line);

	go(view, at < end ? at : end);
	view->wanted = wanted;
}

static bool move(struct editor_view *view, enum action action)
{
	size_t line = line_of(view, view->cursor);
	size_t page = view->area.rows > 1 ? (size_t)view->area.rows - 1 : 1;

	switch (action) {
	case ACTION_LEFT:
		go(view, text_previous(view->text, view->size, view->cursor));
		return true;
	case ACTION_RIGHT:
		go(view, text_next(view->text, view->size, view->cursor));
		return true;
	case ACTION_UP:
		if (line)
			go_line(view, line - 1);
		return true;
	case ACTION_DOWN:
		if (line + 1 < view->lines)
			go_line(view, line + 1);
		return true;
	case ACTION_PAGE_UP:
		go_line(view, line > page ? line - page : 0);
		return true;
	case ACTION_PAGE_DOWN:
		go_line(view, line + page < view->lines ? line + page : view->lines - 1);
		return true;
	case ACTION_FIRST:
		go(view, view->line[line].from);
		return true;
	case ACTION_LAST:
		go(view, line_end(view, line));
		return true;
	case ACTION_TOP:
		go(view, 0);
		return true;
	case ACTION_BOTTOM:
		go(view, view->size);
		return true;
	case ACTION_PARAGRAPH_UP:
		go(view, typing_paragraph_left(view->text, view->cursor));
		return true;
	case ACTION_PARAGRAPH_DOWN:
		go(view, typing_paragraph_right(view->text, view->cursor));
		return true;
	case ACTION_WORD_LEFT:
		go(view, typing_word_left(view->text, view->cursor));
		return true;
	case ACTION_WORD_RIGHT:
		go(view, typing_word_right(view->text, view->cursor));
		return true;
	default:
		return false;
	}
}

bool editor_view_find(struct editor_view *view, const char *part, bool again)
{
	size_t from = again ? text_next(view->text, view->size, view->cursor) : view->cursor;
	char *found = *part ? memory_copy(part) : NULL;
	size_t at;

	free(view->found);
	view->found = found;
	if (!found)
		return true;
	if (!typing_find(view->text, from < view->size ? from : 0, found, &at))
		return false;
	go(view, at);
	return true;
}

static void remove_between(struct editor_view *view, size_t from, size_t to)
{
	if (from < to)
		change(view, from, to - from, "", 0, false);
}

enum outcome editor_view_act(struct editor_view *view, enum action action)
{
	const struct line *line = &view->line[line_of(view, view->cursor)];

	if (move(view, action))
		return OUTCOME_REPAINT;
	switch (action) {
	case ACTION_OPEN:
		return editor_view_type(view, "\n", 1, false);
	case ACTION_DELETE_LEFT:
		remove_between(view, text_previous(view->text, view->size, view->cursor), view->cursor);
		return OUTCOME_REPAINT;
	case ACTION_DELETE_RIGHT:
		remove_between(view, view->cursor, text_next(view->text, view->size, view->cursor));
		return OUTCOME_REPAINT;
	case ACTION_DELETE_WORD:
		remove_between(view, typing_word_left(view->text, view->cursor), view->cursor);
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LINE:
		/* An empty line goes with its line feed. */
		remove_between(
			view, line->from, line->from + line->size + (!line->size && line->from < view->size));
		return OUTCOME_REPAINT;
	case ACTION_TYPE_UNDO:
		step_back(view);
		return OUTCOME_REPAINT;
	case ACTION_TYPE_REDO:
		step_again(view);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

static void say_full(const struct editor_view *view)
{
	frame_say(
		SAY_WARN, "Teks sudah sepanjang batasnya (%zu bita); sisanya tidak dimasukkan.", view->most);
}

/* Bytes of `text` that still fit when `freed` bytes go. */
static size_t fitting(const struct editor_view *view, const char *text, size_t freed)
{
	size_t size = strlen(text);
	size_t kept = view->size - freed;
	size_t room = view->most > kept ? view->most - kept : 0;

	if (size <= room)
		return size;
	while (room > 0 && ((unsigned char)text[room] & 0xC0) == 0x80)
		room--;
	return room;
}

/* A typed mark becomes one character with the one before it where there is such a character. */
static void type_mark(struct editor_view *view, const char *text, size_t size)
{
	size_t from;
	char *composed = typing_compose(view->text, view->cursor, text, size, &from);
	size_t freed = view->cursor - from;

	if (!composed)
		frame_say(SAY_INFO, "Tanda ini tidak dapat digabung dengan huruf di depannya.");
	else if (fitting(view, composed, freed) < strlen(composed))
		say_full(view);
	else
		change(view, from, freed, composed, strlen(composed), false);
	free(composed);
}

enum outcome editor_view_type(struct editor_view *view, const char *text, size_t size, bool pasted)
{
	size_t dropped = 0;
	char *clean = typing_clean(text, size, true, &dropped);
	size_t fits = fitting(view, clean, 0);

	if (!pasted && typing_is_mark(clean, strlen(clean))) {
		type_mark(view, clean, strlen(clean));
		free(clean);
		return OUTCOME_REPAINT;
	}
	if (clean[fits])
		say_full(view);
	else if (dropped)
		frame_say(SAY_INFO, "%zu karakter yang tidak dapat disimpan dilewati.", dropped);
	if (fits)
		change(view, view->cursor, 0, clean, fits, !pasted);
	free(clean);
	return OUTCOME_REPAINT;
}
