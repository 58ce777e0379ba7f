#include "app/guide.h"

#include <stdio.h>

#include "app/app.h"
#include "app/reading.h"

static void add_levels(
	struct text_view *view, const char *const level[3], const char *evidence, const char *types)
{
	char number[12];
	struct buffer asked = {0};

	for (int i = 0; i < 3; i++) {
		snprintf(number, sizeof number, "%d", i + 1);
		text_view_add_pair(view, 6, number, level[i]);
	}
	buffer_printf(&asked, "%s (%s)", evidence, types);
	text_view_add_pair(view, 6, "bukti", buffer_text(&asked));
	buffer_free(&asked);
}

void guide_explain(struct text_view *view, const struct indicator *indicator)
{
	struct buffer line = {0};
	char weight[32];

	score_format_screen(indicator->weight, false, weight);
	buffer_printf(&line, "%s  %s", indicator->code, indicator->name);
	text_view_heading(view, buffer_text(&line));
	buffer_clear(&line);
	buffer_printf(&line, "%s · bobot %s%s", indicator->variable, weight,
		indicator->mandatory ? " · wajib" : "");
	text_view_add(view, STYLE_DIM, 0, buffer_text(&line));
	if (*indicator->help)
		text_view_add(view, STYLE_PLAIN, 0, indicator->help);
	if (!indicator->basis_count)
		add_levels(view, indicator->level, indicator->evidence, indicator->types);
	for (size_t i = 0; i < indicator->basis_count; i++) {
		const struct basis *basis = &indicator->basis[i];

		buffer_clear(&line);
		buffer_printf(&line, "Dasar %c: %s", basis->letter, basis->name);
		text_view_add(view, STYLE_BOLD, 0, buffer_text(&line));
		add_levels(view, basis->level, basis->evidence, basis->types);
	}
	text_view_add(view, STYLE_PLAIN, 0, "");
	buffer_free(&line);
}

static void add_catalogue(struct text_view *view, const struct catalogue *catalogue)
{
	text_view_add(view, STYLE_ACCENT, 0, catalogue->title);
	text_view_add(view, STYLE_PLAIN, 0, "");
	for (size_t i = 0; i < catalogue->count; i++)
		guide_explain(view, &catalogue->indicator[i]);
}

static void fill_guide(struct text_view *view, struct screen *over)
{
	const struct year_definition *year = app_here()->year;

	(void)over;
	text_view_add(view, STYLE_PLAIN, 0,
		"Skor jawaban = bobot x tingkat, bila ada buktinya (tautan atau berkas). Tanpa bukti, skornya nol.");
	text_view_add(view, STYLE_PLAIN, 0, "");
	add_catalogue(view, &year->innovation);
	add_catalogue(view, &year->region);
}

void guide_push(int tag)
{
	reading_push(&(struct reading_arguments){"Panduan indikator", fill_guide, NULL}, tag);
}
