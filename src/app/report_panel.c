#include "app/report_panel.h"

#include "app/app.h"
#include "ui/chart.h"

/* One indicator: its name, a bar (verified full, claimed light, as long as the unit's innovations could reach) and the numbers
 * right behind it, claimed first as in the table, so that a step of the mark sends one short run a row. */
static void paint_bar(
	const struct score_unit *score, unsigned slot, struct area area, int row, int col, int cols)
{
	const struct catalogue *catalogue = &app_here()->year->innovation;
	const struct indicator *indicator = &catalogue->indicator[slot];
	int64_t claim = score_levels(catalogue, slot, score->claimed[slot]);
	int64_t proven = score_levels(catalogue, slot, score->verified[slot]);
	int64_t most = 3 * (int64_t)indicator->weight * score->innovations;
	char claimed[32];
	char verified[32];
	int bar = cols >= 48 ? 16 : 4;
	int name = cols - bar - 11;

	draw_printf(area, row, col, name, STYLE_PLAIN, "%s %s", indicator->code, indicator->name);
	chart_bar_plain(area, row, col + name + 1, bar, proven, claim, most);
	score_format_screen(claim, false, claimed);
	score_format_screen(proven, false, verified);
	draw_printf(area, row, col + name + bar + 2, 9, STYLE_PLAIN, "%s/%s", claimed, verified);
}

void report_panel_paint(struct area panel, bool beside, const char *unit, const struct score_unit *score)
{
	int indicators = (int)app_here()->year->innovation.count;
	int per_column = beside ? indicators : (indicators + 1) / 2;
	int cols = beside ? panel.cols - 1 : (panel.cols - 3) / 2;
	struct buffer title = {0};

	buffer_printf(&title, "Klaim/terverifikasi: %s", unit);
	draw_rule(panel, 0, buffer_text(&title));
	buffer_free(&title);
	for (int i = 0; i < indicators; i++)
		paint_bar(
			score, (unsigned)i, panel, 1 + i % per_column, 1 + i / per_column * (cols + 1), cols);
}
