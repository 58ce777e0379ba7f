/* text.h: UTF-8 as siko stores, compares, measures and shows it.
 * Width is wcwidth's, which is what ncurses uses; normal form is NFC (utf8proc). No I/O, no locale changes.
 * Functions that return char * give memory the caller frees. */
#ifndef SIKO_BASE_TEXT_H
#define SIKO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_BAD 0xFFFFFFFFu

/* Decodes one code point at text[0..size); returns its length in bytes (1 for a bad byte, *code = TEXT_BAD); 0 at the end. */
size_t text_decode(const char *text, size_t size, uint32_t *code);
size_t text_encode(uint32_t code, char out[4]);

/* Whether text may be typed or be a name: valid UTF-8, no control characters but line feed, no bidi or zero-width
 * characters; *why gets a short Indonesian reason (static) when not. */
bool text_storable(const char *text, size_t size, const char **why);

/* What a file may bring: UTF-8 without control characters other than line feed (INTERFACE). Soft hyphens and joiners come
 * with every text copied from a word processor; text_for_screen() makes them visible. */
bool text_importable(const char *text, size_t size, const char **why);

/* NFC copy. text must be valid UTF-8. *changed tells whether it differs (may be NULL). */
char *text_normalise(const char *text, size_t size, bool *changed);
bool text_is_ascii(const char *text, size_t size);
/* Length of the start of text that is printable ASCII: the common case of every check, eight bytes at a time. */
size_t text_plain(const char *text, size_t size);

size_t text_length(const char *text); /* code points */
size_t text_words(const char *text);  /* runs of characters between white space (INTERFACE) */
bool text_is_blank(const char *text); /* no word in it */
char *text_trim(char *text);	      /* in place, ASCII blanks at both ends; returns text */
bool text_contains(
	const char *text, const char *part);	/* case-blind (utf8proc case folding), empty part is in all */
int text_compare(const char *a, const char *b); /* for people: case-blind, digits as numbers, then bytes */
bool text_equal(const char *a, const char *b);
bool text_starts(const char *text, const char *start);

/* The one way text becomes a number: decimal digits, no sign, no blank. digits: how many stand at the start; 0 when there is
 * none or the number is more than `most`. number: the whole text is one. *value is 0 when there is none. */
size_t text_digits(const char *text, uint64_t most, uint64_t *value);
bool text_number(const char *text, uint64_t most, uint64_t *value);

/* Columns on a terminal. */
int text_code_width(uint32_t code); /* 0, 1 or 2; shown form of unprintables counts */
int text_width(const char *text, size_t size);
size_t text_cut(const char *text, size_t size,
	int columns); /* bytes of the longest start that fits; whole grapheme clusters */

/* The one printable ASCII character that says most of this one: the letter without its marks, the plain quote or dash; else `?`. */
char text_ascii(uint32_t code);

/* The one sanitiser before anything stored reaches a terminal: controls, bidi, zero-width and line
 * separators become U+00B7, bad bytes U+FFFD; line feed becomes a blank unless keep_lines. */
char *text_for_screen(const char *text, size_t size, bool keep_lines);

/* Grapheme cluster boundaries, for cursors. next: byte offset after the cluster at `at`; previous: before it. */
size_t text_next(const char *text, size_t size, size_t at);
size_t text_previous(const char *text, size_t size, size_t at);

#endif
