/* embedded.h: the text files built into the binary: screens/, keymaps/ and the sample data.
 * Does not read, parse or search them; the array is written at build time by embedded.sh.
 * Everything is constant and lives as long as the program. */
#ifndef SIKO_BASE_EMBEDDED_H
#define SIKO_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *path; /* "iid-2026/index.rules", "keymaps/default.keys", "sample/opd.csv" */
	const char *data; /* the file's bytes and a NUL after them */
	size_t size;	  /* without that NUL */
};

/* In the order of the paths' bytes. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_count;

#endif
