/* terminal: runs programs in pseudo terminals of 80x24 and measures what they write.
 *   terminal start REPEATS QUIET -- COMMAND… [-- COMMAND…]   in turn; per command: µs to the first and to the last byte
 *                                                     of the first screen, its bytes, PSS in KiB
 *   terminal act SETUP… @ KEYS… -- COMMAND…           bytes each KEYS cost, one a line
 *   terminal keys COUNT -- SETUP A B COMMAND… [-- …]  a key to each program in turn, A and B alternating; per program:
 *                                                     median and 99th percentile, µs to the last byte painted
 *   terminal crowd COUNT WORK -- COMMAND…             COUNT of it at once: PSS of all in KiB, bytes they wrote in
 *                                                     three seconds; then what the shell line WORK prints with and
 *                                                     without them (stopped), medians, and the ratio of the two
 * A screen is whole when nothing came for a while: a release build answers no ping. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/measure.h"

#define COMMANDS_MOST 8
#define REPEATS_MOST  1000
#define CROWD_MOST    400
#define PATIENCE_MS   5000
#define WORK_ROUNDS   15

struct program {
	pid_t child;
	int master;
};

struct burst {
	double first, last; /* µs since the start */
	size_t bytes;
};

static struct program program_start(char *const *argv)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct program program;

	program.child = forkpty(&program.master, NULL, NULL, &size);
	if (program.child < 0)
		measure_fail("no pseudo terminal");
	if (!program.child) {
		setenv("TERM", "xterm-256color", 1);
		if (argv[0])
			execvp(argv[0], argv);
		_exit(127);
	}
	return program;
}

static void program_end(struct program *program)
{
	char block[4096];

	kill(program->child, SIGHUP);
	for (int i = 0; i < 200 && waitpid(program->child, NULL, WNOHANG) == 0; i++) {
		struct pollfd wait = {.fd = program->master, .events = POLLIN};

		if (i == 199) {
			kill(program->child, SIGKILL);
			waitpid(program->child, NULL, 0);
		} else if (poll(&wait, 1, 5) > 0 && read(program->master, block, sizeof block) <= 0) {
			poll(NULL, 0, 1);
		}
	}
	close(program->master);
}

/* What comes until nothing did for quiet_ms; patience_ms for the first byte. */
static struct burst listen_to(const struct program *program, double start, int quiet_ms, int patience_ms)
{
	struct burst burst = {0};
	char block[65536];

	for (;;) {
		struct pollfd wait = {.fd = program->master, .events = POLLIN};
		ssize_t size;

		if (poll(&wait, 1, burst.bytes ? quiet_ms : patience_ms) <= 0)
			return burst;
		size = read(program->master, block, sizeof block);
		if (size <= 0)
			return burst;
		burst.last = measure_us() - start;
		if (!burst.bytes)
			burst.first = burst.last;
		burst.bytes += (size_t)size;
		/* A program that never falls silent (a clock, a meter) is taken as it is after a while. */
		if (burst.last > PATIENCE_MS * 1e3)
			return burst;
	}
}

static struct burst press(const struct program *program, const char *keys, int quiet_ms, int patience_ms)
{
	double start = measure_us();

	if (write(program->master, keys, strlen(keys)) < 0)
		measure_fail("the program ended");
	return listen_to(program, start, quiet_ms, patience_ms);
}

static long pss_of(pid_t pid)
{
	char line[256];
	long pss = 0;
	FILE *file;

	snprintf(line, sizeof line, "/proc/%ld/smaps_rollup", (long)pid);
	file = fopen(line, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, "Pss:", 4) == 0)
			pss = strtol(line + 4, NULL, 10);
	if (file)
		fclose(file);
	return pss;
}

static int start(size_t repeats, int quiet_ms, char ***command, size_t commands)
{
	static double first[COMMANDS_MOST][REPEATS_MOST];
	static double last[COMMANDS_MOST][REPEATS_MOST];
	struct burst burst[COMMANDS_MOST] = {{0}};
	long pss[COMMANDS_MOST] = {0};

	/* The first round warms the caches and is not counted. */
	for (size_t i = 0; i <= repeats; i++)
		for (size_t j = 0; j < commands; j++) {
			double begin = measure_us();
			struct program program = program_start(command[j]);
			size_t slot = i ? i - 1 : 0;

			burst[j] = listen_to(&program, begin, quiet_ms, PATIENCE_MS);
			first[j][slot] = burst[j].first;
			last[j][slot] = burst[j].last;
			if (i == repeats) {
				/* Idle: whatever it gives back when nobody types has been given back. */
				listen_to(&program, begin, 2500, 2500);
				pss[j] = pss_of(program.child);
			}
			program_end(&program);
		}
	for (size_t j = 0; j < commands; j++)
		printf("%.0f %.0f %zu %ld\n", measure_median(first[j], repeats),
			measure_median(last[j], repeats), burst[j].bytes, pss[j]);
	return 0;
}

static int act(char **word, size_t words, char *const *command)
{
	struct program program = program_start(command);
	bool measured = false;

	listen_to(&program, measure_us(), 300, PATIENCE_MS);
	for (size_t i = 0; i < words; i++) {
		if (strcmp(word[i], "@") == 0)
			measured = true;
		else if (measured)
			printf("%zu\n", press(&program, word[i], 150, 1500).bytes);
		else
			press(&program, word[i], 80, 600);
	}
	program_end(&program);
	return 0;
}

static int keys(size_t count, char ***command, size_t commands)
{
	static double last[COMMANDS_MOST][REPEATS_MOST];
	struct program program[COMMANDS_MOST];
	size_t painted[COMMANDS_MOST] = {0};

	for (size_t j = 0; j < commands; j++) {
		program[j] = program_start(command[j] + 3);
		listen_to(&program[j], measure_us(), 300, PATIENCE_MS);
		/* Key by key, so that a form is there before it is typed in. */
		for (const char *key = command[j][0]; *key; key++) {
			char one[2] = {*key, '\0'};

			press(&program[j], one, 100, 600);
		}
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < commands; j++) {
			struct burst burst = press(&program[j], command[j][1 + i % 2], 4, 200);

			if (burst.bytes)
				last[j][painted[j]++] = burst.last;
		}
	for (size_t j = 0; j < commands; j++) {
		program_end(&program[j]);
		printf("%.0f %.0f %zu\n", measure_percentile(last[j], painted[j], 0.5),
			measure_percentile(last[j], painted[j], 0.99), painted[j]);
	}
	return 0;
}

/* Reads what all of them write until the time is over; with quiet until all are silent for so long. */
static size_t listen_all(const struct program *program, size_t count, int time_ms, bool quiet)
{
	static struct pollfd wait[CROWD_MOST];
	char block[65536];
	double end = measure_us() + time_ms * 1e3;
	size_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		wait[i] = (struct pollfd){.fd = program[i].master, .events = POLLIN};
	for (;;) {
		int left = (int)((end - measure_us()) / 1e3);

		if (left <= 0 || poll(wait, count, left) <= 0)
			return bytes;
		for (size_t i = 0; i < count; i++) {
			ssize_t size = wait[i].revents ? read(wait[i].fd, block, sizeof block) : 0;

			bytes += size > 0 ? (size_t)size : 0;
			if (wait[i].revents && size <= 0)
				wait[i].fd = -1;
		}
		if (quiet)
			end = measure_us() + time_ms * 1e3;
	}
}

/* The first number the shell line prints; the crowd is listened to meanwhile, for a full pipe would stop it. */
static double number_of(const char *work, const struct program *program, size_t count)
{
	char text[64];
	int out[2];
	ssize_t size;
	pid_t child;

	if (pipe(out) != 0)
		measure_fail("no pipe");
	child = fork();
	if (!child) {
		dup2(out[1], STDOUT_FILENO);
		close(out[0]);
		execl("/bin/sh", "sh", "-c", work, (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	while (waitpid(child, NULL, WNOHANG) == 0) {
		listen_all(program, count, 50, false);
		if (!count)
			poll(NULL, 0, 10);
	}
	size = read(out[0], text, sizeof text - 1);
	close(out[0]);
	text[size > 0 ? size : 0] = '\0';
	return strtod(text, NULL);
}

static void signal_all(const struct program *program, size_t count, int number)
{
	for (size_t i = 0; i < count; i++)
		kill(program[i].child, number);
}

/* WORK without, with, without … them: a disk's rate drifts by halves within seconds, so each run with them is set against those
 * right before and after it, while they stand still. */
static void print_work(const char *work, const struct program *program, size_t count)
{
	double with[WORK_ROUNDS] = {0};
	double without[WORK_ROUNDS + 1] = {0};
	double ratio[WORK_ROUNDS] = {0};

	for (size_t i = 0; i <= WORK_ROUNDS; i++) {
		signal_all(program, count, SIGSTOP);
		without[i] = number_of(work, program, count);
		signal_all(program, count, SIGCONT);
		if (i < WORK_ROUNDS)
			with[i] = number_of(work, program, count);
	}
	for (size_t i = 0; i < WORK_ROUNDS; i++)
		ratio[i] = without[i] + without[i + 1] > 0 ? 2 * with[i] / (without[i] + without[i + 1]) : 0;
	printf("%.1f %.1f %.2f\n", measure_median(with, WORK_ROUNDS),
		measure_median(without, WORK_ROUNDS + 1), measure_median(ratio, WORK_ROUNDS));
}

static int crowd(size_t count, const char *work, char *const *command)
{
	static struct program program[CROWD_MOST];
	size_t bytes;
	long pss = 0;

	for (size_t i = 0; i < count; i++)
		program[i] = program_start(command);
	listen_all(program, count, 2500, true);
	bytes = listen_all(program, count, 3000, false);
	for (size_t i = 0; i < count; i++)
		pss += pss_of(program[i].child);
	printf("%ld %zu\n", pss, bytes);
	print_work(work, program, count);
	for (size_t i = 0; i < count; i++)
		program_end(&program[i]);
	return 0;
}

int main(int argc, char **argv)
{
	char **command[COMMANDS_MOST];
	size_t commands = 0;
	const char *mode = argc > 3 ? argv[1] : "";
	int dash = 0;
	size_t count;
	uint64_t quiet;

	signal(SIGPIPE, SIG_IGN);
	for (int i = 2; i < argc; i++)
		if (strcmp(argv[i], "--") == 0 && i + 1 < argc && commands < COMMANDS_MOST) {
			dash = dash ? dash : i;
			command[commands++] = argv + i + 1;
			argv[i] = NULL;
		}
	count = commands && dash > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
	if (strcmp(mode, "start") == 0 && dash == 4 && count && count <= REPEATS_MOST &&
		text_number(argv[3], PATIENCE_MS, &quiet))
		return start(count, (int)quiet, command, commands);
	if (strcmp(mode, "act") == 0 && commands)
		return act(argv + 2, (size_t)dash - 2, command[0]);
	if (strcmp(mode, "keys") == 0 && dash == 3 && count && count <= REPEATS_MOST)
		return keys(count, command, commands);
	if (strcmp(mode, "crowd") == 0 && dash == 4 && count && count <= CROWD_MOST)
		return crowd(count, argv[3], command[0]);
	measure_fail("usage: terminal start|act|keys|crowd …, see terminal.c");
}
