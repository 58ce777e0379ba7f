/* editor.h: the long-text editor as a screen of its own, over a form.
 * Hands the text back while it stands (keep), so that a hang-up finds it in the form's draft. Does not save. */
#ifndef SIKO_APP_EDITOR_H
#define SIKO_APP_EDITOR_H

#include <stddef.h>

#include "ui/screen.h"

struct editor_arguments {
	const char *title;
	const char *text;
	size_t most_characters; /* 0 = bytes only */
	size_t min_words;	/* 0 = none asked */
	bool one_line;		/* no line feeds; Enter and the page keys mean what they do in the form */
	size_t cursor;		/* where in the text it stands; SIZE_MAX = at its end */
	const char *typed;	/* goes in there at once; NULL */
	size_t typed_size;
	bool pasted; /* it was */
	void (*keep)(
		struct screen *parent, const char *text); /* the text as it stands; may be called often */
	struct screen *parent;
};

/* The answer's choice is the action that left it, for the form to do: BACK and SAVE, NEXT and PREVIOUS, a page where it has one
 * line. */
void editor_push(const struct editor_arguments *arguments, int tag);

#endif
