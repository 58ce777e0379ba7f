/* Bad lines: slow, cut in pieces, stalled. Nothing that is typed is lost or mistaken, and nothing waits for the line. */
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

#include "base/clock.h"
#include "support/desk.h"

#define USER "operator.telanaipura"

/* An arrow may come in two packets: the wait for its rest is set longer than any delay of this machine. */
static void an_arrow_in_pieces_is_an_arrow(void **state)
{
	static const char *const pieces[] = {"\033", "[", "B", "\033[", "A", "\033O", "B", "\033[1", "~"};
	struct pty pty;
	int row;
	int first;
	int col;

	(void)state;
	setenv("ESCDELAY", "20000", 1);
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	unsetenv("ESCDELAY");
	/* The first screens are behind, and with them the question where the cursor is: a terminal's answer never comes inside a key. */
	pty_send(&pty, "\033OB");
	pty_send(&pty, "\033OA");
	pty_cursor(&pty, &first, &col);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		pty_send_raw(&pty, pieces[i]);
		/* Read by then: the piece is not joined to the next. */
		while (pty_unread(&pty) > 0)
			;
	}
	pty_send(&pty, "\033OB");
	pty_cursor(&pty, &row, &col);
	assert_int_equal(row, first + 1);
	assert_true(pty_shows(&pty, "Indeks klaim"));
	desk_quit(&pty);
}

/* With nothing behind it, once the wait for the rest of an arrow is over, and not sooner. */
static void a_lone_escape_is_escape_after_the_wait(void **state)
{
	struct pty pty;
	uint64_t start;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "?");
	assert_true(pty_shows(&pty, "Bantuan"));
	start = clock_monotonic_ms();
	pty_send_raw(&pty, "\033");
	pty_await(&pty, "Indeks klaim");
	assert_true(clock_monotonic_ms() - start >= 100);
	desk_quit(&pty);
}

/* As a slow line brings them, and a tmux sends them on. */
static void an_escape_with_a_letter_behind_it_is_both(void **state)
{
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "\r");
	pty_send(&pty, "\033r");
	assert_true(pty_shows(&pty, "Laporan per OPD"));
	pty_send(&pty, "\033\033");
	assert_true(pty_shows(&pty, "Indeks klaim"));
	desk_quit(&pty);
}

/* Thirty pages typed ahead cost a few pictures of the screen, not thirty, and end where they should. */
static void screens_are_skipped_while_keys_wait(void **state)
{
	struct buffer keys = {0};
	struct pty pty;
	size_t one;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "verifikator.bappeda");
	pty_send(&pty, "\r");
	pty_mark(&pty);
	pty_send(&pty, "\033[6~");
	one = pty.bytes;
	pty_send(&pty, "\033[H");
	for (int i = 0; i < 15; i++)
		buffer_add_text(&keys, "\033[6~\033[5~");
	buffer_add_text(&keys, "\033[B\033[B");
	pty_mark(&pty);
	pty_send(&pty, buffer_text(&keys));
	buffer_free(&keys);
	printf("a page %zu bytes, thirty typed ahead %zu bytes\n", one, pty.bytes);
	assert_true(pty_shows(&pty, "3 dari"));
	assert_in_range(pty.bytes, 1, 3 * one);
	desk_quit(&pty);
}

#define LINE_RATE 960 /* bytes a second at 9,600 baud */
#define KEY_RATE  8   /* keys a second, a key held down */
#define WAY_MS	  600 /* there and back */

/* Thirty pages leafed through at the pace of a hand, over a line of 9,600 baud with the large buffers of a network before it:
 * time passes there by the bytes it carries, so nothing is waited for. The last page stands a moment after the last key, not
 * when the line has carried thirty. */
static void a_slow_line_is_not_filled_with_screens(void **state)
{
	struct pty pty;
	size_t late;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", "verifikator.bappeda");
	pty_settle(&pty); /* its answer to the first question is there */
	pty_send(&pty, "\r");
	pty_settle(&pty);
	pty.slow = true;
	pty_mark(&pty);
	for (int i = 0; i < 30; i++) {
		pty.room += LINE_RATE / KEY_RATE;
		/* With a ping behind it each is a key of its own, not one of a heap: painted unless something is on its way. */
		pty_send_raw(&pty, i % 2 ? "\033[5~\033[>7~" : "\033[6~\033[>7~");
	}
	pty_send_raw(&pty, "\033[B");
	pty.slow = false;
	late = pty.bytes;
	pty_await(&pty, "2 dari");
	pty_settle(&pty);
	late = pty.bytes - late;
	printf("thirty pages, a key at a time: %zu bytes, the last %zu ms after the last key\n", pty.bytes,
		late * 1000 / LINE_RATE + WAY_MS);
	assert_true(pty_shows(&pty, "2 dari"));
	assert_in_range(late, 1, 4 * LINE_RATE);
	desk_quit(&pty);
}

/* What is typed before the first screen stands is for the screens that will be there. */
static void what_is_typed_ahead_is_honoured(void **state)
{
	struct pty pty;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "\rnTaman Terapung\x13");
	assert_true(pty_shows(&pty, "Tersimpan sebagai"));
	desk_quit(&pty);
}

/* As full as it gets: from now on whoever writes to it and waits for that, waits. */
static void fill_line(struct pty *pty)
{
	int line = open(ptsname(pty->master), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	size_t filled = 0;

	assert_true(line >= 0);
	while (write(line, " ", 1) == 1)
		filled++;
	close(line);
	printf("the line holds %zu bytes\n", filled);
	assert_true(filled > 0);
}

static bool is_stored(const char *name)
{
	char wanted[128];
	char out[4096];

	snprintf(wanted, sizeof wanted, "nama~%s", name);
	desk_run(NULL, (const char *const[]){"list", "inovasi", wanted, "--format", "csv", NULL}, out,
		sizeof out);
	return strstr(out, name) != NULL;
}

static void a_stalled_line_keeps_nobody_from_saving(void **state)
{
	struct pty pty;
	bool stored = false;

	(void)state;
	desk_start(&pty, 24, 80, "xterm-256color", USER);
	pty_send(&pty, "\rn");
	pty.stalled = true;
	fill_line(&pty);
	pty_send_raw(&pty, "Pagar Baca");
	pty_send_raw(&pty, "\x0c");
	pty_send_raw(&pty, "\x13");
	for (int i = 0; i < 2000 && !stored; i++)
		stored = is_stored("Pagar Baca");
	assert_true(stored);
	/* When it takes bytes again, it gets the screen as it is by then. */
	pty.stalled = false;
	pty_settle(&pty);
	pty_send(&pty, "\x0c");
	assert_true(pty_shows(&pty, "Pagar Baca"));
	desk_quit(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_arrow_in_pieces_is_an_arrow),
		cmocka_unit_test(a_lone_escape_is_escape_after_the_wait),
		cmocka_unit_test(an_escape_with_a_letter_behind_it_is_both),
		cmocka_unit_test(screens_are_skipped_while_keys_wait),
		cmocka_unit_test(a_slow_line_is_not_filled_with_screens),
		cmocka_unit_test(what_is_typed_ahead_is_honoured),
		cmocka_unit_test(a_stalled_line_keeps_nobody_from_saving),
	};

	return cmocka_run_group_tests_name("line", tests, desk_open, desk_close);
}
