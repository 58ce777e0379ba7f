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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/login.h"
#include "base/text.h"
#include "support/child.h"
#include "support/place.h"

/* One program frozen or killed at a step that others wait behind: in the middle of a save, while it opens the store as the first,
 * while rebuild puts the new file in place. */

static int unmake(void **state)
{
	unsetenv("SIKO_WAIT_MS");
	return here_away(state);
}

static struct program saving(const char *stop)
{
	return (struct program){.stop = stop, .word = {"set", "inovasi", here_id, "nama=Dari yang beku"}};
}

static bool nothing(struct store_txn *txn, void *context, struct error *err)
{
	(void)txn;
	(void)context;
	(void)err;
	return true;
}

/* ---- in a save ---- */

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
		struct program save = saving(points[i]);
		pid_t frozen = child_start_frozen(&save);
		pid_t waiting = child_start(child_run_program, &other);
		char named[64];

		snprintf(named, sizeof named, "menunggu admin (proses %d)", (int)frozen);
		expect_said(said[0], named);
		child_expect_done(child_start(child_run_program, &look)); /* readers do not wait */
		kill(frozen, is_killed ? SIGKILL : SIGCONT);
		child_expect_done(waiting);
		expect_said(said[0], "diubah");
		if (is_killed)
			assert_int_equal(waitpid(frozen, NULL, 0), frozen);
		else
			child_expect_done(frozen);
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
	struct program save = saving("before-commit");
	pid_t frozen;
	pid_t waiting;
	int said[2];
	int status;

	(void)state;
	assert_int_equal(pipe(said), 0);
	other.said = said[1];
	setenv("SIKO_WAIT_MS", "50", 1);
	frozen = child_start_frozen(&save);
	waiting = child_start(child_run_program, &other);
	expect_said(said[0], "menunggu admin");
	expect_said(said[0], "belum tersimpan: admin (proses");
	assert_int_equal(waitpid(waiting, &status, 0), waiting);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	kill(frozen, SIGCONT);
	child_expect_done(frozen);
	place_expect(&here, TABLE_INNOVATION, here_id, "catatan", "");
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Dari yang beku");
	assert_true(place_is_well(&here));
	close(said[0]);
	close(said[1]);
}

/* ---- while opening ---- */

/* It is at the third of LMDB's steps: the lock table is made, and says that nothing was ever saved. */
static pid_t start_frozen_opener(void)
{
	struct program opener = {.fault = "open data.mdb stop 3", .word = {"list", "inovasi"}};

	return child_start_frozen(&opener);
}

static void a_frozen_opener_is_named_to_readers_and_writers(void **state)
{
	struct program visitor[2] = {
		{.word = {"show", "inovasi", here_id}},
		{.word = {"set", "inovasi", here_id, "catatan=sesudahnya"}},
	};
	char *login = login_name(getuid());
	int said[2];

	(void)state;
	assert_int_equal(pipe(said), 0);
	setenv("SIKO_WAIT_MS", "200", 1);
	for (int i = 0; i < 4; i++) {
		bool is_killed = i / 2;
		pid_t frozen = start_frozen_opener();
		pid_t waiting;
		char named[128];

		visitor[i % 2].said = said[1];
		waiting = child_start(child_run_program, &visitor[i % 2]);
		snprintf(named, sizeof named, "menunggu %.80s (proses %d) yang mengunci data", login,
			(int)frozen);
		expect_said(said[0], named);
		kill(frozen, is_killed ? SIGKILL : SIGCONT);
		child_expect_done(waiting);
		expect_said(said[0], i % 2 ? "diubah" : "Inovasi");
		if (is_killed)
			assert_int_equal(waitpid(frozen, NULL, 0), frozen);
		else
			child_expect_done(frozen);
		assert_true(place_is_well(&here));
		if (i % 2)
			place_set(&here, here_id, "catatan", "sesudahnya", "");
	}
	free(login);
	close(said[0]);
	close(said[1]);
}

/* rebuild too: it may not take for lost what it could not look at. */
static void who_waits_too_long_to_open_is_told_and_nothing_is_done(void **state)
{
	struct program visitor[] = {
		{.word = {"show", "inovasi", here_id}},
		{.word = {"set", "inovasi", here_id, "catatan=dari yang lain"}},
		{.stop = "rebuild-begin", .word = {"rebuild"}},
	};
	char *data = place_file(&here, "data.mdb");
	struct stat before;
	struct stat after;
	pid_t frozen;
	int said[2];
	int status;

	(void)state;
	assert_int_equal(pipe(said), 0);
	setenv("SIKO_WAIT_MS", "50", 1);
	frozen = start_frozen_opener();
	assert_int_equal(stat(data, &before), 0);
	for (size_t i = 0; i < sizeof visitor / sizeof *visitor; i++) {
		pid_t waiting;

		visitor[i].said = said[1];
		waiting = child_start(child_run_program, &visitor[i]);
		if (i < 2)
			expect_said(said[0], "menunggu ");
		assert_int_equal(waitpid(waiting, &status, WUNTRACED), waiting);
		assert_true(WIFEXITED(status));
		expect_said(said[0], "jadi tidak ada yang dibaca atau ditulis");
		assert_int_equal(WEXITSTATUS(status), 1);
	}
	assert_int_equal(stat(data, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	kill(frozen, SIGCONT);
	child_expect_done(frozen);
	place_expect(&here, TABLE_INNOVATION, here_id, "catatan", "");
	assert_true(place_is_well(&here));
	free(data);
	close(said[0]);
	close(said[1]);
}

static int save_rested(void *context)
{
	(void)context;
	place_set(&here, here_id, "manfaat", "", "dari yang beristirahat");
	return 0;
}

static int save_from_open(void *context)
{
	const int *ends = context;
	struct error err = {""};
	char byte;

	if (!store_read(here.store, nothing, NULL, &err) || write(ends[1], "x", 1) != 1 ||
		read(ends[2], &byte, 1) != 1)
		return 1;
	place_set(&here, here_id, "catatan", "", "dari yang terbuka");
	return 0;
}

/* A session that rested has to open before it can save: it must not hold the lock of writers while it waits for that. */
static void who_waits_to_open_holds_up_no_writer(void **state)
{
	int ends[4];
	pid_t session;
	pid_t frozen;
	pid_t rested;
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(ends + 2), 0);
	setenv("SIKO_WAIT_MS", "500", 1);
	session = child_start(save_from_open, ends);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	frozen = start_frozen_opener();
	rested = child_start(save_rested, NULL);
	child_wait_blocked(rested);
	assert_int_equal(write(ends[3], "x", 1), 1);
	child_expect_done(session);
	kill(frozen, SIGCONT);
	child_expect_done(frozen);
	child_expect_done(rested);
	place_expect(&here, TABLE_INNOVATION, here_id, "manfaat", "dari yang beristirahat");
	place_expect(&here, TABLE_INNOVATION, here_id, "catatan", "dari yang terbuka");
	assert_true(place_is_well(&here));
	for (int i = 0; i < 4; i++)
		close(ends[i]);
}

/* Who comes meanwhile waits; when the opener is killed he must not take what it left for a table of transactions. Every other state
 * stands in the first of the two pages that transactions begin from, which is where a table of nothing leads to: so twice. */
static void an_opener_killed_half_way_misleads_nobody(void **state)
{
	char name[32] = "";

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct program save = {.word = {"set", "inovasi", here_id, name}};
		pid_t frozen;
		pid_t waiting;

		snprintf(name, sizeof name, "nama=%d", i);
		child_expect_done(child_start(child_run_program, &save));
		frozen = start_frozen_opener();
		snprintf(name, sizeof name, "manfaat=%d", i);
		waiting = child_start(child_run_program, &save);
		child_wait_blocked(waiting);
		kill(frozen, SIGKILL);
		assert_int_equal(waitpid(frozen, NULL, 0), frozen);
		child_expect_done(waiting);
		place_expect(&here, TABLE_INNOVATION, here_id, "nama", strchr(name, '=') + 1);
		place_expect(&here, TABLE_INNOVATION, here_id, "manfaat", strchr(name, '=') + 1);
		assert_true(place_is_well(&here));
	}
}

/* ---- while the file is replaced ---- */

static int hold_open(void *context)
{
	const int *ends = context;
	struct error err = {""};
	char byte;

	if (!store_read(here.store, nothing, NULL, &err) || write(ends[1], "x", 1) != 1)
		return 1;
	return read(ends[2], &byte, 1) == 1 ? 0 : 2;
}

/* Between the two steps of putting the new file in place: who makes the lock table for the old one then must not have it used for
 * the new one, whose states are counted from the beginning. He stays, so that nobody makes another table. */
static void who_opens_while_rebuild_replaces_the_file_gets_the_new_one(void **state)
{
	static struct program rebuild = {.stop = "rebuild-unlocked", .word = {"rebuild"}};
	static struct program save = {.word = {"set", "inovasi", NULL, "nama=Sesudahnya"}};
	int ends[4];
	char byte;

	(void)state;
	save.word[2] = here_id;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(ends + 2), 0);
	for (int i = 0; i < 3; i++) { /* whatever page the states of either file stand in */
		pid_t frozen = child_start_frozen(&rebuild);
		pid_t session = child_start(hold_open, ends);

		child_wait_blocked(session);
		kill(frozen, SIGCONT);
		child_expect_done(frozen);
		assert_int_equal(read(ends[0], &byte, 1), 1);
		child_expect_done(child_start(child_run_program, &save));
		place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Sesudahnya");
		assert_true(place_is_well(&here));
		assert_int_equal(write(ends[3], "x", 1), 1);
		child_expect_done(session);
		place_set(&here, here_id, "nama", "Sesudahnya", "Inovasi");
	}
	for (int i = 0; i < 4; i++)
		close(ends[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_frozen_writer_is_named_and_waited_for, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(
			who_waits_too_long_is_told_and_nothing_is_written, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(
			a_frozen_opener_is_named_to_readers_and_writers, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(
			who_waits_too_long_to_open_is_told_and_nothing_is_done, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(
			who_waits_to_open_holds_up_no_writer, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(
			an_opener_killed_half_way_misleads_nobody, here_make_innovation, unmake),
		cmocka_unit_test_setup_teardown(who_opens_while_rebuild_replaces_the_file_gets_the_new_one,
			here_make_innovation, unmake),
	};

	return cmocka_run_group_tests_name("faults: who is waited for", tests, NULL, child_say_count);
}
