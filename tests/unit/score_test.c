#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/score.h"
#include "support/real.h"
#include "support/sample.h"

#define UNITS 7

/* ---- numbers as text ---- */

static void ratios_round_half_up_once(void **state)
{
	(void)state;
	assert_int_equal(ratio_round((struct ratio){1, 2}, 1), 1);
	assert_int_equal(ratio_round((struct ratio){1, 3}, 100), 33);
	assert_int_equal(ratio_round((struct ratio){2, 3}, 100), 67);
	assert_int_equal(ratio_round((struct ratio){5, 1000}, 100), 1);
	assert_int_equal(ratio_round((struct ratio){4999, 1000000}, 100), 0);
	assert_int_equal(ratio_round((struct ratio){0, 7}, 100), 0);
	/* A product beyond 64 bits on the way. */
	assert_int_equal(ratio_round((struct ratio){INT64_MAX / 4, INT64_MAX / 2}, 1000000), 500000);
}

static void numbers_are_written_plain_and_for_people(void **state)
{
	static const struct {
		int64_t hundredths;
		const char *plain, *screen, *fixed;
	} cases[] = {
		{0, "0", "0", "0,00"},
		{1, "0.01", "0,01", "0,01"},
		{10, "0.1", "0,10", "0,10"},
		{75, "0.75", "0,75", "0,75"},
		{1200, "12", "12", "12,00"},
		{1250, "12.5", "12,50", "12,50"},
		{1275, "12.75", "12,75", "12,75"},
		{99999, "999.99", "999,99", "999,99"},
		{100000, "1000", "1.000", "1.000,00"},
		{123450, "1234.5", "1.234,50", "1.234,50"},
		{123456789, "1234567.89", "1.234.567,89", "1.234.567,89"},
		{INT64_MAX, "92233720368547758.07", "92.233.720.368.547.758,07", "92.233.720.368.547.758,07"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer added = {0};
		char text[32];

		score_format_plain(cases[i].hundredths, text);
		assert_string_equal(text, cases[i].plain);
		score_add_plain(&added, cases[i].hundredths);
		assert_string_equal(buffer_text(&added), cases[i].plain);
		score_format_screen(cases[i].hundredths, false, text);
		assert_string_equal(text, cases[i].screen);
		score_format_screen(cases[i].hundredths, true, text);
		assert_string_equal(text, cases[i].fixed);
		buffer_free(&added);
	}
}

/* ---- the index ---- */

static void the_index_is_that_of_the_worked_figures(void **state)
{
	static const struct {
		int64_t region, innovations, maturity;
		unsigned yandas;
		int64_t index;
		const char *predicate;
	} cases[] = {
		{40, 20, 70, 5, 4704, "Inovatif"},
		{40, 20, 70, 4, 4400, "Inovatif"},
		{40, 8, 80, 5, 3855, "Kurang Inovatif"},
		{40, 12, 80, 5, 4982, "Inovatif"},
		{45, 30, 60, 6, 4656, "Inovatif"},
		{63, 200, 111, 6, 10000, "Sangat Inovatif"},
		{63, 5000, 111, 6, 10000, "Sangat Inovatif"},
		{0, 0, 0, 0, 0, "Tidak Dapat Dinilai"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct score_index index;

		score_index(&index, real_2026, cases[i].innovations,
			cases[i].innovations * cases[i].maturity * 100, (1u << cases[i].yandas) - 1,
			cases[i].region * 100);
		assert_int_equal(index.index_rounded, cases[i].index);
		assert_string_equal(index.predicate, cases[i].predicate);
		assert_int_equal(index.yandas, cases[i].yandas);
	}
}

static void predicates_are_judged_on_the_rounded_index(void **state)
{
	/* The whole total is the region's: index = region / 250. */
	static const struct {
		int64_t region; /* hundredths */
		int64_t index;
		const char *predicate;
	} cases[] = {
		{16253, 6501, "Sangat Inovatif"}, /* 65.012 */
		{16252, 6501, "Sangat Inovatif"}, /* 65.008 */
		{16250, 6500, "Inovatif"},
		{16251, 6500, "Inovatif"}, /* 65.004 */
		{10003, 4001, "Inovatif"}, /* 40.012 */
		{10002, 4001, "Inovatif"}, /* 40.008 */
		{10001, 4000, "Kurang Inovatif"},
		{10000, 4000, "Kurang Inovatif"},
		{2, 1, "Kurang Inovatif"},     /* 0.008 */
		{1, 0, "Tidak Dapat Dinilai"}, /* 0.004 */
		{0, 0, "Tidak Dapat Dinilai"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct score_index index;

		score_index(&index, real_2026, 0, 0, 0, cases[i].region);
		assert_int_equal(index.index_rounded, cases[i].index);
		assert_string_equal(index.predicate, cases[i].predicate);
	}
}

static void the_terms_stand_beside_the_index(void **state)
{
	struct score_index index;

	(void)state;
	score_index(&index, real_2026, 8, 8 * 8000, 0x17, 4000); /* perumahan and sosial are missing */
	assert_int_equal(index.innovations, 8);
	assert_int_equal(index.divisor, 12);
	assert_int_equal(index.empty_seats, 4);
	assert_int_equal(index.yandas, 4);
	assert_int_equal(index.yandas_missing, 0x28);
	assert_int_equal(index.count_score, 0);
	assert_int_equal(index.count_lost, 304);
	assert_int_equal(ratio_round(index.maturity, 1), 5333);
	assert_int_equal(ratio_round(index.total, 1), 9333);
	score_index(&index, real_2026, 250, 0, 0x1F, 0);
	assert_int_equal(index.empty_seats, 0);
	assert_int_equal(index.divisor, 250);
	assert_int_equal(index.count_score, 7600);
	assert_int_equal(index.count_lost, 0);
	assert_int_equal(index.yandas_missing, 0x20);
}

static void another_year_has_other_constants(void **state)
{
	const struct year_definition *next = definitions_year(real_all, 2027);
	struct score_index index;

	(void)state;
	score_index(&index, next, 12, 12 * 8000, 0x1F, 4000);
	assert_int_equal(index.divisor, 14);
	assert_int_equal(index.empty_seats, 2);
	assert_int_equal(index.count_score, 0); /* five of six are no longer enough */
	assert_int_equal(index.count_lost, 456);
}

/* ---- one innovation ---- */

static void an_answer_counts_with_level_and_evidence_only(void **state)
{
	const struct catalogue *catalogue = &real_2026->innovation;
	struct facts facts = {0};

	(void)state;
	facts.levels = 2 | (uint64_t)3 << 6; /* 16: 2; 19: 3 */
	facts.accepted = 1;
	assert_int_equal(score_claimed(catalogue, &facts, 0), 0);
	facts.evidence = 1 | 1 << 1 | 1 << 3; /* 16, 17 (level 0), 19 */
	assert_int_equal(score_claimed(catalogue, &facts, 0), 600);
	assert_int_equal(score_claimed(catalogue, &facts, 1), 0);
	assert_int_equal(score_claimed(catalogue, &facts, 3), 600);
	assert_int_equal(score_verified(catalogue, &facts, 0), 600);
	assert_int_equal(score_verified(catalogue, &facts, 3), 0);
	assert_int_equal(score_maturity(catalogue, &facts, false), 1200);
	assert_int_equal(score_maturity(catalogue, &facts, true), 600);
	facts.levels = facts.evidence = 0xFFFFFFFFu;
	facts.levels |= 0xFFFFFFFF00000000u;
	assert_int_equal(score_maturity(catalogue, &facts, false), 11100);
}

static int32_t day(const char *text)
{
	int32_t value = 0;

	assert_true(date_parse(text, &value));
	return value;
}

static void layak_is_dates_words_and_mandatory_answers(void **state)
{
	static const struct {
		const char *applied, *developed;
		unsigned words;
		const char *absent; /* code of the answer that is left at 0 */
		bool eligible;
	} cases[] = {
		{"2024-01-01", NULL, 300, "18", true},
		{"2025-12-31", NULL, 300, "34", true},
		{"2023-12-31", NULL, 300, "18", false},
		{"2026-01-01", NULL, 300, "18", false},
		{NULL, "2024-06-01", 300, "18", false},
		{"2019-05-05", "2024-01-01", 300, "18", true},
		{"2019-05-05", "2025-12-31", 300, "18", true},
		{"2019-05-05", "2023-12-31", 300, "18", false},
		{"2019-05-05", "2026-01-01", 300, "18", false},
		{"2026-01-01", "2025-01-01", 300, "18", false},
		{"2024-01-01", NULL, 299, "18", false},
		{"2024-01-01", NULL, 65535, "18", true},
		{"2024-01-01", NULL, 300, "16", false},
		{"2024-01-01", NULL, 300, "17", false},
		{"2024-01-01", NULL, 300, "32", false},
		{"2024-01-01", NULL, 300, "33", false},
		{"2024-01-01", NULL, 300, "35", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int absent = catalogue_find(&real_2026->innovation, cases[i].absent);
		struct facts facts = {.levels = 0x5555555555555555u & ~((uint64_t)1 << 2 * absent),
			.words = (uint16_t)cases[i].words,
			.applied = cases[i].applied ? day(cases[i].applied) : 0,
			.developed = cases[i].developed ? day(cases[i].developed) : 0};

		struct buffer unfit = {0};

		facts_add_unfit(&unfit, real_2026, &facts);
		if (facts_eligible(real_2026, &facts) != cases[i].eligible ||
			(unfit.size == 0) != cases[i].eligible)
			fail_msg("case %zu: '%s'", i, buffer_text(&unfit));
		buffer_free(&unfit);
	}
}

static void what_keeps_one_from_being_layak_is_named(void **state)
{
	struct facts facts = {.words = 120, .applied = day("2019-05-05")};
	struct buffer unfit = {0};

	(void)state;
	facts_add_unfit(&unfit, real_2026, &facts);
	assert_string_equal(buffer_text(&unfit),
		"penerapan di luar 01-01-2024 s.d. 31-12-2025; rancang bangun 120 dari 300 kata; "
		"tanpa tingkat: 16, 17, 32, 33, 35");
	buffer_free(&unfit);
	facts = (struct facts){.words = 300, .levels = 0x5555555555555555u};
	facts_add_unfit(&unfit, real_2026, &facts);
	assert_string_equal(buffer_text(&unfit), "tanpa tanggal penerapan");
	buffer_free(&unfit);
}

static void the_region_counts_answers_with_evidence_whatever_their_verdict(void **state)
{
	static const char *const answers[] = {"1", "3", "1.tautan", "https://a", "2a", "2", "5a", "3",
		"5a.berkas.0011", "bps.pdf", "5a.verifikasi", "ditolak", "8", "0", "8.tautan", "https://b",
		NULL};
	struct record record;

	(void)state;
	assert_int_equal(score_region(&real_2026->region, NULL), 0);
	record_open(&record, TABLE_REGION, "2026");
	assert_int_equal(score_region(&real_2026->region, &record), 0);
	record_free(&record);
	sample_record(&record, TABLE_REGION, "2026", answers);
	assert_int_equal(score_region(&real_2026->region, &record), 300 + 225);
	record_free(&record);
}

/* ---- many rows against a model that knows nothing of bits ---- */

struct model {
	long status[STATUS_COUNT];
	long innovations, eligible, verified_set;
	long claimed[20], verified[20];
	bool topics[6], topics_verified[6];
};

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static struct facts random_facts(uint64_t *seed)
{
	struct facts facts = {.status = (uint8_t)(next_random(seed) % STATUS_COUNT)};

	for (int slot = 0; slot < 20; slot++) {
		bool good = next_random(seed) % 8;

		facts.levels |= (uint64_t)(good ? next_random(seed) % 3 + 1 : 0) << 2 * slot;
		facts.evidence |= (uint32_t)(next_random(seed) % 4 != 0) << slot;
		facts.accepted |= (uint32_t)(next_random(seed) % 3 != 0) << slot;
	}
	facts.applied = next_random(seed) % 10 ? day("2023-10-01") + (int32_t)(next_random(seed) % 900) : 0;
	facts.developed = next_random(seed) % 3 ? 0 : day("2023-10-01") + (int32_t)(next_random(seed) % 900);
	facts.words = (uint16_t)(295 + next_random(seed) % 40);
	facts.topic = next_random(seed) % 5 ? (uint8_t)(next_random(seed) % 38) : FACTS_NO_TOPIC;
	return facts;
}

static bool model_layak(const struct facts *facts)
{
	static const int mandatory[] = {16, 17, 32, 33, 35};
	char applied[11];
	char developed[11];

	date_format(facts->applied, applied);
	date_format(facts->developed, developed);
	for (size_t i = 0; i < 5; i++)
		if (facts_level(facts, (unsigned)(mandatory[i] - 16)) == 0)
			return false;
	if (facts->words < 300 || !facts->applied || strcmp(applied, "2025-12-31") > 0)
		return false;
	if (strcmp(applied, "2024-01-01") >= 0)
		return true;
	return facts->developed && strcmp(developed, "2024-01-01") >= 0 &&
	       strcmp(developed, "2025-12-31") <= 0;
}

static void model_add(struct model *model, const struct facts *facts)
{
	static const int weights[20] = {3, 2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 2, 3, 2, 3, 2, 4};
	bool layak = model_layak(facts);
	bool reported = facts->status == STATUS_VERIFIED || facts->status == STATUS_REPORTED;

	model->status[facts->status]++;
	if (facts->status == STATUS_IDEA || facts->status == STATUS_ARCHIVED)
		return;
	model->innovations++;
	model->eligible += layak;
	model->verified_set += layak && reported;
	for (unsigned slot = 0; slot < 20; slot++) {
		long score = facts->evidence >> slot & 1 ? weights[slot] * facts_level(facts, slot) : 0;

		model->claimed[slot] += score;
		if (layak && reported && facts->accepted >> slot & 1)
			model->verified[slot] += score;
	}
	if (facts->topic < 6) {
		model->topics[facts->topic] = true;
		model->topics_verified[facts->topic] |= layak && reported;
	}
}

static void compare(const struct score_unit *unit, const struct model *model)
{
	long claimed = 0;
	long verified = 0;

	for (int status = 0; status < STATUS_COUNT; status++)
		assert_int_equal(unit->status[status], model->status[status]);
	assert_int_equal(unit->innovations, model->innovations);
	assert_int_equal(unit->eligible, model->eligible);
	assert_int_equal(unit->verified_set, model->verified_set);
	for (int slot = 0; slot < 20; slot++) {
		assert_int_equal(score_levels(&real_2026->innovation, slot, unit->claimed[slot]),
			model->claimed[slot] * 100);
		assert_int_equal(score_levels(&real_2026->innovation, slot, unit->verified[slot]),
			model->verified[slot] * 100);
		claimed += model->claimed[slot];
		verified += model->verified[slot];
	}
	assert_int_equal(unit->claimed_sum, claimed * 100);
	assert_int_equal(unit->verified_sum, verified * 100);
}

static void run_against_model(uint64_t seed, int rows)
{
	struct model models[UNITS + 1] = {0}; /* the last is the city */
	struct score_units score;
	size_t unit = 0;

	score_units_open(&score, real_2026, UNITS);
	for (int row = 0; row < rows; row++) {
		struct facts facts = random_facts(&seed);

		/* Units mixed, then long runs of one as a store has them. */
		if (row < rows / 2 || row % 150 == 0)
			unit = next_random(&seed) % (UNITS + 1);
		score_units_add(&score, real_2026, unit < UNITS ? unit : UNIT_NONE, &facts);
		if (unit < UNITS)
			model_add(&models[unit], &facts);
		model_add(&models[UNITS], &facts);
		assert_int_equal(facts_eligible(real_2026, &facts), model_layak(&facts));
	}
	score_units_end(&score);
	for (unit = 0; unit < UNITS; unit++)
		compare(&score.unit[unit], &models[unit]);
	compare(&score.all, &models[UNITS]);
	for (int topic = 0; topic < 6; topic++) {
		assert_int_equal(score.topics_claimed >> topic & 1, models[UNITS].topics[topic]);
		assert_int_equal(score.topics_verified >> topic & 1, models[UNITS].topics_verified[topic]);
	}
	score_units_free(&score);
}

static void totals_agree_with_a_plain_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++)
		run_against_model(seed, (int)(seed * 25));
}

static void totals_of_nothing_are_nothing(void **state)
{
	struct score_units score;
	struct score_index claimed;
	struct score_index verified;
	struct facts damaged = {.status = STATUS_COUNT, .levels = 1, .evidence = 1};

	(void)state;
	score_units_open(&score, real_2026, 0);
	score_units_add(&score, real_2026, UNIT_NONE, &damaged);
	score_units_end(&score);
	score_index_of(&claimed, &verified, real_2026, &score, 0);
	assert_int_equal(claimed.innovations, 0);
	assert_int_equal(claimed.empty_seats, 12);
	assert_int_equal(verified.index_rounded, 0);
	assert_int_equal(verified.yandas_missing, 0x3F);
	score_units_free(&score);
}

/* The two columns of the index stand on their own sets. */
static void both_columns_come_from_the_totals(void **state)
{
	struct facts facts = {.levels = 0x5555555555u,
		.evidence = 0xFFFFF,
		.accepted = 0xFFFFF,
		.words = 300,
		.applied = day("2024-05-05"),
		.status = STATUS_DRAFT,
		.topic = 0};
	struct score_units score;
	struct score_index claimed;
	struct score_index verified;

	(void)state;
	score_units_open(&score, real_2026, 1);
	score_units_add(&score, real_2026, 0, &facts);
	facts.status = STATUS_VERIFIED;
	facts.topic = 1;
	score_units_add(&score, real_2026, 0, &facts);
	facts.status = STATUS_REPORTED;
	facts.applied = day("2022-01-01"); /* not layak */
	facts.topic = 2;
	score_units_add(&score, real_2026, 0, &facts);
	score_units_end(&score);
	score_index_of(&claimed, &verified, real_2026, &score, 1000);
	assert_int_equal(claimed.innovations, 3);
	assert_int_equal(claimed.maturity_sum, 3 * 3700);
	assert_int_equal(claimed.yandas, 3);
	assert_int_equal(verified.innovations, 1);
	assert_int_equal(verified.maturity_sum, 3700);
	assert_int_equal(verified.yandas, 1);
	assert_int_equal(verified.region, 1000);
	score_units_free(&score);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratios_round_half_up_once),
		cmocka_unit_test(numbers_are_written_plain_and_for_people),
		cmocka_unit_test(the_index_is_that_of_the_worked_figures),
		cmocka_unit_test(predicates_are_judged_on_the_rounded_index),
		cmocka_unit_test(the_terms_stand_beside_the_index),
		cmocka_unit_test(another_year_has_other_constants),
		cmocka_unit_test(an_answer_counts_with_level_and_evidence_only),
		cmocka_unit_test(layak_is_dates_words_and_mandatory_answers),
		cmocka_unit_test(what_keeps_one_from_being_layak_is_named),
		cmocka_unit_test(the_region_counts_answers_with_evidence_whatever_their_verdict),
		cmocka_unit_test(totals_agree_with_a_plain_model),
		cmocka_unit_test(totals_of_nothing_are_nothing),
		cmocka_unit_test(both_columns_come_from_the_totals),
	};

	return cmocka_run_group_tests(tests, real_open_2026, real_close_2026);
}
