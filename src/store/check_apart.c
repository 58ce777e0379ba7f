#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "store/store_part.h"

#define COUNT_LINE '#' /* starts the line that is no fault but the number of what was looked at */

/* A damaged page can kill who reads it (PITFALLS C3): then the parent says so. Opens the store anew: an environment must
 * not be used across a fork. The lines tell the parent what there is to tell, not the status. */
static int walk_in_child(
	const char *path, const struct definitions *definitions, check_walker *walk, FILE *out)
{
	struct error err = {{0}};
	struct store *store = store_open(path, definitions, &err);
	size_t count = 0;

	if (store && walk(store, out, &count, &err))
		fprintf(out, "%c%zu\n", COUNT_LINE, count);
	else
		fprintf(out, "%s\n", err.text);
	store_close(store);
	return fflush(out) == 0 ? 0 : 1;
}

static void collect(FILE *in, struct faults *faults, size_t *count)
{
	char *line = NULL;
	size_t room = 0;
	uint64_t number;

	while (getline(&line, &room, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == COUNT_LINE)
			*count = text_number(line + 1, SIZE_MAX, &number) ? (size_t)number : 0;
		else
			faults_add(faults, "%s", line);
	}
	free(line);
}

bool check_apart(const char *path, const struct definitions *definitions, check_walker *walk,
	struct faults *faults, size_t *count, struct error *err)
{
	size_t before = faults->count;
	int pipes[2];
	int status = 0;
	pid_t child;
	FILE *in;

	*count = 0;
	if (pipe(pipes) != 0)
		return error_set(err,
			"pemeriksaan tidak dapat dimulai (%s); tutup program lain lalu coba lagi.",
			error_words(errno));
	fflush(NULL);
	child = fork();
	if (child < 0) {
		close(pipes[0]);
		close(pipes[1]);
		return error_set(err,
			"pemeriksaan tidak dapat dimulai (%s); tutup program lain lalu coba lagi.",
			error_words(errno));
	}
	if (!child) {
		FILE *out = fdopen(pipes[1], "w");

		child_may_die();
		close(pipes[0]);
		_exit(out ? walk_in_child(path, definitions, walk, out) : 1);
	}
	close(pipes[1]);
	in = fdopen(pipes[0], "r");
	if (in) {
		collect(in, faults, count);
		fclose(in);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status) || (WEXITSTATUS(status) && faults->count == before))
		faults_add(faults,
			"berkas data rusak sampai tidak dapat dibaca; jalankan `siko rebuild` untuk memulihkannya dari jurnal.");
	return faults->count == before;
}
