/* reading.h: a screen of reading matter filled by a function: help, guide. Finds with `/`; writes nothing. */
#ifndef SIKO_APP_READING_H
#define SIKO_APP_READING_H

#include "ui/text_view.h"

struct reading_arguments {
	const char *title;
	void (*fill)(struct text_view *view, struct screen *over);
	struct screen *over; /* what it is about, for fill alone; NULL = nothing on the screen */
};

void reading_push(const struct reading_arguments *arguments, int tag);

#endif
