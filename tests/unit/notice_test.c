#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/notice.h"

static struct notice found[NOTICE_KIND_COUNT];

static void expect(const struct notice_counts *counts, const enum notice_kind *kinds, size_t count)
{
	assert_int_equal(notices_of(counts, found), count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(found[i].kind, kinds[i]);
}

static struct notice_counts busy(enum role role)
{
	return (struct notice_counts){
		.role = role,
		.status = {[STATUS_IDEA] = 1,
			[STATUS_DRAFT] = 2,
			[STATUS_SUBMITTED] = 3,
			[STATUS_RETURNED] = 4},
		.target = 3,
		.own = 1,
		.rejected = 5,
		.days_left = 12,
	};
}

static void test_most_urgent_first_for_a_unit(void **state)
{
	static const enum notice_kind kinds[] = {
		NOTICE_RETURNED, NOTICE_REJECTED, NOTICE_CLOSING, NOTICE_IDEAS, NOTICE_NONE};
	struct notice_counts counts = busy(ROLE_OPERATOR);

	(void)state;
	expect(&counts, kinds, 5);
	assert_int_equal(found[0].count, 4);
	assert_int_equal(found[1].count, 5);
	assert_int_equal(found[2].count, 6); /* drafts and what was returned */
	assert_int_equal(found[2].more, 12);
	assert_int_equal(found[4].count, 2);
}

static void test_a_reviewer_sees_what_waits_for_him(void **state)
{
	static const enum notice_kind kinds[] = {NOTICE_WAITING, NOTICE_CLOSING};
	struct notice_counts counts = busy(ROLE_REVIEWER);

	(void)state;
	expect(&counts, kinds, 2);
	assert_int_equal(found[0].count, 3);
	counts.role = ROLE_ADMIN;
	expect(&counts, kinds, 2);
	counts.role = ROLE_LEADER;
	expect(&counts, NULL, 0);
}

static void test_the_window_is_near_for_thirty_days(void **state)
{
	static const enum notice_kind kinds[] = {NOTICE_CLOSING};
	struct notice_counts counts = {
		.role = ROLE_OPERATOR, .status = {[STATUS_DRAFT] = 1}, .days_left = NOTICE_DAYS};

	(void)state;
	expect(&counts, kinds, 1);
	counts.days_left = 0;
	expect(&counts, kinds, 1);
	counts.days_left = NOTICE_DAYS + 1;
	expect(&counts, NULL, 0);
	counts.days_left = -1;
	expect(&counts, NULL, 0);
	counts.days_left = 3;
	counts.status[STATUS_DRAFT] = 0;
	expect(&counts, NULL, 0);
}

static void test_each_has_a_sentence_and_a_title(void **state)
{
	struct buffer line = {0};

	(void)state;
	for (int kind = 0; kind < NOTICE_KIND_COUNT; kind++) {
		buffer_clear(&line);
		notice_add_text(&line, &(struct notice){(enum notice_kind)kind, 7, 9});
		assert_in_range(line.size, 10, 78);
		assert_non_null(notice_title((enum notice_kind)kind));
	}
	buffer_clear(&line);
	notice_add_text(&line, &(struct notice){NOTICE_CLOSING, 2, 0});
	assert_string_equal(buffer_text(&line), "Jendela ditutup hari ini: 2 inovasi belum diajukan");
	buffer_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_most_urgent_first_for_a_unit),
		cmocka_unit_test(test_a_reviewer_sees_what_waits_for_him),
		cmocka_unit_test(test_the_window_is_near_for_thirty_days),
		cmocka_unit_test(test_each_has_a_sentence_and_a_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
