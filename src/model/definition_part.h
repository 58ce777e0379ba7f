/* definition_part.h: what the readers of the different definition files share: memory, faults, the words of a value.
 * Only definition*.c include it. Everything allocated here lives until definitions_free. */
#ifndef SIKO_MODEL_DEFINITION_PART_H
#define SIKO_MODEL_DEFINITION_PART_H

#include "base/ini.h"
#include "model/definition.h"

struct definition_block;

#define LOADER_SEEN 1024 /* places for texts that may come again */

struct loader {
	struct definition_block *memory; /* newest block first */
	struct faults *faults;
	const char *
		*seen; /* LOADER_SEEN of them, by hash; a later text may take the place of an earlier one */
};

void *loader_alloc(struct loader *loader, size_t size);		  /* zeroed, aligned for any type */
const char *loader_copy(struct loader *loader, const char *text); /* the same for the same text, mostly */
void *loader_keep(
	struct loader *loader, const void *array, size_t count, size_t size); /* a copy of a grown array */

/* A value like `text "Nama inovasi" max=200 required help="…"`, word by word. */
struct word {
	char *name;  /* "max", "required"; NULL for a quoted text alone */
	char *value; /* NULL for a bare word */
};

struct words {
	char *text; /* the value, cut into pieces; freed by words_free */
	struct word word[40];
	size_t count;
};

/* False after a fault (unclosed quote, too many words). words_free in any case. */
bool words_read(struct words *words, const struct ini_entry *entry, struct faults *faults);
void words_free(struct words *words);

/* Whole number 0..most; false after a fault naming `what`. */
bool number_read(const struct ini_entry *entry, struct faults *faults, const char *what, const char *text,
	long most, long *value);
/* "0.75" → 75; at most two decimals. */
bool hundredths_read(
	const struct ini_entry *entry, struct faults *faults, const char *what, const char *text, int *value);
bool yes_read(const struct ini_entry *entry, struct faults *faults, const char *text, bool *value);

void definition_read_form(
	struct loader *loader, const struct definition_file *file, struct form_definition *form);
void definition_read_list(
	struct loader *loader, const struct definition_file *file, struct list_definition *list);
void definition_read_menu(
	struct loader *loader, const struct definition_file *file, struct menu_definition *menu);
void definition_read_sheet(struct loader *loader, const struct definition_file *file, const char *aspect,
	struct catalogue *catalogue);
void definition_read_rules(
	struct loader *loader, const struct definition_file *file, int year, struct year_rules *rules);

#endif
