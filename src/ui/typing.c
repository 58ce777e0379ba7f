#include "ui/typing.h"

#include <string.h>
#include <wctype.h>

#include "base/buffer.h"
#include "base/text.h"

char *typing_clean(const char *text, size_t size, bool lines, size_t *dropped)
{
	struct buffer clean = {0};
	char *normal;

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);
		const char *why;

		if (code == '\r' && at + 1 < size && text[at + 1] == '\n')
			length++;
		if (code == '\n' || code == '\r')
			buffer_add_byte(&clean, lines ? '\n' : ' ');
		else if (code == '\t')
			buffer_add_byte(&clean, ' ');
		else if (text_storable(text + at, length, &why))
			buffer_add(&clean, text + at, length);
		else
			++*dropped;
		at += length;
	}
	normal = text_normalise(buffer_text(&clean), clean.size, NULL);
	buffer_free(&clean);
	return normal;
}

bool typing_is_mark(const char *text, size_t size)
{
	uint32_t code;

	return text_decode(text, size, &code) == size && size && text_code_width(code) == 0;
}

char *typing_compose(const char *text, size_t at, const char *mark, size_t size, size_t *from)
{
	struct buffer pair = {0};
	char *composed;

	*from = text_previous(text, at, at);
	if (*from == at || text[*from] == '\n')
		return NULL;
	buffer_add(&pair, text + *from, at - *from);
	buffer_add(&pair, mark, size);
	composed = text_normalise(buffer_text(&pair), pair.size, NULL);
	buffer_free(&pair);
	return composed;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

size_t typing_word_left(const char *text, size_t at)
{
	while (at > 0 && is_blank(text[at - 1]))
		at--;
	while (at > 0 && !is_blank(text[at - 1]))
		at--;
	return at;
}

size_t typing_word_right(const char *text, size_t at)
{
	while (text[at] && !is_blank(text[at]))
		at++;
	while (is_blank(text[at]))
		at++;
	return at;
}

size_t typing_paragraph_left(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] == '\n')
		at--;
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

size_t typing_paragraph_right(const char *text, size_t at)
{
	at += strcspn(text + at, "\n");
	return at + strspn(text + at, "\n");
}

/* Bytes of the start of text that read as `part`; 0 when it does not. */
static size_t reads_as(const char *text, const char *part)
{
	size_t size = strlen(part);
	size_t at = 0;

	for (size_t i = 0; i < size;) {
		uint32_t here;
		uint32_t wanted;

		i += text_decode(part + i, size - i, &wanted);
		at += text_decode(text + at, strnlen(text + at, 4), &here);
		if (towlower((wint_t)here) != towlower((wint_t)wanted))
			return 0;
	}
	return at;
}

bool typing_find(const char *text, size_t from, const char *part, size_t *at)
{
	size_t size = strlen(text);

	if (!*part)
		return false;
	for (size_t i = 0; i < size; i++) {
		size_t here = (from + i) % size;

		if (((unsigned char)text[here] & 0xC0) != 0x80 && reads_as(text + here, part)) {
			*at = here;
			return true;
		}
	}
	return false;
}
