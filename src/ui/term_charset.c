#include "ui/term_charset.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"

#define ANSWER_MS 200  /* waited at the end for an answer that is still on its way … */
#define PACED_MS  2000 /* … by a terminal that is known to answer */
#define ASKED_RECENT \
	2000 /* … when it was asked less than this before; one that did not come by then never does */

static const char not_utf8[] = "Terminal bukan UTF-8, dipakai ASCII; atur set karakter klien ke UTF-8.";

static uint64_t asked; /* when, by clock_monotonic_ms; 0: nothing is to be answered */

/* Whether the operator's environment asks for a character set of its own other than UTF-8. */
static bool wants_other_charset(void)
{
	const char *name = getenv("LC_ALL");
	const char *point;

	if (!name || !*name)
		name = getenv("LC_CTYPE");
	if (!name || !*name)
		name = getenv("LANG");
	point = name ? strchr(name, '.') : NULL;
	return point && strncasecmp(point, ".utf", 4) != 0;
}

/* Only characters are wanted from the locale: numbers and order are siko's own. A bare ssh command has no locale at
 * all, and a client may name one that is not installed (PITFALLS B3). */
const char *term_charset_open(void)
{
	const char *warning = NULL;

	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		setlocale(LC_CTYPE, "C.UTF-8");
		if (wants_other_charset())
			warning = not_utf8;
	}
	setlocale(LC_NUMERIC, "C");
	return warning;
}

/* Whether the terminal is UTF-8 it says itself, and nobody waits for it: a letter of two bytes is written, it is asked where
 * its cursor is, and the letter is taken back. Not on the first row: there, the answer would look like a key. */
const char *term_charset_question(void)
{
	asked = clock_monotonic_ms();
	return "\r\n\xC3\xA4\033[6n\r\033[K\033[A";
}

const char *term_charset_judge(int row, int col)
{
	if (!asked || row < 2)
		return NULL;
	asked = 0;
	return col == 2 ? NULL : not_utf8;
}

/* It would be typed at the shell. */
void term_charset_await(int (*read)(int timeout_ms), bool paced)
{
	uint64_t start = clock_monotonic_ms();
	int most = paced ? PACED_MS : ANSWER_MS;
	int code = 0;

	if (!paced && (!asked || start - asked > ASKED_RECENT))
		return;
	while (code >= 0 && code != 'R' && clock_monotonic_ms() - start < (uint64_t)most)
		code = read(most);
}
