/* registration.h: the short form that reports verified innovations to the ministry: its number and date, one after the other.
 * Commits as soon as both are typed; what is wrong stands at its field, what cannot be reported at all is passed over and listed.
 * Copies what it is given. */
#ifndef SIKO_APP_REGISTRATION_H
#define SIKO_APP_REGISTRATION_H

#include "app/bulk.h"

/* False after saying why, when none of them can be reported. The answer is given when any was. */
bool registration_push(const struct bulk_row *rows, size_t count, int tag);

#endif
