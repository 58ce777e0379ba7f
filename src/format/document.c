#include "format/document.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/text.h"
#include "format/csv.h"
#include "format/html.h"
#include "format/pdf.h"
#include "format/xlsx.h"
#include "model/score.h"

#define NUMBER_MOST  999999999999999ULL
#define COLUMN_LEAST 8 /* characters of a sheet's column */
#define COLUMN_MOST  60

bool document_form_of(const char *path, enum document_form *form, struct error *err)
{
	static const char *const ends[] = {
		[DOCUMENT_CSV] = ".csv",
		[DOCUMENT_XLSX] = ".xlsx",
		[DOCUMENT_HTML] = ".html",
		[DOCUMENT_PDF] = ".pdf",
		[DOCUMENT_TEXT] = ".txt",
	};
	size_t size = strlen(path);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);

		if (size > end && strcasecmp(path + size - end, ends[i]) == 0) {
			*form = (enum document_form)i;
			return true;
		}
	}
	return error_set(
		err, "Bentuk berkas tidak dikenal; akhiri namanya dengan .csv .xlsx .html .pdf .txt.");
}

/* ---- what a spreadsheet gets ---- */

/* Whole numbers as the screen groups them, "1.234": up to three digits, then threes; a code like "007" or "15.71.01" is none. */
static size_t take_whole(const char *text, size_t size, struct buffer *digits)
{
	size_t group = 0;
	size_t at = 0;
	bool grouped = false;

	for (; at < size && text[at] != ','; at++) {
		if (text[at] >= '0' && text[at] <= '9') {
			buffer_add_byte(digits, text[at]);
			group++;
		} else if (text[at] == '.' && group && group <= 3 && (!grouped || group == 3)) {
			grouped = true;
			group = 0;
		} else {
			return 0;
		}
	}
	if (!group || (grouped && group != 3) || (digits->size > 1 && *buffer_text(digits) == '0'))
		return 0;
	return at;
}

/* A number as the screen writes it, "-1.234,50", and nothing beside it. */
static bool number_of(const char *text, size_t size, int64_t *hundredths)
{
	size_t sign = size && (text[0] == '-' || text[0] == '+');
	struct buffer digits = {0};
	size_t end = sign + take_whole(text + sign, size - sign, &digits);
	bool parts = end + 3 == size && text[end] == ',';
	uint64_t value = 0;
	bool well;

	if (parts)
		buffer_add(&digits, text + end + 1, 2);
	well = end > sign && (parts || end == size) && text_number(buffer_text(&digits), NUMBER_MOST, &value);
	buffer_free(&digits);
	*hundredths = (int64_t)value * (parts ? 1 : 100) * (size && text[0] == '-' ? -1 : 1);
	return well;
}

/* Where each cell of a spreadsheet's row goes. */
struct cells {
	struct buffer *csv;
	struct xlsx *xlsx; /* NULL: csv */
	bool first;
};

/* "-" says on the screen that there is nothing; a spreadsheet says it with nothing. */
static void put_text(struct cells *cells, const char *text)
{
	if (strcmp(text, "-") == 0)
		text = "";
	if (cells->xlsx)
		xlsx_add_text(cells->xlsx, text);
	else
		csv_add_cell(cells->csv, ',', cells->first, text);
	cells->first = false;
}

static void put_number(struct cells *cells, int64_t hundredths)
{
	if (cells->xlsx) {
		xlsx_add_number(cells->xlsx, hundredths);
	} else {
		/* A negative number is no formula: no ' goes before it. */
		if (!cells->first)
			buffer_add_byte(cells->csv, ',');
		if (hundredths < 0)
			buffer_add_byte(cells->csv, '-');
		score_add_plain(cells->csv, hundredths < 0 ? -hundredths : hundredths);
	}
	cells->first = false;
}

static void put_part(struct cells *cells, const char *text, size_t size)
{
	int64_t hundredths;
	char *copy;

	if (number_of(text, size, &hundredths)) {
		put_number(cells, hundredths);
		return;
	}
	copy = memory_copy_n(text, size);
	put_text(cells, copy);
	free(copy);
}

static void put_cell(struct cells *cells, const struct table_column *column, const char *text)
{
	const char *slash = column->pair ? strchr(text, '/') : NULL;

	if (!column->right) {
		put_text(cells, text);
		return;
	}
	put_part(cells, text, slash ? (size_t)(slash - text) : strlen(text));
	if (slash)
		put_part(cells, slash + 1, strlen(slash + 1));
	else if (column->pair)
		put_text(cells, "");
}

static void put_row(struct cells *cells, const struct table_text *table, size_t row)
{
	cells->first = true;
	for (size_t i = 0; i < table->count; i++)
		put_cell(cells, &table->column[i], table->cell[row * table->count + i]);
}

/* "16", or "16 klaim" and "16 verif". */
static void name_column(
	const struct document *document, const struct table_column *column, bool second, struct buffer *name)
{
	const char *more = !column->pair ? "" : second ? document->second : document->first;

	buffer_clear(name);
	buffer_printf(name, "%s%s%s", column->label, *more ? " " : "", more);
}

static size_t rows_of(const struct table_text *table)
{
	return table->count ? table->cell_count / table->count : 0;
}

/* A column of pairs, "54/36", is two of numbers. */
static int halves_of(const struct table_column *column)
{
	return column->pair ? 2 : 1;
}

static void write_csv(const struct document *document, struct buffer *to, size_t *rows)
{
	const struct table_text *table = document->table;
	struct cells cells = {.csv = to, .first = true};
	struct buffer name = {0};

	for (size_t i = 0; i < table->count; i++)
		for (int half = 0; half < halves_of(&table->column[i]); half++) {
			name_column(document, &table->column[i], half, &name);
			put_text(&cells, buffer_text(&name));
		}
	csv_end_row(to);
	for (*rows = 0; *rows < rows_of(table); ++*rows) {
		put_row(&cells, table, *rows);
		csv_end_row(to);
	}
	buffer_free(&name);
}

static int sheet_width(const struct table_text *table, size_t column)
{
	int most = COLUMN_LEAST;

	for (size_t i = column; i < table->cell_count; i += table->count) {
		int width = text_width(table->cell[i], strlen(table->cell[i])) + 2;

		most = width > most ? width : most;
	}
	return most < COLUMN_MOST ? most : COLUMN_MOST;
}

static bool add_rows(const struct document *document, struct xlsx *xlsx, size_t *rows, struct error *err)
{
	const struct table_text *table = document->table;
	struct cells cells = {.xlsx = xlsx};
	struct buffer name = {0};

	xlsx_add_sheet(xlsx, "Daftar");
	for (size_t i = 0; i < table->count; i++)
		for (int half = 0; half < halves_of(&table->column[i]); half++) {
			name_column(document, &table->column[i], half, &name);
			xlsx_add_column(xlsx, buffer_text(&name), sheet_width(table, i));
		}
	buffer_free(&name);
	if (!xlsx_end_row(xlsx, err))
		return false;
	for (*rows = 0; *rows < rows_of(table); ++*rows) {
		put_row(&cells, table, *rows);
		if (!xlsx_end_row(xlsx, err))
			return false;
	}
	return true;
}

/* How the rows were chosen stands on a sheet of its own: above them it would be one of them. */
static bool add_remark(const struct document *document, struct xlsx *xlsx, struct error *err)
{
	xlsx_add_sheet(xlsx, "Keterangan");
	xlsx_add_column(xlsx, document->title, COLUMN_MOST);
	if (!xlsx_end_row(xlsx, err))
		return false;
	xlsx_add_text(xlsx, document->below);
	return xlsx_end_row(xlsx, err);
}

static bool write_xlsx(
	const struct document *document, file_take *take, void *context, size_t *rows, struct error *err)
{
	struct xlsx *xlsx = xlsx_open(document->title, err);

	if (xlsx && add_rows(document, xlsx, rows, err) && add_remark(document, xlsx, err))
		return xlsx_finish(xlsx, take, context, err);
	xlsx_drop(xlsx);
	return false;
}

/* ---- what people get ---- */

static bool write_pdf(const struct document *document, file_take *take, void *context, struct error *err)
{
	struct pdf *pdf = pdf_open(document->title, document->below, err);

	if (!pdf)
		return false;
	pdf_add_table(pdf, "", document->table, false, false);
	return pdf_finish(pdf, take, context, err);
}

static void write_html(const struct document *document, struct buffer *to)
{
	html_start(to, document->title, document->below);
	html_add_table(to, NULL, document->table, false);
	html_end(to);
}

static void write_text(const struct document *document, struct buffer *to)
{
	buffer_printf(to, "%s\n%s\n\n", document->title, document->below);
	table_write(document->table, to);
}

bool document_write(const struct document *document, enum document_form form, file_take *take, void *context,
	size_t *rows, struct error *err)
{
	struct buffer text = {0};

	*rows = rows_of(document->table);
	if (form == DOCUMENT_XLSX)
		return write_xlsx(document, take, context, rows, err);
	if (form == DOCUMENT_PDF)
		return write_pdf(document, take, context, err);
	if (form == DOCUMENT_CSV)
		write_csv(document, &text, rows);
	else if (form == DOCUMENT_HTML)
		write_html(document, &text);
	else
		write_text(document, &text);
	take(context, buffer_text(&text), text.size);
	buffer_free(&text);
	return true;
}
