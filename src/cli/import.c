#include "cli/import.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/commit.h"
#include "cli/import_rows.h"
#include "cli/progress.h"
#include "format/csv.h"
#include "format/file.h"
#include "format/json.h"

#define MEMORY_PER_BYTE \
	7 /* of a file on its way into the store: changes, verdicts, records, all in small pieces */

struct reading {
	struct cli *cli;
	struct import *import;
	const struct rows *rows;
};

static bool read_stored(struct store_txn *txn, void *context, struct error *err)
{
	struct reading *reading = context;
	struct actor actor;

	return cli_actor(reading->cli, txn, &actor, err) &&
	       import_read_rows(txn, reading->import, reading->rows, err);
}

static void say_done(
	struct cli *cli, const struct import_wish *wish, const struct import *import, size_t written)
{
	size_t fresh = import->fresh < written ? import->fresh : written;

	if (!wish->quiet)
		fprintf(cli->out, "%zu catatan %s: %zu baru, %zu berubah, %zu tetap.\n", import->count,
			wish->dry_run ? "akan diimpor" : "diimpor", fresh, written - fresh,
			import->count - written);
}

/* With faults found already the rest is only judged, so that all are told at once. */
static int commit(struct cli *cli, const struct import_wish *wish, struct import *import)
{
	struct commit_wish commit = commit_wish_of(cli, ACT_IMPORT, import->change, import->count);
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done;

	commit.dry_run = wish->dry_run || import->fault_count > 0;
	commit.line = import->line;
	commit.progress = wish->quiet ? NULL : progress_show;
	done = store_commit(cli->store, &commit, &result, &err);
	progress_end();
	import_add_result(import, &result);
	import_say_faults(import);
	if (!done && !import->fault_count)
		cli_fail_error(&err);
	else if (!import->fault_count)
		say_done(cli, wish, import, result.written);
	done = done && !import->fault_count;
	commit_result_free(&result);
	return done ? CLI_DONE : CLI_FAILED;
}

static int import_rows(struct cli *cli, const struct import_wish *wish, struct rows *rows)
{
	struct import import = {.table = wish->table, .name = wish->name, .year = cli->year};
	struct reading reading = {cli, &import, rows};
	struct error err = {{0}};
	int status;

	import_check_columns(&import, cli->definitions, rows);
	if (!store_read(cli->store, read_stored, &reading, &err)) {
		status = cli_fail_error(&err);
	} else {
		rows_free(rows);
		status = commit(cli, wish, &import);
	}
	import_free(&import);
	return status;
}

static void read_rows(struct rows *rows, const char *data, size_t size)
{
	if (json_likely(data, size))
		json_read(data, size, rows);
	else
		csv_read(data, size, rows);
}

int import_bytes(struct cli *cli, const struct import_wish *wish)
{
	struct rows rows = {0};
	int status;

	read_rows(&rows, wish->data, wish->size);
	status = import_rows(cli, wish, &rows);
	rows_free(&rows);
	return status;
}

int cli_import(struct cli *cli, int argc, char **argv)
{
	struct import_wish wish = {0};
	const struct cli_option options[] = {{"dry-run", '\0', NULL, &wish.dry_run}};
	struct buffer data = {0};
	struct rows rows = {0};
	struct error err = {{0}};
	int status;

	if (!cli_options(&argc, argv, options, 1) || !cli_table(argv[0], argv[1], &wish.table))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong(argv[0], "sebutkan satu berkas, atau - untuk masukan standar.");
	if (!cli_path_allowed(cli, argv[2]))
		return CLI_FAILED;
	wish.name = argv[2];
	if (!file_read(argv[2], &data, &err)) {
		buffer_free(&data);
		return cli_fail_error(&err);
	}
	memory_expect(data.size * MEMORY_PER_BYTE);
	read_rows(&rows, buffer_text(&data), data.size);
	buffer_free(&data); /* the rows hold copies; a large file need not stay beside them */
	status = import_rows(cli, &wish, &rows);
	rows_free(&rows);
	return status;
}
