#include "app/report.h"

#include <stdlib.h>
#include <string.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/report_filter.h"
#include "app/report_panel.h"
#include "app/unit_report.h"
#include "base/text.h"
#include "ui/list_view.h"

enum report_tag { TAG_SORT = 1 };

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
	struct list_view *view;
	size_t *row; /* units shown, in order */
	size_t count;
	size_t sort; /* column */
	bool sort_down;
	struct report_filter filter;
	char *active_id;
	struct area panel; /* bars of the marked unit; rows 0 = no room */
	bool panel_beside;
	struct buffer cells;
};

static const struct score_unit *score_at(const struct report *self, size_t index)
{
	return &app_here()->data.score.unit[self->row[index]];
}

/* ---- cells ---- */

static void add_levels(struct report *self, const uint32_t levels[], size_t slot)
{
	score_add_screen(&self->cells, score_levels(&app_here()->year->innovation, slot, levels[slot]));
}

static void report_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct report *self = context;
	const struct app *app = app_here();
	const struct unit *unit = &app->units->unit[self->row[index]];
	const struct score_unit *score = score_at(self, index);
	size_t start[COLUMN_FIRST_INDICATOR + CATALOGUE_MOST];

	buffer_clear(&self->cells);
	for (size_t i = 0; i < count; i++) {
		start[i] = self->cells.size;
		cells[i].style = STYLE_PLAIN;
		switch (i) {
		case COLUMN_UNIT:
			buffer_add_text(&self->cells, unit->name);
			break;
		case COLUMN_INNOVATIONS:
			buffer_printf(&self->cells, "%lld", (long long)score->innovations);
			break;
		case COLUMN_ELIGIBLE:
			buffer_printf(&self->cells, "%lld", (long long)score->eligible);
			break;
		case COLUMN_CLAIMED:
			score_add_screen(&self->cells, score->claimed_sum);
			break;
		case COLUMN_VERIFIED:
			score_add_screen(&self->cells, score->verified_sum);
			break;
		default:
			add_levels(self, score->claimed, i - COLUMN_FIRST_INDICATOR);
			buffer_add_byte(&self->cells, '/');
			add_levels(self, score->verified, i - COLUMN_FIRST_INDICATOR);
			break;
		}
		buffer_add_byte(&self->cells, '\0');
	}
	for (size_t i = 0; i < count; i++)
		cells[i].text = self->cells.data + start[i];
	*flag = score->innovations < unit->target ? draw_mark_text(MARK_WARN) : "";
}

static const char *column_label(size_t column, char room[16])
{
	static const char *const labels[] = {"Unit", "Inov", "Layak", "Klaim", "Verif"};

	if (column < COLUMN_FIRST_INDICATOR)
		return labels[column];
	snprintf(room, 16, "%.15s",
		app_here()->year->innovation.indicator[column - COLUMN_FIRST_INDICATOR].code);
	return room;
}

static void set_columns(struct report *self)
{
	static const int widths[] = {25, 4, 5, 7, 7};
	struct list_column columns[COLUMN_FIRST_INDICATOR + CATALOGUE_MOST];
	char labels[COLUMN_FIRST_INDICATOR + CATALOGUE_MOST][16];
	size_t count = COLUMN_FIRST_INDICATOR + app_here()->year->innovation.count;

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct list_column){
			.label = column_label(i, labels[i]),
			.width = i < COLUMN_FIRST_INDICATOR ? widths[i] : 7,
			.align = i == COLUMN_UNIT ? ALIGN_LEFT : ALIGN_RIGHT,
			.frozen = i == COLUMN_UNIT,
			.sorted = (char)(i != self->sort   ? 0
					 : self->sort_down ? '-'
							   : '+'),
		};
	list_view_columns(self->view, columns, count);
}

/* ---- which units, in what order ---- */

static int64_t sort_number(const struct score_unit *score, size_t column)
{
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

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct report *self = context;
	const struct app *app = app_here();
	size_t x = *(const size_t *)a;
	size_t y = *(const size_t *)b;
	int order;

	if (self->sort == COLUMN_UNIT) {
		order = text_compare(app->units->unit[x].name, app->units->unit[y].name);
	} else {
		int64_t m = sort_number(&app->data.score.unit[x], self->sort);
		int64_t n = sort_number(&app->data.score.unit[y], self->sort);

		order = m < n ? -1 : m > n;
	}
	if (self->sort_down)
		order = -order;
	return order ? order : x < y ? -1 : x > y;
}

static void arrange(struct report *self)
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

static void remember_active(struct report *self)
{
	if (!self->count)
		return;
	free(self->active_id);
	self->active_id = memory_copy(app_here()->units->unit[self->row[list_view_active(self->view)]].id);
}

/* ---- the screen ---- */

static void report_open(struct screen *screen, const void *arguments)
{
	struct report *self = screen->self;

	(void)arguments;
	self->view = list_view_new();
	self->sort = COLUMN_VERIFIED;
	self->sort_down = true;
	list_view_source(self->view, (struct list_source){self, report_row});
	list_view_empty(self->view, "Tidak ada unit yang cocok dengan saringan. Esc menghapusnya.");
}

static void report_close(struct screen *screen)
{
	struct report *self = screen->self;

	list_view_free(self->view);
	free(self->row);
	report_filter_free(&self->filter);
	free(self->active_id);
	buffer_free(&self->cells);
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

		list_view_layout(self->view, area_inner(area, 0, 0, rows, cols));
		self->panel = area_inner(area, 0, cols + 1, rows, -1);
	} else if (rows - bars >= 6) {
		list_view_layout(self->view, area_inner(area, 0, 0, rows - bars, -1));
		self->panel = area_inner(area, rows - bars, 0, bars, -1);
	} else {
		list_view_layout(self->view, area_inner(area, 0, 0, rows, -1));
	}
}

static void report_recalc(struct screen *screen)
{
	struct report *self = screen->self;

	self->count = 0;
	if (data_load(false))
		arrange(self);
	/* Known from now on: by the next time the rows are others, and who stood in which is gone. */
	if (!self->active_id)
		remember_active(self);
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

	if (!app_here()->data.loaded)
		return;
	list_view_paint(self->view);
	if (self->count && self->panel.rows > 0)
		report_panel_paint(self->panel, self->panel_beside,
			app_here()->units->unit[self->row[list_view_active(self->view)]].name,
			score_at(self, list_view_active(self->view)));
	paint_city(area);
}

static void report_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct report *)screen->self)->view, row, col);
}

static void report_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Laporan per OPD");
}

static void report_aside(struct screen *screen, struct buffer *to)
{
	struct report *self = screen->self;
	char room[16];

	report_filter_add_words(&self->filter, to);
	/* The cells of an indicator have two numbers; their order is said where the order of the rows is. */
	buffer_printf(to, "urut: %s %s  klaim/verif", column_label(self->sort, room),
		draw_mark_text(self->sort_down ? MARK_DOWN : MARK_UP));
}

static void report_status(struct screen *screen, struct buffer *to)
{
	struct report *self = screen->self;
	const struct unit *unit;
	const struct score_unit *score;
	char mean[32];

	if (!self->count)
		return;
	unit = &app_here()->units->unit[self->row[list_view_active(self->view)]];
	score = score_at(self, list_view_active(self->view));
	score_format_screen(score->innovations
				    ? ratio_round((struct ratio){score->claimed_sum, score->innovations}, 1)
				    : 0,
		true, mean);
	buffer_printf(to, "%zu dari %zu unit, target %d, rata-rata klaim %s",
		list_view_active(self->view) + 1, self->count, unit->target, mean);
}

static size_t report_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_RIGHT, ACTION_FIND, ACTION_SORT,
		ACTION_SORT_REVERSE, ACTION_KIND, ACTION_DISTRICT, ACTION_COMPARE, ACTION_ADVICE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static void ask_sort(const struct report *self)
{
	struct choice_entry entries[COLUMN_FIRST_INDICATOR + CATALOGUE_MOST];
	char labels[COLUMN_FIRST_INDICATOR + CATALOGUE_MOST][16];
	const struct catalogue *catalogue = &app_here()->year->innovation;
	size_t count = COLUMN_FIRST_INDICATOR + catalogue->count;

	for (size_t i = 0; i < count; i++)
		entries[i] = (struct choice_entry){column_label(i, labels[i]),
			i < COLUMN_FIRST_INDICATOR ? NULL
						   : catalogue->indicator[i - COLUMN_FIRST_INDICATOR].name,
			NULL};
	ask_choice("Urutkan menurut", "", entries, count, self->sort, "", TAG_SORT);
}

static enum outcome report_act(struct screen *screen, enum action action)
{
	struct report *self = screen->self;

	if (list_view_act(self->view, action) != OUTCOME_IGNORED) {
		remember_active(self);
		return OUTCOME_REPAINT;
	}
	switch (action) {
	case ACTION_OPEN:
		if (self->count)
			unit_report_push(self->row[list_view_active(self->view)]);
		return OUTCOME_REPAINT;
	case ACTION_ADVICE:
		if (self->count)
			advice_push_unit(app_here()->units->unit[self->row[list_view_active(self->view)]].id);
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

static enum outcome report_resume(struct screen *screen, const struct answer *answer)
{
	struct report *self = screen->self;

	if (!report_filter_take(&self->filter, answer) && answer->given && answer->from == TAG_SORT) {
		self->sort = (size_t)answer->choice;
		self->sort_down = self->sort != COLUMN_UNIT;
	}
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
