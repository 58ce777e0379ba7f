/* guide.h: every indicator explained from the catalogue, innovation's and region's, as reading matter with find.
 * Says what the catalogue says and no more; owns nothing. */
#ifndef SIKO_APP_GUIDE_H
#define SIKO_APP_GUIDE_H

#include "model/catalogue.h"
#include "ui/text_view.h"

void guide_push(int tag);
/* One of them: what it is, its levels, the evidence asked for. */
void guide_explain(struct text_view *view, const struct indicator *indicator);

#endif
