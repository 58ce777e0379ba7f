/* html.h: tables as one page that needs nothing else: no script, no link, its style inside; printed on A4 landscape.
 * Escapes every text. Knows no record; the tables are table.h's, their cells as people read them.
 * Writers append to the caller's buffer. */
#ifndef SIKO_FORMAT_HTML_H
#define SIKO_FORMAT_HTML_H

#include <stdbool.h>

#include "base/buffer.h"
#include "format/table.h"

void html_start(struct buffer *to, const char *title, const char *below);
/* heading NULL: none. total: the last row is the sum of those above. The heads of columns stay in sight, and come again on every
 * printed page. */
void html_add_table(struct buffer *to, const char *heading, const struct table_text *table, bool total);
void html_end(struct buffer *to);

#endif
