#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"

static int commit_user(struct cli *cli, struct record_change *change, const char *done)
{
	struct commit_wish wish = commit_wish_of(cli, ACT_USER, change, 1);
	int status = commit_run(cli, &wish, NULL);

	if (status == CLI_DONE)
		fprintf(cli->out, "Pengguna %s %s.\n", change->id, done);
	record_change_free(change);
	return status;
}

struct lookup {
	const char *id;
	bool exists;
};

static bool look_up(struct store_txn *txn, void *context, struct error *err)
{
	struct lookup *lookup = context;
	struct record record = {0};
	bool read = txn_record(txn, TABLE_USER, lookup->id, &record, err);

	lookup->exists = read && !record_is_new(&record);
	record_free(&record);
	return read;
}

static int add(struct cli *cli, int argc, char **argv)
{
	struct record_change change = {.table = TABLE_USER};
	struct lookup lookup = {0};
	struct error err = {{0}};
	const char *role = NULL;
	const char *unit = "";
	const char *name = "";
	const struct cli_option options[] = {
		{"role", '\0', &role, NULL}, {"opd", '\0', &unit, NULL}, {"name", '\0', &name, NULL}};

	if (!cli_options(&argc, argv, options, 3))
		return CLI_USAGE;
	if (argc != 2 || !role)
		return cli_wrong("user", "sebutkan nama masuk dan --role.");
	lookup.id = argv[1];
	if (!store_read(cli->store, look_up, &lookup, &err))
		return cli_fail_error(&err);
	if (lookup.exists)
		return cli_fail("pengguna %s sudah ada; ubah dengan siko set pengguna %s KUNCI=NILAI.",
			argv[1], argv[1]);
	change.id = memory_copy(argv[1]);
	changes_add(&change.changes, "peran", "", role, false);
	if (*name)
		changes_add(&change.changes, "nama", "", name, false);
	if (*unit)
		changes_add(&change.changes, "opd", "", unit, false);
	changes_add(&change.changes, "aktif", "", "ya", false);
	return commit_user(cli, &change, "ditambahkan");
}

static int disable(struct cli *cli, int argc, char **argv)
{
	struct record_change change = {.table = TABLE_USER};
	struct record record = {0};

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc != 2)
		return cli_wrong("user", "sebutkan satu nama masuk.");
	if (!cli_record(cli, TABLE_USER, argv[1], &record))
		return CLI_FAILED;
	change.id = memory_copy(argv[1]);
	changes_add(&change.changes, "aktif", record_get(&record, "aktif"), "tidak", false);
	record_free(&record);
	return commit_user(cli, &change, "dinonaktifkan");
}

static int list(struct cli *cli, int argc, char **argv)
{
	char **arguments = memory_alloc(((size_t)argc + 2) * sizeof *arguments);
	char command[] = "list";
	char table[] = "pengguna";
	int status;

	arguments[0] = command;
	arguments[1] = table;
	for (int i = 1; i < argc; i++)
		arguments[i + 1] = argv[i];
	status = cli_list(cli, argc + 1, arguments);
	free(arguments);
	return status;
}

int cli_user(struct cli *cli, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "add") == 0)
		return add(cli, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "list") == 0)
		return list(cli, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "disable") == 0)
		return disable(cli, argc - 1, argv + 1);
	return cli_wrong(argv[0], "sebutkan add, list atau disable.");
}
