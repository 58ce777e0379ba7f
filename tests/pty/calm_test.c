/* Nothing surprising: keys that stop or end other programs do no harm, what others write on the terminal goes away at Ctrl-L,
 * what others save appears by itself, an idle screen writes nothing, a crash leaves the terminal in order. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/desk.h"
#include "support/process.h"

#define USER "operator.telanaipura"

/* Ctrl-C, Ctrl-Z, Ctrl-\ and Ctrl-S, Ctrl-S twice: what was typed is there, the program answers, nothing was stopped. In a
 * field Ctrl-Z takes back what was typed, as in other forms, and Ctrl-Y gives it again. */
static void keys_that_stop_other_programs_do_no_harm(void **state)
{
	static const char *const keys[] = {"\x03", "\x1a", "\x1c", "\x13", "\x13"};
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		pty_send(&pty, keys[i]);
	assert_true(pty_shows(&pty, "Indeks klaim"));
	pty_send(&pty, "\rnGerobak Pustaka");
	pty_send(&pty, "\x03");
	pty_send(&pty, "\x1c");
	assert_true(pty_shows(&pty, "[Gerobak Pustaka "));
	pty_send(&pty, "\x1a");
	pty_send(&pty, "\x19");
	assert_true(pty_shows(&pty, "[Gerobak Pustaka "));
	pty_send(&pty, "\x13");
	assert_true(pty_shows(&pty, "Tersimpan sebagai"));
	pty_send(&pty, "\x11\x11");
	assert_int_equal(pty_wait(&pty), 0);
	pty_close(&pty);
}

static off_t journal_size(void)
{
	char path[160];
	struct stat info;

	snprintf(path, sizeof path, "%s/jurnal.jsonl", desk.store);
	assert_int_equal(stat(path, &info), 0);
	return info.st_size;
}

/* In no form, behind the last field either: saving has a key of its own. Each is left as it could be saved. */
static void enter_saves_nothing_in_any_form(void **state)
{
	static const struct {
		const char *user, *keys, *shows, *typed;
	} forms[] = {
		{USER, "\rn", "halaman 1", "Taman Baca"},
		{USER, "\r/00026\re", "halaman 1", "Baru"},
		{USER, "\r/00026\r\r\r", "jawaban 1 dari 20", "1\r"},
		{"admin.bappeda", ":indikator daerah\r\r", "jawaban 1 dari", "1\r"},
		{"admin.bappeda", ":daftar unit\re", "Target inovasi", "Baru"},
		{"admin.bappeda", ":daftar unit\rnBARU\r", "Target inovasi", "Unit Baru"},
		{"admin.bappeda", ":pengguna\rnsiti\r", "Peran", "Siti\tadmin\r"},
		{"admin.bappeda", "p\re", "Nama lomba", "\tBaru"},
		{"verifikator.bappeda", "\r/kebun toga\r:laporkan\r", "Nomor registrasi",
			"IID-1\t01-03-2026"},
	};
	off_t before;
	char drafts[160];

	(void)state;
	before = journal_size();
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct pty pty;

		desk_start(&pty, 24, 80, "xterm-256color", forms[i].user);
		for (const char *key = forms[i].keys; *key; key++)
			pty_send(&pty, (const char[]){*key, '\0'});
		assert_true(pty_shows(&pty, forms[i].shows));
		pty_send(&pty, forms[i].typed);
		for (int field = 0; field < 40; field++)
			pty_send(&pty, "\t");
		/* Twice: where the last one is a choice, Enter opens it, and takes it. */
		for (int times = 0; times < 4; times++)
			pty_send(&pty, "\r");
		if (journal_size() != before)
			fail_msg("Enter saved in \"%s\"", forms[i].shows);
		/* What it would have saved. */
		pty_send(&pty, "\x13");
		if (journal_size() == before)
			fail_msg("nothing was saved in \"%s\", form %zu:\n%s", forms[i].shows, i,
				pty_screen(&pty));
		before = journal_size();
		pty_close(&pty);
	}
	snprintf(drafts, sizeof drafts, "%s/draf", desk.store);
	assert_int_equal(
		process_run((const char *const[]){"rm", "-rf", drafts, NULL}, drafts, sizeof drafts), 0);
}

/* As `wall` and `write` do: straight to the line, past siko. */
static void what_another_program_wrote_goes_at_redraw(void **state)
{
	static const char words[] = "\r\nPesan siaran dari root: server dimatikan pukul 17\r\n";
	char *before;
	char *after;
	struct pty pty;
	int line;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	before = pty_screen(&pty);
	line = open(ptsname(pty.master), O_WRONLY | O_NOCTTY | O_CLOEXEC);
	assert_int_equal(write(line, words, sizeof words - 1), sizeof words - 1);
	close(line);
	pty_await(&pty, "Pesan siaran");
	pty_send(&pty, "\x0c");
	after = pty_screen(&pty);
	assert_string_equal(after, before);
	free(before);
	free(after);
	desk_quit(&pty);
}

static void what_another_saves_appears_by_itself(void **state)
{
	static const char *const words[] = {
		"set", "inovasi", "2026-JB-00026", "nama=Nama dari sebelah", NULL};
	char out[4096];
	struct pty pty;
	int row;
	int col;
	int later_row;
	int later_col;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "\r\033[B");
	pty_cursor(&pty, &row, &col);
	assert_int_equal(desk_run("admin.bappeda", words, out, sizeof out), 0);
	pty_await(&pty, "Nama dari sebelah");
	pty_settle(&pty);
	pty_cursor(&pty, &later_row, &later_col);
	assert_int_equal(later_row, row);
	assert_int_equal(later_col, col);
	desk_quit(&pty);
}

/* Two looks at the store and a given-back environment go by: nothing is painted for them. */
static void an_idle_screen_writes_no_byte(void **state)
{
	static const char *const keys[] = {"", "\r", "r"};
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct pollfd line = {.fd = pty.master, .events = POLLIN};

		pty_send(&pty, keys[i]);
		assert_int_equal(poll(&line, 1, 2300), 0);
	}
	desk_quit(&pty);
}

/* Whether a mode was switched on, alone or among others: "\033[?1006;1000h". */
static bool switched_on(const struct pty *pty, unsigned long mode)
{
	const char *at = pty->written.data;
	const char *end = at + pty->written.size;

	while ((at = memmem(at, (size_t)(end - at), "\033[?", 3))) {
		bool among = false;
		char *rest;

		at += 3;
		do {
			among = among || strtoul(at, &rest, 10) == mode;
			at = rest + (*rest == ';');
		} while (*rest == ';');
		if (among && *rest == 'h')
			return true;
	}
	return false;
}

/* Marking text with the mouse to copy it is the terminal's business: no mode takes the clicks away from it. */
static void the_mouse_is_left_to_the_terminal(void **state)
{
	static const unsigned long modes[] = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015};
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "\rnTulisan\033");
	buffer_add_byte(&pty.written, '\0');
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		assert_false(switched_on(&pty, modes[i]));
	assert_true(switched_on(&pty, 2004)); /* so modes are seen */
	pty_send(&pty, "\033[B\r");
	desk_quit(&pty);
}

/* Whatever ends it: the line is as it was, and the shell learns of the signal; a page of the store that cannot be read is told. */
static void a_crash_puts_the_terminal_right(void **state)
{
	static const struct {
		int number, status;
	} signals[] = {{SIGSEGV, 128 + SIGSEGV}, {SIGABRT, 128 + SIGABRT}, {SIGBUS, 1}};

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct pty pty;

		desk_start(&pty, 24, 80, "xterm-256color", USER);
		pty_send(&pty, "\r");
		assert_int_equal(kill(pty.child, signals[i].number), 0);
		assert_int_equal(pty_wait(&pty), signals[i].status);
		assert_true(pty_restored(&pty));
		pty_close(&pty);
	}
}

/* One line at the start names the file and the line; the keys stay, and help has the whole of it. Keys that a terminal does not have
 * are no mistake of anybody's. */
static void a_wrong_line_of_a_key_file_is_said_once(void **state)
{
	char path[128];
	struct pty pty;
	FILE *file;

	(void)state;
	snprintf(path, sizeof path, "%s/salah.keys", desk.work);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs("[umum]\nbaru = b\ntindakan-tak-ada = z\n", file);
	fclose(file);
	setenv("SIKO_KEYS", path, 1);
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	unsetenv("SIKO_KEYS");
	assert_true(pty_shows(&pty, "salah.keys:3:"));
	assert_true(pty_shows(&pty, "(lihat Bantuan)"));
	pty_send(&pty, "\033[B");
	assert_false(pty_shows(&pty, "salah.keys:3:"));
	pty_send(&pty, "?");
	pty_send(&pty, "\033[F");
	assert_true(pty_shows(&pty, "tindakan-tak-ada"));
	pty_send(&pty, "\033");
	desk_quit(&pty);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs("[daftar]\nbaru = F24 C-Home n\n", file);
	fclose(file);
	setenv("SIKO_KEYS", path, 1);
	desk_start(&pty, 24, 80, "vt100", USER);
	unsetenv("SIKO_KEYS");
	assert_false(pty_shows(&pty, "(lihat Bantuan)"));
	desk_quit(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_that_stop_other_programs_do_no_harm),
		cmocka_unit_test(enter_saves_nothing_in_any_form),
		cmocka_unit_test(what_another_program_wrote_goes_at_redraw),
		cmocka_unit_test(what_another_saves_appears_by_itself),
		cmocka_unit_test(an_idle_screen_writes_no_byte),
		cmocka_unit_test(the_mouse_is_left_to_the_terminal),
		cmocka_unit_test(a_crash_puts_the_terminal_right),
		cmocka_unit_test(a_wrong_line_of_a_key_file_is_said_once),
	};

	return cmocka_run_group_tests_name("calm", tests, desk_open, desk_close);
}
