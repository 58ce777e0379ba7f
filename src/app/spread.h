/* spread.h: the list of what was adopted or replicated, from where and by whom, and of what is mature and was not. */
#ifndef SIKO_APP_SPREAD_H
#define SIKO_APP_SPREAD_H

void spread_push(int tag);

#endif
