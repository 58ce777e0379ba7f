#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/out.h"
#include "cli/report_document.h"
#include "cli/report_rows.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/table.h"
#include "model/score.h"

/* In the order of the words cli_format is given. */
enum report_format { REPORT_TABLE, REPORT_CSV, REPORT_JSON, REPORT_XLSX, REPORT_HTML, REPORT_PDF };

struct report {
	struct cli *cli;
	const struct year_definition *year;
	const char *only; /* a unit's id, or NULL */
	enum report_format format;
	char separator;
	struct score_units score;
	struct report_rows rows;
	struct index_terms terms; /* read for the formats that show them */
	struct out out;
};

static void write_csv(const struct report *report, struct buffer *to)
{
	const struct report_rows *rows = &report->rows;
	struct buffer key = {0};

	for (size_t i = 0; i < rows->columns; i++)
		csv_add_cell(to, report->separator, i == 0, report_column_key(&rows->column[i], &key));
	csv_end_row(to);
	buffer_free(&key);
	for (size_t row = 0; row < rows->rows; row++) {
		struct report_value value[REPORT_COLUMNS_MOST];

		report_row(rows, row, value);
		for (size_t i = 0; i < rows->columns; i++) {
			if (value[i].text) {
				csv_add_cell(to, report->separator, i == 0, value[i].text);
			} else {
				buffer_add_byte(to, report->separator);
				score_add_plain(to, value[i].hundredths);
			}
		}
		csv_end_row(to);
	}
}

static void write_json(const struct report_rows *rows, struct buffer *to)
{
	struct buffer buffer = {0};

	buffer_add_byte(to, '[');
	for (size_t row = 0; row < rows->rows; row++) {
		struct report_value value[REPORT_COLUMNS_MOST];

		report_row(rows, row, value);
		buffer_add_text(to, row ? ",\n{" : "\n{");
		for (size_t i = 0; i < rows->columns; i++) {
			const char *key = report_column_key(&rows->column[i], &buffer);

			if (value[i].text) {
				json_add_text(to, key, value[i].text);
			} else {
				json_add_key(to, key);
				score_add_plain(to, value[i].hundredths);
			}
		}
		buffer_add_byte(to, '}');
	}
	buffer_add_text(to, "\n]\n");
	buffer_free(&buffer);
}

static void write_table(const struct report_rows *rows, struct buffer *to)
{
	static const struct {
		const char *key, *label;
		int most;
	} shown[] = {
		{"opd", "OPD", 16},
		{"nama", "Unit", 36},
		{"inovasi", "Inov", 0},
		{"layak", "Layak", 0},
		{"klaim", "Klaim", 0},
		{"rata_klaim", "Rata", 0},
		{"verif", "Verif", 0},
		{"rata_verif", "Rata", 0},
		{"target", "Target", 0},
		{"memenuhi", "Capai", 0},
	};
	struct table_text table = {0};
	struct buffer number = {0};
	size_t column[sizeof shown / sizeof shown[0]];

	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		column[i] = report_column_find(rows, shown[i].key);
		table_add_column(&table, shown[i].label, rows->column[column[i]].number, shown[i].most);
	}
	for (size_t row = 0; row < rows->rows; row++) {
		struct report_value value[REPORT_COLUMNS_MOST];

		report_row(rows, row, value);
		for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
			table_add_cell(&table, report_value_shown(&value[column[i]], &number));
	}
	table_write(&table, to);
	table_free(&table);
	buffer_free(&number);
}

static bool read_report(struct store_txn *txn, void *context, struct error *err)
{
	struct report *report = context;
	struct actor actor;
	const struct units *units;

	/* Totals are open to every role, but not to strangers. */
	if (!cli_actor(report->cli, txn, &actor, err))
		return false;
	units = txn_units(txn, err);
	score_units_free(&report->score); /* of a reading before this one */
	if (!units || !txn_score(txn, report->cli->year, units, &report->score, err))
		return false;
	report_rows_open(&report->rows, report->year);
	for (size_t i = 0; i < units->count; i++)
		if (report->only ? strcmp(units->unit[i].id, report->only) == 0 : units->unit[i].active)
			report_rows_add(&report->rows, &units->unit[i], &report->score.unit[i]);
	return report->format < REPORT_XLSX ||
	       index_terms_read(txn, report->year, &report->score, &report->terms, err);
}

static bool write_report(struct report *report, struct error *err)
{
	struct report_document document = {
		&report->rows, &report->terms, store_about(report->cli->store)->region};

	switch (report->format) {
	case REPORT_TABLE:
		write_table(&report->rows, &report->out.text);
		return true;
	case REPORT_CSV:
		write_csv(report, &report->out.text);
		return true;
	case REPORT_JSON:
		write_json(&report->rows, &report->out.text);
		return true;
	case REPORT_XLSX:
		return report_document_xlsx(&document, &report->out, err);
	case REPORT_HTML:
		report_rows_total(&report->rows);
		report_document_html(&document, &report->out.text);
		return true;
	case REPORT_PDF:
		report_rows_total(&report->rows);
		return report_document_pdf(&document, &report->out, err);
	}
	return true;
}

static int run(struct report *report)
{
	struct error err = {{0}};

	if (!store_read(report->cli->store, read_report, report, &err))
		return cli_fail_error(&err);
	if (report->only && !report->rows.rows)
		return cli_fail("unit %s tidak ada; lihat siko list opd.", report->only);
	if (write_report(report, &err) && out_end(&report->out, &err))
		return CLI_DONE;
	out_drop(&report->out);
	return cli_fail_error(&err);
}

int cli_report(struct cli *cli, int argc, char **argv)
{
	struct report report = {
		.cli = cli, .out.standard = cli->out, .year = definitions_year(cli->definitions, cli->year)};
	const char *format_word = NULL;
	const char *delimiter = ",";
	const struct cli_option options[] = {{"opd", '\0', &report.only, NULL},
		{"format", '\0', &format_word, NULL}, {"delimiter", '\0', &delimiter, NULL},
		{"output", 'o', &report.out.path, NULL}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 4))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	format = cli_format(argv[0], format_word, "table csv json xlsx html pdf");
	if (format < 0)
		return -format;
	if (!cli_delimiter(argv[0], delimiter, &report.separator))
		return CLI_USAGE;
	report.format = (enum report_format)format;
	if (!cli_path_allowed(cli, report.out.path) ||
		((report.format == REPORT_XLSX || report.format == REPORT_PDF) &&
			!cli_binary_allowed(cli, report.out.path)))
		return CLI_FAILED;
	status = run(&report);
	report_rows_free(&report.rows);
	score_units_free(&report.score);
	return status;
}
