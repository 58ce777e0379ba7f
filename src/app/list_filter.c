#include "app/list_part.h"

#include <stdlib.h>
#include <string.h>

#include "app/ask.h"
#include "app/list_order.h"
#include "base/error.h"
#include "base/text.h"

enum filter_tag { TAG_FILTER_COLUMN = 9001, TAG_FILTER_VALUE };

void list_filter_forget(struct list *list)
{
	for (size_t i = 0; i < list->filter_choice_count; i++)
		free(list->filter_choice[i]);
	free(list->filter_choice);
	list->filter_choice = NULL;
	list->filter_choice_count = 0;
}

void list_set_filter(struct list *list, size_t column, const char *value)
{
	free(list->filter_value);
	list->filter_value = value ? memory_copy(value) : NULL;
	list->filter_column = value ? column : LIST_NO_ROW;
	list_arrange(list);
}

void list_filter_ask(struct list *list)
{
	struct choice_entry entries[LIST_COLUMNS_MOST + 1];
	size_t count = 0;

	for (size_t i = 0; i < list->definition->count && i < LIST_COLUMNS_MOST; i++)
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

	list_filter_forget(list);
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
	list->filter_column = LIST_NO_ROW;
	if (count)
		ask_choice(list->definition->column[column].label, "", entries, count, 0, "",
			TAG_FILTER_VALUE + (int)column);
	free(entries);
}

bool list_filter_take(struct list *list, const struct answer *answer)
{
	if (answer->from == TAG_FILTER_COLUMN) {
		if (answer->given && (size_t)answer->choice < list->definition->count)
			ask_filter_value(list, (size_t)answer->choice);
		else if (answer->given)
			list_set_filter(list, LIST_NO_ROW, NULL);
		return true;
	}
	if (answer->from < TAG_FILTER_VALUE)
		return false;
	if (answer->given)
		list_set_filter(
			list, (size_t)(answer->from - TAG_FILTER_VALUE), list->filter_choice[answer->choice]);
	list_filter_forget(list);
	return true;
}
