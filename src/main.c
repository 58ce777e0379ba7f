/* main.c: options, who is calling, which store and year; then the UI or one command.
 * The only place that knows both app/ and cli/. */
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/gate.h"
#include "cli/locate.h"
#include "cli/options.h"
#include "model/definition.h"
#include "store/screen_files.h"
#include "store/store.h"
#include "ui/script.h"

#define YEAR_DEFAULT 2026
/* Definitions and units; the totals of units; with a screen, its windows, too. Of Kota Jambi, measured. */
#define MEMORY_OF_COMMAND ((size_t)256 << 10)
#define MEMORY_OF_SCREENS ((size_t)408 << 10)
#define STACK_OF_SCREENS  ((size_t)72 << 10) /* reading the description of the terminal */

/* Everything a run needs; freed in one place. */
struct session {
	struct options options;
	struct gate_words words;
	char **gate_argv; /* the same words; commands take their options out of it */
	char *store_path;
	char *login;
	bool is_owner; /* of the store, or there is none yet */
	bool has_store;
	int rows, cols;	   /* of the screen a script drives */
	bool said_waiting; /* that somebody else holds the data */
	struct definitions *definitions;
	struct store *store;
	int year;
};

/* Names and widths are UTF-8 whatever the client sends; numbers are never the locale's. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static int size_screen(struct session *session)
{
	const char *size = session->options.size;

	if (!size || script_parse_size(size, &session->rows, &session->cols))
		return CLI_DONE;
	cli_fail("ukuran %s tidak dimengerti; tulis BARISxKOLOM, misalnya 24x80.", size);
	return options_usage();
}

static int find_store(struct session *session)
{
	struct error err = {{0}};
	uid_t owner;

	session->store_path = locate_store(session->options.store, &err);
	if (!session->store_path)
		return cli_fail_error(&err);
	owner = store_owner(session->store_path);
	session->has_store = owner != (uid_t)-1;
	session->is_owner = !session->has_store || owner == geteuid();
	return CLI_DONE;
}

/* Tests fix the clock; nobody else's journal may be dated by a caller. */
static int fix_clock(const struct session *session)
{
	const char *moment = getenv("SIKO_CLOCK");
	int64_t seconds;

	if (!moment || !*moment || !session->is_owner)
		return CLI_DONE;
	if (!clock_parse(moment, &seconds))
		return cli_fail("SIKO_CLOCK berisi %s; tulis seperti 2026-03-01T08:00:00Z.", moment);
	clock_fix(seconds);
	return CLI_DONE;
}

static bool is_gate(const struct options *options)
{
	return options->argc && strcmp(options->argv[0], "gate") == 0;
}

/* The login is looked up only where it counts: that takes as long as drawing the first screen. */
static int choose_user(struct session *session)
{
	const struct options *options = &session->options;

	if (options->user && session->is_owner)
		session->login = memory_copy(options->user);
	else if (options->user || !is_gate(options))
		session->login = locate_login();
	if (options->user && !session->is_owner)
		return cli_fail(
			"--user hanya untuk pemilik penyimpanan; Anda bertindak sebagai %s.", session->login);
	return CLI_DONE;
}

static int load_definitions(struct session *session)
{
	struct faults faults = {0};

	session->definitions = screen_files_load(session->is_owner ? getenv("SIKO_SCREENS") : NULL, &faults);
	for (size_t i = 0; i < faults.count; i++)
		cli_say_fault(faults.line[i]);
	faults_free(&faults);
	return session->definitions ? CLI_DONE : CLI_FAILED;
}

/* Said once: a command that hangs without a word looks broken. */
static void say_waiting(void *context, const char *holder)
{
	bool *said = context;

	if (holder && !*said)
		cli_fail("menunggu %s yang mengunci data.", holder);
	*said = true;
}

static int open_store(struct session *session)
{
	struct error err = {{0}};

	session->store = store_open_telling(
		session->store_path, session->definitions, say_waiting, &session->said_waiting, &err);
	if (!session->store)
		return cli_fail_error(&err);
	return CLI_DONE;
}

static int choose_year(struct session *session)
{
	session->year = session->options.year;
	if (!session->year)
		session->year = session->store ? store_about(session->store)->year : YEAR_DEFAULT;
	if (definitions_year(session->definitions, session->year))
		return CLI_DONE;
	return cli_fail("tahun penilaian %d belum punya definisi; lihat siko screens check.", session->year);
}

static int run_screens(struct session *session)
{
	const struct options *options = &session->options;
	struct app_start start = {.script = options->script,
		.rows = session->rows,
		.cols = session->cols,
		.mono = options->mono,
		.ascii = options->ascii,
		.theme = options->theme,
		.plain = options->plain,
		.reader = options->reader,
		.gate = options->gate,
		.user = session->login};
	int status;

	if (!options->script && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))) {
		cli_fail(
			"di sini tidak ada terminal, padahal layar siko memerlukannya; pakai siko report, atau lihat siko --help.");
		return CLI_USAGE;
	}
	status = load_definitions(session);
	if (status == CLI_DONE)
		status = open_store(session);
	if (status == CLI_DONE)
		status = choose_year(session);
	if (status != CLI_DONE)
		return status;
	start.store = session->store;
	start.definitions = session->definitions;
	start.year = session->year;
	return app_run(&start);
}

static bool asks_for_help(int argc, char **argv)
{
	return argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
}

static int run_command(struct session *session, const struct cli_command *command)
{
	const struct options *options = &session->options;
	struct cli cli = {.store_path = session->store_path,
		.user = session->login,
		.year_given = options->year != 0,
		.gate = options->gate,
		.out = stdout};
	int status;

	if (asks_for_help(options->argc, options->argv)) {
		printf("Pemakaian: siko %s\n%s\n", command->usage, command->help ? command->help : "");
		return CLI_DONE;
	}
	status = load_definitions(session);
	if (status == CLI_DONE && command->needs_store)
		status = open_store(session);
	if (status == CLI_DONE)
		status = choose_year(session);
	if (status != CLI_DONE)
		return status;
	cli.store = session->store;
	cli.definitions = session->definitions;
	cli.year = session->year;
	status = command->run(&cli, options->argc, options->argv);
	session->store = cli.store; /* init opens the one it made */
	return status;
}

/* The keymap is the UI's, so this one command lives in app/. */
static int run_keys(const struct session *session)
{
	int argc = session->options.argc;
	const char *file = NULL;
	const char *path = NULL;
	const struct cli_option options[] = {{"keymap", '\0', &file, NULL}, {"output", 'o', &path, NULL}};
	struct cli cli = {.gate = session->options.gate, .out = stdout};
	struct buffer text = {0};
	char *data = NULL;
	size_t size = 0;
	FILE *lines;
	int status;

	if (!cli_options(&argc, session->options.argv, options, 2))
		return options_usage();
	if (argc != 1) {
		cli_fail("keys hanya mengenal --keymap BERKAS dan -o BERKAS.");
		return options_usage();
	}
	if (!cli_path_allowed(&cli, file) || !cli_path_allowed(&cli, path))
		return CLI_FAILED;
	if (!path)
		return app_keys(file, stdout);
	lines = open_memstream(&data, &size);
	status = lines ? app_keys(file, lines) : cli_fail("memori tidak cukup; coba lagi.");
	if (lines && fclose(lines) != 0)
		status = cli_fail("memori tidak cukup; coba lagi.");
	/* What has faults goes into no file. */
	if (status == CLI_DONE) {
		buffer_add(&text, data, size);
		status = cli_write(&cli, path, &text);
	}
	free(data);
	return status;
}

static int dispatch(struct session *session);

static int pass_gate(struct session *session)
{
	struct options *options = &session->options;
	const char *command = getenv("SSH_ORIGINAL_COMMAND");
	struct error err = {{0}};
	int status;

	if (options->gate)
		return cli_fail("gate tidak dapat dipanggil lewat gerbang.");
	if (options->argc != 2) {
		cli_fail("gate memerlukan satu nama pengguna.");
		return options_usage();
	}
	if (!session->has_store || !session->is_owner)
		return cli_fail(
			"gate hanya berjalan sebagai pemilik penyimpanan; periksa akun layanan dan --store.");
	free(session->login);
	session->login = memory_copy(options->argv[1]);
	options->gate = true;
	options->script = NULL;
	if (!gate_split(command ? command : "", &session->words, &err)) {
		cli_fail_error(&err);
		return CLI_USAGE;
	}
	session->gate_argv = memory_alloc(((size_t)session->words.count + 1) * sizeof *session->gate_argv);
	memcpy(session->gate_argv, session->words.word,
		(size_t)session->words.count * sizeof *session->gate_argv);
	status = options_read(options, session->words.count, session->gate_argv);
	return status == CLI_DONE ? dispatch(session) : status;
}

static int dispatch(struct session *session)
{
	const struct options *options = &session->options;
	const struct cli_command *command;

	if (options->help || options->version) {
		if (options->version)
			printf("siko %s\n", SIKO_VERSION);
		else
			options_help();
		return CLI_DONE;
	}
	if (options->argc)
		memory_ready(MEMORY_OF_COMMAND, 0);
	else
		memory_ready(MEMORY_OF_SCREENS, STACK_OF_SCREENS);
	if (!options->argc)
		return run_screens(session);
	if (is_gate(options))
		return pass_gate(session);
	if (strcmp(options->argv[0], "keys") == 0)
		return run_keys(session);
	command = cli_find(options->argv[0]);
	if (command)
		return run_command(session, command);
	cli_fail("perintah %s tidak dikenal.", options->argv[0]);
	return options_usage();
}

static void end_session(struct session *session)
{
	store_close(session->store);
	definitions_free(session->definitions);
	gate_free(&session->words);
	free(session->gate_argv);
	free(session->store_path);
	free(session->login);
}

static const int damage_signals[] = {SIGBUS, SIGSEGV, SIGABRT};

/* A damaged data file kills who reads its pages (PITFALLS C3): the operator still gets his sentence. Outside of a
 * transaction it is a fault of the program's own, which must look like one. The UI sets its own handler over this one, which
 * gives the terminal back first. */
static void on_damage(int number)
{
	static const char sentence[] =
		"siko: berkas data tidak dapat dibaca, mungkin rusak; jalankan `siko check`, lalu `siko rebuild`.\n";

	if (number != SIGBUS && !store_in_transaction()) {
		signal(number, SIG_DFL);
		raise(number);
		return;
	}
	if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
		_exit(CLI_FAILED);
	_exit(CLI_FAILED);
}

static void watch_for_damage(void)
{
	struct sigaction action = {.sa_handler = on_damage, .sa_flags = SA_NODEFER};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof damage_signals / sizeof *damage_signals; i++)
		sigaction(damage_signals[i], &action, NULL);
}

/* Where the caller closed 0, 1 or 2, the next file opened takes that number: what is said would land in the store itself.
 * Without an output nothing is begun, for nothing could be said of it. */
static int keep_standard_numbers(void)
{
	bool had_output = fcntl(STDOUT_FILENO, F_GETFD) != -1;

	for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++)
		if (fcntl(number, F_GETFD) == -1 && open("/dev/null", O_RDWR) != number)
			return CLI_FAILED;
	if (!had_output)
		return cli_fail("keluaran standar tertutup; arahkan ke berkas atau ke /dev/null.");
	return CLI_DONE;
}

int main(int argc, char **argv)
{
	struct session session = {.rows = 24, .cols = 80};
	int status;

	set_locale();
	watch_for_damage();
	status = keep_standard_numbers();
	if (status == CLI_DONE)
		status = options_read(&session.options, argc, argv);
	if (status == CLI_DONE)
		status = size_screen(&session);
	if (status == CLI_DONE)
		status = find_store(&session);
	if (status == CLI_DONE)
		status = fix_clock(&session);
	if (status == CLI_DONE)
		status = choose_user(&session);
	if (status == CLI_DONE)
		status = dispatch(&session);
	end_session(&session);
	/* A full disk behind a redirection shows only here. */
	if (fflush(stdout) != 0 && status == CLI_DONE)
		status = cli_fail(
			"keluaran tidak dapat ditulis sampai selesai; periksa ruang penyimpanannya.");
	return status;
}
