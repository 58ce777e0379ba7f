/* locate.h: where the store is and who is calling, from options, environment and the system's list of users.
 * Opens nothing. Returned texts are owned by the caller. */
#ifndef SIKO_CLI_LOCATE_H
#define SIKO_CLI_LOCATE_H

#include <stdbool.h>

#include "base/error.h"

/* given (--store), else $SIKO_STORE, else $XDG_DATA_HOME/siko, else ~/.local/share/siko. NULL: there is no home. */
char *locate_store(const char *given, struct error *err);
/* Login name of the real uid; "uid-1000" when the system knows none. */
char *locate_login(void);

#endif
