/* doors.h: the screens that an action opens from anywhere: who may enter, and what is said to others.
 * The menu of the first screen, the palette and the keys all come through here; the rights themselves are model's. */
#ifndef SIKO_APP_DOORS_H
#define SIKO_APP_DOORS_H

#include <stdbool.h>

#include "ui/action.h"

/* Whether the action is a door, and one that the actor of this session may pass. */
bool door_is_open(enum action action);

/* Opens the screen, or says why not; false when the action is no door. */
bool door_pass(enum action action);

#endif
