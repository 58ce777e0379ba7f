#include "model/advice.h"

#include <stdlib.h>

#include "model/answer.h"

#define LEVEL_MOST 3

void advice_open(struct advice *advice, const struct year_definition *year, enum advice_scope scope)
{
	*advice = (struct advice){.year = year, .scope = scope};
	score_units_open(&advice->city, year, 0);
}

void advice_free(struct advice *advice)
{
	score_units_free(&advice->city);
}

/* ---- one innovation ---- */

static uint32_t counting(const struct facts *facts)
{
	uint32_t slots = 0;

	for (unsigned slot = 0; slot < CATALOGUE_MOST; slot++)
		slots |= (uint32_t)(facts_level(facts, slot) > 0) << slot;
	return slots & facts->evidence;
}

bool advice_waits(const struct facts *facts)
{
	return facts->status == STATUS_SUBMITTED ||
	       (facts->status == STATUS_VERIFIED && counting(facts) & ~facts->accepted);
}

bool advice_lacking(const struct facts *facts, unsigned slot)
{
	return facts_level(facts, slot) < LEVEL_MOST || !(facts->evidence >> slot & 1);
}

static int wanted_level(int level, enum advice_step step)
{
	if (step == ADVICE_ALL)
		return LEVEL_MOST;
	return step == ADVICE_NEXT && level < LEVEL_MOST ? level + 1 : level;
}

/* The answer as the step leaves it, accepted. False: the step changes nothing. */
static bool change(struct facts *facts, unsigned slot, enum advice_step step)
{
	int level = facts_level(facts, slot);
	int wanted = wanted_level(level, step);

	if (!wanted || (wanted == level && facts->evidence >> slot & 1))
		return false;
	facts->levels &= ~((uint64_t)3 << 2 * slot);
	facts->levels |= (uint64_t)wanted << 2 * slot;
	facts->evidence |= (uint32_t)1 << slot;
	facts->accepted |= (uint32_t)1 << slot;
	return true;
}

/* What the innovation is in the verified set: nothing unless a reviewer has passed it and it is layak. */
static struct advice_set verified_part(const struct advice *advice, const struct facts *facts)
{
	if (!status_is_verified(facts->status) || !facts_eligible(advice->year, facts))
		return (struct advice_set){0, 0, 0};
	return (struct advice_set){1, score_maturity(&advice->year->innovation, facts, true),
		advice->city.plan.topic[facts->topic]};
}

static void join(struct advice_set *to, struct advice_set more)
{
	to->innovations += more.innovations;
	to->maturity += more.maturity;
	to->topics |= more.topics;
}

static void add_answer(
	struct advice *advice, const struct facts *facts, unsigned slot, const struct advice_set *verified)
{
	const struct catalogue *catalogue = &advice->year->innovation;
	struct advice_sum *sum = &advice->sum[slot];
	int64_t now = score_claimed(catalogue, facts, slot);
	bool claimed = status_is_claimed(facts->status);

	sum->now += now;
	sum->concerned += advice_lacking(facts, slot);
	for (int step = 0; step < ADVICE_STEPS; step++) {
		struct facts changed = *facts;
		int64_t points;

		if (!change(&changed, slot, (enum advice_step)step))
			continue;
		points = score_claimed(catalogue, &changed, slot) - now;
		sum->points[step] += points;
		sum->claimed[step] += claimed ? points : 0;
		/* Levels only rise: what is layak stays so, and a mandatory answer may be what was missing. */
		if (verified->innovations)
			sum->verified[step].maturity += score_verified(catalogue, &changed, slot) -
							score_verified(catalogue, facts, slot);
		else if (catalogue->indicator[slot].mandatory)
			join(&sum->verified[step], verified_part(advice, &changed));
	}
}

static void add_waiting(
	struct advice *advice, const struct facts *facts, uint32_t refused, const struct advice_set *verified)
{
	uint32_t waiting = counting(facts) & ~facts->accepted & ~refused;
	struct facts accepted = *facts;
	struct advice_set part;

	if (facts->status != STATUS_SUBMITTED && !waiting)
		return;
	accepted.status = STATUS_VERIFIED;
	accepted.accepted |= waiting;
	part = verified_part(advice, &accepted);
	part.innovations -= verified->innovations;
	part.maturity -= verified->maturity;
	join(&advice->accepted, part);
	advice->waiting++;
	advice->waiting_answers += __builtin_popcount(waiting);
}

void advice_add(struct advice *advice, const struct facts *facts, bool own, uint32_t refused)
{
	const struct catalogue *catalogue = &advice->year->innovation;
	struct advice_set verified;

	score_units_add(&advice->city, advice->year, UNIT_NONE, facts);
	if (!own || (!status_is_claimed(facts->status) && advice->scope != ADVICE_OF_INNOVATION))
		return;
	advice->found = true;
	advice->innovations++;
	advice->maturity += score_maturity(catalogue, facts, false);
	verified = verified_part(advice, facts);
	advice->verified_set += verified.innovations;
	advice->maturity_verified += advice->scope == ADVICE_OF_INNOVATION
					     ? score_maturity(catalogue, facts, true)
					     : verified.maturity;
	for (unsigned slot = 0; slot < catalogue->count; slot++) {
		advice->level[slot] = facts_level(facts, slot);
		advice->counts[slot] = advice->level[slot] && facts->evidence >> slot & 1;
		add_answer(advice, facts, slot, &verified);
	}
	if (advice_waits(facts))
		add_waiting(advice, facts, refused, &verified);
}

/* ---- what a change of the set does to the index ---- */

/* Rounded once, half up, below zero too; 128 bits so that no data set can overflow on the way. */
static int64_t difference(struct ratio after, struct ratio before)
{
	__int128 num = (__int128)after.num * before.den - (__int128)before.num * after.den;
	__int128 den = (__int128)after.den * before.den;
	__int128 whole = (2 * num + den) / (2 * den);

	return (int64_t)(whole * 2 * den > 2 * num + den ? whole - 1 : whole);
}

struct advice_change {
	struct advice_set claimed, verified; /* added to the city's */
	int64_t region;
};

static void set_gain(const struct advice *advice, const struct advice_change *added, struct advice_gain *gain)
{
	const struct score_units *city = &advice->city;
	int64_t region = advice->index.region + added->region;
	struct score_index changed;

	score_index(&changed, advice->year, city->all.innovations + added->claimed.innovations,
		city->all.claimed_sum + added->claimed.maturity, city->topics_claimed | added->claimed.topics,
		region);
	gain->claimed = difference(changed.index, advice->index.index);
	score_index(&changed, advice->year, city->all.verified_set + added->verified.innovations,
		city->all.verified_sum + added->verified.maturity,
		city->topics_verified | added->verified.topics, region);
	gain->verified = difference(changed.index, advice->verified.index);
}

static struct advice_line *new_line(struct advice *advice, enum advice_kind kind, unsigned subject)
{
	struct advice_line *line = &advice->line[advice->count++];

	*line = (struct advice_line){.kind = kind, .subject = subject};
	return line;
}

static void add_indicators(struct advice *advice)
{
	for (unsigned slot = 0; slot < advice->year->innovation.count; slot++) {
		const struct advice_sum *sum = &advice->sum[slot];
		struct advice_line *line;

		if (!sum->points[ADVICE_ALL])
			continue;
		line = new_line(advice, ADVICE_INDICATOR, slot);
		line->concerned = sum->concerned;
		line->now = sum->now;
		if (advice->scope == ADVICE_OF_INNOVATION) {
			line->level = advice->level[slot];
			line->counts = advice->counts[slot];
		}
		for (int step = 0; step < ADVICE_STEPS; step++) {
			struct advice_change added = {{0, sum->claimed[step], 0}, sum->verified[step], 0};

			line->gain[step].points = sum->points[step];
			set_gain(advice, &added, &line->gain[step]);
		}
	}
}

static void add_region(struct advice *advice, const struct record *record)
{
	const struct catalogue *region = &advice->year->region;

	for (unsigned i = 0; i < region->count; i++) {
		const struct indicator *indicator = &region->indicator[i];
		int64_t now = score_answer(indicator, record);
		struct advice_line *line;

		if (now == (int64_t)indicator->weight * LEVEL_MOST)
			continue;
		line = new_line(advice, ADVICE_REGION, i);
		line->now = now;
		line->level = answer_level(record, indicator->code);
		line->counts = now > 0;
		for (int step = 0; step < ADVICE_STEPS; step++) {
			int wanted = wanted_level(line->level, (enum advice_step)step);
			struct advice_change added = {.region = (int64_t)indicator->weight * wanted - now};

			line->gain[step].points = added.region;
			set_gain(advice, &added, &line->gain[step]);
		}
	}
}

static int64_t average(int64_t sum, int64_t count)
{
	return count ? ratio_round((struct ratio){sum, count}, 1) : 0;
}

/* New innovations are as the scope's are on average, to the hundredth; those of a unit without any as the city's are. */
static struct advice_change additions(
	const struct advice *advice, int64_t claimed, int64_t verified, uint64_t topics)
{
	const struct score_unit *all = &advice->city.all;
	int64_t mean = advice->innovations ? average(advice->maturity, advice->innovations)
					   : average(all->claimed_sum, all->innovations);
	int64_t mean_verified = advice->verified_set
					? average(advice->maturity_verified, advice->verified_set)
					: average(all->verified_sum, all->verified_set);

	return (struct advice_change){
		{claimed, claimed * mean, topics}, {verified, verified * mean_verified, topics}, 0};
}

static void add_new_ones(
	struct advice *advice, enum advice_kind kind, unsigned subject, int64_t claimed, int64_t verified)
{
	struct advice_line *line = new_line(advice, kind, subject);
	uint64_t topics = kind == ADVICE_YANDAS ? (uint64_t)1 << subject : 0;
	struct advice_change added = additions(advice, claimed, verified, topics);

	line->concerned = claimed > verified ? claimed : verified;
	line->gain[ADVICE_ALL].points = added.claimed.maturity;
	set_gain(advice, &added, &line->gain[ADVICE_ALL]);
}

static void add_index_lines(struct advice *advice)
{
	uint64_t missing = advice->index.yandas_missing | advice->verified.yandas_missing;

	if (advice->waiting) {
		struct advice_line *line = new_line(advice, ADVICE_ACCEPT, 0);
		struct advice_change added = {.verified = advice->accepted};

		line->concerned = advice->waiting;
		line->answers = advice->waiting_answers;
		line->gain[ADVICE_ALL].points = advice->accepted.maturity;
		set_gain(advice, &added, &line->gain[ADVICE_ALL]);
	}
	for (unsigned i = 0; i < advice->year->rules.yandas_count && i < 64; i++)
		if (missing >> i & 1)
			add_new_ones(advice, ADVICE_YANDAS, i, 1, 1);
	if (advice->index.empty_seats || advice->verified.empty_seats)
		add_new_ones(
			advice, ADVICE_SEATS, 0, advice->index.empty_seats, advice->verified.empty_seats);
	add_new_ones(advice, ADVICE_ANOTHER, 0, 1, 1);
}

/* ---- order ---- */

static int64_t best(const struct advice_line *line)
{
	const struct advice_gain *gain = &line->gain[ADVICE_ALL];

	return gain->claimed > gain->verified ? gain->claimed : gain->verified;
}

static int down(int64_t a, int64_t b)
{
	return a > b ? -1 : a < b;
}

static int by_rest(const struct advice_line *a, const struct advice_line *b)
{
	int order = down(a->gain[ADVICE_EVIDENCE].points, b->gain[ADVICE_EVIDENCE].points);

	if (!order)
		order = (int)a->kind - (int)b->kind;
	return order ? order : (int)a->subject - (int)b->subject;
}

static int by_points(const void *a, const void *b)
{
	const struct advice_line *x = a;
	const struct advice_line *y = b;
	int order = down(x->gain[ADVICE_ALL].points, y->gain[ADVICE_ALL].points);

	return order ? order : by_rest(x, y);
}

static int by_index(const void *a, const void *b)
{
	int order = down(best(a), best(b));

	return order ? order : by_points(a, b);
}

void advice_finish(struct advice *advice, int64_t region, const struct record *record)
{
	score_units_end(&advice->city);
	score_index_of(&advice->index, &advice->verified, advice->year, &advice->city, region);
	advice->count = 0;
	add_indicators(advice);
	if (advice->scope != ADVICE_OF_INNOVATION)
		add_index_lines(advice);
	if (record)
		add_region(advice, record);
	qsort(advice->line, advice->count, sizeof *advice->line,
		advice->scope == ADVICE_OF_INNOVATION ? by_points : by_index);
}

/* ---- as text ---- */

const char *advice_kind_word(enum advice_kind kind)
{
	static const char *const words[ADVICE_KIND_COUNT] = {
		[ADVICE_INDICATOR] = "indikator",
		[ADVICE_REGION] = "daerah",
		[ADVICE_ACCEPT] = "terima",
		[ADVICE_YANDAS] = "yandas",
		[ADVICE_SEATS] = "kursi",
		[ADVICE_ANOTHER] = "tambah",
	};

	return kind < ADVICE_KIND_COUNT ? words[kind] : "";
}

const char *advice_code(const struct advice *advice, const struct advice_line *line)
{
	switch (line->kind) {
	case ADVICE_INDICATOR:
		return advice->year->innovation.indicator[line->subject].code;
	case ADVICE_REGION:
		return advice->year->region.indicator[line->subject].code;
	case ADVICE_YANDAS:
		return advice->year->rules.yandas[line->subject];
	default:
		return "";
	}
}

void advice_add_name(const struct advice *advice, const struct advice_line *line, struct buffer *to)
{
	const struct field_definition *field = form_find(&advice->year->profile, "urusan");
	const char *code = advice_code(advice, line);
	int choice;

	switch (line->kind) {
	case ADVICE_INDICATOR:
		buffer_add_text(to, advice->year->innovation.indicator[line->subject].name);
		break;
	case ADVICE_REGION:
		buffer_add_text(to, advice->year->region.indicator[line->subject].name);
		break;
	case ADVICE_ACCEPT:
		buffer_add_text(to, "Menerima semua yang menunggu");
		break;
	case ADVICE_YANDAS:
		choice = field && field->choices ? choices_find(field->choices, code) : -1;
		buffer_printf(to, "Satu inovasi yandas %s",
			choice < 0 ? code : field->choices->choice[choice].label);
		break;
	case ADVICE_SEATS:
		buffer_add_text(to, "Mengisi kursi kosong");
		break;
	default:
		buffer_add_text(to, "Satu inovasi lagi");
		break;
	}
}

struct advice_ask advice_ask(const struct indicator *indicator, const struct basis *basis, int level)
{
	const char *const *texts = basis ? basis->level : indicator->level;

	if (indicator->basis_count && !basis)
		return (struct advice_ask){"pilih satu dasar dahulu", "", ""};
	return (struct advice_ask){level < LEVEL_MOST ? texts[level] : "",
		basis ? basis->evidence : indicator->evidence, basis ? basis->types : indicator->types};
}

void advice_add_gain(struct buffer *to, int64_t hundredths)
{
	char text[32];

	score_format_screen(hundredths < 0 ? -hundredths : hundredths, true, text);
	buffer_printf(to, "%s%s", hundredths > 0 ? "+" : hundredths < 0 ? "-" : "", text);
}
