#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/records.h"
#include "format/json.h"
#include "format/table.h"
#include "model/answer.h"

#define LABEL_WIDTH   34
#define GIVEN_HEADING "Alur kerja" /* above what commands fill in */

struct show {
	struct view view;
	struct columns columns;
	const char **value;
	struct buffer text;
	char heading[256]; /* the group written last */
};

static void write_json(struct show *show, const struct record *record)
{
	buffer_add_byte(&show->text, '{');
	json_add_text(&show->text, "id", record->id);
	for (size_t i = 0; i < show->columns.count; i++)
		if (*show->value[i])
			json_add_text(&show->text, show->columns.key[i], show->value[i]);
	for (size_t i = 0; i < record->count; i++)
		if (strstr(record->field[i].key, ".berkas."))
			json_add_text(&show->text, record->field[i].key, record->field[i].text);
	buffer_add_text(&show->text, "}\n");
}

static void start_group(struct show *show, const char *heading)
{
	if (strcmp(show->heading, heading) == 0)
		return;
	buffer_printf(&show->text, "\n%s\n", heading);
	strncpy(show->heading, heading, sizeof show->heading - 1);
}

/* "16 Regulasi Inovasi Daerah" above what belongs to it. False when the key is no answer of the catalogue. */
static bool write_answer(
	struct show *show, const struct catalogue *catalogue, const char *key, const char *value)
{
	size_t index;
	enum answer_part part;
	const char *rest = "";
	char date[11];
	struct buffer heading = {0};

	if (!catalogue || !answer_key(catalogue, key, &index, &part, &rest))
		return false;
	buffer_printf(&heading, "%s %s", catalogue->indicator[index].code, catalogue->indicator[index].name);
	start_group(show, buffer_text(&heading));
	buffer_free(&heading);
	if (part == ANSWER_DATE)
		date_format_screen(value, date);
	table_add_pair(&show->text, answer_part_label(part), LABEL_WIDTH, part == ANSWER_DATE ? date : value);
	return true;
}

static const struct catalogue *catalogue_of(const struct view *view, const struct record *record)
{
	const struct year_definition *year = definitions_year(view->definitions, view->year);

	if (!year || (record->table != TABLE_INNOVATION && record->table != TABLE_REGION))
		return NULL;
	return record->table == TABLE_REGION ? &year->region : &year->innovation;
}

/* Files have no column: they stand below the last field of their answer, or at the end when it has none. */
static void write_files(
	struct show *show, const struct record *record, const struct catalogue *catalogue, const char *only)
{
	for (size_t i = 0; i < record->count; i++) {
		const char *key = record->field[i].key;
		const char *mark = strstr(key, ".berkas.");
		bool has_level = false;
		struct buffer code = {0};

		if (!mark)
			continue;
		buffer_add(&code, key, (size_t)(mark - key));
		has_level = *record_get(record, buffer_text(&code)) != '\0';
		if (only ? strcmp(only, buffer_text(&code)) == 0 : !has_level)
			if (!write_answer(show, catalogue, key, record->field[i].text))
				table_add_pair(&show->text, key, LABEL_WIDTH, record->field[i].text);
		buffer_free(&code);
	}
}

static void write_text(struct show *show, const struct record *record)
{
	const struct catalogue *catalogue = catalogue_of(&show->view, record);
	const struct form_definition *form = definitions_form(
		show->view.definitions, record->table, show->view.year);

	table_add_pair(&show->text, "ID", LABEL_WIDTH, record->id);
	for (size_t i = 0; i < show->columns.count; i++) {
		const char *key = show->columns.key[i];
		const struct field_definition *field = form ? form_find(form, key) : NULL;

		if (!*show->value[i])
			continue;
		if (!field && write_answer(show, catalogue, key, show->value[i])) {
			if (!strchr(key, '.'))
				write_files(show, record, catalogue, key);
			continue;
		}
		if (field && (*field->page || *show->heading))
			start_group(show, *field->page ? field->page : GIVEN_HEADING);
		table_add_pair(&show->text, field ? field->label : key, LABEL_WIDTH,
			view_shown(&show->view, record, key));
	}
	write_files(show, record, catalogue, NULL);
}

int cli_show(struct cli *cli, int argc, char **argv)
{
	struct show show = {.view = {.definitions = cli->definitions, .year = cli->year}};
	struct record record = {0};
	const char *format_word = NULL;
	const char *path = NULL;
	const struct cli_option options[] = {
		{"format", '\0', &format_word, NULL}, {"output", 'o', &path, NULL}};
	int format;
	int status;

	if (!cli_options(&argc, argv, options, 2) || !cli_table(argv[0], argv[1], &show.view.table))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong(argv[0], "sebutkan satu ID.");
	format = cli_format(argv[0], format_word, "text json");
	if (format < 0)
		return -format;
	if (!cli_path_allowed(cli, path) || !cli_record(cli, show.view.table, argv[2], &record))
		return CLI_FAILED;
	if (record_year(&record))
		show.view.year = record_year(&record);
	show.view.units = cli->units;
	columns_open(&show.columns, cli->definitions, show.view.table);
	columns_learn(&show.columns, &record);
	show.value = memory_alloc((show.columns.count + 1) * sizeof *show.value);
	columns_fill(&show.columns, &record, show.value);
	if (format == 1)
		write_json(&show, &record);
	else
		write_text(&show, &record);
	status = cli_write(cli, path, &show.text);
	columns_free(&show.columns);
	free(show.value);
	view_free(&show.view);
	buffer_free(&show.text);
	record_free(&record);
	return status;
}
