/* CSV and JSON as bytes in memory: what becomes a row, what becomes a fault and where. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/csv.h"
#include "format/json.h"

/* Rows as "line|key=text|key=text\n", faults as "!line|key|first words\n". */
static char *told(const struct rows *rows)
{
	struct buffer out = {0};

	for (size_t i = 0; i < rows->count; i++) {
		size_t at = rows->row[i].start;

		buffer_printf(&out, "%zu", rows->row[i].line);
		for (size_t cell = 0; cell < rows->row[i].count; cell++) {
			size_t column;
			const char *text = rows_cell(rows, &at, &column);

			buffer_printf(&out, "|%s=%s", rows->column[column].key, text);
		}
		buffer_add_byte(&out, '\n');
	}
	for (size_t i = 0; i < rows->fault_count; i++)
		buffer_printf(&out, "!%zu|%s|%.12s\n", rows->fault[i].line, rows->fault[i].key,
			rows->fault[i].sentence);
	return buffer_take(&out);
}

static void check_bytes(bool json, const char *data, size_t size, const char *expected)
{
	struct rows rows = {0};
	char *got;

	if (json)
		json_read(data, size, &rows);
	else
		csv_read(data, size, &rows);
	got = told(&rows);
	assert_string_equal(got, expected);
	free(got);
	rows_free(&rows);
}

static void check_csv(const char *data, const char *expected)
{
	check_bytes(false, data, strlen(data), expected);
}

static void check_json(const char *data, const char *expected)
{
	check_bytes(true, data, strlen(data), expected);
}

static void csv_rows(void **state)
{
	(void)state;
	check_csv("id,nama\n1,a\n2,b", "2|id=1|nama=a\n3|id=2|nama=b\n");
	check_csv("\xEF\xBB\xBFid;nama\r\n1;a,b\r\n", "2|id=1|nama=a,b\n");
	check_csv("id\tnama\n1\t\n", "2|id=1|nama=\n");
	check_csv("\n\nid,nama\n\n1, a \n", "5|id=1|nama= a \n");
	check_csv("\"id\",\"na;ma\"\n1,\"x \"\"y\"\", z\"\n", "2|id=1|na;ma=x \"y\", z\n");
	check_csv("id\n", "");
}

static void csv_lines_are_counted_where_rows_start(void **state)
{
	(void)state;
	check_csv("id,nama\n1,\"a\r\nb\n\nc\"\n2,d\n", "2|id=1|nama=a\nb\n\nc\n6|id=2|nama=d\n");
	check_csv("id,nama\r1,a\r2,b\r", "2|id=1|nama=a\n3|id=2|nama=b\n");
}

static void csv_formula_marks_come_off_once(void **state)
{
	(void)state;
	check_csv("a,b,c,d\n'=1,''-x,'kata,=1\n", "2|a==1|b='-x|c='kata|d==1\n");
}

static void csv_faults(void **state)
{
	(void)state;
	check_csv("", "!1||berkas koson\n");
	check_csv("\n\n", "!1||berkas koson\n");
	check_csv("id,nama\n1\n2,b\n3,c,d\n", "3|id=2|nama=b\n!2|nama|baris ini be\n!4|nama|baris ini be\n");
	check_csv("id,nama,id\n1,2,3\n", "2|id=1|nama=2|id=3\n!1|id|kolom ini ad\n");
	check_csv("id,\n1,2\n", "2|id=1|=2\n!1||kolom ke-2 t\n");
	check_csv("id,nama\n1,a\n2,\"b\n3,c\n", "2|id=1|nama=a\n!3|nama|tanda kutip \n");
	check_csv("id,nama\n1,\"b\"c\n3,c\n", "!2|nama|tanda kutip \n");
	check_csv("id,nama\n1,b\"c\n", "!2|nama|tanda kutip \n");
	check_csv("id,nama\n1,\xff\xfe\n2,\xC3\xA9\n", "3|id=2|nama=\xC3\xA9\n!2|nama|isi sel buka\n");
	check_bytes(false, "id,nama\n1,a\0b\n", 14, "!2|nama|isi sel memu\n");
}

static void csv_has_a_limit(void **state)
{
	struct buffer data = {0};
	struct rows rows = {0};

	(void)state;
	buffer_add_text(&data, "id\n");
	for (int i = 0; i <= ROWS_MOST; i++)
		buffer_add_text(&data, "x\n");
	csv_read(data.data, data.size, &rows);
	assert_int_equal(rows.count, ROWS_MOST);
	assert_int_equal(rows.fault_count, 1);
	assert_int_equal(rows.fault[0].line, ROWS_MOST + 2);
	rows_free(&rows);
	csv_read(data.data, data.size - 2, &rows);
	assert_int_equal(rows.fault_count, 0);
	rows_free(&rows);
	buffer_free(&data);
}

static void json_rows(void **state)
{
	(void)state;
	check_json("[]", "");
	check_json(" [ {\"id\":\"1\",\"n\":2,\"k\":null},\n{\"n\":\"x\\ny\",\"id\":\"2\"} ] \n",
		"1|id=1|n=2|k=\n2|n=x\ny|id=2\n");
	check_json("{\"id\":\"1\",\"n\":1.5}", "1|id=1|n=1.5\n");
	check_json("\xEF\xBB\xBF[\n\n{\"a\":\"\\u00e9\"}]", "3|a=\xC3\xA9\n");
}

static void json_faults(void **state)
{
	(void)state;
	check_json("[", "!1||di sini haru\n");
	check_json("[1]", "!1||di sini haru\n");
	check_json("[{\"a\":\"1\"}\n{\"a\":\"2\"}]", "1|a=1\n!2||di antara du\n");
	check_json("[{\"a\":\"1\"}", "1|a=1\n!1||daftar tidak\n");
	check_json("[{\"a\":\"1\"}] x", "1|a=1\n!1||ada tulisan \n");
	check_json("[\n{\"a\":[1],\n\"b\":true}]", "!2|a|nilainya har\n!2|b|nilainya har\n");
	check_json("[\n{\"a\":\"1\",\n\"a\":\"2\"}]", "!3|a|kunci yang s\n");
	check_json("[\n{\"a\":\n}]", "!3||bukan JSON y\n");
	check_json("[{\"a\":\"\xff\"}]", "!1||bukan UTF-8 \n");
	check_json("[{\"a\":\"\\u0000\"}]", "!1|a|isi sel memu\n");
}

static void csv_cells(void **state)
{
	struct buffer out = {0};
	static const char *const texts[] = {
		"a", "", "x,y", "x;y", "say \"hi\"", "a\nb", "=1", "'=1", "-", "'x"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		csv_add_cell(&out, ';', i == 0, texts[i]);
	csv_end_row(&out);
	assert_string_equal(out.data, "a;;x,y;\"x;y\";\"say \"\"hi\"\"\";\"a\nb\";'=1;''=1;'-;'x\r\n");
	buffer_free(&out);
}

/* Found by fuzzing: blank lines, or a part of a header that spans lines, came alone and settled the separator. */
static void a_header_that_comes_in_pieces_is_waited_for(void **state)
{
	static const char *const pieces[][3] = {
		{"\n", "nama;jenis\n", "a;b\n"},
		{"\"na\nma\"", ";jenis\n", "a;b\n"},
		{"\xEF\xBB", "\xBF\r\nnama;je", "nis\r\na;b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct rows rows = {0};
		struct csv_reader *reader = csv_open(&rows);

		for (size_t k = 0; k < 3; k++)
			csv_feed(reader, pieces[i][k], strlen(pieces[i][k]));
		csv_close(reader);
		assert_int_equal(rows.fault_count, 0);
		assert_int_equal(rows.column_count, 2);
		assert_string_equal(rows.column[1].key, "jenis");
		assert_int_equal(rows.count, 1);
		rows_free(&rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_that_comes_in_pieces_is_waited_for),
		cmocka_unit_test(csv_rows),
		cmocka_unit_test(csv_lines_are_counted_where_rows_start),
		cmocka_unit_test(csv_formula_marks_come_off_once),
		cmocka_unit_test(csv_faults),
		cmocka_unit_test(csv_has_a_limit),
		cmocka_unit_test(json_rows),
		cmocka_unit_test(json_faults),
		cmocka_unit_test(csv_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
