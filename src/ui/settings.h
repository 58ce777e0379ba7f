/* settings.h: how the operator wants the terminal used: theme, plain lines, screen reader, when an idle siko leaves.
 * Reads texts (base/ini), finds no files; later texts override earlier ones. The built-in one is always read first.
 * A struct settings starts with settings_open and owns its themes until settings_free. */
#ifndef SIKO_UI_SETTINGS_H
#define SIKO_UI_SETTINGS_H

#include "base/error.h"
#include "ui/theme.h"

#define SETTINGS_NAME_MOST 32

struct settings_theme {
	char name[SETTINGS_NAME_MOST];
	struct theme theme;
};

struct settings {
	char theme[SETTINGS_NAME_MOST];
	bool plain;	 /* without rules and bars */
	bool reader;	 /* one line is announced per action */
	bool ascii;	 /* nothing but ASCII is shown */
	int leave_after; /* minutes without a key; 0: never */
	struct settings_theme *themes;
	size_t count, room;
};

void settings_open(struct settings *settings);
void settings_free(struct settings *settings);
/* name is for faults. A line that means nothing is a fault and changes nothing. */
void settings_read(
	struct settings *settings, const char *name, const char *text, size_t size, struct faults *faults);
/* NULL: there is none of that name. */
const struct theme *settings_theme(const struct settings *settings, const char *name);

#endif
