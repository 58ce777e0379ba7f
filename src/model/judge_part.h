/* judge_part.h: what the files of the judge share: what a key means, one field's check, the work on one record.
 * For judge*.c alone; everybody else includes judge.h.
 * A struct judge_work borrows all but `own`, which judge.c frees. */
#ifndef SIKO_MODEL_JUDGE_PART_H
#define SIKO_MODEL_JUDGE_PART_H

#include "model/answer.h"
#include "model/judge.h"

enum judge_key_kind {
	JUDGE_KEY_FIELD, /* of the table's form */
	JUDGE_KEY_YEAR,	 /* tahun */
	JUDGE_KEY_STATUS,
	JUDGE_KEY_NUMBER, /* nomor_registrasi */
	JUDGE_KEY_DATE,	  /* tanggal_registrasi */
	JUDGE_KEY_ANSWER
};

struct judge_key {
	enum judge_key_kind kind;
	const struct field_definition *field; /* NULL when the form does not have it */
	const struct indicator *indicator;    /* answers */
	size_t slot;
	enum answer_part part;
	const char *hash; /* ANSWER_FILE */
};

/* The keys of one table in one year. */
struct judge_space {
	enum table table;
	int year;
	const struct form_definition *form; /* NULL: no profile */
	const struct catalogue *catalogue;  /* NULL: no answers */
	size_t hint; /* the field found last: files and forms mostly go on with the next one */
};

bool judge_space_open(
	struct judge_space *space, const struct definitions *definitions, enum table table, int year);
bool judge_space_find(struct judge_space *space, const char *key, struct judge_key *found);
bool judge_key_by_command(const struct judge_key *key);
/* The sentence that names the command which gives the key. */
const char *judge_key_command(const struct judge_key *key);

/* One field's check. Loose: a file's one-line text may hold line feeds (INTERFACE asks no more of a file). */
bool judge_check(const struct judge *judge, const struct judge_key *key, const char *text, bool loose,
	char **normal, struct error *err);
bool judge_year_known(const struct definitions *definitions, const char *text, int *year, struct error *err);

struct judge_work {
	const struct judge *judge;
	const struct judge_wish *wish;
	const struct record *stored;
	const struct record *result; /* stored, with the changes so far: stored itself or own */
	struct record own;
	struct judge_space space;
	struct changes *out;
	struct judge_faults *faults;
	bool fresh;		/* the record is being made */
	uint32_t moved;		/* answers whose level, basis, link or files change: one bit a slot */
	uint32_t based;		/* answers whose level or basis change */
	uint32_t judged, noted; /* answers whose verdict, note came with the row */
};

/* Sets a field of result. */
void judge_result(struct judge_work *work, const char *key, const char *after);
/* Puts a change into result and out, unless it is none; false when this key was changed before. */
bool judge_put(struct judge_work *work, const char *key, const char *after, bool derived);
/* The same with key and text of what was given, which are borrowed. */
bool judge_put_given(struct judge_work *work, const char *key, const char *after);

/* judge_take.c: what the wish gives. */
void judge_take(
	struct judge_work *work, const struct judge_key *key, const char *name, const char *text, bool loose);
void judge_take_given(struct judge_work *work, const struct change *given);
void judge_take_idea_note(struct judge_work *work);
void judge_complete(struct judge_work *work); /* what a new record gets and needs */
bool judge_is_faulty(const struct judge_work *work,
	const char *key);		/* what was given and refused is not missing besides */
bool judge_act_describes(enum act act); /* its rows describe what is, as a file does */
bool judge_by_reviewer(const struct judge_work *work);

/* judge_rule.c: rules over the whole row, and the changes that follow from them. */
void judge_row(struct judge_work *work);

/* judge_act.c: acts of the workflow's table. */
void judge_step(struct judge_work *work);

#endif
