#include "app/sheet_panel.h"

#include <string.h>

#include "base/text.h"
#include "model/answer.h"
#include "model/score.h"

#define WIDE 116 /* from here the panel stands beside the list */

/* One line of `label: text`, wrapped; returns the next row. */
static int paint_line(struct area panel, int row, enum style style, const char *label, const char *text)
{
	struct buffer line = {0};
	int used;

	buffer_printf(&line, "%s %s", label, text);
	used = draw_wrapped(panel, row, 3, panel.cols - 4, style, buffer_text(&line));
	buffer_free(&line);
	return row + used;
}

int sheet_panel_levels(struct area panel, const struct record *record, const struct indicator *indicator,
	const struct basis *basis, bool points, int row)
{
	int level = answer_level(record, indicator->code);

	for (int i = 1; i <= 3; i++) {
		const char *text = basis ? basis->level[i - 1] : indicator->level[i - 1];
		struct buffer line = {0};
		char more[32];

		score_format_screen((int64_t)indicator->weight * (i - level), false, more);
		buffer_add_text(&line, text);
		if (points && i > level)
			buffer_printf(&line, "  (+%s poin)", more);
		/* The mark says it: colour and weight would be sent with every step of the list above (PITFALLS B1). */
		draw_text(panel, row, 1, 2, STYLE_PLAIN, i == level ? draw_mark_text(MARK_ACTIVE) : " ");
		draw_printf(panel, row, 3, 2, STYLE_PLAIN, "%d", i);
		row += draw_wrapped(panel, row, 6, panel.cols - 7, STYLE_PLAIN, buffer_text(&line));
		buffer_free(&line);
	}
	return row;
}

static const char *answer_text(const struct record *record, const char *code, enum answer_part part)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	return record_get(record, key);
}

/* "sk.pdf, foto.jpg (juga di 2026-JB-00007)" */
static int paint_files(struct area panel, int row, const char *code, const struct record *record,
	const struct evidence_twins *twins)
{
	enum style style = STYLE_PLAIN;
	struct buffer names = {0};
	char prefix[RECORD_KEY_MOST];

	answer_file_key(code, "", prefix);
	for (size_t i = record_find(record, prefix);
		i < record->count && text_starts(record->field[i].key, prefix); i++) {
		const char *elsewhere = evidence_twins_of(twins, record->field[i].key + strlen(prefix));

		buffer_printf(&names, "%s%s", names.size ? ", " : "", record->field[i].text);
		if (*elsewhere) {
			buffer_printf(&names, " (juga di %s)", elsewhere);
			style = STYLE_WARN;
		}
	}
	if (names.size)
		row = paint_line(panel, row, style, "Berkas:", buffer_text(&names));
	buffer_free(&names);
	return row;
}

struct area sheet_panel_place(struct area area, size_t count, struct area *list)
{
	int list_rows = (int)count + 1;

	if (area.cols >= WIDE) {
		int cols = area.cols - area.cols * 2 / 5;

		*list = area_inner(area, 0, 0, -1, cols);
		return area_inner(area, 0, cols + 1, -1, area.cols - cols - 1);
	}
	if (list_rows > area.rows - 9)
		list_rows = area.rows - 9 > 5 ? area.rows - 9 : area.rows * 2 / 3;
	*list = area_inner(area, 0, 0, list_rows, -1);
	return area_inner(area, list_rows, 0, -1, -1);
}

void sheet_panel_paint(struct area panel, const struct indicator *indicator, const struct record *record,
	const struct evidence_twins *twins)
{
	const char *letter = answer_text(record, indicator->code, ANSWER_BASIS);
	const struct basis *basis = indicator_basis(indicator, letter);
	const char *note = answer_text(record, indicator->code, ANSWER_NOTE);
	const char *link = answer_text(record, indicator->code, ANSWER_LINK);
	const char *remark = answer_text(record, indicator->code, ANSWER_REMARK);
	struct buffer title = {0};
	struct buffer asked = {0};
	int row = 1;

	buffer_printf(&title, "%s %s", indicator->code, basis ? basis->name : indicator->name);
	draw_rule(panel, 0, buffer_text(&title));
	/* First: it is what is to be done, and a small panel ends early. */
	if (*note)
		row = paint_line(panel, row, STYLE_BAD, "Catatan penilai:", note);
	if (indicator->basis_count && !basis) {
		row = paint_line(panel, row, STYLE_PLAIN, "Pilih dasar dahulu (1-3 menanyakannya):", "");
		for (size_t i = 0; i < indicator->basis_count; i++)
			row += draw_printf(panel, row, 3, panel.cols - 4, STYLE_PLAIN, "%c  %s",
				       indicator->basis[i].letter, indicator->basis[i].name) > 0;
	} else {
		row = sheet_panel_levels(panel, record, indicator, basis, true, row);
	}
	buffer_printf(&asked, "%s (%s)", basis ? basis->evidence : indicator->evidence,
		basis ? basis->types : indicator->types);
	row = paint_line(panel, row, STYLE_DIM, "Bukti diminta:", buffer_text(&asked));
	if (*link || !answer_files(record, indicator->code))
		row = paint_line(panel, row, *link ? STYLE_PLAIN : STYLE_DIM, "Tautan:", *link ? link : "-");
	row = paint_files(panel, row, indicator->code, record, twins);
	if (*remark)
		paint_line(panel, row, STYLE_PLAIN, "Keterangan:", remark);
	buffer_free(&title);
	buffer_free(&asked);
}
