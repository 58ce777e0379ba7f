#include "app/form.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/field_help.h"
#include "app/form_field.h"
#include "app/form_part.h"
#include "app/value.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/idea.h"
#include "ui/form_view.h"

bool form_part_shared(const struct form *self)
{
	return self->edit != &self->own;
}

const struct field_definition *form_part_field(const struct form *self)
{
	return self->pages.field[form_pages_active(&self->pages)];
}

/* ---- open and close ---- */

/* The next of a pile is most often like the last: its unit and its urusan are there already. */
static const char *initial_value(const struct field_definition *field, const struct form_arguments *wish)
{
	const struct record *last = wish->table == TABLE_INNOVATION ? last_entered(TABLE_INNOVATION) : NULL;

	if (field->type == FIELD_UNIT && field->required && wish->unit)
		return wish->unit;
	if (field->type == FIELD_INNOVATION && wish->innovation)
		return wish->innovation;
	if (wish->source && strcmp(field->key, "asal") == 0)
		return wish->origin;
	if (wish->source && strcmp(field->key, "sumber") == 0)
		return wish->source;
	if (last && !wish->idea && strcmp(field->key, "urusan") == 0)
		return record_get(last, field->key);
	return field->initial;
}

static void set_initial(struct form *self, const struct form_arguments *wish)
{
	for (size_t i = 0; i < self->pages.count; i++) {
		const struct field_definition *field = self->pages.field[i];
		const char *value = initial_value(field, wish);

		if (*value && !*record_get(&self->edit->working, field->key)) {
			record_set(&self->edit->working, field->key, value);
			record_set(&self->preset, field->key, value);
		}
	}
}

static void form_open(struct screen *screen, const void *arguments)
{
	struct form *self = screen->self;
	const struct form_arguments *wish = arguments;
	size_t start;

	self->title = memory_copy(wish->title);
	self->edit = wish->edit ? wish->edit : &self->own;
	self->place = wish->place;
	self->chosen = wish->chosen;
	self->context = wish->context;
	record_open(&self->preset, wish->table, "");
	form_pages_open(&self->pages, wish->fields, self->edit);
	if (!form_part_shared(self)) {
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
	bulk_free(&self->bulk);
	free(self->title);
	record_free(&self->preset);
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

		if (*text && strcmp(text, record_get(&self->preset, field->key)) != 0 &&
			field->type != FIELD_UNIT && field->type != FIELD_INNOVATION)
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
	return !form_part_shared(self) && !self->edit->locked && form_dirty(self);
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

static bool form_paint_part(struct screen *screen)
{
	struct form *self = screen->self;

	return self->starred == is_starred(self) && form_view_paint_active(self->pages.view);
}

static void form_aside(struct screen *screen, struct buffer *to)
{
	struct form *self = screen->self;

	if (self->edit->idea)
		idea_add_verdict(self->edit->idea, &self->edit->working, to);
	else if (self->place)
		buffer_add_text(to, self->place);
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
	field = form_part_field(self);
	if (form_part_shared(self)) {
		form_pages_collect(&self->pages);
		edit_add_falling(to, self->edit);
		if (to->size)
			return;
	}
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
	if (count < room && self->pages.count && form_part_field(self)->type == FIELD_DATE)
		to[count++] = ACTION_CALENDAR;
	if (count < room && (self->pages.pages > 1 || form_part_shared(self)))
		to[count++] = ACTION_PAGE_DOWN;
	return count;
}

static bool form_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

enum outcome form_part_done(struct screen *screen)
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

static enum outcome after_key(struct screen *screen, enum outcome outcome)
{
	enum outcome wished = outcome == OUTCOME_IGNORED ? OUTCOME_IGNORED : form_part_fulfil(screen);

	return wished == OUTCOME_IGNORED ? outcome : wished;
}

/* The sheet below opens the next answer, or the one before. */
static enum outcome turn_answer(struct screen *screen, int step)
{
	enum outcome outcome = form_part_done(screen);

	screen->answer.step = step;
	return outcome;
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
		else if (form_part_save(self) && self->edit->idea)
			return saved_idea(screen);
		return OUTCOME_REPAINT;
	case ACTION_SUBMIT: /* from the list of all commands: letters are text here */
		if (self->edit->table != TABLE_INNOVATION || self->edit->idea)
			return OUTCOME_IGNORED;
		if (form_part_save(self) &&
			acts_submit(self->edit->stored.id, self->edit->stored.commit, TAG_MISSING))
			form_part_read_again(self);
		return OUTCOME_REPAINT;
	case ACTION_WITHDRAW:
	case ACTION_REGISTER:
	case ACTION_REOPEN:
		if (form_part_shared(self) || edit_is_new(self->edit))
			return OUTCOME_IGNORED;
		if (!self->edit->locked && form_dirty(self))
			frame_say(SAY_INFO, "Simpan dahulu, atau Esc lalu Buang.");
		else if (!bulk_ask_for(&self->bulk, action, &self->edit->stored, TAG_ACT))
			return OUTCOME_IGNORED;
		return OUTCOME_REPAINT;
	case ACTION_CALENDAR:
		form_part_ask_date(self);
		return OUTCOME_REPAINT;
	case ACTION_REPEAT:
		if (self->edit->locked)
			frame_say(SAY_BAD, "%s", self->edit->why.text);
		else
			form_part_repeat(self);
		return after_key(screen, OUTCOME_REPAINT);
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
		if (form_part_shared(self))
			return turn_answer(screen, action == ACTION_PAGE_DOWN ? 1 : -1);
		form_pages_judge(&self->pages, form_pages_active(&self->pages));
		form_pages_turn(&self->pages, action == ACTION_PAGE_DOWN ? 1 : -1);
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (form_part_shared(self))
			return form_part_done(screen);
		if (!self->edit->locked && form_dirty(self)) {
			ask_leave(TAG_LEAVE);
			return OUTCOME_REPAINT;
		}
		if (!self->edit->locked)
			edit_discard(self->edit);
		return form_part_done(screen);
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
	enum outcome outcome = OUTCOME_REPAINT;

	if (self->edit->locked)
		return OUTCOME_HANDLED;
	form_pages_note(&self->pages, form_pages_active(&self->pages), NULL);
	self->typed = text;
	self->typed_size = size;
	self->pasted = pasted;
	if (!form_part_take_typed(self, text, size, pasted))
		outcome = form_view_type(self->pages.view, text, size, pasted);
	outcome = after_key(screen, outcome);
	self->typed = NULL;
	return outcome;
}

static enum outcome form_resume(struct screen *screen, const struct answer *answer)
{
	struct form *self = screen->self;

	switch (answer->from) {
	case TAG_CHOICE:
		if (!answer->given)
			break;
		form_part_chosen(self, answer);
		/* Tab means in the choice what it means in the form. */
		if (answer->step)
			return after_key(screen, form_view_act(self->pages.view,
							 answer->step > 0 ? ACTION_NEXT : ACTION_PREVIOUS));
		break;
	case TAG_CALENDAR:
		if (!answer->given)
			break;
		form_part_take_date(self, answer->text);
		return after_key(screen, OUTCOME_REPAINT);
	case TAG_EDITOR:
		form_pages_collect(&self->pages);
		form_pages_reload(&self->pages);
		if (answer->given && answer->choice != ACTION_BACK)
			return form_act(screen, (enum action)answer->choice);
		break;
	case TAG_ACT:
		bulk_resume(&self->bulk, answer);
		form_part_read_again(self);
		break;
	case TAG_MISSING:
		form_part_read_again(self);
		break;
	case TAG_LEAVE:
		if (!answer->given || answer->choice == ASK_CANCEL)
			break;
		if (answer->choice == ASK_DISCARD) {
			edit_discard(self->edit);
			screen_answer(screen, 0, self->edit->stored.id);
			return OUTCOME_CLOSE;
		}
		if (form_part_save(self))
			return self->edit->idea ? saved_idea(screen) : form_part_done(screen);
		break;
	case TAG_CONFLICT:
		if (!answer->given)
			break;
		form_pages_reload(&self->pages);
		form_part_save(self);
		break;
	default:
		break;
	}
	return OUTCOME_REPAINT;
}

/* A sum gets its dots while one reads it over: with every digit they would move, and be sent. */
static bool form_paused(struct screen *screen)
{
	struct form *self = screen->self;
	const struct field_definition *field;
	char *stored;
	char *shown;
	bool written;

	if (self->broken || self->edit->locked || !self->pages.count)
		return false;
	field = form_part_field(self);
	if (field->type != FIELD_MONEY)
		return false;
	stored = value_from_screen(
		field, form_view_text(self->pages.view, form_view_active(self->pages.view)));
	shown = value_to_screen(field, stored);
	/* What is no sum stays as it was typed. */
	written = stored[strspn(stored, "0123456789")] == '\0' && form_view_rewrite(self->pages.view, shown);
	free(shown);
	free(stored);
	return written;
}

static bool form_leave(struct screen *screen)
{
	struct form *self = screen->self;

	if (self->broken || self->edit->locked)
		return true;
	if (form_part_shared(self)) {
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
	if (form_part_shared(self) || form_dirty(self))
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
	.paint_part = form_paint_part,
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
	.paused = form_paused,
	.leave = form_leave,
	.rescue = form_rescue,
};

void form_push(const struct form_arguments *arguments, int tag)
{
	stack_push(&form_class, arguments, tag);
}

void form_push_profile(const char *id, int tag)
{
	const struct year_definition *year = app_here()->year;

	form_push(&(struct form_arguments){.title = "Profil",
			  .fields = &year->profile,
			  .table = TABLE_INNOVATION,
			  .id = id,
			  .year = year->year},
		tag);
}
