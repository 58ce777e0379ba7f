#include "app/unit_report.h"

#include <stdlib.h>
#include <string.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/innovations.h"
#include "base/memory.h"
#include "ui/chart.h"
#include "ui/list_view.h"

struct unit_report {
	char *unit_id; /* the index may move when units are added */
	size_t unit;
	struct list_view *view;
	int64_t reached[CATALOGUE_MOST][4]; /* innovations of the claim set by level */
	struct buffer cells;
};

static const struct score_unit *score_of(const struct unit_report *self)
{
	return &app_here()->data.score.unit[self->unit];
}

static void unit_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct unit_report *self = context;
	const struct indicator *indicator = &app_here()->year->innovation.indicator[index];
	const struct score_unit *score = score_of(self);
	size_t start[8];

	buffer_clear(&self->cells);
	for (size_t i = 0; i < count && i < 8; i++) {
		start[i] = self->cells.size;
		cells[i].style = STYLE_PLAIN;
		if (i == 0)
			buffer_printf(&self->cells, "%3s %s", indicator->code, indicator->name);
		else if (i <= 4)
			buffer_printf(&self->cells, "%lld", (long long)self->reached[index][i - 1]);
		else if (i == 5)
			score_add_screen(&self->cells,
				score_levels(&app_here()->year->innovation, index, score->claimed[index]));
		else if (i == 6)
			score_add_screen(&self->cells,
				score_levels(&app_here()->year->innovation, index, score->verified[index]));
		else
			score_add_screen(&self->cells, 3 * (int64_t)indicator->weight * score->innovations);
		if (i >= 1 && i <= 4 && !self->reached[index][i - 1])
			cells[i].style = STYLE_DIM;
		buffer_add_byte(&self->cells, '\0');
	}
	for (size_t i = 0; i < count && i < 8; i++)
		cells[i].text = self->cells.data + start[i];
	*flag = "";
}

static void unit_report_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		{.label = "Indikator", .least = 20, .frozen = true},
		{.label = "tk 0", .width = 4, .align = ALIGN_RIGHT},
		{.label = "tk 1", .width = 4, .align = ALIGN_RIGHT},
		{.label = "tk 2", .width = 4, .align = ALIGN_RIGHT},
		{.label = "tk 3", .width = 4, .align = ALIGN_RIGHT},
		{.label = "klaim", .width = 7, .align = ALIGN_RIGHT},
		{.label = "verif", .width = 7, .align = ALIGN_RIGHT},
		{.label = "maks", .width = 7, .align = ALIGN_RIGHT},
	};
	struct unit_report *self = screen->self;

	self->unit = *(const size_t *)arguments;
	self->unit_id = memory_copy(app_here()->units->unit[self->unit].id);
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, unit_row});
}

static void unit_report_close(struct screen *screen)
{
	struct unit_report *self = screen->self;

	list_view_free(self->view);
	free(self->unit_id);
	buffer_free(&self->cells);
}

static void unit_report_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct unit_report *)screen->self)->view, area_inner(area, 2, 0, -1, -1));
}

static void unit_report_recalc(struct screen *screen)
{
	struct unit_report *self = screen->self;
	const struct app *app = app_here();
	size_t slots = app->year->innovation.count;

	list_view_rows(self->view, 0);
	if (!data_load(true))
		return;
	self->unit = units_find(app->units, self->unit_id);
	if (self->unit == UNIT_NONE)
		return;
	memset(self->reached, 0, sizeof self->reached);
	for (size_t i = 0; i < app->data.count; i++) {
		const struct innovation *innovation = &app->data.innovation[i];

		if (innovation->unit != self->unit || !status_is_claimed(innovation->facts.status))
			continue;
		for (unsigned slot = 0; slot < slots; slot++)
			self->reached[slot][facts_level(&innovation->facts, slot)]++;
	}
	list_view_rows(self->view, slots);
}

static void unit_report_paint(struct screen *screen, struct area area)
{
	struct unit_report *self = screen->self;
	const struct app *app = app_here();
	const struct score_unit *score;
	int64_t most;
	char claimed[32];
	char verified[32];
	int used;

	if (self->unit == UNIT_NONE || !app->data.loaded)
		return;
	score = score_of(self);
	most = 3 * (int64_t)app->year->innovation.weight_sum * score->innovations;
	score_format_screen(score->claimed_sum, false, claimed);
	score_format_screen(score->verified_sum, false, verified);
	used = draw_printf(area, 0, 1, -1, STYLE_BOLD, "klaim %s   terverifikasi %s", claimed, verified);
	if (area.cols > used + 20)
		chart_bar(area, 0, used + 3, area.cols - used - 5, score->verified_sum, score->claimed_sum,
			most);
	list_view_paint(self->view);
}

static void unit_report_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct unit_report *)screen->self)->view, row, col);
}

static void unit_report_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, app_unit_name(((struct unit_report *)screen->self)->unit));
}

static void unit_report_status(struct screen *screen, struct buffer *to)
{
	struct unit_report *self = screen->self;
	const struct unit *unit;

	if (self->unit == UNIT_NONE)
		return;
	unit = &app_here()->units->unit[self->unit];
	buffer_printf(to, "%lld inovasi, %lld layak, target %d. Enter: inovasi di balik angka indikator ini.",
		(long long)score_of(self)->innovations, (long long)score_of(self)->eligible, unit->target);
}

static size_t unit_report_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_ADVICE};
	size_t count = 2 < room ? 2 : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static enum outcome unit_report_act(struct screen *screen, enum action action)
{
	struct unit_report *self = screen->self;
	const struct app *app = app_here();
	char title[200];
	size_t slot;

	if (action == ACTION_ADVICE && self->unit != UNIT_NONE) {
		advice_push_unit(self->unit_id);
		return OUTCOME_REPAINT;
	}
	if (action != ACTION_OPEN || self->unit == UNIT_NONE)
		return list_view_act(self->view, action);
	if (!rights_read_unit(&app->actor, self->unit_id)) {
		frame_say(SAY_WARN, "Inovasi unit ini hanya dapat dibuka oleh unitnya dan oleh verifikator.");
		return OUTCOME_HANDLED;
	}
	slot = list_view_active(self->view);
	snprintf(title, sizeof title, "%s %s", app->year->innovation.indicator[slot].code,
		app->year->innovation.indicator[slot].name);
	innovations_push(
		&(struct innovations_arguments){
			.title = title, .unit = self->unit_id, .slot = (int)slot, .claimed_only = true},
		0);
	return OUTCOME_REPAINT;
}

static const struct screen_class unit_report_class = {
	.name = "laporan-unit",
	.context = CONTEXT_REPORT,
	.size = sizeof(struct unit_report),
	.open = unit_report_open,
	.close = unit_report_close,
	.layout = unit_report_layout,
	.recalc = unit_report_recalc,
	.paint = unit_report_paint,
	.cursor = unit_report_cursor,
	.title = unit_report_title,
	.status = unit_report_status,
	.keys = unit_report_keys,
	.act = unit_report_act,
};

void unit_report_push(size_t unit)
{
	stack_push(&unit_report_class, &unit, 0);
}
