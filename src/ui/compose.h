/* compose.h: the screens that can be seen, laid out and painted as one frame: the lowest full one, floats over it.
 * Decides nothing about when; sends nothing to the terminal.
 * Nothing is owned. */
#ifndef SIKO_UI_COMPOSE_H
#define SIKO_UI_COMPOSE_H

#include <stdbool.h>

#include "ui/screen.h"

/* Layout and data as they must be before a screen is painted or given a key; true when the picture changes by it. */
bool compose_prepare(struct screen *screen);
bool compose_prepare_visible(void);

/* The whole frame anew in memory; curses sends only what differs (PITFALLS B1). */
void compose_paint(int rows, int cols);

#endif
