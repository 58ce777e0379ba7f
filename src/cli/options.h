/* options.h: what stands before the command on siko's command line, and the help that lists it.
 * Knows every option and decides nothing by them. Texts are borrowed from argv. */
#ifndef SIKO_CLI_OPTIONS_H
#define SIKO_CLI_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *store;
	const char *user;
	const char *script;
	const char *size; /* ROWSxCOLUMNS of the screen a script drives */
	int year;	  /* 0: not given */
	const char *theme;
	bool mono, ascii, plain, reader;
	bool help, version;
	bool gate; /* set by the caller: these words came through a gate */
	int argc;  /* what stands behind the options */
	char **argv;
};

/* CLI_DONE, or what has been said about them: CLI_USAGE, or CLI_FAILED for what a gate does not let through. */
int options_read(struct options *options, int argc, char **argv);
int options_usage(void); /* says where to read more; CLI_USAGE */
void options_help(void);

#endif
