#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "support/place.h"

#define WRITERS 16
#define COMMITS 25
#define READERS 50

/* Raises a number in one field; a conflict means: somebody was faster, look again. */
static bool raise_number(struct place *place, const char *id)
{
	for (int attempt = 0; attempt < 10000; attempt++) {
		char *before = place_get(place, TABLE_INNOVATION, id, "anggaran");
		char after[32];
		const char *fields[] = {"anggaran", before, after, NULL};
		struct commit_result result = {0};
		struct error err = {""};
		uint64_t number;
		bool done;
		bool conflict;

		text_number(before, 1000000, &number);
		snprintf(after, sizeof after, "%d", (int)number + 1);
		done = place_try(place,
			&(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, id, .fields = fields}, &result,
			NULL, &err);
		/* "Both wanted the same" is no conflict for people; for a counter it is: nothing was written. */
		conflict = result.conflict_count > 0 || (done && !result.number);
		commit_result_free(&result);
		free(before);
		if (done && !conflict)
			return true;
		if (!conflict) {
			print_message("%s\n", err.text);
			return false;
		}
	}
	return false;
}

struct work {
	const char *id;
	int ready;
	int writer;
};

static int write_much(struct place *place, const struct work *work)
{
	char byte;

	(void)!read(work->ready, &byte, 1);
	for (int i = 0; i < COMMITS; i++) {
		if (!raise_number(place, work->id))
			return 1;
		free(place_innovation(place, "A", "Dari banyak penulis"));
		if (i % 7 == work->writer % 7)
			store_rest(place->store); /* sessions come and go */
	}
	return 0;
}

static int count_lines(const char *text, const char *start)
{
	int count = 0;

	for (const char *at = text; at && *at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
		count += strncmp(at, start, strlen(start)) == 0;
	return count;
}

/* The whole program, while others save: its words go nowhere, only how it ends counts. */
static pid_t start_report(void)
{
	const char *siko = getenv("SIKO");
	pid_t child = siko ? fork() : -1;

	assert_true(child >= 0);
	if (!child) {
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

		dup2(nowhere, STDOUT_FILENO);
		execl(siko, "siko", "--store", here.path, "--user", "admin", "report", (char *)NULL);
		_exit(127);
	}
	return child;
}

static void many_writers_lose_nothing(void **state)
{
	char *id = place_innovation(&here, "A", "Penghitung");
	pid_t child[WRITERS];
	pid_t reader[READERS];
	int gate[2];
	size_t size;
	char *journal;
	char expected[16];

	(void)state;
	assert_int_equal(pipe(gate), 0);
	store_rest(here.store);
	for (int i = 0; i < WRITERS; i++) {
		child[i] = fork();
		if (!child[i])
			_exit(write_much(&here, &(struct work){id, gate[0], i}));
		assert_true(child[i] > 0);
	}
	assert_int_equal(write(gate[1], "0123456789abcdef", WRITERS), WRITERS);
	for (int i = 0; i < READERS; i++)
		reader[i] = start_report();
	/* A live writer is no fault. */
	for (int i = 0; i < 3; i++)
		assert_true(place_is_well(&here));
	for (int i = 0; i < READERS; i++) {
		int status;

		assert_int_equal(waitpid(reader[i], &status, 0), reader[i]);
		assert_int_equal(status, 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		waitpid(child[i], &status, 0);
		assert_int_equal(status, 0);
	}
	snprintf(expected, sizeof expected, "%d", WRITERS * COMMITS);
	place_expect(&here, TABLE_INNOVATION, id, "anggaran", expected);
	/* Every one got a number of its own. */
	snprintf(expected, sizeof expected, "2026-JB-%05d", WRITERS * COMMITS + 1);
	place_expect(&here, TABLE_INNOVATION, expected, "nama", "Dari banyak penulis");
	journal = place_bytes(&here, "jurnal.jsonl", &size);
	assert_int_equal(count_lines(journal, "{\"akhir\":"), 7 + 1 + 2 * WRITERS * COMMITS);
	free(journal);
	assert_true(place_is_well(&here));
	close(gate[0]);
	close(gate[1]);
	free(id);
}

/* ---- a writer that holds the lock ---- */

static pid_t hold_lock(int hold, int held)
{
	pid_t child = fork();
	char byte;

	if (!child) {
		char *path = place_file(&here, "write.lock");
		int fd = open(path, O_RDWR | O_CLOEXEC);
		struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

		if (fcntl(fd, F_SETLK, &lock) != 0 || pwrite(fd, "lambat\n", 7, 0) != 7 ||
			ftruncate(fd, 7) != 0)
			_exit(1);
		(void)!write(held, "x", 1);
		(void)!read(hold, &byte, 1); /* until it is let go */
		_exit(0);
	}
	return child;
}

struct waiting {
	int times;
	int over; /* that it goes on */
	char holder[128];
	int let_go;
};

static void note_waiting(void *context, const char *holder)
{
	struct waiting *waiting = context;

	if (!holder) {
		waiting->over++;
		return;
	}
	waiting->times++;
	snprintf(waiting->holder, sizeof waiting->holder, "%s", holder);
	if (waiting->times == 2)
		(void)!write(waiting->let_go, "x", 1);
}

static void who_holds_the_lock_is_named_and_the_wait_goes_on(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	struct waiting waiting = {0};
	char expected[64];
	int hold[2];
	int held[2];
	char byte;
	pid_t child;
	uint64_t start;

	(void)state;
	setenv("SIKO_WAIT_MS", "500", 1); /* instead of 5000 */
	store_on_waiting(here.store, note_waiting, &waiting);
	store_rest(here.store);
	assert_int_equal(pipe(hold), 0);
	assert_int_equal(pipe(held), 0);
	waiting.let_go = hold[1];
	child = hold_lock(hold[0], held[1]);
	assert_int_equal(read(held[0], &byte, 1), 1);
	/* Readers do not wait. */
	place_expect(&here, TABLE_INNOVATION, id, "nama", "Inovasi");
	start = clock_monotonic_ms();
	place_set(&here, id, "tujuan", "", "a");
	assert_in_range(clock_monotonic_ms() - start, 500, 5000);
	unsetenv("SIKO_WAIT_MS");
	assert_int_equal(waiting.times, 2);
	assert_int_equal(waiting.over, 1);
	snprintf(expected, sizeof expected, "lambat (proses %d)", (int)child);
	assert_string_equal(waiting.holder, expected);
	waitpid(child, NULL, 0);
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "a");
	for (int i = 0; i < 2; i++) {
		close(hold[i]);
		close(held[i]);
	}
	free(id);
}

/* ---- an opener that holds the folder ---- */

/* The kernel names who took a lock, not who has it now: he is gone and has left it to a child of his. */
static pid_t leave_lock_to_a_child(int hold, int held)
{
	pid_t child = fork();
	char byte;

	if (!child) {
		int fd = open(here.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (flock(fd, LOCK_EX) != 0)
			_exit(1);
		if (fork() != 0)
			_exit(0);
		(void)!write(held, "x", 1);
		(void)!read(hold, &byte, 1); /* until it is let go */
		_exit(0);
	}
	return child;
}

static void who_cannot_be_named_is_waited_for_all_the_same(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	struct waiting waiting = {0};
	int hold[2];
	int held[2];
	char byte;
	pid_t child;

	(void)state;
	setenv("SIKO_WAIT_MS", "100", 1);
	store_on_waiting(here.store, note_waiting, &waiting);
	store_rest(here.store);
	assert_int_equal(pipe(hold), 0);
	assert_int_equal(pipe(held), 0);
	waiting.let_go = hold[1];
	child = leave_lock_to_a_child(hold[0], held[1]);
	assert_int_equal(read(held[0], &byte, 1), 1);
	waitpid(child, NULL, 0);
	place_expect(&here, TABLE_INNOVATION, id, "nama", "Inovasi");
	unsetenv("SIKO_WAIT_MS");
	assert_int_equal(waiting.times, 2);
	assert_int_equal(waiting.over, 1);
	assert_string_equal(waiting.holder, "proses lain");
	for (int i = 0; i < 2; i++) {
		close(hold[i]);
		close(held[i]);
	}
	free(id);
}

/* ---- nobody waits for ever ---- */

static void expect_save_refused(const char *id, const char *part)
{
	static const char *const fields[] = {"tujuan", "", "a", NULL};
	struct commit_result result = {0};
	struct error err = {""};

	assert_false(
		place_try(&here, &(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, id, .fields = fields},
			&result, NULL, &err));
	if (!strstr(err.text, part))
		fail_msg("'%s' does not say '%s'", err.text, part);
	commit_result_free(&result);
}

static void a_wait_without_end_is_given_up(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	char *lock = place_file(&here, "write.lock");
	char said[64];
	int hold[2];
	int held[2];
	char byte;
	pid_t child;

	(void)state;
	setenv("SIKO_WAIT_MS", "10", 1);
	for (int opening = 0; opening < 2; opening++) {
		store_rest(here.store);
		assert_int_equal(pipe(hold), 0);
		assert_int_equal(pipe(held), 0);
		child = opening ? leave_lock_to_a_child(hold[0], held[1]) : hold_lock(hold[0], held[1]);
		assert_int_equal(read(held[0], &byte, 1), 1);
		snprintf(said, sizeof said, "belum tersimpan: lambat (proses %d)", (int)child);
		expect_save_refused(id, opening ? "tidak ada yang dibaca atau ditulis" : said);
		assert_int_equal(write(hold[1], "x", 1), 1);
		waitpid(child, NULL, 0);
		for (int i = 0; i < 2; i++) {
			close(hold[i]);
			close(held[i]);
		}
		place_expect(&here, TABLE_INNOVATION, id, "tujuan", "");
	}
	unsetenv("SIKO_WAIT_MS");
	/* What cannot be locked is refused at once. */
	assert_int_equal(unlink(lock), 0);
	assert_int_equal(mkdir(lock, 0700), 0);
	expect_save_refused(id, "data tidak dapat dikunci");
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "");
	free(lock);
	free(id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(many_writers_lose_nothing, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			who_holds_the_lock_is_named_and_the_wait_goes_on, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			who_cannot_be_named_is_waited_for_all_the_same, here_make, here_away),
		cmocka_unit_test_setup_teardown(a_wait_without_end_is_given_up, here_make, here_away),
	};

	return cmocka_run_group_tests_name("store: several writers", tests, NULL, NULL);
}
