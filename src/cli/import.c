#include "cli/import.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"
#include "cli/import_rows.h"
#include "cli/progress.h"
#include "format/csv.h"
#include "format/file.h"
#include "format/json.h"
#include "store/stop.h"

#define MEMORY_PER_BYTE \
	5 /* of a file on its way into the store: its rows, its journal lines, pages of the store */

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

static void say_done(struct cli *cli, const struct import_wish *wish, const struct import *import,
	const struct commit_wish *commit, const struct commit_result *result)
{
	size_t written = result->written;
	size_t fresh = import->fresh < written ? import->fresh : written;

	if (wish->quiet)
		return;
	fprintf(cli->out, "%zu catatan %s: %zu baru, %zu berubah, %zu tetap.\n", import->count,
		wish->dry_run ? "akan diimpor" : "diimpor", fresh, written - fresh, import->count - written);
	commit_say_many_falls(commit, result);
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
		say_done(cli, wish, import, &commit, &result);
	done = done && !import->fault_count;
	commit_result_free(&result);
	return done ? CLI_DONE : CLI_FAILED;
}

static int import_rows(struct cli *cli, const struct import_wish *wish, const struct rows *rows)
{
	struct import import = {.table = wish->table, .name = wish->name, .year = cli->year};
	struct reading reading = {cli, &import, rows};
	struct error err = {{0}};
	int status;

	import_check_columns(&import, cli->definitions, rows);
	/* Until here there was nothing to undo; from here on Ctrl-C is heard between two records. */
	stop_begin();
	if (store_read(cli->store, read_stored, &reading, &err))
		status = commit(cli, wish, &import);
	else
		status = cli_fail_error(&err);
	import_free(&import);
	if (status == CLI_DONE)
		stop_forget(); /* it came too late */
	stop_end();
	return status;
}

#define TELLING 4096 /* bytes that tell what a file is; a pipe may give them one by one */

/* A file in pieces. JSON is read whole: its reader looks back and forth. */
struct source {
	struct rows rows;
	struct csv_reader *csv;
	struct buffer bytes; /* the start, or the whole of JSON */
	bool is_json;
};

static void tell(struct source *source)
{
	source->is_json = json_likely(buffer_text(&source->bytes), source->bytes.size);
	if (source->is_json)
		return;
	source->csv = csv_open(&source->rows);
	csv_feed(source->csv, buffer_text(&source->bytes), source->bytes.size);
	buffer_free(&source->bytes);
}

static void take_piece(void *context, const char *data, size_t size)
{
	struct source *source = context;

	if (source->csv) {
		csv_feed(source->csv, data, size);
		return;
	}
	buffer_add(&source->bytes, data, size);
	if (!source->is_json && source->bytes.size >= TELLING)
		tell(source);
}

static void source_end(struct source *source)
{
	if (!source->csv && !source->is_json)
		tell(source);
	if (source->is_json)
		json_read(source->bytes.data, source->bytes.size, &source->rows);
	else
		csv_close(source->csv);
	buffer_free(&source->bytes); /* the rows hold copies */
}

int import_bytes(struct cli *cli, const struct import_wish *wish)
{
	struct source source = {0};
	int status;

	take_piece(&source, wish->data, wish->size);
	source_end(&source);
	status = import_rows(cli, wish, &source.rows);
	rows_free(&source.rows);
	return status;
}

/* A pipe tells no size; then nothing is expected. */
static size_t size_of(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? (size_t)about.st_size : 0;
}

int cli_import(struct cli *cli, int argc, char **argv)
{
	struct import_wish wish = {0};
	const struct cli_option options[] = {{"dry-run", '\0', NULL, &wish.dry_run}};
	struct source source = {0};
	struct error err = {{0}};
	int status;

	if (!cli_options(&argc, argv, options, 1) || !cli_table(argv[0], argv[1], &wish.table))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong(argv[0], "sebutkan satu berkas, atau - untuk masukan standar.");
	if (!cli_path_allowed(cli, argv[2]))
		return CLI_FAILED;
	wish.name = argv[2];
	memory_expect(size_of(argv[2]) * MEMORY_PER_BYTE);
	if (!file_read(argv[2], take_piece, &source, &err)) {
		source_end(&source);
		rows_free(&source.rows);
		return cli_fail_error(&err);
	}
	source_end(&source);
	status = import_rows(cli, &wish, &source.rows);
	rows_free(&source.rows);
	return status;
}
