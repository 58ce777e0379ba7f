/* guide.h: every indicator explained from the catalogue, innovation's and region's, as reading matter with find. */
#ifndef SIKO_APP_GUIDE_H
#define SIKO_APP_GUIDE_H

void guide_push(int tag);

#endif
