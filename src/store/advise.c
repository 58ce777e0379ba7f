#include "store/advise.h"

#include <stdio.h>
#include <string.h>

#include "model/answer.h"
#include "store/store_part.h"

#define REFUSED "ditolak"

struct advising {
	struct store_txn *txn;
	struct advice *advice;
	const char *id;
};

/* Whether the word stands anywhere in the record as stored: decoding a record costs a hundred times more than this look, and few
 * have anything refused. */
static bool mentions_refused(struct store_txn *txn, const char *id)
{
	struct store_key key;
	MDB_val name;
	MDB_val value;

	key_record(&key, TABLE_INNOVATION, id);
	name = (MDB_val){key.size, key.data};
	return mdb_get(txn->txn, txn->store->dbi[DB_RECORD], &name, &value) == 0 &&
	       memmem(value.mv_data, value.mv_size, REFUSED, strlen(REFUSED)) != NULL;
}

/* Facts tell what was accepted, not what was refused: that stands in the record. */
static bool read_refused(struct advising *advising, const char *id, uint32_t *refused, struct error *err)
{
	const struct catalogue *catalogue = &advising->advice->year->innovation;
	struct record record;

	if (!mentions_refused(advising->txn, id))
		return true;
	if (!txn_record(advising->txn, TABLE_INNOVATION, id, &record, err)) {
		record_free(&record);
		return false;
	}
	for (size_t slot = 0; slot < catalogue->count; slot++)
		if (strcmp(answer_verdict(&record, catalogue->indicator[slot].code), REFUSED) == 0)
			*refused |= (uint32_t)1 << slot;
	record_free(&record);
	return true;
}

static bool add_row(void *context, const struct summary_row *row, struct error *err)
{
	struct advising *advising = context;
	enum advice_scope scope = advising->advice->scope;
	bool own = scope == ADVICE_OF_CITY ||
		   strcmp(scope == ADVICE_OF_UNIT ? row->unit_id : row->id, advising->id) == 0;
	uint32_t refused = 0;

	if (own && scope != ADVICE_OF_INNOVATION && advice_waits(&row->facts) &&
		!read_refused(advising, row->id, &refused, err))
		return false;
	advice_add(advising->advice, &row->facts, own, refused);
	return true;
}

bool txn_advise(struct store_txn *txn, const struct year_definition *year, enum advice_scope scope,
	const char *id, bool answers, struct advice *advice, struct error *err)
{
	struct advising advising = {txn, advice, id};
	struct record region = {0};
	char region_id[16];
	bool read;

	advice_open(advice, year, scope);
	snprintf(region_id, sizeof region_id, "%d", year->year);
	read = txn_summary(txn, year->year, false, add_row, &advising, err) &&
	       txn_record(txn, TABLE_REGION, region_id, &region, err);
	if (read)
		advice_finish(advice, score_region(&year->region, &region),
			answers && scope == ADVICE_OF_CITY ? &region : NULL);
	else
		advice_free(advice);
	record_free(&region);
	return read;
}
