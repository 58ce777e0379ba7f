#include "model/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/answer.h"

int64_t ratio_round(struct ratio ratio, int64_t scale)
{
	/* Half up, all terms >= 0; 128 bits so that no data set can overflow on the way. */
	__int128 doubled = (__int128)ratio.num * scale * 2 + ratio.den;

	return (int64_t)(doubled / ((__int128)ratio.den * 2));
}

/* ---- numbers as text ---- */

void score_format_plain(int64_t hundredths, char out[32])
{
	int64_t rest = hundredths % 100;

	if (!rest)
		snprintf(out, 32, "%lld", (long long)(hundredths / 100));
	else if (rest % 10 == 0)
		snprintf(out, 32, "%lld.%lld", (long long)(hundredths / 100), (long long)(rest / 10));
	else
		snprintf(out, 32, "%lld.%02lld", (long long)(hundredths / 100), (long long)rest);
}

void score_add_plain(struct buffer *to, int64_t hundredths)
{
	char text[32];

	score_format_plain(hundredths, text);
	buffer_add_text(to, text);
}

void score_format_screen(int64_t hundredths, bool fixed, char out[32])
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%lld", (long long)(hundredths / 100));
	int64_t rest = hundredths % 100;
	size_t to = 0;

	for (size_t i = 0; i < length && to < 27; i++) {
		if (i && (length - i) % 3 == 0)
			out[to++] = '.';
		out[to++] = digits[i];
	}
	if (fixed || rest) {
		out[to++] = ',';
		out[to++] = (char)('0' + rest / 10);
		out[to++] = (char)('0' + rest % 10);
	}
	out[to] = '\0';
}

/* ---- one innovation ---- */

int64_t score_claimed(const struct catalogue *catalogue, const struct facts *facts, unsigned slot)
{
	return facts->evidence >> slot & 1 ? (int64_t)catalogue->indicator[slot].weight * facts_level(facts, slot) : 0;
}

int64_t score_verified(const struct catalogue *catalogue, const struct facts *facts, unsigned slot)
{
	return facts->accepted >> slot & 1 ? score_claimed(catalogue, facts, slot) : 0;
}

int64_t score_maturity(const struct catalogue *catalogue, const struct facts *facts, bool verified)
{
	int64_t sum = 0;

	for (unsigned slot = 0; slot < catalogue->count; slot++)
		sum += verified ? score_verified(catalogue, facts, slot) : score_claimed(catalogue, facts, slot);
	return sum;
}

bool facts_eligible(const struct year_definition *year, const struct facts *facts)
{
	const struct year_rules *rules = &year->rules;
	bool in_range = facts->applied >= rules->applied_from && facts->applied <= rules->applied_to;
	bool renewed = facts->applied < rules->applied_from && facts->developed >= rules->applied_from &&
		       facts->developed <= rules->applied_to;

	if (!facts->applied || (!in_range && !renewed) || facts->words < rules->min_words)
		return false;
	for (unsigned slot = 0; slot < year->innovation.count; slot++)
		if (year->innovation.indicator[slot].mandatory && !facts_level(facts, slot))
			return false;
	return true;
}

int64_t score_answer(const struct indicator *indicator, const struct record *record)
{
	return answer_has_evidence(record, indicator->code) ? (int64_t)indicator->weight * answer_level(record, indicator->code)
							    : 0;
}

int64_t score_region(const struct catalogue *region, const struct record *record)
{
	int64_t sum = 0;

	for (size_t i = 0; record && i < region->count; i++)
		sum += score_answer(&region->indicator[i], record);
	return sum;
}

/* ---- units ---- */

void score_units_open(struct score_units *score, const struct year_definition *year, size_t units)
{
	(void)year;
	*score = (struct score_units){.count = units};
	score->unit = memory_alloc((units ? units : 1) * sizeof *score->unit);
}

void score_units_free(struct score_units *score)
{
	free(score->unit);
	*score = (struct score_units){0};
}

/* Every second bit of the levels, low bit of each pair: which slots hold a level at all. */
static uint64_t level_bits(const struct facts *facts)
{
	return (facts->levels | facts->levels >> 1) & 0x5555555555555555u;
}

static uint64_t topic_bit(const struct year_definition *year, const struct facts *facts)
{
	const struct field_definition *field;
	const char *key;

	if (facts->topic == FACTS_NO_TOPIC)
		return 0;
	field = form_find(&year->profile, "urusan");
	if (!field || !field->choices || facts->topic >= field->choices->count)
		return 0;
	key = field->choices->choice[facts->topic].key;
	for (size_t i = 0; i < year->rules.yandas_count; i++)
		if (strcmp(year->rules.yandas[i], key) == 0)
			return 1ull << i;
	return 0;
}

static void add_scores(struct score_unit *unit, const struct catalogue *catalogue, const struct facts *facts, bool verified)
{
	uint64_t counting = level_bits(facts);

	while (counting) {
		unsigned slot = (unsigned)__builtin_ctzll(counting) / 2;

		counting &= counting - 1;
		if (slot < catalogue->count) {
			int64_t claimed = score_claimed(catalogue, facts, slot);

			unit->claimed[slot] += claimed;
			unit->claimed_sum += claimed;
			if (verified && facts->accepted >> slot & 1) {
				unit->verified[slot] += claimed;
				unit->verified_sum += claimed;
			}
		}
	}
}

static void add_to(struct score_unit *unit, const struct year_definition *year, const struct facts *facts, bool eligible, bool verified)
{
	unit->status[facts->status]++;
	if (!status_is_claimed(facts->status))
		return;
	unit->innovations++;
	unit->eligible += eligible;
	unit->verified_set += verified;
	add_scores(unit, &year->innovation, facts, verified);
}

void score_units_add(struct score_units *score, const struct year_definition *year, size_t unit, const struct facts *facts)
{
	bool eligible;
	bool verified;

	if (facts->status >= STATUS_COUNT)
		return;
	eligible = status_is_claimed(facts->status) && facts_eligible(year, facts);
	verified = eligible && status_is_verified(facts->status);
	if (unit < score->count)
		add_to(&score->unit[unit], year, facts, eligible, verified);
	add_to(&score->all, year, facts, eligible, verified);
	/* Once all are covered there is nothing more to look up. */
	if (status_is_claimed(facts->status) && score->topics_verified + 1 < 1ull << year->rules.yandas_count) {
		uint64_t bit = topic_bit(year, facts);

		score->topics_claimed |= bit;
		if (verified)
			score->topics_verified |= bit;
	}
}

/* ---- the index ---- */

void score_index(struct score_index *index, const struct year_definition *year, int64_t innovations, int64_t maturity_sum,
	uint64_t topics, int64_t region)
{
	const struct year_rules *rules = &year->rules;
	int64_t seats = rules->divisor;
	int64_t counted = innovations < rules->count_most ? innovations : rules->count_most;
	uint64_t all = rules->yandas_count < 64 ? (1ull << rules->yandas_count) - 1 : ~0ull;

	*index = (struct score_index){
		.innovations = innovations,
		.divisor = innovations > seats ? innovations : seats,
		.empty_seats = innovations < seats ? seats - innovations : 0,
		.region = region,
		.maturity_sum = maturity_sum,
		.yandas = (size_t)__builtin_popcountll(topics & all),
		.yandas_missing = all & ~topics,
		.count_score = counted * rules->count_weight,
	};
	if (index->yandas < (size_t)rules->yandas_needed) {
		index->count_lost = index->count_score;
		index->count_score = 0;
	}
	index->maturity = (struct ratio){maturity_sum, index->divisor};
	index->total = (struct ratio){(region + index->count_score) * index->divisor + maturity_sum, index->divisor};
	index->index = (struct ratio){index->total.num * 100, index->total.den * rules->total};
	index->index_rounded = ratio_round(index->index, 1);
	index->predicate = rules->predicate_none;
	for (size_t i = 0; i < rules->predicate_count; i++)
		if (index->index_rounded >= rules->predicate[i].from) {
			index->predicate = rules->predicate[i].name;
			break;
		}
}

void score_index_of(struct score_index *claimed, struct score_index *verified, const struct year_definition *year,
	const struct score_units *score, int64_t region)
{
	score_index(claimed, year, score->all.innovations, score->all.claimed_sum, score->topics_claimed, region);
	score_index(verified, year, score->all.verified_set, score->all.verified_sum, score->topics_verified, region);
}
