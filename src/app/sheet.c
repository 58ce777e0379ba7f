#include "app/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/advice.h"
#include "app/answer_form.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/bulk.h"
#include "app/conflict.h"
#include "app/edit.h"
#include "app/entries.h"
#include "app/evidence.h"
#include "app/form.h"
#include "app/guide.h"
#include "app/history.h"
#include "app/revert.h"
#include "app/sheet_panel.h"
#include "app/sheet_row.h"
#include "app/sheet_totals.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/list_view.h"

enum sheet_tag {
	TAG_LEAVE = 1,
	TAG_ANSWER,
	TAG_BASIS,
	TAG_PROFILE,
	TAG_CONFLICT,
	TAG_MISSING,
	TAG_ADVICE,
	TAG_EVIDENCE,
	TAG_UNDO,
	TAG_HISTORY,
	TAG_ACT
};

struct sheet {
	enum table table;
	const struct catalogue *catalogue;
	struct edit edit;
	struct list_view *view;
	struct answer_form *answer_form; /* of the answer being edited */
	char place[40];			 /* ... and where it stands among all */
	int wanted_level;		 /* to set once the basis is chosen */
	struct area panel;
	struct sheet_totals totals;
	bool broken;
	struct evidence_twins twins; /* of the stored record */
	struct bulk bulk;	     /* the act that is asked about */
	struct buffer cells;
};

static const char *answer_text(const struct sheet *self, const char *code, enum answer_part part)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	return record_get(&self->edit.working, key);
}

static const struct indicator *active_indicator(const struct sheet *self)
{
	return &self->catalogue->indicator[list_view_active(self->view)];
}

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
		sheet_panel_paint(self->panel, active_indicator(self), &self->edit.working, &self->twins);
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

static void sheet_aside(struct screen *screen, struct buffer *to)
{
	struct sheet *self = screen->self;
	enum status status;

	if (self->table == TABLE_INNOVATION &&
		status_by_word(record_get(&self->edit.stored, "status"), &status))
		buffer_add_text(to, status_label(status));
}

static void sheet_status(struct screen *screen, struct buffer *to)
{
	struct sheet *self = screen->self;

	if (!self->broken)
		buffer_add_text(to, active_indicator(self)->help);
}

static void sheet_explain(struct screen *screen, struct text_view *to)
{
	guide_explain(to, active_indicator(screen->self));
}

static size_t sheet_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_LEVEL_0, ACTION_LEVEL_1, ACTION_LEVEL_2, ACTION_LEVEL_3,
		ACTION_ATTACH, ACTION_OPEN, ACTION_SAVE, ACTION_EDIT, ACTION_SUBMIT, ACTION_ADVICE,
		ACTION_HISTORY};
	const struct sheet *self = screen->self;
	size_t count = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys && count < room; i++) {
		bool of_innovation = keys[i] == ACTION_EDIT || keys[i] == ACTION_SUBMIT;
		bool of_any = keys[i] == ACTION_OPEN || keys[i] == ACTION_ATTACH || keys[i] == ACTION_EDIT ||
			      keys[i] == ACTION_ADVICE || keys[i] == ACTION_HISTORY;

		if ((of_any || !self->edit.locked) && (!of_innovation || self->table == TABLE_INNOVATION))
			to[count++] = keys[i];
	}
	return count;
}

/* ---- acting ---- */

/* The acceptance is for exactly what was seen: shown at once, the rule itself is the judge's. */
static void set_level(struct sheet *self, int level)
{
	const struct indicator *indicator = active_indicator(self);
	char text[2] = {(char)('0' + level), '\0'};
	bool was_accepted = strcmp(record_get(&self->edit.stored, indicator->code), text) != 0 &&
			    answer_accepted(&self->edit.stored, indicator->code);

	record_set(&self->edit.working, indicator->code, level ? text : "");
	if (was_accepted)
		frame_say(
			SAY_WARN, "Jawaban ini sudah diterima; bila disimpan, ia menunggu verifikasi lagi.");
	else if (level && !answer_has_evidence(&self->edit.working, indicator->code))
		frame_say(SAY_INFO, "Belum dihitung: isi tautannya, atau lampirkan berkas bukti.");
}

static void ask_basis(struct sheet *self, int level)
{
	const struct indicator *indicator = active_indicator(self);
	struct choice_entry entries[26];
	char letters[26][2];
	char *labels[26];
	struct buffer label = {0};
	size_t count = 0;

	self->wanted_level = level;
	for (; count < indicator->basis_count && count < 26; count++) {
		letters[count][0] = indicator->basis[count].letter;
		letters[count][1] = '\0';
		buffer_printf(&label, "%s  %s", letters[count], indicator->basis[count].name);
		labels[count] = buffer_take(&label);
		entries[count] = (struct choice_entry){labels[count], NULL, letters[count]};
	}
	ask_choice("Dasar kemanfaatan", "Pilih satu dasar; tingkatnya mengikuti dasar itu.", entries, count,
		0, "", TAG_BASIS);
	while (count)
		free(labels[--count]);
}

static enum outcome act_level(struct sheet *self, int level)
{
	const struct indicator *indicator = active_indicator(self);

	if (self->edit.locked) {
		frame_say(SAY_BAD, "%s", self->edit.why.text);
		return OUTCOME_REPAINT;
	}
	if (level && indicator->basis_count &&
		!indicator_basis(indicator, answer_text(self, indicator->code, ANSWER_BASIS)))
		ask_basis(self, level);
	else
		set_level(self, level);
	return OUTCOME_RECALC;
}

static void open_answer(struct sheet *self)
{
	char link[RECORD_KEY_MOST] = "";
	const struct indicator *indicator = active_indicator(self);
	const char *letter = answer_text(self, indicator->code, ANSWER_BASIS);

	answer_form_free(self->answer_form);
	self->answer_form = answer_form_new(indicator, indicator_basis(indicator, letter));
	snprintf(self->place, sizeof self->place, "jawaban %zu dari %zu", list_view_active(self->view) + 1,
		self->catalogue->count);
	/* What is left to say of an answer with a level is where its evidence is. */
	if (*answer_text(self, indicator->code, ANSWER_LEVEL))
		answer_make_key(indicator->code, ANSWER_LINK, link);
	form_push(&(struct form_arguments){.title = indicator->name,
			  .fields = answer_form_fields(self->answer_form),
			  .first = *link ? link : NULL,
			  .edit = &self->edit,
			  .place = self->place},
		TAG_ANSWER);
}

/* The answer was left for the next one, or the one before. */
static void turn_answer(struct sheet *self, int step)
{
	size_t at = list_view_active(self->view);

	if (step > 0 ? at + 1 == self->catalogue->count : !at) {
		frame_say(SAY_INFO, step > 0 ? "Itu jawaban terakhir; simpan bila sudah selesai."
					     : "Itu jawaban pertama.");
		return;
	}
	list_view_activate(self->view, step > 0 ? at + 1 : at - 1);
	open_answer(self);
}

static void show_fault(struct sheet *self, const struct commit_result *result, const struct error *err)
{
	size_t index;
	enum answer_part part;
	const char *rest;

	if (!result->fault_count) {
		frame_say(SAY_BAD, "%s", err->text);
		return;
	}
	if (answer_key(self->catalogue, result->fault[0].fault.key, &index, &part, &rest))
		list_view_activate(self->view, index);
	edit_say_fault(&self->edit, &result->fault[0].fault);
}

static bool sheet_save(struct sheet *self)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	enum edit_result outcome = edit_save(&self->edit, &result, &err);

	switch (outcome) {
	case EDIT_SAVED:
		edit_say_saved(&self->edit);
		break;
	case EDIT_NOTHING:
		frame_say(SAY_INFO, "Tidak ada perubahan; semua sudah tersimpan.");
		break;
	case EDIT_CONFLICT:
		conflict_push(&self->edit, &result, TAG_CONFLICT);
		break;
	case EDIT_REFUSED:
	case EDIT_FAILED:
		show_fault(self, &result, &err);
		break;
	}
	commit_result_free(&result);
	return outcome == EDIT_SAVED || outcome == EDIT_NOTHING;
}

static bool sheet_dirty(const struct sheet *self)
{
	return !self->broken && !self->edit.locked && edit_changed(&self->edit);
}

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
		return act_level(self, (int)(action - ACTION_LEVEL_0));
	case ACTION_OPEN:
		open_answer(self);
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
		form_push(&(struct form_arguments){.title = "Profil",
				  .fields = &app_here()->year->profile,
				  .table = TABLE_INNOVATION,
				  .id = self->edit.stored.id,
				  .year = self->edit.year},
			TAG_PROFILE);
		return OUTCOME_REPAINT;
	case ACTION_SUBMIT:
		if (self->table != TABLE_INNOVATION)
			return OUTCOME_IGNORED;
		if ((!sheet_dirty(self) || sheet_save(self)) &&
			acts_submit(self->edit.stored.id, self->edit.stored.commit, TAG_MISSING))
			edit_rebase(&self->edit, true);
		return OUTCOME_REPAINT;
	case ACTION_ATTACH:
		evidence_push(self->table, self->edit.stored.id, active_indicator(self), TAG_EVIDENCE);
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
			char letter[2] = {active_indicator(self)->basis[answer->choice].letter, '\0'};

			answer_make_key(active_indicator(self)->code, ANSWER_BASIS, key);
			record_set(&self->edit.working, key, letter);
			set_level(self, self->wanted_level);
		}
		break;
	case TAG_ANSWER:
		if (answer->step)
			turn_answer(self, answer->step);
		break;
	case TAG_PROFILE:
	case TAG_EVIDENCE:
	case TAG_UNDO:
	case TAG_HISTORY:
	case TAG_ACT:
	case TAG_MISSING:
		edit_rebase(&self->edit, true);
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
