#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/table.h"
#include "model/score.h"

enum report_format { REPORT_TABLE, REPORT_CSV, REPORT_JSON };

struct report {
	struct cli *cli;
	const struct year_definition *year;
	const char *only; /* a unit's id, or NULL */
	enum report_format format;
	char separator;
	bool found;
	struct buffer text;
	struct table_text table;
	size_t cells; /* of the current row */
};

/* One value of a row, in whichever format; add_header says the same keys in the same order for CSV. */
static void add_text(struct report *report, const char *key, const char *text)
{
	if (report->format == REPORT_JSON)
		json_add_text(&report->text, key, text);
	else
		csv_add_cell(&report->text, report->separator, report->cells == 0, text);
	report->cells++;
}

static void add_number(struct report *report, const char *key, int64_t hundredths)
{
	if (report->format == REPORT_JSON)
		json_add_key(&report->text, key);
	else if (report->cells)
		buffer_add_byte(&report->text, report->separator);
	score_add_plain(&report->text, hundredths);
	report->cells++;
}

static int64_t mean(int64_t sum, int64_t count)
{
	return count ? ratio_round((struct ratio){sum, count}, 1) : 0;
}

static void add_scores(struct report *report, const char *word, const uint32_t levels[])
{
	for (size_t i = 0; i < report->year->innovation.count; i++) {
		char key[64] = "";

		if (report->format == REPORT_JSON)
			snprintf(key, sizeof key, "%s_%s", word, report->year->innovation.indicator[i].code);
		add_number(report, key, score_levels(&report->year->innovation, i, levels[i]));
	}
}

static void add_row(struct report *report, const struct unit *unit, const struct score_unit *score)
{
	static const enum status counted[] = {
		STATUS_DRAFT, STATUS_SUBMITTED, STATUS_RETURNED, STATUS_VERIFIED, STATUS_REPORTED};

	report->cells = 0;
	add_text(report, "opd", unit->id);
	add_text(report, "nama", unit->name);
	add_text(report, "jenis", unit->kind);
	add_number(report, "inovasi", score->innovations * 100);
	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
		add_number(report, status_word(counted[i]), score->status[counted[i]] * 100);
	add_number(report, "layak", score->eligible * 100);
	add_number(report, "target", (int64_t)unit->target * 100);
	add_text(report, "memenuhi", score->innovations >= unit->target ? "ya" : "tidak");
	add_scores(report, "klaim", score->claimed);
	add_number(report, "klaim", score->claimed_sum);
	add_number(report, "rata_klaim", mean(score->claimed_sum, score->innovations));
	add_scores(report, "verif", score->verified);
	add_number(report, "verif", score->verified_sum);
	add_number(report, "rata_verif", mean(score->verified_sum, score->verified_set));
}

static void add_header(struct report *report)
{
	static const char *const first[] = {"opd", "nama", "jenis", "inovasi", "draf", "diajukan",
		"dikembalikan", "terverifikasi", "dilaporkan", "layak", "target", "memenuhi"};
	const struct catalogue *catalogue = &report->year->innovation;

	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
		csv_add_cell(&report->text, report->separator, i == 0, first[i]);
	for (int verified = 0; verified < 2; verified++) {
		const char *word = verified ? "verif" : "klaim";

		for (size_t i = 0; i < catalogue->count; i++)
			buffer_printf(&report->text, "%c%s_%s", report->separator, word,
				catalogue->indicator[i].code);
		buffer_printf(
			&report->text, "%c%s%crata_%s", report->separator, word, report->separator, word);
	}
	csv_end_row(&report->text);
}

static void add_shown(struct report *report, int64_t hundredths)
{
	char number[32];

	score_format_screen(hundredths, false, number);
	table_add_cell(&report->table, number);
}

static void add_table_row(struct report *report, const struct unit *unit, const struct score_unit *score)
{
	table_add_cell(&report->table, unit->id);
	table_add_cell(&report->table, unit->name);
	add_shown(report, score->innovations * 100);
	add_shown(report, score->eligible * 100);
	add_shown(report, score->claimed_sum);
	add_shown(report, mean(score->claimed_sum, score->innovations));
	add_shown(report, score->verified_sum);
	add_shown(report, mean(score->verified_sum, score->verified_set));
	add_shown(report, (int64_t)unit->target * 100);
	table_add_cell(&report->table, score->innovations >= unit->target ? "ya" : "tidak");
}

static void start_table(struct table_text *table)
{
	table_free(table);
	table_add_column(table, "OPD", false, 16);
	table_add_column(table, "Unit", false, 36);
	table_add_column(table, "Inov", true, 0);
	table_add_column(table, "Layak", true, 0);
	table_add_column(table, "Klaim", true, 0);
	table_add_column(table, "Rata", true, 0);
	table_add_column(table, "Verif", true, 0);
	table_add_column(table, "Rata", true, 0);
	table_add_column(table, "Target", true, 0);
	table_add_column(table, "Capai", false, 0);
}

static void add_unit(struct report *report, const struct unit *unit, const struct score_unit *score)
{
	if (report->format == REPORT_TABLE) {
		add_table_row(report, unit, score);
	} else if (report->format == REPORT_CSV) {
		add_row(report, unit, score);
		csv_end_row(&report->text);
	} else {
		buffer_add_text(&report->text, report->found ? ",\n{" : "\n{");
		add_row(report, unit, score);
		buffer_add_byte(&report->text, '}');
	}
	report->found = true;
}

static bool read_report(struct store_txn *txn, void *context, struct error *err)
{
	struct report *report = context;
	struct score_units score = {0};
	struct actor actor;
	const struct units *units;

	/* Totals are open to every role, but not to strangers. */
	if (!cli_actor(report->cli, txn, &actor, err))
		return false;
	units = txn_units(txn, err);
	if (!units || !txn_score(txn, report->cli->year, units, &score, err))
		return false;
	report->found = false;
	buffer_clear(&report->text);
	if (report->format == REPORT_TABLE)
		start_table(&report->table);
	else if (report->format == REPORT_CSV)
		add_header(report);
	else
		buffer_add_byte(&report->text, '[');
	for (size_t i = 0; i < units->count; i++)
		if (report->only ? strcmp(units->unit[i].id, report->only) == 0 : units->unit[i].active)
			add_unit(report, &units->unit[i], &score.unit[i]);
	score_units_free(&score);
	return true;
}

static int run(struct report *report, const char *path)
{
	struct error err = {{0}};

	if (!store_read(report->cli->store, read_report, report, &err))
		return cli_fail_error(&err);
	if (report->only && !report->found)
		return cli_fail("unit %s tidak ada; lihat siko list opd.", report->only);
	if (report->format == REPORT_TABLE)
		table_write(&report->table, &report->text);
	else if (report->format == REPORT_JSON)
		buffer_add_text(&report->text, "\n]\n");
	return cli_write(report->cli, path, &report->text);
}

int cli_report(struct cli *cli, int argc, char **argv)
{
	struct report report = {.cli = cli, .year = definitions_year(cli->definitions, cli->year)};
	const char *format_word = NULL;
	const char *delimiter = ",";
	const char *path = NULL;
	const struct cli_option options[] = {{"opd", '\0', &report.only, NULL},
		{"format", '\0', &format_word, NULL}, {"delimiter", '\0', &delimiter, NULL},
		{"output", 'o', &path, NULL}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 4))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	format = cli_format(argv[0], format_word, "table csv json");
	if (format < 0)
		return -format;
	if (!cli_delimiter(argv[0], delimiter, &report.separator))
		return CLI_USAGE;
	if (!cli_path_allowed(cli, path))
		return CLI_FAILED;
	report.format = (enum report_format)format;
	status = run(&report, path);
	buffer_free(&report.text);
	table_free(&report.table);
	return status;
}
