/* index_terms.h: the city's index read from a transaction, and its terms with the words people read beside them.
 * Computes nothing itself: score_index_of does. A struct index_terms is a value; the predicates are the definitions'. */
#ifndef SIKO_CLI_INDEX_TERMS_H
#define SIKO_CLI_INDEX_TERMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "format/table.h"
#include "model/score.h"
#include "store/store.h"

enum { INDEX_TERMS = 9 };

struct index_terms {
	struct score_index claimed, verified;
};

struct index_term {
	const char *label;
	int64_t claimed, verified; /* hundredths */
};

/* score: of the year, all units. */
bool index_terms_read(struct store_txn *txn, const struct year_definition *year,
	const struct score_units *score, struct index_terms *terms, struct error *err);
/* The predicate is a term, too, but no number. */
void index_terms_list(const struct index_terms *terms, struct index_term term[INDEX_TERMS]);
/* All of them, the predicate last. */
void index_terms_table(const struct index_terms *terms, struct table_text *table);

#endif
