/* Bytes from a terminal: every one is used up, and what comes out as text or paste may be stored. */
#include "fuzz/target.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/decode.h"

struct source {
	const uint8_t *data;
	size_t size;
	size_t at;
};

/* 0xF8..0xFD stand for what curses knows by itself, 0xFE for a pause; none of them is ever in UTF-8. */
static int read_source(void *context, int timeout_ms)
{
	struct source *source = context;
	int byte;

	(void)timeout_ms;
	if (source->at == source->size)
		return -1;
	byte = source->data[source->at++];
	if (byte == 0xFE)
		return -1;
	return byte >= 0xF8 && byte < 0xFE ? INPUT_UP + byte - 0xF8 : byte;
}

static void expect_event(const struct input_event *event)
{
	const char *why;

	switch (event->kind) {
	case INPUT_TEXT: {
		uint32_t code;

		assert(event->size && text_decode(event->text, event->size, &code) == event->size);
		assert((int)code == event->key);
		assert(text_storable(event->text, event->size, &why) && event->text[0] != '\n');
		break;
	}
	case INPUT_PASTE: {
		bool changed;
		char *normal;

		assert(text_storable(event->text, event->size, &why));
		normal = text_normalise(event->text, event->size, &changed);
		assert(!changed);
		free(normal);
		break;
	}
	case INPUT_KEY:
		assert(event->key >= INPUT_F1);
		break;
	case INPUT_PLACE:
		assert(event->row >= 1 && event->col >= 1);
		break;
	default:
		assert(!"no other event comes from bytes");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {data, size, 0};
	struct decoder decoder = {.read = read_source, .context = &source, .escape_ms = 100};
	struct input_event event;
	size_t turns = 0;

	while (source.at < size || decoder.held_count) {
		if (size && data[0] & 1)
			decode_pending(&decoder);
		if (decode_next(&decoder, &event))
			expect_event(&event);
		else
			assert(event.kind == INPUT_NONE);
		turns++;
		assert(turns <= 4 * size + 4);
	}
	assert(!decode_pending(&decoder));
	decode_free(&decoder);
	return 0;
}
