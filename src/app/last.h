/* last.h: what was entered last, to be repeated in the next record: this session's, else the newest of the user's own unit.
 * Reads, never writes; whoever asks decides what is worth repeating.
 * struct app owns the records kept; texts given out are borrowed until the next call. */
#ifndef SIKO_APP_LAST_H
#define SIKO_APP_LAST_H

#include "model/record.h"

struct last {
	struct record newest, before; /* two: the newest may be the one that asks */
	struct record read;	      /* from the store, when this session has none */
};

/* It was just entered or changed. */
void last_keep(const struct record *record);
/* The record entered last in this session; NULL when there is none. */
const struct record *last_entered(enum table table);
/* The one before `present`, for copying a value from it; NULL when there is none. */
const struct record *last_before(const struct record *present);
void last_free(struct last *last);

#endif
