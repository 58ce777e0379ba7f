#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/place.h"

/* What a crash may leave behind, and what the next save makes of it. */

static void append(const char *data, size_t size)
{
	char *path = place_file(&here, "jurnal.jsonl");
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, size), size);
	close(fd);
	free(path);
}

/* The data file as it was before the body's saves, the journal as after them. */
static char *data_before;
static size_t data_size;

static void remember_data(void)
{
	store_rest(here.store);
	data_before = place_bytes(&here, "data.mdb", &data_size);
}

static void put_data_back(void)
{
	store_rest(here.store);
	place_write(&here, "data.mdb", data_before, data_size);
	free(data_before);
	place_reopen(&here);
}

static bool refuses_to_save(const char *part)
{
	const char *fields[] = {"tujuan", "", "x", NULL};
	struct commit_result result = {0};
	struct error err = {""};
	bool saved = place_try(&here,
		&(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = fields}, &result, NULL,
		&err);

	commit_result_free(&result);
	if (!saved && !strstr(err.text, part))
		print_message("%s\n", err.text);
	return !saved && strstr(err.text, part);
}

static void whole_groups_are_brought_in_by_the_next_save(void **state)
{
	char *second;

	(void)state;
	remember_data();
	place_set(&here, here_id, "tujuan", "", "a");
	place_set(&here, here_id, "nama", "Inovasi", "Baru");
	second = place_innovation(&here, "B", "Kedua");
	put_data_back();
	/* Opening and reading repair nothing. */
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "");
	assert_true(place_is_well(&here));
	place_set(&here, here_id, "manfaat", "", "b");
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "a");
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Baru");
	place_expect(&here, TABLE_INNOVATION, here_id, "manfaat", "b");
	place_expect(&here, TABLE_INNOVATION, second, "nama", "Kedua");
	assert_true(place_is_well(&here));
	free(second);
	second = place_innovation(&here, "B", "Ketiga");
	assert_string_equal(second, "2026-JB-00003");
	free(second);
}

/* The save that brings them in is itself refused: what was brought in stays. */
static void they_are_brought_in_by_a_refused_save_too(void **state)
{
	const char *fields[] = {"tujuan", "lain", "x", NULL};
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	remember_data();
	place_set(&here, here_id, "tujuan", "", "a");
	put_data_back();
	assert_false(place_try(&here,
		&(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = fields}, &result, NULL,
		&err));
	assert_int_equal(result.conflict_count, 1);
	commit_result_free(&result);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "a");
	assert_true(place_is_well(&here));
}

static void an_unterminated_group_is_cut(void **state)
{
	static const char *const tails[] = {
		"{",
		"{\"k\":99,\"s\":\"x\"}\n",
		"{\"k\":99}\n{\"k\":99}\n{\"akhir\":2,",
		"{\"k\":99}\n{\"akhir\":1,\"k\":99,\"h\":\"00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		long long size = place_size(&here, "jurnal.jsonl");
		char text[8];

		append(tails[i], strlen(tails[i]));
		assert_true(place_is_well(&here));
		snprintf(text, sizeof text, "%zu", i);
		place_set(&here, here_id, "tujuan", i ? (char[]){(char)('0' + i - 1), 0} : "", text);
		assert_true(place_size(&here, "jurnal.jsonl") > size);
		assert_true(place_is_well(&here));
	}
}

/* A power cut: the file was made longer, but blocks of the last group never reached the disk. It was not acknowledged. */
static void a_last_group_with_blocks_of_zeros_is_cut(void **state)
{
	size_t size;
	size_t long_size;
	char *journal;
	char zeros[600] = {0};

	(void)state;
	append(zeros, sizeof zeros);
	place_set(&here, here_id, "tujuan", "", "a");
	assert_true(place_is_well(&here));
	/* The end of the group did reach the disk, its start did not. */
	journal = place_bytes(&here, "jurnal.jsonl", &size);
	free(journal);
	remember_data();
	place_set(&here, here_id, "manfaat", "", "hilang");
	journal = place_bytes(&here, "jurnal.jsonl", &long_size);
	memset(journal + size, 0, 120);
	place_write(&here, "jurnal.jsonl", journal, long_size);
	free(journal);
	put_data_back();
	place_set(&here, here_id, "manfaat", "", "lagi");
	place_expect(&here, TABLE_INNOVATION, here_id, "manfaat", "lagi");
	assert_true(place_is_well(&here));
}

static void a_bad_line_before_the_last_group_refuses_saving(void **state)
{
	size_t start;
	size_t size;
	char *journal = place_bytes(&here, "jurnal.jsonl", &start);

	(void)state;
	free(journal);
	remember_data();
	place_set(&here, here_id, "tujuan", "", "aman");
	place_set(&here, here_id, "manfaat", "", "b");
	journal = place_bytes(&here, "jurnal.jsonl", &size);
	*strstr(journal + start, "aman") = 'i';
	place_write(&here, "jurnal.jsonl", journal, size);
	free(journal);
	put_data_back();
	assert_true(refuses_to_save("siko check"));
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	/* And check, which the sentence names, has something to say. */
	assert_true(place_check_says(&here, "jurnal"));
}

static void a_journal_shorter_than_noted_refuses_saving(void **state)
{
	char *path = place_file(&here, "jurnal.jsonl");
	long long size = place_size(&here, "jurnal.jsonl");

	(void)state;
	assert_int_equal(truncate(path, size - 5), 0);
	assert_true(refuses_to_save("siko check"));
	assert_true(place_check_says(&here, "lebih pendek"));
	place_expect(&here, TABLE_INNOVATION, here_id, "nama", "Inovasi");
	unlink(path);
	assert_true(refuses_to_save("siko check"));
	assert_int_equal(access(path, F_OK), -1);
	free(path);
}

/* Another store's journal, or one that went on from an older copy, of the same length: what is saved behind it could not be
 * brought back by anything. */
static void a_journal_that_ends_otherwise_than_noted_refuses_saving(void **state)
{
	size_t size;
	char *mine = place_bytes(&here, "jurnal.jsonl", &size);
	char *other;
	size_t other_size;
	struct rebuilt rebuilt;
	struct error err = {""};
	char *data;

	(void)state;
	remember_data();
	place_set(&here, here_id, "tujuan", "", "satu");
	other = place_bytes(&here, "jurnal.jsonl", &other_size);
	put_data_back();
	place_write(&here, "jurnal.jsonl", mine, strlen(mine));
	place_set(&here, here_id, "tujuan", "", "dua!");
	free(mine);
	mine = place_bytes(&here, "jurnal.jsonl", &size);
	assert_int_equal(size, other_size);
	place_write(&here, "jurnal.jsonl", other, other_size);
	assert_true(refuses_to_save("siko check"));
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	assert_true(place_check_says(&here, "jurnal bukan yang tercatat"));
	/* Made anew from that one all the same, on somebody's word: what the data file knew is kept beside. */
	store_rest(here.store);
	assert_true(store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err));
	assert_int_equal(rebuilt.old_kept, 1);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "satu");
	store_rest(here.store);
	data = place_bytes(&here, "data.mdb" STORE_OLD_DATA "1", &data_size);
	place_write(&here, "data.mdb", data, data_size);
	place_reopen(&here);
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "dua!");
	/* The right one is back: nothing was lost meanwhile. */
	place_write(&here, "jurnal.jsonl", mine, size);
	place_set(&here, here_id, "tujuan", "dua!", "tiga");
	assert_true(place_is_well(&here));
	free(mine);
	free(other);
	free(data);
}

static bool rebuilds(struct error *err)
{
	struct rebuilt rebuilt;

	store_rest(here.store);
	return store_rebuild(here.path, here.definitions, NULL, &rebuilt, err);
}

static void rebuild_brings_in_whole_groups_and_cuts_the_rest(void **state)
{
	struct error err = {""};

	(void)state;
	remember_data();
	place_set(&here, here_id, "tujuan", "", "a");
	put_data_back();
	append("{\"k\":9", 6);
	assert_true(rebuilds(&err));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "a");
	assert_true(place_is_well(&here));
	place_set(&here, here_id, "manfaat", "", "b");
	assert_true(place_is_well(&here));
}

/* What the data file has and the journal lost would be gone without a word. */
static void rebuild_refuses_to_lose_saves(void **state)
{
	struct error err = {""};
	char *journal = place_file(&here, "jurnal.jsonl");
	char *data = place_file(&here, "data.mdb");
	long long size = place_size(&here, "jurnal.jsonl");

	(void)state;
	place_set(&here, here_id, "tujuan", "", "hanya di berkas data");
	assert_int_equal(truncate(journal, size), 0);
	assert_false(rebuilds(&err));
	assert_non_null(strstr(err.text, "cadangan"));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "hanya di berkas data");
	/* Without the data file there is nothing else to go by. */
	store_rest(here.store);
	unlink(data);
	assert_true(rebuilds(&err));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "");
	assert_true(place_is_well(&here));
	free(journal);
	free(data);
}

static void rebuild_of_no_store_leaves_no_file(void **state)
{
	struct error err = {""};
	struct rebuilt rebuilt;
	char *lock;

	(void)state;
	assert_false(store_rebuild(here.above, here.definitions, NULL, &rebuilt, &err));
	assert_true(*err.text);
	lock = malloc(strlen(here.above) + 16);
	assert_non_null(lock);
	snprintf(lock, strlen(here.above) + 16, "%s/write.lock", here.above);
	assert_int_equal(access(lock, F_OK), -1);
	free(lock);
}

static bool generation(struct store_txn *txn, void *context, struct error *err)
{
	(void)err;
	*(uint64_t *)context = txn_generation(txn);
	return true;
}

/* A session that is open meanwhile goes on with the new file. */
/* All of it is one transaction then, with three rows that take each other's place. */
static void rebuild_leaves_the_row_of_a_moved_innovation_where_it_went_last(void **state)
{
	struct error err = {""};

	(void)state;
	place_set(&here, here_id, "opd", "A", "B");
	place_set(&here, here_id, "tujuan", "", "a");
	place_set(&here, here_id, "opd", "B", "A");
	place_set(&here, here_id, "opd", "A", "B");
	assert_true(rebuilds(&err));
	place_expect(&here, TABLE_INNOVATION, here_id, "opd", "B");
	assert_true(place_is_well(&here));
}

static int rebuild_in_child(struct place *place, const void *context)
{
	struct error err = {""};
	struct rebuilt rebuilt;

	(void)context;
	return store_rebuild(place->path, place->definitions, NULL, &rebuilt, &err) ? 0 : 1;
}

static void a_session_goes_on_after_a_rebuild(void **state)
{
	uint64_t before = 0;
	uint64_t after = 0;
	struct error err = {""};

	(void)state;
	assert_true(store_read(here.store, generation, &before, &err));
	assert_int_equal(place_child(rebuild_in_child, &here, NULL), 0);
	assert_true(store_moved(here.store));
	assert_true(store_read(here.store, generation, &after, &err));
	assert_true(after > before);
	place_set(&here, here_id, "tujuan", "", "a");
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "a");
	assert_true(place_is_well(&here));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			whole_groups_are_brought_in_by_the_next_save, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			they_are_brought_in_by_a_refused_save_too, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			an_unterminated_group_is_cut, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_last_group_with_blocks_of_zeros_is_cut, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_bad_line_before_the_last_group_refuses_saving, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_journal_shorter_than_noted_refuses_saving, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(a_journal_that_ends_otherwise_than_noted_refuses_saving,
			here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			rebuild_brings_in_whole_groups_and_cuts_the_rest, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			rebuild_refuses_to_lose_saves, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			rebuild_leaves_the_row_of_a_moved_innovation_where_it_went_last, here_make_innovation,
			here_away),
		cmocka_unit_test_setup_teardown(
			rebuild_of_no_store_leaves_no_file, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_session_goes_on_after_a_rebuild, here_make_innovation, here_away),
	};

	return cmocka_run_group_tests_name("store: after a crash", tests, NULL, NULL);
}
