#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/commit.h"
#include "format/file.h"
#include "format/json.h"
#include "format/table.h"
#include "model/answer.h"
#include "store/evidence.h"

#define HASH_LEAST 8 /* digits of a hash that are enough where they name one file */

/* ---- add, remove ---- */

/* "/home/ani/sk.pdf" is called sk.pdf; what comes through a pipe is called by its type. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "";
	return slash ? slash + 1 : path;
}

/* Another file or one less is another answer than the one that was accepted. */
static void say_fall(const struct record *before, const struct evidence_answer *answer)
{
	if (answer_accepted(before, answer->code))
		commit_say_fall(answer->code);
}

static int add_from(struct cli *cli, const struct evidence_answer *answer, const struct record *before,
	const char *name, int fd)
{
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {{0}};
	bool already = false;

	if (!evidence_add(cli->store, answer, name, fd, hash, &already, &err))
		return cli_fail_error(&err);
	if (already)
		cli_fail("berkas ini sudah ada pada jawaban %s; tidak ada yang berubah.", answer->code);
	fprintf(cli->out, "%s\n", hash);
	if (!already)
		say_fall(before, answer);
	return CLI_DONE;
}

static int run_add(struct cli *cli, int argc, char **argv)
{
	struct evidence_answer answer = {.user = cli->user};
	struct record record = {0};
	const char *name = NULL;
	const struct cli_option options[] = {{"name", '\0', &name, NULL}};
	struct error err = {{0}};
	int status;
	int fd;

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc != 4)
		return cli_wrong("evidence", "sebutkan ID, kode indikator dan satu berkas (atau -).");
	answer.id = argv[1];
	answer.table = cli_table_of(cli, argv[1]);
	answer.code = argv[2];
	if (!cli_path_allowed(cli, argv[3]))
		return CLI_FAILED;
	if (name && !evidence_name_fits(name, &err))
		return cli_fail_error(&err);
	/* The region's record of a year may come into being with its first file. */
	if (answer.table == TABLE_INNOVATION ? !cli_record(cli, answer.table, answer.id, &record)
					     : !commit_before(cli, answer.table, answer.id, &record))
		return CLI_FAILED;
	fd = file_open(argv[3], &err);
	if (fd < 0) {
		record_free(&record);
		return cli_fail_error(&err);
	}
	status = add_from(cli, &answer, &record, name ? name : name_of(argv[3]), fd);
	if (fd != STDIN_FILENO)
		close(fd);
	record_free(&record);
	return status;
}

/* The one file of the record (of one answer, when there is a code) whose hash starts with `start`. Says so and NULL when there is
 * none or more than one; two answers may share a file. */
static const struct field *find_file(const struct record *record, const char *code, const char *start)
{
	const struct field *found = NULL;
	size_t length = strlen(start);

	for (size_t i = 0; length >= HASH_LEAST && i < record->count; i++) {
		const struct field *field = &record->field[i];
		const char *hash = answer_file_hash(field->key);

		if (!hash || strncmp(hash, start, length) != 0 ||
			(code && (strncmp(field->key, code, strlen(code)) != 0 ||
					 field->key[strlen(code)] != '.')))
			continue;
		if (found && strcmp(answer_file_hash(found->key), hash) != 0) {
			cli_fail("hash %s milik lebih dari satu berkas; tulis lebih panjang.", start);
			return NULL;
		}
		found = field;
	}
	if (!found)
		cli_fail("%s tidak punya berkas %.64s; lihat siko evidence list %s.", record->id, start,
			record->id);
	return found;
}

static int run_remove(struct cli *cli, int argc, char **argv)
{
	struct evidence_answer answer = {.user = cli->user};
	struct record record = {0};
	const struct field *file;
	struct error err = {{0}};
	int status = CLI_FAILED;

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc != 4)
		return cli_wrong("evidence", "sebutkan ID, kode indikator dan hash berkasnya.");
	answer.id = argv[1];
	answer.table = cli_table_of(cli, argv[1]);
	answer.code = argv[2];
	if (!cli_record(cli, answer.table, answer.id, &record))
		return CLI_FAILED;
	file = find_file(&record, answer.code, argv[3]);
	if (file && evidence_remove(cli->store, &answer, answer_file_hash(file->key), &err)) {
		char *name = text_for_screen(file->text, strlen(file->text), false);

		fprintf(cli->out, "%s: berkas %s dilepas dari jawaban %s.\n", answer.id, name, answer.code);
		free(name);
		say_fall(&record, &answer);
		status = CLI_DONE;
	} else if (file) {
		cli_fail_error(&err);
	}
	record_free(&record);
	return status;
}

/* ---- get ---- */

static int write_file(struct cli *cli, const struct field *file, const char *path)
{
	const char *hash = answer_file_hash(file->key);
	struct file_out out;
	struct error err = {{0}};
	bool done;

	if (!path || strcmp(path, "-") == 0) {
		/* A pipe takes back nothing: what is damaged is not begun. */
		done = evidence_copy(cli->store, hash, NULL, &err) &&
		       evidence_copy(cli->store, hash, cli->out, &err);
		return done ? CLI_DONE : cli_fail("berkas %s %s.", file->text, err.text);
	}
	if (!file_start(&out, path, &err))
		return cli_fail_error(&err);
	if (!evidence_copy(cli->store, hash, out.stream, &err)) {
		file_drop(&out);
		return cli_fail("berkas %s %s.", file->text, err.text);
	}
	return file_finish(&out, &err) ? CLI_DONE : cli_fail_error(&err);
}

static int run_get(struct cli *cli, int argc, char **argv)
{
	struct record record = {0};
	const char *path = NULL;
	const struct cli_option options[] = {{"output", 'o', &path, NULL}};
	const struct field *file;
	int status;

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong("evidence", "sebutkan ID, hash berkasnya, dan -o BERKAS.");
	if (!path && isatty(fileno(cli->out)))
		return cli_wrong("evidence", "sebutkan tempat menulisnya dengan -o BERKAS.");
	if (!cli_path_allowed(cli, path) || !cli_record(cli, cli_table_of(cli, argv[1]), argv[1], &record))
		return CLI_FAILED;
	file = find_file(&record, NULL, argv[2]);
	status = file ? write_file(cli, file, path) : CLI_FAILED;
	record_free(&record);
	return status;
}

/* ---- list ---- */

struct listing {
	struct cli *cli;
	struct record record;
	struct evidence_twins twins;
};

static bool read_twins(struct store_txn *txn, void *context, struct error *err)
{
	struct listing *listing = context;
	struct actor actor;

	return cli_actor(listing->cli, txn, &actor, err) &&
	       evidence_twins_load(&listing->twins, txn, &listing->record, &actor, err);
}

/* One file's cells in the order of its columns. */
static const char *const list_columns[] = {"kode", "hash", "jenis", "ukuran", "nama", "juga_di"};
#define LIST_COLUMNS (sizeof list_columns / sizeof list_columns[0])

static void add_file(struct listing *listing, size_t index, struct table_text *table)
{
	const struct field *field = &listing->record.field[index];
	const char *hash = answer_file_hash(field->key);
	enum evidence_type type;
	struct buffer code = {0};
	char length[24];
	uint64_t size;
	bool there = evidence_look(listing->cli->store, hash, &size, &type);

	buffer_add(&code, field->key, strcspn(field->key, "."));
	snprintf(length, sizeof length, "%llu", (unsigned long long)size);
	table_add_cell(table, buffer_text(&code));
	table_add_cell(table, hash);
	table_add_cell(table, there ? evidence_type_word(type) : "hilang");
	table_add_cell(table, length);
	table_add_cell(table, field->text);
	table_add_cell(table, evidence_twins_of(&listing->twins, hash));
	buffer_free(&code);
}

static void write_json(const struct table_text *table, struct buffer *to)
{
	buffer_add_byte(to, '[');
	for (size_t i = 0; i < table->cell_count; i++) {
		if (i % LIST_COLUMNS == 0)
			buffer_add_text(to, i ? ",\n{" : "\n{");
		json_add_text(to, list_columns[i % LIST_COLUMNS], table->cell[i]);
		if ((i + 1) % LIST_COLUMNS == 0)
			buffer_add_byte(to, '}');
	}
	buffer_add_text(to, "\n]\n");
}

static int write_list(struct listing *listing, bool json, const char *path)
{
	struct table_text table = {0};
	struct buffer text = {0};
	int status;

	for (size_t i = 0; i < LIST_COLUMNS; i++)
		table_add_column(&table, list_columns[i], strcmp(list_columns[i], "ukuran") == 0, 0);
	for (size_t i = 0; i < listing->record.count; i++)
		if (answer_file_hash(listing->record.field[i].key))
			add_file(listing, i, &table);
	if (json)
		write_json(&table, &text);
	else
		table_write(&table, &text);
	status = cli_write(listing->cli, path, &text);
	table_free(&table);
	buffer_free(&text);
	return status;
}

static int run_list(struct cli *cli, int argc, char **argv)
{
	struct listing listing = {.cli = cli};
	const char *format_word = NULL;
	const char *path = NULL;
	const struct cli_option options[] = {
		{"format", '\0', &format_word, NULL}, {"output", 'o', &path, NULL}};
	struct error err = {{0}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 2))
		return CLI_USAGE;
	if (argc != 2)
		return cli_wrong("evidence", "sebutkan satu ID.");
	format = cli_format("evidence", format_word, "table json");
	if (format < 0)
		return -format;
	if (!cli_path_allowed(cli, path) ||
		!cli_record(cli, cli_table_of(cli, argv[1]), argv[1], &listing.record))
		return CLI_FAILED;
	if (store_read(cli->store, read_twins, &listing, &err))
		status = write_list(&listing, format == 1, path);
	else
		status = cli_fail_error(&err);
	evidence_twins_free(&listing.twins);
	record_free(&listing.record);
	return status;
}

int cli_evidence(struct cli *cli, int argc, char **argv)
{
	static const struct {
		const char *word;
		int (*run)(struct cli *cli, int argc, char **argv);
	} parts[] = {{"add", run_add}, {"list", run_list}, {"get", run_get}, {"remove", run_remove}};

	for (size_t i = 0; argc > 1 && i < sizeof parts / sizeof parts[0]; i++) {
		if (strcmp(parts[i].word, argv[1]) != 0)
			continue;
		argv[1] = argv[0]; /* whose usage is said when its options are wrong */
		return parts[i].run(cli, argc - 1, argv + 1);
	}
	return cli_wrong(argv[0], "sebutkan add, list, get atau remove.");
}
