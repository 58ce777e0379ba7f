#include <string.h>

#include "cli/command.h"

static bool count_record(void *context, const struct record *record, struct error *err)
{
	size_t *count = context;

	(void)record;
	(void)err;
	(*count)++;
	return true;
}

static bool count_all(struct store_txn *txn, void *context, struct error *err)
{
	size_t *count = context;

	*count = 0;
	for (int table = 0; table < TABLE_COUNT; table++)
		if (!txn_each(txn, (enum table)table, count_record, count, err))
			return false;
	return true;
}

int cli_check(struct cli *cli, int argc, char **argv)
{
	struct faults faults = {0};
	struct error err = {{0}};
	size_t count = 0;
	bool well;

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	well = store_check(cli->store, &faults, &err);
	for (size_t i = 0; i < faults.count; i++)
		cli_fail("%s", faults.line[i]);
	if (!well && !faults.count)
		cli_fail_error(&err);
	faults_free(&faults);
	if (!well)
		return CLI_FAILED;
	if (!store_read(cli->store, count_all, &count, &err))
		return cli_fail_error(&err);
	fprintf(cli->out, "Penyimpanan baik: %zu catatan diperiksa.\n", count);
	return CLI_DONE;
}
