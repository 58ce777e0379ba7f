/* term.h: the terminal up and down, and every oddity of terminals in one file.
 * newterm with fallbacks, UTF-8 locale, no flow control, bracketed paste, signals to flags, restored on every way out.
 * One terminal per process; nothing is handed out. */
#ifndef SIKO_UI_TERM_H
#define SIKO_UI_TERM_H

#include <stdbool.h>

#include "base/error.h"

struct term_options {
	bool headless;      /* curses on /dev/null, for --script */
	int rows, cols;     /* with headless */
	bool mono, ascii;
};

bool term_open(const struct term_options *options, struct error *err);
void term_close(void);                     /* safe to call twice; terminal as it was */
void term_size(int *rows, int *cols);
void term_resize(int rows, int cols);      /* headless: by script; else from the terminal */
void term_redraw(void);                    /* the one full repaint (Ctrl-L, after a wall message) */
void term_flush(int cursor_row, int cursor_col); /* the one doupdate; cursor < 0: parked at the last active row */
bool term_hung_up(void);                   /* HUP, TERM or a dead terminal was seen */
const char *term_warning(void);            /* a sentence to show once (unknown TERM, not UTF-8), or NULL */

/* The screen as plain text, rows ended by LF without trailing blanks, last line "cursor ROW,COL"; owned by the caller.
 * With attributes: after the text a second block marks cells that are not plain, one letter a cell. */
char *term_snapshot(bool attributes);

#endif
