/* search.h: one search over every table and every text the user may read, as he types. Opens what it finds; writes nothing. */
#ifndef SIKO_APP_SEARCH_H
#define SIKO_APP_SEARCH_H

void search_push(int tag);

#endif
