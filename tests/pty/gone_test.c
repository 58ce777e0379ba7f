/* Nobody there: a terminal that is gone ends the program at once wherever it was, one that is quiet costs nothing. */
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
#include "support/process.h"

#define USER "operator.telanaipura"
/*
 * To put a draft away and leave takes some milliseconds, and the sanitizers' look for leaks some fifty on a free
 * machine; a program that loops on what it cannot read or write uses all there is until it is killed.
 */
#define END_CPU_MS   1500
#define END_MS	     20000
#define QUIET_MS     2500 /* with what is done after a second without a key */
#define QUIET_CPU_MS 100  /* the clock counts in tens of them; a loop uses all */

static const struct where {
	const char *name;
	const char *keys;
	const char *shows;
} wheres[] = {
	{"home", "", "Indeks klaim"},
	{"list", "\r", "Antrean Kelurahan"},
	{"list, finding", "\r/kel", "Cari: kel"},
	{"form", "\rnTaman", "[Taman "},
	{"popup", "\r:", "Semua perintah"},
	{"sheet", "\r/00026\r\r", "Kematangan klaim"},
	{"editor", "\r/00026\re\033[6~\033[6~\r", "kata"},
	{"help", "?", "Bantuan"},
};

enum { WHERES = sizeof wheres / sizeof *wheres };

static void start_at(struct pty *pty, const struct where *where)
{
	desk_start(pty, 24, 80, "xterm-256color", USER);
	pty_send(pty, where->keys);
	assert_true(pty_shows(pty, where->shows));
}

/* Its end is waited for: one that stays hangs the test. */
static void expect_end(struct pty *pty, const char *where)
{
	long before = pty_cpu_ms(pty);
	uint64_t start = clock_monotonic_ms();
	uint64_t took;
	char drafts[160];

	assert_true(before >= 0);
	pty_hang_up(pty);
	took = clock_monotonic_ms() - start;
	printf("gone at %s: %ld ms of the processor in %llu ms\n", where, pty->cpu_ms - before,
		(unsigned long long)took);
	assert_in_range(pty->cpu_ms < before ? 0 : pty->cpu_ms - before, 0, END_CPU_MS);
	assert_in_range(took, 0, END_MS);
	pty_close(pty);
	/* What was typed is a draft, which the next one would be offered. */
	snprintf(drafts, sizeof drafts, "%s/draf", desk.store);
	assert_int_equal(
		process_run((const char *const[]){"rm", "-rf", drafts, NULL}, drafts, sizeof drafts), 0);
}

static void a_terminal_that_is_gone_ends_it_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < WHERES; i++) {
		struct pty pty;

		start_at(&pty, &wheres[i]);
		expect_end(&pty, wheres[i].name);
	}
}

/* In the middle of painting, and with a screen that waits for a line that takes nothing. */
static void a_terminal_that_goes_while_it_is_written_to_ends_it(void **state)
{
	struct pty pty;

	(void)state;
	start_at(&pty, &wheres[1]);
	for (int i = 0; i < 20; i++)
		pty_send_raw(&pty, "\x0c");
	expect_end(&pty, "painting");
	start_at(&pty, &wheres[3]);
	pty.stalled = true;
	for (int i = 0; i < 20; i++) {
		pty_send_raw(&pty, "\x0c");
		while (pty_unread(&pty) > 0)
			;
	}
	expect_end(&pty, "a stalled line");
}

static void quiet_costs_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < WHERES; i++) {
		struct pty pty;
		long before;
		long used;

		start_at(&pty, &wheres[i]);
		/* A form is checked when one pauses, and says what it found. */
		while (!pty_is_silent(&pty, QUIET_MS / 2))
			;
		before = pty_cpu_ms(&pty);
		assert_true(pty_is_silent(&pty, QUIET_MS));
		used = pty_cpu_ms(&pty) - before;
		printf("quiet at %s: %ld ms of the processor\n", wheres[i].name, used);
		assert_in_range(used, 0, QUIET_CPU_MS);
		expect_end(&pty, wheres[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_that_is_gone_ends_it_anywhere),
		cmocka_unit_test(a_terminal_that_goes_while_it_is_written_to_ends_it),
		cmocka_unit_test(quiet_costs_nothing),
	};

	return cmocka_run_group_tests_name("gone", tests, desk_open, desk_close);
}
