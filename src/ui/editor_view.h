/* editor_view.h: our own editor for long texts: one UTF-8 buffer with real line feeds, soft wrap at draw time.
 * Undo and redo, word, line and paragraph motion, find, paste, page scroll; limit by bytes. No files, no store.
 * The view owns its text; editor_view_text is borrowed until the next change. */
#ifndef SIKO_UI_EDITOR_VIEW_H
#define SIKO_UI_EDITOR_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/screen.h"

struct editor_view;

struct editor_view *editor_view_new(const char *text, size_t most_bytes);
void editor_view_free(struct editor_view *view);
const char *editor_view_text(const struct editor_view *view);
bool editor_view_changed(const struct editor_view *view);
void editor_view_layout(struct editor_view *view, struct area area);
void editor_view_paint(struct editor_view *view);
void editor_view_go(struct editor_view *view, size_t offset); /* of a character's first byte */
void editor_view_cursor(const struct editor_view *view, int *row, int *col);
/* Marks `part` wherever it is in sight and goes to the first one at the cursor or behind it, with `again` to the next one.
 * "" = no marks. False when it is nowhere. */
bool editor_view_find(struct editor_view *view, const char *part, bool again);
/* MOVE and TYPE groups; OPEN inserts a line feed. IGNORED for all else. */
enum outcome editor_view_act(struct editor_view *view, enum action action);
enum outcome editor_view_type(struct editor_view *view, const char *text, size_t size, bool pasted);

#endif
