#include "app/list_part.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list_order.h"

void list_export_ask(const struct list *list)
{
	export_ask(list->kind->file, list->kind->command);
}

static void add_title(const struct list *list, struct buffer *to)
{
	if (list->kind->title)
		list->kind->title(list, to);
	else
		buffer_add_text(to, list->definition->title);
	buffer_printf(
		to, ", %s, penilaian %d", store_about(app_here()->store)->region, app_here()->year->year);
}

static bool has_id(const struct list *list)
{
	for (size_t i = 0; i < list->definition->count; i++)
		if (strcmp(list->definition->column[i].key, "id") == 0)
			return true;
	return false;
}

static void add_columns(const struct list *list, bool with_id, struct table_text *table)
{
	if (with_id)
		table_add_column(table, "ID", false, 0);
	for (size_t i = 0; i < list->definition->count; i++) {
		const struct column_definition *column = &list->definition->column[i];

		table_add_column(table, column->label, column->right, 0);
		if (list->kind->pair && strcmp(column->key, list->kind->pair) == 0)
			table_pair_column(table);
	}
}

static void add_rows(const struct list *list, bool with_id, struct table_text *table)
{
	for (size_t i = 0; i < list->shown_count; i++) {
		size_t row = list->shown[i];

		if (with_id)
			table_add_cell(table, list->kind->id(list, row));
		for (size_t column = 0; column < list->definition->count; column++) {
			char *text = list_cell_text(list, row, column);

			table_add_cell(table, text);
			free(text);
		}
	}
}

static void fill(const struct list *list, struct shown *shown)
{
	const struct look *look = list->look;
	bool with_id = !has_id(list);

	add_title(list, &shown->title);
	list_add_filter_words(list, &shown->filter);
	if (look->sort < list->definition->count)
		buffer_printf(&shown->order, "%s %s", list->definition->column[look->sort].label,
			look->sort_down ? "turun" : "naik");
	add_columns(list, with_id, &shown->table);
	add_rows(list, with_id, &shown->table);
	shown->all = list->kind->count(list);
	shown->first = "";
	shown->second = "dari";
}

bool list_export_take(struct list *list, const struct answer *answer)
{
	bool write;

	if (!export_take(&list->export, answer, &write))
		return false;
	if (write) {
		struct shown shown = {0};

		fill(list, &shown);
		export_write(&list->export, &shown);
		shown_free(&shown);
	}
	return true;
}
