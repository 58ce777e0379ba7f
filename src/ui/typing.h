/* typing.h: what typed and pasted bytes become before they enter a text: normal form, nothing that may not be stored.
 * Pure functions of texts, shared by the form, the editor and the choice; no cursor and no screen.
 * Functions that return char * give memory the caller frees. */
#ifndef SIKO_UI_TYPING_H
#define SIKO_UI_TYPING_H

#include <stdbool.h>
#include <stddef.h>

/* The storable part in NFC: CR and CR LF as LF, tabs as blanks; without `lines` line feeds are blanks too.
 * *dropped is raised by the characters left out. */
char *typing_clean(const char *text, size_t size, bool lines, size_t *dropped);

/* Whether it is one mark that joins the character before it. */
bool typing_is_mark(const char *text, size_t size);

/* The character before `at` joined by a mark, in NFC; *from is where that character begins. NULL when there is none. */
char *typing_compose(const char *text, size_t at, const char *mark, size_t size, size_t *from);

/* Offsets of the word before and behind `at`; blanks and line feeds are between words. */
size_t typing_word_left(const char *text, size_t at);
size_t typing_word_right(const char *text, size_t at);

/* Paragraphs end at line feeds; left goes to the start of this one, then of the one before. Empty ones are passed over. */
size_t typing_paragraph_left(const char *text, size_t at);
size_t typing_paragraph_right(const char *text, size_t at);

/* Where `part` stands at or behind `from`, and again from the start; case does not matter. False when it is nowhere. */
bool typing_find(const char *text, size_t from, const char *part, size_t *at);

#endif
