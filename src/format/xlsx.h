/* xlsx.h: a workbook of typed cells, row after row in constant memory (libxlsxwriter, loaded when asked for; library.h).
 * Writes no formula ever: a text is a text whatever it begins with. Opens no file of the caller's; the bytes are handed over.
 * A struct xlsx is owned by the caller until xlsx_finish or xlsx_drop. */
#ifndef SIKO_FORMAT_XLSX_H
#define SIKO_FORMAT_XLSX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "format/file.h"

struct xlsx;

/* title is the document's; NULL after a fault. */
struct xlsx *xlsx_open(const char *title, struct error *err);

/* A further sheet, then its columns; the first xlsx_end_row ends the row of their labels, which stays in sight. name: at most
 * 31 characters, none of []:*?/\ . width in characters. */
void xlsx_add_sheet(struct xlsx *xlsx, const char *name);
void xlsx_add_column(struct xlsx *xlsx, const char *label, int width);

/* The next cell of the row. A text longer than a cell takes (32,767 UTF-16 units) ends with "…", bytes that are no UTF-8
 * become U+FFFD. A number has two decimals only where it is not whole. */
void xlsx_add_text(struct xlsx *xlsx, const char *text);
void xlsx_add_number(struct xlsx *xlsx, int64_t hundredths);
bool xlsx_end_row(struct xlsx *xlsx, struct error *err);

/* Ends the workbook and hands its bytes over, piece by piece; frees it whatever happened. */
bool xlsx_finish(struct xlsx *xlsx, file_take *take, void *context, struct error *err);
void xlsx_drop(struct xlsx *xlsx); /* NULL is fine */

#endif
