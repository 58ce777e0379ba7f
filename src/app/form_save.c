#include "app/form_part.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/conflict.h"
#include "app/form_field.h"
#include "base/error.h"
#include "base/memory.h"

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

bool form_part_save(struct form *self)
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
		last_keep(&self->edit->stored);
		form_pages_reload(&self->pages);
		if (was_new) {
			take_name(self);
			frame_say(SAY_GOOD, "Tersimpan sebagai %s.", self->edit->stored.id);
		} else {
			edit_say_saved(self->edit);
		}
		break;
	case EDIT_NOTHING:
		if (self->edit->merged.count)
			form_pages_reload(&self->pages);
		edit_say_nothing(self->edit);
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

void form_part_read_again(struct form *self)
{
	edit_refresh(self->edit);
	form_pages_reload(&self->pages);
}
