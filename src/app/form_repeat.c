#include "app/form_part.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/form_field.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/answer.h"
#include "ui/form_view.h"

/* The same part of the nearest answer above that has it; *code is that answer's. */
static const char *of_answer_before(const struct form *self, const char *key, const char **code)
{
	const struct year_definition *year = app_here()->year;
	const struct catalogue *catalogue = self->edit->table == TABLE_REGION ? &year->region
									      : &year->innovation;
	char before[RECORD_KEY_MOST];
	enum answer_part part;
	const char *rest;
	size_t index;

	if (!answer_key(catalogue, key, &index, &part, &rest))
		return "";
	while (index-- > 0) {
		*code = catalogue->indicator[index].code;
		answer_make_key(*code, part, before);
		if (*record_get(&self->edit->working, before))
			return record_get(&self->edit->working, before);
	}
	return "";
}

static const char *of_last_record(const struct form *self, const char *key, const char **id)
{
	const struct record *last = last_before(&self->edit->stored);

	*id = last ? last->id : "";
	return last ? record_get(last, key) : "";
}

/* A line keeps what stood there as a step that can be taken back. */
static void put(struct form *self, size_t at, const char *value)
{
	struct form_pages *pages = &self->pages;
	const struct field_definition *field = pages->field[at];
	char *shown;

	if (form_field_kind(field, false) != FORM_LINE) {
		form_part_put(self, at, value);
		return;
	}
	record_set(&self->edit->working, field->key, value);
	form_pages_note(pages, at, NULL);
	shown = form_field_shown(field, value);
	form_view_set_text(pages->view, at - pages->first, shown);
	free(shown);
}

void form_part_repeat(struct form *self)
{
	struct form_pages *pages = &self->pages;
	size_t at = form_pages_active(pages);
	const struct field_definition *field = pages->field[at];
	const char *from = "";
	char *value;

	form_pages_collect(pages);
	value = memory_copy(form_part_shared(self) ? of_answer_before(self, field->key, &from)
						   : of_last_record(self, field->key, &from));
	if (!*value)
		frame_say(SAY_INFO, "Sebelum ini tidak ada yang berisi untuk \"%s\".", field->label);
	else if (field->type == FIELD_LONG && *record_get(&self->edit->working, field->key))
		frame_say(SAY_WARN, "Isian ini sudah berisi tulisan; kosongkan dahulu bila hendak diganti.");
	else {
		put(self, at, value);
		frame_say(SAY_INFO, "%s seperti pada %s.", field->label, from);
		form_view_act(pages->view, ACTION_NEXT);
	}
	free(value);
}
