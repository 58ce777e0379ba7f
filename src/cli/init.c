#include <string.h>

#include "base/embedded.h"
#include "cli/command.h"
#include "cli/import.h"

/* Units before those who belong to them, innovations before what was won with them. */
static const struct {
	const char *path;
	enum table table;
} samples[] = {
	{"sample/opd.csv", TABLE_UNIT},
	{"sample/pengguna.csv", TABLE_USER},
	{"sample/inovasi.csv", TABLE_INNOVATION},
	{"sample/daerah.csv", TABLE_REGION},
	{"sample/lomba.csv", TABLE_CONTEST},
};

static int import_sample(struct cli *cli, const char *path, enum table table)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		struct import_wish wish = {table, path, file->data, file->size, false, true};

		if (strcmp(file->path, path) == 0)
			return import_bytes(cli, &wish);
	}
	return cli_fail("contoh %s tidak ada di dalam program ini; buat penyimpanan tanpa --sample.", path);
}

static int add_samples(struct cli *cli)
{
	struct error err = {{0}};
	int status = CLI_DONE;

	cli->store = store_open(cli->store_path, cli->definitions, &err);
	if (!cli->store)
		return cli_fail_error(&err);
	for (size_t i = 0; i < sizeof samples / sizeof samples[0] && status == CLI_DONE; i++)
		status = import_sample(cli, samples[i].path, samples[i].table);
	return status;
}

int cli_init(struct cli *cli, int argc, char **argv)
{
	struct store_init wish = {.path = cli->store_path,
		.region = "Kota Jambi",
		.office = "JB",
		.year = cli->year,
		.admin = cli->user};
	bool sample = false;
	const struct cli_option options[] = {{"region", '\0', &wish.region, NULL},
		{"office", '\0', &wish.office, NULL}, {"sample", '\0', NULL, &sample}};
	struct error err = {{0}};

	if (!cli_options(&argc, argv, options, 3))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	if (!store_init(&wish, cli->definitions, &err))
		return cli_fail_error(&err);
	if (sample && add_samples(cli) != CLI_DONE) {
		store_close(cli->store);
		cli->store = NULL;
		store_discard(cli->store_path);
		return CLI_FAILED;
	}
	fprintf(cli->out, "Penyimpanan %s (%s), penilaian %d, dibuat di %s; admin: %s.\n", wish.region,
		wish.office, wish.year, wish.path, wish.admin);
	return CLI_DONE;
}
