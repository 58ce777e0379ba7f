#include "app/missing.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/form.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/answer.h"
#include "model/judge.h"
#include "ui/list_view.h"

enum { COLUMN_PLACE, COLUMN_SENTENCE };

struct missing {
	char *id;
	uint64_t seen; /* the record's commit when it was judged */
	struct judge_faults faults;
	struct list_view *view;
};

static const struct judge_fault *active_fault(const struct missing *self)
{
	return self->faults.count ? &self->faults.fault[list_view_active(self->view)] : NULL;
}

/* ---- rows ---- */

static const char *place_of(const char *key)
{
	const struct field_definition *field = form_find(&app_here()->year->profile, key);

	return field ? field->page : "Indikator";
}

static void missing_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	const struct missing *self = context;
	const struct judge_fault *fault = &self->faults.fault[index];

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct list_cell){
			i == COLUMN_PLACE ? place_of(fault->key) : fault->sentence, STYLE_PLAIN};
	*flag = "";
}

/* ---- the screen ---- */

static void missing_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		[COLUMN_PLACE] = {.label = "Tempat", .width = 16, .frozen = true},
		[COLUMN_SENTENCE] = {.label = "Yang masih kurang", .least = 30},
	};
	struct missing *self = screen->self;

	self->id = memory_copy(arguments);
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, missing_row});
	list_view_empty(self->view, "Tidak ada lagi yang kurang; inovasi ini dapat diajukan.");
}

static void missing_close(struct screen *screen)
{
	struct missing *self = screen->self;

	list_view_free(self->view);
	judge_faults_free(&self->faults);
	free(self->id);
}

static void missing_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct missing *)screen->self)->view, area);
}

static bool judge_body(struct store_txn *txn, void *context, struct error *err)
{
	struct missing *self = context;
	struct record record;
	bool found;

	judge_faults_free(&self->faults);
	found = txn_record(txn, TABLE_INNOVATION, self->id, &record, err);
	if (found) {
		self->seen = record.commit;
		judge_submit(app_here()->definitions, &record, &self->faults);
	}
	record_free(&record);
	return found;
}

static void missing_recalc(struct screen *screen)
{
	struct missing *self = screen->self;

	app_read(judge_body, self);
	list_view_rows(self->view, self->faults.count);
}

static void missing_paint(struct screen *screen, struct area area)
{
	(void)area;
	list_view_paint(((struct missing *)screen->self)->view);
}

static void missing_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct missing *)screen->self)->view, row, col);
}

static void missing_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Belum lengkap");
}

static void missing_aside(struct screen *screen, struct buffer *to)
{
	struct missing *self = screen->self;

	if (self->faults.count)
		buffer_printf(to, "%zu hal", self->faults.count);
}

/* The line may be longer than its column. */
static void missing_status(struct screen *screen, struct buffer *to)
{
	const struct judge_fault *fault = active_fault(screen->self);

	if (fault)
		buffer_add_text(to, fault->sentence);
}

static size_t missing_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_SUBMIT};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static void open_place(const struct missing *self, const char *key)
{
	const struct year_definition *year = app_here()->year;
	size_t index;
	enum answer_part part;
	const char *rest;

	if (answer_key(&year->innovation, key, &index, &part, &rest))
		sheet_push(TABLE_INNOVATION, self->id, year->innovation.indicator[index].code, 0);
	else
		form_push(&(struct form_arguments){.title = "Profil",
				  .fields = &year->profile,
				  .table = TABLE_INNOVATION,
				  .id = self->id,
				  .year = year->year,
				  .first = key},
			0);
}

static enum outcome missing_act(struct screen *screen, enum action action)
{
	struct missing *self = screen->self;
	const struct judge_fault *fault = active_fault(self);

	switch (action) {
	case ACTION_OPEN:
		if (fault)
			open_place(self, fault->key);
		return OUTCOME_REPAINT;
	case ACTION_SUBMIT:
		if (!fault)
			return acts_run(ACT_SUBMIT, TABLE_INNOVATION, self->id, self->seen) ? OUTCOME_CLOSE
											    : OUTCOME_RECALC;
		frame_say(SAY_BAD, "Belum dapat diajukan: masih kurang %zu hal; isi yang terdaftar di sini.",
			self->faults.count);
		return OUTCOME_REPAINT;
	default:
		return list_view_act(self->view, action);
	}
}

static enum outcome missing_resume(struct screen *screen, const struct answer *answer)
{
	(void)screen;
	(void)answer;
	return OUTCOME_RECALC;
}

static const struct screen_class missing_class = {
	.name = "kekurangan",
	.context = CONTEXT_LIST,
	.size = sizeof(struct missing),
	.explains = true,
	.open = missing_open,
	.close = missing_close,
	.layout = missing_layout,
	.recalc = missing_recalc,
	.paint = missing_paint,
	.cursor = missing_cursor,
	.title = missing_title,
	.aside = missing_aside,
	.status = missing_status,
	.keys = missing_keys,
	.act = missing_act,
	.resume = missing_resume,
};

void missing_push(const char *id, int tag)
{
	stack_push(&missing_class, id, tag);
}
