#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "format/json.h"
#include "format/table.h"
#include "model/answer.h"
#include "store/advise.h"

#define LABEL_WIDTH 14

struct advising {
	struct cli *cli;
	const struct year_definition *year;
	enum advice_scope scope;
	const char *id;	      /* of the innovation or unit, "" for the city */
	struct record record; /* the innovation's */
	struct buffer name;   /* of the innovation or unit */
	struct advice advice;
	bool read;
};

static bool read_advice(struct store_txn *txn, void *context, struct error *err)
{
	struct advising *advising = context;
	struct actor actor;
	const struct units *units;
	size_t unit;

	if (advising->read)
		advice_free(&advising->advice); /* of a first run */
	advising->read = false;
	if (!cli_actor(advising->cli, txn, &actor, err))
		return false;
	units = txn_units(txn, err);
	if (!units)
		return false;
	buffer_clear(&advising->name);
	if (advising->scope == ADVICE_OF_UNIT) {
		unit = units_find(units, advising->id);
		if (unit == UNIT_NONE || !rights_read_unit(&actor, advising->id))
			return error_set(err,
				"unit %s tidak ada, atau Anda tidak berhak membacanya; lihat siko list opd.",
				advising->id);
		buffer_add_text(&advising->name, units->unit[unit].name);
	} else if (advising->scope == ADVICE_OF_INNOVATION) {
		buffer_add_text(&advising->name, record_get(&advising->record, "nama"));
	}
	advising->read = txn_advise(txn, advising->year, advising->scope, advising->id,
		rights_read_table(&actor, TABLE_REGION), &advising->advice, err);
	return advising->read;
}

static bool is_answer(const struct advising *advising, const struct advice_line *line)
{
	return line->kind == ADVICE_REGION ||
	       (line->kind == ADVICE_INDICATOR && advising->scope == ADVICE_OF_INNOVATION);
}

/* The next level's demand; of an answer only. */
static struct advice_ask ask_of(const struct advising *advising, const struct advice_line *line)
{
	const struct catalogue *catalogue = line->kind == ADVICE_REGION ? &advising->year->region
									: &advising->year->innovation;
	const struct indicator *indicator = &catalogue->indicator[line->subject];
	char key[RECORD_KEY_MOST];

	answer_make_key(indicator->code, ANSWER_BASIS, key);
	return advice_ask(
		indicator, indicator_basis(indicator, record_get(&advising->record, key)), line->level);
}

/* ---- JSON ---- */

static void add_number(struct buffer *to, const char *key, int64_t hundredths)
{
	json_add_key(to, key);
	if (hundredths < 0)
		buffer_add_byte(to, '-');
	score_add_plain(to, hundredths < 0 ? -hundredths : hundredths);
}

static void add_gain(struct buffer *to, const char *key, const struct advice_gain *gain)
{
	json_add_key(to, key);
	buffer_add_byte(to, '{');
	add_number(to, "poin", gain->points);
	add_number(to, "klaim", gain->claimed);
	add_number(to, "verif", gain->verified);
	buffer_add_byte(to, '}');
}

/* Every line has every key, numbers as numbers:
 *   jenis            indikator, daerah, terima, yandas, kursi or tambah     kode, nama   of the indicator or the yandas
 *   jumlah, jawaban  innovations to change, to accept or to add; answers that wait (terima)
 *   poin             as they stand (answers)      tingkat, dihitung   of one answer, else null
 *   bukti, berikut, penuh   {poin, klaim, verif}: gained by evidence alone, by the next level, by all of it: points of maturity,
 *                           of the claimed and of the verified index; other kinds than answers have penuh alone, the rest is 0
 *   tingkat_berikut, bukti_diminta   what the next level of one answer asks for, else "" */
static void add_line(const struct advising *advising, const struct advice_line *line, struct buffer *to)
{
	bool answer = is_answer(advising, line);
	struct advice_ask ask = {"", "", ""};
	struct buffer name = {0};

	advice_add_name(&advising->advice, line, &name);
	if (answer)
		ask = ask_of(advising, line);
	buffer_add_byte(to, '{');
	json_add_text(to, "jenis", advice_kind_word(line->kind));
	json_add_text(to, "kode", advice_code(&advising->advice, line));
	json_add_text(to, "nama", buffer_text(&name));
	json_add_number(to, "jumlah", line->concerned);
	json_add_number(to, "jawaban", line->answers);
	add_number(to, "poin", line->now);
	json_add_key(to, "tingkat");
	buffer_printf(to, answer ? "%d" : "null", line->level);
	json_add_key(to, "dihitung");
	buffer_add_text(to, !answer ? "null" : line->counts ? "true" : "false");
	add_gain(to, "bukti", &line->gain[ADVICE_EVIDENCE]);
	add_gain(to, "berikut", &line->gain[ADVICE_NEXT]);
	add_gain(to, "penuh", &line->gain[ADVICE_ALL]);
	json_add_text(to, "tingkat_berikut", ask.level);
	json_add_text(to, "bukti_diminta", ask.evidence);
	buffer_add_byte(to, '}');
	buffer_free(&name);
}

static void write_json(const struct advising *advising, struct buffer *to)
{
	static const char *const scopes[] = {"kota", "opd", "inovasi"};
	const struct advice *advice = &advising->advice;

	buffer_add_byte(to, '{');
	json_add_number(to, "tahun", advising->year->year);
	json_add_text(to, "wilayah", store_about(advising->cli->store)->region);
	json_add_text(to, "untuk", scopes[advising->scope]);
	json_add_text(to, "id", advising->id);
	json_add_text(to, "nama", buffer_text(&advising->name));
	json_add_number(to, "inovasi", advice->innovations);
	add_number(to, "klaim", advice->maturity);
	add_number(to, "verif", advice->maturity_verified);
	add_number(to, "indeks_klaim", advice->index.index_rounded);
	add_number(to, "indeks_verif", advice->verified.index_rounded);
	json_add_key(to, "saran");
	buffer_add_byte(to, '[');
	for (size_t i = 0; i < advice->count; i++) {
		buffer_add_text(to, i ? ",\n" : "\n");
		add_line(advising, &advice->line[i], to);
	}
	buffer_add_text(to, "\n]}\n");
}

/* ---- table ---- */

static void add_points(struct table_text *table, int64_t hundredths)
{
	char number[32];

	score_format_screen(hundredths, false, number);
	table_add_cell(table, hundredths ? number : "-");
}

static void add_index(struct table_text *table, int64_t hundredths)
{
	struct buffer text = {0};

	advice_add_gain(&text, hundredths);
	table_add_cell(table, hundredths ? buffer_text(&text) : "-");
	buffer_free(&text);
}

/* "tingkat 2 tanpa bukti" for one answer, how many innovations for the rest. */
static void add_now(const struct advising *advising, struct table_text *table, const struct advice_line *line)
{
	struct buffer text = {0};

	if (is_answer(advising, line)) {
		buffer_printf(&text, "tingkat %d%s", line->level,
			line->level && !line->counts ? " tanpa bukti" : "");
	} else {
		score_add_screen(&text, line->concerned * 100);
		buffer_add_text(&text, " inovasi");
	}
	table_add_cell(table, buffer_text(&text));
	buffer_free(&text);
}

static void write_rows(const struct advising *advising, struct buffer *to)
{
	struct table_text table = {0};

	table_add_column(&table, "Saran", false, 40);
	table_add_column(&table, "Sekarang", false, 0);
	table_add_column(&table, "Bukti", true, 0);
	table_add_column(&table, "Naik", true, 0);
	table_add_column(&table, "Penuh", true, 0);
	table_add_column(&table, "Klaim", true, 0);
	table_add_column(&table, "Verif", true, 0);
	for (size_t i = 0; i < advising->advice.count; i++) {
		const struct advice_line *line = &advising->advice.line[i];
		struct buffer name = {0};

		if (line->kind == ADVICE_INDICATOR || line->kind == ADVICE_REGION)
			buffer_printf(&name, "%s ", advice_code(&advising->advice, line));
		advice_add_name(&advising->advice, line, &name);
		table_add_cell(&table, buffer_text(&name));
		add_now(advising, &table, line);
		for (int step = 0; step < ADVICE_STEPS; step++)
			add_points(&table, line->gain[step].points);
		add_index(&table, line->gain[ADVICE_ALL].claimed);
		add_index(&table, line->gain[ADVICE_ALL].verified);
		buffer_free(&name);
	}
	table_write(&table, to);
	table_free(&table);
}

/* What the next level of each answer asks for, below the table: too long for its columns. */
static void write_asked(const struct advising *advising, struct buffer *to)
{
	for (size_t i = 0; i < advising->advice.count; i++) {
		const struct advice_line *line = &advising->advice.line[i];
		struct advice_ask ask = ask_of(advising, line);
		struct buffer asked = {0};

		buffer_printf(to, "\n%s %s\n", advice_code(&advising->advice, line),
			advising->year->innovation.indicator[line->subject].name);
		if (*ask.level) {
			buffer_printf(&asked, "%d: %s", line->level + 1, ask.level);
			table_add_pair(to, "  tingkat", LABEL_WIDTH, buffer_text(&asked));
			buffer_clear(&asked);
		}
		if (*ask.evidence) {
			buffer_printf(&asked, "%s (%s)", ask.evidence, ask.types);
			table_add_pair(to, "  bukti", LABEL_WIDTH, buffer_text(&asked));
		}
		buffer_free(&asked);
	}
}

static void write_table(const struct advising *advising, struct buffer *to)
{
	const struct advice *advice = &advising->advice;
	char claimed[32];
	char verified[32];
	char *name = text_for_screen(buffer_text(&advising->name), advising->name.size, false);

	if (advising->scope == ADVICE_OF_CITY)
		buffer_printf(to, "Saran untuk %s, penilaian %d\n", store_about(advising->cli->store)->region,
			advising->year->year);
	else
		buffer_printf(to, "Saran untuk %s, %s\n", advising->id, name);
	free(name);
	score_format_screen(advice->maturity, false, claimed);
	score_format_screen(advice->maturity_verified, false, verified);
	if (advising->scope != ADVICE_OF_INNOVATION)
		buffer_printf(to, "%lld inovasi, ", (long long)advice->innovations);
	buffer_printf(to, "kematangan klaim %s, terverifikasi %s\n", claimed, verified);
	score_format_screen(advice->index.index_rounded, true, claimed);
	score_format_screen(advice->verified.index_rounded, true, verified);
	buffer_printf(to, "Indeks klaim %s, terverifikasi %s\n\n", claimed, verified);
	if (!advice->count) {
		buffer_add_text(to, "Semua jawaban sudah penuh; tidak ada yang perlu dinaikkan.\n");
		return;
	}
	write_rows(advising, to);
	buffer_add_text(to,
		"\nPoin kematangan bila bukti dilengkapi, naik satu tingkat, atau penuh; Klaim dan "
		"Verif: gerak indeks\nbila penuh dan diterima.");
	buffer_add_text(to, advising->scope == ADVICE_OF_INNOVATION
				    ? "\n"
				    : " Inovasi baru dihitung dengan kematangan rata-rata.\n");
	if (advising->scope == ADVICE_OF_INNOVATION)
		write_asked(advising, to);
}

static int run(struct advising *advising, int format, const char *path)
{
	struct buffer text = {0};
	struct error err = {{0}};
	int status;

	if (!store_read(advising->cli->store, read_advice, advising, &err))
		return cli_fail_error(&err);
	if (format == 1)
		write_json(advising, &text);
	else
		write_table(advising, &text);
	status = cli_write(advising->cli, path, &text);
	buffer_free(&text);
	return status;
}

int cli_advise(struct cli *cli, int argc, char **argv)
{
	struct advising advising = {.cli = cli, .id = ""};
	const char *format_word = NULL;
	const char *path = NULL;
	const char *unit = NULL;
	const struct cli_option options[] = {{"opd", '\0', &unit, NULL}, {"format", '\0', &format_word, NULL},
		{"output", 'o', &path, NULL}};
	int year = cli->year;
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 3))
		return CLI_USAGE;
	if (argc > 2)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti; sebutkan satu ID saja.", argv[2]);
	if (argc == 2 && unit)
		return cli_wrong(argv[0], "sebutkan ID inovasi atau --opd, jangan keduanya.");
	format = cli_format(argv[0], format_word, "table json");
	if (format < 0)
		return -format;
	if (!cli_path_allowed(cli, path))
		return CLI_FAILED;
	if (argc == 2) {
		advising.scope = ADVICE_OF_INNOVATION;
		advising.id = argv[1];
		if (!cli_record(cli, TABLE_INNOVATION, argv[1], &advising.record))
			return CLI_FAILED;
		year = record_year(&advising.record);
	} else if (unit) {
		advising.scope = ADVICE_OF_UNIT;
		advising.id = unit;
	}
	advising.year = definitions_year(cli->definitions, year);
	status = advising.year ? run(&advising, format, path)
			       : cli_fail("tahun penilaian %d tidak ada di definisi; sediakan folder iid-%d.",
					 year, year);
	if (advising.read)
		advice_free(&advising.advice);
	record_free(&advising.record);
	buffer_free(&advising.name);
	return status;
}
