#include "ui/theme.h"

#include <curses.h>
#include <stdlib.h>

enum { PAIR_ACCENT = 1, PAIR_GOOD, PAIR_WARN, PAIR_BAD };

static unsigned looks[STYLE_COUNT];
static bool mono = true;

/* One letter per style in snapshots with attributes. */
static const char letters[STYLE_COUNT + 1] = " dbagwrkfvlest";

static bool has_dim(void)
{
	const char *dim = tigetstr("dim");

	return dim && dim != (const char *)-1;
}

/* Meaning is always carried by a mark or the words as well; here is only weight. */
static void use_mono(void)
{
	static const unsigned table[STYLE_COUNT] = {
		[STYLE_BOLD] = A_BOLD,
		[STYLE_ACCENT] = A_BOLD,
		[STYLE_WARN] = A_BOLD,
		[STYLE_BAD] = A_BOLD,
		[STYLE_KEY] = A_BOLD,
		[STYLE_FIELD] = A_BOLD,
		[STYLE_FOUND] = A_REVERSE,
		[STYLE_BAR] = A_REVERSE,
	};

	for (int style = 0; style < STYLE_COUNT; style++)
		looks[style] = table[style];
	mono = true;
}

/* Bold for keys, not a colour: four bytes less at every key of the footer. */
static void use_colours(void)
{
	short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
	unsigned weight = COLORS <= 8 ? A_BOLD : 0;
	unsigned dim = has_dim() ? A_DIM : 0;

	init_pair(PAIR_ACCENT, COLOR_CYAN, background);
	init_pair(PAIR_GOOD, COLOR_GREEN, background);
	init_pair(PAIR_WARN, COLOR_YELLOW, background);
	init_pair(PAIR_BAD, COLOR_RED, background);
	looks[STYLE_PLAIN] = A_NORMAL;
	looks[STYLE_DIM] = dim;
	looks[STYLE_BOLD] = A_BOLD;
	looks[STYLE_ACCENT] = (unsigned)COLOR_PAIR(PAIR_ACCENT) | weight;
	looks[STYLE_GOOD] = (unsigned)COLOR_PAIR(PAIR_GOOD);
	looks[STYLE_WARN] = (unsigned)COLOR_PAIR(PAIR_WARN);
	looks[STYLE_BAD] = (unsigned)COLOR_PAIR(PAIR_BAD);
	looks[STYLE_KEY] = A_BOLD;
	looks[STYLE_FIELD] = (unsigned)COLOR_PAIR(PAIR_ACCENT) | A_BOLD;
	looks[STYLE_FULL] = (unsigned)COLOR_PAIR(PAIR_ACCENT);
	looks[STYLE_LIGHT] = (unsigned)COLOR_PAIR(PAIR_ACCENT);
	looks[STYLE_EMPTY] = dim;
	looks[STYLE_FOUND] = A_REVERSE;
	looks[STYLE_BAR] = A_REVERSE;
	mono = false;
}

/* ncurses itself ignores NO_COLOR (PITFALLS B3). */
void theme_open(bool want_mono)
{
	const char *no_color = getenv("NO_COLOR");

	if (want_mono || (no_color && *no_color) || !has_colors() || start_color() == ERR || COLORS < 8 ||
		COLOR_PAIRS <= PAIR_BAD)
		use_mono();
	else
		use_colours();
}

bool theme_is_mono(void)
{
	return mono;
}

unsigned theme_attributes(enum style style)
{
	return looks[style];
}

char theme_letter(unsigned attributes)
{
	for (int style = 0; style < STYLE_COUNT; style++)
		if (looks[style] == attributes)
			return letters[style];
	return '.';
}
