/* ask_text.h: asks for a text in a floating box of a few rows that wrap: a note, a path, as long as it has to be.
 * The asker gets struct answer in its resume, the text in one line; nothing is decided here. Texts given are copied. */
#ifndef SIKO_APP_ASK_TEXT_H
#define SIKO_APP_ASK_TEXT_H

/* label stands beside it ("Catatan"); text is what it begins with. Enter is done: answer.text. */
void ask_text(const char *title, const char *label, const char *text, int tag);

#endif
