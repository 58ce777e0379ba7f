/* line_history.h: the states a short text went through, for undo and redo within a field.
 * Keeps whole texts, the newest hundred; long texts have their own steps in editor_view.
 * A struct line_history starts zeroed and owns its copies until line_history_free; texts given out are borrowed. */
#ifndef SIKO_UI_LINE_HISTORY_H
#define SIKO_UI_LINE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct line_history {
	char **text;
	size_t count, room;
	size_t at; /* the state that stands now */
	bool run;  /* the last change may be joined by the next one */
};

void line_history_free(struct line_history *history);

/* `before` became `after`; nothing is kept when they are the same. `run`: part of a run, which is taken back as one;
 * a change without it ends the run. */
void line_history_keep(struct line_history *history, const char *before, const char *after, bool run);

/* The state before (or after, with redo) the one that stands; NULL when there is none. */
const char *line_history_step(struct line_history *history, bool redo);

#endif
