#include "app/list_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

char *list_cell_text(const struct list *list, size_t row, size_t column)
{
	struct buffer text = {0};
	enum style style = STYLE_PLAIN;

	list->kind->cell(list, row, column, &text, &style);
	return buffer_take(&text);
}

/* ---- which rows, in what order ---- */

static bool found_by_words(const struct list *list, size_t row)
{
	struct buffer words = {0};
	bool found;

	if (!list->kind->words)
		return false;
	list->kind->words(list, row, &words);
	found = text_contains(buffer_text(&words), list->look->find);
	buffer_free(&words);
	return found;
}

static bool row_found(const struct list *list, size_t row)
{
	if (text_contains(list->kind->id(list, row), list->look->find) || found_by_words(list, row))
		return true;
	for (size_t column = 0; column < list->definition->count; column++) {
		char *text = list_cell_text(list, row, column);
		bool found = text_contains(text, list->look->find);

		free(text);
		if (found)
			return true;
	}
	return false;
}

static bool row_shown(const struct list *list, size_t row)
{
	if (list->look->preset && !list->look->preset->shows(list, row))
		return false;
	if (list->look->column != LOOK_NO_COLUMN) {
		char *text = list_cell_text(list, row, list->look->column);
		bool same = strcmp(text, list->look->value) == 0;

		free(text);
		if (!same)
			return false;
	}
	return !*list->look->find || row_found(list, row);
}

struct sort_key {
	char *text;
	size_t row;
};

static int compare_up(const void *a, const void *b)
{
	const struct sort_key *x = a;
	const struct sort_key *y = b;
	int order = text_compare(x->text, y->text);

	return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

static int compare_down(const void *a, const void *b)
{
	const struct sort_key *x = a;
	const struct sort_key *y = b;
	int order = text_compare(y->text, x->text);

	return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* Numbers on screen have dots of thousands and a comma: compared without the dots. */
static char *sort_text(const struct list *list, size_t row)
{
	char *text = list_cell_text(list, row, list->look->sort);

	if (list->definition->column[list->look->sort].right) {
		char *to = text;

		for (char *from = text; *from; from++)
			if (*from != '.')
				*to++ = *from;
		*to = '\0';
	}
	return text;
}

static void sort_rows(struct list *list)
{
	struct sort_key *keys;

	if (list->look->sort >= list->definition->count || !list->shown_count)
		return;
	keys = memory_grow(NULL, list->shown_count, sizeof *keys);
	for (size_t i = 0; i < list->shown_count; i++)
		keys[i] = (struct sort_key){sort_text(list, list->shown[i]), list->shown[i]};
	qsort(keys, list->shown_count, sizeof *keys, list->look->sort_down ? compare_down : compare_up);
	for (size_t i = 0; i < list->shown_count; i++) {
		list->shown[i] = keys[i].row;
		free(keys[i].text);
	}
	free(keys);
}

void list_order(struct list *list)
{
	size_t count = list->kind->count(list);

	list->shown = memory_grow(list->shown, count ? count : 1, sizeof *list->shown);
	list->shown_count = 0;
	for (size_t row = 0; row < count; row++)
		if (row_shown(list, row))
			list->shown[list->shown_count++] = row;
	sort_rows(list);
}
