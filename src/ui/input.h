/* input.h: one event at a time, from the terminal or from a script.
 * Own UTF-8 decoder over getch on a private pad, bracketed paste, unknown escape sequences swallowed (PITFALLS B2).
 * An event's text is borrowed until the next input_next. */
#ifndef SIKO_UI_INPUT_H
#define SIKO_UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_kind {
	INPUT_NONE,  /* nothing within the time */
	INPUT_KEY,   /* a named key: F1, Esc, Enter, Tab, C-s, Up, … */
	INPUT_TEXT,  /* one typed character, as UTF-8 */
	INPUT_PASTE, /* a whole bracketed paste: CR LF and CR as LF, tabs as blanks, controls dropped, NFC */
	INPUT_PLACE, /* the terminal says where its cursor is: row and col, from 1 */
	INPUT_RESIZE,
	INPUT_HANGUP /* HUP, TERM, or a terminal that no longer answers */
};

/* A key's number: a code point < 0x110000 for typed characters, KEYNAME_… above it. */
struct input_event {
	enum input_kind kind;
	int key;
	const char *text;
	size_t size;
	int row, col;
};

enum input_key {
	INPUT_F1 = 0x110000, /* F1..F24 are consecutive */
	INPUT_F24 = INPUT_F1 + 23,
	INPUT_UP,
	INPUT_DOWN,
	INPUT_LEFT,
	INPUT_RIGHT,
	INPUT_HOME,
	INPUT_END,
	INPUT_PAGE_UP,
	INPUT_PAGE_DOWN,
	INPUT_INSERT,
	INPUT_DELETE,
	INPUT_BACKSPACE,
	INPUT_ENTER,
	INPUT_TAB,
	INPUT_BACKTAB,
	INPUT_ESC,
	INPUT_CTRL_UP,
	INPUT_CTRL_DOWN,
	INPUT_CTRL_LEFT,
	INPUT_CTRL_RIGHT,
	INPUT_CTRL_HOME,
	INPUT_CTRL_END,
	INPUT_CTRL, /* INPUT_CTRL + 1 = C-a … INPUT_CTRL + 26 = C-z */
	INPUT_CTRL_END_OF_RANGE = INPUT_CTRL + 32,
	INPUT_ALT,			  /* INPUT_ALT + code point, for M-x */
	INPUT_PING = INPUT_ALT + 0x110000 /* only in test builds: paint, then answer */
};

/* Key names as keymap files and scripts write them: "F2", "C-s", "Esc", "PgDn", "Tab", "S-Tab", "M-b", "Space", "n", "?".
 * Both directions; 0 / NULL when there is none. "Ctrl-S", "Shift-Tab", "Escape" and their like are understood as well. input_key_name's text is borrowed until the next call. */
int input_key_by_name(const char *name);
const char *input_key_name(int key);
const char *input_key_label(int key); /* for people: "Ctrl-S", "PgDn", "Esc" */

/* Waits at most timeout_ms (-1 = for ever). A lone Esc is known after 100 ms (ESCDELAY is honoured). */
void input_next(struct input_event *event, int timeout_ms);
bool input_pending(void); /* whether more keys wait: the loop skips painting then */

/* A script feeds the same events (see script.h). */
void input_feed_key(int key);
void input_feed_text(const char *text, bool pasted);
void input_feed_resize(void);
void input_feed_hangup(void);

#endif
