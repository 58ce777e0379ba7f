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
	bool one_line;		/* no line feeds: Enter leaves for the next field, as it does in the form */
	size_t cursor;		/* where in the text it stands; SIZE_MAX = at its end */
	const char *typed;	/* goes in there at once; NULL */
	size_t typed_size;
	bool pasted; /* it was */
	void (*keep)(
		struct screen *parent, const char *text); /* the text as it stands; may be called often */
	struct screen *parent;
};

/* The answer's choice: 1 = to be saved; its step: 1 = and on to the next field, -1 = to the one before. */
void editor_push(const struct editor_arguments *arguments, int tag);

#endif
