#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "support/place.h"

/* A writer killed between any two steps of a commit: what it was told is saved is there, the rest is there as a whole or not at
 * all, and the next one goes on. (tests/faults/run does the same with the whole program.) */

struct writing {
	const char *point; /* "mid-journal:3" */
	const char *id;
	int told; /* one byte for every save that was acknowledged */
	int from;
	int count;
};

/* Each save changes two records' worth of fields at once: half of it must never be seen. */
static int write_until_killed(struct place *place, const void *context)
{
	const struct writing *writing = context;

	setenv("SIKO_FAIL", writing->point, 1);
	for (int i = writing->from; i < writing->from + writing->count; i++) {
		char before[16] = "";
		char after[16];
		const char *fields[] = {"tujuan", before, after, "manfaat", before, after, NULL};

		if (i)
			snprintf(before, sizeof before, "%d", i);
		snprintf(after, sizeof after, "%d", i + 1);
		place_save(place,
			&(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, writing->id, .fields = fields});
		(void)!write(writing->told, "x", 1);
	}
	return 0;
}

static int stored(const char *id)
{
	char *aim = place_get(&here, TABLE_INNOVATION, id, "tujuan");
	char *use = place_get(&here, TABLE_INNOVATION, id, "manfaat");
	uint64_t number;

	text_number(aim, 1000000, &number);
	assert_string_equal(aim, use);
	free(aim);
	free(use);
	return (int)number;
}

static int drain(int fd)
{
	char bytes[64];

	return (int)read(fd, bytes, sizeof bytes);
}

static void killed_at_every_point_of_every_save(void **state)
{
	static const struct {
		const char *name;
		bool survives; /* the group is whole in the journal: the next save brings it in */
	} points[] = {
		{"before-journal", false},
		{"mid-journal", false},
		{"before-fsync", true},
		{"after-fsync", true},
		{"before-commit", true},
		{"after-commit", true},
	};
	char *id = place_innovation(&here, "A", "Inovasi");
	int saved = 0;

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		for (int nth = 1; nth <= 4; nth++) {
			char point[32];
			int told[2];
			struct writing writing = {point, id, -1, saved, 5};
			int acknowledged;
			char *other;

			assert_int_equal(pipe(told), 0);
			writing.told = told[1];
			snprintf(point, sizeof point, "%s:%d", points[i].name, nth);
			assert_int_equal(place_child(write_until_killed, &here, &writing), 128 + SIGKILL);
			close(told[1]);
			acknowledged = nth > 1 ? drain(told[0]) : 0;
			close(told[0]);
			assert_int_equal(acknowledged, nth - 1);
			assert_in_range(stored(id), saved + acknowledged, saved + acknowledged + 1);
			assert_true(place_is_well(&here));
			/* The next save, of something else, brings in or cuts what was left. */
			other = place_innovation(&here, "B", "Sesudahnya");
			free(other);
			assert_int_equal(stored(id), saved + acknowledged + points[i].survives);
			assert_true(place_is_well(&here));
			saved = stored(id);
		}
	free(id);
}

/* Killed while it brings in what another left behind. */
static void killed_again_while_recovering(void **state)
{
	static const char *const points[] = {"before-journal", "mid-journal", "before-fsync", "after-fsync",
		"before-commit", "after-commit"};
	char *id = place_innovation(&here, "A", "Inovasi");
	int saved = 0;

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
			int told[2];
			struct writing first = {points[i], id, -1, saved, 1};
			struct writing second = {points[k], id, -1, 0, 1};
			int now;

			assert_int_equal(pipe(told), 0);
			first.told = second.told = told[1];
			assert_int_equal(place_child(write_until_killed, &here, &first), 128 + SIGKILL);
			/* What the first left comes in with the second: it goes on from there. */
			second.from = saved + (i >= 2);
			assert_int_equal(place_child(write_until_killed, &here, &second), 128 + SIGKILL);
			close(told[0]);
			close(told[1]);
			assert_true(place_is_well(&here));
			free(place_innovation(&here, "B", "Sesudahnya"));
			now = stored(id);
			assert_int_equal(now, saved + (i >= 2) + (k >= 2));
			assert_true(place_is_well(&here));
			saved = now;
		}
	free(id);
}

static void an_import_is_whole_or_not_there(void **state)
{
	static const char *const points[] = {"mid-journal", "after-fsync"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct record_change record[40] = {0};
		struct commit_wish wish = {.user = "admin",
			.act = ACT_IMPORT,
			.note = "",
			.year = 2026,
			.record = record,
			.record_count = 40};
		struct commit_result result;
		struct error err = {""};
		int status;
		pid_t child;
		char id[32];

		for (int k = 0; k < 40; k++) {
			snprintf(id, sizeof id, "massal-%zu-%02d", i, k);
			record[k] = (struct record_change){.table = TABLE_INNOVATION, .id = strdup(id)};
			changes_add(&record[k].changes, "opd", "", "A", false);
			changes_add(&record[k].changes, "nama", "", "Massal", false);
		}
		store_rest(here.store);
		child = fork();
		if (!child) {
			setenv("SIKO_FAIL", points[i], 1);
			_exit(store_commit(here.store, &wish, &result, &err) ? 0 : 1);
		}
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status));
		free(place_innovation(&here, "B", "Sesudahnya"));
		for (int k = 0; k < 40; k++) {
			place_expect(&here, TABLE_INNOVATION, record[k].id, "nama", i ? "Massal" : "");
			record_change_free(&record[k]);
		}
		assert_true(place_is_well(&here));
	}
}

/* At no point chosen by us: whenever the signal comes. */
static void killed_at_any_moment(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");

	(void)state;
	for (int round = 0; round < 60; round++) {
		int told[2];
		int from = stored(id);
		int acknowledged = 0;
		int most = rand() % 4 + 1;
		pid_t child;
		char byte;

		assert_int_equal(pipe(told), 0);
		store_rest(here.store);
		child = fork();
		if (!child) {
			struct writing writing = {"", id, told[1], from, 1000};

			close(told[0]);
			_exit(write_until_killed(&here, &writing));
		}
		close(told[1]);
		while (acknowledged < most && read(told[0], &byte, 1) == 1)
			acknowledged++;
		for (volatile int spin = rand() % 400000; spin > 0; spin--)
			;
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(told[0], &byte, 1) == 1)
			acknowledged++;
		close(told[0]);
		assert_in_range(stored(id), from + acknowledged, from + acknowledged + 1);
		/* Brings in a group that is whole, so that the next round counts from what will be there. */
		free(place_innovation(&here, "B", "Sesudahnya"));
		assert_in_range(stored(id), from + acknowledged, from + acknowledged + 1);
	}
	assert_true(place_is_well(&here));
	free(id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(killed_at_every_point_of_every_save, here_make, here_away),
		cmocka_unit_test_setup_teardown(killed_again_while_recovering, here_make, here_away),
		cmocka_unit_test_setup_teardown(an_import_is_whole_or_not_there, here_make, here_away),
		cmocka_unit_test_setup_teardown(killed_at_any_moment, here_make, here_away),
	};

	return cmocka_run_group_tests_name("faults: killed while saving", tests, NULL, NULL);
}
