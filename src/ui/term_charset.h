/* term_charset.h: what characters the terminal takes: by the locale, and by what it answers itself.
 * Part of term.c's business. Writes nothing and waits for nothing but at the end; sentences are static text.
 * Sets the program's LC_CTYPE and LC_NUMERIC. */
#ifndef SIKO_UI_TERM_CHARSET_H
#define SIKO_UI_TERM_CHARSET_H

#include <stdbool.h>

const char *term_charset_open(
	void); /* NULL, or a sentence: the environment asks for another set than UTF-8 */

/* What to write to have it answer, at the start, with the cursor at home: nothing of it is seen afterwards. */
const char *term_charset_question(void);
/* The answer. NULL: it is UTF-8, or nothing was asked; else the sentence. */
const char *term_charset_judge(int row, int col);
/* At the end: an answer that is on its way is read away by `read` (a byte, or -1 after the time). paced: it is to the question
 * behind a screen (term_pace.h). */
void term_charset_await(int (*read)(int timeout_ms), bool paced);

#endif
