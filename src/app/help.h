/* help.h: the keys of a screen from the keymap in force, and the palette that finds any action by its name. */
#ifndef SIKO_APP_HELP_H
#define SIKO_APP_HELP_H

#include "ui/screen.h"

void help_push(void *app, struct screen *screen);    /* for loop_hooks */
void palette_push(void *app, struct screen *screen); /* for loop_hooks */

#endif
