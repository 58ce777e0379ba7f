#include "app/home_facts.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/clock.h"
#include "base/text.h"
#include "ui/chart.h"

#define INDEX_FULL 10000 /* hundredths: the index runs to 100 */

size_t home_units_meeting(size_t *active)
{
	const struct app *app = app_here();
	size_t meeting = 0;

	*active = 0;
	for (size_t i = 0; i < app->units->count; i++) {
		if (!app->units->unit[i].active)
			continue;
		++*active;
		meeting += app->data.score.unit[i].innovations >= app->units->unit[i].target;
	}
	return meeting;
}

static void paint_index(
	struct area area, int row, const char *label, const struct score_index *index, bool verified)
{
	char number[32];
	int bar = area.cols - 52;
	int64_t value = index->index_rounded;

	score_format_screen(value, true, number);
	draw_text(area, row, 1, 20, STYLE_PLAIN, label);
	draw_text_aligned(area, row, 21, 7, ALIGN_RIGHT, STYLE_BOLD, number);
	if (bar < 10) {
		draw_text(area, row, 30, area.cols - 31, STYLE_PLAIN, index->predicate);
		return;
	}
	/* The longest, of a city that has entered nothing yet, would touch the bar. */
	draw_text(area, row, text_width(index->predicate, strlen(index->predicate)) < 19 ? 30 : 29, 19,
		STYLE_PLAIN, index->predicate);
	chart_bar(area, row, 49, bar, verified ? value : 0, value, INDEX_FULL);
}

static void paint_axis(struct area area, int row)
{
	const struct year_rules *rules = &app_here()->year->rules;
	int bar = area.cols - 52;
	char text[16];

	if (draw_is_plain())
		return;
	draw_text(area, row, 49, 2, STYLE_DIM, "0");
	for (size_t i = 0; i < rules->predicate_count; i++) {
		int at = (int)((int64_t)bar * rules->predicate[i].from / INDEX_FULL);

		snprintf(text, sizeof text, "%d", (int)(rules->predicate[i].from / 100));
		if (rules->predicate[i].from >= 100)
			draw_text(area, row, 49 + at, 4, STYLE_DIM, text);
	}
	draw_text_aligned(area, row, 49 + bar - 3, 3, ALIGN_RIGHT, STYLE_DIM, "100");
}

/* Returns the rows used. */
static int paint_statuses(struct area area, int row)
{
	static const enum status order[] = {STATUS_REPORTED, STATUS_VERIFIED, STATUS_SUBMITTED,
		STATUS_RETURNED, STATUS_DRAFT, STATUS_IDEA};
	const struct score_unit *all = &app_here()->data.score.all;
	struct buffer line = {0};
	bool more = false;
	int used;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if (!all->status[order[i]])
			continue;
		buffer_printf(&line, "%s%lld %s", more ? " · " : "", (long long)all->status[order[i]],
			status_word(order[i]));
		more = true;
	}
	draw_printf(area, row, 1, 14, STYLE_BOLD, "%lld inovasi", (long long)all->innovations);
	used = draw_wrapped(area, row, 15, area.cols - 16, STYLE_PLAIN,
		more ? buffer_text(&line) : "belum ada; tekan n di layar Inovasi");
	buffer_free(&line);
	return used;
}

static void add_missing_yandas(struct buffer *line, const struct score_index *index)
{
	const struct year_definition *year = app_here()->year;
	const struct field_definition *field = form_find(&year->profile, "urusan");
	bool more = false;

	for (size_t i = 0; i < year->rules.yandas_count; i++) {
		const char *key = year->rules.yandas[i];
		int choice = field && field->choices ? choices_find(field->choices, key) : -1;

		if (!(index->yandas_missing >> i & 1))
			continue;
		buffer_printf(line, "%s%s", more ? ", " : "",
			choice < 0 ? key : field->choices->choice[choice].label);
		more = true;
	}
}

/* What is missing and what that costs, one line each; returns the rows used. */
static int paint_warnings(struct area area, int row, bool show_units)
{
	const struct app *app = app_here();
	const struct score_index *claimed = &app->data.claimed;
	struct buffer line = {0};
	size_t active;
	size_t without = 0;
	char points[32];
	int first = row;

	home_units_meeting(&active);
	for (size_t i = 0; show_units && i < app->units->count; i++)
		without += app->units->unit[i].active && !app->data.score.unit[i].innovations;
	if (without) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%zu dari %zu unit belum punya inovasi", without, active);
	}
	if (claimed->yandas_missing) {
		buffer_add_text(&line, "yandas kosong: ");
		add_missing_yandas(&line, claimed);
		buffer_printf(&line, " (%zu dari %zu", claimed->yandas, app->year->rules.yandas_count);
		if (claimed->count_lost) {
			score_format_screen(claimed->count_lost, true, points);
			buffer_printf(&line, ", skor jumlah %s poin hilang)", points);
		} else {
			score_format_screen(claimed->count_score, true, points);
			buffer_printf(&line, "; satu lagi kosong: %s poin hilang)", points);
		}
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_text(area, row++, 3, area.cols - 4, STYLE_PLAIN, buffer_text(&line));
		buffer_free(&line);
	}
	if (claimed->empty_seats) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%lld kursi kosong: rata-rata dibagi %lld, baru ada %lld inovasi",
			(long long)claimed->empty_seats, (long long)claimed->divisor,
			(long long)claimed->innovations);
	}
	return row - first;
}

static int paint_window(struct area area, int row)
{
	const struct year_rules *rules = &app_here()->year->rules;
	char stored[11];
	char shown[11];
	int32_t left = rules->closes - date_today();
	bool opened = date_today() >= rules->opens;

	if (rules->closed) {
		draw_printf(area, row, 3, area.cols - 4, STYLE_DIM,
			"Tahun penilaian %d sudah ditutup dan hanya dibaca.", rules->year);
		return 1;
	}
	if (opened && !rules->closes)
		return 0;
	date_format(opened ? rules->closes : rules->opens, stored);
	date_format_screen(stored, shown);
	if (!opened) {
		draw_printf(area, row, 3, area.cols - 4, STYLE_DIM,
			"Jendela pelaporan dibuka %s, %d hari lagi.", shown,
			(int)(rules->opens - date_today()));
		return 1;
	}
	if (!left)
		draw_printf(area, row, 3, area.cols - 4, STYLE_DIM,
			"Jendela pelaporan ditutup %s, hari ini juga.", shown);
	else if (left > 0)
		draw_printf(area, row, 3, area.cols - 4, STYLE_DIM,
			"Jendela pelaporan ditutup %s, %d hari lagi.", shown, (int)left);
	else
		draw_printf(
			area, row, 3, area.cols - 4, STYLE_DIM, "Jendela pelaporan sudah ditutup %s.", shown);
	return 1;
}

int home_facts_paint(struct area area, bool compact, bool units)
{
	const struct data *data = &app_here()->data;
	int row = 0;

	paint_index(area, row++, "Indeks terverifikasi", &data->verified, true);
	paint_index(area, row++, "Indeks klaim", &data->claimed, false);
	if (!compact)
		paint_axis(area, row++);
	row += paint_statuses(area, row);
	row += paint_warnings(area, row, units);
	row += paint_window(area, row);
	return row;
}
