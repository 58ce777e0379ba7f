#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <utf8proc.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

size_t text_decode(const char *text, size_t size, uint32_t *code)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t length;
	uint32_t value;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

	*code = TEXT_BAD;
	if (!size)
		return 0;
	if (s[0] < 0x80) {
		*code = s[0];
		return 1;
	}
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 1;
	length = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	if (size < length)
		return 1;
	value = s[0] & (0x7Fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 1;
		value = value << 6 | (s[i] & 0x3Fu);
	}
	if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 1;
	*code = value;
	return length;
}

size_t text_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

static bool code_is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/* Characters that change how their neighbours are shown without being seen themselves (PITFALLS B5). */
static bool code_is_hidden(uint32_t code)
{
	return code == 0x061C || code == 0x00AD || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
	       (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F);
}

size_t text_plain(const char *text, size_t size)
{
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t tops = 0x8080808080808080u;
	size_t at = 0;

	for (; at + sizeof ones <= size; at += sizeof ones) {
		uint64_t word;

		memcpy(&word, text + at, sizeof word);
		/* A byte below 0x20 borrows into its top bit; one of 0x7f carries into it. */
		if (((word - 0x20 * ones) | word | (word + ones)) & tops)
			break;
	}
	while (at < size && (unsigned char)text[at] >= 0x20 && (unsigned char)text[at] < 0x7F)
		at++;
	return at;
}

static bool check_codes(const char *text, size_t size, bool hidden_too, const char **why)
{
	for (size_t at = 0; at < size;) {
		uint32_t code;

		at += text_plain(text + at, size - at);
		if (at == size)
			break;
		at += text_decode(text + at, size - at, &code);
		if (code == '\n')
			continue;
		if (code == TEXT_BAD) {
			*why = "bukan UTF-8 yang sah";
			return false;
		}
		if (code_is_control(code)) {
			*why = "memuat karakter kendali";
			return false;
		}
		if (!hidden_too && code_is_hidden(code)) {
			*why = "memuat karakter tak terlihat";
			return false;
		}
	}
	return true;
}

bool text_storable(const char *text, size_t size, const char **why)
{
	return check_codes(text, size, false, why);
}

bool text_importable(const char *text, size_t size, const char **why)
{
	return check_codes(text, size, true, why);
}

bool text_is_ascii(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

char *text_normalise(const char *text, size_t size, bool *changed)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t length = -1;

	if (changed)
		*changed = false;
	if (text_is_ascii(text, size))
		return memory_copy_n(text, size);
	length = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &out,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (length < 0) {
		free(out);
		return memory_copy_n(text, size);
	}
	if (changed)
		*changed = (size_t)length != size || memcmp(out, text, size) != 0;
	return (char *)out;
}

size_t text_length(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		if (((unsigned char)*text & 0xC0) != 0x80)
			count++;
	return count;
}

/* Length of the white space at text, 0 if none: ASCII blanks and Unicode's spaces (Zs, Zl, Zp). */
static size_t blank_length(const char *text)
{
	uint32_t code;
	size_t length;

	if ((unsigned char)*text < 0x80)
		return *text == ' ' || (*text >= '\t' && *text <= '\r') ? 1 : 0;
	length = text_decode(text, strnlen(text, 4), &code);
	if (code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
		code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 || code == 0x85)
		return length;
	return 0;
}

size_t text_words(const char *text)
{
	size_t words = 0;
	bool inside = false;

	while (*text) {
		size_t blank = (unsigned char)*text > ' ' && (unsigned char)*text < 0x80 ? 0
											 : blank_length(text);

		if (blank) {
			inside = false;
			text += blank;
			continue;
		}
		if (!inside)
			words++;
		inside = true;
		text++;
	}
	return words;
}

bool text_is_blank(const char *text)
{
	size_t blank;

	while (*text && (blank = blank_length(text)) > 0)
		text += blank;
	return !*text;
}

char *text_trim(char *text)
{
	size_t start = strspn(text, " \t\r\n");
	size_t end = strlen(text);

	while (end > start && strchr(" \t\r\n", text[end - 1]))
		end--;
	memmove(text, text + start, end - start);
	text[end - start] = '\0';
	return text;
}

static char *text_fold(const char *text)
{
	utf8proc_uint8_t *out = NULL;
	size_t size = strlen(text);

	if (text_is_ascii(text, size)) {
		char *copy = memory_copy_n(text, size);

		for (char *s = copy; *s; s++)
			*s = (char)tolower((unsigned char)*s);
		return copy;
	}
	if (utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &out,
		    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD) < 0) {
		free(out);
		return memory_copy_n(text, size);
	}
	return (char *)out;
}

bool text_contains(const char *text, const char *part)
{
	bool found;
	char *whole;
	char *piece;

	if (!*part)
		return true;
	if (text_is_ascii(part, strlen(part)) && text_is_ascii(text, strlen(text)))
		return strcasestr(text, part) != NULL;
	whole = text_fold(text);
	piece = text_fold(part);
	found = strstr(whole, piece) != NULL;
	free(whole);
	free(piece);
	return found;
}

int text_compare(const char *a, const char *b)
{
	const char *p = a;
	const char *q = b;

	while (*p && *q) {
		if (isdigit((unsigned char)*p) && isdigit((unsigned char)*q)) {
			size_t m;
			size_t n;
			int order;

			while (*p == '0' && isdigit((unsigned char)p[1]))
				p++;
			while (*q == '0' && isdigit((unsigned char)q[1]))
				q++;
			m = strspn(p, "0123456789");
			n = strspn(q, "0123456789");
			if (m != n)
				return m < n ? -1 : 1;
			order = strncmp(p, q, m);
			if (order)
				return order;
			p += m;
			q += n;
			continue;
		}
		int order = tolower((unsigned char)*p) - tolower((unsigned char)*q);

		if (order)
			return order;
		p++;
		q++;
	}
	if (*p || *q)
		return *p ? 1 : -1;
	return strcmp(a, b);
}

bool text_equal(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

bool text_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

size_t text_digits(const char *text, uint64_t most, uint64_t *value)
{
	uint64_t number = 0;
	size_t count = 0;

	*value = 0;
	for (; text[count] >= '0' && text[count] <= '9'; count++) {
		uint64_t digit = (uint64_t)(text[count] - '0');

		if (digit > most || number > (most - digit) / 10)
			return 0;
		number = number * 10 + digit;
	}
	*value = number;
	return count;
}

bool text_number(const char *text, uint64_t most, uint64_t *value)
{
	size_t count = text_digits(text, most, value);

	if (count && !text[count])
		return true;
	*value = 0;
	return false;
}

int text_code_width(uint32_t code)
{
	int width;

	if (code < 0x7F && code >= 0x20)
		return 1;
	if (code == TEXT_BAD || code_is_control(code) || code_is_hidden(code))
		return 1;
	width = wcwidth((wchar_t)code);
	return width < 0 ? 1 : width;
}

int text_width(const char *text, size_t size)
{
	int width = 0;

	for (size_t at = 0; at < size;) {
		uint32_t code;

		at += text_decode(text + at, size - at, &code);
		width += text_code_width(code);
	}
	return width;
}

size_t text_cut(const char *text, size_t size, int columns)
{
	int width = 0;
	size_t at = 0;

	while (at < size) {
		size_t next = text_next(text, size, at);

		width += text_width(text + at, next - at);
		if (width > columns)
			break;
		at = next;
	}
	return at;
}

char *text_for_screen(const char *text, size_t size, bool keep_lines)
{
	struct buffer out = {0};
	int marks = 0;

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);
		const char *from = text + at;

		at += length;
		if (code != TEXT_BAD && code >= 0x20 && code < 0x7F) {
			buffer_add_byte(&out, (char)code);
			marks = 0;
			continue;
		}
		if (code == '\n' && keep_lines) {
			buffer_add_byte(&out, '\n');
		} else if (code == '\n' || code == '\t') {
			buffer_add_byte(&out, ' ');
		} else if (code == TEXT_BAD) {
			buffer_add_text(&out, "\xEF\xBF\xBD");
		} else if (code_is_control(code) || code_is_hidden(code)) {
			buffer_add_text(&out, "\xC2\xB7");
		} else if (wcwidth((wchar_t)code) < 0) {
			buffer_add_text(&out, "\xEF\xBF\xBD");
		} else if (wcwidth((wchar_t)code) == 0) {
			/* A cell keeps four marks (PITFALLS B5); a mark without a base would join the label before it. */
			if (out.size && out.data[out.size - 1] != '\n' && ++marks <= 3)
				buffer_add(&out, from, length);
			continue;
		} else {
			buffer_add(&out, from, length);
		}
		marks = 0;
	}
	return buffer_take(&out);
}

size_t text_next(const char *text, size_t size, size_t at)
{
	uint32_t before;
	utf8proc_int32_t state = 0;

	if (at >= size)
		return size;
	at += text_decode(text + at, size - at, &before);
	while (at < size) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);

		if (before == TEXT_BAD || code == TEXT_BAD ||
			utf8proc_grapheme_break_stateful(
				(utf8proc_int32_t)before, (utf8proc_int32_t)code, &state))
			break;
		before = code;
		at += length;
	}
	return at;
}

size_t text_previous(const char *text, size_t size, size_t at)
{
	size_t start;
	size_t last;

	if (at > size)
		at = size;
	start = at;
	/* Clusters are found from a safe place: the line's start, or 64 bytes back at a character's start. */
	while (start > 0 && at - start < 64 && text[start - 1] != '\n')
		start--;
	if (start == at) /* a line feed, or the start */
		return at ? at - 1 : 0;
	while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
		start--;
	for (last = start; start < at; start = text_next(text, size, start))
		last = start;
	return last;
}

/* Typography that comes with every text from a word processor, and what the screens themselves write. */
char text_ascii(uint32_t code)
{
	static const struct {
		uint32_t code;
		char ascii;
	} signs[] = {{0xA0, ' '}, {0xB7, '-'}, {0xD7, 'x'}, {0x2013, '-'}, {0x2014, '-'}, {0x2018, '\''},
		{0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'}, {0x2022, '*'}, {0x2026, '~'}, {0x2039, '<'},
		{0x203A, '>'}, {0x2192, '>'}, {0x2190, '<'}, {0x2212, '-'}, {0x25BE, 'v'}, {0xAB, '"'},
		{0xBB, '"'}};
	utf8proc_int32_t parts[4];
	int boundary = 0;

	if (code >= 0x20 && code < 0x7F)
		return (char)code;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].code == code)
			return signs[i].ascii;
	if (code < 0x110000 &&
		utf8proc_decompose_char((utf8proc_int32_t)code, parts, sizeof parts / sizeof *parts,
			UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary) > 0 &&
		parts[0] >= 0x20 && parts[0] < 0x7F)
		return (char)parts[0];
	return '?';
}
