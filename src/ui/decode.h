/* decode.h: bytes and curses keys to events: UTF-8, control keys, Alt, bracketed paste; unknown sequences swallowed.
 * No curses, no waiting of its own: it asks a source for the next code, so that it is tested without a terminal.
 * A decoder owns its text until decode_free; an event's text is borrowed until the next decode_next. */
#ifndef SIKO_UI_DECODE_H
#define SIKO_UI_DECODE_H

#include "base/buffer.h"
#include "ui/input.h"

struct decoder {
	/* The next code: a byte 0..255, a key INPUT_…, or -1 when nothing came within the time. */
	int (*read)(void *context, int timeout_ms);
	void *context;
	int escape_ms; /* how long a started escape sequence may pause */
	int held[4];   /* codes put back, last one first */
	int held_count;
	struct buffer text;
};

/* False: nothing is there, or what was there means nothing; event->kind is INPUT_NONE then. */
bool decode_next(struct decoder *decoder, struct input_event *event);
bool decode_pending(struct decoder *decoder); /* looks ahead without waiting */
void decode_free(struct decoder *decoder);

/* Pasted bytes as siko wants them: line feeds, blanks for tabs, no controls, NFC. Appends to `to`. */
void decode_clean_paste(struct buffer *to, const char *text, size_t size);

#endif
