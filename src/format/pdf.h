/* pdf.h: tables on pages of A4 landscape, with heads on every page and "halaman n dari m" (libhpdf, loaded when asked for).
 * Helvetica as every reader has it: what WinAnsi does not hold is a "?". Opens no file; the bytes are handed over.
 * A struct pdf is owned by the caller until pdf_finish or pdf_drop. */
#ifndef SIKO_FORMAT_PDF_H
#define SIKO_FORMAT_PDF_H

#include <stdbool.h>

#include "base/error.h"
#include "format/file.h"
#include "format/table.h"

struct pdf;

/* title stands on top of every page, below under it; NULL after a fault. */
struct pdf *pdf_open(const char *title, const char *below, struct error *err);

/* On a page of its own, or under the last table when `follows`. Numbers get the room they need, whatever it leaves for texts; those
 * that do not fit end with "…". Many columns make the letters smaller. total: the last row is the sum of those above. */
void pdf_add_table(
	struct pdf *pdf, const char *heading, const struct table_text *table, bool total, bool follows);

/* Ends the document and hands its bytes over, piece by piece; frees it whatever happened. */
bool pdf_finish(struct pdf *pdf, file_take *take, void *context, struct error *err);
void pdf_drop(struct pdf *pdf); /* NULL is fine */

#endif
