/* saved.h: short texts of a user's own that outlive his session: his saved filters.
 * One file per user beside the data, no record and no journal; what stands in it is its reader's affair.
 * Nothing is owned. */
#ifndef SIKO_STORE_SAVED_H
#define SIKO_STORE_SAVED_H

#include "base/buffer.h"
#include "base/error.h"

/* Adds what was saved, nothing when there is nothing. */
void saved_load(const char *store_path, const char *user, struct buffer *to);
bool saved_store(const char *store_path, const char *user, const struct buffer *text, struct error *err);

#endif
