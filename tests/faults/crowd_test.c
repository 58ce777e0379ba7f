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
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "support/child.h"
#include "support/place.h"

/* Many processes at once on one store: writers that raise one number, readers that must never see half a save, some of them
 * killed while they read. SIKO_CROWD=full: 200 readers and 32 writers. */

#define READERS_MOST 200
#define WRITERS_MOST 32
#define RAISES	     10
#define LOOKS	     20

static size_t readers, writers, raises;

static int make(void **state)
{
	const char *wanted = getenv("SIKO_CROWD");
	bool full = wanted && strcmp(wanted, "full") == 0;

	readers = full ? READERS_MOST : 40;
	writers = full ? WRITERS_MOST : 8;
	raises = full ? 2 * RAISES : RAISES;
	return here_make_innovation(state);
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
	return child_run_program(&report);
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
		writer[i] = child_start(write_much, &crowd);
	/* Every fifth is killed while it reads. */
	for (size_t i = 0; i < readers; i++)
		reader[i] = child_start(i % 5 == 4 ? die_reading : read_much, &crowd);
	open_gate(gate[1], writers + readers);
	for (size_t i = 0; i < readers; i++)
		if (i % 5 == 4)
			assert_int_equal(waitpid(reader[i], NULL, 0), reader[i]);
		else
			child_expect_done(reader[i]);
	for (size_t i = 0; i < writers; i++) {
		uint64_t wait;

		child_expect_done(writer[i]);
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
	open_one = child_start(stay_open, &crowd);
	assert_int_equal(read(told[0], &byte, 1), 1);
	dead = child_start(die_reading, &nowhere);
	assert_int_equal(waitpid(dead, NULL, 0), dead);
	size = place_size(&here, "data.mdb");
	raise_often(60);
	if (place_size(&here, "data.mdb") > size + 256 * 1024)
		fail_msg("from %lld to %lld bytes", size, place_size(&here, "data.mdb"));
	open_gate(gate[1], 1);
	child_expect_done(open_one);
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
		child[i] = child_start(i % 2 ? read_much : fill_map, &crowd);
	open_gate(gate[1], count);
	for (size_t i = 0; i < count; i++)
		child_expect_done(child[i]);
	assert_true(place_is_well(&here));
	unsetenv("SIKO_MAP_SIZE");
	free(place_innovation(&here, "A", "Lega"));
	close(gate[0]);
	close(gate[1]);
}

/* ---- a replay while others write ---- */

static int rebuild_once(void *context)
{
	struct error err = {""};
	struct rebuilt rebuilt;

	wait_for_gate(context);
	return store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err) ? 0 : 1;
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
	killed = child_start_frozen(&(struct program){
		.stop = "after-fsync", .word = {"set", "inovasi", here_id, "nama=Dari yang beku"}});
	kill(killed, SIGKILL);
	assert_int_equal(waitpid(killed, NULL, 0), killed);
	for (size_t i = 0; i <= writers; i++)
		child[i] = child_start(i == writers / 2 ? rebuild_once : write_much, &crowd);
	open_gate(gate[1], writers + 1);
	for (size_t i = 0; i <= writers; i++)
		child_expect_done(child[i]);
	snprintf(expected, sizeof expected, "%zu", writers * raises);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", expected);
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Dari yang beku");
	assert_true(place_is_well(&here));
	for (int i = 0; i < 2; i++) {
		close(gate[i]);
		close(told[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_save_is_lost_in_a_crowd, make, here_away),
		cmocka_unit_test_setup_teardown(a_dead_reader_does_not_make_the_file_grow, make, here_away),
		cmocka_unit_test_setup_teardown(a_full_map_is_met_by_all, make, here_away),
		cmocka_unit_test_setup_teardown(a_replay_meets_live_writers, make, here_away),
	};

	return cmocka_run_group_tests_name("faults: many at once", tests, NULL, child_say_count);
}
