#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/compare.h"
#include "support/sample.h"

static struct compare_value mean_of(int64_t sum, int64_t count, int64_t other_sum, int64_t other_count)
{
	const struct score_unit one = {.innovations = count, .claimed_sum = sum};
	const struct score_unit other = {.innovations = other_count, .claimed_sum = other_sum};
	struct compare_value value[COMPARE_MEASURES];

	compare_units(&one, &other, value);
	return value[COMPARE_MEAN];
}

static void sums_are_subtracted(void **state)
{
	const struct score_unit one = {.innovations = 3, .claimed_sum = 800, .verified_sum = 125};
	const struct score_unit other = {.innovations = 5, .claimed_sum = 3600};
	struct compare_value value[COMPARE_MEASURES];

	(void)state;
	compare_units(&one, &other, value);
	assert_int_equal(value[COMPARE_INNOVATIONS].difference, -200);
	assert_int_equal(value[COMPARE_CLAIMED].one, 800);
	assert_int_equal(value[COMPARE_CLAIMED].other, 3600);
	assert_int_equal(value[COMPARE_CLAIMED].difference, -2800);
	assert_int_equal(value[COMPARE_VERIFIED].difference, 125);
}

/* 1/3 - 1/6 = 1/6: 0.17, where the printed ones make 0.33 - 0.17 = 0.16. */
static void a_difference_of_means_is_rounded_once(void **state)
{
	struct compare_value value = mean_of(100, 3, 100, 6);

	(void)state;
	assert_int_equal(value.one, 33);
	assert_int_equal(value.other, 17);
	assert_int_equal(value.difference, 17);
	assert_int_equal(mean_of(100, 6, 100, 3).difference, -17);
	assert_int_equal(mean_of(1, 2, 0, 1).difference, 1);
	assert_int_equal(mean_of(0, 1, 1, 2).difference, -1);
	assert_int_equal(mean_of(0, 0, 900, 2).difference, -450);
	assert_int_equal(mean_of(0, 0, 0, 0).difference, 0);
	assert_int_equal(mean_of(INT64_MAX / 4, 1000000, 0, 999999).difference, INT64_MAX / 4 / 1000000 + 1);
}

static void differences_have_signs_and_words(void **state)
{
	static const struct {
		int64_t difference;
		const char *plain, *screen, *word;
	} cases[] = {{0, "0", "0", "tetap"}, {123450, "1234.5", "+1.234,50", "naik"},
		{-25, "-0.25", "-0,25", "turun"}, {-300, "-3", "-3", "turun"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer text = {0};

		compare_add_plain(&text, cases[i].difference);
		assert_string_equal(buffer_text(&text), cases[i].plain);
		buffer_clear(&text);
		compare_add_screen(&text, cases[i].difference);
		assert_string_equal(buffer_text(&text), cases[i].screen);
		assert_string_equal(compare_direction(cases[i].difference), cases[i].word);
		buffer_free(&text);
	}
}

static void the_year_before_is_the_other_one(void **state)
{
	const struct definitions one = {.year = sample_definitions.year, .year_count = 1};

	(void)state;
	assert_int_equal(compare_other_year(&sample_definitions, 2027)->year, 2026);
	assert_int_equal(compare_other_year(&sample_definitions, 2026)->year, 2027);
	assert_int_equal(compare_other_year(&sample_definitions, 2030)->year, 2027);
	assert_null(compare_other_year(&one, 2026));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_subtracted),
		cmocka_unit_test(a_difference_of_means_is_rounded_once),
		cmocka_unit_test(differences_have_signs_and_words),
		cmocka_unit_test(the_year_before_is_the_other_one),
	};

	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
