#include "app/sheet_row.h"

#include <string.h>

#include "model/answer.h"
#include "model/score.h"
#include "ui/draw.h"

static void add_circles(struct buffer *to, int level)
{
	for (int i = 1; i <= 3; i++)
		buffer_add_text(to, draw_mark_text(i <= level ? MARK_FULL : MARK_EMPTY));
}

/* What stands in the evidence column: how many, and what the reviewer said of it. */
static void add_evidence(const struct record *record, const char *code, struct buffer *to, enum style *style)
{
	char link[RECORD_KEY_MOST];
	size_t count = answer_files(record, code);
	const char *verdict = answer_verdict(record, code);

	answer_make_key(code, ANSWER_LINK, link);
	count += *record_get(record, link) != '\0';
	if (!answer_level(record, code)) {
		buffer_add_text(to, draw_mark_text(MARK_NONE));
		*style = STYLE_DIM;
	} else if (!count) {
		buffer_printf(to, "%s belum", draw_mark_text(MARK_WARN));
		*style = STYLE_WARN;
	} else if (strcmp(verdict, "diterima") == 0) {
		buffer_printf(to, "%zu %s", count, draw_mark_text(MARK_YES));
		*style = STYLE_GOOD;
	} else if (strcmp(verdict, "ditolak") == 0) {
		buffer_printf(to, "%zu %s ditolak", count, draw_mark_text(MARK_NO));
		*style = STYLE_BAD;
	} else {
		buffer_printf(to, "%zu %s", count, draw_mark_text(MARK_WAITING));
	}
}

void sheet_row_paint(const struct indicator *indicator, const struct record *record, struct buffer *texts,
	struct list_cell *cells, size_t count, const char **flag)
{
	size_t start[6];
	char number[32];
	char key[RECORD_KEY_MOST];

	buffer_clear(texts);
	for (size_t i = 0; i < count && i < 6; i++) {
		start[i] = texts->size;
		cells[i].style = STYLE_PLAIN;
		switch (i) {
		case 0:
			buffer_printf(texts, "%3s %s", indicator->code, indicator->name);
			answer_make_key(indicator->code, ANSWER_BASIS, key);
			if (indicator->basis_count && *record_get(record, key))
				buffer_printf(texts, " (%s)", record_get(record, key));
			break;
		case 1:
			buffer_add_text(texts, indicator->mandatory ? "*" : "");
			break;
		case 2:
			score_format_screen(indicator->weight, false, number);
			buffer_add_text(texts, number);
			break;
		case 3:
			add_circles(texts, answer_level(record, indicator->code));
			break;
		case 4:
			score_format_screen(score_answer(indicator, record), false, number);
			buffer_add_text(texts, number);
			break;
		default:
			add_evidence(record, indicator->code, texts, &cells[i].style);
			break;
		}
		buffer_add_byte(texts, '\0');
	}
	for (size_t i = 0; i < count && i < 6; i++)
		cells[i].text = texts->data + start[i];
	*flag = strcmp(answer_verdict(record, indicator->code), "ditolak") == 0 ? draw_mark_text(MARK_WARN)
										: "";
}

const struct list_column *sheet_row_columns(size_t *count)
{
	static const struct list_column columns[] = {
		{.label = "Indikator", .least = 20},
		{.label = "", .width = 1},
		{.label = "bobot", .width = 5, .align = ALIGN_RIGHT},
		{.label = "tingkat", .width = 7, .align = ALIGN_CENTRE},
		{.label = "skor", .width = 5, .align = ALIGN_RIGHT},
		{.label = "bukti", .width = 11},
	};

	*count = sizeof columns / sizeof *columns;
	return columns;
}
