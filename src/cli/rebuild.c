#include "cli/command.h"
#include "cli/progress.h"
#include "store/stop.h"

static bool read_actor(struct store_txn *txn, void *context, struct error *err)
{
	struct cli *cli = context;
	struct actor actor;

	if (!cli_actor(cli, txn, &actor, err))
		return false;
	return rights_administer(&actor) ||
	       error_set(err, "hanya admin yang boleh membuat ulang berkas data.");
}

/* The files are the owner's own; behind a gate everybody runs as the owner, so the role is asked as far as it can be read. */
static bool is_allowed(struct cli *cli, struct error *err)
{
	struct store *store;
	bool allowed;

	if (!cli->gate)
		return true;
	store = store_open(cli->store_path, cli->definitions, err);
	allowed = store && store_read(store, read_actor, cli, err);
	store_close(store);
	return allowed;
}

int cli_rebuild(struct cli *cli, int argc, char **argv)
{
	struct error err = {{0}};
	struct rebuilt rebuilt;
	bool done;

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	if (!is_allowed(cli, &err))
		return cli_fail_error(&err);
	stop_begin();
	done = store_rebuild(cli->store_path, cli->definitions, progress_show, &rebuilt, &err);
	progress_end();
	if (done)
		fprintf(cli->out, "Berkas data dibuat ulang dari jurnal: %zu catatan.\n", rebuilt.records);
	else
		cli_fail_error(&err);
	if (done && rebuilt.old_kept)
		fprintf(cli->out,
			"Berkas data yang lama mencatat jurnal lain; disimpan di sampingnya sebagai data.mdb" STORE_OLD_DATA
			"%d.\n",
			rebuilt.old_kept);
	fflush(cli->out);
	stop_end();
	return done ? CLI_DONE : CLI_FAILED;
}
