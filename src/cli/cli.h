/* cli.h: what every command gets, the table of all commands, and the few things they share.
 * Holds no rule: model/ decides, store_commit does. Sentences go to standard error, results to cli->out.
 * A struct cli is main's; commands borrow everything in it. Exit statuses: CLI_DONE, CLI_FAILED, CLI_USAGE. */
#ifndef SIKO_CLI_CLI_H
#define SIKO_CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "model/definition.h"
#include "model/record.h"
#include "model/rights.h"
#include "store/store.h"

enum {
	CLI_DONE = 0,
	CLI_FAILED = 1, /* refused or failed, said on standard error */
	CLI_USAGE = 2	/* wrong usage, said on standard error */
};

struct cli {
	const char *store_path;
	struct store *store; /* NULL unless the command needs one */
	const struct definitions *definitions;
	const char *user;
	int year;
	bool year_given;
	const struct units *units; /* as cli_record last read them, borrowed from the store; NULL before */
	bool gate;		   /* behind a forced command: no path but - */
	FILE *out;
};

struct cli_command {
	const char *name;
	int (*run)(struct cli *cli, int argc, char **argv); /* argv[0] is the name */
	bool needs_store;
	const char *usage; /* without "siko" */
	const char *help;  /* one line, Indonesian; NULL: not listed */
};

extern const struct cli_command cli_commands[];	      /* ends with a NULL name */
const struct cli_command *cli_find(const char *name); /* NULL when there is none */
void cli_help(FILE *to);

/* Sentences; each gives the exit status to return. */
int cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
int cli_fail_error(const struct error *err);
int cli_wrong(const char *command, const char *format, ...)
	__attribute__((format(printf, 2, 3))); /* and its usage */
void cli_say_fault(const char *line);	       /* as it is, sanitised, one line */

/* Options of one command, anywhere among its arguments; "--" ends them. Takes them out of argv. */
struct cli_option {
	const char *name;
	char letter;	    /* '\0': none */
	const char **value; /* given by --name VALUE or --name=VALUE */
	bool *flag;	    /* or this, without a value */
};
bool cli_options(int *argc, char **argv, const struct cli_option *options, size_t count);

bool cli_table(const char *command, const char *word, enum table *table); /* says so and false when unknown */
/* Whose answers these are: a year's number is the region's record of that year, every other id an innovation's. */
enum table cli_table_of(const struct cli *cli, const char *id);
bool cli_path_allowed(const struct cli *cli, const char *path); /* says so and false behind a gate */
/* Says so and false when bytes that are no text would go to a terminal. */
bool cli_binary_allowed(const struct cli *cli, const char *path);
bool cli_actor(const struct cli *cli, struct store_txn *txn, struct actor *actor, struct error *err);

/* Reads one record that the user may read into `record`, which starts zeroed; otherwise says why, leaves it empty, false. */
bool cli_record(struct cli *cli, enum table table, const char *id, struct record *record);
/* The same by a body of one's own, which reads into `record`. */
bool cli_read_record(struct cli *cli, store_body *body, void *context, struct record *record);

/* To standard output, or whole into the file; takes the text. Gives the exit status. */
int cli_write(struct cli *cli, const char *path, struct buffer *text);

/* "table csv json": which of them word names (NULL: the first); when none, says so and gives the exit status, negated. */
int cli_format(const char *command, const char *word, const char *formats);
/* One separator for CSV: , ; or a tab ("tab" or the character); says so and false when another. */
bool cli_delimiter(const char *command, const char *word, char *separator);

#endif
