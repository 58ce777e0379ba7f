/* theme.h: the few looks a text can have, how a theme's text names them, and what they become on this terminal.
 * At most eight colours on the terminal's own background; every look also differs without colour, or has a mark beside it.
 * No state but the look table of the one terminal. */
#ifndef SIKO_UI_THEME_H
#define SIKO_UI_THEME_H

#include <stdbool.h>

#include "base/error.h"

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

/* A colour (0: the terminal's own, else 1 + its number) and weights per style. */
struct theme {
	unsigned char colour[STYLE_COUNT];
	unsigned char weight[STYLE_COUNT];
};

/* One line of a theme's text: `pokok = sian tebal`. A sentence when a word means nothing; nothing is changed then. */
bool theme_set(struct theme *theme, const char *style, const char *look, struct error *err);

/* Called after the terminal is up: NO_COLOR, mono wanted or a terminal without colours give the second. */
void theme_open(const struct theme *coloured, const struct theme *plain, bool mono);
bool theme_is_mono(void);

/* For the files that call curses: attributes with the colour pair in them, as attrset wants. */
unsigned theme_attributes(enum style style);
/* One letter for the first style that looks like this, '.' for a look no style has, ' ' for plain. */
char theme_letter(unsigned attributes);

#endif
