/* advice_panel.h: one line of advice explained: each step with its points and the index, and what the next level asks for.
 * Paints only; counts nothing and opens nothing. Nothing is owned. */
#ifndef SIKO_APP_ADVICE_PANEL_H
#define SIKO_APP_ADVICE_PANEL_H

#include "model/advice.h"
#include "ui/draw.h"

/* record: the innovation's, for the basis that was chosen; an empty one otherwise. */
void advice_panel_paint(struct area panel, const struct advice *advice, const struct advice_line *line,
	const struct record *record);
/* What Enter opens, for the status line; without a panel, what the next level of an answer is. */
void advice_panel_status(const struct advice *advice, const struct advice_line *line,
	const struct record *record, bool panel, struct buffer *to);

#endif
