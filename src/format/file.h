/* file.h: whole files: read into memory, written whole or not at all.
 * Does not look inside. A struct file_out is closed by file_finish or file_drop, always one of them. */
#ifndef SIKO_FORMAT_FILE_H
#define SIKO_FORMAT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"

/* A descriptor to read from, or -1; "-" is standard input's own. */
int file_open(const char *path, struct error *err);
/* Adds the file's bytes to `to`; "-" is standard input. */
bool file_read(const char *path, struct buffer *to, struct error *err);

struct file_out {
	FILE *stream;
	char *path;
	char *beside; /* NULL: path is written itself (a device or pipe) */
};

/* Opens a new file beside path; nothing is seen under path until file_finish. */
bool file_start(struct file_out *out, const char *path, struct error *err);
bool file_finish(struct file_out *out, struct error *err); /* fsync, rename */
void file_drop(struct file_out *out);

#endif
