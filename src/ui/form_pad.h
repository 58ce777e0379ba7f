/* form_pad.h: libform behind a few calls: one-row fields on a pad, one of which is typed in.
 * No labels and no truth: texts go in when it is built and come out by form_pad_text (PITFALLS A0-A5).
 * Owns the form, its fields and the pad until the next build or form_pad_free. */
#ifndef SIKO_UI_FORM_PAD_H
#define SIKO_UI_FORM_PAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct form_slot {
	int row, col;	  /* on the pad */
	int cells;	  /* the last one stays free for the cursor */
	const char *text; /* NULL: nothing is typed here */
};

enum form_move { FORM_MOVE_LEFT, FORM_MOVE_RIGHT, FORM_MOVE_START, FORM_DELETE_LEFT, FORM_DELETE_RIGHT };

struct form_pad;

struct form_pad *form_pad_new(void);
void form_pad_free(struct form_pad *pad);

/* Whether libform gives this text back as it was: short enough for `cells`, and without characters it would change. */
bool form_pad_takes(const char *text, int cells);

/* Anew from these slots; slots that it cannot take get no field. rows 0 = nothing at all. */
void form_pad_build(struct form_pad *pad, int rows, int cols, const struct form_slot *slots, size_t count);
bool form_pad_has(const struct form_pad *pad, size_t slot);

/* All below concern the slot gone to last; without one they do nothing. */
bool form_pad_go(struct form_pad *pad, size_t slot, int cells); /* cells < 0: behind the last character */
int form_pad_cursor(const struct form_pad *pad); /* cells from the field's start; -1 = there is no field */
/* Whether its text may have changed since this was last asked. */
bool form_pad_touched(struct form_pad *pad);
char *form_pad_text(struct form_pad *pad); /* without blanks at its end; the caller frees; NULL = no field */
void form_pad_put(struct form_pad *pad, uint32_t code);
void form_pad_move(struct form_pad *pad, enum form_move move);

void form_pad_set(struct form_pad *pad, size_t slot, const char *text);
/* The first `cols` cells of a field to (row, col) of the screen. */
void form_pad_copy(const struct form_pad *pad, size_t slot, int row, int col, int cols);

#endif
