/* term_out.h: what curses writes, sent to the terminal without ever waiting for the terminal.
 * Part of term.c's business. Knows neither screens nor keys; keeps at most one screen, so a stalled line stalls nothing else.
 * One per process; term_out_close gives curses its terminal back. */
#ifndef SIKO_UI_TERM_OUT_H
#define SIKO_UI_TERM_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term_thrift.h"

/* From now on what is written to `curses`, a descriptor of the terminal of its own, is kept here. Where that
 * cannot be (false), curses goes on writing by itself, and may wait. */
bool term_out_open(int curses, int terminal, struct thrift thrift);
void term_out_forget(void); /* what was kept so far */
/* What was kept so far, the words that start a terminal, goes out with the first screen and as it is: one packet instead of
 * seven, each of which wakes who shows them. */
void term_out_hold(void);
void term_out_release(void); /* at once; no screen came */
/* Waits for what is still to be sent as long as the terminal takes some now and then. */
void term_out_close(void);

/* After a doupdate of so many rows and columns. All three return false when the terminal is gone. */
bool term_out_collect(int rows, int cols, size_t *bytes); /* how many are sent for it */
bool term_out_add(const char *bytes, size_t size);
bool term_out_send(void); /* as much as it takes now */

bool term_out_busy(void); /* some is still to be sent: no screen is made meanwhile */
int term_out_descriptor(void);

#endif
