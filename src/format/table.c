#include "format/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

void table_free(struct table_text *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->column[i].label);
	for (size_t i = 0; i < table->cell_count; i++)
		free(table->cell[i]);
	free(table->column);
	free(table->cell);
	*table = (struct table_text){0};
}

void table_add_column(struct table_text *table, const char *label, bool right, int most)
{
	table->column = array_room(table->column, table->count, &table->room, sizeof *table->column);
	table->column[table->count++] = (struct table_column){
		.label = memory_copy(label), .right = right, .most = most};
}

void table_pair_column(struct table_text *table)
{
	table->column[table->count - 1].pair = true;
}

void table_add_cell(struct table_text *table, const char *text)
{
	table->cell = array_room(table->cell, table->cell_count, &table->cell_room, sizeof *table->cell);
	table->cell[table->cell_count++] = text_for_screen(text, strlen(text), false);
}

static int column_width(const struct table_text *table, size_t column)
{
	int most = table->column[column].most;
	int width = text_width(table->column[column].label, strlen(table->column[column].label));

	for (size_t i = column; i < table->cell_count; i += table->count) {
		int cell = text_width(table->cell[i], strlen(table->cell[i]));

		if (cell > width)
			width = cell;
	}
	return most && width > most ? most : width;
}

static void add_blanks(struct buffer *to, int count)
{
	while (count-- > 0)
		buffer_add_byte(to, ' ');
}

static void add_aligned(struct buffer *to, const char *text, int width, bool right, bool last)
{
	size_t size = strlen(text);
	bool cut = text_width(text, size) > width;
	int used;

	if (cut)
		size = text_cut(text, size, width - 1);
	used = text_width(text, size) + (cut ? 1 : 0);
	if (right)
		add_blanks(to, width - used);
	buffer_add(to, text, size);
	if (cut)
		buffer_add_text(to, "…");
	if (!right && !last)
		add_blanks(to, width - used);
}

void table_write(const struct table_text *table, struct buffer *to)
{
	int *width;

	if (!table->count)
		return;
	width = memory_alloc(table->count * sizeof *width);

	for (size_t i = 0; i < table->count; i++) {
		width[i] = column_width(table, i);
		if (i)
			add_blanks(to, 2);
		add_aligned(
			to, table->column[i].label, width[i], table->column[i].right, i + 1 == table->count);
	}
	buffer_add_byte(to, '\n');
	for (size_t i = 0; i < table->count; i++) {
		if (i)
			add_blanks(to, 2);
		for (int column = 0; column < width[i]; column++)
			buffer_add_byte(to, '-');
	}
	buffer_add_byte(to, '\n');
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t column = i % table->count;

		if (column)
			add_blanks(to, 2);
		add_aligned(to, table->cell[i], width[column], table->column[column].right,
			column + 1 == table->count);
		if (column + 1 == table->count)
			buffer_add_byte(to, '\n');
	}
	free(width);
}

void table_add_pair(struct buffer *to, const char *label, int label_width, const char *value)
{
	char *shown = text_for_screen(value, strlen(value), true);
	char *line = shown;
	char *next;

	add_aligned(to, label, label_width, false, false);
	do {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (line != shown)
			add_blanks(to, label_width);
		add_blanks(to, 2);
		buffer_add_text(to, line);
		buffer_add_byte(to, '\n');
		line = next;
	} while (next);
	free(shown);
}
