#include "app/sheet_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/conflict.h"
#include "app/form.h"

const char *sheet_answer_text(const struct sheet *self, const char *code, enum answer_part part)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	return record_get(&self->edit.working, key);
}

const struct indicator *sheet_indicator(const struct sheet *self)
{
	return &self->catalogue->indicator[list_view_active(self->view)];
}

static const struct basis *active_basis(const struct sheet *self)
{
	const struct indicator *indicator = sheet_indicator(self);

	return indicator_basis(indicator, sheet_answer_text(self, indicator->code, ANSWER_BASIS));
}

void sheet_set_level(struct sheet *self, int level)
{
	const struct indicator *indicator = sheet_indicator(self);
	char text[2] = {(char)('0' + level), '\0'};

	record_set(&self->edit.working, indicator->code, level ? text : "");
	/* Whose acceptance falls with it is said as long as it is not saved: see the status. */
	if (level && !answer_has_evidence(&self->edit.working, indicator->code))
		frame_say(SAY_INFO, "Belum dihitung: isi tautannya, atau lampirkan berkas bukti.");
}

static void ask_basis(struct sheet *self, int level)
{
	const struct indicator *indicator = sheet_indicator(self);
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

enum outcome sheet_choose_level(struct sheet *self, int level)
{
	const struct indicator *indicator = sheet_indicator(self);

	if (self->edit.locked) {
		frame_say(SAY_BAD, "%s", self->edit.why.text);
		return OUTCOME_REPAINT;
	}
	if (level && indicator->basis_count && !active_basis(self))
		ask_basis(self, level);
	else
		sheet_set_level(self, level);
	return OUTCOME_RECALC;
}

/* The levels are those of the basis. */
static void follow_basis(void *context)
{
	struct sheet *self = context;

	answer_form_levels(self->answer_form, active_basis(self));
}

void sheet_open_answer(struct sheet *self)
{
	char link[RECORD_KEY_MOST] = "";
	const struct indicator *indicator = sheet_indicator(self);

	answer_form_free(self->answer_form);
	self->answer_form = answer_form_new(indicator, active_basis(self));
	snprintf(self->place, sizeof self->place, "jawaban %zu dari %zu", list_view_active(self->view) + 1,
		self->catalogue->count);
	/* What is left to say of an answer with a level is where its evidence is. */
	if (*sheet_answer_text(self, indicator->code, ANSWER_LEVEL))
		answer_make_key(indicator->code, ANSWER_LINK, link);
	form_push(&(struct form_arguments){.title = indicator->name,
			  .fields = answer_form_fields(self->answer_form),
			  .first = *link ? link : NULL,
			  .edit = &self->edit,
			  .chosen = follow_basis,
			  .context = self,
			  .place = self->place},
		TAG_ANSWER);
}

void sheet_turn_answer(struct sheet *self, int step)
{
	size_t at = list_view_active(self->view);

	if (step > 0 ? at + 1 == self->catalogue->count : !at) {
		frame_say(SAY_INFO, step > 0 ? "Itu jawaban terakhir; simpan bila sudah selesai."
					     : "Itu jawaban pertama.");
		return;
	}
	list_view_activate(self->view, step > 0 ? at + 1 : at - 1);
	sheet_open_answer(self);
}

size_t sheet_waiting(const struct sheet *self)
{
	size_t count = 0;

	for (size_t i = 0; i < self->catalogue->count; i++)
		count += answer_waits(&self->edit.stored, self->catalogue->indicator[i].code);
	return count;
}

void sheet_decide(struct sheet *self, enum act act, const char *note)
{
	size_t at = list_view_active(self->view);
	const char *code = sheet_indicator(self)->code;
	bool done = acts_decide(&self->edit.stored, act, code, note);

	acts_keep_unsent(&self->unsent, code, note, done);
	/* Refused because it moved, or done: either way it is now another one. */
	edit_refresh(&self->edit);
	for (size_t i = 1; done && i < self->catalogue->count; i++) {
		size_t next = (at + i) % self->catalogue->count;

		if (!answer_waits(&self->edit.stored, self->catalogue->indicator[next].code))
			continue;
		list_view_activate(self->view, next);
		return;
	}
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

bool sheet_save(struct sheet *self)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	enum edit_result outcome = edit_save(&self->edit, &result, &err);

	switch (outcome) {
	case EDIT_SAVED:
		edit_say_saved(&self->edit);
		break;
	case EDIT_NOTHING:
		edit_say_nothing(&self->edit);
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
