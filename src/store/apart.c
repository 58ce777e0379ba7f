#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/stop.h"
#include "store/store_part.h"

#define COUNT_LINE    '#' /* starts the line that is no fault but the number of what was looked at */
#define PROGRESS_LINE '%' /* … but how far the work is, and of what */
#define WRONG_LINE    '!' /* starts the sentence why the work failed */

/* Opens the store anew: an environment must not be used across a fork. The lines tell the parent what there is to tell,
 * not the status. */
static int work_in_child(
	const char *path, const struct definitions *definitions, apart_work *work, void *context, FILE *out)
{
	struct error err = {{0}};
	struct store *store = store_open(path, definitions, &err);
	bool done = store && work(store, context, out, &err);

	if (!done)
		fprintf(out, "%c%s\n", WRONG_LINE, err.text);
	store_close(store);
	return fflush(out) == 0 && done ? 0 : 1;
}

/* A signal that only interrupts reading (a resized terminal) ends nothing. */
static bool next_line(FILE *in, char **line, size_t *room)
{
	ssize_t size;

	while ((size = getline(line, room, in)) < 0 && errno == EINTR && ferror(in) && !stop_asked())
		clearerr(in);
	if (size > 0)
		(*line)[strcspn(*line, "\n")] = '\0';
	return size > 0;
}

static void collect(FILE *in, apart_line *take, void *context, struct error *err)
{
	char *line = NULL;
	size_t room = 0;

	while (next_line(in, &line, &room)) {
		if (line[0] == WRONG_LINE)
			error_set(err, "%s", line + 1);
		else
			take(context, line);
	}
	free(line);
}

static bool not_started(struct error *err)
{
	return error_set(err, "pemeriksaan tidak dapat dimulai (%s); tutup program lain lalu coba lagi.",
		error_words(errno));
}

/* A damaged page can kill who reads it (PITFALLS C3): then the parent says so. */
bool apart_run(const char *path, const struct definitions *definitions, apart_work *work, apart_line *take,
	void *context, struct error *err)
{
	int pipes[2];
	int status = 0;
	pid_t child;
	FILE *in;

	if (pipe(pipes) != 0)
		return not_started(err);
	fflush(NULL);
	child = fork();
	if (child < 0) {
		not_started(err);
		close(pipes[0]);
		close(pipes[1]);
		return false;
	}
	if (!child) {
		FILE *out = fdopen(pipes[1], "w");

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		child_may_die();
		close(pipes[0]);
		child_end(out ? work_in_child(path, definitions, work, context, out) : 1);
	}
	close(pipes[1]);
	in = fdopen(pipes[0], "r");
	if (in) {
		collect(in, take, context, err);
		fclose(in);
	}
	if (stop_asked())
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!stop_go_on(err))
		return false;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return error_set(
			err, "pekerjaan dihentikan dari luar, mungkin karena memori habis; coba lagi.");
	if (WIFSIGNALED(status) || (WEXITSTATUS(status) && !*err->text))
		return error_set(err,
			"berkas data rusak sampai tidak dapat dibaca; jalankan `siko rebuild` untuk memulihkannya dari jurnal.");
	return WEXITSTATUS(status) == 0;
}

/* ---- checking ---- */

struct checking {
	check_walker *walk;
	store_progress *progress;
	struct faults *faults;
	size_t *count;
};

static bool walk_store(struct store *store, void *context, FILE *out, struct error *err)
{
	const struct checking *checking = context;
	size_t count = 0;

	if (!checking->walk(store, out, &count, err))
		return false;
	fprintf(out, "%c%zu\n", COUNT_LINE, count);
	return true;
}

static void take_fault(void *context, const char *line)
{
	struct checking *checking = context;
	uint64_t number;
	uint64_t all;
	size_t digits;

	if (line[0] == PROGRESS_LINE) {
		digits = text_digits(line + 1, SIZE_MAX, &number);
		if (checking->progress && text_number(line + 1 + digits + 1, SIZE_MAX, &all))
			checking->progress(NULL, (size_t)number, (size_t)all);
	} else if (line[0] != COUNT_LINE)
		faults_add(checking->faults, "%s", line);
	else if (text_number(line + 1, SIZE_MAX, &number))
		*checking->count = (size_t)number;
}

void check_tell(FILE *out, uint64_t done, uint64_t all)
{
	fprintf(out, "%c%llu %llu\n", PROGRESS_LINE, (unsigned long long)done, (unsigned long long)all);
	fflush(out);
}

bool check_apart(const char *path, const struct definitions *definitions, check_walker *walk,
	store_progress *progress, struct faults *faults, size_t *count, struct error *err)
{
	struct checking checking = {walk, progress, faults, count};
	size_t before = faults->count;
	struct error why = {{0}};

	(void)err;
	*count = 0;
	if (!apart_run(path, definitions, walk_store, take_fault, &checking, &why))
		faults_add(faults, "%s", why.text);
	return faults->count == before;
}
