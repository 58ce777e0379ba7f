#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "model/advice.h"
#include "support/real.h"
#include "support/sample.h"

#define ROWS_MOST 400
#define SLOTS	  20
#define REGION	  4321 /* hundredths */

/* ---- a city of random innovations ---- */

struct city {
	struct facts row[ROWS_MOST];
	uint32_t refused[ROWS_MOST];
	bool own[ROWS_MOST];
	size_t count;
};

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static int32_t day(const char *text)
{
	int32_t value = 0;

	assert_true(date_parse(text, &value));
	return value;
}

static struct facts random_facts(uint64_t *seed, unsigned topics)
{
	struct facts facts = {.status = (uint8_t)(next_random(seed) % STATUS_COUNT)};

	for (int slot = 0; slot < SLOTS; slot++) {
		facts.levels |= (uint64_t)(next_random(seed) % 12 ? next_random(seed) % 3 + 1 : 0)
				<< 2 * slot;
		facts.evidence |= (uint32_t)(next_random(seed) % 4 != 0) << slot;
		facts.accepted |= (uint32_t)(next_random(seed) % 3 != 0) << slot;
	}
	if (next_random(seed) % 6 == 0)
		facts.accepted = 0; /* in the verified set, with nothing verified */
	facts.applied = day(next_random(seed) % 10 ? "2024-05-05" : "2023-01-01");
	facts.words = (uint16_t)(297 + next_random(seed) % 20);
	facts.topic = topics ? (uint8_t)(next_random(seed) % topics) : FACTS_NO_TOPIC;
	return facts;
}

static void fill_city(struct city *city, uint64_t seed, size_t rows, unsigned topics)
{
	*city = (struct city){.count = rows};
	for (size_t i = 0; i < rows; i++) {
		city->row[i] = random_facts(&seed, topics);
		city->own[i] = next_random(&seed) % 3 == 0;
		/* What was refused is not accepted: the store keeps it so. */
		city->refused[i] = next_random(&seed) & ~city->row[i].accepted;
	}
}

static void advise(struct advice *advice, const struct city *city, enum advice_scope scope, size_t one)
{
	advice_open(advice, real_2026, scope);
	for (size_t i = 0; i < city->count; i++)
		advice_add(advice, &city->row[i],
			scope == ADVICE_OF_CITY || (scope == ADVICE_OF_UNIT ? city->own[i] : i == one),
			city->refused[i]);
	advice_finish(advice, REGION, NULL);
}

static const struct advice_line *find_line(
	const struct advice *advice, enum advice_kind kind, unsigned subject)
{
	for (size_t i = 0; i < advice->count; i++)
		if (advice->line[i].kind == kind && advice->line[i].subject == subject)
			return &advice->line[i];
	return NULL;
}

/* ---- the changed set, scored anew by the scorer; written without a look at advice.c ---- */

struct scored {
	struct score_units units;
	struct score_index claimed, verified;
};

static void score(struct scored *to, const struct city *city, int64_t region)
{
	score_units_open(&to->units, real_2026, 0);
	for (size_t i = 0; i < city->count; i++)
		score_units_add(&to->units, real_2026, UNIT_NONE, &city->row[i]);
	score_units_end(&to->units);
	score_index_of(&to->claimed, &to->verified, real_2026, &to->units, region);
	score_units_free(&to->units);
}

/* The difference of two indexes, in a long double: enough for rows of hundreds, and another arithmetic than the one tested. */
static int64_t moved(const struct score_index *after, const struct score_index *before)
{
	long double x = (long double)after->index.num / after->index.den;
	long double y = (long double)before->index.num / before->index.den;
	long double by = x - y + 0.5L + 1e-9L; /* a tie is half up */
	int64_t whole = (int64_t)by;

	return by < (long double)whole ? whole - 1 : whole;
}

static void expect_gain(
	const struct city *before, const struct city *after, int64_t points, const struct advice_gain *gain)
{
	struct scored was;
	struct scored is;

	score(&was, before, REGION);
	score(&is, after, REGION);
	assert_int_equal(gain->claimed, moved(&is.claimed, &was.claimed));
	assert_int_equal(gain->verified, moved(&is.verified, &was.verified));
	assert_int_equal(gain->points, points);
}

/* What somebody does to one answer, and the reviewer then accepts. */
static void improve(struct facts *facts, unsigned slot, enum advice_step step)
{
	unsigned level = (unsigned)(facts->levels >> 2 * slot) & 3;
	bool proven = facts->evidence & 1u << slot;
	unsigned to = level;

	if (step == ADVICE_NEXT && level < 3)
		to = level + 1;
	if (step == ADVICE_ALL)
		to = 3;
	if (to == 0 || (to == level && proven))
		return;
	facts->levels += (uint64_t)(to - level) << 2 * slot;
	facts->evidence |= 1u << slot;
	facts->accepted |= 1u << slot;
}

static bool is_claimed(const struct facts *facts)
{
	return facts->status != STATUS_IDEA && facts->status != STATUS_ARCHIVED;
}

static void check_indicators(const struct city *city, enum advice_scope scope, size_t one)
{
	struct advice *advice = memory_alloc(sizeof *advice);
	struct city *changed = memory_alloc(sizeof *changed);
	int64_t left = 0;
	int64_t all = 0;

	advise(advice, city, scope, one);
	for (unsigned slot = 0; slot < SLOTS; slot++) {
		const struct advice_line *line = find_line(advice, ADVICE_INDICATOR, slot);

		for (int step = 0; step < ADVICE_STEPS; step++) {
			int64_t points = 0;

			*changed = *city;
			for (size_t i = 0; i < city->count; i++) {
				bool own = scope == ADVICE_OF_INNOVATION
						   ? i == one
						   : is_claimed(&city->row[i]) &&
							     (scope == ADVICE_OF_CITY || city->own[i]);

				if (!own)
					continue;
				improve(&changed->row[i], slot, (enum advice_step)step);
				points += score_claimed(&real_2026->innovation, &changed->row[i], slot) -
					  score_claimed(&real_2026->innovation, &city->row[i], slot);
			}
			if (line)
				expect_gain(city, changed, points, &line->gain[step]);
			else
				assert_int_equal(points, 0);
		}
		left += line ? line->gain[ADVICE_ALL].points : 0;
	}
	/* All that is missing is what lies between the maturity that is there and the most there can be. */
	all = advice->innovations * 3 * real_2026->innovation.weight_sum;
	assert_int_equal(left, all - advice->maturity);
	advice_free(advice);
	free(changed);
	free(advice);
}

static void lines_of_indicators_are_the_scorer_s_differences(void **state)
{
	struct city *city = memory_alloc(sizeof *city);

	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		fill_city(city, seed, (size_t)(seed * seed), seed % 3 ? 12 : 0);
		check_indicators(city, ADVICE_OF_CITY, 0);
		check_indicators(city, ADVICE_OF_UNIT, 0);
		check_indicators(city, ADVICE_OF_INNOVATION, (size_t)seed / 2);
	}
	free(city);
}

static void accepting_what_waits_leaves_the_refused(void **state)
{
	struct city *city = memory_alloc(sizeof *city);
	struct city *changed = memory_alloc(sizeof *changed);
	struct advice *advice = memory_alloc(sizeof *advice);

	(void)state;
	for (uint64_t seed = 21; seed <= 32; seed++) {
		const struct advice_line *line;
		struct scored was;
		struct scored is;

		fill_city(city, seed, (size_t)(seed * 5), 9);
		*changed = *city;
		for (size_t i = 0; i < city->count; i++) {
			struct facts *facts = &changed->row[i];

			if (facts->status != STATUS_SUBMITTED && facts->status != STATUS_VERIFIED)
				continue;
			facts->status = STATUS_VERIFIED;
			for (unsigned slot = 0; slot < SLOTS; slot++)
				if (score_claimed(&real_2026->innovation, facts, slot) &&
					!(city->refused[i] & 1u << slot))
					facts->accepted |= 1u << slot;
		}
		advise(advice, city, ADVICE_OF_CITY, 0);
		line = find_line(advice, ADVICE_ACCEPT, 0);
		assert_non_null(line);
		score(&was, city, REGION);
		score(&is, changed, REGION);
		expect_gain(city, changed, is.verified.maturity_sum - was.verified.maturity_sum,
			&line->gain[ADVICE_ALL]);
		assert_int_equal(line->gain[ADVICE_ALL].claimed, 0);
		advice_free(advice);
	}
	free(advice);
	free(changed);
	free(city);
}

/* ---- lines of the index, by hand ---- */

/* 16 at `level` with evidence, accepted; layak. Maturity 3 x level. */
static struct facts plain(enum status status, unsigned level, const char *topic)
{
	const struct field_definition *field = form_find(&real_2026->profile, "urusan");

	return (struct facts){.levels = 0x5555555555ull - 1 + level,
		.evidence = 1,
		.accepted = 1,
		.applied = day("2024-05-05"),
		.words = 300,
		.status = (uint8_t)status,
		.topic = (uint8_t)choices_find(field->choices, topic)};
}

static void a_missing_yandas_is_worth_the_count_score(void **state)
{
	static const char *const covered[] = {"pendidikan", "kesehatan", "pupr", "perumahan"};
	struct advice *advice = memory_alloc(sizeof *advice);
	struct city *city = memory_alloc(sizeof *city);
	const struct advice_line *line;

	(void)state;
	city->count = 24;
	for (size_t i = 0; i < city->count; i++)
		city->row[i] = plain(i % 2 ? STATUS_VERIFIED : STATUS_DRAFT, 2, covered[i / 2 % 4]);
	advise(advice, city, ADVICE_OF_CITY, 0);
	/* 24 of maturity 6, one more, and 25 x 0.38 = 9.5 points of 250 are there: 3.8. Verified: 13 x 0.38 = 4.94: 1.976. */
	line = find_line(advice, ADVICE_YANDAS, 5);
	assert_non_null(line);
	assert_int_equal(line->gain[ADVICE_ALL].claimed, 380);
	assert_int_equal(line->gain[ADVICE_ALL].verified, 198);
	assert_int_equal(line->gain[ADVICE_ALL].points, 600);
	assert_null(find_line(advice, ADVICE_YANDAS, 0));
	assert_null(find_line(advice, ADVICE_SEATS, 0));
	/* Without a yandas the count score stays lost, and the mean is as it was. */
	line = find_line(advice, ADVICE_ANOTHER, 0);
	assert_int_equal(line->gain[ADVICE_ALL].claimed, 0);
	assert_int_equal(line->gain[ADVICE_ALL].verified, 0);
	assert_ptr_equal(&advice->line[0], find_line(advice, ADVICE_INDICATOR, 19)); /* 35 weighs most */
	advice_free(advice);
	free(advice);
	free(city);
}

static void empty_seats_and_one_more_are_of_average_maturity(void **state)
{
	struct advice *advice = memory_alloc(sizeof *advice);
	struct city *city = memory_alloc(sizeof *city);
	const struct advice_line *line;

	(void)state;
	/* Maturity 3, 6 and 9: 18 / 12 = 1.5 points. Two of them are verified: 3 + 9, 12 / 12 = 1. */
	city->count = 3;
	city->row[0] = plain(STATUS_VERIFIED, 1, "sosial");
	city->row[1] = plain(STATUS_DRAFT, 2, "sosial");
	city->row[2] = plain(STATUS_REPORTED, 3, "sosial");
	advise(advice, city, ADVICE_OF_CITY, 0);
	line = find_line(advice, ADVICE_SEATS, 0);
	assert_non_null(line);
	assert_int_equal(line->concerned, 10);
	assert_int_equal(line->gain[ADVICE_ALL].points, 9 * 600);
	assert_int_equal(line->gain[ADVICE_ALL].claimed, 180);	/* 9 x 6 / 12 = 4.5 of 250 */
	assert_int_equal(line->gain[ADVICE_ALL].verified, 200); /* 10 x 6 / 12 = 5 of 250 */
	line = find_line(advice, ADVICE_ANOTHER, 0);
	assert_int_equal(line->gain[ADVICE_ALL].claimed, 20); /* 6 / 12 of 250 */
	assert_int_equal(line->gain[ADVICE_ALL].points, 600);
	advice_free(advice);
	free(advice);
	free(city);
}

static void constants_are_the_year_s(void **state)
{
	struct advice *advice = memory_alloc(sizeof *advice);
	const struct year_definition *now = real_2026;
	struct city *city = memory_alloc(sizeof *city);

	(void)state;
	real_2026 = definitions_year(real_all, 2027);
	assert_non_null(real_2026);
	city->count = 12;
	for (size_t i = 0; i < city->count; i++)
		city->row[i] = plain(STATUS_DRAFT, 1, "sosial");
	advise(advice, city, ADVICE_OF_CITY, 0);
	assert_int_equal(find_line(advice, ADVICE_SEATS, 0)->concerned, 14);
	assert_int_equal(find_line(advice, ADVICE_SEATS, 0)->gain[ADVICE_ALL].points, 2 * 300);
	advice_free(advice);
	real_2026 = now;
	free(advice);
	free(city);
}

static void an_answer_is_carried_step_by_step(void **state)
{
	static const struct {
		unsigned level;
		bool proven;
		int64_t evidence, next, all; /* of 16, weight 3 */
	} cases[] = {
		{0, false, 0, 300, 900},
		{0, true, 0, 300, 900},
		{1, false, 300, 600, 900},
		{1, true, 0, 300, 600},
		{3, false, 900, 900, 900},
	};
	struct advice *advice = memory_alloc(sizeof *advice);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct facts facts = {.status = STATUS_DRAFT,
			.topic = FACTS_NO_TOPIC,
			.levels = cases[i].level,
			.evidence = cases[i].proven};
		const struct advice_line *line;

		advice_open(advice, real_2026, ADVICE_OF_INNOVATION);
		advice_add(advice, &facts, true, 0);
		advice_finish(advice, 0, NULL);
		line = find_line(advice, ADVICE_INDICATOR, 0);
		assert_non_null(line);
		assert_int_equal(line->level, cases[i].level);
		assert_int_equal(line->counts, cases[i].level && cases[i].proven);
		assert_int_equal(line->gain[ADVICE_EVIDENCE].points, cases[i].evidence);
		assert_int_equal(line->gain[ADVICE_NEXT].points, cases[i].next);
		assert_int_equal(line->gain[ADVICE_ALL].points, cases[i].all);
		assert_int_equal(advice->count, SLOTS); /* an innovation has no lines of the index */
		advice_free(advice);
	}
	free(advice);
}

static void the_region_s_answers_move_both_indexes(void **state)
{
	static const char *const answers[] = {
		"1", "2", "1.tautan", "https://a", "2a", "3", "5a", "3", "5a.tautan", "https://b", NULL};
	struct advice *advice = memory_alloc(sizeof *advice);
	struct record record;
	const struct advice_line *line;

	(void)state;
	sample_record(&record, TABLE_REGION, "2026", answers);
	advice_open(advice, real_2026, ADVICE_OF_CITY);
	advice_finish(advice, score_region(&real_2026->region, &record), &record);
	line = find_line(advice, ADVICE_REGION, (unsigned)catalogue_find(&real_2026->region, "1"));
	assert_non_null(line);
	assert_int_equal(line->gain[ADVICE_EVIDENCE].points, 0);
	assert_int_equal(line->gain[ADVICE_NEXT].points, 100);
	assert_int_equal(line->gain[ADVICE_NEXT].claimed, 40); /* 1 of 250 */
	assert_int_equal(line->gain[ADVICE_NEXT].verified, 40);
	line = find_line(advice, ADVICE_REGION, (unsigned)catalogue_find(&real_2026->region, "2a"));
	assert_non_null(line);
	assert_int_equal(line->gain[ADVICE_EVIDENCE].points, line->gain[ADVICE_ALL].points);
	assert_null(find_line(advice, ADVICE_REGION, (unsigned)catalogue_find(&real_2026->region, "5a")));
	advice_free(advice);
	record_free(&record);
	free(advice);
}

static void lines_stand_by_what_they_gain(void **state)
{
	struct advice *advice = memory_alloc(sizeof *advice);
	struct city *city = memory_alloc(sizeof *city);

	(void)state;
	fill_city(city, 77, 150, 4);
	advise(advice, city, ADVICE_OF_CITY, 0);
	for (size_t i = 1; i < advice->count; i++) {
		const struct advice_gain *above = &advice->line[i - 1].gain[ADVICE_ALL];
		const struct advice_gain *below = &advice->line[i].gain[ADVICE_ALL];
		int64_t most = above->claimed > above->verified ? above->claimed : above->verified;

		assert_true(most >= below->claimed && most >= below->verified);
	}
	advice_free(advice);
	advise(advice, city, ADVICE_OF_INNOVATION, 3);
	for (size_t i = 1; i < advice->count; i++)
		assert_true(advice->line[i - 1].gain[ADVICE_ALL].points >=
			    advice->line[i].gain[ADVICE_ALL].points);
	advice_free(advice);
	free(advice);
	free(city);
}

static void gains_are_written_with_their_sign(void **state)
{
	static const struct {
		int64_t hundredths;
		const char *text;
	} cases[] = {{0, "0,00"}, {12, "+0,12"}, {-3, "-0,03"}, {123456, "+1.234,56"}, {-100, "-1,00"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer text = {0};

		advice_add_gain(&text, cases[i].hundredths);
		assert_string_equal(buffer_text(&text), cases[i].text);
		buffer_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_indicators_are_the_scorer_s_differences),
		cmocka_unit_test(accepting_what_waits_leaves_the_refused),
		cmocka_unit_test(a_missing_yandas_is_worth_the_count_score),
		cmocka_unit_test(empty_seats_and_one_more_are_of_average_maturity),
		cmocka_unit_test(constants_are_the_year_s),
		cmocka_unit_test(an_answer_is_carried_step_by_step),
		cmocka_unit_test(the_region_s_answers_move_both_indexes),
		cmocka_unit_test(lines_stand_by_what_they_gain),
		cmocka_unit_test(gains_are_written_with_their_sign),
	};

	return cmocka_run_group_tests(tests, real_open_2026, real_close_2026);
}
