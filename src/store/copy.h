/* copy.h: innovations copied into another assessment year, all of them in one commit or none.
 * What is copied is model/copy.h's to say; the judge decides as for every change. Evidence files are named again, not copied.
 * The record changes are the caller's: they hold the ids that were given. */
#ifndef SIKO_STORE_COPY_H
#define SIKO_STORE_COPY_H

#include "store/store.h"

/* made: `count` zeroed record changes, to be freed whatever comes of it. Refused: unknown or unreadable ids, ideas, those of that
 * year already, and a unit that has one of the same name there. */
bool store_copy(struct store *store, const char *user, const char *const *ids, size_t count, int year,
	struct record_change *made, struct error *err);

#endif
