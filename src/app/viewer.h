/* viewer.h: shows a file of evidence with the program that $SIKO_VIEWER names (xdg-open, zathura), beside the terminal.
 * Only where that is allowed: never behind a gate, never unless configured. No shell; it gets a copy, never the store's own file.
 * Copies stand in $XDG_RUNTIME_DIR (else /tmp), one per file, for this login alone. */
#ifndef SIKO_APP_VIEWER_H
#define SIKO_APP_VIEWER_H

#include <stdbool.h>

#include "base/error.h"
#include "model/evidence_type.h"

bool viewer_allowed(void);
bool viewer_show(const char *hash, enum evidence_type type, struct error *err);

#endif
