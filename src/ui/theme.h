/* theme.h: the few looks a text can have, and what they become on this terminal.
 * At most eight colours on the terminal's own background; every look also differs without colour, or has a mark beside it.
 * No state but the look table of the one terminal. */
#ifndef SIKO_UI_THEME_H
#define SIKO_UI_THEME_H

#include <stdbool.h>

enum style {
	STYLE_PLAIN,
	STYLE_DIM, /* labels of lesser weight, hints, rules */
	STYLE_BOLD,
	STYLE_ACCENT, /* the one accent colour: title, active mark */
	STYLE_GOOD,   /* beside a mark that says the same */
	STYLE_WARN,
	STYLE_BAD,
	STYLE_KEY,   /* a key in the footer or help */
	STYLE_FIELD, /* the active field's brackets */
	STYLE_FULL,  /* verified part of a bar */
	STYLE_LIGHT, /* claimed part of a bar */
	STYLE_EMPTY, /* rest of a bar */
	STYLE_FOUND, /* text that matches a search */
	STYLE_BAR,   /* title of a float */
	STYLE_COUNT
};

/* Called after the terminal is up: NO_COLOR, --mono or a terminal without colours give the mono table. */
void theme_open(bool mono);
bool theme_is_mono(void);

/* For the files that call curses: attributes with the colour pair in them, as attrset wants. */
unsigned theme_attributes(enum style style);
/* One letter for the first style that looks like this, '.' for a look no style has, ' ' for plain. */
char theme_letter(unsigned attributes);

#endif
