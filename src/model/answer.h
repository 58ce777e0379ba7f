/* answer.h: the field keys of an answer ("16", "16.tautan", "33.basis", "16.berkas.HASH") and what they hold.
 * One place that knows how keys are spelled. Nothing is owned. */
#ifndef SIKO_MODEL_ANSWER_H
#define SIKO_MODEL_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/catalogue.h"
#include "model/record.h"

enum answer_part {
	ANSWER_LEVEL,	/* N */
	ANSWER_BASIS,	/* N.basis */
	ANSWER_LINK,	/* N.tautan */
	ANSWER_NUMBER,	/* N.nomor */
	ANSWER_DATE,	/* N.tanggal */
	ANSWER_SUBJECT, /* N.perihal */
	ANSWER_REMARK,	/* N.ket */
	ANSWER_VERDICT, /* N.verifikasi */
	ANSWER_NOTE,	/* N.catatan */
	ANSWER_FILE,	/* N.berkas.HASH */
	ANSWER_PART_COUNT
};

const char *answer_part_word(enum answer_part part);  /* "" for the level, "tautan", … */
const char *answer_part_label(enum answer_part part); /* "Tautan", … for people */

/* Splits a field key; false when it is no answer of this catalogue. For ANSWER_FILE *rest is the hash. */
bool answer_key(const struct catalogue *catalogue, const char *key, size_t *index, enum answer_part *part,
	const char **rest);
void answer_make_key(const char *code, enum answer_part part, char out[RECORD_KEY_MOST]); /* not for files */
void answer_file_key(const char *code, const char *hash, char out[RECORD_KEY_MOST]);
const char *answer_file_hash(const char *key); /* borrowed from a file's key; NULL for any other */
size_t answer_verdict_code(
	const char *key); /* length of the code before ".verifikasi"; 0 for any other key */

int answer_level(const struct record *record, const char *code);	 /* 0..3 */
bool answer_has_evidence(const struct record *record, const char *code); /* a link or at least one file */
size_t answer_files(const struct record *record, const char *code);
bool answer_accepted(const struct record *record,
	const char *code); /* verdict is diterima: rules keep it true only for this very answer */
const char *answer_verdict(const struct record *record, const char *code); /* "menunggu" when absent */
bool answer_waits(
	const struct record *record, const char *code); /* has a level, and nothing was said of it yet */
/* Whether such a change makes another answer than the one a reviewer saw: level, basis, link and files, nothing else. */
bool answer_part_moves(enum answer_part part, const char *before, const char *after);
bool answer_moved(const struct record *from, const struct record *to, const char *code);

#endif
