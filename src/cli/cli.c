#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/out.h"
#include "format/file.h"

const struct cli_command cli_commands[] = {
	{"init", cli_init, false, "init [--region NAMA] [--office XX] [--sample]",
		"membuat penyimpanan baru; Anda menjadi admin"},
	{"import", cli_import, true, "import TABEL BERKAS [--dry-run]",
		"memasukkan catatan dari CSV atau JSON"},
	{"export", cli_export, true,
		"export TABEL [SARINGAN…] [--format csv|json|xlsx] [--delimiter C] [-o BERKAS]",
		"mengeluarkan catatan, seluruh isian"},
	{"list", cli_list, true,
		"list TABEL [SARINGAN…] [--sort KUNCI] [--format table|csv|json] [-o BERKAS]",
		"mendaftar catatan; SARINGAN: KUNCI=NILAI atau KUNCI~TEKS"},
	{"show", cli_show, true, "show TABEL ID [--format text|json]", "menampilkan satu catatan"},
	{"new", cli_new, true, "new TABEL [ID] KUNCI=NILAI…", "membuat catatan; mencetak nomornya"},
	{"set", cli_set, true, "set TABEL ID KUNCI=NILAI…", "mengubah isian; KUNCI= mengosongkan"},
	{"idea", cli_idea, true, "idea OPD NAMA [--note TEKS]", "mencatat ide untuk sebuah unit"},
	{"adopt-idea", cli_act, true, "adopt-idea ID", "menjadikan ide sebuah draf"},
	{"copy", cli_copy, true, "copy ID… [--to TAHUN]", "menyalin inovasi ke tahun penilaian lain"},
	{"submit", cli_act, true, "submit ID", "mengajukan inovasi untuk diverifikasi"},
	{"withdraw", cli_act, true, "withdraw ID", "menarik kembali pengajuan"},
	{"accept", cli_act, true, "accept ID [KODE…]", "menerima bukti indikator, atau seluruh inovasi"},
	{"reject", cli_act, true, "reject ID KODE… --note TEKS", "menolak bukti indikator"},
	{"return", cli_act, true, "return ID --note TEKS", "mengembalikan inovasi kepada unitnya"},
	{"register", cli_act, true, "register ID NOMOR TANGGAL", "mencatat nomor registrasi Kemendagri"},
	{"reopen", cli_act, true, "reopen ID --note TEKS", "membuka lagi inovasi yang sudah dilaporkan"},
	{"archive", cli_act, true, "archive ID [--note TEKS]", "mengarsipkan inovasi, atau menolak ide"},
	{"unarchive", cli_act, true, "unarchive ID", "mengaktifkan lagi inovasi dari arsip"},
	{"undo", cli_undo, true, "undo TABEL ID", "membatalkan perubahan terakhir Anda"},
	{"evidence", cli_evidence, true,
		"evidence add ID KODE BERKAS [--name NAMA] | evidence list ID | evidence get ID HASH -o BERKAS | "
		"evidence remove ID KODE HASH",
		"berkas yang membuktikan jawaban; - berarti masukan standar"},
	{"report", cli_report, true,
		"report [--opd KODE] [--format table|csv|json|xlsx|html|pdf] [--delimiter C] [-o BERKAS]",
		"jumlah per unit"},
	{"compare", cli_compare, true,
		"compare [TAHUN] [--opd KODE] [--sort KUNCI] [--format table|csv|json] [--delimiter C] [-o BERKAS]",
		"jumlah per unit di samping tahun penilaian lain, dengan selisihnya"},
	{"index", cli_index, true, "index [--format table|json] [-o BERKAS]", "perkiraan indeks daerah"},
	{"advise", cli_advise, true, "advise [ID | --opd KODE] [--format table|json] [-o BERKAS]",
		"saran: apa yang paling menaikkan skor sebuah inovasi, unit, atau kota"},
	{"log", cli_log, true, "log [TABEL ID] [--format text|json]", "riwayat perubahan, terbaru dahulu"},
	{"user", cli_user, true, "user add NAMA --role PERAN [--opd KODE] | user list | user disable NAMA",
		"mengatur pengguna"},
	{"check", cli_check, false, "check [--evidence]",
		"memeriksa seluruh penyimpanan, juga isi berkas bukti"},
	{"rebuild", cli_rebuild, false, "rebuild", "membuat ulang berkas data dari jurnal"},
	{"screens", cli_screens, false, "screens check [FOLDER]", "memeriksa definisi layar"},
	{"backup", cli_backup, true, "backup BERKAS [--since CADANGAN|NOMOR]",
		"menyalin seluruh penyimpanan ke satu berkas, atau hanya yang baru; - berarti keluaran standar"},
	{"restore", cli_restore, false, "restore BERKAS [BERKAS…]",
		"memulihkan dari cadangan ke folder kosong atau penyimpanan yang baru dibuat; cadangan --since menyusul berurutan"},
	{NULL, NULL, false, NULL, NULL},
};

const struct cli_command *cli_find(const char *name)
{
	for (const struct cli_command *command = cli_commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

void cli_help(FILE *to)
{
	for (const struct cli_command *command = cli_commands; command->name; command++)
		if (command->help)
			fprintf(to, "  %s\n        %s\n", command->usage, command->help);
}

static void say(const char *before, const char *text)
{
	char *shown = text_for_screen(text, strlen(text), false);

	fflush(stdout);
	fprintf(stderr, "%s%s\n", before, shown);
	free(shown);
}

void cli_say_fault(const char *line)
{
	say("", line);
}

int cli_fail(const char *format, ...)
{
	char text[4 * ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	say("siko: ", text);
	return CLI_FAILED;
}

int cli_fail_error(const struct error *err)
{
	return cli_fail(
		"%s", *err->text ? err->text : "perintah ini gagal tanpa keterangan; jalankan siko check.");
}

int cli_wrong(const char *command, const char *format, ...)
{
	const struct cli_command *found = cli_find(command);
	char text[ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	say("siko: ", text);
	if (found)
		fprintf(stderr, "Pemakaian: siko %s\n", found->usage);
	return CLI_USAGE;
}

/* The option that argument names, and its value when it stands behind =. */
static const struct cli_option *find_option(
	const char *argument, const struct cli_option *options, size_t count, const char **value)
{
	size_t length = strcspn(argument, "=");

	*value = argument[length] ? argument + length + 1 : NULL;
	for (size_t i = 0; i < count; i++) {
		const struct cli_option *option = &options[i];

		if (text_starts(argument, "--") && strlen(option->name) == length - 2 &&
			strncmp(argument + 2, option->name, length - 2) == 0)
			return option;
		if (option->letter && argument[0] == '-' && argument[1] == option->letter) {
			*value = argument[2] ? argument + 2 : NULL;
			return option;
		}
	}
	return NULL;
}

/* Options for the whole program stand before the command: many write them behind it. */
static void say_unknown(const char *command, const char *option)
{
	static const char *const before[] = {"--store", "--user", "--year", "-C", "-u", "-y"};

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (text_starts(option, before[i]) &&
			(!before[i][2] || !option[strlen(before[i])] || option[strlen(before[i])] == '=')) {
			cli_wrong(command, "tulis %s di depan perintah: siko %s … %s", before[i], before[i],
				command);
			return;
		}
	cli_wrong(command, "pilihan %s tidak dikenal di sini.", option);
}

bool cli_options(int *argc, char **argv, const struct cli_option *options, size_t count)
{
	int kept = 1;
	bool ended = false;

	for (int i = 1; i < *argc; i++) {
		const struct cli_option *option;
		const char *value;

		if (ended || argv[i][0] != '-' || !argv[i][1]) {
			argv[kept++] = argv[i];
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			ended = true;
			continue;
		}
		option = find_option(argv[i], options, count, &value);
		if (!option) {
			say_unknown(argv[0], argv[i]);
			return false;
		}
		if (option->flag && value) {
			cli_wrong(argv[0], "pilihan --%s tidak bernilai.", option->name);
			return false;
		}
		if (option->flag) {
			*option->flag = true;
			continue;
		}
		if (!value && ++i < *argc)
			value = argv[i];
		if (!value) {
			cli_wrong(argv[0], "pilihan --%s memerlukan nilai.", option->name);
			return false;
		}
		*option->value = value;
	}
	*argc = kept;
	argv[kept] = NULL;
	return true;
}

bool cli_table(const char *command, const char *word, enum table *table)
{
	struct buffer known = {0};

	if (word && table_by_word(word, table))
		return true;
	for (int i = 0; i < TABLE_COUNT; i++)
		buffer_printf(&known, "%s%s", i ? ", " : "", table_word((enum table)i));
	if (word)
		cli_wrong(command, "tabel %s tidak dikenal; yang ada: %s.", word, buffer_text(&known));
	else
		cli_wrong(command, "sebutkan tabelnya: %s.", buffer_text(&known));
	buffer_free(&known);
	return false;
}

enum table cli_table_of(const struct cli *cli, const char *id)
{
	uint64_t year;
	bool is_year = strlen(id) == 4 && text_number(id, 9999, &year) &&
		       definitions_year(cli->definitions, (int)year);

	return is_year ? TABLE_REGION : TABLE_INNOVATION;
}

bool cli_path_allowed(const struct cli *cli, const char *path)
{
	if (!cli->gate || !path || strcmp(path, "-") == 0)
		return true;
	cli_fail("lewat gerbang ini berkas hanya boleh -, bukan %s; alirkan isinya lewat ssh.", path);
	return false;
}

bool cli_binary_allowed(const struct cli *cli, const char *path)
{
	if ((path && strcmp(path, "-") != 0) || !isatty(fileno(cli->out)))
		return true;
	cli_fail("bentuk ini bukan teks untuk terminal; pakai -o BERKAS.");
	return false;
}

bool cli_actor(const struct cli *cli, struct store_txn *txn, struct actor *actor, struct error *err)
{
	return txn_units(txn, err) && txn_actor(txn, cli->user, actor, err);
}

struct record_reading {
	struct cli *cli;
	enum table table;
	const char *id;
	struct record *record;
};

static bool read_record(struct store_txn *txn, void *context, struct error *err)
{
	struct record_reading *reading = context;
	struct actor actor;

	record_free(reading->record); /* of a first run */
	if (!cli_actor(reading->cli, txn, &actor, err))
		return false;
	reading->cli->units = txn_units(txn, err);
	record_free(reading->record);
	if (!txn_record(txn, reading->table, reading->id, reading->record, err))
		return false;
	/* Absent and not allowed sound alike to those who may not know. */
	if (record_is_new(reading->record) || !rights_read(&actor, reading->record))
		return error_set(err,
			"%s %s tidak ada, atau Anda tidak berhak membacanya; lihat siko list %s.",
			table_word(reading->table), reading->id, table_word(reading->table));
	return true;
}

bool cli_read_record(struct cli *cli, store_body *body, void *context, struct record *record)
{
	struct error err = {{0}};

	if (store_read(cli->store, body, context, &err))
		return true;
	record_free(record);
	cli_fail_error(&err);
	return false;
}

bool cli_record(struct cli *cli, enum table table, const char *id, struct record *record)
{
	struct record_reading reading = {cli, table, id, record};

	return cli_read_record(cli, read_record, &reading, record);
}

int cli_write(struct cli *cli, const char *path, struct buffer *text)
{
	struct out out = {.standard = cli->out, .path = path, .text = *text};
	struct error err = {{0}};

	*text = (struct buffer){0};
	return out_end(&out, &err) ? CLI_DONE : cli_fail_error(&err);
}

int cli_format(const char *command, const char *word, const char *formats)
{
	int index = 0;

	if (!word)
		return 0;
	for (const char *at = formats; *at; index++) {
		size_t length = strcspn(at, " ");

		if (strlen(word) == length && strncmp(at, word, length) == 0)
			return index;
		at += length + strspn(at + length, " ");
	}
	return -cli_wrong(command, "bentuk %s tidak dikenal; yang ada: %s.", word, formats);
}

bool cli_delimiter(const char *command, const char *word, char *separator)
{
	if (strcmp(word, "tab") == 0 || strcmp(word, "\\t") == 0)
		word = "\t";
	if (strlen(word) == 1 && strchr(",;\t", *word)) {
		*separator = *word;
		return true;
	}
	cli_wrong(command, "pemisah %s tidak dikenal; pakai koma, titik koma atau tab.", word);
	return false;
}
