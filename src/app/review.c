#include "app/review.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/evidence.h"
#include "app/form.h"
#include "app/guide.h"
#include "app/history.h"
#include "app/ask_text.h"
#include "app/revert.h"
#include "app/review_panel.h"
#include "app/sheet_panel.h"
#include "app/sheet_row.h"
#include "app/sheet_totals.h"
#include "base/memory.h"
#include "model/answer.h"
#include "model/score.h"
#include "ui/list_view.h"

enum review_tag { TAG_REJECT = 1, TAG_RETURN, TAG_ACCEPT, TAG_EVIDENCE, TAG_HISTORY, TAG_PROFILE, TAG_UNDO };

struct review {
	char **ids; /* the queue as it stood */
	size_t id_count, at;
	struct record record; /* as it was read last: what is decided on */
	const struct catalogue *catalogue;
	struct list_view *view;
	struct area panel;
	int offset; /* rows of the panel scrolled away */
	int panel_rows;
	struct sheet_totals totals;
	struct evidence_twins twins;
	struct review_past past;
	struct unsent_note unsent;
	struct buffer cells;
	struct buffer unfit; /* why it is not layak; empty when it is */
};

struct review_arguments {
	const char *const *ids;
	size_t count, at;
};

/* ---- reading ---- */

static bool read_body(struct store_txn *txn, void *context, struct error *err)
{
	struct review *self = context;

	record_free(&self->record);
	return txn_record(txn, TABLE_INNOVATION, self->ids[self->at], &self->record, err) &&
	       evidence_twins_load(&self->twins, txn, &self->record, &app_here()->actor, err);
}

/* What is shown is read here and nowhere else: a decision is about what the reviewer has before him, not about what somebody has
 * made of it while he read. */
static void read_record(struct review *self)
{
	struct facts facts;

	if (!app_read(read_body, self))
		return;
	review_past_load(&self->past, self->catalogue, self->ids[self->at]);
	facts_from_record(&facts, &self->record, app_here()->year);
	buffer_clear(&self->unfit);
	facts_add_unfit(&self->unfit, app_here()->year, &facts);
}

static size_t active(const struct review *self)
{
	return list_view_active(self->view);
}

static const char *active_code(const struct review *self)
{
	return self->catalogue->indicator[active(self)].code;
}

static bool is_open(const struct review *self, size_t index)
{
	return answer_waits(&self->record, self->catalogue->indicator[index].code);
}

static size_t count_open(const struct review *self)
{
	size_t count = 0;

	for (size_t i = 0; i < self->catalogue->count; i++)
		count += is_open(self, i);
	return count;
}

static void stand_on(struct review *self, size_t index)
{
	list_view_activate(self->view, index);
	self->offset = 0;
}

/* From the answer behind this one on, round to the first; stays where all are decided. */
static bool go_to_open(struct review *self, size_t from)
{
	for (size_t i = 0; i < self->catalogue->count; i++) {
		size_t index = (from + i) % self->catalogue->count;

		if (!is_open(self, index))
			continue;
		stand_on(self, index);
		return true;
	}
	return false;
}

static bool is_submitted(const struct review *self)
{
	return strcmp(record_get(&self->record, "status"), status_word(STATUS_SUBMITTED)) == 0;
}

static void show(struct review *self, size_t at)
{
	self->at = at;
	acts_keep_unsent(&self->unsent, NULL, "", true);
	read_record(self);
	if (!go_to_open(self, 0))
		stand_on(self, 0);
}

/* The next of the queue that still waits, round to the first; false when there is none. */
static bool go_to_next(struct review *self)
{
	for (size_t i = 1; i <= self->id_count; i++) {
		self->at = (self->at + 1) % self->id_count;
		read_record(self);
		if (!is_submitted(self))
			continue;
		show(self, self->at);
		return true;
	}
	return false;
}

/* ---- the screen ---- */

static void review_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct review *self = context;

	sheet_row_paint(&self->catalogue->indicator[index], &self->record, &self->cells, cells, count, flag);
}

static void review_open(struct screen *screen, const void *arguments)
{
	struct review *self = screen->self;
	const struct review_arguments *wish = arguments;
	const struct list_column *columns;
	size_t count;

	self->ids = memory_grow(NULL, wish->count, sizeof *self->ids);
	for (size_t i = 0; i < wish->count; i++)
		self->ids[i] = memory_copy(wish->ids[i]);
	self->id_count = wish->count;
	self->catalogue = &app_here()->year->innovation;
	self->view = list_view_new();
	columns = sheet_row_columns(&count);
	list_view_columns(self->view, columns, count);
	list_view_source(self->view, (struct list_source){self, review_row});
	list_view_rows(self->view, self->catalogue->count);
	show(self, wish->at);
}

static void review_close(struct screen *screen)
{
	struct review *self = screen->self;

	for (size_t i = 0; i < self->id_count; i++)
		free(self->ids[i]);
	free(self->ids);
	record_free(&self->record);
	list_view_free(self->view);
	sheet_totals_free(&self->totals);
	evidence_twins_free(&self->twins);
	review_past_free(&self->past);
	free(self->unsent.text);
	buffer_free(&self->cells);
	buffer_free(&self->unfit);
}

/* A reviewer reads more of an answer than of the list: below it, the panel gets two thirds. */
static void review_layout(struct screen *screen, struct area area)
{
	struct review *self = screen->self;
	struct area rest = area_inner(area, 1, 0, -1, -1);
	struct area list;

	self->panel = sheet_panel_place(rest, self->catalogue->count, &list);
	if (self->panel.col == rest.col && list.rows > rest.rows / 3 + 1) {
		list.rows = rest.rows / 3 + 1;
		self->panel = area_inner(rest, list.rows, 0, -1, -1);
	}
	list_view_layout(self->view, list);
}

static void review_recalc(struct screen *screen)
{
	struct review *self = screen->self;

	sheet_totals_read(&self->totals, &self->record, false);
}

static void review_paint(struct screen *screen, struct area area)
{
	struct review *self = screen->self;

	sheet_totals_paint(&self->totals, area, &self->record);
	list_view_paint(self->view);
	if (self->panel.rows < 2)
		return;
	self->panel_rows = review_panel_paint(self->panel, self->offset, self->catalogue, active(self),
		&self->record, &self->twins, &self->past);
	if (self->panel_rows - self->offset > self->panel.rows - 1)
		draw_text(self->panel, self->panel.rows - 1, self->panel.cols - 1, 1, STYLE_ACCENT,
			draw_mark_text(MARK_DOWN));
}

static void review_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct review *)screen->self)->view, row, col);
}

static void review_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, record_get(&((struct review *)screen->self)->record, "nama"));
}

static void review_aside(struct screen *screen, struct buffer *to)
{
	const struct review *self = screen->self;

	buffer_printf(to, "%zu belum diputus  %zu dari %zu", count_open(self), self->at + 1, self->id_count);
}

static void review_status(struct screen *screen, struct buffer *to)
{
	const struct review *self = screen->self;

	if (self->unfit.size)
		buffer_printf(
			to, "%s Belum layak: %s.", draw_mark_text(MARK_WARN), buffer_text(&self->unfit));
	else
		buffer_printf(to, "%s  %s  layak", app_unit_name_by_id(record_get(&self->record, "opd")),
			draw_mark_text(MARK_DOT));
}

static void review_explain(struct screen *screen, struct text_view *to)
{
	const struct review *self = screen->self;

	guide_explain(to, &self->catalogue->indicator[active(self)]);
}

static size_t review_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_ACCEPT, ACTION_REJECT, ACTION_ACCEPT_WHOLE, ACTION_RETURN,
		ACTION_ATTACH, ACTION_EDIT, ACTION_HISTORY, ACTION_NEXT, ACTION_RIGHT};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

/* ---- deciding ---- */

static bool commit(struct review *self, enum act act, const char *note, const char *code)
{
	bool done = acts_decide(&self->record, act, code, note);

	acts_keep_unsent(&self->unsent, code, note, done);
	/* Refused because it moved, or done: either way it is now another one. */
	read_record(self);
	return done;
}

static enum outcome decide(struct review *self, enum act act, const char *note)
{
	if (!commit(self, act, note, active_code(self)))
		return OUTCOME_RECALC;
	if (!go_to_open(self, active(self) + 1))
		frame_say(SAY_GOOD, "Semua jawaban sudah diputuskan; terima atau kembalikan inovasinya.");
	return OUTCOME_RECALC;
}

static enum outcome decide_whole(struct review *self, enum act act, const char *note)
{
	if (!commit(self, act, note, NULL))
		return OUTCOME_RECALC;
	if (go_to_next(self))
		return OUTCOME_RECALC;
	frame_say(SAY_GOOD, "Semua yang menunggu sudah diputuskan.");
	return OUTCOME_CLOSE;
}

/* What is to be known before: a sentence each, nothing when all is decided and it counts. */
static void add_doubts(const struct review *self, struct buffer *to)
{
	size_t open = count_open(self);

	if (open)
		buffer_printf(to, "%zu jawaban belum diputuskan dan tidak akan dihitung. ", open);
	if (self->unfit.size)
		buffer_printf(to, "Belum layak, jadi belum masuk indeks terverifikasi: %s. ",
			buffer_text(&self->unfit));
}

static void ask_whole(const char *before)
{
	struct buffer question = {0};

	buffer_printf(&question, "%sTerima inovasi ini?", before);
	ask_confirm("Terima inovasi", buffer_text(&question), "Terima", TAG_ACCEPT);
	buffer_free(&question);
}

static enum outcome accept_whole(struct review *self)
{
	struct buffer doubts = {0};
	bool certain;

	add_doubts(self, &doubts);
	certain = !doubts.size;
	if (!certain)
		ask_whole(buffer_text(&doubts));
	buffer_free(&doubts);
	return certain ? decide_whole(self, ACT_ACCEPT, "") : OUTCOME_REPAINT;
}

/* One more behind the last answer is for the whole, and asks. */
static enum outcome accept_answer(struct review *self)
{
	struct buffer before = {0};

	if (!is_submitted(self) || count_open(self) || !answer_accepted(&self->record, active_code(self)))
		return decide(self, ACT_ACCEPT_ANSWER, "");
	buffer_add_text(&before, "Semua jawaban sudah diputuskan. ");
	add_doubts(self, &before);
	ask_whole(buffer_text(&before));
	buffer_free(&before);
	return OUTCOME_REPAINT;
}

static enum outcome go_beside(struct review *self, bool next)
{
	if (self->id_count < 2)
		return OUTCOME_HANDLED;
	show(self, (self->at + (next ? 1 : self->id_count - 1)) % self->id_count);
	return OUTCOME_RECALC;
}

static enum outcome scroll(struct review *self, bool down)
{
	int page = self->panel.rows > 2 ? self->panel.rows - 2 : 1;
	int most = self->panel_rows - (self->panel.rows - 1);
	int offset = self->offset + (down ? page : -page);

	/* From the end round to the start: one key reads all of it. */
	if (down && self->offset >= most)
		offset = 0;
	else if (offset > most)
		offset = most;
	if (offset < 0)
		offset = 0;
	self->offset = offset;
	return OUTCOME_REPAINT;
}

static enum outcome review_act(struct screen *screen, enum action action)
{
	struct review *self = screen->self;
	const char *begun;
	enum outcome outcome;

	switch (action) {
	case ACTION_ACCEPT:
		return accept_answer(self);
	case ACTION_REJECT:
		acts_ask_refusal(&self->record, active_code(self), &self->unsent, TAG_REJECT);
		return OUTCOME_REPAINT;
	case ACTION_ACCEPT_WHOLE:
		return accept_whole(self);
	case ACTION_RETURN:
		begun = acts_unsent(&self->unsent, NULL);
		ask_text("Kembalikan kepada unitnya", "Catatan", begun ? begun : "", TAG_RETURN);
		return OUTCOME_REPAINT;
	case ACTION_OPEN:
	case ACTION_ATTACH:
		evidence_push(TABLE_INNOVATION, self->record.id, &self->catalogue->indicator[active(self)],
			TAG_EVIDENCE);
		return OUTCOME_REPAINT;
	case ACTION_EDIT:
		form_push_profile(self->record.id, TAG_PROFILE);
		return OUTCOME_REPAINT;
	case ACTION_UNDO:
		/* His edits of the profile; a decision is taken back by the other one, and it is said so. */
		revert_push_undo(TABLE_INNOVATION, self->record.id, TAG_UNDO);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(
			TABLE_INNOVATION, self->record.id, record_get(&self->record, "nama"), TAG_HISTORY);
		return OUTCOME_REPAINT;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		return go_beside(self, action == ACTION_RIGHT);
	case ACTION_NEXT:
	case ACTION_PREVIOUS:
		return scroll(self, action == ACTION_NEXT);
	case ACTION_BACK:
		screen_answer(screen, 0, self->record.id);
		return OUTCOME_CLOSE;
	default:
		outcome = list_view_act(self->view, action);
		if (outcome == OUTCOME_MOVED || outcome == OUTCOME_REPAINT)
			self->offset = 0;
		return outcome;
	}
}

static enum outcome review_resume(struct screen *screen, const struct answer *answer)
{
	struct review *self = screen->self;
	const char *note = answer->text ? answer->text : "";

	if (answer->from == TAG_UNDO)
		read_record(self);
	if (answer->from == TAG_EVIDENCE || answer->from == TAG_PROFILE ||
		(answer->from == TAG_HISTORY && answer->given)) {
		uint64_t seen = self->record.commit;

		read_record(self);
		if (self->record.commit != seen)
			frame_say(SAY_WARN, "Catatan ini baru saja berubah; periksa lagi.");
	}
	if (!answer->given)
		return OUTCOME_RECALC;
	switch (answer->from) {
	case TAG_REJECT:
		return decide(self, ACT_REJECT_ANSWER, note);
	case TAG_RETURN:
		return decide_whole(self, ACT_RETURN, note);
	case TAG_ACCEPT:
		return answer->choice == 0 ? decide_whole(self, ACT_ACCEPT, "") : OUTCOME_REPAINT;
	default:
		return OUTCOME_RECALC;
	}
}

static const struct screen_class review_class = {
	.name = "verifikasi",
	.context = CONTEXT_SHEET,
	.size = sizeof(struct review),
	.explains = true,
	.open = review_open,
	.close = review_close,
	.layout = review_layout,
	.recalc = review_recalc,
	.paint = review_paint,
	.cursor = review_cursor,
	.title = review_title,
	.aside = review_aside,
	.status = review_status,
	.explain = review_explain,
	.keys = review_keys,
	.act = review_act,
	.resume = review_resume,
};

void review_push(const char *const *ids, size_t count, size_t at, int tag)
{
	struct review_arguments wish = {ids, count, at};

	stack_push(&review_class, &wish, tag);
}
