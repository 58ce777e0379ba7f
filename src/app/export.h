/* export.h: what a screen shows, into a file the operator names: asks for the name, for leave to write over one that is there.
 * Knows no screen: it fills a struct shown when the name is known. Behind a gate there is no place for files, and that is said.
 * A struct export starts zeroed, is part of its screen and is freed by export_free; so is a struct shown, by shown_free. */
#ifndef SIKO_APP_EXPORT_H
#define SIKO_APP_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "format/table.h"
#include "ui/screen.h"

/* Tags of its questions: no screen's own are near. */
enum export_tag { EXPORT_TAG_NAME = 8001, EXPORT_TAG_OVER };

struct export
{
	char *typed; /* the name, while it is asked whether to write over that file */
};

struct shown {
	struct buffer title;
	struct buffer filter; /* what the rows are filtered by, in words; empty: by nothing */
	struct buffer order;  /* what they are sorted by; empty: as they come */
	struct table_text table;
	size_t all;		    /* rows there would be without filter */
	const char *first, *second; /* of a column of pairs (document.h) */
};

/* name: "inovasi", proposed with today's date at home; command: what brings the same from afar, without its "siko". */
void export_ask(const char *name, const char *command);
/* False: not an answer to what was asked here. *write: fill a struct shown and call export_write. */
bool export_take(struct export *export, const struct answer *answer, bool *write);
/* Writes it to the file named, or says why not. */
void export_write(struct export *export, const struct shown *shown);
void export_free(struct export *export);
void shown_free(struct shown *shown);

#endif
