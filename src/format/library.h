/* library.h: libraries that only one command in a hundred needs, loaded when it asks for them.
 * Linked in, libxlsxwriter (with libcrypto, libz, minizip; 6.8 MB) and libhpdf (libpng, libz) would be loaded by every start.
 * Debian has no archives of either. A library that was loaded stays until the process ends. */
#ifndef SIKO_FORMAT_LIBRARY_H
#define SIKO_FORMAT_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Finds count functions in the library: call[i] is that named name[i]. `what` is the format, for the sentence. */
bool library_load(const char *file, const char *what, const char *const *name, void **call, size_t count,
	struct error *err);

/* Between the two nothing reaches standard error (PITFALLS: libraries print there and wreck the screen). */
int library_hush(void); /* returns what library_speak is to be given */
void library_speak(int kept);

#endif
