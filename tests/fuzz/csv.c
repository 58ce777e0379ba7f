/* A CSV file that is read without a fault, written and read again holds the same; so does one that is read in pieces. */
#include "fuzz/target.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "format/csv.h"

static void write_rows(const struct rows *rows, char separator, struct buffer *to)
{
	/* Names of our own: a column's name is never run by a spreadsheet and never blank. */
	csv_add_cell(to, separator, true, "baris");
	for (size_t i = 0; i < rows->column_count; i++) {
		char name[32];

		snprintf(name, sizeof name, "kolom-%zu", i);
		csv_add_cell(to, separator, false, name);
	}
	csv_end_row(to);
	for (size_t i = 0; i < rows->count; i++) {
		size_t at = rows->row[i].start;
		size_t column;

		csv_add_cell(to, separator, true, "x");
		for (size_t k = 0; k < rows->row[i].count; k++)
			csv_add_cell(to, separator, false, rows_cell(rows, &at, &column));
		csv_end_row(to);
	}
}

/* What may be stored, and so be exported: a carriage return alone may not. */
static bool storable(const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		size_t at = rows->row[i].start;

		for (size_t k = 0; k < rows->row[i].count; k++) {
			size_t column;
			const char *why;
			const char *text = rows_cell(rows, &at, &column);

			if (!text_importable(text, strlen(text), &why))
				return false;
		}
	}
	return true;
}

static void expect_same(const struct rows *rows, const struct rows *again)
{
	assert(again->count == rows->count);
	assert(again->column_count == rows->column_count + 1);
	for (size_t i = 0; i < rows->count; i++) {
		size_t a = rows->row[i].start;
		size_t b = again->row[i].start;
		size_t column;
		size_t other;

		assert(again->row[i].count == rows->row[i].count + 1);
		rows_cell(again, &b, &other);
		for (size_t k = 0; k < rows->row[i].count; k++) {
			const char *text = rows_cell(rows, &a, &column);
			const char *same = rows_cell(again, &b, &other);

			assert(other == column + 1);
			assert(strcmp(text, same) == 0);
		}
	}
}

static void expect_sound(const struct rows *rows, size_t size)
{
	size_t before = 0;

	for (size_t i = 0; i < rows->count; i++) {
		assert(rows->row[i].line > before && rows->row[i].line <= size + 1);
		before = rows->row[i].line;
		assert(rows->row[i].count == rows->column_count);
	}
	for (size_t i = 0; i < rows->fault_count; i++) {
		assert(rows->fault[i].line >= 1 && rows->fault[i].line <= size + 1);
		assert(*rows->fault[i].sentence);
	}
}

/* Cut into pieces wherever the bytes say. */
static void expect_same_in_pieces(const struct rows *rows, const char *data, size_t size)
{
	struct rows pieces = {0};
	struct csv_reader *reader = csv_open(&pieces);

	for (size_t at = 0; at < size;) {
		size_t step = 1 + (uint8_t)data[size - 1 - at] % 7;

		if (step > size - at)
			step = size - at;
		csv_feed(reader, data + at, step);
		at += step;
	}
	csv_close(reader);
	assert(pieces.column_count == rows->column_count && pieces.count == rows->count);
	for (size_t i = 0; i < rows->column_count; i++)
		assert(strcmp(pieces.column[i].key, rows->column[i].key) == 0);
	for (size_t i = 0; i < rows->count; i++)
		assert(pieces.row[i].line == rows->row[i].line && pieces.row[i].count == rows->row[i].count);
	assert(pieces.cells.size == rows->cells.size);
	assert(!rows->cells.size || memcmp(pieces.cells.data, rows->cells.data, rows->cells.size) == 0);
	assert(pieces.fault_count == rows->fault_count);
	for (size_t i = 0; i < rows->fault_count; i++) {
		assert(pieces.fault[i].line == rows->fault[i].line);
		assert(strcmp(pieces.fault[i].key, rows->fault[i].key) == 0);
		assert(strcmp(pieces.fault[i].sentence, rows->fault[i].sentence) == 0);
	}
	rows_free(&pieces);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separators[] = {',', ';', '\t'};
	struct rows rows = {0};
	char separator = size ? separators[data[size - 1] % 3] : ',';

	csv_read((const char *)data, size, &rows);
	expect_sound(&rows, size);
	expect_same_in_pieces(&rows, (const char *)data, size);
	if (!rows.fault_count && storable(&rows)) {
		struct buffer text = {0};
		struct rows again = {0};

		write_rows(&rows, separator, &text);
		csv_read(text.data, text.size, &again);
		assert(again.fault_count == 0);
		expect_same(&rows, &again);
		rows_free(&again);
		buffer_free(&text);
	}
	rows_free(&rows);
	return 0;
}
