/* ini.h: the reader of siko's text files: [section], key = value, continuation lines.
 * No files, no meaning: a handler gets every section start and every entry; faults are collected and reading goes on.
 * An entry's texts are borrowed until the handler returns. */
#ifndef SIKO_BASE_INI_H
#define SIKO_BASE_INI_H

#include <stddef.h>

#include "base/error.h"

#define INI_LINE_MOST 65536 /* bytes in one line */

struct ini_entry {
	const char *section; /* never NULL */
	const char *key;     /* NULL: the section starts here */
	const char *value;   /* trimmed, continuation lines joined by one blank; "" for a section start */
	const char *path;
	int line; /* where the entry starts, from 1 */
};

typedef void ini_handler(void *context, const struct ini_entry *entry, struct faults *faults);

/* A line that starts with a blank continues the value above it, up to the next empty line; a line whose first
 * visible character is # or ; is a comment (nothing else is). A byte order mark and CR LF are accepted. */
void ini_read(const char *path, const char *text, size_t size, ini_handler *handle, void *context,
	struct faults *faults);

/* Adds "path:line: sentence". */
void ini_fault(const struct ini_entry *entry, struct faults *faults, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
