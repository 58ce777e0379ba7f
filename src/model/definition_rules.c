#include "base/memory.h"
#include "model/definition_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#define PREDICATES_MOST	   16
#define MATURE_UNLESS_SAID 85

struct rules_reading {
	struct loader *loader;
	struct year_rules *rules;
	struct predicate predicate[PREDICATES_MOST];
	size_t predicates;
	unsigned seen; /* one bit per entry that must be there */
};

enum {
	SEEN_YEAR = 1,
	SEEN_FROM = 2,
	SEEN_TO = 4,
	SEEN_WORDS = 8,
	SEEN_WEIGHT = 16,
	SEEN_MOST = 32,
	SEEN_DIVISOR = 64,
	SEEN_NEEDED = 128,
	SEEN_YANDAS = 256,
	SEEN_TOTAL = 512,
	SEEN_ALL = 1023
};

static void read_day(const struct ini_entry *entry, struct faults *faults, int32_t *day)
{
	if (!date_parse(entry->value, day))
		ini_fault(entry, faults, "'%s' bukan tanggal; tulis seperti 2024-01-31.", entry->value);
}

static void read_yes(const struct ini_entry *entry, struct faults *faults, bool *yes)
{
	*yes = strcmp(entry->value, "yes") == 0;
	if (!*yes && strcmp(entry->value, "no") != 0)
		ini_fault(entry, faults, "'%s' bukan jawaban; tulis yes atau no.", entry->value);
}

static void read_yandas(struct rules_reading *reading, const struct ini_entry *entry)
{
	char *text = memory_copy(entry->value);
	const char *keys[64];
	size_t count = 0;
	char *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word && count < 64; word = strtok_r(NULL, " ", &rest))
		keys[count++] = loader_copy(reading->loader, word);
	reading->rules->yandas = loader_keep(reading->loader, keys, count, sizeof *keys);
	reading->rules->yandas_count = count;
	free(text);
}

static void read_predicate(
	struct rules_reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	int from;

	if (strcmp(entry->key, "none") == 0) {
		reading->rules->predicate_none = loader_copy(reading->loader, entry->value);
		return;
	}
	if (!hundredths_read(entry, faults, "batas predikat", entry->key, &from))
		return;
	if (reading->predicates == PREDICATES_MOST ||
		(reading->predicates && reading->predicate[reading->predicates - 1].from <= from)) {
		ini_fault(
			entry, faults, "predikat harus ditulis dari batas tertinggi, tanpa batas yang sama.");
		return;
	}
	reading->predicate[reading->predicates++] = (struct predicate){
		from, loader_copy(reading->loader, entry->value)};
}

static void read_number(const struct ini_entry *entry, struct faults *faults, long most, int *to)
{
	long value;

	if (number_read(entry, faults, entry->key, entry->value, most, &value))
		*to = (int)value;
}

static void handle_rules(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct rules_reading *reading = context;
	struct year_rules *rules = reading->rules;
	int words = 0;

	if (!entry->key)
		return;
	if (strcmp(entry->section, "predicate") == 0) {
		read_predicate(reading, entry, faults);
	} else if (strcmp(entry->key, "year") == 0) {
		read_number(entry, faults, 2200, &rules->year);
		reading->seen |= SEEN_YEAR;
	} else if (strcmp(entry->key, "applied-from") == 0) {
		read_day(entry, faults, &rules->applied_from);
		reading->seen |= SEEN_FROM;
	} else if (strcmp(entry->key, "applied-to") == 0) {
		read_day(entry, faults, &rules->applied_to);
		reading->seen |= SEEN_TO;
	} else if (strcmp(entry->key, "min-words") == 0) {
		read_number(entry, faults, 60000, &words);
		rules->min_words = (size_t)words;
		reading->seen |= SEEN_WORDS;
	} else if (strcmp(entry->key, "count-weight") == 0) {
		hundredths_read(entry, faults, "count-weight", entry->value, &rules->count_weight);
		reading->seen |= SEEN_WEIGHT;
	} else if (strcmp(entry->key, "count-most") == 0) {
		read_number(entry, faults, 100000, &rules->count_most);
		reading->seen |= SEEN_MOST;
	} else if (strcmp(entry->key, "divisor") == 0) {
		read_number(entry, faults, 1000, &rules->divisor);
		reading->seen |= SEEN_DIVISOR;
	} else if (strcmp(entry->key, "yandas-needed") == 0) {
		read_number(entry, faults, 64, &rules->yandas_needed);
		reading->seen |= SEEN_NEEDED;
	} else if (strcmp(entry->key, "yandas") == 0) {
		read_yandas(reading, entry);
		reading->seen |= SEEN_YANDAS;
	} else if (strcmp(entry->key, "total") == 0) {
		read_number(entry, faults, 100000, &rules->total);
		reading->seen |= SEEN_TOTAL;
	} else if (strcmp(entry->key, "opens") == 0) {
		read_day(entry, faults, &rules->opens);
	} else if (strcmp(entry->key, "closes") == 0) {
		read_day(entry, faults, &rules->closes);
	} else if (strcmp(entry->key, "mature") == 0) {
		read_number(entry, faults, 1000, &rules->mature);
	} else if (strcmp(entry->key, "closed") == 0) {
		read_yes(entry, faults, &rules->closed);
	} else {
		ini_fault(entry, faults, "'%s' tidak dikenal dalam aturan indeks.", entry->key);
	}
}

void definition_read_rules(
	struct loader *loader, const struct definition_file *file, int year, struct year_rules *rules)
{
	struct rules_reading reading = {.loader = loader, .rules = rules};

	*rules = (struct year_rules){.predicate_none = "", .mature = MATURE_UNLESS_SAID};
	ini_read(file->path, file->text, file->size, handle_rules, &reading, loader->faults);
	rules->predicate = loader_keep(
		loader, reading.predicate, reading.predicates, sizeof *reading.predicate);
	rules->predicate_count = reading.predicates;
	if (reading.seen != SEEN_ALL || !reading.predicates || !*rules->predicate_none)
		faults_add(loader->faults,
			"%s:1: aturan belum lengkap; perlu year, applied-from, applied-to, min-words, count-weight, count-most, divisor, "
			"yandas-needed, yandas, total, dan [predicate] dengan none.",
			file->path);
	else if (rules->year != year)
		faults_add(loader->faults, "%s:1: year = %d, tetapi foldernya iid-%d.", file->path,
			rules->year, year);
	else if ((size_t)rules->yandas_needed > rules->yandas_count)
		faults_add(loader->faults, "%s:1: yandas-needed %d lebih dari %zu yandas.", file->path,
			rules->yandas_needed, rules->yandas_count);
	else if (rules->opens && rules->closes && rules->opens > rules->closes)
		faults_add(loader->faults, "%s:1: jendela pelaporan ditutup sebelum dibuka.", file->path);
	else if (rules->divisor < 1 || rules->total < 1)
		faults_add(loader->faults, "%s:1: divisor dan total harus lebih dari 0.", file->path);
}
