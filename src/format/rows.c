#include "format/rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#define COLUMNS_MOST 65535

void rows_free(struct rows *rows)
{
	for (size_t i = 0; i < rows->column_count; i++)
		free(rows->column[i].key);
	for (size_t i = 0; i < rows->fault_count; i++) {
		free(rows->fault[i].key);
		free(rows->fault[i].sentence);
	}
	free(rows->column);
	free(rows->row);
	free(rows->fault);
	buffer_free(&rows->cells);
	*rows = (struct rows){0};
}

size_t rows_add_column(struct rows *rows, const char *key, size_t line)
{
	/* Cells name their column in 16 bits; a file with more is refused by its first unknown column anyway. */
	if (rows->column_count == COLUMNS_MOST)
		return COLUMNS_MOST - 1;
	rows->column = array_room(rows->column, rows->column_count, &rows->column_room, sizeof *rows->column);
	rows->column[rows->column_count] = (struct column){memory_copy(key), line};
	return rows->column_count++;
}

size_t rows_find_column(const struct rows *rows, const char *key, size_t guess)
{
	if (guess < rows->column_count && strcmp(rows->column[guess].key, key) == 0)
		return guess;
	for (size_t i = 0; i < rows->column_count; i++)
		if (strcmp(rows->column[i].key, key) == 0)
			return i;
	return rows->column_count;
}

void rows_add_row(struct rows *rows, size_t line)
{
	rows->row = array_room(rows->row, rows->count, &rows->room, sizeof *rows->row);
	rows->row[rows->count++] = (struct row){.line = line, .start = rows->cells.size};
}

/* Only that it is text at all; what may be stored is judged with the field's own rules. */
static const char *why_no_text(const char *text, size_t size)
{
	if (memchr(text, '\0', size))
		return "memuat bita NUL; hapus bita itu";
	for (size_t at = 0; at < size;) {
		uint32_t code;

		at += text_plain(text + at, size - at);
		if (at == size)
			break;
		at += text_decode(text + at, size - at, &code);
		if (code == TEXT_BAD)
			return "bukan UTF-8 yang sah; simpan ulang berkas sebagai UTF-8";
	}
	return NULL;
}

static void add_without_carriage_returns(struct buffer *to, const char *text, size_t size)
{
	const char *end = text + size;
	const char *pair;

	if (!memchr(text, '\r', size)) {
		buffer_add(to, text, size);
		return;
	}
	while ((pair = memmem(text, (size_t)(end - text), "\r\n", 2))) {
		buffer_add(to, text, (size_t)(pair - text));
		text = pair + 1;
	}
	buffer_add(to, text, (size_t)(end - text));
}

bool rows_add_cell(struct rows *rows, size_t column, const char *text, size_t size)
{
	struct row *row = &rows->row[rows->count - 1];
	const char *why = why_no_text(text, size);

	if (why) {
		rows_fault(rows, row->line, rows->column[column].key, "isi sel %s.", why);
		return false;
	}
	buffer_add_u16(&rows->cells, (uint16_t)column);
	add_without_carriage_returns(&rows->cells, text, size);
	buffer_add_byte(&rows->cells, '\0');
	row->count++;
	return true;
}

void rows_drop_row(struct rows *rows)
{
	rows->cells.size = rows->row[--rows->count].start;
}

void rows_fault(struct rows *rows, size_t line, const char *key, const char *format, ...)
{
	char sentence[ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	rows->fault = array_room(rows->fault, rows->fault_count, &rows->fault_room, sizeof *rows->fault);
	rows->fault[rows->fault_count++] = (struct rows_fault){line, memory_copy(key), memory_copy(sentence)};
}

const char *rows_cell(const struct rows *rows, size_t *at, size_t *column)
{
	const unsigned char *cell = (const unsigned char *)rows->cells.data + *at;
	const char *text = (const char *)cell + 2;

	*column = (size_t)(cell[0] | cell[1] << 8);
	*at += 2 + strlen(text) + 1;
	return text;
}
