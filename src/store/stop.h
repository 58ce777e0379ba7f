/* stop.h: long work that must leave nothing behind asks here whether a signal wants it to end.
 * Between stop_begin and stop_end INT, TERM and HUP are only noted; stop_end lets one that came end the process as it would have.
 * One flag of the process: a signal handler has nowhere else to write. */
#ifndef SIKO_STORE_STOP_H
#define SIKO_STORE_STOP_H

#include <stdbool.h>

#include "base/error.h"

void stop_begin(void);
bool stop_asked(void);
bool stop_go_on(struct error *err); /* false, with the sentence that nothing was changed: it was asked */
void stop_end(void);
void stop_forget(void); /* in a child: signals end it again */

#endif
