#include "app/form.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/conflict.h"
#include "app/edit.h"
#include "app/editor.h"
#include "app/field_help.h"
#include "app/form_choice.h"
#include "app/form_field.h"
#include "app/form_pages.h"
#include "base/text.h"
#include "model/idea.h"
#include "ui/form_view.h"

enum form_tag { TAG_LEAVE = 1, TAG_CHOICE, TAG_EDITOR, TAG_CONFLICT, TAG_MISSING };

struct form {
	char *title;
	struct edit own;
	struct edit *edit; /* own, or the sheet's */
	struct form_pages pages;
	struct form_choice choice; /* the open one */
	bool broken;		   /* the record could not be read */
	bool starred;		   /* as the title said last */
};

/* A form over a sheet changes what the sheet edits, and saves the sheet. */
static bool is_shared(const struct form *self)
{
	return self->edit != &self->own;
}

static const struct field_definition *active_field(const struct form *self)
{
	return self->pages.field[form_pages_active(&self->pages)];
}

/* ---- open and close ---- */

static void set_initial(struct form *self, const struct form_arguments *wish)
{
	for (size_t i = 0; i < self->pages.count; i++) {
		const struct field_definition *field = self->pages.field[i];
		const char *value = field->initial;

		if (field->type == FIELD_UNIT && field->required && wish->unit)
			value = wish->unit;
		if (wish->source && strcmp(field->key, "asal") == 0)
			value = wish->origin;
		if (wish->source && strcmp(field->key, "sumber") == 0)
			value = wish->source;
		if (*value && !*record_get(&self->edit->working, field->key))
			record_set(&self->edit->working, field->key, value);
	}
}

static void form_open(struct screen *screen, const void *arguments)
{
	struct form *self = screen->self;
	const struct form_arguments *wish = arguments;
	size_t start;

	self->title = memory_copy(wish->title);
	self->edit = wish->edit ? wish->edit : &self->own;
	form_pages_open(&self->pages, wish->fields, self->edit);
	if (!is_shared(self)) {
		self->broken = *wish->id ? !edit_open(self->edit, wish->table, wish->id, wish->year)
					 : !edit_open_new(self->edit, wish->table, wish->year, wish->draft);
		self->edit->locked = self->edit->locked || self->broken;
		self->edit->idea = wish->idea ? wish->fields : NULL;
		if (edit_is_new(self->edit))
			set_initial(self, wish);
		edit_say_state(self->edit);
	}
	start = wish->first ? form_pages_find(&self->pages, wish->first) : 0;
	form_pages_go(&self->pages, start < self->pages.count ? start : 0);
}

static void form_close(struct screen *screen)
{
	struct form *self = screen->self;

	form_pages_close(&self->pages);
	form_choice_free(&self->choice);
	free(self->title);
	edit_close(&self->own);
}

/* A new record whose fields hold only what the form itself put there has nothing to lose. */
static bool form_dirty(struct form *self)
{
	form_pages_collect(&self->pages);
	if (!edit_is_new(self->edit))
		return edit_changed(self->edit);
	for (size_t i = 0; i < self->pages.count; i++) {
		const struct field_definition *field = self->pages.field[i];
		const char *text = record_get(&self->edit->working, field->key);

		if (*text && strcmp(text, field->initial) != 0 && field->type != FIELD_UNIT)
			return true;
	}
	return false;
}

/* ---- painting ---- */

static void form_layout(struct screen *screen, struct area area)
{
	struct form *self = screen->self;

	form_view_layout(self->pages.view, area_inner(area, area.rows > 16 ? 1 : 0, 1, -1, area.cols - 2));
}

static void form_paint(struct screen *screen, struct area area)
{
	(void)area;
	form_view_paint(((struct form *)screen->self)->pages.view);
}

static void form_cursor(struct screen *screen, int *row, int *col)
{
	form_view_cursor(((struct form *)screen->self)->pages.view, row, col);
}

static bool is_starred(struct form *self)
{
	return !is_shared(self) && !self->edit->locked && form_dirty(self);
}

static void form_title(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;

	buffer_add_text(to, self->title);
	/* Of a sheet's answer the sheet says it, left of here. */
	self->starred = is_starred(self);
	if (self->starred)
		buffer_add_text(to, " *");
}

static bool form_paint_typed(struct screen *screen)
{
	struct form *self = screen->self;

	return self->starred == is_starred(self) && form_view_paint_active(self->pages.view);
}

static void form_aside(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;

	if (self->edit->idea)
		idea_add_verdict(self->edit->idea, &self->edit->working, to);
	else if (self->pages.pages > 1)
		buffer_printf(to, "halaman %zu dari %zu", self->pages.page + 1, self->pages.pages);
}

#define ROOM_WORTH_SAYING 5 /* a fifth of what may be typed is left */

/* Said only near the limit: before, it would be a number that changes, and is sent, with every letter. */
static void add_room_left(const struct form *self, const struct field_definition *field, struct buffer *to)
{
	size_t active = form_view_active(self->pages.view);
	size_t length;

	if (field->type != FIELD_TEXT || !field->most || !form_view_changed(self->pages.view, active))
		return;
	length = text_length(form_view_text(self->pages.view, active));
	if (length + field->most / ROOM_WORTH_SAYING >= field->most)
		buffer_printf(to, " (%zu dari %zu huruf)", length, field->most);
}

static void form_status(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;
	const struct field_definition *field;

	if (!self->pages.count)
		return;
	field = active_field(self);
	form_field_explain(field, to);
	add_room_left(self, field, to);
}

static void form_explain(struct screen *screen, struct text_view *to)
{
	struct form *self = screen->self;
	size_t active;

	if (!self->pages.count)
		return;
	active = form_pages_active(&self->pages);
	field_help_add(to, self->pages.field[active], self->pages.note[active]);
}

static size_t form_keys(struct screen *screen, enum action *to, size_t room)
{
	struct form *self = screen->self;
	size_t count = 0;

	if (count < room && !self->edit->locked)
		to[count++] = ACTION_SAVE;
	if (count < room)
		to[count++] = ACTION_NEXT;
	if (count < room && self->pages.pages > 1)
		to[count++] = ACTION_PAGE_DOWN;
	return count;
}

static bool form_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

/* ---- saving ---- */

/* A fault at its field; where that stands, count when it has none here. */
static size_t note_fault(struct form *self, const struct judge_fault *fault)
{
	struct form_pages *pages = &self->pages;
	size_t at = form_pages_find(pages, fault->key);
	struct buffer sentence = {0};

	if (at == pages->count)
		return at;
	form_field_fault(
		pages->field[at], record_get(&self->edit->working, fault->key), fault->sentence, &sentence);
	form_pages_note(pages, at, buffer_text(&sentence));
	buffer_free(&sentence);
	return at;
}

/* A sentence that begins with the field's name does not get it twice. */
static void say_one_fault(const struct form_pages *pages, size_t at)
{
	const char *label = pages->field[at]->label;
	const char *note = pages->note[at];

	if (strncmp(note, label, strlen(label)) == 0)
		frame_say(SAY_BAD, "Belum tersimpan: %s", note);
	else
		frame_say(SAY_BAD, "Belum tersimpan: %s: %s", label, note);
}

/* Each fault at its field; the first one becomes active, all are counted on the status line. */
static void show_faults(struct form *self, const struct commit_result *result)
{
	struct form_pages *pages = &self->pages;
	size_t first = pages->count;
	size_t here = 0;

	for (size_t i = 0; i < result->fault_count; i++) {
		size_t at = note_fault(self, &result->fault[i].fault);

		here += at < pages->count;
		if (at < first)
			first = at;
	}
	form_pages_go(pages, here ? first : form_pages_active(pages));
	if (here > 1)
		frame_say(SAY_BAD, "Belum tersimpan: %zu isian perlu diperbaiki, ditandai ! pada tempatnya.",
			here);
	else if (here)
		say_one_fault(pages, first);
	else
		edit_say_fault(self->edit, &result->fault[0].fault);
}

/* A record that was just made is called by its name from now on. */
static void take_name(struct form *self)
{
	const char *name = record_get(&self->edit->stored, "nama");

	free(self->title);
	self->title = memory_copy(*name ? name : self->edit->stored.id);
}

/* True when the form may be left: saved, or nothing to save. */
static bool form_save(struct form *self)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	bool was_new = edit_is_new(self->edit);
	enum edit_result outcome;

	form_pages_collect(&self->pages);
	form_pages_clear_notes(&self->pages);
	outcome = edit_save(self->edit, &result, &err);
	switch (outcome) {
	case EDIT_SAVED:
		if (self->edit->idea) {
			frame_say(SAY_GOOD, "Ide dicatat sebagai %s untuk %s.", self->edit->stored.id,
				app_unit_name_by_id(record_get(&self->edit->stored, "opd")));
			break;
		}
		form_pages_reload(&self->pages);
		if (was_new) {
			take_name(self);
			frame_say(SAY_GOOD, "Tersimpan sebagai %s.", self->edit->stored.id);
		} else {
			edit_say_saved(self->edit);
		}
		break;
	case EDIT_NOTHING:
		frame_say(SAY_INFO, "Tidak ada perubahan; semua sudah tersimpan.");
		break;
	case EDIT_REFUSED:
		show_faults(self, &result);
		break;
	case EDIT_CONFLICT:
		conflict_push(self->edit, &result, TAG_CONFLICT);
		break;
	case EDIT_FAILED:
		frame_say(SAY_BAD, "%s", err.text);
		break;
	}
	commit_result_free(&result);
	return outcome == EDIT_SAVED || outcome == EDIT_NOTHING;
}

/* The record was changed by another screen of this session. */
static void read_again(struct form *self)
{
	edit_rebase(self->edit, true);
	form_pages_reload(&self->pages);
}

static enum outcome form_done(struct screen *screen)
{
	struct form *self = screen->self;

	form_pages_collect(&self->pages);
	screen_answer(screen, 0, self->edit->stored.id);
	return OUTCOME_CLOSE;
}

/* Its answers are in the note now: there is nothing left to go on with here. */
static enum outcome saved_idea(struct screen *screen)
{
	struct form *self = screen->self;

	screen_answer(screen, 0, self->edit->stored.id);
	return OUTCOME_CLOSE;
}

/* ---- choices and long texts ---- */

/* The value as chosen; Enter steps to the next field of the page. */
static void chosen(struct form *self, const struct answer *answer)
{
	struct form_pages *pages = &self->pages;
	size_t at = form_pages_active(pages);

	record_set(&self->edit->working, pages->field[at]->key,
		form_choice_value(&self->choice, (size_t)answer->choice));
	form_pages_note(pages, at, NULL);
	form_pages_reload(pages);
	if (!answer->step && form_view_active(pages->view) + 1 < pages->on_page)
		form_view_activate(pages->view, form_view_active(pages->view) + 1);
}

static void keep_long(struct screen *screen, const char *text)
{
	struct form *self = screen->self;

	record_set(&self->edit->working, active_field(self)->key, text);
	if (form_field_kind(active_field(self), self->edit->locked) == FORM_LINE)
		form_view_set_text(self->pages.view, form_view_active(self->pages.view), text);
}

static enum outcome fulfil(struct screen *screen)
{
	struct form *self = screen->self;
	struct form_pages *pages = &self->pages;
	const struct field_definition *field = active_field(self);

	switch (form_view_wish(self->pages.view)) {
	case FORM_WISH_CHOICE:
		form_pages_collect(&self->pages);
		form_choice_ask(&self->choice, field, record_get(&self->edit->working, field->key),
			form_view_typed(self->pages.view), TAG_CHOICE);
		return OUTCOME_REPAINT;
	case FORM_WISH_EDITOR: {
		struct editor_arguments wish = {
			.title = field->label,
			.most_characters = field->most,
			.min_words = field->min_words,
			.keep = keep_long,
			.parent = screen,
		};

		form_pages_collect(&self->pages);
		if (self->edit->locked && field->type != FIELD_LONG)
			return OUTCOME_HANDLED;
		wish.text = record_get(&self->edit->working, field->key);
		editor_push(&wish, TAG_EDITOR);
		return OUTCOME_REPAINT;
	}
	case FORM_WISH_LEFT:
		form_pages_judge(pages, pages->first + form_view_left(pages->view));
		return OUTCOME_REPAINT;
	case FORM_WISH_PAST_END:
		form_pages_judge(pages, form_pages_active(pages));
		if (is_shared(self) && pages->page + 1 == pages->pages)
			return form_done(screen);
		if (pages->page + 1 < pages->pages)
			form_pages_turn(pages, 1);
		else
			frame_say(SAY_INFO, "Isian terakhir. Simpan, atau Esc untuk kembali.");
		return OUTCOME_REPAINT;
	case FORM_WISH_BEFORE_START:
		form_pages_judge(pages, form_pages_active(pages));
		if (pages->page) {
			form_pages_turn(pages, -1);
			form_view_activate(pages->view, pages->on_page - 1);
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
		if (self->edit->locked)
			frame_say(SAY_BAD, "%s", self->edit->why.text);
		else if (form_save(self) && self->edit->idea)
			return saved_idea(screen);
		return OUTCOME_REPAINT;
	case ACTION_SUBMIT: /* from the list of all commands: letters are text here */
		if (self->edit->table != TABLE_INNOVATION || self->edit->idea)
			return OUTCOME_IGNORED;
		if (form_save(self) &&
			acts_submit(self->edit->stored.id, self->edit->stored.commit, TAG_MISSING))
			read_again(self);
		return OUTCOME_REPAINT;
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
		form_pages_judge(&self->pages, form_pages_active(&self->pages));
		form_pages_turn(&self->pages, action == ACTION_PAGE_DOWN ? 1 : -1);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (is_shared(self))
			return form_done(screen);
		if (!self->edit->locked && form_dirty(self)) {
			ask_leave(TAG_LEAVE);
			return OUTCOME_REPAINT;
		}
		if (!self->edit->locked)
			edit_discard(self->edit);
		return form_done(screen);
	default:
		/* What is wrong with a text is said of that text only. */
		if (action_info(action)->group == ACTION_GROUP_TYPE)
			form_pages_note(&self->pages, form_pages_active(&self->pages), NULL);
		return after_key(screen, form_view_act(self->pages.view, action));
	}
}

static enum outcome form_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct form *self = screen->self;

	if (self->edit->locked)
		return OUTCOME_HANDLED;
	form_pages_note(&self->pages, form_pages_active(&self->pages), NULL);
	return after_key(screen, form_view_type(self->pages.view, text, size, pasted));
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
			return after_key(screen, form_view_act(self->pages.view,
							 answer->step > 0 ? ACTION_NEXT : ACTION_PREVIOUS));
		break;
	case TAG_EDITOR:
		form_pages_collect(&self->pages);
		form_pages_reload(&self->pages);
		if (answer->given && answer->choice && !self->edit->locked)
			form_save(self);
		break;
	case TAG_MISSING:
		read_again(self);
		break;
	case TAG_LEAVE:
		if (!answer->given || answer->choice == ASK_CANCEL)
			break;
		if (answer->choice == ASK_DISCARD) {
			edit_discard(self->edit);
			screen_answer(screen, 0, self->edit->stored.id);
			return OUTCOME_CLOSE;
		}
		if (form_save(self))
			return self->edit->idea ? saved_idea(screen) : form_done(screen);
		break;
	case TAG_CONFLICT:
		if (!answer->given)
			break;
		form_pages_reload(&self->pages);
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

	if (self->broken || self->edit->locked)
		return true;
	if (is_shared(self)) {
		form_pages_collect(&self->pages); /* the sheet below is asked next */
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
	form_pages_collect(&self->pages);
	if (is_shared(self) || form_dirty(self))
		edit_rescue(self->edit);
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
	.paint_typed = form_paint_typed,
	.cursor = form_cursor,
	.title = form_title,
	.aside = form_aside,
	.status = form_status,
	.explain = form_explain,
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
