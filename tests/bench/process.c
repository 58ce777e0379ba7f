/* process REPEATS PREPARE -- COMMAND… [-- COMMAND…]: whole processes in turn, the median of each in microseconds, one a
 * line, "-" for one that fails. PREPARE ("" for none) is a shell line run before each, not timed. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/measure.h"

#define COMMANDS_MOST 8
#define REPEATS_MOST  200

static bool run(char *const *argv)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		measure_fail("fork failed");
	if (!child) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		if (argv[0])
			execvp(argv[0], argv);
		_exit(127);
	}
	return waitpid(child, &status, 0) == child && status == 0;
}

int main(int argc, char **argv)
{
	static double times[COMMANDS_MOST][REPEATS_MOST];
	char **command[COMMANDS_MOST];
	bool failed[COMMANDS_MOST] = {false};
	size_t commands = 0;
	uint64_t repeats;

	if (argc < 5 || !text_number(argv[1], REPEATS_MOST, &repeats) || !repeats)
		measure_fail("usage: process REPEATS PREPARE -- COMMAND… [-- COMMAND…]");
	for (int i = 3; i < argc; i++)
		if (strcmp(argv[i], "--") == 0 && i + 1 < argc && commands < COMMANDS_MOST) {
			command[commands++] = argv + i + 1;
			argv[i] = NULL;
		}
	for (size_t i = 0; i < repeats; i++)
		for (size_t j = 0; j < commands; j++) {
			char shell[] = "sh";
			char line[] = "-c";
			char *prepare[] = {shell, line, argv[2], NULL};
			double start;

			if (*argv[2] && !run(prepare))
				measure_fail("cannot prepare: %s", argv[2]);
			start = measure_us();
			failed[j] |= !run(command[j]);
			times[j][i] = measure_us() - start;
		}
	for (size_t j = 0; j < commands; j++) {
		if (failed[j])
			puts("-");
		else
			printf("%.0f\n", measure_median(times[j], repeats));
	}
	return 0;
}
