#include "app/sheet.h"

#include <stdlib.h>

#include "app/acts.h"
#include "app/advice.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/entries.h"
#include "app/evidence.h"
#include "app/form.h"
#include "app/guide.h"
#include "app/history.h"
#include "app/revert.h"
#include "app/sheet_panel.h"
#include "app/sheet_part.h"
#include "app/sheet_row.h"

/* ---- rows ---- */

static void sheet_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct sheet *self = context;

	sheet_row_paint(
		&self->catalogue->indicator[index], &self->edit.working, &self->cells, cells, count, flag);
}

static void set_columns(struct sheet *self)
{
	size_t count;
	const struct list_column *columns = sheet_row_columns(&count);

	list_view_columns(self->view, columns, count);
	list_view_source(self->view, (struct list_source){self, sheet_row});
	list_view_rows(self->view, self->catalogue->count);
}

/* ---- open, close, layout ---- */

struct sheet_arguments {
	enum table table;
	const char *id;
	const char *code;
};

static bool read_twins(struct store_txn *txn, void *context, struct error *err)
{
	struct sheet *self = context;

	return evidence_twins_load(&self->twins, txn, &self->edit.stored, &app_here()->actor, err);
}

static void sheet_open(struct screen *screen, const void *arguments)
{
	struct sheet *self = screen->self;
	const struct sheet_arguments *wish = arguments;
	const struct app *app = app_here();
	int index = wish->code ? -1 : 0;

	self->table = wish->table;
	self->catalogue = wish->table == TABLE_REGION ? &app->year->region : &app->year->innovation;
	self->view = list_view_new();
	self->broken = !edit_open(&self->edit, wish->table, wish->id, app->year->year);
	set_columns(self);
	if (wish->code)
		index = catalogue_find(self->catalogue, wish->code);
	if (index > 0)
		list_view_activate(self->view, (size_t)index);
	if (!self->broken) {
		app_read(read_twins, self);
		edit_say_state(&self->edit);
	}
}

static void sheet_close(struct screen *screen)
{
	struct sheet *self = screen->self;

	answer_form_free(self->answer_form);
	list_view_free(self->view);
	evidence_twins_free(&self->twins);
	buffer_free(&self->cells);
	sheet_totals_free(&self->totals);
	bulk_free(&self->bulk);
	free(self->unsent.text);
	edit_close(&self->edit);
}

static void sheet_layout(struct screen *screen, struct area area)
{
	struct sheet *self = screen->self;
	struct area list;

	/* Under the line of totals. */
	self->panel = sheet_panel_place(area_inner(area, 1, 0, -1, -1), self->catalogue->count, &list);
	list_view_layout(self->view, list);
}

/* ---- painting ---- */

/* What is pending moves the index: scored again after every change, and when somebody else saved. */
static void sheet_recalc(struct screen *screen)
{
	struct sheet *self = screen->self;

	if (!self->broken)
		sheet_totals_read(&self->totals, &self->edit.working, edit_changed(&self->edit));
}

static void sheet_paint(struct screen *screen, struct area area)
{
	struct sheet *self = screen->self;

	if (self->broken)
		return;
	sheet_totals_paint(&self->totals, area, &self->edit.working);
	list_view_paint(self->view);
	if (self->panel.rows > 0 && self->panel.cols > 0)
		sheet_panel_paint(self->panel, sheet_indicator(self), &self->edit.working, &self->twins);
}

static void sheet_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct sheet *)screen->self)->view, row, col);
}

static void sheet_title(struct screen *screen, struct buffer *to)
{
	struct sheet *self = screen->self;

	buffer_add_text(to,
		self->table == TABLE_REGION ? "Indikator daerah" : record_get(&self->edit.stored, "nama"));
	if (edit_changed(&self->edit))
		buffer_add_text(to, " *");
}

static bool sheet_dirty(const struct sheet *self)
{
	return !self->broken && !self->edit.locked && edit_changed(&self->edit);
}

static bool may_decide(const struct sheet *self)
{
	return !self->broken && judge_may_decide(&app_here()->actor, &self->edit.stored);
}

static void sheet_aside(struct screen *screen, struct buffer *to)
{
	struct sheet *self = screen->self;
	enum status status;

	if (self->table == TABLE_INNOVATION &&
		status_by_word(record_get(&self->edit.stored, "status"), &status))
		buffer_add_text(to, status_label(status));
	else if (self->table == TABLE_REGION && may_decide(self) && sheet_waiting(self))
		buffer_printf(to, "%zu belum diputus", sheet_waiting(self));
}

/* Not below a panel that says as much already: two lines more with every step (PITFALLS B1); F1 has them. */
static void sheet_status(struct screen *screen, struct buffer *to)
{
	struct sheet *self = screen->self;

	if (self->broken)
		return;
	edit_add_falling(to, &self->edit);
	if (!to->size && self->panel.col > 0)
		buffer_add_text(to, sheet_indicator(self)->help);
}

static void sheet_explain(struct screen *screen, struct text_view *to)
{
	guide_explain(to, sheet_indicator(screen->self));
}

static bool key_is_offered(const struct sheet *self, enum action action, bool dirty)
{
	switch (action) {
	case ACTION_OPEN:
	case ACTION_ATTACH:
	case ACTION_ADVICE:
	case ACTION_HISTORY:
		return true;
	case ACTION_EDIT:
		return self->table == TABLE_INNOVATION;
	case ACTION_SUBMIT:
		return !self->edit.locked && self->table == TABLE_INNOVATION;
	case ACTION_ACCEPT:
	case ACTION_REJECT:
		return !dirty && may_decide(self);
	default:
		return !self->edit.locked;
	}
}

/* The foot has room for the first few: what was typed is to be saved, what was given to be decided. */
static size_t sheet_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_LEVEL_0, ACTION_LEVEL_1, ACTION_LEVEL_2, ACTION_LEVEL_3,
		ACTION_ACCEPT, ACTION_REJECT, ACTION_ATTACH, ACTION_OPEN, ACTION_SAVE, ACTION_EDIT,
		ACTION_SUBMIT, ACTION_ADVICE, ACTION_HISTORY};
	const struct sheet *self = screen->self;
	bool dirty = sheet_dirty(self);
	size_t count = 0;

	if (dirty && count < room)
		to[count++] = ACTION_SAVE;
	for (size_t i = 0; i < sizeof keys / sizeof *keys && count < room; i++)
		if (key_is_offered(self, keys[i], dirty) && !(dirty && keys[i] == ACTION_SAVE))
			to[count++] = keys[i];
	return count;
}

/* ---- acting ---- */

static enum outcome sheet_act(struct screen *screen, enum action action)
{
	struct sheet *self = screen->self;

	if (self->broken)
		return action == ACTION_BACK ? OUTCOME_CLOSE : OUTCOME_IGNORED;
	switch (action) {
	case ACTION_LEVEL_0:
	case ACTION_LEVEL_1:
	case ACTION_LEVEL_2:
	case ACTION_LEVEL_3:
		return sheet_choose_level(self, (int)(action - ACTION_LEVEL_0));
	case ACTION_OPEN:
		sheet_open_answer(self);
		return OUTCOME_REPAINT;
	case ACTION_SAVE:
		if (self->edit.locked)
			frame_say(SAY_BAD, "%s", self->edit.why.text);
		else
			sheet_save(self);
		return OUTCOME_RECALC;
	case ACTION_EDIT:
		if (self->table != TABLE_INNOVATION)
			return OUTCOME_IGNORED;
		if (sheet_dirty(self) && !sheet_save(self))
			return OUTCOME_REPAINT;
		form_push_profile(self->edit.stored.id, TAG_PROFILE);
		return OUTCOME_REPAINT;
	case ACTION_SUBMIT:
		if (self->table != TABLE_INNOVATION)
			return OUTCOME_IGNORED;
		if ((!sheet_dirty(self) || sheet_save(self)) &&
			acts_submit(self->edit.stored.id, self->edit.stored.commit, TAG_MISSING))
			edit_refresh(&self->edit);
		return OUTCOME_REPAINT;
	case ACTION_ATTACH:
		evidence_push(self->table, self->edit.stored.id, sheet_indicator(self), TAG_EVIDENCE);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(self->table, self->edit.stored.id, record_get(&self->edit.stored, "nama"),
			TAG_HISTORY);
		return OUTCOME_REPAINT;
	case ACTION_ADVICE:
		if (self->table != TABLE_INNOVATION)
			return OUTCOME_IGNORED;
		advice_push_innovation(self->edit.stored.id, TAG_ADVICE);
		if (sheet_dirty(self))
			frame_say(SAY_INFO, "Saran dihitung dari yang sudah tersimpan.");
		return OUTCOME_REPAINT;
	case ACTION_GO_CONTESTS:
		if (self->table != TABLE_INNOVATION)
			return OUTCOME_IGNORED;
		entries_push(&(struct entries_arguments){.table = TABLE_CONTEST,
				     .title = record_get(&self->edit.stored, "nama"),
				     .innovation = self->edit.stored.id},
			0);
		return OUTCOME_REPAINT;
	case ACTION_UNDO:
		if (sheet_dirty(self))
			frame_say(SAY_INFO, "Simpan dahulu, atau Esc lalu Buang.");
		else
			revert_push_undo(self->table, self->edit.stored.id, TAG_UNDO);
		return OUTCOME_RECALC;
	case ACTION_ACCEPT:
	case ACTION_REJECT:
		if (sheet_dirty(self))
			frame_say(SAY_INFO, "Simpan dahulu, atau Esc lalu Buang.");
		else if (action == ACTION_ACCEPT)
			sheet_decide(self, ACT_ACCEPT_ANSWER, "");
		else if (!may_decide(self))
			sheet_decide(
				self, ACT_REJECT_ANSWER, ""); /* refused: nobody writes a note for nothing */
		else
			acts_ask_refusal(
				&self->edit.stored, sheet_indicator(self)->code, &self->unsent, TAG_REJECT);
		return OUTCOME_RECALC;
	case ACTION_ACCEPT_WHOLE:
	case ACTION_RETURN:
	case ACTION_WITHDRAW:
	case ACTION_REGISTER:
	case ACTION_REOPEN:
		if (sheet_dirty(self))
			frame_say(SAY_INFO, "Simpan dahulu, atau Esc lalu Buang.");
		else if (!bulk_ask_for(&self->bulk, action, &self->edit.stored, TAG_ACT))
			return OUTCOME_IGNORED;
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (sheet_dirty(self)) {
			ask_leave(TAG_LEAVE);
			return OUTCOME_REPAINT;
		}
		screen_answer(screen, 0, self->edit.stored.id);
		return OUTCOME_CLOSE;
	default:
		return list_view_act(self->view, action) == OUTCOME_IGNORED ? OUTCOME_IGNORED
									    : OUTCOME_REPAINT;
	}
}

static enum outcome sheet_resume(struct screen *screen, const struct answer *answer)
{
	struct sheet *self = screen->self;
	char key[RECORD_KEY_MOST];

	if (answer->from == TAG_ACT)
		bulk_resume(&self->bulk, answer);
	switch (answer->from) {
	case TAG_BASIS:
		if (answer->given) {
			char letter[2] = {sheet_indicator(self)->basis[answer->choice].letter, '\0'};

			answer_make_key(sheet_indicator(self)->code, ANSWER_BASIS, key);
			record_set(&self->edit.working, key, letter);
			sheet_set_level(self, self->wanted_level);
		}
		break;
	case TAG_REJECT:
		if (answer->given)
			sheet_decide(self, ACT_REJECT_ANSWER, answer->text ? answer->text : "");
		break;
	case TAG_ANSWER:
		if (answer->step)
			sheet_turn_answer(self, answer->step);
		break;
	case TAG_PROFILE:
	case TAG_EVIDENCE:
	case TAG_UNDO:
	case TAG_HISTORY:
	case TAG_ACT:
	case TAG_MISSING:
		edit_refresh(&self->edit);
		app_read(read_twins, self);
		break;
	case TAG_LEAVE:
		if (!answer->given || answer->choice == ASK_CANCEL)
			break;
		if (answer->choice == ASK_DISCARD)
			edit_discard(&self->edit);
		else if (!sheet_save(self))
			break;
		screen_answer(screen, 0, self->edit.stored.id);
		return OUTCOME_CLOSE;
	case TAG_ADVICE:
		if (answer->given)
			list_view_activate(self->view, (size_t)answer->choice);
		break;
	case TAG_CONFLICT:
		if (answer->given)
			sheet_save(self);
		break;
	default:
		break;
	}
	return OUTCOME_RECALC;
}

static bool sheet_leave(struct screen *screen)
{
	if (!sheet_dirty(screen->self))
		return true;
	ask_leave(TAG_LEAVE);
	return false;
}

static void sheet_rescue(struct screen *screen)
{
	struct sheet *self = screen->self;

	if (!self->broken)
		edit_rescue(&self->edit);
}

static const struct screen_class sheet_class = {
	.name = "lembar",
	.context = CONTEXT_SHEET,
	.size = sizeof(struct sheet),
	.explains = true,
	.open = sheet_open,
	.close = sheet_close,
	.layout = sheet_layout,
	.recalc = sheet_recalc,
	.paint = sheet_paint,
	.cursor = sheet_cursor,
	.title = sheet_title,
	.aside = sheet_aside,
	.status = sheet_status,
	.explain = sheet_explain,
	.keys = sheet_keys,
	.act = sheet_act,
	.resume = sheet_resume,
	.leave = sheet_leave,
	.rescue = sheet_rescue,
};

void sheet_push(enum table table, const char *id, const char *code, int tag)
{
	struct sheet_arguments wish = {table, id, code};

	stack_push(&sheet_class, &wish, tag);
}
