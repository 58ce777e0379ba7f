#include "app/sheet_totals.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/chart.h"

void sheet_totals_free(struct sheet_totals *totals)
{
	if (totals->loaded)
		score_units_free(&totals->others);
	*totals = (struct sheet_totals){0};
}

/* ---- the index ---- */

struct totals_reading {
	struct sheet_totals *totals;
	const struct record *record;
};

static bool add_row(void *context, const struct summary_row *row, struct error *err)
{
	struct totals_reading *reading = context;
	const struct record *record = reading->record;

	(void)err;
	if (record->table == TABLE_INNOVATION && strcmp(row->id, record->id) == 0)
		reading->totals->stored = row->facts;
	else
		score_units_add(&reading->totals->others, app_here()->year, UNIT_NONE, &row->facts);
	return true;
}

static bool read_city(struct store_txn *txn, void *context, struct error *err)
{
	struct totals_reading *reading = context;
	struct sheet_totals *totals = reading->totals;
	const struct year_definition *year = app_here()->year;
	struct record region = {0};
	char id[16];

	if (totals->loaded && totals->generation == txn_generation(txn))
		return true;
	sheet_totals_free(totals);
	score_units_open(&totals->others, year, 0);
	totals->loaded = true;
	totals->generation = txn_generation(txn);
	totals->stored.status = STATUS_COUNT;
	snprintf(id, sizeof id, "%d", year->year);
	if (!txn_summary(txn, year->year, false, add_row, reading, err) ||
		!txn_record(txn, TABLE_REGION, id, &region, err)) {
		record_free(&region);
		sheet_totals_free(totals);
		return false;
	}
	score_units_end(&totals->others);
	totals->region = score_region(&year->region, &region);
	record_free(&region);
	return true;
}

/* The claimed index of the city with one innovation more. */
static void score_with(const struct sheet_totals *totals, const struct facts *facts, int64_t region,
	struct score_index *claimed)
{
	const struct year_definition *year = app_here()->year;
	const struct score_units *others = &totals->others;
	struct score_units one;

	score_units_open(&one, year, 0);
	score_units_add(&one, year, UNIT_NONE, facts);
	score_units_end(&one);
	score_index(claimed, year, others->all.innovations + one.all.innovations,
		others->all.claimed_sum + one.all.claimed_sum, others->topics_claimed | one.topics_claimed,
		region);
	score_units_free(&one);
}

/* What the region's answers would come to with evidence for all of them. */
static int64_t levels_sum(const struct catalogue *region, const struct record *record)
{
	int64_t sum = 0;

	for (size_t i = 0; i < region->count; i++)
		sum += (int64_t)region->indicator[i].weight * answer_level(record, region->indicator[i].code);
	return sum;
}

void sheet_totals_read(struct sheet_totals *totals, const struct record *working, bool pending)
{
	struct totals_reading reading = {totals, working};
	const struct year_definition *year = app_here()->year;
	struct facts facts = {.status = STATUS_COUNT};
	int64_t region;
	int64_t proven;

	totals->pending = false;
	if (!pending || !app_read(read_city, &reading))
		return;
	region = proven = totals->region;
	if (working->table == TABLE_REGION) {
		region = score_region(&year->region, working);
		proven = levels_sum(&year->region, working);
	} else {
		facts_from_record(&facts, working, year);
	}
	score_with(totals, &totals->stored, totals->region, &totals->before);
	score_with(totals, &facts, region, &totals->after);
	facts.evidence = ~(uint32_t)0;
	score_with(totals, &facts, proven, &totals->proven);
	totals->pending = true;
}

/* ---- painting ---- */

struct points {
	int64_t claimed, verified, most;
};

static struct points points_of(const struct record *working)
{
	const struct year_definition *year = app_here()->year;
	const struct catalogue *catalogue = working->table == TABLE_REGION ? &year->region
									   : &year->innovation;
	struct points points = {.most = 3 * (int64_t)catalogue->weight_sum};
	struct facts facts;

	if (working->table == TABLE_REGION) {
		points.claimed = points.verified = score_region(catalogue, working);
		return points;
	}
	facts_from_record(&facts, working, year);
	points.claimed = score_maturity(catalogue, &facts, false);
	points.verified = score_maturity(catalogue, &facts, true);
	return points;
}

/* "indeks 57,90 → 58,12, berbukti 58,40" while something is not saved, else what was verified. The last part stands there only
 * when a level has no evidence yet, and there is room. */
static void add_right(struct buffer *to, const struct sheet_totals *totals, const struct record *working,
	const struct points *points, int room)
{
	char from[32];
	char into[32];

	if (totals->pending) {
		score_format_screen(totals->before.index_rounded, true, from);
		score_format_screen(totals->after.index_rounded, true, into);
		buffer_printf(to, "indeks %s %s %s", from, draw_is_ascii() ? "->" : "→", into);
		if (totals->proven.index_rounded == totals->after.index_rounded || room < 37)
			return;
		score_format_screen(totals->proven.index_rounded, true, into);
		buffer_printf(to, ", berbukti %s", into);
	} else if (working->table == TABLE_INNOVATION) {
		score_format_screen(points->verified, false, from);
		buffer_printf(to, "terverifikasi %s", from);
	}
}

void sheet_totals_paint(const struct sheet_totals *totals, struct area area, const struct record *working)
{
	struct points points = points_of(working);
	struct buffer right = {0};
	char claimed[32];
	char of[32];
	int used;
	int room;
	int bar;

	score_format_screen(points.claimed, false, claimed);
	score_format_screen(points.most, false, of);
	used = draw_printf(area, 0, 1, -1, STYLE_BOLD, "%s %s dari %s",
		working->table == TABLE_INNOVATION ? "Kematangan klaim" : "Skor daerah", claimed, of);
	add_right(&right, totals, working, &points, area.cols - used - 4);
	room = text_width(buffer_text(&right), right.size);
	room = room > 20 ? room : 20; /* two indexes below 100 */
	bar = area.cols - used - room - 6;
	if (bar >= 8) {
		chart_bar(area, 0, used + 3, bar, points.verified, points.claimed, points.most);
		draw_text(area, 0, area.cols - room - 1, room, STYLE_PLAIN, buffer_text(&right));
	} else {
		draw_text(area, 0, used + 3, -1, STYLE_PLAIN, buffer_text(&right));
	}
	buffer_free(&right);
}
