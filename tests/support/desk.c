#include "support/desk.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/process.h"

struct desk desk;

int desk_open(void **state)
{
	char out[4096];

	(void)state;
	desk.siko = getenv("SIKO");
	assert_non_null(desk.siko);
	snprintf(desk.work, sizeof desk.work, "/tmp/siko-pty-XXXXXX");
	assert_non_null(mkdtemp(desk.work));
	snprintf(desk.store, sizeof desk.store, "%s/store", desk.work);
	setenv("HOME", desk.work, 1);
	setenv("XDG_RUNTIME_DIR", desk.work, 1);
	setenv("SIKO_CLOCK", "2026-03-02T08:00:00Z", 1);
	unsetenv("SIKO_KEYS");
	unsetenv("SIKO_SCREENS");
	unsetenv("NO_COLOR");
	unsetenv("XDG_CONFIG_HOME");
	return desk_run(NULL, (const char *const[]){"init", "--sample", NULL}, out, sizeof out);
}

int desk_close(void **state)
{
	char out[256];

	(void)state;
	return process_run((const char *const[]){"rm", "-rf", desk.work, NULL}, out, sizeof out);
}

/* The words are only read: exec wants them writable for history's sake. */
void desk_command(char *argv[DESK_WORDS_MOST], const char *user, const char *const *options)
{
	size_t count = 0;

	argv[count++] = desk.siko;
	argv[count++] = (char *)"--store";
	argv[count++] = desk.store;
	while (options && *options && count < DESK_WORDS_MOST - 3)
		argv[count++] = (char *)*options++;
	argv[count++] = (char *)"--user";
	argv[count++] = (char *)user;
	argv[count] = NULL;
}

void desk_start(struct pty *pty, int rows, int cols, const char *term, const char *user)
{
	char *argv[DESK_WORDS_MOST];

	desk_command(argv, user, NULL);
	pty_open(pty, rows, cols, term, argv);
	pty_settle(pty);
}

void desk_quit(struct pty *pty)
{
	pty_send_raw(pty, "\x11");
	assert_int_equal(pty_wait(pty), 0);
	pty_close(pty);
}

int desk_run(const char *user, const char *const *words, char *out, size_t room)
{
	const char *argv[24] = {desk.siko, "--store", desk.store};
	size_t count = 3;

	if (user) {
		argv[count++] = "--user";
		argv[count++] = user;
	}
	while (*words && count < sizeof argv / sizeof *argv - 1)
		argv[count++] = *words++;
	argv[count] = NULL;
	return process_run(argv, out, room);
}
