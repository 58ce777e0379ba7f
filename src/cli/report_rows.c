#include "cli/report_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "model/workflow.h"

static const enum status counted[] = {
	STATUS_DRAFT, STATUS_SUBMITTED, STATUS_RETURNED, STATUS_VERIFIED, STATUS_REPORTED};

static void add_column(struct report_rows *rows, const char *word, const char *code, bool number)
{
	rows->column[rows->columns++] = (struct report_column){word, code, number};
}

static void add_score_columns(struct report_rows *rows, const char *word, const char *mean_word)
{
	const struct catalogue *catalogue = &rows->year->innovation;

	for (size_t i = 0; i < catalogue->count; i++)
		add_column(rows, word, catalogue->indicator[i].code, true);
	add_column(rows, word, NULL, true);
	add_column(rows, mean_word, NULL, true);
}

void report_rows_open(struct report_rows *rows, const struct year_definition *year)
{
	report_rows_free(rows);
	rows->year = year;
	add_column(rows, "opd", NULL, false);
	add_column(rows, "nama", NULL, false);
	add_column(rows, "jenis", NULL, false);
	add_column(rows, "inovasi", NULL, true);
	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
		add_column(rows, status_word(counted[i]), NULL, true);
	add_column(rows, "layak", NULL, true);
	add_column(rows, "target", NULL, true);
	add_column(rows, "memenuhi", NULL, false);
	add_score_columns(rows, "klaim", "rata_klaim");
	add_score_columns(rows, "verif", "rata_verif");
}

void report_rows_free(struct report_rows *rows)
{
	free(rows->source);
	*rows = (struct report_rows){0};
}

static int64_t mean(int64_t sum, int64_t count)
{
	return count ? ratio_round((struct ratio){sum, count}, 1) : 0;
}

static void add_text(struct report_value **to, const char *text)
{
	*(*to)++ = (struct report_value){.text = text};
}

static void add_number(struct report_value **to, int64_t hundredths)
{
	*(*to)++ = (struct report_value){.hundredths = hundredths};
}

/* In the order of report_rows_open. */
void report_row(const struct report_rows *rows, size_t row, struct report_value value[REPORT_COLUMNS_MOST])
{
	const struct catalogue *catalogue = &rows->year->innovation;
	const struct report_source *source = &rows->source[row];
	const struct score_unit *score = source->score;
	struct report_value *to = value;

	add_text(&to, source->unit->id);
	add_text(&to, source->unit->name);
	add_text(&to, source->unit->kind);
	add_number(&to, score->innovations * 100);
	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
		add_number(&to, score->status[counted[i]] * 100);
	add_number(&to, score->eligible * 100);
	add_number(&to, source->target * 100);
	add_text(&to, source->fulfilled);
	for (size_t i = 0; i < catalogue->count; i++)
		add_number(&to, score_levels(catalogue, i, score->claimed[i]));
	add_number(&to, score->claimed_sum);
	add_number(&to, mean(score->claimed_sum, score->innovations));
	for (size_t i = 0; i < catalogue->count; i++)
		add_number(&to, score_levels(catalogue, i, score->verified[i]));
	add_number(&to, score->verified_sum);
	add_number(&to, mean(score->verified_sum, score->verified_set));
}

static void add_source(struct report_rows *rows, const struct unit *unit, const struct score_unit *score,
	int64_t target, const char *fulfilled)
{
	rows->source = array_room(rows->source, rows->rows, &rows->room, sizeof *rows->source);
	rows->source[rows->rows++] = (struct report_source){unit, score, target, fulfilled};
}

void report_rows_add(struct report_rows *rows, const struct unit *unit, const struct score_unit *score)
{
	bool fulfilled = score->innovations >= unit->target;

	add_source(rows, unit, score, unit->target, fulfilled ? "ya" : "tidak");
	score_unit_add(&rows->sum, score);
	rows->target += unit->target;
	rows->fulfilled += fulfilled;
}

void report_rows_total(struct report_rows *rows)
{
	static char none[] = "";
	static const struct unit all = {.id = none, .name = "Jumlah", .kind = ""};

	snprintf(rows->fulfilled_text, sizeof rows->fulfilled_text, "%zu dari %zu", rows->fulfilled,
		rows->rows);
	add_source(rows, &all, &rows->sum, rows->target, rows->fulfilled_text);
}

const char *report_column_key(const struct report_column *column, struct buffer *buffer)
{
	if (!column->code)
		return column->word;
	buffer_clear(buffer);
	buffer_add_text(buffer, column->word);
	buffer_add_byte(buffer, '_');
	buffer_add_text(buffer, column->code);
	return buffer_text(buffer);
}

size_t report_column_find(const struct report_rows *rows, const char *word)
{
	size_t column = 0;

	while (rows->column[column].code || strcmp(rows->column[column].word, word) != 0)
		column++;
	return column;
}

const char *report_value_shown(const struct report_value *value, struct buffer *buffer)
{
	if (value->text)
		return value->text;
	buffer_clear(buffer);
	score_add_screen(buffer, value->hundredths);
	return buffer_text(buffer);
}
