#include "support/views.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "ui/term.h"

const struct area views_whole = {0, 0, 24, 80};

static char *shown;  /* the screen as views_row saw it last */
static char *before; /* as views_changed saw it last */

int views_open(void **state)
{
	struct term_options options = {.headless = true, .rows = 24, .cols = 80};
	struct error err;

	(void)state;
	return term_open(&options, &err) ? 0 : -1;
}

int views_close(void **state)
{
	(void)state;
	free(shown);
	free(before);
	shown = NULL;
	before = NULL;
	term_close();
	return 0;
}

void views_erase(void)
{
	werase(newscr);
}

const char *views_row(int row)
{
	char *line;

	free(shown);
	shown = term_snapshot(false);
	line = shown;
	while (row-- > 0)
		line = strchr(line, '\n') + 1;
	*strchr(line, '\n') = '\0';
	return line;
}

static int characters(const char *line)
{
	int count = 0;

	for (; *line && *line != '\n'; line++)
		count += ((unsigned char)*line & 0xC0) != 0x80;
	return count;
}

/* Both point at a row of narrow characters; rows end where blanks begin. */
static int differences(const char *a, const char *b)
{
	int count = 0;

	while (*a && *a != '\n' && *b && *b != '\n') {
		size_t m = 1;
		size_t n = 1;

		while (((unsigned char)a[m] & 0xC0) == 0x80)
			m++;
		while (((unsigned char)b[n] & 0xC0) == 0x80)
			n++;
		count += m != n || memcmp(a, b, m) != 0;
		a += m;
		b += n;
	}
	return count + characters(a) + characters(b);
}

int views_changed(void)
{
	char *now = term_snapshot(false);
	const char *a = before ? before : now;
	const char *b = now;
	int count = 0;

	while (strncmp(a, "cursor ", 7) != 0) {
		count += differences(a, b);
		a = strchr(a, '\n') + 1;
		b = strchr(b, '\n') + 1;
	}
	free(before);
	before = now;
	return count;
}

unsigned monkey_below(struct monkey *monkey, unsigned limit)
{
	monkey->seed = monkey->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(monkey->seed >> 33) % limit;
}

enum action monkey_action(struct monkey *monkey)
{
	for (;;) {
		enum action action = (enum action)(1 + monkey_below(monkey, ACTION_COUNT - 1));
		enum action_group group = action_info(action)->group;

		if (group == ACTION_GROUP_MOVE || group == ACTION_GROUP_TYPE || action == ACTION_OPEN)
			return action;
	}
}

size_t monkey_type(struct monkey *monkey)
{
	static const char *const odd[] = {
		"漢",
		"字",
		"ｱ",
		"한",
		"ᄀ",
		"ᅡ",
		"é",
		"ñ",
		"ß",
		"€",
		"\u0301",
		"\u0308",
		"\u20dd",
		"😀",
		"🏽",
		"🇮",
		"\ufe0f",
		"\u200d",
		"\u202e",
		"\u200b",
		"\u00ad",
		"\033",
		"\t",
		"\r",
		"\n",
		"\x7f",
		"\x80",
		"\xff",
		"\xed\xa0\x80",
		"\uffff",
		"\U000e0041",
		"م",
		"ি",
		"ก",
		"ำ",
	};
	const size_t odd_count = sizeof odd / sizeof odd[0];
	unsigned pick = monkey_below(monkey, 100);

	memset(monkey->text, 0, sizeof monkey->text);
	if (pick < 60)
		monkey->text[0] = (char)(' ' + monkey_below(monkey, 95));
	else if (pick < 75)
		monkey->text[0] = ' ';
	else
		snprintf(monkey->text, sizeof monkey->text, "%s", odd[pick % odd_count]);
	return strlen(monkey->text);
}

struct area monkey_area(struct monkey *monkey)
{
	int rows = 1 + (int)monkey_below(monkey, monkey_below(monkey, 3) ? 60 : 4);
	int cols = 1 + (int)monkey_below(monkey, monkey_below(monkey, 3) ? 200 : 6);
	int row = (int)monkey_below(monkey, 3);
	int col = (int)monkey_below(monkey, 3);

	term_resize(rows, cols);
	term_size(&rows, &cols);
	return area_inner((struct area){0, 0, rows, cols}, row, col, -1, -1);
}
