/* home_facts.h: how the city stands, on the first screen: the index, the statuses, what is missing and what it costs, the window.
 * Paints what data_load has read; knows neither the menu nor what waits for the user. Nothing is owned. */
#ifndef SIKO_APP_HOME_FACTS_H
#define SIKO_APP_HOME_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/draw.h"

/* Returns the rows used, also when the area has none. compact: few rows; units: also how many have no innovation. */
int home_facts_paint(struct area area, bool compact, bool units);

/* Active units that meet their target, and how many are active. */
size_t home_units_meeting(size_t *active);

#endif
