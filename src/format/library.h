/* library.h: libraries that only one command in a hundred needs, loaded when it asks for them: libxlsxwriter, libhpdf, libz.
 * Does not know what they do. A library that was loaded stays until the process ends.
 * Why not linked: Debian has no archives of the first two, and every start would load them and libcrypto, libminizip, libpng: siko
 * report on an empty store took 8.5 ms instead of 4.2 (6.6 million instructions instead of 2.35); loaded, a start costs what it did.
 * Why no plug-in of ours beside the binary: it stays one file to copy, and the libraries are packages of their own anyway. */
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
