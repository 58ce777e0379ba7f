/* csv.h: comma separated values: reads bytes into rows, writes cells (RFC 4180, UTF-8, CR LF).
 * Reading is by libcsv in its strict mode; lines are counted here. Knows no table, opens no file.
 * Writers append to the caller's buffer. */
#ifndef SIKO_FORMAT_CSV_H
#define SIKO_FORMAT_CSV_H

#include <stddef.h>

#include "base/buffer.h"
#include "format/rows.h"

/* The first row names the columns; the separator (, ; tab) is found from it; a byte order mark is skipped. One leading ' is
 * taken off a cell that matches ^'+[=+@-]. Faults are added to rows; rows that are well are kept beside them. */
void csv_read(const char *data, size_t size, struct rows *rows);

/* The same in pieces, cut anywhere, so that a large file need not be in memory besides its rows. */
struct csv_reader;
struct csv_reader *csv_open(struct rows *rows);
void csv_feed(struct csv_reader *reader, const char *data, size_t size);
void csv_close(struct csv_reader *reader); /* the file ends here; frees the reader */

/* Appends a cell, with the separator before it unless it is the row's first; one ' goes before what a spreadsheet would run. */
void csv_add_cell(struct buffer *to, char separator, bool first, const char *text);
void csv_end_row(struct buffer *to);

#endif
