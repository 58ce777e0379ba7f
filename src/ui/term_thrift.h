/* term_thrift.h: what curses wrote, said in fewer bytes: no set of characters that is already chosen, no look that is undone
 * at once, no whole address for the next row or another column.
 * Part of term.c's business. Sends nothing; of the terminal it assumes only what its description says.
 * Nothing is owned. */
#ifndef SIKO_UI_TERM_THRIFT_H
#define SIKO_UI_TERM_THRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct thrift {
	bool looks; /* the description ends every look with ESC [ m */
	bool moves; /* … addresses cells and columns as xterm does, and does not move on behind the last column */
	bool chosen; /* the set of characters: since the terminal was cleared last */
};

/* Capabilities as terminfo has them, NULL where there is none; xenl: "eat_newline_glitch". */
struct thrift thrift_for(const char *sgr0, const char *cup, const char *hpa, bool xenl);

/* Appends what does the same to a terminal of so many rows and columns as the whole output of one doupdate does. */
void thrift_say(struct thrift *thrift, const char *bytes, size_t size, int rows, int cols, struct buffer *to);

#endif
