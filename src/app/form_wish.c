#include "app/form_part.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/calendar.h"
#include "app/editor.h"
#include "app/form_field.h"
#include "app/value.h"
#include "base/clock.h"
#include "ui/form_view.h"

void form_part_put(struct form *self, size_t at, const char *value)
{
	struct form_pages *pages = &self->pages;

	record_set(&self->edit->working, pages->field[at]->key, value);
	if (self->chosen)
		self->chosen(self->context);
	form_pages_note(pages, at, NULL);
	form_pages_reload(pages);
}

/* The value as chosen; Enter steps to the next field of the page. */
void form_part_chosen(struct form *self, const struct answer *answer)
{
	struct form_pages *pages = &self->pages;
	size_t at = form_pages_active(pages);

	form_part_put(self, at, form_choice_value(&self->choice, (size_t)answer->choice));
	if (!answer->step && form_view_active(pages->view) + 1 < pages->on_page)
		form_view_activate(pages->view, form_view_active(pages->view) + 1);
}

static void keep_long(struct screen *screen, const char *text)
{
	struct form *self = screen->self;
	const struct field_definition *field = form_part_field(self);
	char *stored;

	if (form_field_kind(field, self->edit->locked) != FORM_LINE) {
		record_set(&self->edit->working, field->key, text);
		return;
	}
	stored = value_from_screen(field, text);
	record_set(&self->edit->working, field->key, stored);
	form_view_set_text(self->pages.view, form_view_active(self->pages.view), stored);
	free(stored);
}

enum outcome form_part_fulfil(struct screen *screen)
{
	struct form *self = screen->self;
	struct form_pages *pages = &self->pages;
	const struct field_definition *field = form_part_field(self);

	enum form_wish wished = form_view_wish(self->pages.view);

	switch (wished) {
	case FORM_WISH_CHOICE:
		form_pages_collect(&self->pages);
		form_choice_ask(&self->choice, field, record_get(&self->edit->working, field->key),
			form_view_typed(self->pages.view), TAG_CHOICE);
		return OUTCOME_REPAINT;
	case FORM_WISH_EDITOR:
	case FORM_WISH_WRITE: {
		struct editor_arguments wish = {
			.title = field->label,
			.most_characters = field->most,
			.min_words = field->min_words,
			.one_line = field->type != FIELD_LONG,
			.cursor = field->type == FIELD_LONG ? SIZE_MAX : form_view_place(pages->view),
			.keep = keep_long,
			.parent = screen,
		};

		form_pages_collect(&self->pages);
		if (self->edit->locked && field->type != FIELD_LONG)
			return OUTCOME_HANDLED;
		/* As it stands, for the record has no blanks at its end: one may be the last that was typed. */
		wish.text = wish.one_line ? form_view_text(pages->view, form_view_active(pages->view))
					  : record_get(&self->edit->working, field->key);
		if (wished == FORM_WISH_WRITE) {
			wish.typed = self->typed;
			wish.typed_size = self->typed_size;
			wish.pasted = self->pasted;
		}
		editor_push(&wish, TAG_EDITOR);
		return OUTCOME_REPAINT;
	}
	case FORM_WISH_LEFT:
		form_pages_judge(pages, pages->first + form_view_left(pages->view));
		return OUTCOME_REPAINT;
	case FORM_WISH_PAST_END:
		form_pages_judge(pages, form_pages_active(pages));
		if (form_part_shared(self) && pages->page + 1 == pages->pages)
			return form_part_done(screen);
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

/* Levels, bases and the like, which are written by one character each. */
static bool has_short_keys(const struct field_definition *field)
{
	if (field->type != FIELD_CHOICE || !field->choices->count)
		return false;
	for (size_t i = 0; i < field->choices->count; i++)
		if (strlen(field->choices->choice[i].key) != 1)
			return false;
	return true;
}

static bool is_key(const struct field_definition *field, const char *text, size_t size)
{
	char key[2] = {text[0], '\0'};

	return size == 1 && choices_find(field->choices, key) >= 0;
}

/* The first line to type in behind the active field; pages->count when there is none. */
static size_t line_behind(const struct form_pages *pages)
{
	size_t at = form_pages_active(pages);

	while (at < pages->count && pages->field[at]->type != FIELD_TEXT)
		at++;
	return at;
}

bool form_part_take_typed(struct form *self, const char *text, size_t size, bool pasted)
{
	struct form_pages *pages = &self->pages;
	size_t at = form_pages_active(pages);
	const struct field_definition *field = pages->field[at];
	char key[2] = {text[0], '\0'};

	if (!has_short_keys(field) || !size)
		return false;
	if (!pasted && is_key(field, text, size)) {
		form_pages_collect(pages);
		form_part_put(self, at, key);
		form_view_act(pages->view, ACTION_NEXT);
		return true;
	}
	/* Of an answer it can only be the link: a list of levels would be in its way. */
	if (form_part_shared(self) && text[0] != ' ' && line_behind(pages) < pages->count)
		form_pages_go(pages, line_behind(pages));
	return false;
}

void form_part_ask_date(struct form *self)
{
	const struct field_definition *field = form_part_field(self);

	if (field->type != FIELD_DATE || self->edit->locked) {
		frame_say(SAY_INFO, "Kalender dibuka pada isian tanggal.");
		return;
	}
	form_pages_collect(&self->pages);
	calendar_push(field->label, record_get(&self->edit->working, field->key), TAG_CALENDAR);
}

void form_part_take_date(struct form *self, const char *stored)
{
	struct form_pages *pages = &self->pages;
	char shown[11];

	date_format_screen(stored, shown);
	form_pages_note(pages, form_pages_active(pages), NULL);
	form_view_set_text(pages->view, form_view_active(pages->view), shown);
	form_view_act(pages->view, ACTION_NEXT);
}
