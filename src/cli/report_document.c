#include "cli/report_document.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "format/html.h"
#include "format/pdf.h"
#include "format/xlsx.h"

#define TITLE_SIZE 256

static void title_of(const struct report_document *document, char title[TITLE_SIZE])
{
	snprintf(title, TITLE_SIZE, "Laporan inovasi %s, penilaian %d", document->region,
		document->rows->year->year);
}

static void date_line(char line[64])
{
	char today[11];
	char shown[11];

	date_format(date_today(), today);
	date_format_screen(today, shown);
	snprintf(line, 64, "Keadaan %s", shown);
}

/* --- workbook --- */

static void add_xlsx_column(struct xlsx *xlsx, const struct report_rows *rows, size_t column)
{
	struct buffer buffer = {0};
	const char *key = report_column_key(&rows->column[column], &buffer);

	xlsx_add_column(xlsx, key, strcmp(key, "nama") == 0 ? 40 : (int)strlen(key) + 3);
	buffer_free(&buffer);
}

static void add_xlsx_value(struct xlsx *xlsx, const struct report_value *value)
{
	if (value->text)
		xlsx_add_text(xlsx, value->text);
	else
		xlsx_add_number(xlsx, value->hundredths);
}

/* The first `before` columns, then those from `from` on. */
static bool add_xlsx_rows(struct xlsx *xlsx, const char *name, const struct report_rows *rows, size_t before,
	size_t from, struct error *err)
{
	xlsx_add_sheet(xlsx, name);
	for (size_t i = 0; i < rows->columns; i++)
		if (i < before || i >= from)
			add_xlsx_column(xlsx, rows, i);
	if (!xlsx_end_row(xlsx, err))
		return false;
	for (size_t row = 0; row < rows->rows; row++) {
		struct report_value value[REPORT_COLUMNS_MOST];

		report_row(rows, row, value);
		for (size_t i = 0; i < rows->columns; i++)
			if (i < before || i >= from)
				add_xlsx_value(xlsx, &value[i]);
		if (!xlsx_end_row(xlsx, err))
			return false;
	}
	return true;
}

static bool add_xlsx_index(struct xlsx *xlsx, const struct index_terms *terms, struct error *err)
{
	struct index_term term[INDEX_TERMS];

	index_terms_list(terms, term);
	xlsx_add_sheet(xlsx, "Indeks");
	xlsx_add_column(xlsx, "", 20);
	xlsx_add_column(xlsx, "klaim", 22);
	xlsx_add_column(xlsx, "terverifikasi", 22);
	if (!xlsx_end_row(xlsx, err))
		return false;
	for (size_t i = 0; i < INDEX_TERMS; i++) {
		xlsx_add_text(xlsx, term[i].label);
		xlsx_add_number(xlsx, term[i].claimed);
		xlsx_add_number(xlsx, term[i].verified);
		if (!xlsx_end_row(xlsx, err))
			return false;
	}
	xlsx_add_text(xlsx, "Predikat");
	xlsx_add_text(xlsx, terms->claimed.predicate);
	xlsx_add_text(xlsx, terms->verified.predicate);
	return xlsx_end_row(xlsx, err);
}

bool report_document_xlsx(const struct report_document *document, struct out *out, struct error *err)
{
	const struct report_rows *rows = document->rows;
	size_t verified = rows->columns - rows->year->innovation.count - 2;
	char title[TITLE_SIZE];
	struct xlsx *xlsx;

	title_of(document, title);
	xlsx = xlsx_open(title, err);
	if (xlsx && add_xlsx_rows(xlsx, "Laporan", rows, rows->columns, rows->columns, err) &&
		add_xlsx_index(xlsx, document->terms, err) &&
		add_xlsx_rows(xlsx, "Verif", rows, 2, verified, err))
		return xlsx_finish(xlsx, out_take, out, err);
	xlsx_drop(xlsx);
	return false;
}

/* --- page and print --- */

static void add_head(
	struct table_text *table, const struct report_rows *rows, size_t column, const char *label)
{
	table_add_column(table, label, rows->column[column].number, 0);
}

static void add_cells(
	struct table_text *table, const struct report_rows *rows, const size_t *column, size_t columns)
{
	struct buffer number = {0};

	for (size_t row = 0; row < rows->rows; row++) {
		struct report_value value[REPORT_COLUMNS_MOST];

		report_row(rows, row, value);
		for (size_t i = 0; i < columns; i++)
			table_add_cell(table, report_value_shown(&value[column[i]], &number));
	}
	buffer_free(&number);
}

static void summary_table(struct table_text *table, const struct report_rows *rows)
{
	static const struct {
		const char *key, *label;
	} shown[] = {
		{"opd", "OPD"},
		{"nama", "Unit"},
		{"jenis", "Jenis"},
		{"inovasi", "Inovasi"},
		{"draf", "Draf"},
		{"diajukan", "Diajukan"},
		{"dikembalikan", "Dikembalikan"},
		{"terverifikasi", "Terverifikasi"},
		{"dilaporkan", "Dilaporkan"},
		{"layak", "Layak"},
		{"target", "Target"},
		{"memenuhi", "Memenuhi"},
		{"klaim", "Klaim"},
		{"rata_klaim", "Rata-rata"},
		{"verif", "Verif"},
		{"rata_verif", "Rata-rata"},
	};
	size_t column[sizeof shown / sizeof shown[0]];

	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		column[i] = report_column_find(rows, shown[i].key);
		add_head(table, rows, column[i], shown[i].label);
	}
	add_cells(table, rows, column, sizeof shown / sizeof shown[0]);
}

/* What is claimed, or verified, per indicator: word "klaim" or "verif"; its columns stand side by side, sum and mean last. */
static void indicator_table(
	struct table_text *table, const struct report_rows *rows, const char *word, const char *label)
{
	const struct catalogue *catalogue = &rows->year->innovation;
	size_t sum = report_column_find(rows, word);
	size_t column[CATALOGUE_MOST + 4] = {
		report_column_find(rows, "opd"), report_column_find(rows, "nama")};
	size_t columns = 2;

	add_head(table, rows, column[0], "OPD");
	add_head(table, rows, column[1], "Unit");
	for (size_t i = 0; i < catalogue->count; i++) {
		column[columns++] = sum - catalogue->count + i;
		add_head(table, rows, sum, catalogue->indicator[i].code);
	}
	column[columns++] = sum;
	add_head(table, rows, sum, label);
	column[columns++] = sum + 1;
	add_head(table, rows, sum + 1, "Rata-rata");
	add_cells(table, rows, column, columns);
}

struct sections {
	struct table_text index, summary, claimed, verified;
};

static void make_sections(const struct report_document *document, struct sections *sections)
{
	*sections = (struct sections){0};
	index_terms_table(document->terms, &sections->index);
	summary_table(&sections->summary, document->rows);
	indicator_table(&sections->claimed, document->rows, "klaim", "Klaim");
	indicator_table(&sections->verified, document->rows, "verif", "Verif");
}

static void free_sections(struct sections *sections)
{
	table_free(&sections->index);
	table_free(&sections->summary);
	table_free(&sections->claimed);
	table_free(&sections->verified);
}

static const char index_heading[] = "Perkiraan indeks daerah";
static const char summary_heading[] = "Jumlah per unit";
static const char claimed_heading[] = "Klaim per indikator";
static const char verified_heading[] = "Terverifikasi per indikator";

void report_document_html(const struct report_document *document, struct buffer *to)
{
	struct sections sections;
	char title[TITLE_SIZE];
	char date[64];

	title_of(document, title);
	date_line(date);
	make_sections(document, &sections);
	html_start(to, title, date);
	html_add_table(to, index_heading, &sections.index, false);
	html_add_table(to, summary_heading, &sections.summary, true);
	html_add_table(to, claimed_heading, &sections.claimed, true);
	html_add_table(to, verified_heading, &sections.verified, true);
	html_end(to);
	free_sections(&sections);
}

bool report_document_pdf(const struct report_document *document, struct out *out, struct error *err)
{
	struct sections sections;
	char title[TITLE_SIZE];
	char date[64];
	struct pdf *pdf;

	title_of(document, title);
	date_line(date);
	pdf = pdf_open(title, date, err);
	if (!pdf)
		return false;
	make_sections(document, &sections);
	pdf_add_table(pdf, index_heading, &sections.index, false, false);
	pdf_add_table(pdf, summary_heading, &sections.summary, true, true);
	pdf_add_table(pdf, claimed_heading, &sections.claimed, true, false);
	pdf_add_table(pdf, verified_heading, &sections.verified, true, false);
	free_sections(&sections);
	return pdf_finish(pdf, out_take, out, err);
}
