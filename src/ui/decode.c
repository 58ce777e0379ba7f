#include "ui/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define UTF8_WAIT_MS  50      /* a character's bytes come together; a Latin-1 client's never complete */
#define PASTE_WAIT_MS 1000    /* a paste that stops without its end mark is over */
#define PASTE_MOST    1048576 /* bytes kept of one paste; the rest is read and dropped */
#define CONTROL_MOST  4096    /* bytes of an unknown sequence before it is taken for typing again */

static int take(struct decoder *decoder, int timeout_ms)
{
	if (decoder->held_count)
		return decoder->held[--decoder->held_count];
	return decoder->read(decoder->context, timeout_ms);
}

static void put_back(struct decoder *decoder, int code)
{
	if (code >= 0 && decoder->held_count < (int)(sizeof decoder->held / sizeof *decoder->held))
		decoder->held[decoder->held_count++] = code;
}

bool decode_pending(struct decoder *decoder)
{
	if (!decoder->held_count)
		put_back(decoder, decoder->read(decoder->context, 0));
	return decoder->held_count > 0;
}

void decode_free(struct decoder *decoder)
{
	buffer_free(&decoder->text);
}

static bool key_event(struct input_event *event, int key)
{
	*event = (struct input_event){.kind = INPUT_KEY, .key = key};
	return true;
}

/* What cannot be stored cannot be typed: hidden and control characters go no further than this. */
static bool text_event(struct decoder *decoder, struct input_event *event, uint32_t code)
{
	char bytes[4];
	size_t size = text_encode(code, bytes);
	const char *why;

	if (!text_storable(bytes, size, &why))
		return false;
	buffer_clear(&decoder->text);
	buffer_add(&decoder->text, bytes, size);
	*event = (struct input_event){
		.kind = INPUT_TEXT, .key = (int)code, .text = buffer_text(&decoder->text), .size = size};
	return true;
}

static bool control_event(struct input_event *event, int byte)
{
	switch (byte) {
	case 0x08:
	case 0x7F:
		return key_event(event, INPUT_BACKSPACE);
	case '\t':
		return key_event(event, INPUT_TAB);
	case '\n':
	case '\r':
		return key_event(event, INPUT_ENTER);
	default:
		return key_event(event, INPUT_CTRL + byte);
	}
}

/* A bad byte is one U+FFFD; the byte that broke the sequence is read again on its own. get_wch would have swallowed
 * up to 144 keys after it (PITFALLS B2). */
static bool utf8_event(struct decoder *decoder, struct input_event *event, int lead)
{
	char bytes[4] = {(char)lead};
	size_t want = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
	size_t size = 1;
	uint32_t code;

	while (size < want) {
		int next = take(decoder, UTF8_WAIT_MS);

		if (next < 0x80 || next > 0xBF) {
			put_back(decoder, next);
			break;
		}
		bytes[size++] = (char)next;
	}
	text_decode(bytes, size, &code);
	return text_event(decoder, event, code == TEXT_BAD ? 0xFFFD : code);
}

/* Reads to the end mark ESC [ 201 ~, which is cut off. */
static void read_paste(struct decoder *decoder, struct buffer *raw)
{
	static const char mark[] = "\033[201~";
	const size_t length = sizeof mark - 1;

	for (;;) {
		int code = take(decoder, PASTE_WAIT_MS);

		if (code < 0)
			return;
		if (code > 0xFF) /* a key that curses saw in the pasted bytes: not text */
			continue;
		buffer_add_byte(raw, (char)code);
		if (code == '~' && raw->size >= length &&
			memcmp(raw->data + raw->size - length, mark, length) == 0) {
			raw->size -= length;
			raw->data[raw->size] = '\0';
			return;
		}
		if (raw->size > PASTE_MOST + 2 * length) { /* the end mark must still be seen */
			memmove(raw->data + PASTE_MOST, raw->data + raw->size - length, length);
			raw->size = PASTE_MOST + length;
		}
	}
}

void decode_clean_paste(struct buffer *to, const char *text, size_t size)
{
	struct buffer plain = {0};
	char *normal;

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);
		const char *why;

		if (code == '\r') {
			buffer_add_byte(&plain, '\n');
			if (at + 1 < size && text[at + 1] == '\n')
				length++;
		} else if (code == '\t') {
			buffer_add_byte(&plain, ' ');
		} else if (code == TEXT_BAD) {
			buffer_add_text(&plain, "\xEF\xBF\xBD");
		} else if (text_storable(text + at, length, &why)) {
			buffer_add(&plain, text + at, length);
		}
		at += length;
	}
	normal = text_normalise(buffer_text(&plain), plain.size, NULL);
	buffer_add_text(to, normal);
	free(normal);
	buffer_free(&plain);
}

static bool paste_event(struct decoder *decoder, struct input_event *event)
{
	struct buffer raw = {0};

	read_paste(decoder, &raw);
	buffer_clear(&decoder->text);
	decode_clean_paste(&decoder->text, buffer_text(&raw), raw.size);
	buffer_free(&raw);
	*event = (struct input_event){
		.kind = INPUT_PASTE, .text = buffer_text(&decoder->text), .size = decoder->text.size};
	return true;
}

/* "ROW;COL", as a terminal answers where its cursor is; there is no row or column nought. */
static bool place_event(struct input_event *event, const char *parameters)
{
	uint64_t row;
	uint64_t col;
	size_t digits = text_digits(parameters, 0xFFFF, &row);

	if (!digits || parameters[digits] != ';' || !text_number(parameters + digits + 1, 0xFFFF, &col) ||
		!row || !col)
		return false;
	*event = (struct input_event){.kind = INPUT_PLACE, .row = (int)row, .col = (int)col};
	return true;
}

/* After ESC [: keys that are known came as one code from curses, so only paste marks and unknown things are left. */
static bool csi_event(struct decoder *decoder, struct input_event *event)
{
	char parameters[16] = "";
	size_t count = 0;

	for (int i = 0; i < CONTROL_MOST; i++) {
		int code = take(decoder, decoder->escape_ms);

		if (code < 0)
			return i == 0 && key_event(event, INPUT_ALT + '[');
		if (code > 0xFF || code < 0x20) { /* not a sequence after all */
			put_back(decoder, code);
			return false;
		}
		if (code >= 0x40 && code <= 0x7E) {
			if (code == '~' && strcmp(parameters, "200") == 0)
				return paste_event(decoder, event);
			if (code == 'R')
				return place_event(event, parameters);
#ifdef SIKO_TEST
			if (code == '~' && strcmp(parameters, ">7") == 0)
				return key_event(event, INPUT_PING);
#endif
			return false;
		}
		if (count < sizeof parameters - 1) {
			parameters[count++] = (char)code;
			parameters[count] = '\0';
		}
	}
	return false;
}

/* Operating system commands and device strings: a terminal's reply to something we never asked. */
static void swallow_string(struct decoder *decoder)
{
	int before = 0;

	for (int i = 0; i < CONTROL_MOST; i++) {
		int code = take(decoder, decoder->escape_ms);

		if (code < 0 || code == 0x07 || (before == 0x1B && code == '\\'))
			return;
		before = code;
	}
}

static bool escape_event(struct decoder *decoder, struct input_event *event)
{
	int code = take(decoder, 0); /* curses has waited the escape delay already */
	int after;

	if (code < 0)
		return key_event(event, INPUT_ESC);
	if (code == 0x1B || code > 0xFF) {
		put_back(decoder, code);
		return key_event(event, INPUT_ESC);
	}
	if (code == '[')
		return csi_event(decoder, event);
	if (code != 'O' && code != ']' && code != 'P' && code != '^' && code != '_') {
		if (code >= 0x20 && code < 0x7F)
			return key_event(event, INPUT_ALT + code);
		put_back(decoder, code);
		return key_event(event, INPUT_ESC);
	}
	after = take(decoder, decoder->escape_ms);
	if (after < 0)
		return key_event(event, INPUT_ALT + code);
	if (code == 'O')
		return false;
	put_back(decoder, after);
	swallow_string(decoder);
	return false;
}

bool decode_next(struct decoder *decoder, struct input_event *event)
{
	int code = take(decoder, 0);

	*event = (struct input_event){.kind = INPUT_NONE};
	if (code < 0)
		return false;
	if (code > 0xFF)
		return key_event(event, code);
	if (code == 0x1B)
		return escape_event(decoder, event);
	if (code < 0x20 || code == 0x7F)
		return control_event(event, code);
	if (code < 0x80)
		return text_event(decoder, event, (uint32_t)code);
	return utf8_event(decoder, event, code);
}
