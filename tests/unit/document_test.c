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
#include "format/csv.h"
#include "format/document.h"
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

static void a_name_says_the_form(void **state)
{
	static const struct {
		const char *name;
		enum document_form form;
	} well[] = {{"a.csv", DOCUMENT_CSV}, {"~/daftar 2026.XLSX", DOCUMENT_XLSX},
		{"a.b.html", DOCUMENT_HTML}, {"/tmp/a.pdf", DOCUMENT_PDF}, {"cetak.txt", DOCUMENT_TEXT}};
	static const char *const none[] = {"", "a", ".csv", "a.csv.bak", "a.doc", "acsv"};
	enum document_form form;
	struct error err = {{0}};

	(void)state;
	for (size_t i = 0; i < sizeof well / sizeof *well; i++) {
		assert_true(document_form_of(well[i].name, &form, &err));
		assert_int_equal(form, well[i].form);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(document_form_of(none[i], &form, &err));
	assert_non_null(strstr(err.text, ".csv .xlsx .html .pdf .txt"));
}

/* Rows of a name, a number as the screen writes it, and a pair. */
static struct buffer written(enum document_form form, const char *const *cell, size_t cells, size_t *rows)
{
	struct document document = {
		.title = "Judul", .below = "2 dari 9 baris", .first = "klaim", .second = "verif"};
	struct table_text table = {0};
	struct buffer bytes = {0};
	struct error err = {{0}};

	table_add_column(&table, "Nama", false, 0);
	table_add_column(&table, "Nilai", true, 0);
	table_add_column(&table, "16", true, 0);
	table_pair_column(&table);
	for (size_t i = 0; i < cells; i++)
		table_add_cell(&table, cell[i]);
	document.table = &table;
	assert_true(document_write(&document, form, take, &bytes, rows, &err));
	table_free(&table);
	return bytes;
}

static void a_spreadsheet_gets_numbers_for_numbers(void **state)
{
	static const char *const cell[] = {"=1+1", "1.234,50", "12/9", "007", "-3", "1.250,25/0", "-",
		"15.71.01", "-", "a, \"b\"", "+2", "", "2.5", "2,5", "3/5/7", "'-", "1.23", "x/y"};
	struct rows read = {0};
	size_t rows;
	struct buffer bytes = written(DOCUMENT_CSV, cell, sizeof cell / sizeof *cell, &rows);

	(void)state;
	assert_int_equal(rows, 6);
	buffer_add_byte(&bytes, '\0');
	assert_string_equal(bytes.data,
		"Nama,Nilai,16 klaim,16 verif\r\n'=1+1,1234.5,12,9\r\n007,-3,1250.25,0\r\n,15.71.01,,\r\n"
		"\"a, \"\"b\"\"\",2,,\r\n2.5,\"2,5\",3,5/7\r\n''-,1.23,x,y\r\n");
	/* What was written is read back as many rows: whoever counts them finds what was said. */
	csv_read(bytes.data, bytes.size - 1, &read);
	assert_int_equal(read.count, rows);
	rows_free(&read);
	buffer_free(&bytes);
}

static void every_form_but_csv_says_how_its_rows_were_chosen(void **state)
{
	static const char *const cell[] = {"Satu", "1,50", "1/2", "Dua", "2", "3/4"};
	size_t rows;
	struct buffer text = written(DOCUMENT_TEXT, cell, 6, &rows);
	struct buffer page = written(DOCUMENT_HTML, cell, 6, &rows);
	struct buffer book = written(DOCUMENT_XLSX, cell, 6, &rows);

	(void)state;
	assert_int_equal(rows, 2);
	assert_string_equal(buffer_text(&text), "Judul\n2 dari 9 baris\n\n"
						"Nama  Nilai   16\n----  -----  ---\n"
						"Satu   1,50  1/2\nDua       2  3/4\n");
	assert_non_null(strstr(buffer_text(&page), "<p>2 dari 9 baris</p>"));
	assert_memory_equal(book.data, "PK\3\4", 4);
	buffer_free(&text);
	buffer_free(&page);
	buffer_free(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_is_whole_or_it_is_not),
		cmocka_unit_test(a_workbook_has_its_limits),
		cmocka_unit_test(a_page_has_no_markup_but_its_own),
		cmocka_unit_test(a_print_is_made_of_anything),
		cmocka_unit_test(a_name_says_the_form),
		cmocka_unit_test(a_spreadsheet_gets_numbers_for_numbers),
		cmocka_unit_test(every_form_but_csv_says_how_its_rows_were_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
