/* sheet_row.h: one row of the indicator sheet: name, weight, level, score, evidence and what the reviewer said of it.
 * Reads an answer from a record as it stands; changes nothing. Texts go into the caller's buffer. */
#ifndef SIKO_APP_SHEET_ROW_H
#define SIKO_APP_SHEET_ROW_H

#include "base/buffer.h"
#include "model/catalogue.h"
#include "model/record.h"
#include "ui/list_view.h"

const struct list_column *sheet_row_columns(size_t *count);
/* cells borrow from texts until its next change. */
void sheet_row_paint(const struct indicator *indicator, const struct record *record, struct buffer *texts,
	struct list_cell *cells, size_t count, const char **flag);

#endif
