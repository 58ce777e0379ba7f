/* Workbooks, pages and prints from texts nobody should have written: nothing is corrupt, nothing is markup, nothing is silent. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "format/archive.h"
#include "format/html.h"
#include "format/pdf.h"
#include "format/xlsx.h"

static const char *const bad[] = {"\xFF\xFE", "\x01\x02\x1B[31m", "_x0041_", "_x", "\xF0\x9F\x98",
	"a\tb\r\nc", "", "<script>&\"'", "\xE2\x80\xAE kebalikan", "]]>"};

static void take(void *context, const char *data, size_t size)
{
	buffer_add(context, data, size);
}

static struct buffer workbook(void)
{
	struct error err = {{0}};
	struct buffer bytes = {0};
	struct xlsx *xlsx = xlsx_open("judul <&>", &err);

	assert_non_null(xlsx);
	xlsx_add_sheet(xlsx, "Satu");
	xlsx_add_column(xlsx, "teks", 10);
	xlsx_add_column(xlsx, "angka", 10);
	assert_true(xlsx_end_row(xlsx, &err));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		xlsx_add_text(xlsx, bad[i]);
		xlsx_add_number(xlsx, (int64_t)i * 25 - 50);
		assert_true(xlsx_end_row(xlsx, &err));
	}
	assert_true(xlsx_finish(xlsx, take, &bytes, &err));
	return bytes;
}

static int file_of(const struct buffer *bytes)
{
	FILE *file = tmpfile();
	int fd = dup(fileno(file));

	assert_int_equal(write(fd, bytes->data, bytes->size), bytes->size);
	fclose(file);
	return fd;
}

static void a_workbook_is_whole_or_it_is_not(void **state)
{
	struct buffer bytes = workbook();
	int fd = file_of(&bytes);

	(void)state;
	assert_memory_equal(bytes.data, "PK\3\4", 4);
	assert_true(archive_is_whole(fd));
	assert_int_equal(ftruncate(fd, (off_t)bytes.size - 1), 0);
	assert_false(archive_is_whole(fd));
	close(fd);
	for (size_t at = 40; at < bytes.size / 2; at += 97) {
		char kept = bytes.data[at];

		/* Whatever byte is another: told or not, never read past its end (the sanitizers look). */
		bytes.data[at] = (char)~kept;
		fd = file_of(&bytes);
		archive_is_whole(fd);
		close(fd);
		bytes.data[at] = kept;
	}
	bytes.size = 0;
	fd = file_of(&bytes);
	assert_false(archive_is_whole(fd));
	close(fd);
	buffer_free(&bytes);
}

static void a_workbook_has_its_limits(void **state)
{
	struct error err = {{0}};
	struct xlsx *xlsx = xlsx_open("", &err);
	bool well = true;
	size_t rows = 0;

	(void)state;
	assert_non_null(xlsx);
	xlsx_add_sheet(xlsx, "Satu");
	while (well && ++rows < 2000000)
		well = xlsx_end_row(xlsx, &err);
	assert_int_equal(rows, 1048576);
	assert_string_equal(
		err.text, "XLSX memuat paling banyak 1048575 baris; saring, atau pakai bentuk csv.");
	xlsx_drop(xlsx);

	/* A name no sheet may have is a fault in the end, not a crash before it. */
	xlsx = xlsx_open("", &err);
	xlsx_add_sheet(xlsx, "a/b");
	xlsx_add_column(xlsx, "x", 1);
	xlsx_add_number(xlsx, 1);
	assert_false(xlsx_end_row(xlsx, &err));
	xlsx_drop(xlsx);
}

static void fill(struct table_text *table, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		table_add_column(table, i ? "Kode" : "<Unit>", i > 0, 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		for (size_t k = 0; k < columns; k++)
			table_add_cell(table, k ? "1.234,50" : bad[i]);
}

static void a_page_has_no_markup_but_its_own(void **state)
{
	struct table_text table = {0};
	struct buffer page = {0};

	(void)state;
	fill(&table, 3);
	html_start(&page, "<b>\xFF", "'\"&");
	html_add_table(&page, NULL, &table, true);
	html_end(&page);
	assert_non_null(strstr(page.data, "<title>&lt;b&gt;\xEF\xBF\xBD</title>"));
	assert_non_null(strstr(page.data, "<p>&#39;&quot;&amp;</p>"));
	assert_non_null(strstr(page.data, "<th>&lt;Unit&gt;</th>"));
	assert_non_null(strstr(page.data, "<td>&lt;script&gt;&amp;&quot;&#39;</td>"));
	assert_non_null(strstr(page.data, "<tfoot>\n<tr><td>]]&gt;</td>"));
	assert_null(strstr(page.data, "<script"));
	assert_null(strchr(page.data, '\x1B'));
	assert_null(strstr(page.data, "\xFF"));
	table_free(&table);
	buffer_free(&page);
}

/* However many the columns and whatever the texts; a table without rows, too. */
static void a_print_is_made_of_anything(void **state)
{
	static const size_t widths[] = {1, 3, 24, 60};

	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct error err = {{0}};
		struct table_text table = {0};
		struct buffer bytes = {0};
		struct pdf *pdf = pdf_open("\xFF judul", "(", &err);

		assert_non_null(pdf);
		fill(&table, widths[i]);
		pdf_add_table(pdf, "tabel", &table, true, false);
		table_free(&table);
		table_add_column(&table, "kosong", false, 0);
		pdf_add_table(pdf, "", &table, true, true);
		assert_true(pdf_finish(pdf, take, &bytes, &err));
		assert_memory_equal(bytes.data, "%PDF-", 5);
		assert_non_null(memmem(bytes.data + bytes.size - 8, 8, "%%EOF", 5));
		table_free(&table);
		buffer_free(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_is_whole_or_it_is_not),
		cmocka_unit_test(a_workbook_has_its_limits),
		cmocka_unit_test(a_page_has_no_markup_but_its_own),
		cmocka_unit_test(a_print_is_made_of_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
