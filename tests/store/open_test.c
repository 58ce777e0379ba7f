#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/place.h"
#include "support/real.h"

static void refused_naming(const char *part)
{
	struct error err = {""};
	struct store *store = store_open(here.path, here.definitions, &err);

	assert_null(store);
	if (!strstr(err.text, part))
		fail_msg("'%s' does not name '%s'", err.text, part);
}

static int mode_of(const char *name)
{
	char *path = place_file(&here, name);
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	free(path);
	return (int)(info.st_mode & 07777);
}

static void init_makes_a_private_folder(void **state)
{
	(void)state;
	assert_int_equal(mode_of("."), 0700);
	assert_int_equal(mode_of("draf"), 0700);
	assert_int_equal(mode_of("bukti"), 0700);
	assert_int_equal(mode_of("data.mdb"), 0600);
	assert_int_equal(mode_of("jurnal.jsonl"), 0600);
	assert_int_equal(mode_of("write.lock"), 0600);
	assert_int_equal(store_owner(here.path), getuid());
	assert_string_equal(store_about(here.store)->region, "Kota Jambi");
	assert_string_equal(store_about(here.store)->office, "JB");
	assert_int_equal(store_about(here.store)->year, 2026);
	assert_int_equal(strlen(store_about(here.store)->uuid), 36);
	place_expect(&here, TABLE_USER, "admin", "peran", "admin");
	assert_true(place_is_well(&here));
}

static void init_leaves_a_store_alone(void **state)
{
	struct store_init wish = {here.path, "Kota Jambi", "JB", 2026, "lain"};
	struct error err = {""};

	(void)state;
	assert_false(store_init(&wish, here.definitions, &err));
	assert_non_null(strstr(err.text, "sudah ada"));
	place_expect(&here, TABLE_USER, "admin", "peran", "admin");
}

static void init_refuses_nonsense_and_leaves_nothing(void **state)
{
	struct store_init bad[] = {
		{here.path, "Kota Jambi", "JBX", 2026, "admin"},
		{here.path, "Kota Jambi", "J-", 2026, "admin"},
		{here.path, "", "JB", 2026, "admin"},
		{here.path, "dua\nbaris", "JB", 2026, "admin"},
		{here.path, "Kota Jambi", "JB", 1999, "admin"},
		{here.path, "Kota Jambi", "JB", 2026, "a/b"},
		{here.path, "Kota Jambi", "JB", 2026, ""},
		{here.path, "rusak\xff", "JB", 2026, "admin"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error err = {""};

		assert_false(store_init(&bad[i], here.definitions, &err));
		assert_true(*err.text);
		assert_int_equal(access(here.path, F_OK), -1);
	}
	assert_int_equal(store_owner(here.path), (uid_t)-1);
}

#define INITS 4

static pid_t start_init(int ready)
{
	struct store_init wish = {here.path, "Kota Jambi", "JB", 2026, "admin"};
	struct error err = {""};
	pid_t child = fork();
	char byte;

	if (!child) {
		(void)!read(ready, &byte, 1);
		_exit(store_init(&wish, here.definitions, &err) ? 0 : 1);
	}
	assert_true(child > 0);
	return child;
}

/* Several at once: one makes it, the others leave what he made alone. */
static void of_several_inits_one_makes_the_store(void **state)
{
	(void)state;
	for (int round = 0; round < 20; round++) {
		pid_t child[INITS];
		int gate[2];
		int made = 0;

		assert_int_equal(pipe(gate), 0);
		for (int i = 0; i < INITS; i++)
			child[i] = start_init(gate[0]);
		assert_int_equal(write(gate[1], "0123", INITS), INITS);
		for (int i = 0; i < INITS; i++) {
			int status;

			waitpid(child[i], &status, 0);
			made += status == 0;
		}
		close(gate[0]);
		close(gate[1]);
		assert_int_equal(made, 1);
		place_reopen(&here);
		place_expect(&here, TABLE_USER, "admin", "peran", "admin");
		assert_true(place_is_well(&here));
		store_close(here.store);
		here.store = NULL;
		store_discard(here.path);
	}
}

static void what_is_no_store_is_refused(void **state)
{
	size_t size;
	char *data = place_bytes(&here, "data.mdb", &size);
	char *path = place_file(&here, "data.mdb");
	char *journal = place_file(&here, "jurnal.jsonl");
	char *lock = place_file(&here, "lock.mdb");

	(void)state;
	store_close(here.store);
	here.store = NULL;
	unlink(lock);
	place_write(&here, "data.mdb", "", 0);
	refused_naming("siko rebuild");
	assert_int_equal(place_size(&here, "data.mdb"), 0);
	place_write(&here, "data.mdb", "bukan milik siko", 16);
	refused_naming("siko rebuild");
	memset(data, 0x5a, 8192);
	place_write(&here, "data.mdb", data, size);
	refused_naming("siko rebuild");
	assert_int_equal(access(lock, F_OK), -1); /* a folder that is not ours is left as it was */
	unlink(path);
	refused_naming("siko rebuild");
	assert_int_equal(access(path, F_OK), -1);
	unlink(journal);
	refused_naming("siko init");
	free(data);
	free(path);
	free(journal);
	free(lock);
}

/* A hole in it is a SIGBUS for the reader whose place it holds, once the disk is full. */
static void the_lock_file_has_no_holes(void **state)
{
	char *path = place_file(&here, "lock.mdb");
	struct stat info;

	(void)state;
	free(place_innovation(&here, "A", "Inovasi"));
	place_reopen(&here);
	free(place_innovation(&here, "A", "Inovasi"));
	assert_int_equal(stat(path, &info), 0);
	assert_true(info.st_size > 4096);
	assert_true(info.st_blocks * 512 >= info.st_size);
	free(path);
}

static void a_file_cut_short_is_refused(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	char *path = place_file(&here, "data.mdb");

	(void)state;
	store_close(here.store);
	here.store = NULL;
	assert_int_equal(truncate(path, 8192), 0);
	refused_naming("siko rebuild");
	free(id);
	free(path);
}

/* LMDB takes pages at the end of the file, frees them in the same transaction and never writes them: the file is then
 * shorter than its last page number says, and healthy. A rebuild writes one record many times in one transaction. */
static void a_file_whose_last_pages_were_never_written_opens(void **state)
{
	struct buffer text = {0};
	char *before[4] = {0};
	char *id[4];

	(void)state;
	while (text.size < 50000)
		buffer_add_text(&text, "kata ");
	for (int i = 0; i < 4; i++) {
		id[i] = place_innovation(&here, "A", "Inovasi");
		before[i] = strdup("");
	}
	for (int round = 0; round < 12; round++) {
		struct error err = {""};
		struct rebuilt rebuilt;

		for (int i = 0; i < 8; i++) {
			int which = rand() % 4;
			char *after = strndup(buffer_text(&text), (size_t)(rand() % 9000) * 5 + 4);

			place_set(&here, id[which], "rancang_bangun", before[which], after);
			free(before[which]);
			before[which] = after;
		}
		store_rest(here.store);
		if (!store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err))
			fail_msg("%s", err.text);
		place_reopen(&here);
		for (int i = 0; i < 4; i++)
			place_expect(&here, TABLE_INNOVATION, id[i], "rancang_bangun", before[i]);
	}
	assert_true(place_is_well(&here));
	for (int i = 0; i < 4; i++) {
		free(before[i]);
		free(id[i]);
	}
	buffer_free(&text);
}

static void put(const char *name, const char *bytes, size_t size)
{
	store_rest(here.store);
	place_write(&here, name, bytes, size);
}

static bool opens(struct error *err)
{
	struct store *store = store_open(here.path, here.definitions, err);

	store_close(store);
	return store != NULL;
}

/* By somebody's copying. Which is the right one only a person knows; until then nothing wrong is read, and nothing is lost. */
static void files_of_two_stores_are_refused_until_somebody_decides(void **state)
{
	static const char *const names[] = {"data.mdb", "jurnal.jsonl"};
	char *second = strdup(here.path);
	struct store_init wish = {second, "Kota Lain", "KL", 2026, "admin"};
	char *mine[2];
	char *others[2];
	size_t my_size[2];
	size_t other_size[2];
	struct place other = here;
	struct error err = {""};

	(void)state;
	memcpy(second + strlen(second) - 2, "kl", 2);
	other.path = second;
	assert_true(store_init(&wish, here.definitions, &err));
	for (int i = 0; i < 2; i++) {
		mine[i] = place_bytes(&here, names[i], &my_size[i]);
		others[i] = place_bytes(&other, names[i], &other_size[i]);
	}
	for (int i = 0; i < 2; i++) {
		struct rebuilt rebuilt;

		put(names[i], others[i], other_size[i]);
		assert_false(opens(&err));
		assert_non_null(strstr(err.text, "bukan dari penyimpanan yang sama"));
		assert_true(store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err));
		assert_int_equal(rebuilt.old_kept, i + 1);
		assert_true(opens(&err));
		put("data.mdb", mine[0], my_size[0]);
		put("jurnal.jsonl", mine[1], my_size[1]);
		assert_true(opens(&err));
		free(others[i]);
	}
	place_reopen(&here);
	assert_true(place_is_well(&here));
	/* A first line that is damaged is no other store's. */
	*strstr(mine[1], "\"kantor\"") = '#';
	memcpy(strstr(mine[1], "\"s\":\"") + 5, "0000", 4);
	put("jurnal.jsonl", mine[1], my_size[1]);
	assert_true(opens(&err));
	assert_true(place_check_says(&here, "jurnal rusak"));
	store_discard(second);
	free(mine[0]);
	free(mine[1]);
	free(second);
}

static char *text_of(size_t size)
{
	char *text = memory_alloc(size + 1);

	memset(text, 'a', size);
	return text;
}

/* With a page less at its end: whether it opens. What opens must be whole. */
static bool opens_without_its_last_page(void)
{
	struct error err = {""};
	size_t size;
	char *data;
	bool opened;

	store_close(here.store);
	data = place_bytes(&here, "data.mdb", &size);
	place_write(&here, "data.mdb", data, size - 4096);
	here.store = store_open(here.path, here.definitions, &err);
	opened = here.store != NULL;
	if (opened)
		assert_true(place_is_well(&here));
	else
		assert_non_null(strstr(err.text, "lebih pendek dari seharusnya"));
	store_close(here.store);
	here.store = NULL;
	place_write(&here, "data.mdb", data, size);
	place_reopen(&here);
	free(data);
	return opened;
}

/* A writer killed right after its commit may leave a file that is short of pages nobody uses: here those that a long text left at
 * the end when it moved to free ones before it. */
static void a_file_short_of_free_pages_alone_opens(void **state)
{
	char *id[4];
	size_t size[4] = {0};
	int opened = 0;
	int refused = 0;

	(void)state;
	for (int i = 0; i < 4; i++)
		id[i] = place_innovation(&here, "A", "Inovasi");
	for (int round = 0; round < 60; round++) {
		int which = rand() % 4;
		char *before = text_of(size[which]);
		char *after;

		size[which] = (size_t)(rand() % 12 + 1) * 5000 + (size_t)round;
		after = text_of(size[which]);
		place_set(&here, id[which], "rancang_bangun", before, after);
		if (opens_without_its_last_page())
			opened++;
		else
			refused++;
		place_expect(&here, TABLE_INNOVATION, id[which], "rancang_bangun", after);
		free(before);
		free(after);
	}
	assert_true(opened > 0);
	assert_true(refused > 0);
	for (int i = 0; i < 4; i++)
		free(id[i]);
}

static void another_layout_is_refused_until_rebuilt(void **state)
{
	struct faults faults = {0};
	struct definitions *other = real_changed(
		"iid-2026/profile.form", "pendidikan = ", "pendidikan_dasar = Dasar\npendidikan = ", &faults);
	struct error err = {""};
	struct store *store;
	char *id = place_innovation(&here, "A", "Inovasi");
	struct rebuilt rebuilt;

	(void)state;
	if (!other)
		fail_msg("%s", faults.count ? faults.line[0] : "no definitions");
	store_rest(here.store);
	store = store_open(here.path, other, &err);
	assert_null(store);
	assert_non_null(strstr(err.text, "siko rebuild"));
	assert_true(store_rebuild(here.path, other, NULL, &rebuilt, &err));
	store = store_open(here.path, other, &err);
	assert_non_null(store);
	store_close(store);
	definitions_free(other);
	faults_free(&faults);
	free(id);
}

static bool nothing(struct store_txn *txn, void *context, struct error *err)
{
	(void)err;
	*(uint64_t *)context = txn_generation(txn);
	return true;
}

static void rest_and_read_again(void **state)
{
	struct error err = {""};
	uint64_t first = 0;
	uint64_t now = 0;

	(void)state;
	assert_true(store_read(here.store, nothing, &first, &err));
	for (int i = 0; i < 20; i++) {
		store_rest(here.store);
		store_rest(here.store);
		assert_true(store_read(here.store, nothing, &now, &err));
		assert_int_equal(now, first);
	}
	free(place_innovation(&here, "A", "Inovasi"));
	assert_true(store_read(here.store, nothing, &now, &err));
	assert_int_equal(now, first + 1);
}

static void moved_tells_of_a_save_and_of_nothing_else(void **state)
{
	struct error err = {""};
	struct store *other = store_open(here.path, here.definitions, &err);
	uint64_t now;
	char *id;

	/* One process must open an environment once only: the other one rests while we work, and the reverse. */
	(void)state;
	assert_non_null(other);
	assert_true(store_read(other, nothing, &now, &err));
	store_rest(other);
	assert_false(store_moved(other));
	id = place_innovation(&here, "A", "Inovasi");
	store_rest(here.store);
	assert_true(store_moved(other));
	assert_true(store_moved(other));
	assert_true(store_read(other, nothing, &now, &err));
	assert_false(store_moved(other));
	store_close(other);
	free(id);
}

static void nothing_is_inherited_over_exec(void **state)
{
	uint64_t now;
	struct error err = {""};
	char link[64];
	char target[512];

	(void)state;
	assert_true(store_read(here.store, nothing, &now, &err));
	for (int fd = 3; fd < 64; fd++) {
		int flags = fcntl(fd, F_GETFD);
		ssize_t size;

		if (flags < 0 || flags & FD_CLOEXEC)
			continue;
		snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		size = readlink(link, target, sizeof target - 1);
		target[size > 0 ? size : 0] = '\0';
		if (strncmp(target, here.path, strlen(here.path)) == 0)
			fail_msg("%s stays open over exec", target);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_of_two_stores_are_refused_until_somebody_decides,
			here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(init_makes_a_private_folder, here_make, here_away),
		cmocka_unit_test_setup_teardown(init_leaves_a_store_alone, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			init_refuses_nonsense_and_leaves_nothing, here_make_empty, here_away),
		cmocka_unit_test_setup_teardown(
			of_several_inits_one_makes_the_store, here_make_empty, here_away),
		cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, here_make, here_away),
		cmocka_unit_test_setup_teardown(the_lock_file_has_no_holes, here_make, here_away),
		cmocka_unit_test_setup_teardown(a_file_cut_short_is_refused, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			a_file_whose_last_pages_were_never_written_opens, here_make, here_away),
		cmocka_unit_test_setup_teardown(a_file_short_of_free_pages_alone_opens, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			another_layout_is_refused_until_rebuilt, here_make, here_away),
		cmocka_unit_test_setup_teardown(rest_and_read_again, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			moved_tells_of_a_save_and_of_nothing_else, here_make, here_away),
		cmocka_unit_test_setup_teardown(nothing_is_inherited_over_exec, here_make, here_away),
	};

	return cmocka_run_group_tests_name("store: opening", tests, NULL, NULL);
}
