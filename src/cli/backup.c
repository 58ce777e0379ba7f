#include "store/backup.h"

#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/progress.h"

static bool read_actor(struct store_txn *txn, void *context, struct error *err)
{
	struct cli *cli = context;
	struct actor actor;

	if (!cli_actor(cli, txn, &actor, err))
		return false;
	return rights_administer(&actor) || error_set(err, "hanya admin yang boleh membuat cadangan.");
}

static void say_faults(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		cli_fail("%s", faults->line[i]);
	faults_free(faults);
}

static int run_backup(struct cli *cli, const struct backup_wish *wish)
{
	struct backup_made made;
	struct faults faults = {0};
	struct error err = {{0}};
	size_t lacks;
	bool done = store_read(cli->store, read_actor, cli, &err);

	/* The work is done by a child, which opens the store for itself. */
	store_rest(cli->store);
	done = done && store_backup(cli->store_path, cli->definitions, wish, &made, &faults, &err);
	progress_end();
	lacks = faults.count;
	say_faults(&faults);
	if (!done)
		return cli_fail_error(&err);
	/* All the rest is better kept than not, and a command that fails has changed nothing: so this one is done, and says what
	 * it lacks. It does not count as the last backup. */
	if (lacks)
		cli_fail(
			"cadangan %s dibuat tanpa %zu berkas bukti itu; lampirkan lagi aslinya, lalu buat cadangan baru.",
			wish->file ? wish->file : "itu", lacks);
	if (wish->file)
		fprintf(cli->out, "Cadangan %s: sampai simpanan %llu, %llu berkas bukti, %llu bita.\n",
			wish->file, (unsigned long long)made.commit, (unsigned long long)made.files,
			(unsigned long long)made.bytes);
	return CLI_DONE;
}

int cli_backup(struct cli *cli, int argc, char **argv)
{
	struct backup_wish wish = {.to = cli->out, .progress = progress_show};
	const struct cli_option options[] = {{"since", '\0', &wish.since, NULL}};

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc != 2)
		return cli_wrong(argv[0], "sebutkan satu berkas tujuan.");
	if (!cli_path_allowed(cli, argv[1]))
		return CLI_FAILED;
	if (cli->gate && wish.since && strspn(wish.since, "0123456789") != strlen(wish.since))
		return cli_fail("lewat gerbang ini --since hanya boleh nomor simpanan; lihat siko log.");
	if (strcmp(argv[1], "-") != 0)
		wish.file = argv[1];
	else if (isatty(fileno(cli->out)))
		return cli_wrong(argv[0], "cadangan tidak dapat ditampilkan; alirkan ke berkas dengan >.");
	return run_backup(cli, &wish);
}

int cli_restore(struct cli *cli, int argc, char **argv)
{
	struct backup_made made;
	struct faults faults = {0};
	struct error err = {{0}};
	bool done;

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc < 2)
		return cli_wrong(argv[0], "sebutkan berkas cadangannya.");
	if (cli->gate)
		return cli_fail(
			"lewat gerbang ini tidak ada yang dipulihkan; jalankan di komputer penyimpanan itu.");
	done = store_restore(cli->store_path, cli->definitions, (const char *const *)argv + 1,
		(size_t)argc - 1, &made, &faults, &err);
	say_faults(&faults);
	if (!done)
		return cli_fail_error(&err);
	fprintf(cli->out,
		"Penyimpanan dipulihkan di %s: sampai simpanan %llu, %llu catatan, %llu berkas bukti.\n",
		cli->store_path, (unsigned long long)made.commit, (unsigned long long)made.records,
		(unsigned long long)made.files);
	return CLI_DONE;
}
