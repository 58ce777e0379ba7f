/* term_keys.h: which bytes are which key, beyond what the terminal's description knows.
 * Part of term.c's business, apart for its size: the table of what clients send, and curses key codes as INPUT_….
 * Nothing is owned. */
#ifndef SIKO_UI_TERM_KEYS_H
#define SIKO_UI_TERM_KEYS_H

void term_keys_define(void);	   /* tells curses; after newterm */
int term_keys_translate(int code); /* a curses key code as INPUT_…; -1: a key without a meaning here */

#endif
