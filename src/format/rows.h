/* rows.h: what a CSV or JSON file holds: named columns, rows of cells, and faults with their line and column.
 * Knows no table and no rule; every text is valid UTF-8 without NUL. An absent cell (JSON) is simply not there.
 * A struct rows starts zeroed and owns everything until rows_free. */
#ifndef SIKO_FORMAT_ROWS_H
#define SIKO_FORMAT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

#define ROWS_MOST 100000

struct column {
	char *key;
	size_t line; /* where it is first named */
};

struct row {
	size_t line;  /* where the row starts, from 1 */
	size_t start; /* of its first cell */
	size_t count; /* cells */
};

struct rows_fault {
	size_t line;
	char *key; /* "" when no column is meant */
	char *sentence;
};

struct rows {
	struct column *column;
	size_t column_count, column_room;
	struct row *row;
	size_t count, room;
	struct buffer cells; /* u16 column, text, NUL; one after another: a blank cell costs three bytes */
	struct rows_fault *fault;
	size_t fault_count, fault_room;
};

void rows_free(struct rows *rows);

/* Adds a column whatever its name; returns its number. */
size_t rows_add_column(struct rows *rows, const char *key, size_t line);
/* The number of the column so named, looking from `guess` on; column_count when there is none. */
size_t rows_find_column(const struct rows *rows, const char *key, size_t guess);
void rows_add_row(struct rows *rows, size_t line);
/* Adds a cell to the last row; CR LF becomes LF. False (fault noted) when the bytes are no text. */
bool rows_add_cell(struct rows *rows, size_t column, const char *text, size_t size);
void rows_drop_row(struct rows *rows); /* the last one */
void rows_fault(struct rows *rows, size_t line, const char *key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Walks a row's cells: *at starts as row->start; text is borrowed. */
const char *rows_cell(const struct rows *rows, size_t *at, size_t *column);

#endif
