/* units.h: the list of units as a tree: kind, innovations, target met or not. */
#ifndef SIKO_APP_UNITS_H
#define SIKO_APP_UNITS_H

void units_push(int tag);

#endif
