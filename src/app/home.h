/* home.h: the first screen: how the city stands, what is missing and what it costs, then the menu. */
#ifndef SIKO_APP_HOME_H
#define SIKO_APP_HOME_H

#include <stdbool.h>

#include "ui/action.h"

void home_push(void);

/* Opens the screen an ACTION_GO_… names; false when the action names none. */
bool home_go(enum action action);

#endif
