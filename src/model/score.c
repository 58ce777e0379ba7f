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

void score_add_screen(struct buffer *to, int64_t hundredths)
{
	char text[32];

	score_format_screen(hundredths, false, text);
	buffer_add_text(to, text);
}

/* ---- one innovation ---- */

int64_t score_claimed(const struct catalogue *catalogue, const struct facts *facts, unsigned slot)
{
	return facts->evidence >> slot & 1
		       ? (int64_t)catalogue->indicator[slot].weight * facts_level(facts, slot)
		       : 0;
}

int64_t score_verified(const struct catalogue *catalogue, const struct facts *facts, unsigned slot)
{
	return facts->accepted >> slot & 1 ? score_claimed(catalogue, facts, slot) : 0;
}

int64_t score_maturity(const struct catalogue *catalogue, const struct facts *facts, bool verified)
{
	int64_t sum = 0;

	for (unsigned slot = 0; slot < catalogue->count; slot++)
		sum += verified ? score_verified(catalogue, facts, slot)
				: score_claimed(catalogue, facts, slot);
	return sum;
}

/* A bit per slot that holds a level: the pairs of `levels` are joined, then every second bit is taken out. */
static uint32_t slots_with_level(uint64_t levels)
{
	uint64_t bits = (levels | levels >> 1) & 0x5555555555555555u;

	bits = (bits | bits >> 1) & 0x3333333333333333u;
	bits = (bits | bits >> 2) & 0x0F0F0F0F0F0F0F0Fu;
	bits = (bits | bits >> 4) & 0x00FF00FF00FF00FFu;
	bits = (bits | bits >> 8) & 0x0000FFFF0000FFFFu;
	return (uint32_t)(bits | bits >> 16);
}

static uint32_t mandatory_slots(const struct catalogue *catalogue)
{
	uint32_t slots = 0;

	for (size_t slot = 0; slot < catalogue->count; slot++)
		slots |= (uint32_t)catalogue->indicator[slot].mandatory << slot;
	return slots;
}

static bool is_eligible(
	const struct year_rules *rules, const struct facts *facts, uint32_t mandatory, uint32_t answered)
{
	bool in_range = facts->applied >= rules->applied_from && facts->applied <= rules->applied_to;
	bool renewed = facts->applied < rules->applied_from && facts->developed >= rules->applied_from &&
		       facts->developed <= rules->applied_to;

	return facts->applied && (in_range || renewed) && facts->words >= rules->min_words &&
	       !(mandatory & ~answered);
}

bool facts_eligible(const struct year_definition *year, const struct facts *facts)
{
	return is_eligible(
		&year->rules, facts, mandatory_slots(&year->innovation), slots_with_level(facts->levels));
}

int64_t score_answer(const struct indicator *indicator, const struct record *record)
{
	return answer_has_evidence(record, indicator->code)
		       ? (int64_t)indicator->weight * answer_level(record, indicator->code)
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

/* The yandas among the urusan, by their place in the form's choices: that is what facts hold. */
static void plan_topics(struct score_plan *plan, const struct year_definition *year)
{
	const struct field_definition *field = form_find(&year->profile, "urusan");

	for (size_t i = 0; field && field->choices && i < year->rules.yandas_count; i++) {
		int topic = choices_find(field->choices, year->rules.yandas[i]);

		if (topic >= 0 && topic < FACTS_NO_TOPIC)
			plan->topic[topic] |= (uint64_t)1 << i;
	}
}

void score_units_open(struct score_units *score, const struct year_definition *year, size_t units)
{
	const struct catalogue *catalogue = &year->innovation;

	*score = (struct score_units){.count = units};
	score->unit = memory_alloc((units ? units : 1) * sizeof *score->unit);
	for (size_t slot = 0; slot < catalogue->count; slot++) {
		score->plan.weight[slot] = catalogue->indicator[slot].weight;
		score->plan.slots |= (uint32_t)1 << slot;
	}
	score->plan.mandatory = mandatory_slots(catalogue);
	plan_topics(&score->plan, year);
}

void score_units_free(struct score_units *score)
{
	free(score->unit);
	*score = (struct score_units){0};
}

/* The sums grow slot by slot here and as a whole in the caller: one row's total is at most 32 x 3 x weight. */
static int64_t add_slots(
	const int32_t weight[], const struct facts *facts, uint32_t slots, int64_t own[], int64_t all[])
{
	int64_t sum = 0;

	while (slots) {
		unsigned slot = (unsigned)__builtin_ctz(slots);
		int64_t score = (int64_t)weight[slot] * facts_level(facts, slot);

		own[slot] += score;
		all[slot] += score;
		sum += score;
		slots &= slots - 1;
	}
	return sum;
}

/* A million rows pass through here for one report: each slot that counts is visited once, for unit and city together. */
static void add_claimed(
	struct score_units *score, struct score_unit *unit, const struct facts *facts, uint32_t counting)
{
	struct score_unit *all = &score->all;
	int64_t sum = add_slots(score->plan.weight, facts, counting, unit->claimed, all->claimed);

	unit->innovations++;
	all->innovations++;
	unit->claimed_sum += sum;
	all->claimed_sum += sum;
	score->topics_claimed |= score->plan.topic[facts->topic];
}

static void add_verified(
	struct score_units *score, struct score_unit *unit, const struct facts *facts, uint32_t counting)
{
	struct score_unit *all = &score->all;
	int64_t sum = add_slots(
		score->plan.weight, facts, counting & facts->accepted, unit->verified, all->verified);

	unit->verified_set++;
	all->verified_set++;
	unit->verified_sum += sum;
	all->verified_sum += sum;
	score->topics_verified |= score->plan.topic[facts->topic];
}

void score_units_add(
	struct score_units *score, const struct year_definition *year, size_t unit, const struct facts *facts)
{
	struct score_unit *own = unit < score->count ? &score->unit[unit] : &score->nobody;
	uint32_t answered;
	uint32_t counting;

	if (facts->status >= STATUS_COUNT)
		return;
	own->status[facts->status]++;
	score->all.status[facts->status]++;
	if (!status_is_claimed(facts->status))
		return;
	answered = slots_with_level(facts->levels);
	counting = answered & facts->evidence & score->plan.slots;
	add_claimed(score, own, facts, counting);
	if (!is_eligible(&year->rules, facts, score->plan.mandatory, answered))
		return;
	own->eligible++;
	score->all.eligible++;
	if (status_is_verified(facts->status))
		add_verified(score, own, facts, counting);
}

/* ---- the index ---- */

void score_index(struct score_index *index, const struct year_definition *year, int64_t innovations,
	int64_t maturity_sum, uint64_t topics, int64_t region)
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
	index->total = (struct ratio){
		(region + index->count_score) * index->divisor + maturity_sum, index->divisor};
	index->index = (struct ratio){index->total.num * 100, index->total.den * rules->total};
	index->index_rounded = ratio_round(index->index, 1);
	index->predicate = rules->predicate_none;
	for (size_t i = 0; i < rules->predicate_count; i++)
		if (index->index_rounded >= rules->predicate[i].from) {
			index->predicate = rules->predicate[i].name;
			break;
		}
}

void score_index_of(struct score_index *claimed, struct score_index *verified,
	const struct year_definition *year, const struct score_units *score, int64_t region)
{
	score_index(
		claimed, year, score->all.innovations, score->all.claimed_sum, score->topics_claimed, region);
	score_index(verified, year, score->all.verified_set, score->all.verified_sum, score->topics_verified,
		region);
}
