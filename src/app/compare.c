#include "app/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/report_filter.h"
#include "app/unit_report.h"
#include "base/text.h"
#include "model/compare.h"
#include "ui/list_view.h"

enum compare_tag { TAG_SORT = 1, TAG_YEAR };

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
	struct list_view *view;
	struct year_totals one, other;
	size_t *row; /* units shown, in order */
	size_t count;
	size_t sort; /* column */
	bool sort_down;
	struct report_filter filter;
	char *active_id;
	struct buffer cells;
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

static int64_t number_of(const struct compare *self, size_t unit, size_t column)
{
	struct compare_value value = value_of(self, unit, measure_of(column));
	enum part part = part_of(column);

	return part == PART_ONE ? value.one : part == PART_OTHER ? value.other : value.difference;
}

/* ---- cells ---- */

static void add_cell(struct compare *self, size_t unit, size_t column, enum style *style)
{
	int64_t number = column ? number_of(self, unit, column) : 0;

	if (!column) {
		buffer_add_text(&self->cells, app_here()->units->unit[unit].name);
	} else if (part_of(column) == PART_DIFFERENCE) {
		compare_add_screen(&self->cells, number);
		if (number < 0)
			*style = STYLE_WARN;
	} else {
		score_add_screen(&self->cells, number);
		if (part_of(column) == PART_OTHER)
			*style = STYLE_DIM;
	}
}

static const char *mark_of(int64_t difference)
{
	return difference ? draw_mark_text(difference > 0 ? MARK_UP : MARK_DOWN) : "";
}

static void compare_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct compare *self = context;
	size_t start[COLUMNS];

	buffer_clear(&self->cells);
	for (size_t i = 0; i < count; i++) {
		start[i] = self->cells.size;
		cells[i].style = STYLE_PLAIN;
		add_cell(self, self->row[index], i, &cells[i].style);
		buffer_add_byte(&self->cells, '\0');
	}
	for (size_t i = 0; i < count; i++)
		cells[i].text = self->cells.data + start[i];
	*flag = mark_of(value_of(self, self->row[index], COMPARE_VERIFIED).difference);
}

/* "Verif 2027", "Verif 2026", "Verif ±": whole, for a question and the title line; short, with room for the numbers below it. */
static const char *column_label(const struct compare *self, size_t column, bool whole, char room[24])
{
	int year = part_of(column) == PART_ONE ? self->one.year->year : self->other.year->year;
	const char *measure = column ? compare_label(measure_of(column)) : "";

	if (!column)
		snprintf(room, 24, "Unit");
	else if (part_of(column) == PART_DIFFERENCE)
		snprintf(room, 24, whole ? "%s ±" : "±", measure);
	else if (whole)
		snprintf(room, 24, "%s %d", measure, year);
	else if (part_of(column) == PART_ONE)
		snprintf(room, 24, "%s%02d", measure, year % 100);
	else
		snprintf(room, 24, "%d", year);
	return room;
}

static void set_columns(struct compare *self)
{
	static const int widths[2][PARTS] = {{6, 4, 5}, {7, 7, 8}};
	struct list_column columns[COLUMNS];
	char labels[COLUMNS][24];

	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = (struct list_column){
			.label = column_label(self, i, false, labels[i]),
			.width = i ? widths[measure_of(i) != COMPARE_INNOVATIONS][part_of(i)] : 25,
			.align = i ? ALIGN_RIGHT : ALIGN_LEFT,
			.frozen = i == 0,
			.sorted = (char)(i != self->sort   ? 0
					 : self->sort_down ? '-'
							   : '+'),
		};
	list_view_columns(self->view, columns, COLUMNS);
}

/* ---- which units, in what order ---- */

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct compare *self = context;
	const struct units *units = app_here()->units;
	size_t x = *(const size_t *)a;
	size_t y = *(const size_t *)b;
	int order;

	if (self->sort) {
		int64_t m = number_of(self, x, self->sort);
		int64_t n = number_of(self, y, self->sort);

		order = m < n ? -1 : m > n;
	} else {
		order = text_compare(units->unit[x].name, units->unit[y].name);
	}
	if (self->sort_down)
		order = -order;
	return order ? order : x < y ? -1 : x > y;
}

static void arrange(struct compare *self)
{
	const struct units *units = app_here()->units;

	self->row = memory_grow(self->row, units->count + 1, sizeof *self->row);
	self->count = 0;
	for (size_t i = 0; i < units->count; i++)
		if (report_filter_shows(&self->filter, i))
			self->row[self->count++] = i;
	qsort_r(self->row, self->count, sizeof *self->row, compare_rows, self);
	set_columns(self);
	list_view_rows(self->view, self->count);
	for (size_t i = 0; self->active_id && i < self->count; i++)
		if (strcmp(units->unit[self->row[i]].id, self->active_id) == 0)
			list_view_activate(self->view, i);
}

static void remember_active(struct compare *self)
{
	if (!self->count)
		return;
	free(self->active_id);
	self->active_id = memory_copy(app_here()->units->unit[self->row[list_view_active(self->view)]].id);
}

/* ---- the screen ---- */

static void compare_open(struct screen *screen, const void *arguments)
{
	struct compare *self = screen->self;

	(void)arguments;
	self->one.year = app_here()->year;
	self->other.year = compare_other_year(app_here()->definitions, self->one.year->year);
	self->view = list_view_new();
	self->sort = COLUMN_FIRST;
	self->sort_down = true;
	list_view_source(self->view, (struct list_source){self, compare_row});
	list_view_empty(self->view, "Tidak ada unit yang cocok dengan saringan. Esc menghapusnya.");
}

static void compare_close(struct screen *screen)
{
	struct compare *self = screen->self;

	list_view_free(self->view);
	year_totals_free(&self->one);
	year_totals_free(&self->other);
	free(self->row);
	report_filter_free(&self->filter);
	free(self->active_id);
	buffer_free(&self->cells);
}

static void compare_layout(struct screen *screen, struct area area)
{
	struct compare *self = screen->self;

	int foot = FOOT_ROWS + (area.rows > ROOMY ? 1 : 0);

	list_view_layout(self->view, area_inner(area, 0, 0, area.rows - foot, -1));
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

	self->count = 0;
	list_view_rows(self->view, 0);
	if (app_read(read_both, self))
		arrange(self);
	if (!self->active_id)
		remember_active(self);
}

static void paint_year(struct area area, int row, const struct year_totals *totals)
{
	char claimed[32];
	char verified[32];

	score_format_screen(totals->claimed.index_rounded, true, claimed);
	score_format_screen(totals->verified.index_rounded, true, verified);
	draw_printf(area, row, 1, area.cols - 2, STYLE_PLAIN,
		"%d  %4lld inovasi   indeks klaim %6s   verif %6s %s", totals->year->year,
		(long long)totals->claimed.innovations, claimed, verified, totals->verified.predicate);
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
	draw_printf(area, row, 1, area.cols - 2, STYLE_BOLD,
		"±     %4s inovasi   indeks klaim %6s   verif %6s %s", buffer_text(&text[0]),
		buffer_text(&text[1]), buffer_text(&text[2]), mark_of(verified));
	for (size_t i = 0; i < 3; i++)
		buffer_free(&text[i]);
}

static void compare_paint(struct screen *screen, struct area area)
{
	struct compare *self = screen->self;

	list_view_paint(self->view);
	if (!self->one.score.unit || !self->other.score.unit)
		return;
	paint_year(area, area.rows - 3, &self->one);
	paint_year(area, area.rows - 2, &self->other);
	paint_difference(area, area.rows - 1, self);
}

static void compare_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct compare *)screen->self)->view, row, col);
}

static void compare_title(struct screen *screen, struct buffer *to)
{
	struct compare *self = screen->self;

	buffer_printf(to, "%d dan %d", self->one.year->year, self->other.year->year);
}

static void compare_aside(struct screen *screen, struct buffer *to)
{
	struct compare *self = screen->self;
	char room[24];

	report_filter_add_words(&self->filter, to);
	buffer_printf(to, "urut: %s %s", column_label(self, self->sort, true, room),
		draw_mark_text(self->sort_down ? MARK_DOWN : MARK_UP));
}

static void compare_status(struct screen *screen, struct buffer *to)
{
	struct compare *self = screen->self;
	const struct unit *unit;

	if (!self->count)
		return;
	unit = &app_here()->units->unit[self->row[list_view_active(self->view)]];
	buffer_printf(to, "%zu dari %zu unit · %s", list_view_active(self->view) + 1, self->count, unit->id);
}

static size_t compare_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_RIGHT, ACTION_FIND, ACTION_SORT,
		ACTION_SORT_REVERSE, ACTION_KIND, ACTION_DISTRICT, ACTION_COMPARE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static void ask_sort(const struct compare *self)
{
	struct choice_entry entries[COLUMNS];
	char labels[COLUMNS][24];

	for (size_t i = 0; i < COLUMNS; i++)
		entries[i] = (struct choice_entry){column_label(self, i, true, labels[i]), NULL, NULL};
	ask_choice("Urutkan menurut", "", entries, COLUMNS, self->sort, "", TAG_SORT);
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

	if (list_view_act(self->view, action) != OUTCOME_IGNORED) {
		remember_active(self);
		return OUTCOME_REPAINT;
	}
	switch (action) {
	case ACTION_OPEN:
		if (self->count)
			unit_report_push(self->row[list_view_active(self->view)]);
		return OUTCOME_REPAINT;
	case ACTION_COMPARE:
		ask_year(self);
		return OUTCOME_REPAINT;
	case ACTION_SORT:
		ask_sort(self);
		return OUTCOME_REPAINT;
	case ACTION_SORT_REVERSE:
		self->sort_down = !self->sort_down;
		arrange(self);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (!report_filter_drop(&self->filter))
			return OUTCOME_IGNORED;
		arrange(self);
		return OUTCOME_REPAINT;
	default:
		return report_filter_ask(&self->filter, action) ? OUTCOME_REPAINT : OUTCOME_IGNORED;
	}
}

static enum outcome compare_resume(struct screen *screen, const struct answer *answer)
{
	struct compare *self = screen->self;

	if (report_filter_take(&self->filter, answer) || !answer->given)
		return OUTCOME_RECALC;
	if (answer->from == TAG_SORT) {
		self->sort = (size_t)answer->choice;
		self->sort_down = self->sort != 0;
	} else if (answer->from == TAG_YEAR) {
		self->other.year = self->offered[answer->choice];
	}
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
