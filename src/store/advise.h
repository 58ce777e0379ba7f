/* advise.h: the advice for the city, a unit or one innovation, read in one pass over the facts of a year.
 * Reads records only where a reviewer has something to judge, for what he has refused; writes nothing.
 * The advice is the caller's, advice_free. */
#ifndef SIKO_STORE_ADVISE_H
#define SIKO_STORE_ADVISE_H

#include "model/advice.h"
#include "store/store.h"

/* id: the unit's or the innovation's; "" for the city. answers: the region's answers get lines too, the city only (they are
 * a record: not for everyone). advice->found tells whether there is anything of that id. False: nothing to free. */
bool txn_advise(struct store_txn *txn, const struct year_definition *year, enum advice_scope scope,
	const char *id, bool answers, struct advice *advice, struct error *err);

#endif
