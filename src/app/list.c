#include "app/list.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/list_order.h"
#include "base/text.h"
#include "ui/list_view.h"

#define NO_ROW	     ((size_t)-1)
#define COLUMNS_MOST 48

enum list_tag { TAG_FILTER_COLUMN = 9001, TAG_FILTER_VALUE };

struct list_arguments {
	const struct list_kind *kind;
	const void *arguments;
};

static size_t active_row(const struct list *list)
{
	return list->shown_count ? list->shown[list_view_active(list->view)] : NO_ROW;
}

static void remember_active(struct list *list)
{
	size_t row = active_row(list);

	if (row == NO_ROW)
		return;
	free(list->active_id);
	list->active_id = memory_copy(list->kind->id(list, row));
}

static void set_columns(struct list *list)
{
	struct list_column columns[COLUMNS_MOST];
	size_t count = list->definition->count < COLUMNS_MOST ? list->definition->count : COLUMNS_MOST;
	bool flexible = false;

	for (size_t i = 0; i < count; i++) {
		const struct column_definition *column = &list->definition->column[i];
		bool takes_rest = column->width == 0 && !flexible;

		flexible = flexible || takes_rest;
		columns[i] = (struct list_column){
			.label = column->label,
			.width = column->width ? column->width : 24,
			.least = takes_rest ? 20 : 0,
			.align = column->right ? ALIGN_RIGHT : ALIGN_LEFT,
			.frozen = i == 0,
			.sorted = (char)(i != list->sort_column ? 0
					 : list->sort_down	? '-'
								: '+'),
		};
	}
	list_view_columns(list->view, columns, count);
}

/* ---- marks ---- */

static size_t find_mark(const struct list *list, const char *id)
{
	size_t at = 0;

	while (at < list->marked_count && strcmp(list->marked[at], id) != 0)
		at++;
	return at;
}

static bool is_marked(const struct list *list, size_t row)
{
	return list->marked_count && find_mark(list, list->kind->id(list, row)) < list->marked_count;
}

static void drop_mark(struct list *list, size_t at)
{
	free(list->marked[at]);
	list->marked_count--;
	memmove(&list->marked[at], &list->marked[at + 1], (list->marked_count - at) * sizeof *list->marked);
}

void list_drop_marks(struct list *list)
{
	while (list->marked_count)
		drop_mark(list, list->marked_count - 1);
}

/* Marks of rows that are no longer there would count without being seen. */
static void drop_lost_marks(struct list *list)
{
	size_t rows = list->kind->count(list);

	for (size_t at = list->marked_count; at-- > 0;) {
		size_t row = 0;

		while (row < rows && strcmp(list->kind->id(list, row), list->marked[at]) != 0)
			row++;
		if (row == rows)
			drop_mark(list, at);
	}
}

static void toggle_mark(struct list *list, size_t row)
{
	const char *id = list->kind->id(list, row);
	size_t at = find_mark(list, id);

	if (at < list->marked_count) {
		drop_mark(list, at);
		return;
	}
	list->marked = array_room(list->marked, list->marked_count, &list->marked_room, sizeof *list->marked);
	list->marked[list->marked_count++] = memory_copy(id);
}

bool list_has_marks(const struct list *list)
{
	return list->marked_count > 0;
}

size_t list_chosen(const struct list *list, size_t active, size_t **rows)
{
	size_t all = list->kind->count(list);
	size_t count = 0;

	*rows = memory_grow(NULL, all ? all : 1, sizeof **rows);
	for (size_t row = 0; row < all; row++)
		if (list->marked_count ? is_marked(list, row) : row == active)
			(*rows)[count++] = row;
	return count;
}

/* Finds the rows to show again; the kind's rows are as last loaded. */
static void arrange(struct list *list)
{
	list_order(list);
	set_columns(list);
	list_view_found(list->view, *list->find ? list->find : NULL);
	list_view_empty(list->view, *list->find || list->filter_column != NO_ROW
					    ? "Tidak ada yang cocok. Esc menghapus pencarian dan saringan."
					    : list->definition->empty);
	list_view_rows(list->view, list->shown_count);
	for (size_t i = 0; list->active_id && i < list->shown_count; i++)
		if (strcmp(list->kind->id(list, list->shown[i]), list->active_id) == 0) {
			list_view_activate(list->view, i);
			break;
		}
}

static void paint_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct list *list = context;
	size_t row = list->shown[index];
	size_t start[COLUMNS_MOST];

	buffer_clear(&list->cells);
	for (size_t i = 0; i < count; i++) {
		start[i] = list->cells.size;
		cells[i].style = STYLE_PLAIN;
		list->kind->cell(list, row, i, &list->cells, &cells[i].style);
		buffer_add_byte(&list->cells, '\0');
	}
	for (size_t i = 0; i < count; i++)
		cells[i].text = list->cells.data + start[i];
	*flag = is_marked(list, row) ? draw_mark_text(MARK_FULL)
		: list->kind->flag   ? list->kind->flag(list, row)
				     : "";
}

/* ---- the screen ---- */

static void list_open(struct screen *screen, const void *arguments)
{
	struct list *list = screen->self;
	const struct list_arguments *wish = arguments;

	list->kind = wish->kind;
	list->screen = screen;
	list->own = memory_alloc(wish->kind->own_size);
	list->find = memory_copy("");
	list->filter_column = NO_ROW;
	list->sort_column = NO_ROW;
	list->view = list_view_new();
	list->kind->open(list, wish->arguments);
	if (list->definition->sort && *list->definition->sort) {
		const char *key = list->definition->sort;

		list->sort_down = *key == '-';
		key += *key == '-';
		for (size_t i = 0; i < list->definition->count; i++)
			if (strcmp(list->definition->column[i].key, key) == 0)
				list->sort_column = i;
	}
	list_view_source(list->view, (struct list_source){list, paint_row});
}

static void forget_filter_choice(struct list *list)
{
	for (size_t i = 0; i < list->filter_choice_count; i++)
		free(list->filter_choice[i]);
	free(list->filter_choice);
	list->filter_choice = NULL;
	list->filter_choice_count = 0;
}

static void list_close(struct screen *screen)
{
	struct list *list = screen->self;

	if (list->kind->close)
		list->kind->close(list);
	forget_filter_choice(list);
	list_drop_marks(list);
	free(list->marked);
	list_view_free(list->view);
	free(list->own);
	free(list->find);
	free(list->filter_value);
	free(list->shown);
	free(list->active_id);
	buffer_free(&list->cells);
}

static void list_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct list *)screen->self)->view, area);
}

static void list_recalc(struct screen *screen)
{
	struct list *list = screen->self;

	if (!list->kind->load(list))
		return;
	drop_lost_marks(list);
	arrange(list);
	/* Known from now on: by the next time the rows are others, and who stood in which is gone. */
	if (!list->active_id)
		remember_active(list);
}

static void list_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct list *)screen->self)->view);
}

static void list_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct list *)screen->self)->view, row, col);
}

static void list_title(struct screen *screen, struct buffer *to)
{
	struct list *list = screen->self;

	if (list->kind->title)
		list->kind->title(list, to);
	else
		buffer_add_text(to, list->definition->title);
}

static void list_aside(struct screen *screen, struct buffer *to)
{
	struct list *list = screen->self;

	if (list->filter_column != NO_ROW)
		buffer_printf(to, "%s: %s  ", list->definition->column[list->filter_column].label,
			list->filter_value);
	if (list->marked_count)
		buffer_printf(to, "%zu ditandai  ", list->marked_count);
	if (list->shown_count)
		buffer_printf(to, "%zu dari %zu", list_view_active(list->view) + 1, list->shown_count);
}

static void list_status(struct screen *screen, struct buffer *to)
{
	struct list *list = screen->self;
	size_t row = active_row(list);

	if (list->finding)
		buffer_printf(to, "Cari: %s", list->find);
	else if (*list->find)
		buffer_printf(to, "Cari “%s”: %zu cocok. Esc menghapus.", list->find, list->shown_count);
	else if (row != NO_ROW && list->kind->status)
		list->kind->status(list, row, to);
}

static size_t list_keys(struct screen *screen, enum action *to, size_t room)
{
	struct list *list = screen->self;
	size_t count = 0;

	while (count < room && list->kind->keys[count] != ACTION_NONE) {
		to[count] = list->kind->keys[count];
		count++;
	}
	return count;
}

static bool list_typing(struct screen *screen)
{
	return ((struct list *)screen->self)->finding;
}

static void set_find(struct list *list, const char *text)
{
	free(list->find);
	list->find = memory_copy(text);
	arrange(list);
}

static void set_filter(struct list *list, size_t column, const char *value)
{
	free(list->filter_value);
	list->filter_value = value ? memory_copy(value) : NULL;
	list->filter_column = value ? column : NO_ROW;
	arrange(list);
}

static void ask_filter_column(struct list *list)
{
	struct choice_entry entries[COLUMNS_MOST + 1];
	size_t count = 0;

	for (size_t i = 0; i < list->definition->count && i < COLUMNS_MOST; i++)
		entries[count++] = (struct choice_entry){list->definition->column[i].label, NULL, NULL};
	entries[count++] = (struct choice_entry){"(tanpa saringan)", NULL, NULL};
	ask_choice("Saring menurut", "", entries, count, 0, "", TAG_FILTER_COLUMN);
}

static int compare_texts(const void *a, const void *b)
{
	return text_compare(*(char *const *)a, *(char *const *)b);
}

static void ask_filter_value(struct list *list, size_t column)
{
	size_t rows = list->kind->count(list);
	char **values = memory_grow(NULL, rows ? rows : 1, sizeof *values);
	struct choice_entry *entries;
	size_t count = 0;

	forget_filter_choice(list);
	for (size_t row = 0; row < rows; row++)
		values[row] = list_cell_text(list, row, column);
	qsort(values, rows, sizeof *values, compare_texts);
	for (size_t i = 0; i < rows; i++) {
		if (count && strcmp(values[count - 1], values[i]) == 0)
			free(values[i]);
		else
			values[count++] = values[i];
	}
	entries = memory_grow(NULL, count ? count : 1, sizeof *entries);
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct choice_entry){*values[i] ? values[i] : "(kosong)", NULL, NULL};
	list->filter_choice = values;
	list->filter_choice_count = count;
	list->filter_column = NO_ROW;
	if (count)
		ask_choice(list->definition->column[column].label, "", entries, count, 0, "",
			TAG_FILTER_VALUE + (int)column);
	free(entries);
}

static enum outcome act_finding(struct list *list, enum action action)
{
	switch (action) {
	case ACTION_OPEN:
		list->finding = false;
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		list->finding = false;
		set_find(list, "");
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		list->find[text_previous(list->find, strlen(list->find), strlen(list->find))] = '\0';
		arrange(list);
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LINE:
		set_find(list, "");
		return OUTCOME_REPAINT;
	default:
		return list_view_act(list->view, action);
	}
}

static void sort_next(struct list *list)
{
	remember_active(list);
	list->sort_column = list->sort_column == NO_ROW ? 0 : list->sort_column + 1;
	if (list->sort_column >= list->definition->count)
		list->sort_column = NO_ROW;
	list->sort_down = list->sort_column != NO_ROW && list->definition->column[list->sort_column].right;
	arrange(list);
	if (list->sort_column == NO_ROW)
		frame_say(SAY_INFO, "Urutan asal.");
	else
		frame_say(
			SAY_INFO, "Diurutkan menurut %s.", list->definition->column[list->sort_column].label);
}

static enum outcome list_act(struct screen *screen, enum action action)
{
	struct list *list = screen->self;
	enum outcome outcome;

	if (list->finding)
		return act_finding(list, action);
	outcome = list_view_act(list->view, action);
	if (outcome != OUTCOME_IGNORED) {
		remember_active(list);
		return outcome;
	}
	remember_active(list);
	switch (action) {
	case ACTION_FIND:
		list->finding = true;
		return OUTCOME_REPAINT;
	case ACTION_FILTER:
		ask_filter_column(list);
		return OUTCOME_REPAINT;
	case ACTION_SORT:
		sort_next(list);
		return OUTCOME_REPAINT;
	case ACTION_SORT_REVERSE:
		list->sort_down = !list->sort_down;
		arrange(list);
		return OUTCOME_REPAINT;
	case ACTION_MARK:
		if (!list->kind->marks || active_row(list) == NO_ROW)
			return OUTCOME_IGNORED;
		toggle_mark(list, active_row(list));
		list_view_act(list->view, ACTION_DOWN);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		/* Esc peels one layer: the search, then the filter, then the marks, then the list. */
		if (*list->find) {
			set_find(list, "");
			return OUTCOME_REPAINT;
		}
		if (list->filter_column != NO_ROW) {
			set_filter(list, NO_ROW, NULL);
			return OUTCOME_REPAINT;
		}
		if (list->marked_count) {
			list_drop_marks(list);
			return OUTCOME_REPAINT;
		}
		return OUTCOME_IGNORED;
	default:
		return list->kind->act(list, action, active_row(list));
	}
}

static enum outcome list_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct list *list = screen->self;
	struct buffer find = {0};

	(void)pasted;
	buffer_add_text(&find, list->find);
	buffer_add(&find, text, size);
	set_find(list, buffer_text(&find));
	buffer_free(&find);
	return OUTCOME_REPAINT;
}

static enum outcome list_resume(struct screen *screen, const struct answer *answer)
{
	struct list *list = screen->self;

	if (answer->from == TAG_FILTER_COLUMN) {
		if (answer->given && (size_t)answer->choice < list->definition->count)
			ask_filter_value(list, (size_t)answer->choice);
		else if (answer->given)
			set_filter(list, NO_ROW, NULL);
		return OUTCOME_REPAINT;
	}
	if (answer->from >= TAG_FILTER_VALUE) {
		if (answer->given)
			set_filter(list, (size_t)(answer->from - TAG_FILTER_VALUE),
				list->filter_choice[answer->choice]);
		forget_filter_choice(list);
		return OUTCOME_REPAINT;
	}
	if (answer->from == LIST_TAG_KIND && list->kind->resume)
		return list->kind->resume(list, answer);
	if (answer->text && *answer->text)
		return list_reload(list, answer->text);
	return OUTCOME_RECALC;
}

enum outcome list_reload(struct list *list, const char *id)
{
	if (id) {
		free(list->active_id);
		list->active_id = memory_copy(id);
	}
	return OUTCOME_RECALC;
}

static const struct screen_class list_class = {
	.name = "daftar",
	.context = CONTEXT_LIST,
	.size = sizeof(struct list),
	.open = list_open,
	.close = list_close,
	.layout = list_layout,
	.recalc = list_recalc,
	.paint = list_paint,
	.cursor = list_cursor,
	.title = list_title,
	.aside = list_aside,
	.status = list_status,
	.keys = list_keys,
	.typing = list_typing,
	.act = list_act,
	.text = list_text,
	.resume = list_resume,
};

void list_push(const struct list_kind *kind, const void *arguments, int tag)
{
	struct list_arguments wish = {kind, arguments};

	stack_push(&list_class, &wish, tag);
}
