#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/xlsx.h"
#include "store/stop.h"

#define PROGRESS_EACH 500 /* records between two words of progress */

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX };

struct export
{
	struct cli *cli;
	struct view view;
	struct filters filters;
	struct columns columns;
	struct actor actor;
	const char **value;
	size_t shown; /* columns in the header; more than that were met: this pass only learns */
	size_t rows;
	size_t read, all; /* of the table's records */
	struct out out;
	char separator;
	enum export_format format;
	struct xlsx *xlsx; /* EXPORT_XLSX: where rows go before their bytes go out */
};

static bool is_wanted(struct export *export, const struct record *record)
{
	return rights_read(&export->actor, record) && view_matches(&export->view, record, &export->filters);
}

static void add_object(struct export *export, const struct record *record)
{
	buffer_add_text(&export->out.text, export->rows > 1 ? ",\n{" : "{");
	json_add_text(&export->out.text, "id", record->id);
	for (size_t i = 0; i < export->columns.count; i++)
		if (*export->value[i])
			json_add_text(&export->out.text, export->columns.key[i], export->value[i]);
	buffer_add_byte(&export->out.text, '}');
}

static void add_row(struct export *export, const struct record *record)
{
	csv_add_cell(&export->out.text, export->separator, true, record->id);
	for (size_t i = 0; i < export->columns.count; i++)
		csv_add_cell(&export->out.text, export->separator, false, export->value[i]);
	csv_end_row(&export->out.text);
}

/* Every field is text as stored: a spreadsheet must not take a code for a number or a date for its own. */
static bool add_xlsx_row(struct export *export, const struct record *record, struct error *err)
{
	xlsx_add_text(export->xlsx, record->id);
	for (size_t i = 0; i < export->columns.count; i++)
		xlsx_add_text(export->xlsx, export->value[i]);
	return xlsx_end_row(export->xlsx, err);
}

static bool add_record(void *context, const struct record *record, struct error *err)
{
	struct export *export = context;

	if (!stop_go_on(err))
		return false;
	if (++export->read % PROGRESS_EACH == 0 && out_is_file(&export->out))
		progress_show(NULL, export->read, export->all);
	if (!is_wanted(export, record))
		return true;
	if (export->columns.count > export->shown || !columns_fill(&export->columns, record, export->value)) {
		columns_learn(&export->columns, record);
		return true;
	}
	export->rows++;
	if (export->format == EXPORT_XLSX)
		return add_xlsx_row(export, record, err);
	if (export->format == EXPORT_JSON)
		add_object(export, record);
	else
		add_row(export, record);
	return out_more(&export->out, err);
}

static void add_header(struct export *export)
{
	buffer_add_text(&export->out.text, "\xEF\xBB\xBF");
	csv_add_cell(&export->out.text, export->separator, true, "id");
	for (size_t i = 0; i < export->columns.count; i++)
		csv_add_cell(&export->out.text, export->separator, false, export->columns.key[i]);
	csv_end_row(&export->out.text);
}

static bool start_xlsx(struct export *export, struct error *err)
{
	const char *word = table_word(export->view.table);

	xlsx_drop(export->xlsx);
	export->xlsx = xlsx_open(word, err);
	if (!export->xlsx)
		return false;
	xlsx_add_sheet(export->xlsx, word);
	xlsx_add_column(export->xlsx, "id", 16);
	for (size_t i = 0; i < export->columns.count; i++) {
		const char *key = export->columns.key[i];

		xlsx_add_column(export->xlsx, key, text_equal(key, "nama") ? 40 : (int)text_length(key) + 3);
	}
	return xlsx_end_row(export->xlsx, err);
}

static bool pass(struct export *export, struct store_txn *txn, struct error *err)
{
	free(export->value);
	export->value = memory_alloc((export->columns.count + 1) * sizeof *export->value);
	export->shown = export->columns.count;
	export->rows = export->read = 0;
	if (export->format == EXPORT_XLSX && !start_xlsx(export, err))
		return false;
	if (export->format == EXPORT_JSON)
		buffer_add_text(&export->out.text, "[\n");
	else if (export->format == EXPORT_CSV)
		add_header(export);
	return txn_each(txn, export->view.table, add_record, export, err);
}

/* Fields that these definitions do not know have columns, too: the table is read again, with those in the header. */
static bool pass_again(struct export *export, struct store_txn *txn, struct error *err)
{
	const char *key = export->columns.key[export->shown];

	if (export->out.begun && !out_is_file(&export->out))
		return error_set(err,
			"isian %s tidak ada di definisi yang dipakai; tulis ke berkas: siko export … -o BERKAS.",
			key);
	out_drop(&export->out);
	return pass(export, txn, err);
}

static bool read_all(struct store_txn *txn, void *context, struct error *err)
{
	struct export *export = context;
	enum table table = export->view.table;

	if (!cli_actor(export->cli, txn, &export->actor, err))
		return false;
	if (!rights_read_table(&export->actor, table))
		return error_set(err, "peran Anda tidak boleh membaca tabel %s.", table_word(table));
	export->view.units = txn_units(txn, err);
	export->all = txn_records(txn, table);
	columns_free(&export->columns);
	columns_open(&export->columns, export->cli->definitions, table);
	if (!pass(export, txn, err) ||
		(export->columns.count > export->shown && !pass_again(export, txn, err)))
		return false;
	if (export->format == EXPORT_JSON)
		buffer_add_text(&export->out.text, export->rows ? "\n]\n" : "]\n");
	return true;
}

static bool end_xlsx(struct export *export, struct error *err)
{
	struct xlsx *xlsx = export->xlsx;

	export->xlsx = NULL;
	return !xlsx || xlsx_finish(xlsx, out_take, &export->out, err);
}

static int run(struct export *export)
{
	struct error err = {{0}};
	bool done;

	if (!filters_known(&export->filters, &export->view))
		return CLI_FAILED;
	stop_begin();
	done = store_read(export->cli->store, read_all, export, &err) && end_xlsx(export, &err) &&
	       stop_go_on(&err) && out_end(&export->out, &err);
	progress_end();
	if (!done) {
		xlsx_drop(export->xlsx);
		out_drop(&export->out);
		cli_fail_error(&err);
	} else {
		stop_forget(); /* a stop that came too late */
	}
	stop_end();
	return done ? CLI_DONE : CLI_FAILED;
}

int cli_export(struct cli *cli, int argc, char **argv)
{
	struct export export = {.cli = cli,
		.out.standard = cli->out,
		.separator = ',',
		.view = {.definitions = cli->definitions, .year = cli->year}};
	const char *format_word = NULL;
	const char *delimiter = ",";
	const struct cli_option options[] = {{"format", '\0', &format_word, NULL},
		{"delimiter", '\0', &delimiter, NULL}, {"output", 'o', &export.out.path, NULL}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 3) || !cli_table(argv[0], argv[1], &export.view.table))
		return CLI_USAGE;
	format = cli_format(argv[0], format_word, "csv json xlsx");
	if (format < 0)
		return -format;
	if (!cli_delimiter(argv[0], delimiter, &export.separator))
		return CLI_USAGE;
	export.format = (enum export_format)format;
	if (!cli_path_allowed(cli, export.out.path) ||
		(export.format == EXPORT_XLSX && !cli_binary_allowed(cli, export.out.path)))
		return CLI_FAILED;
	if (!filters_read(&export.filters, argv[0], argc - 2, argv + 2))
		return CLI_USAGE;
	status = run(&export);
	filters_free(&export.filters);
	columns_free(&export.columns);
	view_free(&export.view);
	free(export.value);
	return status;
}
