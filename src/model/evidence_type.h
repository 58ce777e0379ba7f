/* evidence_type.h: what a file of evidence is by its first bytes, which an answer takes, how long it may be, its name.
 * Own magic numbers for the types that catalogues name; reads no file and believes no file name.
 * Nothing is owned. */
#ifndef SIKO_MODEL_EVIDENCE_TYPE_H
#define SIKO_MODEL_EVIDENCE_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/catalogue.h"
#include "model/record.h"

#define EVIDENCE_HEAD	   64  /* first bytes of a file that tell its type */
#define EVIDENCE_NAME_MOST 255 /* bytes: it becomes a file's name again */

enum evidence_type {
	EVIDENCE_OTHER,
	EVIDENCE_PDF,
	EVIDENCE_JPG,
	EVIDENCE_PNG,
	EVIDENCE_MP4,
	EVIDENCE_MOV,
	EVIDENCE_TYPE_COUNT
};

const char *evidence_type_word(enum evidence_type type); /* "pdf" as catalogues say it; "lain" for others */
enum evidence_type evidence_type_of(const void *head, size_t size);

/* The types that a record's answer takes, "pdf jpg png": those of its basis where one is chosen. */
const char *evidence_types_asked(const struct indicator *indicator, const struct record *record);

/* Whether the answer takes the type, the type so many bytes; the sentence names the limit and offers the link instead. */
bool evidence_type_fits(enum evidence_type type, const char *code, const char *asked, struct error *err);
bool evidence_size_fits(enum evidence_type type, const char *code, uint64_t size, struct error *err);

/* A name that may be stored and become a file's name again: no path, one line, readable. */
bool evidence_name_fits(const char *name, struct error *err);

#endif
