#include "app/list.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list_order.h"
#include "app/list_part.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/frame.h"
#include "ui/list_view.h"

struct list_arguments {
	const struct list_kind *kind;
	const void *arguments;
};

static size_t active_row(const struct list *list)
{
	return list->shown_count ? list->shown[list_view_active(list->view)] : LIST_NO_ROW;
}

static void remember_active(struct list *list)
{
	size_t row = active_row(list);

	if (row == LIST_NO_ROW)
		return;
	free(list->active_id);
	list->active_id = memory_copy(list->kind->id(list, row));
}

static void set_columns(struct list *list)
{
	struct list_column columns[LIST_COLUMNS_MOST];
	size_t count = list->definition->count < LIST_COLUMNS_MOST ? list->definition->count
								   : LIST_COLUMNS_MOST;
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
			.sorted = (char)(i != list->look->sort	 ? 0
					 : list->look->sort_down ? '-'
								 : '+'),
		};
	}
	list_view_columns(list->view, columns, count);
}

void list_arrange(struct list *list)
{
	list_order(list);
	set_columns(list);
	list_view_found(list->view, *list->look->find ? list->look->find : NULL);
	list_view_empty(list->view, *list->look->find || list_is_filtered(list)
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
	size_t start[LIST_COLUMNS_MOST];

	buffer_clear(&list->cells);
	for (size_t i = 0; i < count; i++) {
		start[i] = list->cells.size;
		cells[i].style = STYLE_PLAIN;
		list->kind->cell(list, row, i, &list->cells, &cells[i].style);
		buffer_add_byte(&list->cells, '\0');
	}
	for (size_t i = 0; i < count; i++)
		cells[i].text = list->cells.data + start[i];
	*flag = list_is_marked(list, row) ? draw_mark_text(MARK_FULL)
		: list->kind->flag	  ? list->kind->flag(list, row)
					  : "";
}

bool list_shows_whole(const struct list *list, size_t row, const char *key)
{
	struct buffer text = {0};
	enum style style = STYLE_PLAIN;
	size_t column = 0;
	bool whole;

	while (column < list->definition->count && strcmp(list->definition->column[column].key, key) != 0)
		column++;
	if (column == list->definition->count)
		return false;
	list->kind->cell(list, row, column, &text, &style);
	whole = list_view_shows_whole(list->view, column, buffer_text(&text));
	buffer_free(&text);
	return whole;
}

/* ---- the screen ---- */

/* Sorted as it was left, else as the definition says. */
static void take_look(struct list *list)
{
	const char *key = list->definition->sort;
	struct buffer screen = {0};
	bool known;

	if (list->kind->screen)
		list->kind->screen(list, &screen);
	else
		buffer_add_text(&screen, list->kind->name);
	list->look = look_of(screen.size ? buffer_text(&screen) : NULL, &known);
	buffer_free(&screen);
	if (known || !key || !*key)
		return;
	list->look->sort_down = *key == '-';
	key += *key == '-';
	for (size_t i = 0; i < list->definition->count; i++)
		if (strcmp(list->definition->column[i].key, key) == 0)
			list->look->sort = i;
}

static void list_open(struct screen *screen, const void *arguments)
{
	struct list *list = screen->self;
	const struct list_arguments *wish = arguments;

	list->kind = wish->kind;
	list->screen = screen;
	list->own = memory_alloc(wish->kind->own_size);
	list->view = list_view_new();
	list->kind->open(list, wish->arguments);
	take_look(list);
	list_view_source(list->view, (struct list_source){list, paint_row});
}

static void list_close(struct screen *screen)
{
	struct list *list = screen->self;

	if (list->kind->close)
		list->kind->close(list);
	list_filter_forget(list);
	export_free(&list->export);
	list_saved_free(&list->saved);
	list_drop_marks(list);
	free(list->marked);
	list_view_free(list->view);
	free(list->own);
	look_free(list->look);
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
	list_drop_lost_marks(list);
	list_arrange(list);
	/* Known from now on: by the next time the rows are others, and who stood in which is gone. */
	if (!list->active_id)
		remember_active(list);
}

static void list_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct list *)screen->self)->view);
}

static bool list_paint_part(struct screen *screen)
{
	list_view_paint_moved(((struct list *)screen->self)->view);
	return true;
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

/* A long value gives way to what stands behind it: how many are marked, and where in the list one is. */
static void list_aside(struct screen *screen, struct buffer *to)
{
	struct list *list = screen->self;
	const struct look *look = list->look;
	struct buffer behind = {0};
	int room;

	if (list->marked_count)
		buffer_printf(&behind, "%zu ditandai  ", list->marked_count);
	if (list->shown_count)
		buffer_printf(&behind, "%zu dari %zu", list_view_active(list->view) + 1, list->shown_count);
	if (look->preset)
		buffer_printf(to, "%s  ", look->preset->name);
	if (look->column != LOOK_NO_COLUMN) {
		buffer_printf(to, "%s: ", list->definition->column[look->column].label);
		room = frame_aside_room(screen) - text_width(buffer_text(to), to->size) -
		       text_width(buffer_text(&behind), behind.size) - 2;
		look_add_cut(to, *look->value ? look->value : "(kosong)", room > 0 ? room : 0);
		buffer_add_text(to, "  ");
	}
	buffer_add_text(to, buffer_text(&behind));
	buffer_free(&behind);
}

static void list_status(struct screen *screen, struct buffer *to)
{
	struct list *list = screen->self;
	size_t row = active_row(list);

	if (list->finding)
		buffer_printf(to, "Cari: %s", list->look->find);
	else if (*list->look->find)
		buffer_printf(
			to, "Cari “%s”: %zu cocok. Esc menghapus.", list->look->find, list->shown_count);
	else if (row != LIST_NO_ROW && list->kind->status) {
		list->kind->status(list, row, to);
		if (list->kind->rested && !list->moving)
			list->kind->rested(list, row, to);
	}
}

static bool list_paused(struct screen *screen)
{
	struct list *list = screen->self;
	bool moved = list->moving && list->kind->rested;

	list->moving = false;
	return moved;
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
	look_set_find(list->look, text);
	list_arrange(list);
}

static enum outcome act_finding(struct list *list, enum action action)
{
	size_t size;

	switch (action) {
	case ACTION_OPEN:
		list->finding = false;
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		list->finding = false;
		set_find(list, "");
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		size = strlen(list->look->find);
		list->look->find[text_previous(list->look->find, size, size)] = '\0';
		list_arrange(list);
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
	const struct column_definition *column = list->definition->column;
	struct look *look = list->look;

	remember_active(list);
	look->sort = look->sort == LOOK_NO_COLUMN ? 0 : look->sort + 1;
	if (look->sort >= list->definition->count)
		look->sort = LOOK_NO_COLUMN;
	look->sort_down = look->sort != LOOK_NO_COLUMN && column[look->sort].right;
	list_arrange(list);
	if (look->sort == LOOK_NO_COLUMN)
		frame_say(SAY_INFO, "Urutan asal.");
	else
		frame_say(SAY_INFO, "Diurutkan menurut %s.", column[look->sort].label);
}

static enum outcome list_act(struct screen *screen, enum action action)
{
	struct list *list = screen->self;
	enum outcome outcome;

	list->moving = true;
	/* What was found so far is what goes to the file. */
	if (action == ACTION_TO_FILE)
		list->finding = false;
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
		list_filter_ask(list);
		return OUTCOME_REPAINT;
	case ACTION_SORT:
		sort_next(list);
		return OUTCOME_REPAINT;
	case ACTION_SORT_REVERSE:
		list->look->sort_down = !list->look->sort_down;
		list_arrange(list);
		return OUTCOME_REPAINT;
	case ACTION_MARK:
		if (!list->kind->marks || active_row(list) == LIST_NO_ROW)
			return OUTCOME_IGNORED;
		list_toggle_mark(list, active_row(list));
		list_view_act(list->view, ACTION_DOWN);
		remember_active(list);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		/* Esc peels one layer: the search, then the filter, then the marks, then the list. */
		if (*list->look->find) {
			set_find(list, "");
			return OUTCOME_REPAINT;
		}
		if (list->look->column != LOOK_NO_COLUMN) {
			list_set_filter(list, LOOK_NO_COLUMN, NULL);
			return OUTCOME_REPAINT;
		}
		if (list->look->preset) {
			list->look->preset = NULL;
			list_arrange(list);
			return OUTCOME_REPAINT;
		}
		if (list->marked_count) {
			list_drop_marks(list);
			return OUTCOME_REPAINT;
		}
		return OUTCOME_IGNORED;
	default:
		outcome = list->kind->act(list, action, active_row(list));
		if (outcome != OUTCOME_IGNORED || action != ACTION_TO_FILE)
			return outcome;
		list_export_ask(list);
		return OUTCOME_REPAINT;
	}
}

static enum outcome list_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct list *list = screen->self;
	struct buffer find = {0};

	(void)pasted;
	buffer_add_text(&find, list->look->find);
	buffer_add(&find, text, size);
	set_find(list, buffer_text(&find));
	buffer_free(&find);
	return OUTCOME_REPAINT;
}

static enum outcome list_resume(struct screen *screen, const struct answer *answer)
{
	struct list *list = screen->self;

	if (list_export_take(list, answer) || list_filter_take(list, answer))
		return OUTCOME_REPAINT;
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
	.paint_part = list_paint_part,
	.cursor = list_cursor,
	.title = list_title,
	.aside = list_aside,
	.status = list_status,
	.keys = list_keys,
	.typing = list_typing,
	.act = list_act,
	.text = list_text,
	.resume = list_resume,
	.paused = list_paused,
};

void list_push(const struct list_kind *kind, const void *arguments, int tag)
{
	struct list_arguments wish = {kind, arguments};

	stack_push(&list_class, &wish, tag);
}
