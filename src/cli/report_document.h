/* report_document.h: the report as a document to hand in: a workbook, a page, a print.
 * Decides what stands where; the numbers are report_rows' and index_terms'. All borrowed from the caller. */
#ifndef SIKO_CLI_REPORT_DOCUMENT_H
#define SIKO_CLI_REPORT_DOCUMENT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "cli/index_terms.h"
#include "cli/out.h"
#include "cli/report_rows.h"

struct report_document {
	const struct report_rows *rows; /* html and pdf: the last one is the total */
	const struct index_terms *terms;
	const char *region;
};

/* Sheets: the columns and rows of CSV, the index, and what is verified per indicator. */
bool report_document_xlsx(const struct report_document *document, struct out *out, struct error *err);
/* The index, the sums of each unit, then per indicator what is claimed and what is verified. */
void report_document_html(const struct report_document *document, struct buffer *to);
bool report_document_pdf(const struct report_document *document, struct out *out, struct error *err);

#endif
