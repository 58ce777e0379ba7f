/* frame_footer.h: the last row: the next keys and what they do, as they are bound now.
 * Asks the top screen which actions to name; part of the frame, for nobody else.
 * Keeps nothing. */
#ifndef SIKO_UI_FRAME_FOOTER_H
#define SIKO_UI_FRAME_FOOTER_H

#include "ui/draw.h"

void frame_paint_footer(struct area area); /* one row */

#endif
