#include "support/process.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS_MOST 60

/* What does not fit is read and dropped, so that the program is not held up. */
static void collect(int fd, char *out, size_t room)
{
	size_t size = 0;

	for (;;) {
		char rest[512];
		char *to = size + 1 < room ? out + size : rest;
		ssize_t got = read(fd, to, to == rest ? sizeof rest : room - 1 - size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		if (to != rest)
			size += (size_t)got;
	}
	out[size] = '\0';
}

int process_run(const char *const argv[], char *out, size_t room)
{
	int ends[2];
	int status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		alarm(SECONDS_MOST); /* goes with it over exec */
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	close(ends[1]);
	collect(ends[0], out, room);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
