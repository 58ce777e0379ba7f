/* import.h: puts the rows of a file into the store, all or none, and says what came of it; also used by init for the sample.
 * Opens no file and judges nothing: bytes come in, store_commit decides. Nothing is kept. */
#ifndef SIKO_CLI_IMPORT_H
#define SIKO_CLI_IMPORT_H

#include "cli/cli.h"

struct import_wish {
	enum table table;
	const char *name; /* of the file, as faults say it */
	const char *data;
	size_t size;
	bool dry_run;
	bool quiet; /* no line about what was done */
};

/* The exit status. Faults are said as FILE:LINE: kolom 'KEY': sentence. */
int import_bytes(struct cli *cli, const struct import_wish *wish);

#endif
