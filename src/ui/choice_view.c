#include "ui/choice_view.h"

#include <curses.h>
#include <menu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/typing.h"

#define ITEMS_MOST   32000 /* libmenu counts in shorts (PITFALLS A6) */
#define PAD_COLS     8	   /* libmenu is given short names, so that every menu fits its pad */
#define DETAIL_WHOLE 20	   /* columns of a detail that is a code, a number, a day … */
#define NAME_LEAST   40	   /* … and of a name that is cut for it */
#define SHORT_MOST   9	   /* so few entries are not narrowed: letters go to one */

struct entry {
	char *name;
	char key[PAD_COLS]; /* what libmenu gets: it keeps the pointer, and refuses empty names and controls */
	char *detail;
	char *words;
};

struct choice_view {
	struct entry *entry;
	size_t count;
	size_t *shown; /* entries that match, in menu order */
	size_t shown_count;
	char *typed;   /* narrows; stays empty while the list is short */
	char *went;    /* letters that went to the active entry of a short list */
	size_t active; /* index into entry */
	ITEM **items;
	MENU *menu;
	WINDOW *pad; /* libmenu lives on it and is never shown: it moves the mark, we paint */
	struct area area;
	int name_cols, detail_cols; /* of the widest */
};

struct choice_view *choice_view_new(void)
{
	struct choice_view *view = memory_alloc(sizeof *view);

	view->typed = memory_copy("");
	view->went = memory_copy("");
	return view;
}

static void forget_menu(struct choice_view *view)
{
	if (view->menu) {
		unpost_menu(view->menu);
		free_menu(view->menu);
	}
	for (size_t i = 0; view->items && view->items[i]; i++)
		free_item(view->items[i]);
	free(view->items);
	if (view->pad)
		delwin(view->pad);
	view->menu = NULL;
	view->items = NULL;
	view->pad = NULL;
}

static void forget_entries(struct choice_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		free(view->entry[i].name);
		free(view->entry[i].detail);
		free(view->entry[i].words);
	}
	free(view->entry);
	view->entry = NULL;
	view->count = 0;
}

void choice_view_free(struct choice_view *view)
{
	if (!view)
		return;
	forget_menu(view);
	forget_entries(view);
	free(view->shown);
	free(view->typed);
	free(view->went);
	free(view);
}

#define BETWEEN " -/(),." /* words */

#define RANKS 3 /* of a match */

/* 0 = a word is it (a code, a letter), 1 = a word starts with it, 2 = it is inside, RANKS = no match. */
static int match(const struct entry *entry, const char *typed)
{
	const char *const texts[] = {entry->name, entry->words};
	int best = RANKS;

	for (size_t i = 0; i < 2; i++) {
		const char *text = texts[i];

		if (!text || !text_contains(text, typed))
			continue;
		best = best < 2 ? best : 2;
		for (const char *word = text + strspn(text, BETWEEN); *word; word += strspn(word, BETWEEN)) {
			size_t length = strcspn(word, BETWEEN);

			if (strncasecmp(word, typed, strlen(typed)) == 0) {
				if (length == strlen(typed))
					return 0;
				best = 1;
			}
			word += length;
		}
	}
	return best;
}

static int list_rows(const struct choice_view *view)
{
	int rows = view->area.rows - (*view->typed ? 1 : 0);

	return rows > 0 ? rows : 1;
}

static bool is_shown(const struct choice_view *view, size_t index)
{
	for (size_t i = 0; i < view->shown_count; i++)
		if (view->shown[i] == index)
			return true;
	return false;
}

static void place_active(struct choice_view *view)
{
	for (size_t i = 0; i < view->shown_count; i++)
		if (view->shown[i] == view->active && view->menu)
			set_current_item(view->menu, view->items[i]);
}

/* libmenu is made anew from the shown entries; it owns nothing but the place of the mark. */
static void build(struct choice_view *view)
{
	forget_menu(view);
	view->shown = memory_grow(view->shown, view->count ? view->count : 1, sizeof *view->shown);
	view->shown_count = 0;
	for (int rank = 0; rank < (*view->typed ? RANKS : 1); rank++)
		for (size_t i = 0; i < view->count && view->shown_count < ITEMS_MOST; i++)
			if (!*view->typed || match(&view->entry[i], view->typed) == rank)
				view->shown[view->shown_count++] = i;
	if (!view->shown_count || !view->area.rows)
		return;
	view->items = memory_alloc((view->shown_count + 1) * sizeof *view->items);
	for (size_t i = 0; i < view->shown_count; i++) {
		view->items[i] = new_item(view->entry[view->shown[i]].key, NULL);
		if (!view->items[i]) {
			forget_menu(view);
			return;
		}
	}
	view->menu = new_menu(view->items);
	view->pad = newpad(list_rows(view), PAD_COLS);
	if (!view->menu || !view->pad) {
		forget_menu(view);
		return;
	}
	set_menu_win(view->menu, view->pad);
	set_menu_sub(view->menu, view->pad);
	menu_opts_off(view->menu, O_SHOWDESC | O_SHOWMATCH | O_NONCYCLIC);
	set_menu_format(view->menu, list_rows(view), 1);
	set_menu_mark(view->menu, "");
	if (post_menu(view->menu) != E_OK)
		forget_menu(view);
	place_active(view);
}

/* While anything matches, one of the matches is active. */
static void stand_on_shown(struct choice_view *view)
{
	if (view->shown_count && !is_shown(view, view->active))
		view->active = view->shown[0];
	place_active(view);
}

void choice_view_entries(struct choice_view *view, const struct choice_entry *entries, size_t count)
{
	char *name = view->active < view->count ? memory_copy(view->entry[view->active].name) : NULL;

	forget_menu(view);
	forget_entries(view);
	view->entry = memory_alloc((count ? count : 1) * sizeof *view->entry);
	view->name_cols = view->detail_cols = 0;
	view->active = 0;
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = &view->entry[i];
		int cols;

		entry->name = memory_copy(entries[i].name);
		snprintf(entry->key, sizeof entry->key, "%zu", i % ITEMS_MOST);
		entry->detail = entries[i].detail ? memory_copy(entries[i].detail) : NULL;
		entry->words = entries[i].words ? memory_copy(entries[i].words) : NULL;
		cols = text_width(entry->name, strlen(entry->name));
		if (cols > view->name_cols)
			view->name_cols = cols;
		cols = entry->detail ? text_width(entry->detail, strlen(entry->detail)) : 0;
		if (cols > view->detail_cols)
			view->detail_cols = cols;
		if (name && strcmp(entry->name, name) == 0)
			view->active = i;
	}
	view->count = count;
	free(name);
	build(view);
	stand_on_shown(view);
}

void choice_view_activate(struct choice_view *view, size_t index)
{
	if (index < view->count)
		view->active = index;
	place_active(view);
}

bool choice_view_active(const struct choice_view *view, size_t *index)
{
	*index = view->active;
	return is_shown(view, view->active);
}

static void replace(char **place, const char *text)
{
	char *copy = memory_copy(text);

	free(*place);
	*place = copy;
}

/* Letters that would leave nothing are not taken: there is nothing to be seen or chosen behind them. */
static void narrow(struct choice_view *view, const char *typed)
{
	bool fits = !*typed;

	for (size_t i = 0; i < view->count && !fits; i++)
		fits = match(&view->entry[i], typed) < RANKS;
	if (!fits) {
		frame_say(SAY_INFO, "Tidak ada pilihan yang memuat \"%.40s\".", typed);
		return;
	}
	replace(&view->typed, typed);
	build(view);
	/* What was typed points at the best match. */
	if (*view->typed && view->shown_count)
		view->active = view->shown[0];
	stand_on_shown(view);
}

const char *choice_view_words(const struct choice_view *view)
{
	size_t index;
	bool any = choice_view_active(view, &index);

	return any && view->entry[index].words ? view->entry[index].words : "";
}

const char *choice_view_typed(const struct choice_view *view)
{
	return view->typed;
}

int choice_view_shown(const struct choice_view *view)
{
	return (int)view->shown_count;
}

void choice_view_layout(struct choice_view *view, struct area area)
{
	view->area = area;
	build(view);
}

static int first_row(const struct choice_view *view)
{
	return *view->typed ? 1 : 0;
}

/* A code behind a long name is what somebody types: it stays whole, and the name gives way. */
static int name_room(const struct choice_view *view, int room)
{
	int behind = view->detail_cols ? view->detail_cols + 3 : 0;

	if (view->name_cols + behind > room && view->detail_cols <= DETAIL_WHOLE &&
		room - behind >= NAME_LEAST)
		return room - behind;
	return view->name_cols < room ? view->name_cols : room;
}

static void paint_entry(const struct choice_view *view, int row, const struct entry *entry, bool active)
{
	int room = view->area.cols > 3 ? view->area.cols - 3 : 0;
	int cols = name_room(view, room);

	if (active)
		draw_mark(view->area, row, 1, true);
	if (*view->typed)
		draw_text_found(view->area, row, 3, cols, STYLE_PLAIN, entry->name, view->typed);
	else
		draw_text(view->area, row, 3, cols, STYLE_PLAIN, entry->name);
	if (entry->detail && *entry->detail && room - cols > 6)
		draw_text(view->area, row, 3 + cols + 2, room - cols - 3, STYLE_DIM, entry->detail);
}

void choice_view_paint(struct choice_view *view)
{
	int top = view->menu ? top_row(view->menu) : 0;

	if (*view->typed)
		draw_printf(view->area, 0, 1, view->area.cols - 1, STYLE_ACCENT, "Cari: %s%s", view->typed,
			draw_is_ascii() ? "_" : "▏");
	if (!view->shown_count) {
		draw_text(view->area, first_row(view), 3, view->area.cols - 3, STYLE_DIM,
			"Tidak ada yang cocok.");
		return;
	}
	for (int i = 0; i < list_rows(view) && (size_t)(top + i) < view->shown_count; i++) {
		size_t index = view->shown[top + i];

		paint_entry(view, first_row(view) + i, &view->entry[index], index == view->active);
	}
	if (top > 0)
		draw_text(view->area, first_row(view), view->area.cols - 1, 1, STYLE_DIM,
			draw_mark_text(MARK_UP));
	if ((size_t)(top + list_rows(view)) < view->shown_count)
		draw_text(view->area, view->area.rows - 1, view->area.cols - 1, 1, STYLE_DIM,
			draw_mark_text(MARK_DOWN));
}

void choice_view_cursor(const struct choice_view *view, int *row, int *col)
{
	int top = view->menu ? top_row(view->menu) : 0;

	*row = view->area.row + first_row(view);
	*col = view->area.col + 1;
	for (size_t i = 0; i < view->shown_count; i++)
		if (view->shown[i] == view->active)
			*row += (int)i - top;
}

enum outcome choice_view_act(struct choice_view *view, enum action action)
{
	int request;

	switch (action) {
	case ACTION_UP:
		request = REQ_UP_ITEM;
		break;
	case ACTION_DOWN:
		request = REQ_DOWN_ITEM;
		break;
	case ACTION_PAGE_UP:
		request = REQ_SCR_UPAGE;
		break;
	case ACTION_PAGE_DOWN:
		request = REQ_SCR_DPAGE;
		break;
	case ACTION_FIRST:
		request = REQ_FIRST_ITEM;
		break;
	case ACTION_LAST:
		request = REQ_LAST_ITEM;
		break;
	case ACTION_DELETE_LEFT: {
		char *typed = memory_copy(view->typed);

		typed[text_previous(typed, strlen(typed), strlen(typed))] = '\0';
		narrow(view, typed);
		free(typed);
		return OUTCOME_REPAINT;
	}
	case ACTION_DELETE_WORD:
	case ACTION_DELETE_LINE:
		narrow(view, "");
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
	if (!view->menu)
		return OUTCOME_HANDLED;
	replace(&view->went, "");
	if (menu_driver(view->menu, request) != E_OK) {
		/* No whole page is left: the end is meant. */
		if (action == ACTION_PAGE_DOWN)
			menu_driver(view->menu, REQ_LAST_ITEM);
		else if (action == ACTION_PAGE_UP)
			menu_driver(view->menu, REQ_FIRST_ITEM);
	}
	view->active = view->shown[item_index(current_item(view->menu))];
	return OUTCOME_REPAINT;
}

/* How well letters name an entry of a short list: a word is they, the name starts with them, a word does, RANKS = no. */
static int naming(const struct entry *entry, const char *typed)
{
	int rank = match(entry, typed);

	if (rank == 1)
		return strncasecmp(entry->name, typed, strlen(typed)) == 0 ? 1 : 2;
	return rank ? RANKS : 0;
}

/* The best of the entries, the first one from `start` on and round again. */
static bool go_to(struct choice_view *view, const char *typed, size_t start)
{
	for (int rank = 0; rank < RANKS; rank++)
		for (size_t i = 0; i < view->count; i++) {
			size_t index = (start + i) % view->count;

			if (naming(&view->entry[index], typed) != rank)
				continue;
			choice_view_activate(view, index);
			replace(&view->went, typed);
			return true;
		}
	return false;
}

/* Letters in a row are the start of one name ("uj"); one that does not go on so is the start of another, and the same letter
 * again finds the second such name. */
static void go_by_letter(struct choice_view *view, const char *text)
{
	struct buffer typed = {0};

	buffer_add_text(&typed, view->went);
	buffer_add_text(&typed, text);
	if (*text && !go_to(view, buffer_text(&typed), *view->went ? view->active : 0))
		go_to(view, text, view->active + 1);
	buffer_free(&typed);
}

enum outcome choice_view_type(struct choice_view *view, const char *text, size_t size)
{
	struct buffer typed = {0};
	size_t dropped = 0;
	char *clean = typing_clean(text, size, false, &dropped);

	if (view->count <= SHORT_MOST) {
		go_by_letter(view, clean);
	} else {
		buffer_add_text(&typed, view->typed);
		buffer_add_text(&typed, clean);
		narrow(view, buffer_text(&typed));
	}
	free(clean);
	buffer_free(&typed);
	return OUTCOME_REPAINT;
}
