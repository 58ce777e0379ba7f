#include "model/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/answer.h"

int64_t ratio_round(struct ratio ratio, int64_t scale)
{
	/* Half up, all terms >= 0; 128 bits so that no data set can overflow on the way. */
	__int128 doubled = (__int128)ratio.num * scale * 2 + ratio.den;

	return (int64_t)(doubled / ((__int128)ratio.den * 2));
}

/* ---- numbers as text ---- */

/* Writes the digits of value, ended by NUL, and returns how many. A report prints tens of thousands of numbers: printf
 * took more of it than reading the rows. */
static size_t put_digits(uint64_t value, char out[24])
{
	char reversed[24];
	size_t length = 0;

	do
		reversed[length++] = (char)('0' + value % 10);
	while (value /= 10);
	for (size_t i = 0; i < length; i++)
		out[i] = reversed[length - 1 - i];
	out[length] = '\0';
	return length;
}

void score_format_plain(int64_t hundredths, char out[32])
{
	unsigned rest = (unsigned)(hundredths % 100);
	char *to = out + put_digits((uint64_t)(hundredths / 100), out);

	if (!rest)
		return;
	*to++ = '.';
	*to++ = (char)('0' + rest / 10);
	if (rest % 10)
		*to++ = (char)('0' + rest % 10);
	*to = '\0';
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
	size_t length = put_digits((uint64_t)(hundredths / 100), digits);
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

/* Slots have two bits in levels; the lower of the two stands for the slot. */
#define LOWER_BITS 0x5555555555555555u

static uint64_t slots_with_level(uint64_t levels)
{
	return (levels | levels >> 1) & LOWER_BITS;
}

/* Every bit of a set of slots moves to where levels has its slot. */
static uint64_t spread(uint32_t slots)
{
	uint64_t bits = slots;

	bits = (bits | bits << 16) & 0x0000FFFF0000FFFFu;
	bits = (bits | bits << 8) & 0x00FF00FF00FF00FFu;
	bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0Fu;
	bits = (bits | bits << 2) & 0x3333333333333333u;
	return (bits | bits << 1) & LOWER_BITS;
}

static uint64_t mandatory_slots(const struct catalogue *catalogue)
{
	uint64_t slots = 0;

	for (size_t slot = 0; slot < catalogue->count; slot++)
		slots |= (uint64_t)catalogue->indicator[slot].mandatory << 2 * slot;
	return slots;
}

/* Applied in the year's span, or before it and developed further in it. */
static inline bool dates_fit(const struct year_rules *rules, const struct facts *facts)
{
	bool in_range = facts->applied >= rules->applied_from && facts->applied <= rules->applied_to;
	bool renewed = facts->applied < rules->applied_from && facts->developed >= rules->applied_from &&
		       facts->developed <= rules->applied_to;

	return facts->applied && (in_range || renewed);
}

static inline bool is_eligible(
	const struct year_rules *rules, const struct facts *facts, uint64_t mandatory, uint64_t answered)
{
	return dates_fit(rules, facts) && facts->words >= rules->min_words && !(mandatory & ~answered);
}

bool facts_eligible(const struct year_definition *year, const struct facts *facts)
{
	return is_eligible(
		&year->rules, facts, mandatory_slots(&year->innovation), slots_with_level(facts->levels));
}

static void add_span(struct buffer *to, const struct year_rules *rules)
{
	const int32_t ends[2] = {rules->applied_from, rules->applied_to};

	for (size_t i = 0; i < 2; i++) {
		char stored[11];
		char shown[11];

		date_format(ends[i], stored);
		date_format_screen(stored, shown);
		buffer_printf(to, "%s%s", i ? " s.d. " : "", shown);
	}
}

void facts_add_unfit(struct buffer *to, const struct year_definition *year, const struct facts *facts)
{
	const struct year_rules *rules = &year->rules;
	size_t before = to->size;
	bool any = false;

	if (!facts->applied) {
		buffer_add_text(to, "tanpa tanggal penerapan");
	} else if (!dates_fit(rules, facts)) {
		buffer_add_text(to, "penerapan di luar ");
		add_span(to, rules);
	}
	if (facts->words < rules->min_words)
		buffer_printf(to, "%srancang bangun %u dari %zu kata", to->size > before ? "; " : "",
			facts->words, rules->min_words);
	for (unsigned slot = 0; slot < year->innovation.count; slot++) {
		const struct indicator *indicator = &year->innovation.indicator[slot];

		if (!indicator->mandatory || facts_level(facts, slot))
			continue;
		buffer_printf(to, "%s%s",
			any		    ? ", "
			: to->size > before ? "; tanpa tingkat: "
					    : "tanpa tingkat: ",
			indicator->code);
		any = true;
	}
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
		score->plan.slots |= (uint64_t)3 << 2 * slot;
	}
	score->plan.mandatory = mandatory_slots(catalogue);
	plan_topics(&score->plan, year);
	score->own = &score->nobody;
}

void score_units_free(struct score_units *score)
{
	free(score->unit);
	*score = (struct score_units){0};
}

#define ROWS_A_LANE 85 /* of level 3: what a byte holds */

/* A million rows pass through here for one report: their levels are added four lanes of eight slots at a time. */
static void lanes_add(struct score_lanes *lanes, uint64_t levels)
{
	for (int i = 0; i < 4; i++)
		lanes->lane[i] += levels >> 2 * i & 0x0303030303030303u;
	lanes->rows++;
}

static void lanes_empty(
	struct score_lanes *lanes, const int32_t weight[], uint32_t levels[], int64_t *score_sum)
{
	for (unsigned first = 0; first < 4; first++) {
		unsigned slot = first;

		for (uint64_t lane = lanes->lane[first]; lane; lane >>= 8, slot += 4) {
			levels[slot] += (uint32_t)(lane & 255);
			*score_sum += (int64_t)(lane & 255) * weight[slot];
		}
	}
	*lanes = (struct score_lanes){{0}, 0};
}

static void own_settle(struct score_units *score)
{
	struct score_unit *own = score->own;

	lanes_empty(&score->claimed_lanes, score->plan.weight, own->claimed, &own->claimed_sum);
	lanes_empty(&score->verified_lanes, score->plan.weight, own->verified, &own->verified_sum);
}

void score_units_add(
	struct score_units *score, const struct year_definition *year, size_t unit, const struct facts *facts)
{
	struct score_unit *own = unit < score->count ? &score->unit[unit] : &score->nobody;
	uint64_t counting;

	if (facts->status >= STATUS_COUNT)
		return;
	if (own != score->own || score->claimed_lanes.rows == ROWS_A_LANE) {
		own_settle(score);
		score->own = own;
	}
	own->status[facts->status]++;
	if (!status_is_claimed(facts->status))
		return;
	counting = facts->levels & spread(facts->evidence) * 3 & score->plan.slots;
	own->innovations++;
	lanes_add(&score->claimed_lanes, counting);
	score->topics_claimed |= score->plan.topic[facts->topic];
	if (!is_eligible(&year->rules, facts, score->plan.mandatory, slots_with_level(facts->levels)))
		return;
	own->eligible++;
	if (!status_is_verified(facts->status))
		return;
	own->verified_set++;
	lanes_add(&score->verified_lanes, counting & spread(facts->accepted) * 3);
	score->topics_verified |= score->plan.topic[facts->topic];
}

void score_unit_add(struct score_unit *all, const struct score_unit *unit)
{
	for (int i = 0; i < STATUS_COUNT; i++)
		all->status[i] += unit->status[i];
	all->innovations += unit->innovations;
	all->eligible += unit->eligible;
	all->verified_set += unit->verified_set;
	for (int i = 0; i < CATALOGUE_MOST; i++) {
		all->claimed[i] += unit->claimed[i];
		all->verified[i] += unit->verified[i];
	}
	all->claimed_sum += unit->claimed_sum;
	all->verified_sum += unit->verified_sum;
}

void score_units_end(struct score_units *score)
{
	own_settle(score);
	memset(&score->all, 0, sizeof score->all);
	score_unit_add(&score->all, &score->nobody);
	for (size_t i = 0; i < score->count; i++)
		score_unit_add(&score->all, &score->unit[i]);
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
