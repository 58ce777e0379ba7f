/* process.h: runs a program to its end and keeps what it says. No shell: every word is an argument as it is.
 * Judges nothing; a program that cannot be started ends with 127, one that hangs for a minute with 128 + SIGALRM. */
#ifndef SIKO_TESTS_SUPPORT_PROCESS_H
#define SIKO_TESTS_SUPPORT_PROCESS_H

#include <stddef.h>

/* argv ends with NULL; argv[0] is looked for in PATH. out (room bytes) gets standard output and error, cut and NUL-ended.
 * The exit status, or 128 + the signal that ended it. */
int process_run(const char *const argv[], char *out, size_t room);

#endif
