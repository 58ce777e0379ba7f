#include "support/child.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/place.h"

static size_t count; /* started so far */

pid_t child_start(child_body *body, void *context)
{
	pid_t child;

	store_rest(here.store); /* an environment must not be used across a fork (PITFALLS C1) */
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	count++;
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nobody waiting */
		_exit(body(context));
	}
	return child;
}

void child_expect_done(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("a process ended with %d",
			WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

/* Stands beside the program in the folder of the build. */
static void preload(const char *fault)
{
	const char *siko = getenv("SIKO");
	const char *slash = siko ? strrchr(siko, '/') : NULL;
	const char *given = getenv("ASAN_OPTIONS");
	char options[512];
	char path[4096];

	if (!slash)
		return;
	snprintf(path, sizeof path, "%.*s/tests/faults/disk_shim.so", (int)(slash - siko), siko);
	/* The sanitizers want to be the first that is loaded, and need not be. */
	snprintf(options, sizeof options, "%s:verify_asan_link_order=0", given ? given : "");
	setenv("ASAN_OPTIONS", options, 1);
	setenv("DISK_FAULT", fault, 1);
	setenv("LD_PRELOAD", path, 1);
}

int child_run_program(void *context)
{
	const struct program *program = context;
	const char *argv[12] = {getenv("SIKO"), "--store", here.path, "--user", "admin"};
	int out = program->said ? program->said : open("/dev/null", O_WRONLY | O_CLOEXEC);

	for (size_t i = 0; i < 6; i++)
		argv[5 + i] = program->word[i];
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	if (program->stop)
		setenv("SIKO_STOP", program->stop, 1);
	if (program->fault)
		preload(program->fault);
	if (argv[0])
		execv(argv[0], (char *const *)argv);
	return 127;
}

pid_t child_start_frozen(struct program *program)
{
	pid_t child = child_start(child_run_program, program);
	int status;

	assert_int_equal(waitpid(child, &status, WUNTRACED), child);
	assert_true(WIFSTOPPED(status));
	return child;
}

/* Which call of the kernel it is in. */
static long call_of(pid_t child)
{
	char path[64];
	char text[128] = "";
	int fd;

	snprintf(path, sizeof path, "/proc/%d/syscall", (int)child);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	if (read(fd, text, sizeof text - 1) < 0)
		text[0] = '\0';
	close(fd);
	return *text >= '0' && *text <= '9' ? strtol(text, NULL, 10) : -1;
}

void child_wait_blocked(pid_t child)
{
	siginfo_t ended = {0};
	long call = -1;

	while (call != SYS_clock_nanosleep && call != SYS_read) {
		sched_yield();
		call = call_of(child);
		assert_int_equal(waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT), 0);
		if (ended.si_pid)
			fail_msg("a process ended instead of waiting");
	}
}

int child_say_count(void **state)
{
	(void)state;
	print_message("# processes %zu\n", count);
	return 0;
}
