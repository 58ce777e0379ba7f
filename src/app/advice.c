#include "app/advice.h"

#include <stdlib.h>
#include <string.h>

#include "app/advice_panel.h"
#include "app/app.h"
#include "app/innovations.h"
#include "app/sheet.h"
#include "app/units.h"
#include "base/memory.h"
#include "store/advise.h"
#include "ui/list_view.h"

#define PANEL_ROWS 8
#define WIDE	   116 /* from here the panel stands beside the list */
#define COLUMNS	   7

enum advice_column {
	COLUMN_NAME,
	COLUMN_NOW,
	COLUMN_EVIDENCE,
	COLUMN_NEXT,
	COLUMN_ALL,
	COLUMN_CLAIMED,
	COLUMN_VERIFIED
};

struct advice_screen {
	enum advice_scope scope;
	char *id; /* of the unit or the innovation, "" for the city */
	bool hands_back;
	bool read;
	struct advice advice;
	struct record record; /* the innovation's */
	struct list_view *view;
	struct area panel; /* rows 0 = no room */
	struct buffer cells;
};

static const struct advice_line *line_at(const struct advice_screen *self, size_t index)
{
	return &self->advice.line[index];
}

static const struct advice_line *active_line(const struct advice_screen *self)
{
	return self->read && self->advice.count ? line_at(self, list_view_active(self->view)) : NULL;
}

/* ---- cells ---- */

static void add_name(const struct advice_screen *self, const struct advice_line *line, struct buffer *to)
{
	bool answer = line->kind == ADVICE_INDICATOR || line->kind == ADVICE_REGION;

	if (answer)
		buffer_printf(to, "%3s ", advice_code(&self->advice, line));
	advice_add_name(&self->advice, line, to);
}

/* How it stands: the level of one answer, or how many innovations are meant. */
static void add_now(const struct advice_screen *self, const struct advice_line *line, struct buffer *to)
{
	if (line->kind != ADVICE_REGION &&
		(line->kind != ADVICE_INDICATOR || self->scope != ADVICE_OF_INNOVATION)) {
		buffer_printf(to, "%lld", (long long)line->concerned);
		return;
	}
	if (line->level && !line->counts)
		buffer_printf(to, "%s ", draw_mark_text(MARK_WARN));
	for (int i = 1; i <= 3; i++)
		buffer_add_text(to, draw_mark_text(i <= line->level ? MARK_FULL : MARK_EMPTY));
}

static void add_cell(
	struct advice_screen *self, const struct advice_line *line, size_t column, struct list_cell *cell)
{
	const struct advice_gain *all = &line->gain[ADVICE_ALL];
	int64_t value;

	cell->style = STYLE_PLAIN;
	if (column == COLUMN_NAME) {
		add_name(self, line, &self->cells);
	} else if (column == COLUMN_NOW) {
		add_now(self, line, &self->cells);
	} else if (column >= COLUMN_CLAIMED) {
		value = column == COLUMN_CLAIMED ? all->claimed : all->verified;
		advice_add_gain(&self->cells, value);
		cell->style = value ? STYLE_PLAIN : STYLE_DIM;
	} else {
		value = line->gain[column - COLUMN_EVIDENCE].points;
		if (value)
			score_add_screen(&self->cells, value);
		else
			buffer_add_text(&self->cells, draw_mark_text(MARK_NONE));
		cell->style = value ? STYLE_PLAIN : STYLE_DIM;
	}
	buffer_add_byte(&self->cells, '\0');
}

static void advice_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct advice_screen *self = context;
	size_t start[COLUMNS];

	buffer_clear(&self->cells);
	for (size_t i = 0; i < count && i < COLUMNS; i++) {
		start[i] = self->cells.size;
		add_cell(self, line_at(self, index), i, &cells[i]);
	}
	for (size_t i = 0; i < count && i < COLUMNS; i++)
		cells[i].text = self->cells.data + start[i];
	*flag = "";
}

static void set_columns(struct advice_screen *self)
{
	int points = self->scope == ADVICE_OF_INNOVATION ? 5 : 7;
	const struct list_column columns[COLUMNS] = {
		{.label = "Saran", .least = 18, .frozen = true},
		{.label = "kini", .width = 5, .align = ALIGN_RIGHT},
		{.label = "bukti", .width = points, .align = ALIGN_RIGHT},
		{.label = "naik", .width = points, .align = ALIGN_RIGHT},
		{.label = "penuh", .width = points, .align = ALIGN_RIGHT},
		{.label = "klaim", .width = 6, .align = ALIGN_RIGHT},
		{.label = "verif", .width = 6, .align = ALIGN_RIGHT},
	};

	list_view_columns(self->view, columns, COLUMNS);
	list_view_source(self->view, (struct list_source){self, advice_row});
	list_view_empty(self->view, "Semua jawaban sudah penuh; tidak ada yang perlu dinaikkan.");
}

/* ---- open, close, read ---- */

struct advice_wish {
	enum advice_scope scope;
	const char *id;
	bool hands_back;
};

static void advice_opened(struct screen *screen, const void *arguments)
{
	struct advice_screen *self = screen->self;
	const struct advice_wish *wish = arguments;

	self->scope = wish->scope;
	self->id = memory_copy(wish->id);
	self->hands_back = wish->hands_back;
	self->view = list_view_new();
	set_columns(self);
}

static void forget(struct advice_screen *self)
{
	if (self->read)
		advice_free(&self->advice);
	self->read = false;
	record_free(&self->record);
}

static void advice_closed(struct screen *screen)
{
	struct advice_screen *self = screen->self;

	forget(self);
	list_view_free(self->view);
	free(self->id);
	buffer_free(&self->cells);
}

static bool read_advice(struct store_txn *txn, void *context, struct error *err)
{
	struct advice_screen *self = context;
	const struct app *app = app_here();

	forget(self);
	if (self->scope == ADVICE_OF_INNOVATION &&
		!txn_record(txn, TABLE_INNOVATION, self->id, &self->record, err))
		return false;
	self->read = txn_advise(txn, app->year, self->scope, self->id,
		rights_read_table(&app->actor, TABLE_REGION), &self->advice, err);
	return self->read;
}

/* The mark stays on its line, wherever that stands now. */
static void advice_recalc(struct screen *screen)
{
	struct advice_screen *self = screen->self;
	const struct advice_line *line = active_line(self);
	struct advice_line active = {.kind = ADVICE_KIND_COUNT};

	if (line)
		active = *line;
	list_view_rows(self->view, app_read(read_advice, self) ? self->advice.count : 0);
	for (size_t i = 0; self->read && i < self->advice.count; i++)
		if (line_at(self, i)->kind == active.kind && line_at(self, i)->subject == active.subject)
			list_view_activate(self->view, i);
}

static void advice_layout(struct screen *screen, struct area area)
{
	struct advice_screen *self = screen->self;
	int rows = area.rows - 2; /* a line of totals and a blank one */
	int panel_rows = self->scope == ADVICE_OF_INNOVATION ? PANEL_ROWS + 1 : PANEL_ROWS;
	int list_rows = rows - panel_rows >= 8 ? rows - panel_rows : rows;

	if (area.cols >= WIDE) {
		int cols = area.cols - area.cols * 2 / 5;

		list_view_layout(self->view, area_inner(area, 2, 0, rows, cols));
		self->panel = area_inner(area, 2, cols + 1, rows, -1);
		return;
	}
	list_view_layout(self->view, area_inner(area, 2, 0, list_rows, -1));
	self->panel = area_inner(area, 2 + list_rows, 0, rows - list_rows, -1);
}

/* ---- painting ---- */

static const char *subject_name(const struct advice_screen *self)
{
	switch (self->scope) {
	case ADVICE_OF_UNIT:
		return app_unit_name_by_id(self->id);
	case ADVICE_OF_INNOVATION:
		return record_get(&self->record, "nama");
	default:
		return store_about(app_here()->store)->region;
	}
}

static void paint_totals(const struct advice_screen *self, struct area area)
{
	const struct advice *advice = &self->advice;
	struct buffer totals = {0};
	char claimed[32];
	char verified[32];
	int used;

	if (self->scope == ADVICE_OF_CITY) {
		score_format_screen(advice->index.index_rounded, true, claimed);
		score_format_screen(advice->verified.index_rounded, true, verified);
		buffer_printf(&totals, "indeks klaim %s   terverifikasi %s", claimed, verified);
	} else {
		score_format_screen(advice->maturity, false, claimed);
		score_format_screen(advice->maturity_verified, false, verified);
		buffer_printf(&totals, "kematangan klaim %s   terverifikasi %s", claimed, verified);
	}
	used = area.cols - 4 - (int)totals.size;
	draw_text(area, 0, 1, used > 8 ? used : 8, STYLE_BOLD, subject_name(self));
	draw_text(area, 0, 1 + used + 2, -1, STYLE_PLAIN, buffer_text(&totals));
	buffer_free(&totals);
}

static void advice_paint(struct screen *screen, struct area area)
{
	struct advice_screen *self = screen->self;
	const struct advice_line *line = active_line(self);

	if (!self->read)
		return;
	paint_totals(self, area);
	list_view_paint(self->view);
	if (line && self->panel.rows > 0)
		advice_panel_paint(self->panel, &self->advice, line, &self->record);
}

static void advice_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct advice_screen *)screen->self)->view, row, col);
}

static void advice_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Saran");
}

static void advice_aside(struct screen *screen, struct buffer *to)
{
	struct advice_screen *self = screen->self;

	if (active_line(self))
		buffer_printf(to, "%zu dari %zu", list_view_active(self->view) + 1, self->advice.count);
}

static void advice_status(struct screen *screen, struct buffer *to)
{
	struct advice_screen *self = screen->self;
	const struct advice_line *line = active_line(self);

	if (line)
		advice_panel_status(&self->advice, line, &self->record, self->panel.rows > 0, to);
}

static size_t advice_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (!room)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

/* ---- what stands behind a line ---- */

static bool lacking(const struct facts *facts, int slot)
{
	return status_is_claimed(facts->status) && advice_lacking(facts, (unsigned)slot);
}

static bool waits(const struct facts *facts, int unused)
{
	(void)unused;
	return advice_waits(facts);
}

static bool of_topic(const struct facts *facts, int topic)
{
	return facts->topic == topic;
}

static bool is_idea(const struct facts *facts, int unused)
{
	(void)unused;
	return facts->status == STATUS_IDEA;
}

static int topic_of(const struct advice_screen *self, const struct advice_line *line)
{
	const struct field_definition *field = form_find(&app_here()->year->profile, "urusan");

	return field && field->choices ? choices_find(field->choices, advice_code(&self->advice, line)) : -1;
}

/* The innovations behind a line, of the unit when it is a unit's advice. */
static void open_innovations(const struct advice_screen *self, const struct advice_line *line)
{
	struct innovations_arguments wish = {.slot = -1};
	struct buffer title = {0};

	advice_add_name(&self->advice, line, &title);
	wish.title = buffer_text(&title);
	if (self->scope == ADVICE_OF_UNIT)
		wish.unit = self->id;
	switch (line->kind) {
	case ADVICE_INDICATOR:
		wish.shown = lacking;
		wish.slot = wish.argument = (int)line->subject;
		break;
	case ADVICE_ACCEPT:
		wish.shown = waits;
		break;
	case ADVICE_YANDAS:
		wish.shown = of_topic;
		wish.argument = topic_of(self, line);
		break;
	default:
		wish.shown = is_idea;
		break;
	}
	innovations_push(&wish, 0);
	buffer_free(&title);
}

static enum outcome open_line(struct screen *screen)
{
	struct advice_screen *self = screen->self;
	const struct advice_line *line = active_line(self);
	char year[16];

	if (!line)
		return OUTCOME_HANDLED;
	if (self->hands_back) {
		screen_answer(screen, (int)line->subject, NULL);
		return OUTCOME_CLOSE;
	}
	if (self->scope == ADVICE_OF_INNOVATION) {
		sheet_push(TABLE_INNOVATION, self->id, advice_code(&self->advice, line), 0);
	} else if (line->kind == ADVICE_REGION) {
		snprintf(year, sizeof year, "%d", app_here()->year->year);
		sheet_push(TABLE_REGION, year, advice_code(&self->advice, line), 0);
	} else if (line->kind == ADVICE_SEATS && self->scope == ADVICE_OF_CITY) {
		units_push(0);
	} else {
		open_innovations(self, line);
	}
	return OUTCOME_REPAINT;
}

static enum outcome advice_act(struct screen *screen, enum action action)
{
	struct advice_screen *self = screen->self;

	if (action == ACTION_ADVICE) /* here already */
		return OUTCOME_HANDLED;
	if (action == ACTION_OPEN)
		return open_line(screen);
	/* The panel follows the mark. */
	return list_view_act(self->view, action) == OUTCOME_IGNORED ? OUTCOME_IGNORED : OUTCOME_REPAINT;
}

static enum outcome advice_resume(struct screen *screen, const struct answer *answer)
{
	(void)screen;
	(void)answer;
	return OUTCOME_RECALC;
}

static const struct screen_class advice_class = {
	.name = "saran",
	.context = CONTEXT_REPORT,
	.size = sizeof(struct advice_screen),
	.open = advice_opened,
	.close = advice_closed,
	.layout = advice_layout,
	.recalc = advice_recalc,
	.paint = advice_paint,
	.cursor = advice_cursor,
	.title = advice_title,
	.aside = advice_aside,
	.status = advice_status,
	.keys = advice_keys,
	.act = advice_act,
	.resume = advice_resume,
};

void advice_push_city(void)
{
	stack_push(&advice_class, &(struct advice_wish){ADVICE_OF_CITY, "", false}, 0);
}

void advice_push_unit(const char *id)
{
	if (rights_read_unit(&app_here()->actor, id))
		stack_push(&advice_class, &(struct advice_wish){ADVICE_OF_UNIT, id, false}, 0);
	else
		frame_say(SAY_WARN, "Saran unit ini hanya dapat dibuka oleh unitnya dan oleh verifikator.");
}

void advice_push_innovation(const char *id, int tag)
{
	stack_push(&advice_class, &(struct advice_wish){ADVICE_OF_INNOVATION, id, tag != 0}, tag);
}
