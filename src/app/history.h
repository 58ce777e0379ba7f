/* history.h: a record's history from the journal: who, when, which fields, before and after. Reading matter only. */
#ifndef SIKO_APP_HISTORY_H
#define SIKO_APP_HISTORY_H

#include "model/record.h"

void history_push(enum table table, const char *id, const char *name);

#endif
