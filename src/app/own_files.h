/* own_files.h: the text files an office or an operator may put beside the built-in ones: /etc/siko/NAME, ~/.config/siko/NAME.
 * Finds and reads, knows nothing of their meaning; files that are not there are no fault.
 * A text is borrowed by the callback until it returns. */
#ifndef SIKO_APP_OWN_FILES_H
#define SIKO_APP_OWN_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef void own_file_reader(
	void *context, const char *path, const char *text, size_t size, struct faults *faults);

/* The office's first, then the operator's, which so has the last word. */
void own_files_read(const char *name, own_file_reader *read, void *context, struct faults *faults);
/* False: it cannot be read. */
bool own_file_read(const char *path, own_file_reader *read, void *context, struct faults *faults);

/* A path as people type it: "~/x" is at home. The caller's. */
char *own_path(const char *typed);

#endif
