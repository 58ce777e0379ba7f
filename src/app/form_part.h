/* form_part.h: what the files of the form share: its state, saving it, and what a field asks for.
 * Not for other screens; they use form.h. form.c is the screen, form_save.c saves, form_wish.c opens what a field wants.
 * The form owns everything but a sheet's edit, which is borrowed. */
#ifndef SIKO_APP_FORM_PART_H
#define SIKO_APP_FORM_PART_H

#include "app/bulk.h"
#include "app/edit.h"
#include "app/form_choice.h"
#include "app/form_pages.h"
#include "ui/screen.h"

enum form_tag { TAG_LEAVE = 1, TAG_CHOICE, TAG_EDITOR, TAG_CONFLICT, TAG_MISSING, TAG_ACT, TAG_CALENDAR };

struct form {
	char *title;
	struct edit own;
	struct edit *edit;    /* own, or the sheet's */
	struct record preset; /* what the form itself put into a new record */
	struct form_pages pages;
	struct form_choice choice;     /* the open one */
	struct bulk bulk;	       /* the act that is asked about */
	bool broken;		       /* the record could not be read */
	bool starred;		       /* as the title said last */
	void (*chosen)(void *context); /* … or NULL */
	void *context;
	const char *place; /* of an answer among the others, owned by the sheet; or NULL */
	/* What the event being handled brought, for an editor that it opens; NULL between events. */
	const char *typed;
	size_t typed_size;
	bool pasted;
};

/* A form over a sheet changes what the sheet edits, and saves the sheet. */
bool form_part_shared(const struct form *self);
const struct field_definition *form_part_field(const struct form *self); /* the active one */

/* True when the form may be left: saved, or nothing to save. */
bool form_part_save(struct form *self);
/* The record was changed by another screen of this session. */
void form_part_read_again(struct form *self);
/* Leaves the form: OUTCOME_CLOSE, with the record's id for the screen below. */
enum outcome form_part_done(struct screen *screen);

/* Does what the view wishes after a key; IGNORED when it wished nothing. */
enum outcome form_part_fulfil(struct screen *screen);
/* What is typed on a choice written by one character: true when it chose one, and the next field is active. In an answer
 * other text is meant for the line behind, which is active then. */
bool form_part_take_typed(struct form *self, const char *text, size_t size, bool pasted);
/* Fills the active field as the record entered last has it, in an answer as the one before has it, and moves on. */
void form_part_repeat(struct form *self);
/* The calendar over a date field; what was taken from it goes into the field. */
void form_part_ask_date(struct form *self);
void form_part_take_date(struct form *self, const char *stored);
/* Puts a choice into the record and shows the page as it is now. */
void form_part_put(struct form *self, size_t at, const char *value);
/* A value was chosen for the active field. */
void form_part_chosen(struct form *self, const struct answer *answer);

#endif
