#include "ui/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/decode.h"
#include "ui/draw.h"
#include "ui/term.h"

/* Names in key files, words for people; the first of a key is its name. */
static const struct key_word {
	int key;
	const char *name;
	const char *label;
	const char *plain; /* label without arrows */
} key_words[] = {
	{INPUT_UP, "Up", "↑", "Atas"},
	{INPUT_DOWN, "Down", "↓", "Bawah"},
	{INPUT_LEFT, "Left", "←", "Kiri"},
	{INPUT_RIGHT, "Right", "→", "Kanan"},
	{INPUT_HOME, "Home", "Home", NULL},
	{INPUT_END, "End", "End", NULL},
	{INPUT_PAGE_UP, "PgUp", "PgUp", NULL},
	{INPUT_PAGE_DOWN, "PgDn", "PgDn", NULL},
	{INPUT_INSERT, "Ins", "Ins", NULL},
	{INPUT_DELETE, "Del", "Del", NULL},
	{INPUT_BACKSPACE, "Backspace", "Backspace", NULL},
	{INPUT_ENTER, "Enter", "Enter", NULL},
	{INPUT_TAB, "Tab", "Tab", NULL},
	{INPUT_BACKTAB, "S-Tab", "Shift-Tab", NULL},
	{INPUT_ESC, "Esc", "Esc", NULL},
	{INPUT_CTRL_UP, "C-Up", "Ctrl-↑", "Ctrl-Atas"},
	{INPUT_CTRL_DOWN, "C-Down", "Ctrl-↓", "Ctrl-Bawah"},
	{INPUT_CTRL_LEFT, "C-Left", "Ctrl-←", "Ctrl-Kiri"},
	{INPUT_CTRL_RIGHT, "C-Right", "Ctrl-→", "Ctrl-Kanan"},
	{INPUT_CTRL_HOME, "C-Home", "Ctrl-Home", NULL},
	{INPUT_CTRL_END, "C-End", "Ctrl-End", NULL},
	{' ', "Space", "Spasi", NULL},
	{INPUT_CTRL, "C-Space", "Ctrl-Spasi", NULL},
	{INPUT_ALT + ' ', "M-Space", "Alt-Spasi", NULL},
	{INPUT_DELETE, "Delete", NULL, NULL},
	{INPUT_INSERT, "Insert", NULL, NULL},
	{INPUT_PAGE_UP, "PageUp", NULL, NULL},
	{INPUT_PAGE_DOWN, "PageDown", NULL, NULL},
	{INPUT_ENTER, "Return", NULL, NULL},
	{INPUT_ESC, "Escape", NULL, NULL},
	{INPUT_BACKTAB, "BackTab", NULL, NULL},
	{' ', "Spasi", NULL, NULL},
};

enum { KEY_WORDS = sizeof key_words / sizeof *key_words };

struct fed {
	enum input_kind kind;
	int key;
	char *text; /* owned */
	size_t size;
};

static bool may_have_more; /* curses may hold bytes that ppoll does not see */

static int read_terminal(void *context, int timeout_ms)
{
	int code = term_read(timeout_ms);

	(void)context;
	may_have_more = code >= 0;
	return code;
}

static struct decoder decoder = {.read = read_terminal};

static struct fed *fed;
static size_t fed_first;
static size_t fed_count;
static size_t fed_room;
static char *fed_text; /* of the last event given out */

static const struct key_word *word_of(int key)
{
	for (int i = 0; i < KEY_WORDS; i++)
		if (key_words[i].key == key)
			return &key_words[i];
	return NULL;
}

static int single_character(const char *name)
{
	size_t size = strlen(name);
	uint32_t code;

	if (!size || text_decode(name, size, &code) != size || code == TEXT_BAD || code <= ' ' ||
		code == 0x7F)
		return 0;
	return (int)code;
}

static int function_key(const char *name)
{
	uint64_t number;

	if ((name[0] != 'F' && name[0] != 'f') || name[1] == '0' || !text_number(name + 1, 24, &number))
		return 0;
	return INPUT_F1 + (int)number - 1;
}

/* The words help and the key line use for the modifiers are understood too: "Ctrl-S" is "C-S". */
static const char *with_short_modifier(const char *name, char *room, size_t size)
{
	static const char *const words[][2] = {{"Ctrl-", "C-"}, {"Shift-", "S-"}, {"Alt-", "M-"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i][0]);

		if (strncasecmp(name, words[i][0], length) == 0) {
			snprintf(room, size, "%s%s", words[i][1], name + length);
			return room;
		}
	}
	return name;
}

int input_key_by_name(const char *name)
{
	char room[24];
	int code;

	name = with_short_modifier(name, room, sizeof room);
	code = single_character(name);
	if (code)
		return code;
	for (int i = 0; i < KEY_WORDS; i++)
		if (strcasecmp(key_words[i].name, name) == 0)
			return key_words[i].key;
	if (name[0] && name[1] == '-' && (code = single_character(name + 2))) {
		if (name[0] == 'M' || name[0] == 'm')
			return code < 0x80 ? INPUT_ALT + code : 0;
		if (name[0] != 'C' && name[0] != 'c')
			return 0;
		if (code >= 'a' && code <= 'z')
			code -= 'a' - 'A';
		/* Not the four that are Backspace, Tab and Enter on every terminal: C-h C-i C-j C-m. */
		if (code < 'A' || code > '_' || code == '[' || code == 'H' || code == 'I' || code == 'J' ||
			code == 'M')
			return 0;
		return INPUT_CTRL + code - '@';
	}
	return function_key(name);
}

/* Both forms of a key's name differ only in the words for the modifiers. */
static const char *key_text(int key, const char *control, const char *alt, bool lower)
{
	static char text[24];
	char bytes[5] = "";

	if (key >= INPUT_F1 && key <= INPUT_F24)
		snprintf(text, sizeof text, "F%d", key - INPUT_F1 + 1);
	else if (key > INPUT_CTRL && key < INPUT_CTRL + 32)
		snprintf(text, sizeof text, "%s%c", control,
			(char)(key - INPUT_CTRL + (lower && key <= INPUT_CTRL + 26 ? '`' : '@')));
	else if (key > INPUT_ALT && key < INPUT_ALT + 0x80)
		snprintf(text, sizeof text, "%s%c", alt, (char)(key - INPUT_ALT));
	else if (key > ' ' && key < 0x110000) {
		text_encode((uint32_t)key, bytes);
		snprintf(text, sizeof text, "%s", bytes);
	} else
		return NULL;
	return text;
}

const char *input_key_name(int key)
{
	const struct key_word *word = word_of(key);

	return word ? word->name : key_text(key, "C-", "M-", true);
}

const char *input_key_label(int key)
{
	const struct key_word *word = word_of(key);

	if (word)
		return draw_is_ascii() && word->plain ? word->plain : word->label;
	return key_text(key, "Ctrl-", "Alt-", false);
}

static void feed(enum input_kind kind, int key, const char *text, size_t size)
{
	if (fed_first == fed_count)
		fed_first = fed_count = 0;
	fed = array_room(fed, fed_count, &fed_room, sizeof *fed);
	fed[fed_count++] = (struct fed){
		.kind = kind, .key = key, .text = text ? memory_copy_n(text, size) : NULL, .size = size};
}

void input_feed_key(int key)
{
	char bytes[4];

	if (key > 0 && key < 0x110000)
		feed(INPUT_TEXT, key, bytes, text_encode((uint32_t)key, bytes));
	else
		feed(INPUT_KEY, key, NULL, 0);
}

void input_feed_text(const char *text, bool pasted)
{
	struct buffer clean = {0};

	decode_clean_paste(&clean, text, strlen(text));
	if (pasted)
		feed(INPUT_PASTE, 0, buffer_text(&clean), clean.size);
	for (size_t at = 0; !pasted && at < clean.size;) {
		uint32_t code;
		size_t length = text_decode(clean.data + at, clean.size - at, &code);

		feed(INPUT_TEXT, (int)code, clean.data + at, length);
		at += length;
	}
	buffer_free(&clean);
}

void input_feed_resize(void)
{
	feed(INPUT_RESIZE, 0, NULL, 0);
}

void input_feed_hangup(void)
{
	feed(INPUT_HANGUP, 0, NULL, 0);
}

static bool take_fed(struct input_event *event)
{
	struct fed *next;

	free(fed_text);
	fed_text = NULL;
	if (fed_first == fed_count) {
		free(fed);
		fed = NULL;
		fed_first = fed_count = fed_room = 0;
		return false;
	}
	next = &fed[fed_first++];
	fed_text = next->text;
	*event = (struct input_event){
		.kind = next->kind, .key = next->key, .text = next->text, .size = next->size};
	return true;
}

static bool take_signal(struct input_event *event)
{
	if (term_hung_up())
		event->kind = INPUT_HANGUP;
	else if (term_take_resize())
		event->kind = INPUT_RESIZE;
	return event->kind != INPUT_NONE;
}

void input_next(struct input_event *event, int timeout_ms)
{
	*event = (struct input_event){.kind = INPUT_NONE};
	decoder.escape_ms = term_escape_delay();
	if (take_fed(event) || take_signal(event))
		return;
	if ((may_have_more || decoder.held_count) && decode_next(&decoder, event))
		return;
	if (term_wait(timeout_ms) && decode_next(&decoder, event))
		return;
	take_signal(event);
}

bool input_pending(void)
{
	if (fed_first < fed_count)
		return true;
	return decode_pending(&decoder) || term_hung_up();
}
