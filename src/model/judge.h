/* judge.h: the one door every change goes through before it is written: field checks, rights, workflow, derived changes.
 * Pure: sees the record as stored and the wish, answers with all faults or with the changes to write.
 * The same function for forms, set, new, import and acts. Owns nothing; results are added to what the caller gave. */
#ifndef SIKO_MODEL_JUDGE_H
#define SIKO_MODEL_JUDGE_H

#include "model/change.h"
#include "model/definition.h"
#include "model/rights.h"

/* The status an archived innovation came from; derived, unknown to set, new, import and export. */
#define JUDGE_ARCHIVED_FROM "arsip_dari"

struct judge_wish {
	enum act act;
	enum table table;
	const char *id;
	const struct changes *given; /* key and after are used; before was compared by the store */
	const char *note;	     /* for acts that demand one; "" */
	const char *const *codes;    /* accept/reject answers: indicator codes */
	size_t code_count;
	int year; /* tahun of a new record */
};

/* Who last changed each answer (four eyes): asked only when an answer is to be accepted. Returns the login, or "" when an import or
 * an idea did it or nobody. Borrowed until the next call. */
typedef const char *judge_last_editor(void *context, enum table table, const char *id, const char *code);

/* The unit of an innovation, by its id; NULL when there is no such innovation. Borrowed until the next call. */
typedef const char *judge_unit_of(void *context, const char *id);

struct judge {
	const struct definitions *definitions;
	const struct actor *actor;
	const struct units *units;	/* as after the commit's own unit changes */
	judge_last_editor *last_editor; /* NULL: not asked (import) */
	judge_unit_of *unit_of;		/* NULL: not asked (a form's field alone) */
	void *context;
};

/* A fault with the field it concerns ("" = the record). */
struct judge_fault {
	char *key;
	char *sentence;
};

struct judge_faults {
	struct judge_fault *fault;
	size_t count;
	size_t room;
};

void judge_faults_add(struct judge_faults *faults, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void judge_faults_free(struct judge_faults *faults);

/* `stored` is the record as it is (new: no fields). On true `out` holds the changes to write: given ones that differ from what is
 * stored, then derived ones (N.verifikasi back to menunggu, status, tahun, normalised texts …). out may be empty: nothing to do.
 * It borrows keys and texts from what was given. */
bool judge_changes(const struct judge *judge, const struct judge_wish *wish, const struct record *stored,
	struct changes *out, struct judge_faults *faults);

/* Whether he may say of the record's answers, as it stands, that they are accepted or refused; of which, the judge decides. */
bool judge_may_decide(const struct actor *actor, const struct record *record);

/* The check of one field's text alone, for a form's field and a file's cell: choice, date, whole rupiah, unit, UTF-8, length.
 * *normal gets the text as stored (NFC; owned) when it differs, else NULL. */
bool judge_text(const struct judge *judge, enum table table, int year, const char *key, const char *text,
	char **normal, struct error *err);

/* All that is missing for `submit`, each with its field. */
void judge_submit(
	const struct definitions *definitions, const struct record *record, struct judge_faults *missing);

/* Whether innovations and the region's record of that year may still be changed; a sentence says who opens it again. */
bool judge_year_open(const struct definitions *definitions, enum table table, int year, struct error *err);

/* Whether key is a field of the table that set/new/import/export know. */
bool judge_knows_key(const struct definitions *definitions, enum table table, int year, const char *key);
/* Whether set and new refuse it because commands and import give it (INTERFACE). */
bool judge_key_is_given(const struct definitions *definitions, enum table table, int year, const char *key);
/* Every storable key of a table in its order for export and show, without files: owned array of borrowed-or-owned texts, see keys_free. */
char **judge_keys(const struct definitions *definitions, enum table table, size_t *count);
void judge_keys_free(char **keys, size_t count);

#endif
