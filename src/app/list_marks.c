#include "app/list_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

static size_t find_mark(const struct list *list, const char *id)
{
	size_t at = 0;

	while (at < list->marked_count && strcmp(list->marked[at], id) != 0)
		at++;
	return at;
}

bool list_is_marked(const struct list *list, size_t row)
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

void list_drop_lost_marks(struct list *list)
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

void list_toggle_mark(struct list *list, size_t row)
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
		if (list->marked_count ? list_is_marked(list, row) : row == active)
			(*rows)[count++] = row;
	return count;
}
