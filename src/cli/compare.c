#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/table.h"
#include "model/compare.h"

/* In the order of the words cli_format is given. */
enum compare_format { COMPARE_TABLE, COMPARE_CSV, COMPARE_JSON };

/* The two years' values of a measure, and the difference: "klaim", "klaim_lain", "klaim_selisih". */
enum part { PART_ONE, PART_OTHER, PART_DIFFERENCE, PARTS };

static const char *const part_suffix[PARTS] = {"", "_lain", "_selisih"};

struct unit_row {
	const struct unit *unit;
	struct compare_value value[COMPARE_MEASURES];
};

struct compare {
	struct cli *cli;
	const char *only; /* a unit's id, or NULL */
	enum compare_format format;
	char separator;
	struct year_totals one, other;
	struct unit_row *row;
	size_t count;
	int sort; /* measure * PARTS + part; -1: by id, as they come */
	bool descending;
	struct buffer text;
};

static int64_t part_of(const struct compare_value *value, enum part part)
{
	return part == PART_ONE ? value->one : part == PART_OTHER ? value->other : value->difference;
}

static const char *column_key(int column, struct buffer *room)
{
	buffer_clear(room);
	buffer_printf(room, "%s%s", compare_word((enum compare_measure)(column / PARTS)),
		part_suffix[column % PARTS]);
	return buffer_text(room);
}

static bool read_sort(struct compare *compare, const char *word)
{
	struct buffer key = {0};

	compare->sort = -1;
	compare->descending = word && *word == '-';
	if (!word)
		return true;
	for (int i = 0; i < COMPARE_MEASURES * PARTS && compare->sort < 0; i++)
		if (strcmp(column_key(i, &key), word + compare->descending) == 0)
			compare->sort = i;
	buffer_free(&key);
	return compare->sort >= 0;
}

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct compare *compare = context;
	const struct unit_row *x = a;
	const struct unit_row *y = b;
	int64_t m = part_of(&x->value[compare->sort / PARTS], (enum part)(compare->sort % PARTS));
	int64_t n = part_of(&y->value[compare->sort / PARTS], (enum part)(compare->sort % PARTS));
	int order = m < n ? -1 : m > n;

	if (compare->descending)
		order = -order;
	return order ? order : strcmp(x->unit->id, y->unit->id);
}

static bool read_both(struct store_txn *txn, void *context, struct error *err)
{
	struct compare *compare = context;
	const struct year_definition *one = compare->one.year;
	const struct year_definition *other = compare->other.year;
	const struct units *units;
	struct actor actor;

	/* Of a first run. */
	score_units_free(&compare->one.score);
	score_units_free(&compare->other.score);
	/* Totals are open to every role, but not to strangers. */
	if (!cli_actor(compare->cli, txn, &actor, err))
		return false;
	units = txn_units(txn, err);
	if (!units || !txn_year_totals(txn, one, units, &compare->one, err) ||
		!txn_year_totals(txn, other, units, &compare->other, err))
		return false;
	compare->row = memory_grow(compare->row, units->count + 1, sizeof *compare->row);
	compare->count = 0;
	for (size_t i = 0; i < units->count; i++) {
		struct unit_row *row = &compare->row[compare->count];

		if (compare->only ? strcmp(units->unit[i].id, compare->only) != 0 : !units->unit[i].active)
			continue;
		row->unit = &units->unit[i];
		compare_units(&compare->one.score.unit[i], &compare->other.score.unit[i], row->value);
		compare->count++;
	}
	return true;
}

/* ---- for programs ---- */

static void add_number(struct compare *compare, int column, const struct unit_row *row)
{
	compare_add_plain(&compare->text, part_of(&row->value[column / PARTS], (enum part)(column % PARTS)));
}

static void write_csv(struct compare *compare)
{
	static const char *const texts[] = {"opd", "nama", "jenis", "tahun", "tahun_lain"};
	struct buffer key = {0};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		csv_add_cell(&compare->text, compare->separator, i == 0, texts[i]);
	for (int i = 0; i < COMPARE_MEASURES * PARTS; i++)
		csv_add_cell(&compare->text, compare->separator, false, column_key(i, &key));
	csv_add_cell(&compare->text, compare->separator, false, "arah");
	csv_end_row(&compare->text);
	for (size_t i = 0; i < compare->count; i++) {
		const struct unit_row *row = &compare->row[i];

		csv_add_cell(&compare->text, compare->separator, true, row->unit->id);
		csv_add_cell(&compare->text, compare->separator, false, row->unit->name);
		csv_add_cell(&compare->text, compare->separator, false, row->unit->kind);
		buffer_printf(&compare->text, "%c%d%c%d", compare->separator, compare->one.year->year,
			compare->separator, compare->other.year->year);
		for (int column = 0; column < COMPARE_MEASURES * PARTS; column++) {
			buffer_add_byte(&compare->text, compare->separator);
			add_number(compare, column, row);
		}
		csv_add_cell(&compare->text, compare->separator, false,
			compare_direction(row->value[COMPARE_VERIFIED].difference));
		csv_end_row(&compare->text);
	}
	buffer_free(&key);
}

static void add_json_index(struct buffer *to, const char *key, int64_t one, int64_t other)
{
	json_add_key(to, key);
	buffer_add_byte(to, '{');
	json_add_key(to, "indeks");
	score_add_plain(to, one);
	json_add_key(to, "indeks_lain");
	score_add_plain(to, other);
	json_add_key(to, "indeks_selisih");
	compare_add_plain(to, one - other);
	buffer_add_byte(to, '}');
}

static void write_json(struct compare *compare)
{
	struct buffer *to = &compare->text;
	struct buffer key = {0};

	buffer_add_byte(to, '{');
	json_add_number(to, "tahun", compare->one.year->year);
	json_add_number(to, "tahun_lain", compare->other.year->year);
	json_add_text(to, "wilayah", store_about(compare->cli->store)->region);
	add_json_index(to, "klaim", compare->one.claimed.index_rounded, compare->other.claimed.index_rounded);
	add_json_index(to, "terverifikasi", compare->one.verified.index_rounded,
		compare->other.verified.index_rounded);
	json_add_key(to, "unit");
	buffer_add_byte(to, '[');
	for (size_t i = 0; i < compare->count; i++) {
		const struct unit_row *row = &compare->row[i];

		buffer_add_text(to, i ? ",\n{" : "\n{");
		json_add_text(to, "opd", row->unit->id);
		json_add_text(to, "nama", row->unit->name);
		json_add_text(to, "jenis", row->unit->kind);
		for (int column = 0; column < COMPARE_MEASURES * PARTS; column++) {
			json_add_key(to, column_key(column, &key));
			add_number(compare, column, row);
		}
		json_add_text(to, "arah", compare_direction(row->value[COMPARE_VERIFIED].difference));
		buffer_add_byte(to, '}');
	}
	buffer_add_text(to, "\n]}\n");
	buffer_free(&key);
}

/* ---- for people ---- */

static void add_columns(const struct compare *compare, struct table_text *table)
{
	struct buffer label = {0};

	table_add_column(table, "OPD", false, 16);
	table_add_column(table, "Unit", false, 36);
	for (int measure = 0; measure < COMPARE_MEASURES; measure++) {
		buffer_clear(&label);
		buffer_printf(&label, "%s %d", compare_label((enum compare_measure)measure),
			compare->one.year->year);
		table_add_column(table, buffer_text(&label), true, 0);
		buffer_clear(&label);
		buffer_printf(&label, "%d", compare->other.year->year);
		table_add_column(table, buffer_text(&label), true, 0);
		table_add_column(table, "±", true, 0);
	}
	table_add_column(table, "Arah", false, 0);
	buffer_free(&label);
}

static void add_row(const struct unit_row *row, struct table_text *table)
{
	struct buffer number = {0};

	table_add_cell(table, row->unit->id);
	table_add_cell(table, row->unit->name);
	for (int column = 0; column < COMPARE_MEASURES * PARTS; column++) {
		int64_t value = part_of(&row->value[column / PARTS], (enum part)(column % PARTS));

		buffer_clear(&number);
		if (column % PARTS == PART_DIFFERENCE)
			compare_add_screen(&number, value);
		else
			score_add_screen(&number, value);
		table_add_cell(table, buffer_text(&number));
	}
	table_add_cell(table, compare_direction(row->value[COMPARE_VERIFIED].difference));
	buffer_free(&number);
}

static void add_index_line(struct buffer *to, const char *region, const struct year_totals *totals)
{
	char claimed[32];
	char verified[32];

	score_format_screen(totals->claimed.index_rounded, true, claimed);
	score_format_screen(totals->verified.index_rounded, true, verified);
	buffer_printf(to, "%s %d  %lld inovasi, indeks klaim %s, terverifikasi %s %s\n", region,
		totals->year->year, (long long)totals->claimed.innovations, claimed, verified,
		totals->verified.predicate);
}

static void write_table(struct compare *compare)
{
	const char *region = store_about(compare->cli->store)->region;
	struct table_text table = {0};

	add_columns(compare, &table);
	for (size_t i = 0; i < compare->count; i++)
		add_row(&compare->row[i], &table);
	table_write(&table, &compare->text);
	table_free(&table);
	buffer_add_byte(&compare->text, '\n');
	add_index_line(&compare->text, region, &compare->one);
	add_index_line(&compare->text, region, &compare->other);
}

static int run(struct compare *compare, const char *path)
{
	struct error err = {{0}};

	if (!store_read(compare->cli->store, read_both, compare, &err))
		return cli_fail_error(&err);
	if (compare->only && !compare->count)
		return cli_fail("unit %s tidak ada; lihat siko list opd.", compare->only);
	if (compare->sort >= 0)
		qsort_r(compare->row, compare->count, sizeof *compare->row, compare_rows, compare);
	if (compare->format == COMPARE_CSV)
		write_csv(compare);
	else if (compare->format == COMPARE_JSON)
		write_json(compare);
	else
		write_table(compare);
	return cli_write(compare->cli, path, &compare->text);
}

/* The year to compare with: named, or the one that lies nearest. */
static bool find_other(struct compare *compare, const char *word)
{
	const struct definitions *definitions = compare->cli->definitions;
	uint64_t year;

	if (!word)
		compare->other.year = compare_other_year(definitions, compare->cli->year);
	else if (text_number(word, 9999, &year))
		compare->other.year = definitions_year(definitions, (int)year);
	if (compare->other.year && compare->other.year != compare->one.year)
		return true;
	if (!word)
		cli_fail("tahun %d satu-satunya yang punya definisi; tidak ada bandingannya.",
			compare->cli->year);
	else if (compare->other.year)
		cli_fail("tahun %s dibandingkan dengan dirinya sendiri; sebutkan tahun lain.", word);
	else
		cli_fail("tahun %s tidak punya definisi; lihat folder iid-TAHUN.", word);
	return false;
}

int cli_compare(struct cli *cli, int argc, char **argv)
{
	struct compare compare = {.cli = cli};
	const char *format_word = NULL;
	const char *sort = NULL;
	const char *delimiter = ",";
	const char *path = NULL;
	const struct cli_option options[] = {{"opd", '\0', &compare.only, NULL}, {"sort", '\0', &sort, NULL},
		{"format", '\0', &format_word, NULL}, {"delimiter", '\0', &delimiter, NULL},
		{"output", 'o', &path, NULL}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 5))
		return CLI_USAGE;
	if (argc > 2)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[2]);
	format = cli_format(argv[0], format_word, "table csv json");
	if (format < 0)
		return -format;
	if (!cli_delimiter(argv[0], delimiter, &compare.separator))
		return CLI_USAGE;
	if (!read_sort(&compare, sort))
		return cli_wrong(argv[0],
			"kolom '%s' tidak dikenal; pilih inovasi, klaim, rata_klaim atau verif, dengan _lain atau _selisih.",
			sort);
	compare.format = (enum compare_format)format;
	compare.one.year = definitions_year(cli->definitions, cli->year);
	if (!cli_path_allowed(cli, path) || !find_other(&compare, argc == 2 ? argv[1] : NULL))
		return CLI_FAILED;
	status = run(&compare, path);
	year_totals_free(&compare.one);
	year_totals_free(&compare.other);
	free(compare.row);
	buffer_free(&compare.text);
	return status;
}
