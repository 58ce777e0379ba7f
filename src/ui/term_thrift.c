#include "ui/term_thrift.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define UNKNOWN	   (-1)
#define NOTHING	   SIZE_MAX
#define LINES_MOST 2 /* more line feeds are no shorter than an address */

/* curses says again and again what is so already: sixteen bytes around each key of the footer, eleven behind a coloured
 * word, an address of seven for the row below. Here is known, within one of its outputs, where the cursor stands and
 * whether any look is on. */
struct saying {
	struct thrift *thrift;
	struct buffer *to;
	int rows, cols;
	int row, col; /* of the cursor; UNKNOWN: both are */
	bool plain;   /* no look is on, for certain */
	/* Changes of looks stand at the end of `to` from here on, with nothing behind them; before them it was plain or not. */
	size_t looks;
	bool was_plain;
};

struct thrift thrift_for(const char *sgr0, const char *cup, const char *hpa, bool xenl)
{
	return (struct thrift){
		.looks = sgr0 && strstr(sgr0, "\033[m"),
		.moves = xenl && cup && strcmp(cup, "\033[%i%p1%d;%p2%dH") == 0 && hpa &&
			 strcmp(hpa, "\033[%i%p1%dG") == 0,
	};
}

static void lose_place(struct saying *saying)
{
	saying->row = UNKNOWN;
	saying->col = UNKNOWN;
}

/* The changes of looks that end what was said so far come to nothing. */
static void take_back_looks(struct saying *saying)
{
	saying->to->size = saying->looks;
	if (saying->to->data)
		saying->to->data[saying->looks] = '\0';
	saying->plain = saying->was_plain;
}

static void copy(struct saying *saying, const char *bytes, size_t size)
{
	buffer_add(saying->to, bytes, size);
	saying->looks = NOTHING;
}

/* Behind the last column terminals differ in where the cursor is. */
static size_t say_character(struct saying *saying, const char *bytes, size_t size)
{
	uint32_t code;
	size_t length = text_decode(bytes, size, &code);

	if (code == TEXT_BAD)
		lose_place(saying);
	else if (saying->col != UNKNOWN)
		saying->col += text_code_width(code);
	if (saying->col >= saying->cols)
		lose_place(saying);
	copy(saying, bytes, length);
	return length;
}

static size_t say_control(struct saying *saying, const char *bytes)
{
	if (*bytes == '\r' && saying->col != UNKNOWN)
		saying->col = 0;
	else if (*bytes == '\b' && saying->col > 0)
		saying->col--;
	else if (*bytes != '\017') /* the set of characters again, on a Linux console */
		lose_place(saying);
	copy(saying, bytes, 1);
	return 1;
}

/* From the row that is known to one a little below it; false: that is no shorter than `size`, or not known. */
static bool say_lines(struct saying *saying, int row, const char *column, size_t size)
{
	int lines = row - saying->row;

	if (!saying->thrift->moves || saying->row == UNKNOWN || lines < 0 || lines > LINES_MOST ||
		row >= saying->rows || (size_t)lines + strlen(column) >= size)
		return false;
	for (int i = 0; i < lines; i++)
		buffer_add_byte(saying->to, '\n');
	buffer_add_text(saying->to, column);
	saying->looks = NOTHING;
	return true;
}

static void say_place(struct saying *saying, int row, int col, const char *bytes, size_t size)
{
	char column[16] = "\r";

	if (col)
		snprintf(column, sizeof column, "\033[%dG", col + 1);
	if (!say_lines(saying, row, column, size))
		copy(saying, bytes, size);
	saying->row = row;
	saying->col = col;
}

/* In the first column a line feed is one whatever the line makes of it. Back to that one curses goes by steps to the left,
 * which are taken along. Returns the bytes that are said. */
static size_t say_row(struct saying *saying, int row, const char *bytes, size_t length, size_t size)
{
	size_t back = 0;

	while (length + back < size && bytes[length + back] == '\b')
		back++;
	if (saying->col == UNKNOWN || back != (size_t)saying->col ||
		!say_lines(saying, row, back ? "\r" : "", length + back)) {
		copy(saying, bytes, length);
		back = 0;
	} else {
		saying->col = 0;
	}
	if (saying->col != UNKNOWN)
		saying->row = row;
	return length + back;
}

/* A look that begins with nothing undoes those before it, and of what is nothing already only the rest is said. */
static void say_look(struct saying *saying, const char *bytes, size_t size)
{
	const char *wanted = bytes + 2;
	size_t length = size - 3;
	bool begins = !length || (*wanted == '0' && (length == 1 || wanted[1] == ';'));

	if (!saying->thrift->looks) {
		copy(saying, bytes, size);
		return;
	}
	if (saying->looks == NOTHING) {
		saying->looks = saying->to->size;
		saying->was_plain = saying->plain;
	}
	if (begins) {
		size_t skipped = length > 2 ? 2 : length;

		take_back_looks(saying);
		wanted += skipped;
		length -= skipped;
	}
	if (begins && saying->plain && !length)
		return;
	buffer_add_text(saying->to, begins && !saying->plain && length ? "\033[0;" : "\033[");
	buffer_add(saying->to, wanted, length);
	buffer_add_byte(saying->to, 'm');
	saying->plain = begins && !length;
}

/* Up to two numbers; none is one. */
static void read_numbers(const char *text, int *first, int *second)
{
	uint64_t number;
	size_t digits = text_digits(text, UINT16_MAX, &number);

	*first = digits ? (int)number : 1;
	*second = 1;
	if (text[digits] == ';' && text_digits(text + digits + 1, UINT16_MAX, &number))
		*second = (int)number;
}

static size_t say_sequence(struct saying *saying, const char *bytes, size_t size)
{
	size_t length = 2;
	int first;
	int second;

	while (length < size && bytes[length] >= 0x20 && bytes[length] < 0x40)
		length++;
	if (length++ == size) {
		copy(saying, bytes, size);
		return size;
	}
	read_numbers(bytes + 2, &first, &second);
	switch (bytes[length - 1]) {
	case 'H':
		say_place(saying, first - 1, second - 1, bytes, length);
		break;
	case 'G':
		copy(saying, bytes, length);
		if (saying->row != UNKNOWN)
			saying->col = first - 1;
		break;
	case 'd':
		return say_row(saying, first - 1, bytes, length, size);
	case 'm':
		say_look(saying, bytes, length);
		break;
	case 'J':
		if (bytes[2] == '2') /* Ctrl-L mends a set that something else has chosen */
			saying->thrift->chosen = false;
		copy(saying, bytes, length);
		break;
	case 'K':
	case 'P':
	case 'X':
	case '@':
		copy(saying, bytes, length);
		break;
	default:
		lose_place(saying);
		copy(saying, bytes, length);
	}
	return length;
}

/* Of the sets of characters siko never uses but the first. */
static size_t say_escape(struct saying *saying, const char *bytes, size_t size)
{
	static const char first_set[] = "\033(B";
	size_t length = sizeof first_set - 1;

	if (size >= length && memcmp(bytes, first_set, length) == 0) {
		if (!saying->thrift->chosen)
			copy(saying, bytes, length);
		saying->thrift->chosen = true;
		return length;
	}
	if (size > 2 && bytes[1] == '[')
		return say_sequence(saying, bytes, size);
	lose_place(saying);
	length = size > 1 ? 2 : 1;
	copy(saying, bytes, length);
	return length;
}

void thrift_say(struct thrift *thrift, const char *bytes, size_t size, int rows, int cols, struct buffer *to)
{
	struct saying saying = {.thrift = thrift, .to = to, .rows = rows, .cols = cols, .looks = NOTHING};

	lose_place(&saying);
	for (size_t at = 0; at < size;) {
		unsigned char byte = (unsigned char)bytes[at];

		if (byte == '\033')
			at += say_escape(&saying, bytes + at, size - at);
		else if (byte < 0x20 || byte == 0x7F)
			at += say_control(&saying, bytes + at);
		else
			at += say_character(&saying, bytes + at, size - at);
	}
}
