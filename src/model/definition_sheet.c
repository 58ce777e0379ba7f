#include "base/memory.h"
#include "model/definition_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASES_MOST 64 /* of all indicators together */

struct sheet_basis {
	struct basis basis;
	size_t indicator; /* whose */
	int line;
};

/* A sheet being read. Texts go into the definitions' memory at once, arrays at the end. */
struct sheet_reading {
	struct loader *loader;
	const struct definition_file *file;
	struct catalogue *catalogue;
	struct indicator indicator[CATALOGUE_MOST];
	int line[CATALOGUE_MOST];
	size_t count;
	struct sheet_basis basis[BASES_MOST];
	size_t basis_count;
	int at;	      /* indicator the section is about, -1 = none */
	int at_basis; /* basis the section is about, -1 = the indicator itself */
	int weights;  /* hundredths, -1 = not given */
	int most;
};

static void start_indicator(
	struct sheet_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	const char *code = entry->section + strlen("indicator ");
	size_t size = strlen(code);

	for (size_t i = 0; i < reading->count; i++)
		if (strcmp(reading->indicator[i].code, code) == 0) {
			ini_fault(entry, faults, "indikator %s sudah ada pada baris %d.", code,
				reading->line[i]);
			return;
		}
	if (!size || size > 8 || strspn(code, "0123456789abcdefghijklmnopqrstuvwxyz") != size ||
		code[0] > '9') {
		ini_fault(
			entry, faults, "kode indikator '%s' harus diawali angka, misalnya 16 atau 2a.", code);
		return;
	}
	if (reading->count == CATALOGUE_MOST) {
		ini_fault(entry, faults, "lembar memuat paling banyak %d indikator.", CATALOGUE_MOST);
		return;
	}
	reading->at = (int)reading->count;
	reading->line[reading->count] = entry->line;
	reading->indicator[reading->count++] = (struct indicator){
		.code = loader_copy(reading->loader, code), .weight = -1};
}

static bool basis_known(const struct sheet_reading *reading, size_t indicator, char letter)
{
	for (size_t i = 0; i < reading->basis_count; i++)
		if (reading->basis[i].indicator == indicator && reading->basis[i].basis.letter == letter)
			return true;
	return false;
}

static void start_basis(struct sheet_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	char code[16];
	char letter;
	char rest;
	size_t owner = 0;

	if (sscanf(entry->section, "basis %15s %c%c", code, &letter, &rest) != 2 || letter < 'a' ||
		letter > 'z') {
		ini_fault(entry, faults, "tulis [basis KODE HURUF], misalnya [basis 33 a].");
		return;
	}
	while (owner < reading->count && strcmp(reading->indicator[owner].code, code) != 0)
		owner++;
	if (owner == reading->count) {
		ini_fault(entry, faults, "indikator %s belum ada di atas dasar ini.", code);
	} else if (basis_known(reading, owner, letter)) {
		ini_fault(entry, faults, "dasar %s %c ada dua kali.", code, letter);
	} else if (reading->basis_count == BASES_MOST) {
		ini_fault(entry, faults, "lembar memuat paling banyak %d dasar.", BASES_MOST);
	} else {
		reading->at = (int)owner;
		reading->at_basis = (int)reading->basis_count;
		reading->basis[reading->basis_count++] = (struct sheet_basis){
			{.letter = letter}, owner, entry->line};
	}
}

static void start_section(struct sheet_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	reading->at = -1;
	reading->at_basis = -1;
	if (strncmp(entry->section, "indicator ", 10) == 0)
		start_indicator(reading, entry, faults);
	else if (strncmp(entry->section, "basis ", 6) == 0)
		start_basis(reading, entry, faults);
	else if (strcmp(entry->section, "sheet") != 0 && strcmp(entry->section, "checksum") != 0)
		ini_fault(entry, faults,
			"bagian [%s] tidak dikenal; pakai [sheet], [checksum], [indicator …], atau [basis …].",
			entry->section);
}

/* The entries that an indicator and a basis have alike. */
static bool read_level(struct loader *loader, const struct ini_entry *entry, const char **name,
	const char *level[3], const char **evidence, const char **types)
{
	const char *key = entry->key;

	if (strcmp(key, "name") == 0)
		*name = loader_copy(loader, entry->value);
	else if (strncmp(key, "level", 5) == 0 && key[5] >= '1' && key[5] <= '3' && !key[6])
		level[key[5] - '1'] = loader_copy(loader, entry->value);
	else if (strcmp(key, "evidence") == 0)
		*evidence = loader_copy(loader, entry->value);
	else if (strcmp(key, "types") == 0)
		*types = loader_copy(loader, entry->value);
	else
		return false;
	return true;
}

/* A weight that cannot be read was complained about: it is not missing besides. */
static void read_weight(const struct ini_entry *entry, struct faults *faults, int *weight)
{
	if (!hundredths_read(entry, faults, "bobot", entry->value, weight))
		*weight = 0;
}

static void read_indicator(
	struct sheet_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	struct indicator *indicator = &reading->indicator[reading->at];

	if (reading->at_basis >= 0) {
		struct basis *basis = &reading->basis[reading->at_basis].basis;

		if (!read_level(reading->loader, entry, &basis->name, basis->level, &basis->evidence,
			    &basis->types))
			ini_fault(entry, faults, "'%s' tidak dikenal dalam [basis …].", entry->key);
		return;
	}
	if (read_level(reading->loader, entry, &indicator->name, indicator->level, &indicator->evidence,
		    &indicator->types))
		return;
	if (strcmp(entry->key, "variable") == 0)
		indicator->variable = loader_copy(reading->loader, entry->value);
	else if (strcmp(entry->key, "help") == 0)
		indicator->help = loader_copy(reading->loader, entry->value);
	else if (strcmp(entry->key, "weight") == 0)
		read_weight(entry, faults, &indicator->weight);
	else if (strcmp(entry->key, "mandatory") == 0)
		yes_read(entry, faults, entry->value, &indicator->mandatory);
	else
		ini_fault(entry, faults, "'%s' tidak dikenal dalam [indicator …].", entry->key);
}

static void handle_sheet(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct sheet_reading *reading = context;

	if (!entry->key)
		start_section(reading, entry, faults);
	else if (reading->at >= 0)
		read_indicator(reading, entry, faults);
	else if (strcmp(entry->section, "sheet") == 0 && strcmp(entry->key, "aspect") == 0)
		reading->catalogue->aspect = loader_copy(reading->loader, entry->value);
	else if (strcmp(entry->section, "sheet") == 0 && strcmp(entry->key, "title") == 0)
		reading->catalogue->title = loader_copy(reading->loader, entry->value);
	else if (strcmp(entry->section, "checksum") == 0 && strcmp(entry->key, "weights") == 0)
		hundredths_read(entry, faults, "jumlah bobot", entry->value, &reading->weights);
	else if (strcmp(entry->section, "checksum") == 0 && strcmp(entry->key, "most") == 0)
		hundredths_read(entry, faults, "skor tertinggi", entry->value, &reading->most);
	else if (strcmp(entry->section, "sheet") == 0 || strcmp(entry->section, "checksum") == 0)
		ini_fault(entry, faults, "'%s' tidak dikenal dalam [%s].", entry->key, entry->section);
}

static bool complete(const char *name, const char *const level[3], const char *evidence, const char *types)
{
	return name && *name && level[0] && *level[0] && level[1] && *level[1] && level[2] && *level[2] &&
	       evidence && *evidence && types && *types;
}

/* The indicator's own bases, checked; what it does not say itself is said by the first of them. */
static void take_bases(struct sheet_reading *reading, size_t index)
{
	struct indicator *indicator = &reading->indicator[index];
	struct basis bases[BASES_MOST];
	size_t count = 0;

	for (size_t i = 0; i < reading->basis_count; i++) {
		const struct sheet_basis *from = &reading->basis[i];
		const struct basis *basis = &from->basis;

		if (from->indicator != index)
			continue;
		if (!complete(basis->name, basis->level, basis->evidence, basis->types))
			faults_add(reading->loader->faults,
				"%s:%d: dasar %s %c belum lengkap; perlu name, level1, level2, level3, evidence, types.",
				reading->file->path, from->line, indicator->code, basis->letter);
		bases[count++] = *basis;
	}
	if (!count)
		return;
	indicator->basis = loader_keep(reading->loader, bases, count, sizeof *bases);
	indicator->basis_count = count;
	for (size_t i = 0; i < 3; i++)
		if (!indicator->level[i])
			indicator->level[i] = bases[0].level[i];
	if (!indicator->evidence)
		indicator->evidence = bases[0].evidence;
	if (!indicator->types)
		indicator->types = bases[0].types;
}

static void check_indicator(struct sheet_reading *reading, size_t index)
{
	struct indicator *indicator = &reading->indicator[index];
	struct faults *faults = reading->loader->faults;
	const char *path = reading->file->path;
	int line = reading->line[index];

	take_bases(reading, index);
	if (!complete(indicator->name, indicator->level, indicator->evidence, indicator->types) ||
		!indicator->variable)
		faults_add(faults,
			"%s:%d: indikator %s belum lengkap; perlu variable, name, weight, level1, level2, level3, evidence, "
			"types.",
			path, line, indicator->code);
	if (indicator->weight < 0)
		faults_add(faults, "%s:%d: indikator %s belum berbobot; tulis weight = bilangan.", path, line,
			indicator->code);
	if (!indicator->help)
		indicator->help = "";
}

/* What the ministry printed must add up: a mistyped weight is found here. */
static void check_sums(struct sheet_reading *reading, const char *aspect)
{
	struct faults *faults = reading->loader->faults;
	const char *path = reading->file->path;
	int sum = 0;

	for (size_t i = 0; i < reading->count; i++)
		sum += reading->indicator[i].weight;
	reading->catalogue->weight_sum = sum;
	if (strcmp(reading->catalogue->aspect, aspect) != 0)
		faults_add(
			faults, "%s:1: aspek '%s' seharusnya %s.", path, reading->catalogue->aspect, aspect);
	if (reading->weights < 0 || reading->most < 0)
		faults_add(faults, "%s:1: bagian [checksum] perlu weights dan most.", path);
	else if (sum != reading->weights)
		faults_add(faults,
			"%s:1: jumlah bobot %d.%02d, seharusnya %d.%02d menurut [checksum]; periksa weight tiap indikator.",
			path, sum / 100, sum % 100, reading->weights / 100, reading->weights % 100);
	else if (sum * 3 != reading->most)
		faults_add(faults, "%s:1: skor tertinggi %d.%02d, seharusnya %d.%02d menurut [checksum].",
			path, sum * 3 / 100, sum * 3 % 100, reading->most / 100, reading->most % 100);
}

void definition_read_sheet(struct loader *loader, const struct definition_file *file, const char *aspect,
	struct catalogue *catalogue)
{
	struct sheet_reading *reading = memory_alloc(sizeof *reading);
	size_t before = loader->faults->count;

	/* Not on the stack: its pages would stay with every session for good. */
	reading->loader = loader;
	reading->file = file;
	reading->catalogue = catalogue;
	reading->at = -1;
	reading->at_basis = -1;
	reading->weights = -1;
	reading->most = -1;
	*catalogue = (struct catalogue){.aspect = "", .title = ""};
	ini_read(file->path, file->text, file->size, handle_sheet, reading, loader->faults);
	for (size_t i = 0; i < reading->count; i++)
		check_indicator(reading, i);
	if (loader->faults->count == before)
		check_sums(reading, aspect);
	catalogue->indicator = loader_keep(
		loader, reading->indicator, reading->count, sizeof *reading->indicator);
	catalogue->count = reading->count;
	free(reading);
}
