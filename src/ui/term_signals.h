/* term_signals.h: what signals tell the terminal's reader, and the line put right when the program dies of one.
 * Part of term.c's business. Does nothing in a handler but set a flag; a crash's handler makes only calls that are safe there.
 * One per process; term_signals_close gives the caller's handlers and mask back. */
#ifndef SIKO_UI_TERM_SIGNALS_H
#define SIKO_UI_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* Forgets what was told. handlers: from now on signals are taken only inside a ppoll with term_signals_outside. */
void term_signals_open(bool handlers);
void term_signals_close(void);
/* The line is as it was found: a crash from now on leaves it like this. */
void term_signals_guard(void);
const sigset_t *term_signals_outside(void);

bool term_signals_hung_up(void);
void term_signals_hang_up(void);     /* for who finds the terminal gone without a signal */
bool term_signals_take_resize(void); /* whether the window changed since the last call */

#endif
