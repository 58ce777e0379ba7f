#include "model/definition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "model/definition_part.h"

#define YEARS_MOST 32

/* Of files with the same name the last one counts: that is the override. */
static const struct definition_file *find_file(
	const struct definition_file *files, size_t count, const char *name)
{
	while (count--)
		if (strcmp(files[count].name, name) == 0)
			return &files[count];
	return NULL;
}

static const struct definition_file *need_file(
	struct loader *loader, const struct definition_file *files, size_t count, const char *name)
{
	const struct definition_file *file = find_file(files, count, name);

	if (!file)
		faults_add(loader->faults, "%s:1: berkas definisi ini tidak ada.", name);
	return file;
}

/* "iid-2026/…" → 2026; 0 for any other name. */
static int year_of(const char *name)
{
	uint64_t year;

	if (strncmp(name, "iid-", 4) != 0 || text_digits(name + 4, 9999, &year) != 4 || name[8] != '/')
		return 0;
	return (int)year;
}

/* Years that have a folder, ascending. */
static size_t find_years(const struct definition_file *files, size_t count, int years[YEARS_MOST])
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		int year = year_of(files[i].name);
		size_t at = 0;

		while (at < found && years[at] < year)
			at++;
		if (!year || found == YEARS_MOST || (at < found && years[at] == year))
			continue;
		memmove(years + at + 1, years + at, (found - at) * sizeof *years);
		years[at] = year;
		found++;
	}
	return found;
}

/* A form's fields with column= stand behind the list's own columns. */
static void add_form_columns(struct loader *loader, const struct list_definition *base,
	const struct form_definition *form, struct list_definition *list)
{
	struct column_definition *columns = loader_alloc(
		loader, (base->count + form->count + 1) * sizeof *columns);
	size_t count = base->count;

	if (base->count)
		memcpy(columns, base->column, base->count * sizeof *columns);
	for (size_t i = 0; i < form->count; i++) {
		const struct field_definition *field = &form->field[i];
		bool there = false;

		for (size_t j = 0; j < base->count; j++)
			there = there || strcmp(base->column[j].key, field->key) == 0;
		if (field->column && !there)
			columns[count++] = (struct column_definition){field->key, field->label, field->column,
				field->type == FIELD_NUMBER || field->type == FIELD_MONEY};
	}
	*list = *base;
	list->column = columns;
	list->count = count;
}

/* What the program itself stands on must be there, whatever else a form has. */
static void need_fields(
	struct loader *loader, const struct form_definition *form, const char *path, const char *const *keys)
{
	for (; *keys; keys++)
		if (!form_find(form, *keys))
			faults_add(loader->faults, "%s:1: isian '%s' harus ada.", path, *keys);
}

/* The three parts of the index must make up its total. */
static void check_total(struct loader *loader, const struct year_definition *year, const char *path)
{
	const struct year_rules *rules = &year->rules;
	int64_t most = 3 * ((int64_t)year->innovation.weight_sum + year->region.weight_sum) +
		       (int64_t)rules->count_weight * rules->count_most;
	const struct field_definition *topic = form_find(&year->profile, "urusan");
	char sum[32];

	snprintf(sum, sizeof sum, "%lld.%02d", (long long)(most / 100), (int)(most % 100));
	if (most != (int64_t)rules->total * 100)
		faults_add(loader->faults, "%s:1: total %d tidak sama dengan daerah + inovasi + jumlah = %s.",
			path, rules->total, sum);
	for (size_t i = 0; topic && topic->choices && i < rules->yandas_count; i++)
		if (choices_find(topic->choices, rules->yandas[i]) < 0)
			faults_add(loader->faults, "%s:1: yandas '%s' tidak ada dalam pilihan urusan.", path,
				rules->yandas[i]);
	if (topic && topic->choices && topic->choices->count > 254)
		faults_add(loader->faults, "%s:1: urusan memuat paling banyak 254 pilihan.", path);
}

static void read_year(struct loader *loader, const struct definition_file *files, size_t count,
	const struct list_definition *list, int number, struct year_definition *year)
{
	static const char *const needed[] = {"nama", "opd", "tahun", "status", "urusan", "penerapan",
		"pengembangan", "rancang_bangun", NULL};
	const struct definition_file *file;
	size_t before = loader->faults->count;
	char name[64];

	year->year = number;
	snprintf(name, sizeof name, "iid-%d/profile.form", number);
	if ((file = need_file(loader, files, count, name)) != NULL) {
		definition_read_form(loader, file, &year->profile);
		need_fields(loader, &year->profile, file->path, needed);
	}
	snprintf(name, sizeof name, "iid-%d/innovation.sheet", number);
	if ((file = need_file(loader, files, count, name)) != NULL)
		definition_read_sheet(loader, file, "SID", &year->innovation);
	snprintf(name, sizeof name, "iid-%d/region.sheet", number);
	if ((file = need_file(loader, files, count, name)) != NULL)
		definition_read_sheet(loader, file, "SPD", &year->region);
	snprintf(name, sizeof name, "iid-%d/index.rules", number);
	if ((file = need_file(loader, files, count, name)) != NULL)
		definition_read_rules(loader, file, number, &year->rules);
	if (loader->faults->count == before && file)
		check_total(loader, year, file->path);
	add_form_columns(loader, list, &year->profile, &year->list);
}

/* What a plain record belongs to, it cannot be without. */
static void find_owner(struct loader *loader, struct table_definition *table)
{
	for (size_t i = 0; i < table->form.count; i++) {
		const struct field_definition *field = &table->form.field[i];

		if (field->type != FIELD_INNOVATION)
			continue;
		if (table->owner)
			faults_add(loader->faults, "%s:%d: isian inovasi hanya boleh satu; sudah ada '%s'.",
				field->path, field->line, table->owner->key);
		else if (!field->required)
			faults_add(loader->faults, "%s:%d: isian inovasi '%s' harus required.", field->path,
				field->line, field->key);
		table->owner = field;
	}
}

static void read_plain(struct loader *loader, const struct definition_file *files, size_t count,
	enum table of, struct table_definition *table)
{
	struct list_definition list = {.title = "", .sort = "", .empty = ""};
	const struct definition_file *file;
	char name[64];

	snprintf(name, sizeof name, "%s.form", table_word(of));
	if ((file = need_file(loader, files, count, name)) != NULL)
		definition_read_form(loader, file, &table->form);
	find_owner(loader, table);
	/* Of nobody's records an operator could make one that he may not read. */
	if (file && !table->owner && !form_find(&table->form, "opd"))
		faults_add(loader->faults, "%s:1: tabel ini perlu isian jenis innovation, atau unit 'opd'.",
			file->path);
	snprintf(name, sizeof name, "%s.list", table_word(of));
	if ((file = need_file(loader, files, count, name)) != NULL)
		definition_read_list(loader, file, &list);
	add_form_columns(loader, &list, &table->form, &table->list);
}

static void read_common(struct loader *loader, const struct definition_file *files, size_t count,
	struct definitions *definitions, struct list_definition *innovations)
{
	static const char *const unit_fields[] = {"nama", "jenis", "induk", "target", "aktif", NULL};
	static const char *const user_fields[] = {"nama", "peran", "opd", "aktif", NULL};
	static const char *const idea_fields[] = {"nama", "opd", NULL};
	const struct definition_file *file;

	if ((file = need_file(loader, files, count, "opd.form")) != NULL) {
		definition_read_form(loader, file, &definitions->unit);
		need_fields(loader, &definitions->unit, file->path, unit_fields);
	}
	if ((file = need_file(loader, files, count, "pengguna.form")) != NULL) {
		definition_read_form(loader, file, &definitions->user);
		need_fields(loader, &definitions->user, file->path, user_fields);
	}
	if ((file = need_file(loader, files, count, "ide.form")) != NULL) {
		definition_read_form(loader, file, &definitions->idea);
		need_fields(loader, &definitions->idea, file->path, idea_fields);
	}
	if ((file = need_file(loader, files, count, "opd.list")) != NULL)
		definition_read_list(loader, file, &definitions->unit_list);
	if ((file = need_file(loader, files, count, "pengguna.list")) != NULL)
		definition_read_list(loader, file, &definitions->user_list);
	if ((file = need_file(loader, files, count, "sebaran.list")) != NULL)
		definition_read_list(loader, file, &definitions->spread_list);
	for (int table = TABLE_FIRST_PLAIN; table < TABLE_COUNT; table++)
		read_plain(loader, files, count, (enum table)table,
			&definitions->plain[table - TABLE_FIRST_PLAIN]);
	if ((file = need_file(loader, files, count, "inovasi.list")) != NULL)
		definition_read_list(loader, file, innovations);
	if ((file = need_file(loader, files, count, "home.menu")) != NULL)
		definition_read_menu(loader, file, &definitions->home);
}

struct definitions *definitions_read(const struct definition_file *files, size_t count, struct faults *faults)
{
	struct loader loader = {.faults = faults, .seen = memory_alloc(LOADER_SEEN * sizeof *loader.seen)};
	struct definitions *definitions = loader_alloc(&loader, sizeof *definitions);
	struct list_definition innovations = {.title = "", .sort = "", .empty = ""};
	size_t before = faults->count;
	int years[YEARS_MOST];

	read_common(&loader, files, count, definitions, &innovations);
	definitions->year_count = find_years(files, count, years);
	definitions->year = loader_alloc(&loader, (definitions->year_count + 1) * sizeof *definitions->year);
	for (size_t i = 0; i < definitions->year_count; i++)
		read_year(&loader, files, count, &innovations, years[i], &definitions->year[i]);
	if (!definitions->year_count)
		faults_add(faults, "iid-2026/index.rules:1: belum ada satu tahun pun.");
	definitions->memory = loader.memory;
	free(loader.seen);
	if (faults->count == before)
		return definitions;
	definitions_free(definitions);
	return NULL;
}

const struct year_definition *definitions_year(const struct definitions *definitions, int year)
{
	for (size_t i = 0; i < definitions->year_count; i++)
		if (definitions->year[i].year == year)
			return &definitions->year[i];
	return NULL;
}

const struct form_definition *definitions_form(
	const struct definitions *definitions, enum table table, int year)
{
	const struct year_definition *of_year;

	switch (table) {
	case TABLE_UNIT:
		return &definitions->unit;
	case TABLE_USER:
		return &definitions->user;
	case TABLE_INNOVATION:
		of_year = definitions_year(definitions, year);
		return of_year ? &of_year->profile : NULL;
	default:
		return table_is_plain(table) ? &definitions_plain(definitions, table)->form : NULL;
	}
}

const struct list_definition *definitions_list(
	const struct definitions *definitions, enum table table, int year)
{
	const struct year_definition *of_year;

	switch (table) {
	case TABLE_UNIT:
		return &definitions->unit_list;
	case TABLE_USER:
		return &definitions->user_list;
	case TABLE_INNOVATION:
		of_year = definitions_year(definitions, year);
		return of_year ? &of_year->list : NULL;
	default:
		return table_is_plain(table) ? &definitions_plain(definitions, table)->list : NULL;
	}
}

const struct table_definition *definitions_plain(const struct definitions *definitions, enum table table)
{
	return table_is_plain(table) ? &definitions->plain[table - TABLE_FIRST_PLAIN] : NULL;
}

bool field_lists(const char *keys, const char *key)
{
	size_t size = strlen(key);

	for (const char *at = keys; *at;) {
		size_t length = strcspn(at, " ");

		if (length && length == size && strncmp(at, key, size) == 0)
			return true;
		at += length + strspn(at + length, " ");
	}
	return false;
}
