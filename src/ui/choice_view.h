/* choice_view.h: a short menu (under 200 entries) on libmenu; typing goes to one of a few entries, and narrows many.
 * Used by the home menu and by every choice; knows no record. libmenu is an input device; the entries are ours.
 * The view owns copies of all texts. */
#ifndef SIKO_UI_CHOICE_VIEW_H
#define SIKO_UI_CHOICE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

struct choice_entry {
	const char *name;   /* what is chosen */
	const char *detail; /* shown dim behind it, or NULL */
	const char *words;  /* more words that typing finds (a unit's code), or NULL */
};

struct choice_view;

struct choice_view *choice_view_new(void);
void choice_view_free(struct choice_view *view);
void choice_view_entries(struct choice_view *view, const struct choice_entry *entries,
	size_t count); /* keeps the active entry by name */
void choice_view_activate(struct choice_view *view, size_t index);
bool choice_view_active(const struct choice_view *view,
	size_t *index); /* index into the entries given; false when none matches */
const char *choice_view_words(const struct choice_view *view); /* of the active entry; "" when none */
const char *choice_view_typed(const struct choice_view *view); /* what narrows now */
int choice_view_shown(const struct choice_view *view);	       /* entries that match */
void choice_view_layout(struct choice_view *view, struct area area);
void choice_view_paint(struct choice_view *view);
void choice_view_cursor(const struct choice_view *view, int *row, int *col);
enum outcome choice_view_act(struct choice_view *view,
	enum action action); /* UP DOWN PAGE_… FIRST LAST DELETE_LEFT …_WORD …_LINE */
/* Up to 9 entries: marks the one whose name, or a word of it, starts so. More: leaves only those with these letters, start of
 * a word first. What fits none changes nothing. */
enum outcome choice_view_type(struct choice_view *view, const char *text, size_t size);

#endif
