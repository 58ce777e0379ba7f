#include "app/review_panel.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/sheet_panel.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/screen.h"

/* ---- the past ---- */

static void add_part(struct buffer *to, enum answer_part part, const struct change *change)
{
	buffer_add_text(to, to->size ? ", " : "");
	switch (part) {
	case ANSWER_LEVEL:
		buffer_printf(to, "tingkat %s menjadi %s", *change->before ? change->before : "0",
			*change->after ? change->after : "0");
		break;
	case ANSWER_FILE:
		buffer_printf(to, "%s %s", *change->after ? "berkas" : "tanpa berkas",
			*change->after ? change->after : change->before);
		break;
	case ANSWER_VERDICT:
		buffer_add_text(to, *change->after ? change->after : "menunggu");
		break;
	case ANSWER_NOTE:
		buffer_printf(to, "catatan “%s”", change->after);
		break;
	default:
		buffer_add_text(to, answer_part_word(part));
		break;
	}
}

struct past_reading {
	struct review_past *past;
	const struct catalogue *catalogue;
};

static void add_event(struct review_past *past, size_t index, const struct history_entry *entry, char *parts)
{
	struct buffer text = {0};
	char when[17];

	clock_format_screen(entry->time, when);
	/* An import says what is; who ran it is no second pair of eyes (INTERFACE: four eyes). */
	buffer_printf(&text, "%s  %s  %s", when, entry->act == ACT_IMPORT ? "impor" : entry->user, parts);
	past->event = array_room(past->event, past->count, &past->room, sizeof *past->event);
	past->event[past->count++] = (struct review_event){index, buffer_take(&text)};
	free(parts);
}

static bool add_entry(void *context, const struct history_entry *entry, struct error *err)
{
	const struct past_reading *reading = context;
	struct buffer parts[CATALOGUE_MOST] = {{0}};

	(void)err;
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];
		enum answer_part part;
		const char *rest;
		size_t index;

		if (answer_key(reading->catalogue, change->key, &index, &part, &rest) &&
			index < CATALOGUE_MOST && !(part == ANSWER_NOTE && !*change->after) &&
			!(part == ANSWER_VERDICT && !*change->before &&
				strcmp(change->after, "menunggu") == 0))
			add_part(&parts[index], part, change);
	}
	for (size_t i = 0; i < CATALOGUE_MOST; i++)
		if (parts[i].size)
			add_event(reading->past, i, entry, buffer_take(&parts[i]));
	return true;
}

void review_past_free(struct review_past *past)
{
	for (size_t i = 0; i < past->count; i++)
		free(past->event[i].text);
	free(past->event);
	*past = (struct review_past){0};
}

void review_past_load(struct review_past *past, const struct catalogue *catalogue, const char *id)
{
	struct past_reading reading = {past, catalogue};
	struct error err = {{0}};

	review_past_free(past);
	if (!store_history(app_here()->store, TABLE_INNOVATION, id, add_entry, &reading, &err))
		frame_say(SAY_BAD, "%s", err.text);
}

/* ---- the panel ---- */

#define LABEL_COLS 10 /* labels stand above each other, texts beside them */

static int paint_pair(struct area area, int row, enum style style, const char *label, const char *text)
{
	int used = draw_wrapped(area, row, 3 + LABEL_COLS, area.cols - LABEL_COLS - 4, style, text);

	draw_text(area, row, 3, LABEL_COLS, STYLE_DIM, label);
	return row + (used ? used : 1);
}

static const char *part_text(const struct record *record, const char *code, enum answer_part part)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	return record_get(record, key);
}

static int paint_file(struct area area, int row, const char *label, const char *hash, const char *name,
	const char *elsewhere)
{
	struct buffer line = {0};
	enum evidence_type type;
	uint64_t size;
	bool there = evidence_look(app_here()->store, hash, &size, &type);

	buffer_add_text(&line, name);
	if (there) {
		char digits[24];
		char *grouped;

		snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
		grouped = value_group_digits(digits);
		buffer_printf(&line, "  %s, %s bita", evidence_type_word(type), grouped);
		free(grouped);
	} else {
		buffer_add_text(&line, "  hilang dari penyimpanan");
	}
	if (*elsewhere)
		buffer_printf(&line, "  (juga di %s)", elsewhere);
	row = paint_pair(area, row,
		!there	     ? STYLE_BAD
		: *elsewhere ? STYLE_WARN
			     : STYLE_PLAIN,
		label, buffer_text(&line));
	buffer_free(&line);
	return row;
}

static int paint_files(struct area area, int row, const char *code, const struct record *record,
	const struct evidence_twins *twins)
{
	char prefix[RECORD_KEY_MOST];
	const char *label = "Berkas";

	answer_file_key(code, "", prefix);
	for (size_t i = record_find(record, prefix);
		i < record->count && text_starts(record->field[i].key, prefix); i++) {
		const char *hash = record->field[i].key + strlen(prefix);

		row = paint_file(
			area, row, label, hash, record->field[i].text, evidence_twins_of(twins, hash));
		label = "";
	}
	return row;
}

/* "420/SK/2025, 12-03-2025, tentang tim inovasi" */
static int paint_document(struct area area, int row, const char *code, const struct record *record)
{
	const char *number = part_text(record, code, ANSWER_NUMBER);
	const char *date = part_text(record, code, ANSWER_DATE);
	const char *subject = part_text(record, code, ANSWER_SUBJECT);
	struct buffer line = {0};
	char shown[11];

	buffer_add_text(&line, number);
	if (*date) {
		date_format_screen(date, shown);
		buffer_printf(&line, "%s%s", line.size ? ", " : "", shown);
	}
	if (*subject)
		buffer_printf(&line, "%s%s", line.size ? ", " : "", subject);
	if (line.size)
		row = paint_pair(area, row, STYLE_PLAIN, "Dokumen", buffer_text(&line));
	buffer_free(&line);
	return row;
}

static int paint_past(struct area area, int row, size_t index, const struct review_past *past)
{
	const char *label = "Riwayat";

	for (size_t i = 0; i < past->count; i++) {
		if (past->event[i].index != index)
			continue;
		row = paint_pair(area, row, STYLE_PLAIN, label, past->event[i].text);
		label = "";
	}
	return row;
}

int review_panel_paint(struct area panel, int offset, const struct catalogue *catalogue, size_t index,
	const struct record *record, const struct evidence_twins *twins, const struct review_past *past)
{
	const struct indicator *indicator = &catalogue->indicator[index];
	const char *code = indicator->code;
	const struct basis *basis = indicator_basis(indicator, part_text(record, code, ANSWER_BASIS));
	const char *link = part_text(record, code, ANSWER_LINK);
	const char *note = part_text(record, code, ANSWER_NOTE);
	const char *remark = part_text(record, code, ANSWER_REMARK);
	struct area body = area_inner(panel, 1, 0, -1, -1);
	struct buffer text = {0};
	int row = -offset;

	buffer_printf(&text, "%s %s", code, basis ? basis->name : indicator->name);
	draw_rule(panel, 0, buffer_text(&text));
	buffer_clear(&text);
	row = sheet_panel_levels(body, record, indicator, basis, row);
	buffer_printf(&text, "%s (%s)", basis ? basis->evidence : indicator->evidence,
		basis ? basis->types : indicator->types);
	row = paint_pair(body, row, STYLE_DIM, "Diminta", buffer_text(&text));
	buffer_free(&text);
	if (*link || !answer_files(record, code))
		row = paint_pair(body, row, *link ? STYLE_PLAIN : STYLE_WARN, "Tautan",
			*link ? link : "belum ada bukti");
	row = paint_files(body, row, code, record, twins);
	row = paint_document(body, row, code, record);
	if (*remark)
		row = paint_pair(body, row, STYLE_PLAIN, "Ket.", remark);
	if (*note)
		row = paint_pair(body, row, STYLE_BAD, "Catatan", note);
	return paint_past(body, row, index, past) + offset;
}
