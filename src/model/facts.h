/* facts.h: what totals need of one innovation, in 32 bytes; never scores, so it cannot go stale when rules change.
 * Slots are positions in the year's catalogue. Pure; store keeps the rows and checks the catalogue's layout.
 * A struct facts is a value. */
#ifndef SIKO_MODEL_FACTS_H
#define SIKO_MODEL_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/definition.h"
#include "model/workflow.h"

#define FACTS_SIZE     32
#define FACTS_NO_TOPIC 255

struct facts {
	uint64_t levels;   /* 2 bits a slot */
	uint32_t evidence; /* 1 bit a slot: has a link or a file */
	uint32_t accepted; /* 1 bit a slot */
	int32_t applied;   /* penerapan, days since 1970; 0 = none */
	int32_t developed; /* pengembangan */
	uint16_t words;	   /* of rancang_bangun, at most 65535 */
	uint8_t status;	   /* enum status */
	uint8_t topic;	   /* urusan: index in the year's choices, FACTS_NO_TOPIC = none */
};

/* From a whole record. */
void facts_from_record(struct facts *facts, const struct record *record, const struct year_definition *year);
void facts_encode(
	const struct facts *facts, unsigned char out[FACTS_SIZE]); /* ends with a 32-bit check value */
bool facts_decode(struct facts *facts, const unsigned char in[FACTS_SIZE]); /* false = damaged */

static inline int facts_level(const struct facts *facts, unsigned slot)
{
	return (int)(facts->levels >> (2 * slot) & 3);
}

#endif
