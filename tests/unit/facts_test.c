#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/clock.h"
#include "model/facts.h"
#include "support/sample.h"

static const struct year_definition *year(void)
{
	return &sample_definitions.year[0];
}

static void test_empty(void **state)
{
	struct record record;
	struct facts facts;

	(void)state;
	record_open(&record, TABLE_INNOVATION, "x");
	facts_from_record(&facts, &record, year());
	assert_int_equal(facts.status, STATUS_DRAFT);
	assert_int_equal(facts.topic, FACTS_NO_TOPIC);
	assert_int_equal(facts.levels, 0);
	assert_int_equal(facts.evidence, 0);
	record_free(&record);
}

static void test_from_record(void **state)
{
	const char *const pairs[] = {"16", "2", "16.tautan", "https://a", "16.verifikasi", "diterima", "18",
		"3", "18.verifikasi", "ditolak", "18.berkas.0011223344556677", "a.pdf", "33", "1", "33.basis",
		"a", "status", "terverifikasi", "penerapan", "2024-05-06", "pengembangan", "2025-01-02",
		"rancang_bangun", "satu dua\ntiga", "urusan", "kesehatan", NULL};
	unsigned char bytes[FACTS_SIZE];
	struct record record;
	struct facts facts;
	struct facts read;
	int32_t day;

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "x", pairs);
	facts_from_record(&facts, &record, year());
	assert_int_equal(facts_level(&facts, 0), 2);
	assert_int_equal(facts_level(&facts, 1), 3);
	assert_int_equal(facts_level(&facts, 2), 1);
	assert_int_equal(facts.evidence, 3);
	assert_int_equal(facts.accepted, 1);
	assert_int_equal(facts.status, STATUS_VERIFIED);
	assert_int_equal(facts.words, 3);
	assert_int_equal(facts.topic, 1);
	date_parse("2024-05-06", &day);
	assert_int_equal(facts.applied, day);
	facts_encode(&facts, bytes);
	assert_true(facts_decode(&read, bytes));
	assert_int_equal(read.levels, facts.levels);
	assert_int_equal(read.developed, facts.developed);
	assert_int_equal(read.words, facts.words);
	assert_int_equal(read.topic, facts.topic);
	for (int bit = 0; bit < FACTS_SIZE * 8; bit++) {
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_false(facts_decode(&read, bytes));
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	memset(bytes, 0, sizeof bytes);
	assert_false(facts_decode(&read, bytes));
	record_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_from_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
