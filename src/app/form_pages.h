/* form_pages.h: the pages of a form: which fields stand on the present one, what was typed, what is wrong with it.
 * Saves nothing and asks nothing; form.c does. The texts go into edit->working, which is borrowed.
 * A struct form_pages owns the view and the notes until form_pages_close. */
#ifndef SIKO_APP_FORM_PAGES_H
#define SIKO_APP_FORM_PAGES_H

#include "app/edit.h"
#include "model/definition.h"
#include "ui/form_view.h"

struct form_pages {
	struct edit *edit;
	const struct field_definition **field; /* those that stand on a page */
	char **note;			       /* a fault's sentence per field, or NULL */
	size_t count;
	size_t first, on_page; /* fields of the present page */
	size_t page, pages;
	struct form_view *view; /* of the present page */
};

void form_pages_open(struct form_pages *pages, const struct form_definition *fields, struct edit *edit);
void form_pages_close(struct form_pages *pages);

size_t form_pages_active(const struct form_pages *pages);
size_t form_pages_find(const struct form_pages *pages, const char *key); /* count when there is none */

/* Brings what stands in the fields into the working record. */
void form_pages_collect(struct form_pages *pages);
/* Collects, then shows the page of that field as the working record has it, with the field active. */
void form_pages_go(struct form_pages *pages, size_t index);
/* The working record was changed by another hand than these fields: shows the page anew, what stands in them is forgotten. */
void form_pages_reload(struct form_pages *pages);
void form_pages_turn(struct form_pages *pages, int step);

/* A field of the page was left: what is wrong with its text stands at it from now on, a sound text as it was understood. */
void form_pages_judge(struct form_pages *pages, size_t index);
void form_pages_note(struct form_pages *pages, size_t index, const char *sentence); /* NULL = none */
void form_pages_clear_notes(struct form_pages *pages);

#endif
