/* list_part.h: what the files of the list share: arranging it anew, its marks, its filter.
 * Not for kinds; they use list.h. list.c is the screen, list_order.c finds and sorts, list_marks.c marks, list_filter.c
 * asks what to filter by, list_export.c writes a file. All of it is owned by the list. */
#ifndef SIKO_APP_LIST_PART_H
#define SIKO_APP_LIST_PART_H

#include "app/list.h"

#define LIST_NO_ROW	  ((size_t)-1)
#define LIST_COLUMNS_MOST 48

/* Finds the rows to show again; the kind's rows are as last loaded. */
void list_arrange(struct list *list);

bool list_is_marked(const struct list *list, size_t row);
void list_toggle_mark(struct list *list, size_t row);
/* Marks of rows that are no longer there would count without being seen. */
void list_drop_lost_marks(struct list *list);

bool list_is_filtered(const struct list *list);
/* "Belum diajukan, Status: Draf, cari “lampu”"; nothing where all rows are shown. */
void list_add_filter_words(const struct list *list, struct buffer *to);
void list_set_filter(struct list *list, size_t column, const char *value); /* value NULL: none */
void list_filter_ask(struct list *list);
bool list_filter_take(struct list *list, const struct answer *answer); /* false: not an answer to that */
void list_filter_forget(struct list *list); /* the values an open question offers */

/* The rows shown, as they are shown, to a file. */
void list_export_ask(const struct list *list);
bool list_export_take(struct list *list, const struct answer *answer); /* false: not an answer to that */

#endif
