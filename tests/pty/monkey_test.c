/* A monkey at a real terminal: whatever keys, torn sequences, pastes and window sizes come, siko neither crashes nor hangs, and the
 * store is well afterwards. MONKEY_KEYS=N: so many acts; MONKEY_SECONDS=N: for so long; MONKEY_SEED=N: another monkey. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "support/desk.h"

#define ROUND 150 /* acts at one terminal */

static uint64_t seed;

/* Park and Miller's: the same numbers everywhere. */
static unsigned below(unsigned count)
{
	seed = seed * 16807 % 2147483647;
	return (unsigned)(seed % count);
}

#define ONE_OF(list) ((list)[below(sizeof(list) / sizeof *(list))])

static const char *const terminals[] = {"xterm-256color", "xterm", "linux", "vt100", "vt220", "screen",
	"tmux-256color", "putty", "rxvt-unicode", "dumb-as-bones"};

static const char *const users[] = {"admin.bappeda", "operator.telanaipura", "operator.dinkes",
	"verifikator.bappeda", "pimpinan.bappeda"};

/* As terminals send them, and as no terminal should. */
static const char *const moves[] = {"\033[A", "\033OB", "\033[B", "\033OC", "\033[D", "\033[5~", "\033[6~",
	"\033[H", "\033OF", "\033[1;5C", "\033[1;5D", "\r", "\r", "\r", "\t", "\033[Z", "\033", "\177", "\b",
	"\033[3~", " ", "\033b", "\033h", "\x0c", "\x13", "\x1a", "\x17", "\x15", "\x19"};
static const char *const functions[] = {"\033OP", "\033[[A", "\033[11~", "\033OQ", "\033[12~", "\033OR",
	"\033[14~", "\033[15~", "\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[M", "\033[N"};
static const char *const torn[] = {"\033[", "\033[1;", "\033O", "\033[M !!", "\033[<0;10;10M", "\033]0;x\007",
	"\033P1$r\033\\", "\033[999999999999999999~", "\033[;;;;;;;;;;R", "\033[65535;65535R", "\xC3",
	"\xF0\x9F", "\x80\xFF", "\033\033\033", "\033[?1;2c", "\033[8;1;1t"};
static const char *const texts[] = {"Layanan Antrean", "2026-02-31", "31-12-2025", "h", "+7", "漢字 かな",
	"é ñ ß", "999999999999999999", "=SUM(A1)", "http://contoh.go.id/a?b=c", "  dua  spasi ",
	"👩‍👩‍👧", "a\xCC\x81\xCC\x82\xCC\x83", "\342\200\256balik", "%s%n", "\"kutip\"", "dinas",
	"../../etc", "ya"};
static const char *const letters = "?:/nedsvx0123arhqfoOkKipgbmctljwyVR";

/* What people do: without these it would hardly ever save anything. To the list of innovations from anywhere first. */
#define TO_LIST "\033\033\033h\r"
static const char *const habits[] = {TO_LIST "nLayanan Baru\x0f", TO_LIST "n\tkel\t\033OQ", TO_LIST "s\r",
	TO_LIST "v\r", TO_LIST "\033OF\r2\033OQ", TO_LIST "\r3\033OB2\033OQ", TO_LIST " \033OB s\r",
	TO_LIST "/tan\r", TO_LIST "e\033OQ", TO_LIST "u\r", TO_LIST "h\033OB\r\r", "\033OQ", ":",
	"\033\033\033"};

/* The ping of a test must not become the end of a torn sequence. */
static void settle(struct pty *pty)
{
	pty_send_raw(pty, "~");
	pty_settle(pty);
}

/* One of the same size is none: nothing would be painted. */
static void resize(struct pty *pty, int rows, int cols)
{
	settle(pty);
	if (!pty->ended && (rows != pty->rows || cols != pty->cols))
		pty_resize(pty, rows, cols);
}

static void act(struct pty *pty)
{
	unsigned kind = below(100);
	char text[600];

	if (kind < 3) {
		resize(pty, 1 + (int)below(60), 1 + (int)below(200));
	} else if (kind < 6) {
		resize(pty, 24, 80);
	} else if (kind < 16) {
		pty_send_raw(pty, ONE_OF(habits));
	} else if (kind < 46) {
		pty_send_raw(pty, ONE_OF(moves));
	} else if (kind < 54) {
		pty_send_raw(pty, ONE_OF(functions));
	} else if (kind < 60) {
		pty_send_raw(pty, ONE_OF(torn));
	} else if (kind < 75) {
		pty_send_raw(pty, (const char[]){letters[below((unsigned)strlen(letters))], '\0'});
	} else if (kind < 88) {
		pty_send_raw(pty, ONE_OF(texts));
	} else if (kind < 94) {
		snprintf(text, sizeof text, "\033[200~%s\r\n\r\n%s\t%s\033[201~", ONE_OF(texts),
			ONE_OF(texts), ONE_OF(torn));
		pty_send_raw(pty, text);
	} else {
		/* Ahead of what is painted, faster than anybody types. */
		for (unsigned i = below(20); i > 0; i--)
			pty_send_raw(pty, ONE_OF(moves));
	}
}

/* Torn sequences join with what comes next, so what was sent is known by the seed alone. */
static void play(unsigned *left)
{
	unsigned acts = 0;
	struct pty pty;
	int status;

	desk_start(&pty, 16 + (int)below(30), 60 + (int)below(100), ONE_OF(terminals), ONE_OF(users));
	while (!pty.ended && acts<ROUND && * left> 0) {
		act(&pty);
		if (acts++ % 4 == 3)
			settle(&pty);
		--*left;
	}
	status = pty.ended ? pty_wait(&pty) : pty_hang_up(&pty);
	/* By its own will, or with its terminal. */
	if (status != 0 && status != 1 && status != 128 + SIGHUP)
		fail_msg("ended with %d; the seed was %s", status, getenv("MONKEY_SEED"));
	pty_close(&pty);
}

static uint64_t wish(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);
	uint64_t number;

	return text && text_number(text, 1000000000, &number) ? number : otherwise;
}

static void nothing_a_monkey_does_harms_it(void **state)
{
	uint64_t seconds = wish("MONKEY_SECONDS", 0);
	unsigned left = (unsigned)wish("MONKEY_KEYS", 5000);
	uint64_t begun = clock_monotonic_ms();
	unsigned acts = left;
	char out[4096];

	(void)state;
	seed = wish("MONKEY_SEED", 20261125) % 2147483646 + 1;
	for (left = seconds ? 1000000000 : left; left > 0;) {
		play(&left);
		if (seconds && clock_monotonic_ms() - begun >= seconds * 1000)
			break;
	}
	printf("%u acts\n", seconds ? 1000000000 - left : acts);
	if (desk_run("admin.bappeda", (const char *const[]){"check", NULL}, out, sizeof out) != 0)
		fail_msg("check: %s", out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_a_monkey_does_harms_it),
	};

	return cmocka_run_group_tests_name("monkey", tests, desk_open, desk_close);
}
