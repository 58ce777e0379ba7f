#include "base/memory.h"
#include "model/definition_part.h"

#include <stdlib.h>
#include <string.h>

/* A form file being read; its arrays grow here and are copied into the definitions' memory at the end. */
struct form_reading {
	struct loader *loader;
	struct field_definition *field;
	const char **choices_name; /* per field, resolved when all is read */
	size_t count, room, name_room;
	struct choices *choices;
	size_t choices_count, choices_room;
	struct choice *choice; /* of the choices being read */
	size_t choice_count, choice_room;
	const char *page; /* NULL: outside of pages */
	bool given;
	bool in_choices;
};

static void end_choices(struct form_reading *reading)
{
	if (!reading->in_choices)
		return;
	struct choices *last = &reading->choices[reading->choices_count - 1];

	last->choice = loader_keep(
		reading->loader, reading->choice, reading->choice_count, sizeof *reading->choice);
	last->count = reading->choice_count;
	reading->choice_count = 0;
	reading->in_choices = false;
}

static void start_section(struct form_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	end_choices(reading);
	reading->page = NULL;
	reading->given = false;
	if (strncmp(entry->section, "page ", 5) == 0) {
		reading->page = loader_copy(reading->loader, entry->section + 5);
	} else if (strcmp(entry->section, "given") == 0) {
		reading->page = "";
		reading->given = true;
	} else if (strncmp(entry->section, "choice ", 7) == 0) {
		reading->choices = array_room(reading->choices, reading->choices_count,
			&reading->choices_room, sizeof *reading->choices);
		reading->choices[reading->choices_count++] = (struct choices){
			loader_copy(reading->loader, entry->section + 7), NULL, 0};
		reading->in_choices = true;
	} else {
		ini_fault(entry, faults,
			"bagian [%s] tidak dikenal; pakai [page …], [given], atau [choice …].",
			entry->section);
	}
}

static bool type_read(const char *text, enum field_type *type)
{
	static const struct {
		const char *word;
		enum field_type type;
	} types[] = {{"text", FIELD_TEXT}, {"long", FIELD_LONG}, {"choice", FIELD_CHOICE},
		{"number", FIELD_NUMBER}, {"money", FIELD_MONEY}, {"date", FIELD_DATE},
		{"yesno", FIELD_YESNO}, {"unit", FIELD_UNIT}, {"innovation", FIELD_INNOVATION}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].word, text) == 0) {
			*type = types[i].type;
			return true;
		}
	return false;
}

static void read_attribute(struct form_reading *reading, const struct ini_entry *entry, struct faults *faults,
	const struct word *word, struct field_definition *field, const char **choices)
{
	const char *value = word->value ? word->value : "";
	long number;

	if (!word->name) {
		field->label = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "max") == 0) {
		if (number_read(entry, faults, "max", value, RECORD_TEXT_MOST, &number))
			field->most = (size_t)number;
	} else if (strcmp(word->name, "min") == 0) {
		if (number_read(entry, faults, "min", value, 999999999, &number))
			field->least = (uint64_t)number;
	} else if (strcmp(word->name, "wins") == 0) {
		field->wins = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "drops") == 0) {
		field->drops = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "min-words") == 0) {
		if (number_read(entry, faults, "min-words", value, 10000, &number))
			field->min_words = (size_t)number;
	} else if (strcmp(word->name, "column") == 0) {
		if (number_read(entry, faults, "column", value, 200, &number))
			field->column = (int)number;
	} else if (strcmp(word->name, "required") == 0 && !word->value) {
		field->required = true;
	} else if (strcmp(word->name, "required-for") == 0 && strcmp(value, "submit") == 0) {
		field->required_submit = true;
	} else if (strcmp(word->name, "given") == 0 && !word->value) {
		field->given = true;
	} else if (strcmp(word->name, "narrow") == 0 && !word->value) {
		field->narrow = true;
	} else if (strcmp(word->name, "help") == 0) {
		field->help = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "example") == 0) {
		field->example = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "initial") == 0) {
		field->initial = loader_copy(reading->loader, value);
	} else if (strcmp(word->name, "choices") == 0) {
		*choices = loader_copy(reading->loader, value);
	} else {
		ini_fault(entry, faults, "sifat '%s' pada '%s' tidak dikenal.", word->name, entry->key);
	}
}

/* A key stands in CSV headers, commands and the store. */
static bool key_valid(const char *key)
{
	size_t size = strlen(key);

	return size && size < RECORD_KEY_MOST &&
	       strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == size && key[0] > '9' &&
	       strcmp(key, "id") != 0;
}

static void read_field(struct form_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	struct field_definition field = {.help = "",
		.example = "",
		.initial = "",
		.wins = "",
		.drops = "",
		.page = reading->page,
		.given = reading->given};
	const char *choices = NULL;
	struct words words;
	bool whole = words_read(&words, entry, faults);

	field.key = loader_copy(reading->loader, entry->key);
	field.line = entry->line;
	field.path = loader_copy(reading->loader, entry->path);
	if (!key_valid(entry->key)) {
		ini_fault(entry, faults,
			"kunci isian '%s' hanya boleh huruf kecil, angka, dan garis bawah, diawali huruf.",
			entry->key);
	} else if (whole &&
		   (!words.count || !words.word[0].name || !type_read(words.word[0].name, &field.type))) {
		ini_fault(entry, faults,
			"jenis isian '%s' tidak dikenal; pakai text, long, choice, number, money, date, yesno, unit, atau innovation.",
			words.count && words.word[0].name ? words.word[0].name : "");
	} else if (whole) {
		for (size_t i = 1; i < words.count; i++)
			read_attribute(reading, entry, faults, &words.word[i], &field, &choices);
		if (!field.label)
			ini_fault(entry, faults, "isian '%s' belum bernama; tulis namanya dalam tanda kutip.",
				entry->key);
	}
	words_free(&words);
	if (!field.label)
		field.label = field.key;
	for (size_t i = 0; i < reading->count; i++)
		if (strcmp(reading->field[i].key, entry->key) == 0) {
			ini_fault(entry, faults, "isian '%s' sudah ada pada baris %d.", entry->key,
				reading->field[i].line);
			return;
		}
	reading->field = array_room(reading->field, reading->count, &reading->room, sizeof *reading->field);
	reading->choices_name = array_room(
		reading->choices_name, reading->count, &reading->name_room, sizeof *reading->choices_name);
	reading->choices_name[reading->count] = choices;
	reading->field[reading->count++] = field;
}

static void read_choice(struct form_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	for (size_t i = 0; i < reading->choice_count; i++)
		if (strcmp(reading->choice[i].key, entry->key) == 0) {
			ini_fault(entry, faults, "pilihan '%s' ada dua kali.", entry->key);
			return;
		}
	if (!*entry->value) {
		ini_fault(entry, faults, "pilihan '%s' belum bernama; tulis namanya di belakang tanda =.",
			entry->key);
		return;
	}
	reading->choice = array_room(
		reading->choice, reading->choice_count, &reading->choice_room, sizeof *reading->choice);
	reading->choice[reading->choice_count++] = (struct choice){
		loader_copy(reading->loader, entry->key), loader_copy(reading->loader, entry->value)};
}

static void handle_form(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct form_reading *reading = context;

	if (!entry->key)
		start_section(reading, entry, faults);
	else if (reading->in_choices)
		read_choice(reading, entry, faults);
	else if (reading->page)
		read_field(reading, entry, faults);
}

/* Keys between blanks that say something about a field's choices are among them. */
static void check_listed(struct form_reading *reading, const struct field_definition *field,
	const struct ini_entry *at, const char *what, const char *keys)
{
	while (*keys) {
		size_t length = strcspn(keys, " ");
		char *key = memory_copy_n(keys, length);

		if (length && (!field->choices || choices_find(field->choices, key) < 0))
			ini_fault(at, reading->loader->faults,
				"%s menyebut '%s', yang tidak ada dalam pilihan '%s'.", what, key,
				field->key);
		free(key);
		keys += length + strspn(keys + length, " ");
	}
}

static void link_choices(struct form_reading *reading, struct choices *kept)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct field_definition *field = &reading->field[i];
		const char *name = reading->choices_name[i];
		struct ini_entry at = {.path = field->path,
			.line = field->line,
			.key = field->key,
			.section = "",
			.value = ""};

		if (field->type != FIELD_CHOICE)
			continue;
		for (size_t j = 0; name && j < reading->choices_count; j++)
			if (strcmp(kept[j].name, name) == 0)
				field->choices = &kept[j];
		if (field->choices && *field->initial && choices_find(field->choices, field->initial) < 0)
			ini_fault(&at, reading->loader->faults,
				"nilai awal '%s' tidak ada dalam pilihan '%s'.", field->initial, name);
		check_listed(reading, field, &at, "wins", field->wins);
		check_listed(reading, field, &at, "drops", field->drops);
		if (!field->choices || !field->choices->count)
			ini_fault(&at, reading->loader->faults,
				"pilihan untuk '%s' tidak ada; tambahkan choices=NAMA dan bagian [choice NAMA].",
				field->key);
	}
}

static int compare_keys(const void *a, const void *b)
{
	const struct field_definition *const *x = a;
	const struct field_definition *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

void definition_read_form(
	struct loader *loader, const struct definition_file *file, struct form_definition *form)
{
	struct form_reading reading = {.loader = loader};
	const struct field_definition **sorted;
	struct choices *choices;

	ini_read(file->path, file->text, file->size, handle_form, &reading, loader->faults);
	end_choices(&reading);
	choices = loader_keep(loader, reading.choices, reading.choices_count, sizeof *reading.choices);
	link_choices(&reading, choices);
	form->title = "";
	form->field = loader_keep(loader, reading.field, reading.count, sizeof *reading.field);
	form->count = reading.count;
	sorted = loader_alloc(loader, (reading.count + 1) * sizeof *sorted);
	for (size_t i = 0; i < reading.count; i++)
		sorted[i] = &form->field[i];
	qsort(sorted, reading.count, sizeof *sorted, compare_keys);
	form->sorted = sorted;
	free(reading.field);
	free(reading.choices_name);
	free(reading.choices);
	free(reading.choice);
}

const struct field_definition *form_find(const struct form_definition *form, const char *key)
{
	size_t low = 0;
	size_t high = form->count;

	for (size_t i = 0; !form->sorted && i < form->count; i++)
		if (strcmp(form->field[i].key, key) == 0)
			return &form->field[i];
	while (form->sorted && low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(form->sorted[middle]->key, key);

		if (!order)
			return form->sorted[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

int choices_find(const struct choices *choices, const char *key)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->choice[i].key, key) == 0)
			return (int)i;
	return -1;
}
