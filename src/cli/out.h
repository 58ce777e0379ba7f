/* out.h: what a command writes: to standard output, or whole into a file; a long text goes out in pieces.
 * Decides nothing about its form. A file is seen only when it is complete; of standard output a start may have been seen.
 * A struct out starts with its first two members; it is ended by out_end or out_drop. */
#ifndef SIKO_CLI_OUT_H
#define SIKO_CLI_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "format/file.h"

struct out {
	FILE *standard;
	const char *path; /* NULL or "-": standard output */
	struct buffer text;
	struct file_out file;
	bool begun; /* some has left */
	bool lost;  /* out_take could not let go, for this reason: */
	struct error fault;
};

bool out_is_file(const struct out *out);
/* Between two rows: lets the text go when it is long. False after a fault. */
bool out_more(struct out *out, struct error *err);
/* A file_take, its context a struct out: the next bytes of a text made elsewhere; a fault shows in out_end. */
void out_take(void *context, const char *data, size_t size);
bool out_end(struct out *out, struct error *err);
void out_drop(struct out *out);

#endif
