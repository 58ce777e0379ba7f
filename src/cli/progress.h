/* progress.h: how far long work is, as one line on standard error when that is a terminal.
 * Knows nothing of the work; no timers, no threads. */
#ifndef SIKO_CLI_PROGRESS_H
#define SIKO_CLI_PROGRESS_H

#include <stddef.h>

void progress_show(void *context, size_t done, size_t all); /* context is not used: fits store's callback */
void progress_end(void);				    /* wipes the line */

#endif
