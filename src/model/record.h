/* record.h: one record in memory and its one stored form.
 * Fields are sorted by the bytes of their key; an absent field and an empty text are the same. No I/O, no checksum (store adds it).
 * A record owns its texts until record_free; texts read are borrowed until the next change of that field. */
#ifndef SIKO_MODEL_RECORD_H
#define SIKO_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

#define RECORD_KEY_MOST	 120	     /* bytes of a field key */
#define RECORD_ID_MOST	 100	     /* bytes of an id */
#define RECORD_TEXT_MOST (64 * 1024) /* bytes of one field's text */

/* The first four are what the assessment stands on, with rules of their own. Those behind them are *plain*: WORD.form and WORD.list
 * in screens/ and a line here and in record.c; all else follows from the form. */
enum table {
	TABLE_UNIT,	  /* opd */
	TABLE_INNOVATION, /* inovasi */
	TABLE_REGION,	  /* daerah */
	TABLE_USER,	  /* pengguna */
	TABLE_CONTEST,	  /* lomba */
	TABLE_COUNT
};

#define TABLE_FIRST_PLAIN TABLE_CONTEST
#define TABLE_PLAIN_COUNT (TABLE_COUNT - TABLE_FIRST_PLAIN)

const char *table_word(enum table table); /* "opd" … as INTERFACE has them */
bool table_by_word(const char *word, enum table *table);
bool table_is_plain(enum table table);
bool table_gives_ids(enum table table);	 /* the program numbers its records; the others bring their id */
bool table_is_of_year(enum table table); /* its fields are those of an assessment year */

struct field {
	const char *key;
	const char *text;
};

struct record {
	enum table table;
	char *id;
	uint64_t commit; /* number of the last commit that changed it; 0 = not stored yet */
	struct field *field;
	size_t count;
	size_t room;
	char *block; /* record.c's: texts that came together lie in one */
	size_t block_size;
	/* Of the innovation that a plain record belongs to, beside what is stored: filled in by the store when it reads; NULL: none. */
	char *owner_unit, *owner_name;
};

void record_open(struct record *record, enum table table, const char *id); /* an empty one */
void record_free(struct record *record);
void record_copy(struct record *to, const struct record *from);
const char *record_get(const struct record *record, const char *key);	   /* "" when absent; never NULL */
void record_set(struct record *record, const char *key, const char *text); /* "" removes */
/* Says what it belongs to: copies of the innovation's unit and name. */
void record_own(struct record *record, const char *unit_id, const char *name);
/* The id of the unit whose people it concerns: an innovation's opd, a unit itself, a plain record's owner or its own opd; "": none. */
const char *record_unit(const struct record *record);
/* The assessment year it belongs to: an innovation's `tahun`, the id of a region's record; 0 for others. */
int record_year(const struct record *record);
bool record_is_new(const struct record *record); /* no field at all */
/* First field whose key starts with prefix; walk on while it does. Returns count when none. */
size_t record_find(const struct record *record, const char *prefix);

/* Fields as u16 key length, u32 text length, key, text; sorted. The header belongs to store. */
void record_encode(const struct record *record, struct buffer *to);
bool record_decode(struct record *record, const char *data,
	size_t size); /* fills a record just opened; false = damaged */

/* An id that may be stored: 1..100 bytes, storable UTF-8, no line feed, no blank at its ends, no '/' . */
bool record_id_valid(const char *id, struct error *err);

#endif
