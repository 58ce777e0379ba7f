/* A JSON file that is read without a fault, written and read again holds the same. */
#include "fuzz/target.h"

#include <assert.h>
#include <string.h>

#include "format/json.h"

static void write_rows(const struct rows *rows, struct buffer *to)
{
	buffer_add_text(to, "[");
	for (size_t i = 0; i < rows->count; i++) {
		size_t at = rows->row[i].start;

		json_add_comma(to);
		buffer_add_byte(to, '{');
		for (size_t k = 0; k < rows->row[i].count; k++) {
			size_t column;
			const char *text = rows_cell(rows, &at, &column);

			json_add_text(to, rows->column[column].key, text);
		}
		buffer_add_byte(to, '}');
	}
	buffer_add_text(to, "]");
}

static void expect_same(const struct rows *rows, const struct rows *again)
{
	assert(again->count == rows->count);
	for (size_t i = 0; i < rows->count; i++) {
		size_t a = rows->row[i].start;
		size_t b = again->row[i].start;

		assert(again->row[i].count == rows->row[i].count);
		for (size_t k = 0; k < rows->row[i].count; k++) {
			size_t column;
			size_t other;
			const char *text = rows_cell(rows, &a, &column);
			const char *same = rows_cell(again, &b, &other);

			assert(strcmp(rows->column[column].key, again->column[other].key) == 0);
			assert(strcmp(text, same) == 0);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rows rows = {0};

	json_likely((const char *)data, size);
	json_read((const char *)data, size, &rows);
	for (size_t i = 0; i < rows.fault_count; i++)
		assert(rows.fault[i].line >= 1 && rows.fault[i].line <= size + 1);
	for (size_t i = 0; i < rows.count; i++)
		assert(rows.row[i].line >= (i ? rows.row[i - 1].line : 1) && rows.row[i].line <= size + 1);
	/* A carriage return before a line feed is dropped each time: what holds one more shrinks again. */
	if (!rows.fault_count && (!rows.cells.size || !memchr(rows.cells.data, '\r', rows.cells.size))) {
		struct buffer text = {0};
		struct rows again = {0};

		write_rows(&rows, &text);
		json_read(text.data, text.size, &again);
		assert(again.fault_count == 0);
		expect_same(&rows, &again);
		rows_free(&again);
		buffer_free(&text);
	}
	rows_free(&rows);
	return 0;
}
