#include "ui/theme.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum weight { WEIGHT_BOLD = 1, WEIGHT_DIM = 2, WEIGHT_REVERSE = 4, WEIGHT_UNDERLINE = 8, WEIGHT_BRIGHT = 16 };

enum { COLOUR_MOST = 8 };

static unsigned looks[STYLE_COUNT];
static bool mono = true;

/* One letter per style in snapshots with attributes. */
static const char letters[STYLE_COUNT + 1] = " dbagwrkfvlest";

static const char *const style_words[STYLE_COUNT] = {
	[STYLE_DIM] = "redup",
	[STYLE_BOLD] = "tebal",
	[STYLE_ACCENT] = "pokok",
	[STYLE_GOOD] = "baik",
	[STYLE_WARN] = "waspada",
	[STYLE_BAD] = "buruk",
	[STYLE_KEY] = "tombol",
	[STYLE_FIELD] = "isian",
	[STYLE_FULL] = "penuh",
	[STYLE_LIGHT] = "ringan",
	[STYLE_EMPTY] = "kosong",
	[STYLE_FOUND] = "temu",
	[STYLE_BAR] = "judul",
};

static const char *const colour_words[COLOUR_MOST] = {
	[COLOR_BLACK] = "hitam",
	[COLOR_RED] = "merah",
	[COLOR_GREEN] = "hijau",
	[COLOR_YELLOW] = "kuning",
	[COLOR_BLUE] = "biru",
	[COLOR_MAGENTA] = "ungu",
	[COLOR_CYAN] = "sian",
	[COLOR_WHITE] = "putih",
};

static const struct {
	const char *word;
	enum weight weight;
} weight_words[] = {
	{"tebal", WEIGHT_BOLD},
	{"redup", WEIGHT_DIM},
	{"balik", WEIGHT_REVERSE},
	{"garis-bawah", WEIGHT_UNDERLINE},
	{"terang", WEIGHT_BRIGHT},
};

static bool read_word(const char *word, unsigned char *colour, unsigned char *weight)
{
	for (int i = 0; i < COLOUR_MOST; i++) {
		if (strcmp(colour_words[i], word) == 0) {
			*colour = (unsigned char)(i + 1);
			return true;
		}
	}
	for (size_t i = 0; i < sizeof weight_words / sizeof *weight_words; i++) {
		if (strcmp(weight_words[i].word, word) == 0) {
			*weight |= (unsigned char)weight_words[i].weight;
			return true;
		}
	}
	return false;
}

bool theme_set(struct theme *theme, const char *style, const char *look, struct error *err)
{
	unsigned char colour = 0;
	unsigned char weight = 0;
	int which = STYLE_PLAIN + 1;
	char *words;
	char *rest = NULL;
	bool good = true;

	while (which < STYLE_COUNT && strcmp(style_words[which], style) != 0)
		which++;
	if (which == STYLE_COUNT)
		return error_set(err, "gaya \"%.40s\" tidak dikenal; misalnya pokok, baik, buruk.", style);
	words = memory_copy(look);
	for (char *word = strtok_r(words, " \t", &rest); word && good; word = strtok_r(NULL, " \t", &rest)) {
		good = read_word(word, &colour, &weight);
		if (!good)
			error_set(err,
				"\"%.40s\" bukan warna atau bobot; misalnya sian, merah, tebal, balik.",
				word);
	}
	free(words);
	if (!good)
		return false;
	theme->colour[which] = colour;
	theme->weight[which] = weight;
	return true;
}

static bool has_dim(void)
{
	const char *dim = tigetstr("dim");

	return dim && dim != (const char *)-1;
}

static unsigned attributes_of(unsigned weight, bool few_colours)
{
	unsigned attributes = 0;

	if (weight & WEIGHT_BOLD || (weight & WEIGHT_BRIGHT && few_colours))
		attributes |= A_BOLD;
	if (weight & WEIGHT_DIM && has_dim())
		attributes |= A_DIM;
	if (weight & WEIGHT_REVERSE)
		attributes |= A_REVERSE;
	if (weight & WEIGHT_UNDERLINE)
		attributes |= A_UNDERLINE;
	return attributes;
}

static bool may_colour(void)
{
	const char *no_color = getenv("NO_COLOR"); /* ncurses itself ignores it (PITFALLS B3) */

	return !(no_color && *no_color) && has_colors() && start_color() != ERR && COLORS >= COLOUR_MOST &&
	       COLOR_PAIRS > COLOUR_MOST;
}

void theme_open(const struct theme *coloured, const struct theme *plain, bool want_mono)
{
	const struct theme *theme;
	short background = COLOR_BLACK;

	mono = want_mono || !may_colour();
	theme = mono ? plain : coloured;
	if (!mono && use_default_colors() == OK)
		background = -1;
	for (int style = 0; style < STYLE_COUNT; style++) {
		short colour = theme->colour[style];

		looks[style] = attributes_of(theme->weight[style], !mono && COLORS <= COLOUR_MOST);
		if (mono || !colour)
			continue;
		init_pair(colour, (short)(colour - 1), background);
		looks[style] |= (unsigned)COLOR_PAIR(colour);
	}
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
