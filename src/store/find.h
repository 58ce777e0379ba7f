/* find.h: records that hold a text in their id or in any of their fields, in order of id, within a time.
 * Looks at the bytes as they lie in the store and decodes only what may hold it; whether it does, and whether the user may see
 * it, the visitor decides. Nothing is owned. */
#ifndef SIKO_STORE_FIND_H
#define SIKO_STORE_FIND_H

#include "store/store.h"

struct find {
	enum table table;
	const char *part;
	uint64_t until;			/* moment of clock_monotonic_ms to stop at */
	char after[RECORD_ID_MOST + 1]; /* goes on behind this id; "" = from the first */
	bool done;			/* the table was seen to its end */
};

/* Visits as txn_each does. May be called again with the same find to go on where it stopped. */
bool txn_find(struct store_txn *txn, struct find *find, txn_visit *visit, void *context, struct error *err);

#endif
