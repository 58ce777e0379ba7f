#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"

struct target {
	struct cli *cli;
	enum table table;
	const char *id;
	struct record record;
};

/* The region's record of a year need not exist yet: its first answer makes it. */
static bool read_target(struct store_txn *txn, void *context, struct error *err)
{
	struct target *target = context;
	struct actor actor;

	record_free(&target->record);
	if (!cli_actor(target->cli, txn, &actor, err) ||
		!txn_record(txn, target->table, target->id, &target->record, err))
		return false;
	if (record_is_new(&target->record) && target->table == TABLE_REGION)
		return true;
	if (record_is_new(&target->record) || !rights_read(&actor, &target->record))
		return error_set(err,
			"%s %s tidak ada, atau Anda tidak berhak membacanya; lihat siko list %s.",
			table_word(target->table), target->id, table_word(target->table));
	return true;
}

static int commit_target(struct cli *cli, struct target *target, int argc, char **argv)
{
	struct record_change change = {.table = target->table, .id = memory_copy(target->id)};
	struct commit_wish wish = commit_wish_of(
		cli, record_is_new(&target->record) ? ACT_NEW : ACT_EDIT, &change, 1);
	struct commit_result result = {0};
	int status = CLI_USAGE;

	if (commit_arguments("set", argc, argv, &target->record, &change.changes))
		status = commit_run(cli, &wish, &result);
	if (status == CLI_DONE) {
		fprintf(cli->out, result.number ? "%s diubah.\n" : "%s tetap; tidak ada yang berubah.\n",
			target->id);
		commit_say_falls(&result);
	}
	commit_result_free(&result);
	record_change_free(&change);
	return status;
}

int cli_set(struct cli *cli, int argc, char **argv)
{
	struct target target = {.cli = cli};
	struct error err = {{0}};
	int status;

	if (!cli_options(&argc, argv, NULL, 0) || !cli_table(argv[0], argv[1], &target.table))
		return CLI_USAGE;
	if (argc < 4)
		return cli_wrong(argv[0], "sebutkan ID dan isiannya sebagai KUNCI=NILAI.");
	target.id = argv[2];
	if (!store_read(cli->store, read_target, &target, &err))
		status = cli_fail_error(&err);
	else
		status = commit_target(cli, &target, argc - 3, argv + 3);
	record_free(&target.record);
	return status;
}
