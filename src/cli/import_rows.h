/* import_rows.h: makes changes of records out of the rows of a file, and collects every fault with its line.
 * Neither reads files nor writes records. A struct import starts zeroed but for its first three members; import_free ends it. */
#ifndef SIKO_CLI_IMPORT_ROWS_H
#define SIKO_CLI_IMPORT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "format/rows.h"
#include "model/change.h"
#include "store/store.h"

struct import_fault {
	size_t line;
	size_t order; /* as found, for faults of one line */
	char *text;   /* FILE:LINE: … */
};

struct import {
	enum table table;
	const char *name;
	int year;
	size_t id_column; /* the number of columns when there is none */
	bool *known;	  /* per column */
	struct record_change *change;
	size_t *line; /* per change */
	size_t count;
	size_t fresh; /* changes that make a new record */
	struct import_fault *fault;
	size_t fault_count, fault_room;
};

void import_free(struct import *import);
/* Takes over the reader's faults and adds those of unknown columns. */
void import_check_columns(
	struct import *import, const struct definitions *definitions, const struct rows *rows);
/* One change a row, with what the store holds as before. They borrow their texts from the rows. */
bool import_read_rows(
	struct store_txn *txn, struct import *import, const struct rows *rows, struct error *err);
void import_add_result(struct import *import, const struct commit_result *result);
void import_say_faults(struct import *import); /* in the order of their lines */

#endif
