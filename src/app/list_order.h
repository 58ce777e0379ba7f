/* list_order.h: which rows of a list are shown and in what order: find, filter, sort.
 * Works on what list.h keeps; paints nothing. */
#ifndef SIKO_APP_LIST_ORDER_H
#define SIKO_APP_LIST_ORDER_H

#include "app/list.h"

char *list_cell_text(const struct list *list, size_t row, size_t column); /* as shown; owned by the caller */
void list_order(struct list *list); /* fills shown and shown_count anew */

#endif
