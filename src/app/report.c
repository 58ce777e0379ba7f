#include "app/report.h"

#include <stdio.h>
#include <string.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/report_panel.h"
#include "app/unit_table.h"

/* The columns before the indicators. */
enum report_column {
	COLUMN_UNIT,
	COLUMN_INNOVATIONS,
	COLUMN_ELIGIBLE,
	COLUMN_CLAIMED,
	COLUMN_VERIFIED,
	COLUMN_FIRST_INDICATOR
};

#define WIDE 118

struct report {
	struct unit_table table;
	struct area panel; /* bars of the marked unit; rows 0 = no room */
	bool panel_beside;
};

static const struct score_unit *score_of(size_t unit)
{
	return &app_here()->data.score.unit[unit];
}

/* ---- the table: columns, cells, order ---- */

static size_t column_count(const void *owner)
{
	(void)owner;
	return COLUMN_FIRST_INDICATOR + app_here()->year->innovation.count;
}

static const struct indicator *indicator_of(size_t column)
{
	return &app_here()->year->innovation.indicator[column - COLUMN_FIRST_INDICATOR];
}

static const char *column_label(const void *owner, size_t column, bool whole, char room[UNIT_TABLE_LABEL])
{
	static const char *const labels[] = {"Unit", "Inov", "Layak", "Klaim", "Verif"};

	(void)owner;
	(void)whole;
	if (column < COLUMN_FIRST_INDICATOR)
		return labels[column];
	snprintf(room, UNIT_TABLE_LABEL, "%.15s", indicator_of(column)->code);
	return room;
}

static const char *column_hint(const void *owner, size_t column)
{
	(void)owner;
	return column < COLUMN_FIRST_INDICATOR ? NULL : indicator_of(column)->name;
}

static int column_width(const void *owner, size_t column)
{
	static const int widths[] = {0, 4, 5, 7, 7};

	(void)owner;
	return column < COLUMN_FIRST_INDICATOR ? widths[column] : 7;
}

static int64_t sort_number(const void *owner, size_t unit, size_t column)
{
	const struct score_unit *score = score_of(unit);

	(void)owner;
	switch (column) {
	case COLUMN_INNOVATIONS:
		return score->innovations;
	case COLUMN_ELIGIBLE:
		return score->eligible;
	case COLUMN_CLAIMED:
		return score->claimed_sum;
	case COLUMN_VERIFIED:
		return score->verified_sum;
	default:
		return score_levels(&app_here()->year->innovation, column - COLUMN_FIRST_INDICATOR,
			score->claimed[column - COLUMN_FIRST_INDICATOR]);
	}
}

static void add_levels(struct buffer *to, const uint32_t levels[], size_t slot)
{
	score_add_screen(to, score_levels(&app_here()->year->innovation, slot, levels[slot]));
}

static void add_cell(const void *owner, size_t unit, size_t column, struct buffer *to, enum style *style)
{
	const struct score_unit *score = score_of(unit);

	(void)owner;
	(void)style;
	switch (column) {
	case COLUMN_INNOVATIONS:
		buffer_printf(to, "%lld", (long long)score->innovations);
		break;
	case COLUMN_ELIGIBLE:
		buffer_printf(to, "%lld", (long long)score->eligible);
		break;
	case COLUMN_CLAIMED:
		score_add_screen(to, score->claimed_sum);
		break;
	case COLUMN_VERIFIED:
		score_add_screen(to, score->verified_sum);
		break;
	default:
		add_levels(to, score->claimed, column - COLUMN_FIRST_INDICATOR);
		buffer_add_byte(to, '/');
		add_levels(to, score->verified, column - COLUMN_FIRST_INDICATOR);
		break;
	}
}

static const char *row_flag(const void *owner, size_t unit)
{
	(void)owner;
	return score_of(unit)->innovations < app_here()->units->unit[unit].target ? draw_mark_text(MARK_WARN)
										  : "";
}

static void file_title(const void *owner, struct buffer *to)
{
	(void)owner;
	buffer_printf(to, "Laporan per OPD (indikator: klaim/verif), %s, penilaian %d",
		store_about(app_here()->store)->region, app_here()->year->year);
}

static bool is_indicator(const void *owner, size_t column)
{
	(void)owner;
	return column >= COLUMN_FIRST_INDICATOR;
}

static const struct unit_table_kind table_kind = {
	.columns = column_count,
	.label = column_label,
	.hint = column_hint,
	.width = column_width,
	.number = sort_number,
	.cell = add_cell,
	.flag = row_flag,
	.title = file_title,
	.pair = is_indicator,
	.file = "laporan",
	.command = "report",
};

/* ---- the screen ---- */

static void report_open(struct screen *screen, const void *arguments)
{
	struct report *self = screen->self;

	(void)arguments;
	unit_table_open(&self->table, &table_kind, self, "laporan", COLUMN_VERIFIED);
}

static void report_close(struct screen *screen)
{
	unit_table_free(&((struct report *)screen->self)->table);
}

static void report_layout(struct screen *screen, struct area area)
{
	struct report *self = screen->self;
	int rows = area.rows - 1; /* the city stands at the foot */
	int bars = (int)(app_here()->year->innovation.count + 1) / 2 + 1;

	self->panel = (struct area){0, 0, 0, 0};
	self->panel_beside = area.cols >= WIDE && rows >= (int)app_here()->year->innovation.count + 1;
	if (self->panel_beside) {
		int cols = area.cols * 3 / 5;

		list_view_layout(self->table.view, area_inner(area, 0, 0, rows, cols));
		self->panel = area_inner(area, 0, cols + 1, rows, -1);
	} else if (rows - bars >= 6) {
		list_view_layout(self->table.view, area_inner(area, 0, 0, rows - bars, -1));
		self->panel = area_inner(area, rows - bars, 0, bars, -1);
	} else {
		list_view_layout(self->table.view, area_inner(area, 0, 0, rows, -1));
	}
}

static void report_recalc(struct screen *screen)
{
	struct report *self = screen->self;

	unit_table_clear(&self->table);
	if (data_load(false))
		unit_table_arrange(&self->table);
	unit_table_settle(&self->table);
}

static void paint_city(struct area area)
{
	const struct data *data = &app_here()->data;
	char claimed[32];
	char verified[32];

	score_format_screen(data->claimed.index_rounded, true, claimed);
	score_format_screen(data->verified.index_rounded, true, verified);
	draw_printf(area, area.rows - 1, 1, area.cols - 2, STYLE_BOLD,
		"%s  %lld inovasi   indeks klaim %s   terverifikasi %s %s",
		store_about(app_here()->store)->region, (long long)data->claimed.innovations, claimed,
		verified, data->verified.predicate);
}

static void report_paint(struct screen *screen, struct area area)
{
	struct report *self = screen->self;
	size_t unit;

	if (!app_here()->data.loaded)
		return;
	list_view_paint(self->table.view);
	if (unit_table_active(&self->table, &unit) && self->panel.rows > 0)
		report_panel_paint(
			self->panel, self->panel_beside, app_here()->units->unit[unit].name, score_of(unit));
	paint_city(area);
}

static void report_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct report *)screen->self)->table.view, row, col);
}

static void report_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Laporan per OPD");
}

static void report_aside(struct screen *screen, struct buffer *to)
{
	/* The cells of an indicator have two numbers; their order is said where the order of the rows is. */
	unit_table_add_order(&((struct report *)screen->self)->table, screen, "klaim/verif", to);
}

static void report_status(struct screen *screen, struct buffer *to)
{
	const struct unit_table *table = &((struct report *)screen->self)->table;
	const struct score_unit *score;
	size_t unit;
	char mean[32];

	if (!unit_table_active(table, &unit))
		return;
	score = score_of(unit);
	score_format_screen(score->innovations
				    ? ratio_round((struct ratio){score->claimed_sum, score->innovations}, 1)
				    : 0,
		true, mean);
	buffer_printf(to, "%zu dari %zu unit, target %d, rata-rata klaim %s",
		list_view_active(table->view) + 1, table->count, app_here()->units->unit[unit].target, mean);
}

static size_t report_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_RIGHT, ACTION_FIND, ACTION_SORT,
		ACTION_SORT_REVERSE, ACTION_KIND, ACTION_DISTRICT, ACTION_COMPARE, ACTION_ADVICE,
		ACTION_TO_FILE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static enum outcome report_act(struct screen *screen, enum action action)
{
	struct report *self = screen->self;
	size_t unit;

	if (action != ACTION_ADVICE)
		return unit_table_act(&self->table, action);
	if (unit_table_active(&self->table, &unit))
		advice_push_unit(app_here()->units->unit[unit].id);
	return OUTCOME_REPAINT;
}

static enum outcome report_resume(struct screen *screen, const struct answer *answer)
{
	unit_table_take(&((struct report *)screen->self)->table, answer);
	return OUTCOME_RECALC;
}

static const struct screen_class report_class = {
	.name = "laporan",
	.context = CONTEXT_REPORT,
	.size = sizeof(struct report),
	.open = report_open,
	.close = report_close,
	.layout = report_layout,
	.recalc = report_recalc,
	.paint = report_paint,
	.cursor = report_cursor,
	.title = report_title,
	.aside = report_aside,
	.status = report_status,
	.keys = report_keys,
	.act = report_act,
	.resume = report_resume,
};

void report_push(int tag)
{
	stack_push(&report_class, NULL, tag);
}
