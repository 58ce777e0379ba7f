#include "app/registration.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/form_field.h"
#include "app/refusals.h"
#include "app/value.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/form_view.h"

#define NAME_COLS 36
#define FIELDS	  2

struct registration {
	struct bulk_row *row;
	size_t count, at, done;
	struct record
		record; /* of the row asked about: it may have been registered before, and opened again */
	struct refusals refusals;
	struct form_view *view;
};

struct registration_arguments {
	struct registration *found; /* all but the view; taken over */
};

static const char *const field_keys[FIELDS] = {"nomor_registrasi", "tanggal_registrasi"};

static const struct field_definition *field_of(size_t index)
{
	return form_find(&app_here()->year->profile, field_keys[index]);
}

static struct act_wish wish_for(const struct bulk_row *row, const struct changes *given)
{
	return (struct act_wish){.act = ACT_REGISTER,
		.table = TABLE_INNOVATION,
		.id = row->id,
		.seen = row->seen,
		.given = given};
}

static bool read_body(struct store_txn *txn, void *context, struct error *err)
{
	struct registration *self = context;

	record_free(&self->record);
	return txn_record(txn, TABLE_INNOVATION, self->row[self->at].id, &self->record, err);
}

/* From here on the first that can be reported; the others are listed with why not. */
static bool go_on(struct registration *self)
{
	for (; self->at < self->count; self->at++) {
		const struct bulk_row *row = &self->row[self->at];
		const struct act_wish wish = wish_for(row, NULL);
		struct error why = {{0}};

		if (acts_may(&wish, &why) && app_read(read_body, self))
			return true;
		refusals_add(&self->refusals, row->id, row->name, why.text);
	}
	return false;
}

static void forget(struct registration *self)
{
	for (size_t i = 0; i < self->count; i++) {
		free(self->row[i].id);
		free(self->row[i].name);
	}
	free(self->row);
	record_free(&self->record);
	refusals_free(&self->refusals);
}

/* ---- the form ---- */

/* The next one mostly bears the same date. */
static void set_fields(struct registration *self, const char *date)
{
	struct form_field fields[FIELDS];
	char *texts[FIELDS];

	for (size_t i = 0; i < FIELDS; i++) {
		const struct field_definition *field = field_of(i);
		const char *stored = record_get(&self->record, field_keys[i]);

		texts[i] = *stored ? value_shown(TABLE_INNOVATION, field_keys[i], stored)
				   : memory_copy(i ? date : "");

		fields[i] = (struct form_field){.label = field ? field->label : field_keys[i],
			.kind = FORM_LINE,
			.text = texts[i],
			.width = i ? 12 : 0,
			.most = field ? field->most : 0,
			.required = true};
	}
	form_view_fields(self->view, fields, FIELDS);
	for (size_t i = 0; i < FIELDS; i++)
		free(texts[i]);
}

static void registration_open(struct screen *screen, const void *arguments)
{
	struct registration *self = screen->self;

	*self = *((const struct registration_arguments *)arguments)->found;
	self->view = form_view_new();
	set_fields(self, "");
}

static void registration_close(struct screen *screen)
{
	struct registration *self = screen->self;

	form_view_free(self->view);
	forget(self);
}

static void registration_measure(struct screen *screen, int *rows, int *cols)
{
	(void)screen;
	*rows = FIELDS + 1; /* what is wrong stands below its field */
	*cols = 78;
}

static void registration_layout(struct screen *screen, struct area area)
{
	form_view_layout(((struct registration *)screen->self)->view, area);
}

static void registration_paint(struct screen *screen, struct area area)
{
	(void)area;
	form_view_paint(((struct registration *)screen->self)->view);
}

static void registration_cursor(struct screen *screen, int *row, int *col)
{
	form_view_cursor(((struct registration *)screen->self)->view, row, col);
}

static void registration_title(struct screen *screen, struct buffer *to)
{
	const struct registration *self = screen->self;
	const char *name = self->at < self->count ? self->row[self->at].name : "";
	size_t cut = text_cut(name, strlen(name), NAME_COLS);

	buffer_add_text(to, "Laporkan ");
	if (self->count > 1)
		buffer_printf(to, "%zu dari %zu: ", self->at + 1, self->count);
	buffer_printf(to, "“%.*s%s”", (int)cut, name, name[cut] ? "…" : "");
}

static bool registration_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static size_t registration_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_SAVE};
	size_t count = sizeof keys / sizeof *keys < room ? sizeof keys / sizeof *keys : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

/* ---- reporting ---- */

static void note_fault(
	struct registration *self, size_t at, const struct changes *given, const char *sentence)
{
	const struct field_definition *field = field_of(at);
	struct buffer note = {0};

	if (field)
		form_field_fault(field, given->change[at].after, sentence, &note);
	else
		buffer_add_text(&note, sentence);
	form_view_set_note(self->view, at, buffer_text(&note));
	buffer_free(&note);
}

/* True when what stands against it stands at its fields. */
static bool show_faults(
	struct registration *self, const struct changes *given, const struct commit_result *result)
{
	size_t first = FIELDS;

	for (size_t i = 0; i < result->fault_count; i++)
		for (size_t at = 0; at < FIELDS; at++)
			if (strcmp(result->fault[i].fault.key, field_keys[at]) == 0) {
				note_fault(self, at, given, result->fault[i].fault.sentence);
				first = at < first ? at : first;
			}
	if (first == FIELDS)
		return false;
	form_view_activate(self->view, first);
	return true;
}

static void take_texts(struct registration *self, struct changes *given)
{
	for (size_t i = 0; i < FIELDS; i++) {
		const struct field_definition *field = field_of(i);
		const char *typed = form_view_text(self->view, i);
		char *text = field ? value_from_screen(field, typed) : memory_copy(typed);

		form_view_set_note(self->view, i, NULL);
		changes_add(given, field_keys[i], record_get(&self->record, field_keys[i]), text, false);
		free(text);
	}
}

static enum outcome finish(struct screen *screen)
{
	struct registration *self = screen->self;

	if (self->done)
		screen_answer(screen, 0, NULL);
	if (self->count == 1 && self->refusals.count)
		frame_say(SAY_BAD, "%s", self->refusals.refusal[0].why);
	else if (self->count == 1)
		frame_say(SAY_GOOD, "Dilaporkan: nomor dan tanggalnya tersimpan.");
	else if (self->refusals.count)
		frame_say(SAY_WARN, "%zu dilaporkan, %zu ditolak.", self->done, self->refusals.count);
	else
		frame_say(SAY_GOOD, "%zu inovasi dilaporkan.", self->done);
	if (self->count > 1 && self->refusals.count)
		refusals_push(&self->refusals, TABLE_INNOVATION, "dilaporkan", self->done);
	return OUTCOME_CLOSE;
}

static enum outcome report(struct screen *screen)
{
	struct registration *self = screen->self;
	const struct bulk_row *row = &self->row[self->at];
	struct changes given = {0};
	const struct act_wish wish = wish_for(row, &given);
	struct commit_result result;
	struct error why = {{0}};
	bool at_fields = false;
	char *date;

	take_texts(self, &given);
	if (acts_commit(&wish, &result, &why))
		self->done++;
	else if (!(at_fields = show_faults(self, &given, &result)))
		refusals_add(&self->refusals, row->id, row->name, why.text);
	commit_result_free(&result);
	changes_free(&given);
	if (at_fields)
		return OUTCOME_REPAINT;
	self->at++;
	if (!go_on(self))
		return finish(screen);
	date = memory_copy(form_view_text(self->view, 1));
	set_fields(self, date);
	free(date);
	form_view_layout(self->view, screen->area);
	return OUTCOME_REPAINT;
}

/* Those before it are reported all the same. */
static enum outcome leave(struct screen *screen)
{
	struct registration *self = screen->self;

	if (self->done) {
		screen_answer(screen, 0, NULL);
		frame_say(SAY_WARN, "%zu dilaporkan, %zu belum.", self->done, self->count - self->done);
	}
	return OUTCOME_CLOSE;
}

/* As in every form: what goes to the ministry's list goes there by the key that saves, not by one Enter too many. */
static enum outcome after_key(struct screen *screen, enum outcome outcome)
{
	struct registration *self = screen->self;

	if (form_view_wish(self->view) == FORM_WISH_PAST_END)
		frame_say(SAY_INFO, "Isian terakhir. Simpan untuk melaporkan, atau Esc untuk kembali.");
	return outcome;
}

static enum outcome registration_act(struct screen *screen, enum action action)
{
	struct registration *self = screen->self;

	if (action == ACTION_SAVE)
		return report(screen);
	if (action == ACTION_BACK)
		return leave(screen);
	return after_key(screen, form_view_act(self->view, action));
}

static enum outcome registration_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct registration *self = screen->self;

	return after_key(screen, form_view_type(self->view, text, size, pasted));
}

static const struct screen_class registration_class = {
	.name = "laporkan",
	.context = CONTEXT_FORM,
	.size = sizeof(struct registration),
	.floating = true,
	.open = registration_open,
	.close = registration_close,
	.measure = registration_measure,
	.layout = registration_layout,
	.paint = registration_paint,
	.cursor = registration_cursor,
	.title = registration_title,
	.keys = registration_keys,
	.typing = registration_typing,
	.act = registration_act,
	.text = registration_text,
};

bool registration_push(const struct bulk_row *rows, size_t count, int tag)
{
	struct registration found = {.row = memory_grow(NULL, count ? count : 1, sizeof *found.row)};

	for (; found.count < count; found.count++)
		found.row[found.count] = (struct bulk_row){.id = memory_copy(rows[found.count].id),
			.name = memory_copy(rows[found.count].name),
			.seen = rows[found.count].seen};
	if (go_on(&found)) {
		stack_push(&registration_class, &(struct registration_arguments){&found}, tag);
		return true;
	}
	if (found.refusals.count == 1)
		frame_say(SAY_BAD, "%s", found.refusals.refusal[0].why);
	else if (found.refusals.count)
		refusals_push(&found.refusals, TABLE_INNOVATION, "dilaporkan", 0);
	forget(&found);
	return false;
}
