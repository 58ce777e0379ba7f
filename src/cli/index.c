#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/index_terms.h"
#include "format/json.h"
#include "format/table.h"
#include "model/score.h"

struct index_reading {
	struct cli *cli;
	const struct year_definition *year;
	struct index_terms terms;
};

static bool read_index(struct store_txn *txn, void *context, struct error *err)
{
	struct index_reading *reading = context;
	struct score_units score = {0};
	struct actor actor;
	const struct units *units;
	bool read;

	if (!cli_actor(reading->cli, txn, &actor, err))
		return false;
	units = txn_units(txn, err);
	if (!units || !txn_score(txn, reading->year->year, units, &score, err))
		return false;
	read = index_terms_read(txn, reading->year, &score, &reading->terms, err);
	score_units_free(&score);
	return read;
}

static void add_plain(struct buffer *to, const char *key, int64_t hundredths)
{
	json_add_key(to, key);
	score_add_plain(to, hundredths);
}

static void add_column(
	struct buffer *to, const char *key, const struct year_rules *rules, const struct score_index *index)
{
	json_add_key(to, key);
	buffer_add_byte(to, '{');
	json_add_number(to, "inovasi", index->innovations);
	json_add_number(to, "pembagi", index->divisor);
	json_add_number(to, "kursi_kosong", index->empty_seats);
	add_plain(to, "spd", index->region);
	add_plain(to, "kematangan", ratio_round(index->maturity, 1));
	json_add_number(to, "yandas", (long long)index->yandas);
	json_add_key(to, "yandas_kosong");
	buffer_add_byte(to, '[');
	for (size_t i = 0; i < rules->yandas_count; i++) {
		if (!(index->yandas_missing >> i & 1))
			continue;
		json_add_comma(to);
		buffer_add_json_string(to, rules->yandas[i], strlen(rules->yandas[i]));
	}
	buffer_add_byte(to, ']');
	add_plain(to, "skor_jumlah", index->count_score);
	add_plain(to, "total", ratio_round(index->total, 1));
	add_plain(to, "indeks", index->index_rounded);
	json_add_text(to, "predikat", index->predicate);
	buffer_add_byte(to, '}');
}

static void write_json(const struct index_reading *reading, struct buffer *to)
{
	buffer_add_byte(to, '{');
	json_add_number(to, "tahun", reading->year->year);
	json_add_text(to, "wilayah", store_about(reading->cli->store)->region);
	add_column(to, "klaim", &reading->year->rules, &reading->terms.claimed);
	add_column(to, "terverifikasi", &reading->year->rules, &reading->terms.verified);
	buffer_add_text(to, "}\n");
}

static char *missing_words(const struct year_rules *rules, uint64_t missing)
{
	struct buffer words = {0};

	for (size_t i = 0; i < rules->yandas_count; i++)
		if (missing >> i & 1)
			buffer_printf(&words, "%s%s", words.size ? " " : "", rules->yandas[i]);
	return buffer_take(&words);
}

static void write_table(const struct index_reading *reading, struct buffer *to)
{
	struct table_text table = {0};
	char *missing = missing_words(&reading->year->rules, reading->terms.claimed.yandas_missing);
	char *missing_verified = missing_words(&reading->year->rules, reading->terms.verified.yandas_missing);

	buffer_printf(to, "Indeks inovasi %s, penilaian %d\n\n", store_about(reading->cli->store)->region,
		reading->year->year);
	index_terms_table(&reading->terms, &table);
	table_write(&table, to);
	if (*missing)
		buffer_printf(to, "\nYandas kosong (klaim): %s\n", missing);
	if (*missing_verified)
		buffer_printf(
			to, "%sYandas kosong (terverifikasi): %s\n", *missing ? "" : "\n", missing_verified);
	table_free(&table);
	free(missing);
	free(missing_verified);
}

int cli_index(struct cli *cli, int argc, char **argv)
{
	struct index_reading reading = {.cli = cli, .year = definitions_year(cli->definitions, cli->year)};
	const char *format_word = NULL;
	const char *path = NULL;
	const struct cli_option options[] = {
		{"format", '\0', &format_word, NULL}, {"output", 'o', &path, NULL}};
	struct buffer text = {0};
	struct error err = {{0}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 2))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	format = cli_format(argv[0], format_word, "table json");
	if (format < 0)
		return -format;
	if (!cli_path_allowed(cli, path))
		return CLI_FAILED;
	if (!store_read(cli->store, read_index, &reading, &err))
		return cli_fail_error(&err);
	if (format == 1)
		write_json(&reading, &text);
	else
		write_table(&reading, &text);
	status = cli_write(cli, path, &text);
	buffer_free(&text);
	return status;
}
