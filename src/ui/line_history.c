#include "ui/line_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

#define STATES_MOST 100

static void forget_from(struct line_history *history, size_t from)
{
	while (history->count > from)
		free(history->text[--history->count]);
}

void line_history_free(struct line_history *history)
{
	forget_from(history, 0);
	free(history->text);
	*history = (struct line_history){0};
}

static void push(struct line_history *history, const char *text)
{
	if (history->count == STATES_MOST) {
		free(history->text[0]);
		history->count--;
		memmove(history->text, history->text + 1, history->count * sizeof *history->text);
	}
	history->text = array_room(history->text, history->count, &history->room, sizeof *history->text);
	history->text[history->count++] = memory_copy(text);
	history->at = history->count - 1;
}

void line_history_keep(struct line_history *history, const char *before, const char *after, bool run)
{
	bool joins = run && history->run && history->count > 1 && history->at == history->count - 1;

	if (strcmp(before, after) == 0) {
		history->run = history->run && run;
		return;
	}
	forget_from(history, history->count ? history->at + 1 : 0);
	/* The text may have been set from outside since the last change kept here. */
	if (!history->count || strcmp(history->text[history->at], before) != 0) {
		push(history, before);
		joins = false;
	}
	if (joins)
		forget_from(history, history->at);
	push(history, after);
	history->run = run;
}

const char *line_history_step(struct line_history *history, bool redo)
{
	if (!history->count || (redo ? history->at + 1 >= history->count : history->at == 0))
		return NULL;
	history->run = false;
	history->at = redo ? history->at + 1 : history->at - 1;
	return history->text[history->at];
}
