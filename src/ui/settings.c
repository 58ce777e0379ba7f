#include "ui/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/ini.h"
#include "base/memory.h"
#include "base/text.h"

#define BUILT_IN    "terminal/default.terminal"
#define LEAVE_MOST  1440 /* minutes: a day */
#define THEME_START "tema "

/* What settings_read needs while ini_read calls back. */
struct reading {
	struct settings *settings;
	struct settings_theme *theme; /* of this section; NULL: [layar] */
	bool skipped;		      /* an unknown section */
};

static struct settings_theme *find(const struct settings *settings, const char *name)
{
	for (size_t i = 0; i < settings->count; i++)
		if (strcmp(settings->themes[i].name, name) == 0)
			return &settings->themes[i];
	return NULL;
}

const struct theme *settings_theme(const struct settings *settings, const char *name)
{
	const struct settings_theme *found = find(settings, name);

	return found ? &found->theme : NULL;
}

static struct settings_theme *add(struct settings *settings, const char *name)
{
	struct settings_theme *theme = find(settings, name);

	if (theme)
		return theme;
	settings->themes = array_room(
		settings->themes, settings->count, &settings->room, sizeof *settings->themes);
	theme = &settings->themes[settings->count++];
	*theme = (struct settings_theme){0};
	snprintf(theme->name, sizeof theme->name, "%s", name);
	return theme;
}

static void read_section(struct reading *reading, const struct ini_entry *entry, struct faults *faults)
{
	const char *name = entry->section + sizeof THEME_START - 1;

	reading->theme = NULL;
	reading->skipped = strcmp(entry->section, "layar") != 0;
	if (!reading->skipped)
		return;
	if (text_starts(entry->section, THEME_START) && *name && strlen(name) < SETTINGS_NAME_MOST) {
		reading->theme = add(reading->settings, name);
		reading->skipped = false;
		return;
	}
	ini_fault(entry, faults, "bagian [%.40s] tidak dikenal; isinya dilewati.", entry->section);
}

static void read_switch(bool *to, const struct ini_entry *entry, struct faults *faults)
{
	if (strcmp(entry->value, "ya") == 0 || strcmp(entry->value, "tidak") == 0)
		*to = *entry->value == 'y';
	else
		ini_fault(
			entry, faults, "%s adalah ya atau tidak, bukan \"%.40s\".", entry->key, entry->value);
}

static void read_leave(struct settings *settings, const struct ini_entry *entry, struct faults *faults)
{
	uint64_t minutes;

	if (text_number(entry->value, LEAVE_MOST, &minutes))
		settings->leave_after = (int)minutes;
	else
		ini_fault(entry, faults, "%s adalah menit, 0 sampai %d, bukan \"%.40s\".", entry->key,
			LEAVE_MOST, entry->value);
}

static void read_habit(struct settings *settings, const struct ini_entry *entry, struct faults *faults)
{
	const struct {
		const char *word;
		bool *to;
	} switches[] = {
		{"polos", &settings->plain}, {"pembaca", &settings->reader}, {"ascii", &settings->ascii}};

	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
		if (strcmp(entry->key, switches[i].word) == 0) {
			read_switch(switches[i].to, entry, faults);
			return;
		}
	}
	if (strcmp(entry->key, "keluar-setelah") == 0)
		read_leave(settings, entry, faults);
	else if (strcmp(entry->key, "tema") == 0 && strlen(entry->value) < SETTINGS_NAME_MOST)
		snprintf(settings->theme, sizeof settings->theme, "%s", entry->value);
	else
		ini_fault(entry, faults, "\"%.40s\" tidak dikenal; lihat %s.", entry->key, BUILT_IN);
}

static void read_entry(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct reading *reading = context;
	struct error err;

	if (!entry->key)
		read_section(reading, entry, faults);
	else if (reading->skipped)
		return;
	else if (!reading->theme)
		read_habit(reading->settings, entry, faults);
	else if (!theme_set(&reading->theme->theme, entry->key, entry->value, &err))
		ini_fault(entry, faults, "%s", err.text);
}

void settings_read(
	struct settings *settings, const char *name, const char *text, size_t size, struct faults *faults)
{
	struct reading reading = {.settings = settings, .skipped = true};

	ini_read(name, text, size, read_entry, &reading, faults);
	if (find(settings, settings->theme))
		return;
	faults_add(faults, "%s:1: tema \"%.40s\" tidak ada; dipakai bawaan.", name, settings->theme);
	snprintf(settings->theme, sizeof settings->theme, "bawaan");
}

/* Without a fault: the build's tests read it. */
void settings_open(struct settings *settings)
{
	struct faults faults = {0};

	*settings = (struct settings){0};
	for (size_t i = 0; i < embedded_count; i++)
		if (strcmp(embedded_files[i].path, BUILT_IN) == 0)
			settings_read(
				settings, BUILT_IN, embedded_files[i].data, embedded_files[i].size, &faults);
	faults_free(&faults);
}

void settings_free(struct settings *settings)
{
	free(settings->themes);
	*settings = (struct settings){0};
}
