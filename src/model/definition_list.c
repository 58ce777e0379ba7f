#include "base/memory.h"
#include "model/definition_part.h"

#include <stdlib.h>
#include <string.h>

struct list_reading {
	struct loader *loader;
	struct list_definition *list;
	struct column_definition *column;
	size_t count, room;
};

static void read_column(struct list_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	struct column_definition column = {.key = loader_copy(reading->loader, entry->key), .label = ""};
	struct words words;
	long width;

	if (words_read(&words, entry, faults))
		for (size_t i = 0; i < words.count; i++) {
			const struct word *word = &words.word[i];

			if (!word->name)
				column.label = loader_copy(reading->loader, word->value);
			else if (strcmp(word->name, "right") == 0)
				column.right = true;
			else if (strcmp(word->name, "width") != 0)
				ini_fault(entry, faults, "sifat '%s' pada kolom '%s' tidak dikenal.",
					word->name, entry->key);
			else if (number_read(
					 entry, faults, "width", word->value ? word->value : "", 200, &width))
				column.width = (int)width;
		}
	words_free(&words);
	reading->column = array_room(
		reading->column, reading->count, &reading->room, sizeof *reading->column);
	reading->column[reading->count++] = column;
}

static void handle_list(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct list_reading *reading = context;

	if (!entry->key) {
		if (strcmp(entry->section, "list") != 0 && strcmp(entry->section, "columns") != 0)
			ini_fault(entry, faults, "bagian [%s] tidak dikenal; pakai [list] dan [columns].",
				entry->section);
	} else if (strcmp(entry->section, "columns") == 0) {
		read_column(reading, entry, faults);
	} else if (strcmp(entry->key, "title") == 0) {
		reading->list->title = loader_copy(reading->loader, entry->value);
	} else if (strcmp(entry->key, "sort") == 0) {
		reading->list->sort = loader_copy(reading->loader, entry->value);
	} else if (strcmp(entry->key, "empty") == 0) {
		reading->list->empty = loader_copy(reading->loader, entry->value);
	} else if (strcmp(entry->section, "list") == 0) {
		ini_fault(entry, faults, "'%s' tidak dikenal; pakai title, sort, atau empty.", entry->key);
	}
}

void definition_read_list(
	struct loader *loader, const struct definition_file *file, struct list_definition *list)
{
	struct list_reading reading = {.loader = loader, .list = list};

	*list = (struct list_definition){.title = "", .sort = "", .empty = ""};
	ini_read(file->path, file->text, file->size, handle_list, &reading, loader->faults);
	if (!reading.count)
		faults_add(loader->faults, "%s:1: daftar ini belum berkolom.", file->path);
	list->column = loader_keep(loader, reading.column, reading.count, sizeof *reading.column);
	list->count = reading.count;
	free(reading.column);
}

struct menu_reading {
	struct loader *loader;
	struct menu_entry *entry;
	size_t count, room;
};

static void handle_menu(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct menu_reading *reading = context;
	struct menu_entry made = {.label = "", .note = ""};
	struct words words;

	if (!entry->key) {
		if (strcmp(entry->section, "menu") != 0)
			ini_fault(entry, faults, "bagian [%s] tidak dikenal; pakai [menu].", entry->section);
		return;
	}
	made.action = loader_copy(reading->loader, entry->key);
	if (words_read(&words, entry, faults))
		for (size_t i = 0; i < words.count; i++) {
			const struct word *word = &words.word[i];

			if (!word->name)
				made.label = loader_copy(reading->loader, word->value);
			else if (strcmp(word->name, "note") == 0 && word->value)
				made.note = loader_copy(reading->loader, word->value);
			else
				ini_fault(entry, faults, "sifat '%s' pada menu tidak dikenal; pakai note=.",
					word->name);
		}
	words_free(&words);
	if (!*made.label)
		ini_fault(entry, faults, "menu '%s' belum bernama; tulis namanya dalam tanda kutip.",
			entry->key);
	reading->entry = array_room(reading->entry, reading->count, &reading->room, sizeof *reading->entry);
	reading->entry[reading->count++] = made;
}

void definition_read_menu(
	struct loader *loader, const struct definition_file *file, struct menu_definition *menu)
{
	struct menu_reading reading = {.loader = loader};

	ini_read(file->path, file->text, file->size, handle_menu, &reading, loader->faults);
	menu->entry = loader_keep(loader, reading.entry, reading.count, sizeof *reading.entry);
	menu->count = reading.count;
	free(reading.entry);
}
