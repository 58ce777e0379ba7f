#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "support/place.h"

/* Many processes at once on one store: writers that raise one number, readers that must never see half a save, some of them
 * killed while they read, one frozen in the middle of a save. SIKO_CROWD=full: 200 readers and 32 writers. */

#define READERS_MOST 200
#define WRITERS_MOST 32
#define RAISES	     10
#define LOOKS	     20

static size_t readers, writers, raises;
static size_t processes; /* started so far */

static int make(void **state)
{
	const char *wanted = getenv("SIKO_CROWD");
	bool full = wanted && strcmp(wanted, "full") == 0;

	readers = full ? READERS_MOST : 40;
	writers = full ? WRITERS_MOST : 8;
	raises = full ? 2 * RAISES : RAISES;
	return here_make_innovation(state);
}

static int unmake(void **state)
{
	unsetenv("SIKO_WAIT_MS");
	return here_away(state);
}

/* ---- processes ---- */

typedef int child_body(void *context);

static pid_t start(child_body *body, void *context)
{
	pid_t child;

	store_rest(here.store); /* an environment must not be used across a fork (PITFALLS C1) */
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	processes++;
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nobody waiting */
		_exit(body(context));
	}
	return child;
}

static void expect_done(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("a process ended with %d",
			WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

/* The whole program. */
struct program {
	const char *stop; /* where it freezes; NULL */
	int said;	  /* gets its words; 0: nobody hears them */
	const char *word[6];
};

static int run_program(void *context)
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
	if (argv[0])
		execv(argv[0], (char *const *)argv);
	return 127;
}

/* ---- what they do ---- */

/* Both fields in one save, so that a reader can see half of it. False: somebody was faster, or it failed. */
static bool raise_once(char *before, bool *failed)
{
	char after[32];
	const char *fields[] = {"tujuan", before, after, "manfaat", before, after, NULL};
	struct commit_result result = {0};
	struct error err = {""};
	uint64_t number = 0;
	bool done;

	text_number(before, 1000000, &number);
	snprintf(after, sizeof after, "%llu", (unsigned long long)number + 1);
	done = place_try(&here,
		       &(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = fields},
		       &result, NULL, &err) &&
	       result.number;
	*failed = !done && !result.conflict_count && *err.text;
	if (*failed)
		print_message("%s\n", err.text);
	commit_result_free(&result);
	return done;
}

struct crowd {
	int gate; /* all begin at once */
	int told; /* gets each writer's longest wait */
};

static void wait_for_gate(const struct crowd *crowd)
{
	char byte;

	(void)!read(crowd->gate, &byte, 1);
}

static int write_much(void *context)
{
	const struct crowd *crowd = context;
	uint64_t worst = 0;

	wait_for_gate(crowd);
	for (size_t done = 0; done < raises;) {
		char *before = place_get(&here, TABLE_INNOVATION, here_id, "tujuan");
		uint64_t begun = clock_monotonic_ms();
		bool failed;

		done += raise_once(before, &failed);
		free(before);
		if (failed)
			return 1;
		if (clock_monotonic_ms() - begun > worst)
			worst = clock_monotonic_ms() - begun;
	}
	return write(crowd->told, &worst, sizeof worst) == sizeof worst ? 0 : 2;
}

static bool both_equal(struct store_txn *txn, void *context, struct error *err)
{
	struct record record;
	bool read = txn_record(txn, TABLE_INNOVATION, here_id, &record, err);

	*(bool *)context = strcmp(record_get(&record, "tujuan"), record_get(&record, "manfaat")) == 0;
	record_free(&record);
	return read;
}

static int read_much(void *context)
{
	struct program report = {.word = {"report"}};
	struct error err = {""};

	wait_for_gate(context);
	for (int i = 0; i < LOOKS; i++) {
		bool equal = false;

		if (!store_read(here.store, both_equal, &equal, &err)) {
			print_message("%s\n", err.text);
			return 1;
		}
		if (!equal)
			return 2;
		if (i % 5 == 0)
			store_rest(here.store); /* sessions come and go */
	}
	store_rest(here.store);
	return run_program(&report);
}

static bool die(struct store_txn *txn, void *context, struct error *err)
{
	(void)txn;
	(void)context;
	(void)err;
	return kill(getpid(), SIGKILL) == 0;
}

static int die_reading(void *context)
{
	struct error err = {""};

	wait_for_gate(context);
	store_read(here.store, die, NULL, &err);
	return 0;
}

/* ---- all of them ---- */

static void open_gate(int gate, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_int_equal(write(gate, "x", 1), 1);
}

static void no_save_is_lost_in_a_crowd(void **state)
{
	pid_t writer[WRITERS_MOST] = {0};
	pid_t reader[READERS_MOST] = {0};
	int gate[2];
	int told[2];
	struct crowd crowd;
	uint64_t worst = 0;
	char expected[32];

	(void)state;
	assert_int_equal(pipe(gate), 0);
	assert_int_equal(pipe(told), 0);
	crowd = (struct crowd){gate[0], told[1]};
	for (size_t i = 0; i < writers; i++)
		writer[i] = start(write_much, &crowd);
	/* Every fifth is killed while it reads. */
	for (size_t i = 0; i < readers; i++)
		reader[i] = start(i % 5 == 4 ? die_reading : read_much, &crowd);
	open_gate(gate[1], writers + readers);
	for (size_t i = 0; i < readers; i++)
		if (i % 5 == 4)
			assert_int_equal(waitpid(reader[i], NULL, 0), reader[i]);
		else
			expect_done(reader[i]);
	for (size_t i = 0; i < writers; i++) {
		uint64_t wait;

		expect_done(writer[i]);
		assert_int_equal(read(told[0], &wait, sizeof wait), sizeof wait);
		worst = wait > worst ? wait : worst;
	}
	snprintf(expected, sizeof expected, "%zu", writers * raises);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", expected);
	assert_true(place_is_well(&here));
	print_message("# saves %zu\n# worst_wait_ms %llu\n", writers * raises, (unsigned long long)worst);
	for (int i = 0; i < 2; i++) {
		close(gate[i]);
		close(told[i]);
	}
}

/* A session that is open meanwhile: with nobody there the next one to come would clear the table of readers anyway. */
static int stay_open(void *context)
{
	const struct crowd *crowd = context;
	struct error err = {""};
	bool equal;

	if (!store_read(here.store, both_equal, &equal, &err) || write(crowd->told, "x", 1) != 1)
		return 1;
	wait_for_gate(crowd);
	return 0;
}

static void raise_often(int times)
{
	for (int i = 0; i < times; i++) {
		char *before = place_get(&here, TABLE_INNOVATION, here_id, "tujuan");
		bool failed;

		assert_true(raise_once(before, &failed));
		free(before);
	}
}

/* A page once read by somebody who died is used again: otherwise the file grows with every save. */
static void a_dead_reader_does_not_make_the_file_grow(void **state)
{
	struct crowd nowhere = {open("/dev/null", O_RDONLY | O_CLOEXEC), -1};
	int gate[2];
	int told[2];
	struct crowd crowd;
	pid_t open_one;
	pid_t dead;
	long long size;
	char byte;

	(void)state;
	assert_int_equal(pipe(gate), 0);
	assert_int_equal(pipe(told), 0);
	crowd = (struct crowd){gate[0], told[1]};
	raise_often(20);
	open_one = start(stay_open, &crowd);
	assert_int_equal(read(told[0], &byte, 1), 1);
	dead = start(die_reading, &nowhere);
	assert_int_equal(waitpid(dead, NULL, 0), dead);
	size = place_size(&here, "data.mdb");
	raise_often(60);
	if (place_size(&here, "data.mdb") > size + 256 * 1024)
		fail_msg("from %lld to %lld bytes", size, place_size(&here, "data.mdb"));
	open_gate(gate[1], 1);
	expect_done(open_one);
	close(nowhere.gate);
	for (int i = 0; i < 2; i++) {
		close(gate[i]);
		close(told[i]);
	}
}

/* ---- a full map ---- */

static int fill_map(void *context)
{
	char text[3000];

	wait_for_gate(context);
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (int i = 0; i < 1000; i++) {
		const char *fields[] = {
			"opd", "", "A", "nama", "", "Penuh", "rancang_bangun", "", text, NULL};
		struct commit_result result = {0};
		struct error err = {""};
		bool done = place_try(&here,
			&(struct save){"admin", ACT_NEW, TABLE_INNOVATION, .fields = fields}, &result, NULL,
			&err);

		commit_result_free(&result);
		if (!done)
			return strstr(err.text, "penuh") ? 0 : 1;
	}
	return 2;
}

static void a_full_map_is_met_by_all(void **state)
{
	pid_t child[40];
	size_t count = writers + readers < 40 ? writers + readers : 40;
	int gate[2];
	struct crowd crowd;

	(void)state;
	setenv("SIKO_MAP_SIZE", "700000", 1);
	assert_int_equal(pipe(gate), 0);
	crowd.gate = gate[0];
	for (size_t i = 0; i < count; i++)
		child[i] = start(i % 2 ? read_much : fill_map, &crowd);
	open_gate(gate[1], count);
	for (size_t i = 0; i < count; i++)
		expect_done(child[i]);
	assert_true(place_is_well(&here));
	unsetenv("SIKO_MAP_SIZE");
	free(place_innovation(&here, "A", "Lega"));
	close(gate[0]);
	close(gate[1]);
}

/* ---- one that is frozen ---- */

static pid_t start_frozen(const char *point)
{
	struct program program = {.stop = point, .word = {"set", "inovasi", here_id, "nama=Dari yang beku"}};
	pid_t child = start(run_program, &program);
	int status;

	assert_int_equal(waitpid(child, &status, WUNTRACED), child);
	assert_true(WIFSTOPPED(status));
	return child;
}

/* Its first words; they come when they come. */
static void expect_said(int from, const char *part)
{
	char text[1024] = "";
	ssize_t size = read(from, text, sizeof text - 1);

	if (size <= 0 || !strstr(text, part))
		fail_msg("'%s' instead of '%s'", text, part);
}

static void a_frozen_writer_is_named_and_waited_for(void **state)
{
	static const char *const points[] = {"before-journal", "mid-journal", "before-fsync", "after-fsync",
		"before-commit", "after-commit"};
	struct program other = {.word = {"set", "inovasi", here_id, "catatan=dari yang lain"}};
	struct program look = {.word = {"list", "inovasi"}};
	int said[2];

	(void)state;
	assert_int_equal(pipe(said), 0);
	other.said = said[1];
	setenv("SIKO_WAIT_MS", "200", 1);
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		bool is_killed = i % 2;
		pid_t frozen = start_frozen(points[i]);
		pid_t waiting = start(run_program, &other);
		char named[64];

		snprintf(named, sizeof named, "menunggu admin (proses %d)", (int)frozen);
		expect_said(said[0], named);
		expect_done(start(run_program, &look)); /* readers do not wait */
		kill(frozen, is_killed ? SIGKILL : SIGCONT);
		expect_done(waiting);
		expect_said(said[0], "diubah");
		if (is_killed)
			assert_int_equal(waitpid(frozen, NULL, 0), frozen);
		else
			expect_done(frozen);
		if (!is_killed || i >= 2)
			place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Dari yang beku");
		place_expect(&here, TABLE_INNOVATION, here_id, "catatan", "dari yang lain");
		assert_true(place_is_well(&here));
		place_set(&here, here_id, "catatan", "dari yang lain", "");
		place_set(&here, here_id, "nama", "Dari yang beku", "Inovasi");
	}
	close(said[0]);
	close(said[1]);
}

/* Nobody waits for ever: after twelve times as long it is a refusal that names him, and nothing was written. */
static void who_waits_too_long_is_told_and_nothing_is_written(void **state)
{
	struct program other = {.word = {"set", "inovasi", here_id, "catatan=dari yang lain"}};
	pid_t frozen;
	pid_t waiting;
	int said[2];
	int status;

	(void)state;
	assert_int_equal(pipe(said), 0);
	other.said = said[1];
	setenv("SIKO_WAIT_MS", "50", 1);
	frozen = start_frozen("before-commit");
	waiting = start(run_program, &other);
	expect_said(said[0], "menunggu admin");
	expect_said(said[0], "belum tersimpan: admin (proses");
	assert_int_equal(waitpid(waiting, &status, 0), waiting);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	kill(frozen, SIGCONT);
	expect_done(frozen);
	place_expect(&here, TABLE_INNOVATION, here_id, "catatan", "");
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Dari yang beku");
	assert_true(place_is_well(&here));
	close(said[0]);
	close(said[1]);
}

/* ---- a replay while others write ---- */

static int rebuild_once(void *context)
{
	struct error err = {""};
	size_t records;

	wait_for_gate(context);
	return store_rebuild(here.path, here.definitions, NULL, &records, &err) ? 0 : 1;
}

/* What a killed one left in the journal is brought in by whoever comes first, while all come at once and the data file is
 * made anew among them. */
static void a_replay_meets_live_writers(void **state)
{
	pid_t child[WRITERS_MOST + 1];
	int gate[2];
	int told[2];
	struct crowd crowd;
	char expected[32];
	pid_t killed;

	(void)state;
	assert_int_equal(pipe(gate), 0);
	assert_int_equal(pipe(told), 0);
	crowd = (struct crowd){gate[0], told[1]};
	killed = start_frozen("after-fsync");
	kill(killed, SIGKILL);
	assert_int_equal(waitpid(killed, NULL, 0), killed);
	for (size_t i = 0; i <= writers; i++)
		child[i] = start(i == writers / 2 ? rebuild_once : write_much, &crowd);
	open_gate(gate[1], writers + 1);
	for (size_t i = 0; i <= writers; i++)
		expect_done(child[i]);
	snprintf(expected, sizeof expected, "%zu", writers * raises);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", expected);
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Dari yang beku");
	assert_true(place_is_well(&here));
	for (int i = 0; i < 2; i++) {
		close(gate[i]);
		close(told[i]);
	}
}

static int say_processes(void **state)
{
	(void)state;
	print_message("# processes %zu\n", processes);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_save_is_lost_in_a_crowd, make, unmake),
		cmocka_unit_test_setup_teardown(a_dead_reader_does_not_make_the_file_grow, make, unmake),
		cmocka_unit_test_setup_teardown(a_full_map_is_met_by_all, make, unmake),
		cmocka_unit_test_setup_teardown(a_frozen_writer_is_named_and_waited_for, make, unmake),
		cmocka_unit_test_setup_teardown(
			who_waits_too_long_is_told_and_nothing_is_written, make, unmake),
		cmocka_unit_test_setup_teardown(a_replay_meets_live_writers, make, unmake),
	};

	return cmocka_run_group_tests_name("faults: many at once", tests, NULL, say_processes);
}
