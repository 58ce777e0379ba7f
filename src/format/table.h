/* table.h: rows as aligned columns for people, cut to what a line holds; and one record as "label  value" lines.
 * Every text passes the sanitiser. Knows no record. A struct table starts zeroed and owns copies until table_free. */
#ifndef SIKO_FORMAT_TABLE_H
#define SIKO_FORMAT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct table_column {
	char *label;
	bool right;
	bool pair; /* its cells are two numbers, "3/5" (document.h) */
	int most;  /* columns on the screen; 0 = as wide as it comes */
};

struct table_text {
	struct table_column *column;
	size_t count, room;
	char **cell; /* row after row */
	size_t cell_count, cell_room;
};

void table_free(struct table_text *table);
void table_add_column(struct table_text *table, const char *label, bool right, int most);
void table_pair_column(struct table_text *table); /* the last one added: its cells are pairs */
void table_add_cell(struct table_text *table, const char *text);
/* Header, rule, rows. */
void table_write(const struct table_text *table, struct buffer *to);

/* "label       value", further lines of the value below its first. */
void table_add_pair(struct buffer *to, const char *label, int label_width, const char *value);

#endif
