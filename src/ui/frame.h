/* frame.h: what stands around every screen: title line, rule, status line, footer.
 * Asks the screens for their words; knows no layout of theirs. The footer shows keys bound now.
 * Keeps the one message (frame_say, in screen.h) until the next key. */
#ifndef SIKO_UI_FRAME_H
#define SIKO_UI_FRAME_H

#include <stdbool.h>

#include "ui/draw.h"

#define FRAME_ROWS 4 /* title, rule, status, footer */
#define FRAME_STATUS_MOST \
	2 /* rows of the status of a screen that explains, where the terminal has some to spare */

struct screen;

struct area frame_content(int rows, int cols);				       /* where floats paint */
struct area frame_content_of(const struct screen *screen, int rows, int cols); /* where this screen paints */
int frame_aside_room(struct screen *screen); /* columns for what stands at the right end of its title line */
int frame_sentence_rows(const char *sentence, int cols); /* rows it takes on the status line */
void frame_paint(int rows, int cols);			 /* all four rows */
void frame_paint_bottom(int rows, int cols);		 /* status and footer only */
void frame_update_title(int cols);			 /* the title alone */
void frame_update_status(int rows, int cols); /* the status alone, when it changed since it was painted */
/* For those who listen: what happened, where that is and what stands at the cursor, in one line, whole, in place of the
 * status. again: said although it is what was said last. */
void frame_announce(struct screen *top, int cursor_row, int cursor_col, bool again);
void frame_paint_too_small(int rows, int cols, int least_rows, int least_cols);

void frame_forget(void);    /* a key came: the message has been read; or it holds no more */
bool frame_take_news(void); /* whether the message changed since the last call */
bool frame_is_covering(
	void); /* the message, as painted last, hides rows of the screen: paint all when it changes */

#endif
