/* document.h: one table as people see it, in the form that a file's name asks for: .csv .xlsx .html .pdf .txt.
 * A spreadsheet gets numbers for the numbers among its texts, and two columns where one cell holds two. Knows no record and opens
 * no file: the bytes are handed over. A struct document borrows all it holds. */
#ifndef SIKO_FORMAT_DOCUMENT_H
#define SIKO_FORMAT_DOCUMENT_H

#include <stdbool.h>

#include "base/error.h"
#include "format/file.h"
#include "format/table.h"

enum document_form { DOCUMENT_CSV, DOCUMENT_XLSX, DOCUMENT_HTML, DOCUMENT_PDF, DOCUMENT_TEXT };

struct document {
	const char *title;
	const char *
		below; /* of what day, how many rows, chosen how: on every form but CSV, which has room for rows alone */
	const struct table_text *table;
	const char *first, *second; /* "16 klaim", "16 verif": what tells the two columns of a pair apart */
};

/* By the end of the name, letters large or small; a sentence when it is none of them. */
bool document_form_of(const char *path, enum document_form *form, struct error *err);
/* *rows: how many went out. */
bool document_write(const struct document *document, enum document_form form, file_take *take, void *context,
	size_t *rows, struct error *err);

#endif
