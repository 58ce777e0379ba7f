#include "cli/command.h"
#include "cli/commit.h"

int cli_undo(struct cli *cli, int argc, char **argv)
{
	struct commit_result result = {0};
	struct record record = {0};
	struct error err = {{0}};
	enum table table;
	int status = CLI_DONE;

	if (!cli_options(&argc, argv, NULL, 0) || !cli_table(argv[0], argv[1], &table))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong(argv[0], "sebutkan satu ID.");
	if (!cli_record(cli, table, argv[2], &record))
		return CLI_FAILED;
	if (store_undo(cli->store, cli->user, table, argv[2], 0, &result, &err)) {
		fprintf(cli->out, "Perubahan terakhir Anda pada %s dibatalkan.\n", argv[2]);
		commit_say_falls(&result);
	} else {
		status = cli_fail_error(&err);
		commit_say_conflicts(&result);
	}
	record_free(&record);
	commit_result_free(&result);
	return status;
}
