/* Nothing surprising: keys that stop or end other programs do no harm, what others write on the terminal goes away at Ctrl-L,
 * what others save appears by itself, and whoever goes home leaves a draft. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/desk.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_that_stop_other_programs_do_no_harm),
		cmocka_unit_test(what_another_program_wrote_goes_at_redraw),
		cmocka_unit_test(what_another_saves_appears_by_itself),
	};

	return cmocka_run_group_tests_name("calm", tests, desk_open, desk_close);
}
