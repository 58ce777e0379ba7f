/* Long work at a terminal: a bar that says how long it will last, and Ctrl-C leaves everything as it was. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/desk.h"
#include "support/process.h"

#define ROWS 20000 /* enough that the work is still on when its first bar is seen */

static char rows[160];

/* The file's names are of this run, so that any of them in the store would be seen. */
static int open_work(void **state)
{
	int status = desk_open(state);
	FILE *file;

	snprintf(rows, sizeof rows, "%s/rows.csv", desk.work);
	file = fopen(rows, "we");
	assert_non_null(file);
	fprintf(file, "opd,nama,tujuan\n");
	for (int i = 0; i < ROWS; i++)
		fprintf(file, "15.71.01,Baris nomor %d,Tujuan yang panjangnya cukup untuk sebuah baris\n", i);
	assert_int_equal(fclose(file), 0);
	return status;
}

/* Everything an operator may ask the store, as one text. */
static char *whole_store(void)
{
	static const char *const words[] = {"list", "inovasi", "--format", "csv", NULL};
	char *out = malloc(1 << 22);

	assert_non_null(out);
	assert_int_equal(desk_run(NULL, words, out, 1 << 22), 0);
	return out;
}

static void start_work(struct pty *pty, const char *const *words)
{
	char *argv[DESK_WORDS_MOST] = {
		desk.siko, (char *)"--store", desk.store, (char *)"--user", (char *)"admin.bappeda"};
	size_t count = 5;

	while (*words)
		argv[count++] = (char *)*words++;
	pty_open(pty, 24, 80, "xterm-256color", argv);
}

#define TRIES 10 /* on a busy machine work that only reads may be done before the key is typed */

/* Ctrl-C at a terminal whose modes nobody changed is SIGINT, sent by the terminal itself. */
static void interrupt(const char *const *words)
{
	int status = 0;

	for (int i = 0; i < TRIES && status == 0; i++) {
		struct pty pty;

		start_work(&pty, words);
		pty_await(&pty, "%");
		pty_send_raw(&pty, "\x03");
		status = pty_wait(&pty);
		if (status)
			assert_true(pty_shows(&pty, "dihentikan sebelum selesai"));
		pty_close(&pty);
	}
	assert_int_equal(status, 128 + SIGINT);
}

static void an_import_can_be_stopped(void **state)
{
	char *before = whole_store();
	char *after;
	char out[4096];
	struct pty pty;

	(void)state;
	start_work(&pty, (const char *const[]){"import", "inovasi", rows, NULL});
	pty_await(&pty, "] ");
	pty_await(&pty, "%");
	pty_send_raw(&pty, "\x03");
	assert_int_equal(pty_wait(&pty), 128 + SIGINT);
	assert_true(pty_shows(&pty, "dihentikan sebelum selesai; tidak ada yang diubah."));
	assert_false(memmem(pty.written.data, pty.written.size, "diimpor", 7));
	pty_close(&pty);
	after = whole_store();
	assert_string_equal(before, after);
	assert_int_equal(desk_run(NULL, (const char *const[]){"check", NULL}, out, sizeof out), 0);
	free(before);
	free(after);
}

static void an_import_is_done_with_a_bar_that_goes_away(void **state)
{
	struct pty pty;

	(void)state;
	start_work(&pty, (const char *const[]){"import", "inovasi", rows, NULL});
	assert_int_equal(pty_wait(&pty), 0);
	assert_true(pty_shows(&pty, "20000 catatan diimpor"));
	assert_non_null(memmem(pty.written.data, pty.written.size, "[#", 2));
	pty_close(&pty);
}

static void an_export_can_be_stopped(void **state)
{
	char path[160];
	struct stat about;

	(void)state;
	snprintf(path, sizeof path, "%s/keluar.xlsx", desk.work);
	interrupt((const char *const[]){"export", "inovasi", "--format", "xlsx", "-o", path, NULL});
	interrupt((const char *const[]){"export", "inovasi", "-o", path, NULL});
	assert_int_equal(stat(path, &about), -1);
}

static void a_check_can_be_stopped(void **state)
{
	(void)state;
	interrupt((const char *const[]){"check", NULL});
}

/* The old file stays, and nothing beside it. */
static void a_rebuild_can_be_stopped(void **state)
{
	char *before = whole_store();
	char *after;
	char out[4096];
	struct pty pty;

	(void)state;
	start_work(&pty, (const char *const[]){"rebuild", NULL});
	pty_await(&pty, "] ");
	pty_await(&pty, "%");
	pty_send_raw(&pty, "\x03");
	assert_int_equal(pty_wait(&pty), 128 + SIGINT);
	assert_true(pty_shows(&pty, "dihentikan sebelum selesai; tidak ada yang diubah."));
	pty_close(&pty);
	after = whole_store();
	assert_string_equal(before, after);
	process_run((const char *const[]){"find", desk.store, "-name", "bangun-*", NULL}, out, sizeof out);
	assert_string_equal(out, "");
	assert_int_equal(desk_run(NULL, (const char *const[]){"rebuild", NULL}, out, sizeof out), 0);
	assert_non_null(strstr(out, "dibuat ulang"));
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_import_can_be_stopped),
		cmocka_unit_test(an_import_is_done_with_a_bar_that_goes_away),
		cmocka_unit_test(an_export_can_be_stopped),
		cmocka_unit_test(a_check_can_be_stopped),
		cmocka_unit_test(a_rebuild_can_be_stopped),
	};

	return cmocka_run_group_tests_name("work", tests, open_work, desk_close);
}
