/* command.h: the run functions, one a file; the table in cli.c names them.
 * Nothing else belongs here. */
#ifndef SIKO_CLI_COMMAND_H
#define SIKO_CLI_COMMAND_H

#include "cli/cli.h"

int cli_init(struct cli *cli, int argc, char **argv);
int cli_import(struct cli *cli, int argc, char **argv);
int cli_export(struct cli *cli, int argc, char **argv);
int cli_list(struct cli *cli, int argc, char **argv);
int cli_show(struct cli *cli, int argc, char **argv);
int cli_new(struct cli *cli, int argc, char **argv);
int cli_set(struct cli *cli, int argc, char **argv);
int cli_idea(struct cli *cli, int argc, char **argv);
int cli_copy(struct cli *cli, int argc, char **argv);
int cli_act(struct cli *cli, int argc, char **argv); /* submit … unarchive, by argv[0] */
int cli_undo(struct cli *cli, int argc, char **argv);
int cli_evidence(struct cli *cli, int argc, char **argv);
int cli_report(struct cli *cli, int argc, char **argv);
int cli_compare(struct cli *cli, int argc, char **argv);
int cli_index(struct cli *cli, int argc, char **argv);
int cli_advise(struct cli *cli, int argc, char **argv);
int cli_check(struct cli *cli, int argc, char **argv);
int cli_rebuild(struct cli *cli, int argc, char **argv);
int cli_log(struct cli *cli, int argc, char **argv);
int cli_user(struct cli *cli, int argc, char **argv);
int cli_screens(struct cli *cli, int argc, char **argv);
int cli_backup(struct cli *cli, int argc, char **argv);
int cli_restore(struct cli *cli, int argc, char **argv);

#endif
