/* views.h: what the tests of views share: a headless terminal, rows of it, and a monkey that types.
 * No view is known here. Nothing outlives views_close; texts given out are borrowed until the next call. */
#ifndef SIKO_TESTS_SUPPORT_VIEWS_H
#define SIKO_TESTS_SUPPORT_VIEWS_H

#include <stdint.h>

#include "ui/screen.h"

/* Setup and teardown for cmocka: a terminal of 24 x 80. */
int views_open(void **state);
int views_close(void **state);

extern const struct area views_whole; /* all of it */

/* Erases the screen, as the loop does before it lets a screen paint. */
void views_erase(void);
const char *views_row(int row);
/* Cells that differ since the last call. */
int views_changed(void);

/* The monkey is deterministic: the same seed does the same again. */
struct monkey {
	uint64_t seed;
	char text[8]; /* the last thing it typed */
};

unsigned monkey_below(struct monkey *monkey, unsigned limit);
enum action monkey_action(struct monkey *monkey); /* moving and typing only */
/* One character: mostly ASCII; also CJK, marks, emoji, controls, hidden and bad bytes. Returns its size. */
size_t monkey_type(struct monkey *monkey);
/* Resizes the terminal to 1 x 1 … 60 x 200 and gives an area on it. */
struct area monkey_area(struct monkey *monkey);

#endif
