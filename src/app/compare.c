#include "app/compare.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/unit_table.h"
#include "model/compare.h"

enum compare_tag { TAG_YEAR = UNIT_TABLE_TAG + 1 };

/* Behind the unit each measure has three columns. At 80 columns the first two measures are seen. */
enum part { PART_ONE, PART_OTHER, PART_DIFFERENCE, PARTS };

static const enum compare_measure shown[] = {
	COMPARE_INNOVATIONS, COMPARE_VERIFIED, COMPARE_CLAIMED, COMPARE_MEAN};

#define COLUMNS	     (1 + COMPARE_MEASURES * PARTS)
#define COLUMN_FIRST (1 + PARTS + PART_DIFFERENCE) /* sorted by at first: who gained most that was accepted */
#define FOOT_ROWS    3
#define ROOMY	     16 /* rows from which on a line between list and foot stays empty */
#define YEARS_MOST   32

struct compare {
	struct unit_table table;
	struct year_totals one, other;
	const struct year_definition *offered[YEARS_MOST]; /* by the open question */
};

static enum part part_of(size_t column)
{
	return (enum part)((column - 1) % PARTS);
}

static enum compare_measure measure_of(size_t column)
{
	return shown[(column - 1) / PARTS];
}

static struct compare_value value_of(const struct compare *self, size_t unit, enum compare_measure measure)
{
	struct compare_value value[COMPARE_MEASURES];

	compare_units(&self->one.score.unit[unit], &self->other.score.unit[unit], value);
	return value[measure];
}

static const char *mark_of(int64_t difference)
{
	return difference ? draw_mark_text(difference > 0 ? MARK_UP : MARK_DOWN) : "";
}

/* ---- the table: columns, cells, order ---- */

static size_t column_count(const void *owner)
{
	(void)owner;
	return COLUMNS;
}

/* "Verif 2027", "Verif 2026", "Verif ±": whole, for a question and the title line; short, with room for the numbers below it. */
static const char *column_label(const void *owner, size_t column, bool whole, char room[UNIT_TABLE_LABEL])
{
	const struct compare *self = owner;
	int year = part_of(column) == PART_ONE ? self->one.year->year : self->other.year->year;
	const char *measure = column ? compare_label(measure_of(column)) : "";

	if (!column)
		snprintf(room, UNIT_TABLE_LABEL, "Unit");
	else if (part_of(column) == PART_DIFFERENCE)
		snprintf(room, UNIT_TABLE_LABEL, whole ? "%s ±" : "±", measure);
	else if (whole)
		snprintf(room, UNIT_TABLE_LABEL, "%s %d", measure, year);
	else if (part_of(column) == PART_ONE)
		snprintf(room, UNIT_TABLE_LABEL, "%s%02d", measure, year % 100);
	else
		snprintf(room, UNIT_TABLE_LABEL, "%d", year);
	return room;
}

static int column_width(const void *owner, size_t column)
{
	static const int widths[2][PARTS] = {{6, 4, 5}, {7, 7, 8}};

	(void)owner;
	return widths[measure_of(column) != COMPARE_INNOVATIONS][part_of(column)];
}

static int64_t number_of(const void *owner, size_t unit, size_t column)
{
	struct compare_value value = value_of(owner, unit, measure_of(column));
	enum part part = part_of(column);

	return part == PART_ONE ? value.one : part == PART_OTHER ? value.other : value.difference;
}

static void add_cell(const void *owner, size_t unit, size_t column, struct buffer *to, enum style *style)
{
	int64_t number = number_of(owner, unit, column);

	if (part_of(column) == PART_DIFFERENCE) {
		compare_add_screen(to, number);
		if (number < 0)
			*style = STYLE_WARN;
	} else {
		score_add_screen(to, number);
		if (part_of(column) == PART_OTHER)
			*style = STYLE_DIM;
	}
}

static const char *row_flag(const void *owner, size_t unit)
{
	return mark_of(value_of(owner, unit, COMPARE_VERIFIED).difference);
}

static void file_title(const void *owner, struct buffer *to)
{
	const struct compare *self = owner;

	buffer_printf(to, "Penilaian %d dan %d per OPD, %s", self->one.year->year, self->other.year->year,
		store_about(app_here()->store)->region);
}

static const struct unit_table_kind table_kind = {
	.columns = column_count,
	.label = column_label,
	.width = column_width,
	.number = number_of,
	.cell = add_cell,
	.flag = row_flag,
	.title = file_title,
	.file = "banding",
	.command = "compare",
};

/* ---- the screen ---- */

static void compare_open(struct screen *screen, const void *arguments)
{
	struct compare *self = screen->self;

	(void)arguments;
	self->one.year = app_here()->year;
	self->other.year = compare_other_year(app_here()->definitions, self->one.year->year);
	unit_table_open(&self->table, &table_kind, self, "banding", COLUMN_FIRST);
}

static void compare_close(struct screen *screen)
{
	struct compare *self = screen->self;

	unit_table_free(&self->table);
	year_totals_free(&self->one);
	year_totals_free(&self->other);
}

static void compare_layout(struct screen *screen, struct area area)
{
	struct compare *self = screen->self;
	int foot = FOOT_ROWS + (area.rows > ROOMY ? 1 : 0);

	list_view_layout(self->table.view, area_inner(area, 0, 0, area.rows - foot, -1));
}

static bool read_both(struct store_txn *txn, void *context, struct error *err)
{
	struct compare *self = context;

	score_units_free(&self->one.score);
	score_units_free(&self->other.score);
	return txn_year_totals(txn, self->one.year, app_here()->units, &self->one, err) &&
	       txn_year_totals(txn, self->other.year, app_here()->units, &self->other, err);
}

static void compare_recalc(struct screen *screen)
{
	struct compare *self = screen->self;

	unit_table_clear(&self->table);
	if (app_read(read_both, self))
		unit_table_arrange(&self->table);
	unit_table_settle(&self->table);
}

#define NARROW 72 /* below, the two indexes are called by what they are of alone */

static const char *claim_label(struct area area)
{
	return area.cols < NARROW ? "klaim" : "indeks klaim";
}

static void paint_year(struct area area, int row, const struct year_totals *totals)
{
	char claimed[32];
	char verified[32];

	score_format_screen(totals->claimed.index_rounded, true, claimed);
	score_format_screen(totals->verified.index_rounded, true, verified);
	draw_printf(area, row, 1, area.cols - 2, STYLE_PLAIN, "%d  %4lld inovasi   %s %6s   verif %6s %s",
		totals->year->year, (long long)totals->claimed.innovations, claim_label(area), claimed,
		verified, totals->verified.predicate);
}

static void paint_difference(struct area area, int row, const struct compare *self)
{
	int64_t innovations = self->one.claimed.innovations - self->other.claimed.innovations;
	int64_t claimed = self->one.claimed.index_rounded - self->other.claimed.index_rounded;
	int64_t verified = self->one.verified.index_rounded - self->other.verified.index_rounded;
	struct buffer text[3] = {{0}};

	compare_add_screen(&text[0], innovations * 100);
	compare_add_screen(&text[1], claimed);
	compare_add_screen(&text[2], verified);
	draw_printf(area, row, 1, area.cols - 2, STYLE_BOLD, "±     %4s inovasi   %s %6s   verif %6s %s",
		buffer_text(&text[0]), claim_label(area), buffer_text(&text[1]), buffer_text(&text[2]),
		mark_of(verified));
	for (size_t i = 0; i < 3; i++)
		buffer_free(&text[i]);
}

static void compare_paint(struct screen *screen, struct area area)
{
	struct compare *self = screen->self;

	list_view_paint(self->table.view);
	if (!self->one.score.unit || !self->other.score.unit)
		return;
	paint_year(area, area.rows - 3, &self->one);
	paint_year(area, area.rows - 2, &self->other);
	paint_difference(area, area.rows - 1, self);
}

static void compare_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct compare *)screen->self)->table.view, row, col);
}

static void compare_title(struct screen *screen, struct buffer *to)
{
	struct compare *self = screen->self;

	buffer_printf(to, "%d dan %d", self->one.year->year, self->other.year->year);
}

static void compare_aside(struct screen *screen, struct buffer *to)
{
	unit_table_add_order(&((struct compare *)screen->self)->table, screen, "", to);
}

static void compare_status(struct screen *screen, struct buffer *to)
{
	const struct unit_table *table = &((struct compare *)screen->self)->table;
	size_t unit;

	if (unit_table_active(table, &unit))
		buffer_printf(to, "%zu dari %zu unit · %s", list_view_active(table->view) + 1, table->count,
			app_here()->units->unit[unit].id);
}

static size_t compare_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_RIGHT, ACTION_FIND, ACTION_SORT,
		ACTION_SORT_REVERSE, ACTION_KIND, ACTION_DISTRICT, ACTION_COMPARE, ACTION_TO_FILE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

/* With one other year there is nothing to ask. */
static void ask_year(struct compare *self)
{
	const struct definitions *definitions = app_here()->definitions;
	struct choice_entry entries[YEARS_MOST];
	char labels[YEARS_MOST][8];
	size_t count = 0;

	for (size_t i = 0; i < definitions->year_count && count < YEARS_MOST; i++) {
		if (&definitions->year[i] == self->one.year)
			continue;
		snprintf(labels[count], sizeof labels[count], "%d", definitions->year[i].year);
		entries[count] = (struct choice_entry){labels[count], NULL, NULL};
		self->offered[count++] = &definitions->year[i];
	}
	if (count > 1)
		ask_choice("Bandingkan dengan", "", entries, count, 0, "", TAG_YEAR);
	else
		frame_say(SAY_INFO, "Hanya tahun %d yang dapat menjadi bandingan.", self->other.year->year);
}

static enum outcome compare_act(struct screen *screen, enum action action)
{
	struct compare *self = screen->self;

	if (action != ACTION_COMPARE)
		return unit_table_act(&self->table, action);
	ask_year(self);
	return OUTCOME_REPAINT;
}

static enum outcome compare_resume(struct screen *screen, const struct answer *answer)
{
	struct compare *self = screen->self;

	unit_table_take(&self->table, answer);
	if (answer->given && answer->from == TAG_YEAR)
		self->other.year = self->offered[answer->choice];
	return OUTCOME_RECALC;
}

static const struct screen_class compare_class = {
	.name = "banding",
	.context = CONTEXT_REPORT,
	.size = sizeof(struct compare),
	.open = compare_open,
	.close = compare_close,
	.layout = compare_layout,
	.recalc = compare_recalc,
	.paint = compare_paint,
	.cursor = compare_cursor,
	.title = compare_title,
	.aside = compare_aside,
	.status = compare_status,
	.keys = compare_keys,
	.act = compare_act,
	.resume = compare_resume,
};

void compare_push(int tag)
{
	int year = app_here()->year->year;

	if (compare_other_year(app_here()->definitions, year))
		stack_push(&compare_class, NULL, tag);
	else
		frame_say(SAY_WARN, "Tahun %d satu-satunya yang ada definisinya; tidak ada bandingannya.",
			year);
}
