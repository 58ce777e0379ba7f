/* form.h: a record's fields on pages, from its form definition; saves through edit.h, or hands back to a sheet.
 * The behaviour of every form is here once; a new field or record type is text in screens/. */
#ifndef SIKO_APP_FORM_H
#define SIKO_APP_FORM_H

#include "model/definition.h"
#include "ui/screen.h"

struct form_arguments {
	const char *title; /* of the way back */
	const struct form_definition
		*fields; /* must outlive the form, unless returned: then copied shallowly with it */
	enum table table;
	const char *id; /* "" = new */
	int year;
	const char *unit;  /* a new record's unit, or NULL */
	const char *first; /* key of the field to start at, or NULL */
	/* When not NULL the form edits a copy of this record and hands it back instead of saving. */
	const struct record *working;
	void (*keep)(struct screen *parent, const struct record *working);
	struct screen *parent;
	bool locked;
};

/* The answer's text is the record's id once it was saved; choice 1 = "and save" for a form that hands back. */
void form_push(const struct form_arguments *arguments, int tag);

#endif
