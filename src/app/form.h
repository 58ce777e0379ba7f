/* form.h: a record's fields on pages, from its form definition; saves through edit.h.
 * The behaviour of every form is here once; a new field or record type is text in screens/. */
#ifndef SIKO_APP_FORM_H
#define SIKO_APP_FORM_H

#include "app/edit.h"
#include "model/definition.h"
#include "ui/screen.h"

struct form_arguments {
	const char *title;		      /* of the way back */
	const struct form_definition *fields; /* must outlive the form */
	enum table table;
	const char *id; /* "" = new */
	int year;
	const char *unit;	     /* a new record's unit, or NULL */
	const char *innovation;	     /* a new plain record's innovation, or NULL */
	const char *origin, *source; /* a new record's asal and sumber, or NULL */
	const char *draft;	     /* number of a new record's kept draft, or NULL */
	bool idea;	   /* a new idea: the fields are questions (model/idea.h); closes when saved */
	const char *first; /* key of the field to start at, or NULL */
	/* When not NULL the form is over a sheet: it changes and saves what the sheet edits, and needs no table, id and year. */
	struct edit *edit;
	/* A field was chosen that others may follow, whose definitions are to be brought up to date; or NULL. */
	void (*chosen)(void *context);
	void *context;
	const char *place; /* "3 dari 20" of a form over a sheet; must outlive the form; or NULL */
};

/* The answer's text is the record's id once it was saved. Over a sheet the answer's step is 1 when the next was asked for by
 * PAGE_DOWN, -1 the one before. */
void form_push(const struct form_arguments *arguments, int tag);
/* What is written of an innovation of the year at hand, over a screen that shows its answers. */
void form_push_profile(const char *id, int tag);

#endif
