#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "format/json.h"

/* What an operator may read, as sorted "table/id" texts; the others read all. */
struct readable {
	struct cli *cli;
	bool all;
	struct actor actor;
	char **name;
	size_t count, room;
};

struct log {
	struct readable readable;
	bool json;
	struct buffer text;
};

static char *name_of(enum table table, const char *id)
{
	struct buffer name = {0};

	buffer_printf(&name, "%s/%s", table_word(table), id);
	return buffer_take(&name);
}

static void readable_free(struct readable *readable)
{
	for (size_t i = 0; i < readable->count; i++)
		free(readable->name[i]);
	free(readable->name);
	readable->name = NULL;
	readable->count = readable->room = 0;
}

static bool learn_record(void *context, const struct record *record, struct error *err)
{
	struct readable *readable = context;

	(void)err;
	if (!rights_read(&readable->actor, record))
		return true;
	readable->name = array_room(readable->name, readable->count, &readable->room, sizeof *readable->name);
	readable->name[readable->count++] = name_of(record->table, record->id);
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool read_rights(struct store_txn *txn, void *context, struct error *err)
{
	struct readable *readable = context;

	readable_free(readable);
	if (!cli_actor(readable->cli, txn, &readable->actor, err))
		return false;
	readable->all = readable->actor.role == ROLE_ADMIN || readable->actor.role == ROLE_REVIEWER;
	for (int table = 0; table < TABLE_COUNT && !readable->all; table++)
		if (rights_read_table(&readable->actor, (enum table)table) &&
			!txn_each(txn, (enum table)table, learn_record, readable, err))
			return false;
	if (readable->count)
		qsort(readable->name, readable->count, sizeof *readable->name, compare_names);
	return true;
}

static bool may_read(const struct readable *readable, const struct history_entry *entry)
{
	char *name;
	bool found;

	if (readable->all)
		return true;
	if (!readable->count)
		return false;
	name = name_of(entry->table, entry->id);
	found = bsearch(&name, readable->name, readable->count, sizeof name, compare_names) != NULL;
	free(name);
	return found;
}

/* Further lines of a text are indented, so that none passes for the head of another commit. */
static void add_lines(struct buffer *to, const char *text)
{
	for (size_t line; *text; text += line) {
		line = strcspn(text, "\n");
		buffer_add(to, text, line);
		if (!text[line])
			break;
		buffer_add_text(to, "\n        ");
		line++;
	}
}

static void add_text_entry(struct buffer *to, const struct history_entry *entry, const char *time)
{
	buffer_printf(to, "#%llu  %s  %s  %s  %s %s\n", (unsigned long long)entry->number, time, entry->user,
		act_word(entry->act), table_word(entry->table), entry->id);
	if (*entry->note) {
		buffer_add_text(to, "    catatan: ");
		add_lines(to, entry->note);
		buffer_add_byte(to, '\n');
	}
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		buffer_printf(to, "    %s: '", change->key);
		add_lines(to, change->before);
		buffer_add_text(to, "' -> '");
		add_lines(to, change->after);
		buffer_printf(to, "'%s\n", change->derived ? " (turunan)" : "");
	}
}

static void add_json_entry(struct buffer *to, const struct history_entry *entry, const char *time)
{
	buffer_add_text(to, to->size > 1 ? ",\n{" : "\n{");
	json_add_number(to, "nomor", (long long)entry->number);
	json_add_text(to, "waktu", time);
	json_add_text(to, "pengguna", entry->user);
	json_add_text(to, "tindakan", act_word(entry->act));
	json_add_text(to, "tabel", table_word(entry->table));
	json_add_text(to, "id", entry->id);
	json_add_text(to, "catatan", entry->note);
	json_add_key(to, "perubahan");
	buffer_add_byte(to, '[');
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		json_add_comma(to);
		buffer_add_byte(to, '{');
		json_add_text(to, "kunci", change->key);
		json_add_text(to, "sebelum", change->before);
		json_add_text(to, "sesudah", change->after);
		json_add_key(to, "turunan");
		buffer_add_text(to, change->derived ? "true}" : "false}");
	}
	buffer_add_text(to, "]}");
}

static bool add_entry(void *context, const struct history_entry *entry, struct error *err)
{
	struct log *log = context;
	char time[21];

	(void)err;
	if (!may_read(&log->readable, entry))
		return true;
	clock_format(entry->time, time);
	if (log->json)
		add_json_entry(&log->text, entry, time);
	else
		add_text_entry(&log->text, entry, time);
	return true;
}

/* Notes and texts come from anybody: what reaches a terminal passes the sanitiser. */
static void clean_text(struct buffer *text)
{
	char *clean = text_for_screen(buffer_text(text), text->size, true);

	buffer_clear(text);
	buffer_add_text(text, clean);
	free(clean);
}

static int run(struct log *log, enum table table, const char *id, const char *path)
{
	struct cli *cli = log->readable.cli;
	struct error err = {{0}};
	bool whole;

	if (!store_read(cli->store, read_rights, &log->readable, &err))
		return cli_fail_error(&err);
	if (log->json)
		buffer_add_byte(&log->text, '[');
	whole = store_history(cli->store, table, id, add_entry, log, &err);
	if (log->json)
		buffer_add_text(&log->text, "\n]\n");
	else
		clean_text(&log->text);
	if (whole)
		return cli_write(cli, path, &log->text);
	/* What stands of a damaged journal is shown, but in no file: that would be taken for all there is. */
	if (!path)
		cli_write(cli, NULL, &log->text);
	return cli_fail_error(&err);
}

int cli_log(struct cli *cli, int argc, char **argv)
{
	struct log log = {.readable.cli = cli};
	struct record record = {0};
	const char *format_word = NULL;
	const char *path = NULL;
	const struct cli_option options[] = {
		{"format", '\0', &format_word, NULL}, {"output", 'o', &path, NULL}};
	enum table table = TABLE_INNOVATION;
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 2))
		return CLI_USAGE;
	if (argc != 1 && argc != 3)
		return cli_wrong(argv[0], "sebutkan tabel dan ID, atau tidak keduanya.");
	if (argc == 3 && !cli_table(argv[0], argv[1], &table))
		return CLI_USAGE;
	format = cli_format(argv[0], format_word, "text json");
	if (format < 0)
		return -format;
	if (!cli_path_allowed(cli, path))
		return CLI_FAILED;
	if (argc == 3 && !cli_record(cli, table, argv[2], &record))
		return CLI_FAILED;
	log.json = format == 1;
	status = run(&log, table, argc == 3 ? argv[2] : NULL, path);
	record_free(&record);
	readable_free(&log.readable);
	buffer_free(&log.text);
	return status;
}
