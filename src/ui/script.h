/* script.h: drives the terminal UI without a terminal: --script FILE --size ROWSxCOLUMNS.
 * One event a line: key NAME, type TEXT, paste TEXT (\n = line feed), resize ROWSxCOLUMNS, idle SECONDS, snapshot FILE, attributes FILE, hangup; # comments.
 * Paints settled screens only; nothing sleeps. Owns nothing afterwards. */
#ifndef SIKO_UI_SCRIPT_H
#define SIKO_UI_SCRIPT_H

#include "base/error.h"
#include "ui/loop.h"

bool script_parse_size(const char *text, int *rows, int *cols); /* "24x80" */
/* The stack is open and the first screen pushed. Faults read "FILE:LINE: …". A script that ends leaves like a hang-up without a
 * loss of draft: screens are closed without questions, drafts kept. `hangup` ends it as SIGHUP would. */
bool script_run(const char *path, const struct loop_hooks *hooks, struct error *err);

#endif
