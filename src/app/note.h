/* note.h: asks for a note in a floating box: a few rows that wrap, as long as a note has to be.
 * The asker gets struct answer in its resume, the text in one line; nothing is decided here. Texts given are copied. */
#ifndef SIKO_APP_NOTE_H
#define SIKO_APP_NOTE_H

/* label stands beside it ("Catatan"); text is what it begins with. Enter is done: answer.text. */
void note_ask(const char *title, const char *label, const char *text, int tag);

#endif
