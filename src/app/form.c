#include "app/form.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/edit.h"
#include "app/editor.h"
#include "app/form_choice.h"
#include "app/form_field.h"
#include "app/value.h"
#include "base/clock.h"
#include "base/text.h"
#include "ui/form_view.h"

enum form_tag { TAG_LEAVE = 1, TAG_CHOICE, TAG_EDITOR, TAG_CONFLICT };

struct form {
	char *title;
	struct edit edit;
	bool hands_back;
	void (*keep)(struct screen *parent, const struct record *working);
	struct screen *parent;
	const struct field_definition **field; /* those that stand on a page */
	char **note;			       /* a fault's sentence per field, or NULL */
	size_t count;
	size_t first, on_page; /* fields of the present page */
	size_t page, pages;
	struct form_view *view;
	struct form_choice choice; /* the open one */
	bool broken;		   /* the record could not be read */
};

/* ---- pages ---- */

static size_t page_end(const struct form *self, size_t first)
{
	size_t end = first;

	while (end < self->count && strcmp(self->field[end]->page, self->field[first]->page) == 0)
		end++;
	return end;
}

static void show_page(struct form *self, size_t first, size_t active)
{
	struct form_field *fields;
	char **texts;

	self->first = first;
	self->on_page = page_end(self, first) - first;
	self->page = 0;
	self->pages = 0;
	for (size_t at = 0; at < self->count; at = page_end(self, at)) {
		if (at < first)
			self->page++;
		self->pages++;
	}
	fields = memory_alloc(self->on_page * sizeof *fields);
	texts = memory_alloc(self->on_page * sizeof *texts);
	for (size_t i = 0; i < self->on_page; i++) {
		const struct field_definition *field = self->field[first + i];

		const char *stored = record_get(&self->edit.working, field->key);

		texts[i] = form_field_shown(field, stored);
		fields[i] = (struct form_field){
			.label = field->label,
			.kind = form_field_kind(field, self->edit.locked),
			.text = texts[i],
			.width = form_field_width(field),
			.most = field->type == FIELD_DATE ? 10 : field->most,
			.required = field->required || field->required_submit,
			.narrow = field->narrow,
			.heading = i ? NULL : field->page,
			.side = form_field_side(field, stored),
		};
	}
	form_view_fields(self->view, fields, self->on_page);
	for (size_t i = 0; i < self->on_page; i++) {
		if (self->note[first + i])
			form_view_set_note(self->view, i, self->note[first + i]);
		free(texts[i]);
	}
	free(texts);
	free(fields);
	form_view_activate(self->view, active < self->on_page ? active : 0);
}

/* Brings what stands in the fields into the working record. */
static void collect(struct form *self)
{
	if (self->edit.locked || self->broken)
		return;
	for (size_t i = 0; i < self->on_page; i++) {
		const struct field_definition *field = self->field[self->first + i];
		char *stored;

		if (form_field_kind(field, self->edit.locked) != FORM_LINE ||
			!form_view_changed(self->view, i))
			continue;
		stored = value_from_screen(field, form_view_text(self->view, i));
		record_set(&self->edit.working, field->key, stored);
		free(stored);
	}
}

static size_t active_field(const struct form *self)
{
	return self->first + form_view_active(self->view);
}

static void go_to_field(struct form *self, size_t index)
{
	size_t first = 0;

	collect(self);
	while (page_end(self, first) <= index)
		first = page_end(self, first);
	show_page(self, first, index - first);
}

static void turn_page(struct form *self, int step)
{
	size_t end = self->first + self->on_page;
	size_t first = 0;

	if (step > 0) {
		go_to_field(self, end < self->count ? end : 0);
		return;
	}
	if (!self->first) {
		go_to_field(self, 0);
		return;
	}
	while (page_end(self, first) < self->first)
		first = page_end(self, first);
	go_to_field(self, first);
}

/* ---- open and close ---- */

static void set_initial(struct form *self, const struct form_arguments *wish)
{
	for (size_t i = 0; i < self->count; i++) {
		const struct field_definition *field = self->field[i];
		const char *value = field->initial;

		if (field->type == FIELD_UNIT && field->required && wish->unit)
			value = wish->unit;
		if (*value && !*record_get(&self->edit.working, field->key))
			record_set(&self->edit.working, field->key, value);
	}
}

static void form_open(struct screen *screen, const void *arguments)
{
	struct form *self = screen->self;
	const struct form_arguments *wish = arguments;
	size_t start = 0;

	self->title = memory_copy(wish->title);
	self->hands_back = wish->working != NULL;
	self->keep = wish->keep;
	self->parent = wish->parent;
	self->view = form_view_new();
	self->field = memory_alloc(wish->fields->count * sizeof(*self->field));
	self->note = memory_alloc(wish->fields->count * sizeof(*self->note));
	for (size_t i = 0; i < wish->fields->count; i++)
		if (*wish->fields->field[i].page)
			self->field[self->count++] = &wish->fields->field[i];
	if (self->hands_back) {
		self->edit = (struct edit){.table = wish->table, .year = wish->year, .locked = wish->locked};
		record_copy(&self->edit.stored, wish->working);
		record_copy(&self->edit.working, wish->working);
	} else {
		self->broken = !edit_open(&self->edit, wish->table, wish->id, wish->year);
		if (edit_is_new(&self->edit))
			set_initial(self, wish);
		edit_say_state(&self->edit);
	}
	for (size_t i = 0; wish->first && i < self->count; i++)
		if (strcmp(self->field[i]->key, wish->first) == 0)
			start = i;
	go_to_field(self, start);
}

static void form_close(struct screen *screen)
{
	struct form *self = screen->self;

	for (size_t i = 0; i < self->count; i++)
		free(self->note[i]);
	free(self->note);
	free(self->field);
	form_choice_free(&self->choice);
	free(self->title);
	form_view_free(self->view);
	edit_close(&self->edit);
}

/* A new record whose fields hold only what the form itself put there has nothing to lose. */
static bool form_dirty(struct form *self)
{
	collect(self);
	if (!edit_is_new(&self->edit) || self->hands_back)
		return edit_changed(&self->edit);
	for (size_t i = 0; i < self->count; i++) {
		const struct field_definition *field = self->field[i];
		const char *text = record_get(&self->edit.working, field->key);

		if (*text && strcmp(text, field->initial) != 0 && field->type != FIELD_UNIT)
			return true;
	}
	return false;
}

/* ---- painting ---- */

static void form_layout(struct screen *screen, struct area area)
{
	struct form *self = screen->self;

	form_view_layout(self->view, area_inner(area, area.rows > 16 ? 1 : 0, 1, -1, area.cols - 2));
}

static void form_paint(struct screen *screen, struct area area)
{
	(void)area;
	form_view_paint(((struct form *)screen->self)->view);
}

static void form_cursor(struct screen *screen, int *row, int *col)
{
	form_view_cursor(((struct form *)screen->self)->view, row, col);
}

static void form_title(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;

	buffer_add_text(to, self->title);
	if (!self->hands_back && !self->edit.locked && form_dirty(self))
		buffer_add_text(to, " *");
}

static void form_aside(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;

	if (self->pages > 1)
		buffer_printf(to, "halaman %zu dari %zu", self->page + 1, self->pages);
}

static void form_status(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;
	const struct field_definition *field;

	if (!self->count)
		return;
	field = self->field[active_field(self)];
	form_field_explain(field, to);
	if (field->type == FIELD_TEXT && field->most &&
		form_view_changed(self->view, form_view_active(self->view)))
		buffer_printf(to, " (%zu dari %zu huruf)",
			text_length(form_view_text(self->view, form_view_active(self->view))), field->most);
}

static size_t form_keys(struct screen *screen, enum action *to, size_t room)
{
	struct form *self = screen->self;
	size_t count = 0;

	if (count < room && !self->edit.locked)
		to[count++] = ACTION_SAVE;
	if (count < room)
		to[count++] = ACTION_NEXT;
	if (count < room && self->pages > 1)
		to[count++] = ACTION_PAGE_DOWN;
	return count;
}

static bool form_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

/* ---- saving ---- */

static void clear_notes(struct form *self)
{
	for (size_t i = 0; i < self->count; i++) {
		free(self->note[i]);
		self->note[i] = NULL;
	}
}

/* Each fault at its field; the first one becomes active, all are counted on the status line. */
static void show_faults(struct form *self, const struct commit_result *result)
{
	size_t first = self->count;
	size_t others = 0;

	for (size_t i = 0; i < result->fault_count; i++) {
		const struct judge_fault *fault = &result->fault[i].fault;
		size_t at = 0;

		while (at < self->count && strcmp(self->field[at]->key, fault->key) != 0)
			at++;
		if (at == self->count) {
			others++;
			continue;
		}
		free(self->note[at]);
		self->note[at] = memory_copy(fault->sentence);
		if (at < first)
			first = at;
	}
	go_to_field(self, first < self->count ? first : active_field(self));
	if (first < self->count && result->fault_count - others == 1)
		frame_say(SAY_BAD, "Belum tersimpan: %s: %s", self->field[first]->label, self->note[first]);
	else if (first < self->count)
		frame_say(SAY_BAD, "Belum tersimpan: %zu isian perlu diperbaiki, ditandai ! pada tempatnya.",
			result->fault_count - others);
	else
		frame_say(SAY_BAD, "Belum tersimpan: %s", result->fault[0].fault.sentence);
}

/* A record that was just made is called by its name from now on. */
static void take_name(struct form *self)
{
	const char *name = record_get(&self->edit.stored, "nama");

	free(self->title);
	self->title = memory_copy(*name ? name : self->edit.stored.id);
}

/* True when the form may be left: saved, or nothing to save. */
static bool form_save(struct form *self)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	bool was_new = edit_is_new(&self->edit);
	enum edit_result outcome;

	collect(self);
	clear_notes(self);
	outcome = edit_save(&self->edit, &result, &err);
	switch (outcome) {
	case EDIT_SAVED:
		go_to_field(self, active_field(self));
		if (was_new) {
			take_name(self);
			frame_say(SAY_GOOD, "Tersimpan sebagai %s.", self->edit.stored.id);
		} else {
			frame_say(SAY_GOOD, "Tersimpan.");
		}
		break;
	case EDIT_NOTHING:
		frame_say(SAY_INFO, "Tidak ada perubahan; semua sudah tersimpan.");
		break;
	case EDIT_REFUSED:
		show_faults(self, &result);
		break;
	case EDIT_CONFLICT:
		edit_ask_conflict(&result, TAG_CONFLICT);
		break;
	case EDIT_FAILED:
		frame_say(SAY_BAD, "%s", err.text);
		break;
	}
	commit_result_free(&result);
	return outcome == EDIT_SAVED || outcome == EDIT_NOTHING;
}

static enum outcome form_done(struct screen *screen, int choice)
{
	struct form *self = screen->self;

	collect(self);
	if (self->hands_back)
		self->keep(self->parent, &self->edit.working);
	screen_answer(screen, choice, self->edit.stored.id);
	return OUTCOME_CLOSE;
}

/* ---- choices and long texts ---- */

/* The value as chosen; Enter steps to the next field of the page. */
static void chosen(struct form *self, const struct answer *answer)
{
	size_t at = active_field(self);

	record_set(&self->edit.working, self->field[at]->key,
		form_choice_value(&self->choice, (size_t)answer->choice));
	free(self->note[at]);
	self->note[at] = NULL;
	go_to_field(self, at);
	if (!answer->step && form_view_active(self->view) + 1 < self->on_page)
		form_view_activate(self->view, form_view_active(self->view) + 1);
}

static void keep_long(struct screen *screen, const char *text)
{
	struct form *self = screen->self;

	record_set(&self->edit.working, self->field[active_field(self)]->key, text);
}

static enum outcome fulfil(struct screen *screen)
{
	struct form *self = screen->self;
	const struct field_definition *field = self->field[active_field(self)];

	switch (form_view_wish(self->view)) {
	case FORM_WISH_CHOICE:
		collect(self);
		form_choice_ask(&self->choice, field, record_get(&self->edit.working, field->key),
			form_view_typed(self->view), TAG_CHOICE);
		return OUTCOME_REPAINT;
	case FORM_WISH_EDITOR: {
		struct editor_arguments wish = {
			.title = field->label,
			.most_characters = field->most,
			.min_words = field->min_words,
			.keep = keep_long,
			.parent = screen,
		};

		collect(self);
		if (self->edit.locked && field->type != FIELD_LONG)
			return OUTCOME_HANDLED;
		wish.text = record_get(&self->edit.working, field->key);
		editor_push(&wish, TAG_EDITOR);
		return OUTCOME_REPAINT;
	}
	case FORM_WISH_LEFT:
		collect(self);
		return OUTCOME_REPAINT;
	case FORM_WISH_PAST_END:
		if (self->hands_back && self->page + 1 == self->pages)
			return form_done(screen, 0);
		if (self->page + 1 < self->pages)
			turn_page(self, 1);
		else
			frame_say(SAY_INFO, "Isian terakhir. Simpan, atau Esc untuk kembali.");
		return OUTCOME_REPAINT;
	case FORM_WISH_BEFORE_START:
		if (self->page) {
			turn_page(self, -1);
			form_view_activate(self->view, self->on_page - 1);
		}
		return OUTCOME_REPAINT;
	case FORM_WISH_NONE:
		break;
	}
	return OUTCOME_IGNORED;
}

static enum outcome after_key(struct screen *screen, enum outcome outcome)
{
	enum outcome wished = outcome == OUTCOME_IGNORED ? OUTCOME_IGNORED : fulfil(screen);

	return wished == OUTCOME_IGNORED ? outcome : wished;
}

static enum outcome form_act(struct screen *screen, enum action action)
{
	struct form *self = screen->self;

	if (self->broken)
		return action == ACTION_BACK ? OUTCOME_CLOSE : OUTCOME_IGNORED;
	switch (action) {
	case ACTION_SAVE:
		if (self->hands_back)
			return form_done(screen, 1);
		if (self->edit.locked)
			frame_say(SAY_BAD, "%s", self->edit.why.text);
		else
			form_save(self);
		return OUTCOME_REPAINT;
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
		turn_page(self, action == ACTION_PAGE_DOWN ? 1 : -1);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (self->hands_back)
			return form_done(screen, 0);
		if (!self->edit.locked && form_dirty(self)) {
			ask_leave(TAG_LEAVE);
			return OUTCOME_REPAINT;
		}
		if (!self->edit.locked)
			edit_discard(&self->edit);
		return form_done(screen, 0);
	default:
		return after_key(screen, form_view_act(self->view, action));
	}
}

static enum outcome form_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct form *self = screen->self;
	size_t at;

	if (self->broken || self->edit.locked)
		return OUTCOME_HANDLED;
	at = active_field(self);
	free(self->note[at]);
	self->note[at] = NULL;
	return after_key(screen, form_view_type(self->view, text, size, pasted));
}

static enum outcome form_resume(struct screen *screen, const struct answer *answer)
{
	struct form *self = screen->self;

	switch (answer->from) {
	case TAG_CHOICE:
		if (!answer->given)
			break;
		chosen(self, answer);
		/* Tab means in the choice what it means in the form. */
		if (answer->step)
			return after_key(screen, form_view_act(self->view, answer->step > 0 ? ACTION_NEXT : ACTION_PREVIOUS));
		break;
	case TAG_EDITOR:
		go_to_field(self, active_field(self));
		if (answer->given && answer->choice && !self->hands_back && !self->edit.locked)
			form_save(self);
		break;
	case TAG_LEAVE:
		if (!answer->given || answer->choice == ASK_CANCEL)
			break;
		if (answer->choice == ASK_DISCARD) {
			edit_discard(&self->edit);
			screen_answer(screen, 0, self->edit.stored.id);
			return OUTCOME_CLOSE;
		}
		if (form_save(self))
			return form_done(screen, 0);
		break;
	case TAG_CONFLICT:
		if (!answer->given || answer->choice == EDIT_NEITHER)
			break;
		edit_rebase(&self->edit, answer->choice == EDIT_MINE);
		go_to_field(self, active_field(self));
		form_save(self);
		break;
	default:
		break;
	}
	return OUTCOME_REPAINT;
}

static bool form_leave(struct screen *screen)
{
	struct form *self = screen->self;

	if (self->broken || self->edit.locked)
		return true;
	if (self->hands_back) {
		collect(self);
		self->keep(self->parent, &self->edit.working);
		return true;
	}
	if (!form_dirty(self))
		return true;
	ask_leave(TAG_LEAVE);
	return false;
}

static void form_rescue(struct screen *screen)
{
	struct form *self = screen->self;

	if (self->broken)
		return;
	collect(self);
	if (self->hands_back) {
		self->keep(self->parent, &self->edit.working);
		if (self->parent->class->rescue)
			self->parent->class->rescue(self->parent);
	} else if (form_dirty(self)) {
		edit_rescue(&self->edit);
	}
}

static const struct screen_class form_class = {
	.name = "formulir",
	.context = CONTEXT_FORM,
	.size = sizeof(struct form),
	.explains = true,
	.open = form_open,
	.close = form_close,
	.layout = form_layout,
	.paint = form_paint,
	.cursor = form_cursor,
	.title = form_title,
	.aside = form_aside,
	.status = form_status,
	.keys = form_keys,
	.typing = form_typing,
	.act = form_act,
	.text = form_text,
	.resume = form_resume,
	.leave = form_leave,
	.rescue = form_rescue,
};

void form_push(const struct form_arguments *arguments, int tag)
{
	stack_push(&form_class, arguments, tag);
}
