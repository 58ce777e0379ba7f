/* ask.h: questions in a floating box: choose one, confirm, type one line, read a list of faults.
 * The asker gets struct answer in its resume; nothing is decided here. Texts given are copied. */
#ifndef SIKO_APP_ASK_H
#define SIKO_APP_ASK_H

#include "ui/choice_view.h"
#include "ui/screen.h"

/* Choice: answer.choice is the index into entries. typed is taken as if it was typed there. */
void ask_choice(const char *title, const char *question, const struct choice_entry *entries, size_t count,
	size_t active, const char *typed, int tag);

/* The same over a form: Tab and Shift-Tab take what is marked too, and answer.step says which way to move on. */
void ask_choice_of_field(const char *title, const struct choice_entry *entries, size_t count, size_t active,
	const char *typed, int tag);

/* The same as ask_choice, but the chosen index goes to a function, not to the screen below (which gets an answer not given),
 * and the status line tells the active entry in its words. */
void ask_choice_then(
	const char *title, const struct choice_entry *entries, size_t count, void (*chosen)(size_t index));

/* Simpan / Buang / Batal. */
enum ask_leave { ASK_SAVE, ASK_DISCARD, ASK_CANCEL };
void ask_leave(int tag);

/* Ya / Batal: answer.given && answer.choice == 0 means yes. yes is the word on the first entry. */
void ask_confirm(const char *title, const char *question, const char *yes, int tag);

/* For whoever came by a forced command and has no files here: his own machine sends and takes them. The command stands whole on
 * one line, to be copied; there is nothing to answer. */
void ask_command(const char *title, const char *what, const char *command);

/* One line typed: answer.text. */
void ask_line(const char *title, const char *question, const char *text, int tag);

#endif
