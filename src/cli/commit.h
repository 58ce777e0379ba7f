/* commit.h: runs a commit for a command and says what came of it: faults, conflicts, or nothing.
 * Decides nothing. The wish and its records stay the caller's. */
#ifndef SIKO_CLI_COMMIT_H
#define SIKO_CLI_COMMIT_H

#include "cli/cli.h"

/* A wish of the command's user about the given records. */
struct commit_wish commit_wish_of(
	const struct cli *cli, enum act act, struct record_change *record, size_t count);

/* Commits; the exit status. *result may be NULL; else commit_result_free it. */
int commit_run(struct cli *cli, struct commit_wish *wish, struct commit_result *result);
/* A record that need not be there yet; whether he may read it is the commit's to say. Says why and false when it cannot be read. */
bool commit_before(struct cli *cli, enum table table, const char *id, struct record *record);
/* Says which accepted answers wait again (commit_fall): each one, or how many of which records, the first ones named. */
void commit_say_fall(const char *code);
void commit_say_falls(const struct commit_result *result);
void commit_say_many_falls(const struct commit_wish *wish, const struct commit_result *result);
void commit_say_conflicts(const struct commit_result *result);

/* KEY=VALUE arguments as changes; before is what `stored` holds. Says so and false when one is none or a key comes twice. */
bool commit_arguments(
	const char *command, int argc, char **argv, const struct record *stored, struct changes *changes);

#endif
