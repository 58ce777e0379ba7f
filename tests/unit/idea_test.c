#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "model/idea.h"
#include "support/real.h"
#include "support/sample.h"

static struct definitions *definitions;

static int open_definitions(void **state)
{
	(void)state;
	definitions = real_definitions();
	return 0;
}

static int close_definitions(void **state)
{
	(void)state;
	definitions_free(definitions);
	return 0;
}

static void expect_verdict(const char *const *answers, const char *verdict)
{
	struct buffer text = {0};
	struct record record;

	sample_record(&record, TABLE_INNOVATION, "", answers);
	idea_add_verdict(&definitions->idea, &record, &text);
	assert_string_equal(buffer_text(&text), verdict);
	buffer_free(&text);
	record_free(&record);
}

#define YES_BUT_TWO "uji_baru", "ya", "uji_manfaat", "ya", "uji_wewenang", "ya"

static void test_five_tests_make_a_verdict(void **state)
{
	(void)state;
	expect_verdict((const char *const[]){NULL}, "0 dari 5 ujian dijawab");
	expect_verdict((const char *const[]){YES_BUT_TWO, NULL}, "3 dari 5 ujian dijawab");
	expect_verdict((const char *const[]){YES_BUT_TWO, "uji_beban", "ya", "uji_tiru", "ya", NULL},
		"Memenuhi 5 ujian");
	expect_verdict((const char *const[]){YES_BUT_TWO, "uji_beban", "tidak", "uji_tiru", "tidak", NULL},
		"Belum memenuhi: Tidak membebani, Dapat ditiru");
}

static void test_answers_become_a_name_a_unit_and_a_note(void **state)
{
	struct changes changes = {0};
	struct record record;

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "",
		(const char *const[]){
			"nama", "Peta", "opd", "kel", "tempat", "Pasar", "uji_baru", "ya", NULL});
	idea_changes(&definitions->idea, &record, &changes);
	assert_int_equal(changes.count, 3);
	assert_string_equal(changes.change[0].after, "Peta");
	assert_string_equal(changes.change[1].after, "kel");
	assert_string_equal(changes.change[2].key, "catatan");
	assert_string_equal(changes.change[2].after,
		"Terlihat di: Pasar\nAda yang baru: ya\nPP 38/2017: 1 dari 5 ujian dijawab.");
	changes_free(&changes);
	record_free(&record);
}

static void test_a_name_alone_has_no_note(void **state)
{
	struct changes changes = {0};
	struct record record;

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "", (const char *const[]){"nama", "Peta", NULL});
	idea_changes(&definitions->idea, &record, &changes);
	assert_int_equal(changes.count, 1);
	changes_free(&changes);
	record_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_five_tests_make_a_verdict),
		cmocka_unit_test(test_answers_become_a_name_a_unit_and_a_note),
		cmocka_unit_test(test_a_name_alone_has_no_note),
	};

	return cmocka_run_group_tests(tests, open_definitions, close_definitions);
}
