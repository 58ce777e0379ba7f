/* file.h: whole files: read in pieces, written whole or not at all.
 * Does not look inside. A struct file_out is closed by file_finish or file_drop, always one of them. */
#ifndef SIKO_FORMAT_FILE_H
#define SIKO_FORMAT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

/* A descriptor to read from, or -1; "-" is standard input's own. */
int file_open(const char *path, struct error *err);
/* Hands the file's bytes over piece by piece; "-" is standard input. */
typedef void file_take(void *context, const char *data, size_t size);
bool file_read(const char *path, file_take *take, void *context, struct error *err);
/* The same of an open file, from where it stands; path is only what the sentence names. */
bool file_hand_over(int fd, const char *path, file_take *take, void *context, struct error *err);

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
