/* catalogue.h: a year's indicators with weights, levels and evidence asked for; constant data read by definition.c.
 * Does not score (score.h) and knows no record. All borrowed from the definitions. */
#ifndef SIKO_MODEL_CATALOGUE_H
#define SIKO_MODEL_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#define CATALOGUE_MOST 32 /* indicators of one catalogue: what a facts row holds */

struct basis {
	char letter; /* 'a'..'f' */
	const char *name;
	const char *level[3];
	const char *evidence;
	const char *types; /* "pdf jpg png" */
};

struct indicator {
	const char *code; /* "16", "2a" */
	const char *variable;
	const char *name;
	const char *help;
	const char *level[3]; /* of the first basis when there are bases */
	const char *evidence;
	const char *types;
	int weight; /* hundredths: 3 = 300, 0.75 = 75 */
	bool mandatory;
	const struct basis *basis; /* NULL unless exactly one must be chosen */
	size_t basis_count;
};

struct catalogue {
	const char *aspect; /* "SID" or "SPD" */
	const char *title;
	const struct indicator *indicator;
	size_t count;
	int weight_sum; /* hundredths, = its checksum */
};

int catalogue_find(const struct catalogue *catalogue, const char *code); /* index, or -1 */
const struct basis *indicator_basis(
	const struct indicator *indicator, const char *letter); /* NULL when none */

#endif
