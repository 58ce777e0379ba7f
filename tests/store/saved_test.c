#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/saved.h"
#include "support/place.h"

static void expect_saved(const char *user, const char *expected)
{
	struct buffer text = {0};

	saved_load(here.path, user, &text);
	assert_string_equal(buffer_text(&text), expected);
	buffer_free(&text);
}

static bool save(const char *user, const char *text, struct error *err)
{
	struct buffer words = {0};
	bool done;

	buffer_add_text(&words, text);
	done = saved_store(here.path, user, &words, err);
	buffer_free(&words);
	return done;
}

static void everybody_has_his_own(void **state)
{
	struct error err = {""};

	(void)state;
	expect_saved("op.a", "");
	assert_true(save("op.a", "milik a", &err));
	assert_true(save("op.b", "milik b", &err));
	expect_saved("op.a", "milik a");
	expect_saved("op.b", "milik b");
	assert_true(save("op.a", "baru", &err)); /* shorter than what was there */
	expect_saved("op.a", "baru");
	assert_true(save("op.a", "", &err));
	expect_saved("op.a", "");
	expect_saved("op.b", "milik b");
	assert_true(place_is_well(&here)); /* no record, no journal */
}

/* A login is a word of somebody else's: it must not lead out of the folder. */
static void no_login_leads_elsewhere(void **state)
{
	static const char *const logins[] = {"../jurnal.jsonl", "a/b", "..", "op.a"};
	struct error err = {""};

	(void)state;
	for (size_t i = 0; i < sizeof logins / sizeof *logins; i++)
		assert_true(save(logins[i], logins[i], &err));
	for (size_t i = 0; i < sizeof logins / sizeof *logins; i++)
		expect_saved(logins[i], logins[i]);
	assert_true(place_is_well(&here));
}

static void where_nothing_can_be_kept_a_sentence_says_so(void **state)
{
	struct error err = {""};

	(void)state;
	place_write(&here, "saringan", "", 0); /* a file where the folder belongs */
	assert_false(save("op.a", "milik a", &err));
	assert_non_null(strstr(err.text, "saringan tidak tersimpan"));
	expect_saved("op.a", "");
}

/* More than siko ever wrote is not siko's: it is not read on and on. */
static void a_file_that_grew_elsewhere_is_read_to_a_limit(void **state)
{
	struct error err = {""};
	struct buffer text = {0};
	size_t size = (size_t)1 << 20;
	char *long_one = calloc(1, size);

	(void)state;
	assert_true(save("a", "pendek", &err));
	memset(long_one, 'x', size);
	place_write(&here, "saringan/a", long_one, size);
	saved_load(here.path, "a", &text);
	assert_in_range(text.size, 64 * 1024, 128 * 1024);
	buffer_free(&text);
	free(long_one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(everybody_has_his_own, here_make, here_away),
		cmocka_unit_test_setup_teardown(no_login_leads_elsewhere, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			where_nothing_can_be_kept_a_sentence_says_so, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			a_file_that_grew_elsewhere_is_read_to_a_limit, here_make, here_away),
	};

	return cmocka_run_group_tests_name("store: what a user keeps", tests, NULL, NULL);
}
