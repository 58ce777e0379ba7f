#include "app/review_panel.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/sheet_panel.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/screen.h"

/* ---- the past ---- */

/* What one commit did to one answer. */
struct answer_event {
	struct buffer parts; /* all of it */
	struct buffer said;  /* what a reviewer said, and files */
	bool level;	     /* it came to have one */
	bool changed;	     /* something was there before */
};

static void add_to(struct answer_event *event, bool said, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_to(struct answer_event *event, bool said, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buffer_printf(&event->parts, "%s%s", event->parts.size ? ", " : "", text);
	if (said)
		buffer_printf(&event->said, ", %s", text);
}

static void add_part(struct answer_event *event, enum answer_part part, const struct change *change)
{
	event->changed = event->changed || *change->before;
	switch (part) {
	case ANSWER_LEVEL:
		add_to(event, false, "tingkat %s menjadi %s", *change->before ? change->before : "0",
			*change->after ? change->after : "0");
		event->level = event->level || !*change->before;
		break;
	case ANSWER_FILE:
		add_to(event, true, "%s %.300s", *change->after ? "berkas" : "tanpa berkas",
			*change->after ? change->after : change->before);
		break;
	case ANSWER_VERDICT:
		add_to(event, true, "%s", *change->after ? change->after : "menunggu");
		break;
	case ANSWER_NOTE:
		add_to(event, true, "catatan “%.300s”", change->after);
		break;
	default:
		add_to(event, false, "%s", answer_part_word(part));
		break;
	}
}

struct past_reading {
	struct review_past *past;
	const struct catalogue *catalogue;
};

static void add_event(struct review_past *past, size_t index, const struct history_entry *entry,
	const struct answer_event *event)
{
	struct buffer text = {0};
	char when[17];

	clock_format_screen(entry->time, when);
	/* An import says what is; who ran it is no second pair of eyes (INTERFACE: four eyes). */
	buffer_printf(&text, "%s  %s  ", when, entry->act == ACT_IMPORT ? "impor" : entry->user);
	/* What it was filled in with stands above. */
	if (event->level && !event->changed)
		buffer_printf(&text, "diisi%s", buffer_text(&event->said));
	else
		buffer_add_text(&text, buffer_text(&event->parts));
	past->event = array_room(past->event, past->count, &past->room, sizeof *past->event);
	past->event[past->count++] = (struct review_event){index, buffer_take(&text)};
}

static bool add_entry(void *context, const struct history_entry *entry, struct error *err)
{
	const struct past_reading *reading = context;
	struct answer_event events[CATALOGUE_MOST] = {0};

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
			add_part(&events[index], part, change);
	}
	for (size_t i = 0; i < CATALOGUE_MOST; i++) {
		if (events[i].parts.size)
			add_event(reading->past, i, entry, &events[i]);
		buffer_free(&events[i].parts);
		buffer_free(&events[i].said);
	}
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

#define LABEL_COLS  10 /* labels stand above each other, texts beside them */
#define BOTTOM_MOST 14 /* rows of a panel below the list; beside it there are more */

static int paint_pair(struct area area, int row, enum style style, const char *label, const char *text)
{
	int used = draw_wrapped(area, row, 3 + LABEL_COLS, area.cols - LABEL_COLS - 4, style, text);

	draw_text(area, row, 3, LABEL_COLS, STYLE_PLAIN, label);
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
	row = paint_pair(area, row, STYLE_PLAIN, "Dokumen",
		line.size ? buffer_text(&line) : draw_mark_text(MARK_NONE));
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
	if (*label)
		row = paint_pair(area, row, STYLE_PLAIN, label, draw_mark_text(MARK_NONE));
	return row;
}

/* What the answer claims, and what its level asks for. */
static int paint_claim(
	struct area area, int row, const struct indicator *indicator, const struct record *record)
{
	const struct basis *basis = indicator_basis(
		indicator, part_text(record, indicator->code, ANSWER_BASIS));
	struct buffer asked = {0};

	row = sheet_panel_levels(area, record, indicator, basis, false, row);
	buffer_printf(&asked, "%s (%s)", basis ? basis->evidence : indicator->evidence,
		basis ? basis->types : indicator->types);
	row = paint_pair(area, row, STYLE_PLAIN, "Diminta", buffer_text(&asked));
	buffer_free(&asked);
	return row;
}

struct given {
	const struct record *record;
	const struct evidence_twins *twins;
	const struct review_past *past;
	size_t index;
	const char *code;
};

/* What was given for it, and what was said of it. */
static int paint_given(struct area area, int row, const struct given *given)
{
	const struct record *record = given->record;
	const char *code = given->code;
	const char *link = part_text(record, code, ANSWER_LINK);
	const char *note = part_text(record, code, ANSWER_NOTE);
	const char *remark = part_text(record, code, ANSWER_REMARK);

	/* The same labels whether there is something or not: they stay where they are from answer to answer. */
	if (*link || (answer_level(record, code) && !answer_files(record, code)))
		row = paint_pair(area, row, *link ? STYLE_PLAIN : STYLE_WARN, "Tautan",
			*link ? link : "belum ada bukti");
	else
		row = paint_pair(area, row, STYLE_PLAIN, "Tautan", draw_mark_text(MARK_NONE));
	row = paint_files(area, row, code, record, given->twins);
	row = paint_document(area, row, code, record);
	if (*remark)
		row = paint_pair(area, row, STYLE_PLAIN, "Ket.", remark);
	if (*note)
		row = paint_pair(area, row, STYLE_BAD, "Catatan", note);
	return paint_past(area, row, given->index, given->past);
}

static void paint_title(struct area panel, const struct indicator *indicator, const struct record *record)
{
	const struct basis *basis = indicator_basis(
		indicator, part_text(record, indicator->code, ANSWER_BASIS));
	struct buffer title = {0};

	buffer_printf(&title, "%s %s", indicator->code, basis ? basis->name : indicator->name);
	draw_rule(panel, 0, buffer_text(&title));
	buffer_free(&title);
}

int review_panel_paint(struct area panel, int offset, const struct catalogue *catalogue, size_t index,
	const struct record *record, const struct evidence_twins *twins, const struct review_past *past)
{
	const struct indicator *indicator = &catalogue->indicator[index];
	const struct given given = {record, twins, past, index, indicator->code};
	struct area body = area_inner(panel, 1, 0, -1, -1);
	struct area nowhere = area_inner(body, 0, 0, 0, -1);
	int claimed = paint_claim(nowhere, 0, indicator, record);
	int rows = claimed + paint_given(nowhere, 0, &given);
	int gap = body.rows <= BOTTOM_MOST && rows < body.rows ? body.rows - rows : 0;

	paint_title(panel, indicator, record);
	paint_claim(body, -offset, indicator, record);
	/* At the bottom, where the eye and the terminal find the most of it as it was on the answer before: a step sends what differs. */
	paint_given(body, claimed + gap - offset, &given);
	return rows + gap;
}
