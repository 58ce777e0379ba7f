/* term.h: the terminal up and down, and every oddity of terminals in one file.
 * newterm with fallbacks, UTF-8 locale, no flow control, bracketed paste, signals to flags, restored on every way out.
 * One terminal per process; nothing is handed out. */
#ifndef SIKO_UI_TERM_H
#define SIKO_UI_TERM_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "ui/settings.h"

struct term_options {
	bool headless;	/* curses on /dev/null, for --script */
	int rows, cols; /* with headless */
	bool mono, ascii;
	const struct settings *settings; /* NULL: the built-in ones */
};

bool term_open(const struct term_options *options, struct error *err);
void term_close(void); /* safe to call twice; terminal as it was */
void term_size(int *rows, int *cols);
void term_resize(int rows, int cols); /* headless: by script; else from the terminal */
void term_send_row(int row);	      /* whole with the next flush, changed or not */
void term_redraw(void);		      /* the one full repaint (Ctrl-L, after a wall message) */
void term_flush(
	int cursor_row, int cursor_col); /* the one doupdate; cursor < 0: parked at the last active row */
bool term_hung_up(void);		 /* HUP, TERM or a dead terminal was seen */
const char *term_warning(void);		 /* a sentence to show once (unknown TERM, not UTF-8), or NULL */
/* The terminal's answer to what was asked at its start. True: it is not UTF-8 as had been thought; from now on all that is
 * shown is ASCII, and there is a new warning. */
bool term_judge_place(int row, int col);

/* For input.c. A byte 0..255, a key INPUT_…, or -1 when nothing came within the time. */
int term_read(int timeout_ms);
bool term_wait(
	int timeout_ms); /* true: something may be read; false: time is over or a signal came (-1 = for ever) */
int term_escape_delay(void); /* milliseconds after which a lone Esc is an Esc */
bool term_take_resize(void); /* whether the window changed since the last call */
void term_pong(void);	     /* answers the ping of the pty tests; nothing in other builds (PITFALLS D1) */

/* The screen as plain text, rows ended by LF without trailing blanks; in test builds a last line "cursor ROW,COL"; owned by the caller.
 * With attributes: after the text a second block marks cells that are not plain, one letter a cell. */
char *term_snapshot(bool attributes);

/* Appends what stands on the row between two columns, in one line: marks of what is active and blanks in a row left out. */
void term_row_text(int row, int col, int cols, struct buffer *to);

#endif
