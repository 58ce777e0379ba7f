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
	void (*keep)(
		struct screen *parent, const char *text); /* the text as it stands; may be called often */
	struct screen *parent;
};

void editor_push(const struct editor_arguments *arguments, int tag);

#endif
