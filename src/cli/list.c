#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/records.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/table.h"

enum list_format { LIST_TABLE, LIST_CSV, LIST_JSON };

struct entry {
	struct record record;
	char *sort; /* the value sorted by */
};

struct list {
	struct cli *cli;
	struct view view;
	struct filters filters;
	struct actor actor;
	struct entry *entry;
	size_t count, room;
	const char *sort; /* NULL: by id, as they come */
	bool descending;
	enum list_format format;
	char separator;
	struct buffer text;
};

static void drop_entries(struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		record_free(&list->entry[i].record);
		free(list->entry[i].sort);
	}
	list->count = 0;
}

static bool add_entry(void *context, const struct record *record, struct error *err)
{
	struct list *list = context;
	struct entry *entry;

	(void)err;
	if (!rights_read(&list->actor, record) || !view_matches(&list->view, record, &list->filters))
		return true;
	if (list->cli->year_given && record->table == TABLE_INNOVATION &&
		record_year(record) != list->cli->year)
		return true;
	list->entry = array_room(list->entry, list->count, &list->room, sizeof *list->entry);
	entry = &list->entry[list->count++];
	record_copy(&entry->record, record);
	entry->sort = memory_copy(list->sort ? view_value(&list->view, record, list->sort) : "");
	return true;
}

static bool read_entries(struct store_txn *txn, void *context, struct error *err)
{
	struct list *list = context;

	drop_entries(list);
	if (!cli_actor(list->cli, txn, &list->actor, err))
		return false;
	if (!rights_read_table(&list->actor, list->view.table))
		return error_set(
			err, "peran Anda tidak boleh membaca tabel %s.", table_word(list->view.table));
	list->view.units = txn_units(txn, err);
	if (!list->view.units || (list->view.table == TABLE_UNIT && !view_read_units(&list->view, txn, err)))
		return false;
	return txn_each(txn, list->view.table, add_entry, list, err);
}

static int compare_entries(const void *a, const void *b, void *context)
{
	const struct list *list = context;
	const struct entry *first = a;
	const struct entry *second = b;
	int order = text_compare(first->sort, second->sort);

	if (list->descending)
		order = -order;
	return order ? order : strcmp(first->record.id, second->record.id);
}

/* daerah has one record a year and no list of its own. */
static const struct column_definition region_columns[] = {{"terisi", "Indikator terisi", 0, true}};

static const struct column_definition *find_columns(const struct list *list, size_t *count)
{
	const struct list_definition *definition = definitions_list(
		list->view.definitions, list->view.table, list->view.year);

	if (definition) {
		*count = definition->count;
		return definition->column;
	}
	*count = list->view.table == TABLE_REGION ? 1 : 0;
	return region_columns;
}

static void write_table(struct list *list, const struct column_definition *column, size_t count)
{
	struct table_text table = {0};

	table_add_column(&table, "ID", false, 0);
	for (size_t i = 0; i < count; i++)
		if (strcmp(column[i].key, "id") != 0)
			table_add_column(&table, column[i].label, column[i].right, column[i].width ? 40 : 60);
	for (size_t row = 0; row < list->count; row++) {
		const struct record *record = &list->entry[row].record;

		table_add_cell(&table, record->id);
		for (size_t i = 0; i < count; i++)
			if (strcmp(column[i].key, "id") != 0)
				table_add_cell(&table, view_shown(&list->view, record, column[i].key));
	}
	table_write(&table, &list->text);
	table_free(&table);
}

static void write_csv(struct list *list, const struct column_definition *column, size_t count)
{
	csv_add_cell(&list->text, list->separator, true, "id");
	for (size_t i = 0; i < count; i++)
		if (strcmp(column[i].key, "id") != 0)
			csv_add_cell(&list->text, list->separator, false, column[i].key);
	csv_end_row(&list->text);
	for (size_t row = 0; row < list->count; row++) {
		const struct record *record = &list->entry[row].record;

		csv_add_cell(&list->text, list->separator, true, record->id);
		for (size_t i = 0; i < count; i++)
			if (strcmp(column[i].key, "id") != 0)
				csv_add_cell(&list->text, list->separator, false,
					view_value(&list->view, record, column[i].key));
		csv_end_row(&list->text);
	}
}

static void write_json(struct list *list, const struct column_definition *column, size_t count)
{
	buffer_add_text(&list->text, "[");
	for (size_t row = 0; row < list->count; row++) {
		const struct record *record = &list->entry[row].record;

		buffer_add_text(&list->text, row ? ",\n{" : "\n{");
		json_add_text(&list->text, "id", record->id);
		for (size_t i = 0; i < count; i++)
			if (strcmp(column[i].key, "id") != 0)
				json_add_text(&list->text, column[i].key,
					view_value(&list->view, record, column[i].key));
		buffer_add_byte(&list->text, '}');
	}
	buffer_add_text(&list->text, "\n]\n");
}

static int run(struct list *list, const char *path)
{
	struct error err = {{0}};
	const struct column_definition *column;
	size_t count;

	if (!filters_known(&list->filters, &list->view))
		return CLI_FAILED;
	if (list->sort && !view_knows(&list->view, list->sort))
		return cli_fail("kolom '%s' tidak dikenal; pilih kolom lain untuk --sort.", list->sort);
	if (!store_read(list->cli->store, read_entries, list, &err))
		return cli_fail_error(&err);
	if (list->sort && list->count)
		qsort_r(list->entry, list->count, sizeof *list->entry, compare_entries, list);
	column = find_columns(list, &count);
	if (list->format == LIST_CSV)
		write_csv(list, column, count);
	else if (list->format == LIST_JSON)
		write_json(list, column, count);
	else
		write_table(list, column, count);
	return cli_write(list->cli, path, &list->text);
}

static int run_and_free(struct list *list, const char *path)
{
	int status = run(list, path);

	drop_entries(list);
	free(list->entry);
	filters_free(&list->filters);
	view_free(&list->view);
	buffer_free(&list->text);
	return status;
}

int cli_list(struct cli *cli, int argc, char **argv)
{
	struct list list = {.cli = cli, .view = {.definitions = cli->definitions, .year = cli->year}};
	const char *format_word = NULL;
	const char *sort = NULL;
	const char *delimiter = ",";
	const char *path = NULL;
	const struct cli_option options[] = {{"format", '\0', &format_word, NULL},
		{"sort", '\0', &sort, NULL}, {"delimiter", '\0', &delimiter, NULL},
		{"output", 'o', &path, NULL}};
	int format;

	if (!cli_options(&argc, argv, options, 4) || !cli_table(argv[0], argv[1], &list.view.table))
		return CLI_USAGE;
	format = cli_format(argv[0], format_word, "table csv json");
	if (format < 0)
		return -format;
	if (!cli_delimiter(argv[0], delimiter, &list.separator))
		return CLI_USAGE;
	if (!cli_path_allowed(cli, path))
		return CLI_FAILED;
	if (!filters_read(&list.filters, argv[0], argc - 2, argv + 2))
		return CLI_USAGE;
	list.format = (enum list_format)format;
	list.descending = sort && *sort == '-';
	list.sort = list.descending ? sort + 1 : sort;
	return run_and_free(&list, path);
}
