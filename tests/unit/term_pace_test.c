/* How much may be on its way to a slow terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term_pace.h"

#define SCREEN 1500
#define STEP   40

static void one_that_never_answered_is_not_asked(void **state)
{
	(void)state;
	pace_open();
	assert_false(pace_sent(SCREEN, 1000));
	assert_false(pace_sent(SCREEN, 1001));
	assert_int_equal(pace_wait(1001), 0);
}

static void a_screen_waits_for_the_answer_behind_the_last(void **state)
{
	(void)state;
	pace_open();
	pace_answered();
	assert_false(pace_sent(STEP, 1000));
	assert_int_equal(pace_wait(1000), 0);
	assert_true(pace_sent(SCREEN, 1001));
	assert_false(pace_sent(SCREEN, 1002)); /* one question at a time */
	assert_in_range(pace_wait(1100), 1, 5000);
	pace_answered();
	assert_int_equal(pace_wait(1200), 0);
}

static void small_things_add_up(void **state)
{
	int asked = 0;

	(void)state;
	pace_open();
	pace_answered();
	for (int i = 0; i < 30; i++)
		asked += pace_sent(STEP, 1000);
	assert_int_equal(asked, 1);
}

static void one_that_does_not_answer_is_waited_for_once(void **state)
{
	(void)state;
	pace_open();
	pace_answered();
	assert_true(pace_sent(SCREEN, 1000));
	assert_in_range(pace_wait(5999), 1, 5000);
	assert_int_equal(pace_wait(6000), 0);
	assert_false(pace_sent(SCREEN, 6001));
	pace_answered(); /* late, but it does */
	assert_true(pace_sent(SCREEN, 7000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_never_answered_is_not_asked),
		cmocka_unit_test(a_screen_waits_for_the_answer_behind_the_last),
		cmocka_unit_test(small_things_add_up),
		cmocka_unit_test(one_that_does_not_answer_is_waited_for_once),
	};

	return cmocka_run_group_tests_name("term_pace", tests, NULL, NULL);
}
