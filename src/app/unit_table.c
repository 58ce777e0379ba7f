#include "app/unit_table.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/unit_report.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/frame.h"

#define NAME_WIDTH 25

static void table_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct unit_table *table = context;
	size_t unit = table->row[index];
	size_t start[UNIT_TABLE_COLUMNS];

	buffer_clear(&table->cells);
	for (size_t i = 0; i < count; i++) {
		start[i] = table->cells.size;
		cells[i].style = STYLE_PLAIN;
		if (i)
			table->kind->cell(table->owner, unit, i, &table->cells, &cells[i].style);
		else
			buffer_add_text(&table->cells, app_here()->units->unit[unit].name);
		buffer_add_byte(&table->cells, '\0');
	}
	for (size_t i = 0; i < count; i++)
		cells[i].text = table->cells.data + start[i];
	*flag = table->kind->flag(table->owner, unit);
}

void unit_table_open(struct unit_table *table, const struct unit_table_kind *kind, const void *owner,
	const char *screen, size_t sort)
{
	bool known;
	struct look *look = look_of(screen, &known);

	if (!known) {
		look->sort = sort;
		look->sort_down = true;
	}
	*table = (struct unit_table){
		.kind = kind, .owner = owner, .view = list_view_new(), .look = look, .filter.look = look};
	list_view_source(table->view, (struct list_source){table, table_row});
	list_view_empty(table->view, "Tidak ada unit yang cocok dengan saringan. Esc menghapusnya.");
}

void unit_table_free(struct unit_table *table)
{
	list_view_free(table->view);
	free(table->row);
	report_filter_free(&table->filter);
	export_free(&table->export);
	free(table->active_id);
	buffer_free(&table->cells);
}

static void set_columns(struct unit_table *table)
{
	struct list_column columns[UNIT_TABLE_COLUMNS];
	char labels[UNIT_TABLE_COLUMNS][UNIT_TABLE_LABEL];
	size_t count = table->kind->columns(table->owner);

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct list_column){
			.label = table->kind->label(table->owner, i, false, labels[i]),
			.width = i ? table->kind->width(table->owner, i) : NAME_WIDTH,
			.align = i ? ALIGN_RIGHT : ALIGN_LEFT,
			.frozen = i == 0,
			.sorted = (char)(i != table->look->sort	  ? 0
					 : table->look->sort_down ? '-'
								  : '+'),
		};
	list_view_columns(table->view, columns, count);
}

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct unit_table *table = context;
	const struct units *units = app_here()->units;
	size_t x = *(const size_t *)a;
	size_t y = *(const size_t *)b;
	int order;

	if (table->look->sort) {
		int64_t m = table->kind->number(table->owner, x, table->look->sort);
		int64_t n = table->kind->number(table->owner, y, table->look->sort);

		order = m < n ? -1 : m > n;
	} else {
		order = text_compare(units->unit[x].name, units->unit[y].name);
	}
	if (table->look->sort_down)
		order = -order;
	return order ? order : x < y ? -1 : x > y;
}

void unit_table_clear(struct unit_table *table)
{
	table->count = 0;
	list_view_rows(table->view, 0);
}

void unit_table_arrange(struct unit_table *table)
{
	const struct units *units = app_here()->units;

	table->row = memory_grow(table->row, units->count + 1, sizeof *table->row);
	table->count = 0;
	for (size_t i = 0; i < units->count; i++)
		if (report_filter_shows(&table->filter, i))
			table->row[table->count++] = i;
	qsort_r(table->row, table->count, sizeof *table->row, compare_rows, table);
	set_columns(table);
	list_view_rows(table->view, table->count);
	for (size_t i = 0; table->active_id && i < table->count; i++)
		if (strcmp(units->unit[table->row[i]].id, table->active_id) == 0)
			list_view_activate(table->view, i);
}

bool unit_table_active(const struct unit_table *table, size_t *unit)
{
	if (table->count)
		*unit = table->row[list_view_active(table->view)];
	return table->count > 0;
}

static void remember_active(struct unit_table *table)
{
	size_t unit;

	if (!unit_table_active(table, &unit))
		return;
	free(table->active_id);
	table->active_id = memory_copy(app_here()->units->unit[unit].id);
}

void unit_table_settle(struct unit_table *table)
{
	if (!table->active_id)
		remember_active(table);
}

/* False: it does not fit, and nothing was added. */
static bool add_where_it_fits(struct buffer *to, const char *text, int room)
{
	const char *between = to->size ? "  " : "";
	int used = text_width(buffer_text(to), to->size) + text_width(between, strlen(between));

	if (used + text_width(text, strlen(text)) > room)
		return false;
	buffer_printf(to, "%s%s", between, text);
	return true;
}

void unit_table_add_order(
	const struct unit_table *table, struct screen *screen, const char *more, struct buffer *to)
{
	int room = frame_aside_room(screen);
	char label[UNIT_TABLE_LABEL];
	struct buffer order = {0};

	report_filter_add_words(&table->filter, room, to);
	buffer_printf(&order, "urut: %s %s", table->kind->label(table->owner, table->look->sort, true, label),
		draw_mark_text(table->look->sort_down ? MARK_DOWN : MARK_UP));
	if (add_where_it_fits(to, buffer_text(&order), room) && *more)
		add_where_it_fits(to, more, room);
	buffer_free(&order);
}

static void ask_sort(const struct unit_table *table)
{
	struct choice_entry entries[UNIT_TABLE_COLUMNS];
	char labels[UNIT_TABLE_COLUMNS][UNIT_TABLE_LABEL];
	size_t count = table->kind->columns(table->owner);

	for (size_t i = 0; i < count; i++)
		entries[i] = (struct choice_entry){table->kind->label(table->owner, i, true, labels[i]),
			table->kind->hint ? table->kind->hint(table->owner, i) : NULL, NULL};
	ask_choice("Urutkan menurut", "", entries, count, table->look->sort, "", UNIT_TABLE_TAG);
}

enum outcome unit_table_act(struct unit_table *table, enum action action)
{
	size_t unit;

	if (list_view_act(table->view, action) != OUTCOME_IGNORED) {
		remember_active(table);
		return OUTCOME_REPAINT;
	}
	switch (action) {
	case ACTION_OPEN:
		if (unit_table_active(table, &unit))
			unit_report_push(unit);
		return OUTCOME_REPAINT;
	case ACTION_SORT:
		ask_sort(table);
		return OUTCOME_REPAINT;
	case ACTION_TO_FILE:
		export_ask(table->kind->file, table->kind->command);
		return OUTCOME_REPAINT;
	case ACTION_SORT_REVERSE:
		table->look->sort_down = !table->look->sort_down;
		unit_table_arrange(table);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (!report_filter_drop(&table->filter))
			return OUTCOME_IGNORED;
		unit_table_arrange(table);
		return OUTCOME_REPAINT;
	default:
		return report_filter_ask(&table->filter, action) ? OUTCOME_REPAINT : OUTCOME_IGNORED;
	}
}

/* ---- to a file ---- */

static void add_columns(const struct unit_table *table, struct table_text *to)
{
	char room[UNIT_TABLE_LABEL];

	table_add_column(to, "OPD", false, 0);
	for (size_t i = 0; i < table->kind->columns(table->owner); i++) {
		table_add_column(to, table->kind->label(table->owner, i, true, room), i > 0, 0);
		if (table->kind->pair && table->kind->pair(table->owner, i))
			table_pair_column(to);
	}
}

static void add_row(const struct unit_table *table, size_t unit, struct table_text *to)
{
	struct buffer text = {0};
	enum style style = STYLE_PLAIN;

	table_add_cell(to, app_here()->units->unit[unit].id);
	table_add_cell(to, app_here()->units->unit[unit].name);
	for (size_t i = 1; i < table->kind->columns(table->owner); i++) {
		buffer_clear(&text);
		table->kind->cell(table->owner, unit, i, &text, &style);
		table_add_cell(to, buffer_text(&text));
	}
	buffer_free(&text);
}

static void fill(const struct unit_table *table, struct shown *shown)
{
	const struct units *units = app_here()->units;
	const struct look *look = table->look;
	char room[UNIT_TABLE_LABEL];

	table->kind->title(table->owner, &shown->title);
	report_filter_add_words(&table->filter, -1, &shown->filter);
	buffer_printf(&shown->order, "%s %s", table->kind->label(table->owner, look->sort, true, room),
		look->sort_down ? "turun" : "naik");
	add_columns(table, &shown->table);
	for (size_t i = 0; i < table->count; i++)
		add_row(table, table->row[i], &shown->table);
	for (size_t i = 0; i < units->count; i++)
		shown->all += units->unit[i].active;
	shown->first = "klaim";
	shown->second = "verif";
}

static bool take_export(struct unit_table *table, const struct answer *answer)
{
	struct shown shown = {0};
	bool write;

	if (!export_take(&table->export, answer, &write))
		return false;
	if (write) {
		fill(table, &shown);
		export_write(&table->export, &shown);
		shown_free(&shown);
	}
	return true;
}

void unit_table_take(struct unit_table *table, const struct answer *answer)
{
	if (take_export(table, answer) || report_filter_take(&table->filter, answer) || !answer->given ||
		answer->from != UNIT_TABLE_TAG)
		return;
	table->look->sort = (size_t)answer->choice;
	table->look->sort_down = table->look->sort != 0;
}
