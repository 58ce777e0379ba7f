/* desk.h: what tests at a terminal begin with: a sample store in a folder of their own, siko started on it, commands beside it.
 * Knows no screen. The store is made once per group of tests and is the group's; a pty is its caller's.
 * work, store and siko are set by desk_open and live until desk_close. */
#ifndef SIKO_TESTS_DESK_H
#define SIKO_TESTS_DESK_H

#include "support/pty.h"

#define DESK_WORDS_MOST 12

struct desk {
	char work[64]; /* also $HOME */
	char store[128];
	char *siko;
};

extern struct desk desk;

/* Setup and teardown of a group. */
int desk_open(void **state);
int desk_close(void **state);

void desk_start(struct pty *pty, int rows, int cols, const char *term, const char *user); /* and settles */
/* With options before the user, ended by NULL; neither started nor settled. */
void desk_command(char *argv[DESK_WORDS_MOST], const char *user, const char *const *options);
void desk_quit(struct pty *pty); /* Ctrl-Q, and it ends well */

/* A command on the store by this user; its exit status. Output is NUL-terminated. */
int desk_run(const char *user, const char *const *words, char *out, size_t room);

#endif
