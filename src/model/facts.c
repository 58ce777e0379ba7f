#include "model/facts.h"

#include <endian.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "model/answer.h"

/* One walk over the fields, not a search for each of the 80 keys that matter: this runs for every record written. */
static void add_answer(struct facts *facts, size_t slot, enum answer_part part, const char *text)
{
	uint32_t bit = (uint32_t)1 << slot;

	if (part == ANSWER_LEVEL && text[0] >= '1' && text[0] <= '3' && text[1] == '\0')
		facts->levels |= (uint64_t)(text[0] - '0') << (2 * slot);
	else if (part == ANSWER_LINK || part == ANSWER_FILE)
		facts->evidence |= bit;
	else if (part == ANSWER_VERDICT && text_equal(text, "diterima"))
		facts->accepted |= bit;
}

static void add_profile(struct facts *facts, const struct field *field, const struct year_definition *year)
{
	enum status status;

	if (text_equal(field->key, "status")) {
		if (status_by_word(field->text, &status))
			facts->status = (uint8_t)status;
	} else if (text_equal(field->key, "penerapan")) {
		date_parse(field->text, &facts->applied);
	} else if (text_equal(field->key, "pengembangan")) {
		date_parse(field->text, &facts->developed);
	} else if (text_equal(field->key, "rancang_bangun")) {
		size_t words = text_words(field->text);

		facts->words = (uint16_t)(words > UINT16_MAX ? UINT16_MAX : words);
	} else if (text_equal(field->key, "urusan")) {
		const struct field_definition *topic = form_find(&year->profile, "urusan");
		int index = topic && topic->choices ? choices_find(topic->choices, field->text) : -1;

		if (index >= 0 && index < FACTS_NO_TOPIC)
			facts->topic = (uint8_t)index;
	}
}

void facts_from_record(struct facts *facts, const struct record *record, const struct year_definition *year)
{
	*facts = (struct facts){.status = STATUS_DRAFT, .topic = FACTS_NO_TOPIC};
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->field[i];
		size_t slot;
		enum answer_part part;
		const char *rest;

		if (field->key[0] > '9')
			add_profile(facts, field, year);
		else if (answer_key(&year->innovation, field->key, &slot, &part, &rest) &&
			 slot < CATALOGUE_MOST)
			add_answer(facts, slot, part, field->text);
	}
}

static unsigned char *put(unsigned char *to, uint64_t value, int size)
{
	for (int i = 0; i < size; i++)
		*to++ = (unsigned char)(value >> (8 * i));
	return to;
}

/* Each of the sizes is one load; a loop over bytes was a third of reading a row. */
static uint64_t get_64(const unsigned char *from)
{
	uint64_t value;

	memcpy(&value, from, sizeof value);
	return le64toh(value);
}

static uint32_t get_32(const unsigned char *from)
{
	uint32_t value;

	memcpy(&value, from, sizeof value);
	return le32toh(value);
}

/* Words mixed by an odd multiplier: every bit of the row reaches the check value, so a flipped one is seen. */
static uint32_t check_value(const unsigned char *row)
{
	uint64_t sum = 0x53494b4f; /* a row of zeros is damaged, too */

	for (int i = 0; i < FACTS_SIZE - 4; i += 4) {
		sum = (sum ^ get_32(row + i)) * 0x9E3779B97F4A7C15u;
		sum ^= sum >> 29;
	}
	return (uint32_t)(sum >> 32 ^ sum);
}

void facts_encode(const struct facts *facts, unsigned char out[FACTS_SIZE])
{
	unsigned char *at = out;

	at = put(at, facts->levels, 8);
	at = put(at, facts->evidence, 4);
	at = put(at, facts->accepted, 4);
	at = put(at, (uint32_t)facts->applied, 4);
	at = put(at, (uint32_t)facts->developed, 4);
	at = put(at, facts->words, 2);
	at = put(at, facts->status, 1);
	at = put(at, facts->topic, 1);
	put(at, check_value(out), 4);
}

bool facts_decode(struct facts *facts, const unsigned char in[FACTS_SIZE])
{
	facts->levels = get_64(in);
	facts->evidence = get_32(in + 8);
	facts->accepted = get_32(in + 12);
	facts->applied = (int32_t)get_32(in + 16);
	facts->developed = (int32_t)get_32(in + 20);
	facts->words = (uint16_t)(in[24] | in[25] << 8);
	facts->status = in[26];
	facts->topic = in[27];
	return get_32(in + 28) == check_value(in) && facts->status < STATUS_COUNT;
}
