/* evidence.h: the files that prove one answer: attach, remove, write out; files that another innovation has too are named.
 * Writes by store/evidence.h alone; behind a gate it says how to send a file. */
#ifndef SIKO_APP_EVIDENCE_H
#define SIKO_APP_EVIDENCE_H

#include "model/catalogue.h"
#include "model/record.h"

/* indicator is borrowed from the definitions. */
void evidence_push(enum table table, const char *id, const struct indicator *indicator, int tag);

#endif
