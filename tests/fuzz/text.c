/* UTF-8 and the sanitiser: shown text is UTF-8 without controls and as wide as its parts; boundaries of characters
 * agree in both directions. */
#include "fuzz/target.h"

#include <assert.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void expect_shown(const char *data, size_t size, bool keep_lines)
{
	char *shown = text_for_screen(data, size, keep_lines);
	size_t length = strlen(shown);
	char *again = text_for_screen(shown, length, keep_lines);
	const char *why;
	int width = 0;

	assert(strcmp(shown, again) == 0);
	/* Nothing hidden, no control but the line feeds that were asked for. */
	assert(text_storable(shown, length, &why));
	assert(keep_lines || !strchr(shown, '\n'));
	for (size_t at = 0; at < length;) {
		size_t next = text_next(shown, length, at);

		assert(next > at && next <= length);
		width += text_width(shown + at, next - at);
		at = next;
	}
	assert(width == text_width(shown, length));
	free(shown);
	free(again);
}

static void expect_cut(const char *data, size_t size)
{
	int width = text_width(data, size);

	assert(text_cut(data, size, width) == size);
	for (int columns = 0; columns < width && columns < 8; columns++) {
		size_t cut = text_cut(data, size, columns);

		assert(cut <= size && text_width(data, cut) <= columns);
	}
}

static void expect_code_points(const char *data, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t code;
		char bytes[4];
		size_t length = text_decode(data + at, size - at, &code);

		assert(length >= 1 && length <= size - at);
		if (code != TEXT_BAD) {
			assert(text_encode(code, bytes) == length);
			assert(memcmp(bytes, data + at, length) == 0);
		}
		at += length;
	}
}

static void expect_stored(const char *data, size_t size)
{
	const char *why;
	char *text = text_normalise(data, size, NULL);
	bool changed;
	char *again = text_normalise(text, strlen(text), &changed);
	char *trimmed;

	assert(text_importable(data, size, &why));
	assert(!changed && strcmp(text, again) == 0);
	assert(text_importable(text, strlen(text), &why));
	assert(text_contains(text, text));
	assert(text_compare(text, again) == 0);
	assert(text_words(text) <= text_length(text));
	trimmed = text_trim(again);
	assert(text_words(trimmed) == text_words(text));
	free(text);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const char *why;

	setlocale(LC_CTYPE, "C.UTF-8");
	expect_code_points(text, size);
	expect_shown(text, size, false);
	expect_shown(text, size, true);
	expect_cut(text, size);
	if (text_storable(text, size, &why))
		expect_stored(text, size);
	for (size_t at = size; at > 0;) {
		size_t before = text_previous(text, size, at);

		assert(before < at);
		at = before;
	}
	return 0;
}
