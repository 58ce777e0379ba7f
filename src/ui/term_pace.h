/* term_pace.h: how much may be on its way to a slow terminal: not more than a screen.
 * Part of term.c's business. Sends and waits for nothing itself; times are given, in ms.
 * One per process. */
#ifndef SIKO_UI_TERM_PACE_H
#define SIKO_UI_TERM_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void pace_open(void);
/* So much was sent: true when the terminal is to be asked for an answer behind it. */
bool pace_sent(size_t bytes, uint64_t now);
void pace_answered(void); /* it has come to what it was asked behind */
/* How long no screen is to be made: until the answer, but no longer than this; 0 = it may be. One that does not answer is not
 * asked again. */
int pace_wait(uint64_t now);

#endif
