/* change.h: what a commit is made of: changes of fields, given by a person or derived by a rule.
 * Shapes only; deciding is judge.h's, writing is store's.
 * A struct changes owns its texts until changes_free, but those lent to it. */
#ifndef SIKO_MODEL_CHANGE_H
#define SIKO_MODEL_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/texts.h"
#include "model/record.h"

struct change {
	const char *key;
	const char *before; /* never NULL; "" = absent */
	const char *after;
	bool derived; /* a rule made it */
};

struct changes {
	struct change *change;
	size_t count;
	size_t room;
	struct texts texts;
};

void changes_add(
	struct changes *changes, const char *key, const char *before, const char *after, bool derived);
/* The same for many: key and after are borrowed and must stay as long as the changes do. */
void changes_lend(struct changes *changes, const char *key, const char *before, const char *after);
/* Gives a change another text, made by a rule; where that is what was before, the change goes. */
void changes_derive(struct changes *changes, size_t at, const char *after);
void changes_free(struct changes *changes);

/* Why a commit is made. The word stands in the journal and in `log`. */
enum act {
	ACT_EDIT,	   /* ubah: fields by form or set */
	ACT_NEW,	   /* baru */
	ACT_IMPORT,	   /* impor */
	ACT_IDEA,	   /* ide */
	ACT_COPY,	   /* salin: into another year */
	ACT_ADOPT,	   /* adopsi-ide: ide -> draf */
	ACT_SUBMIT,	   /* ajukan */
	ACT_WITHDRAW,	   /* tarik */
	ACT_ACCEPT,	   /* terima: whole innovation */
	ACT_ACCEPT_ANSWER, /* terima-bukti */
	ACT_REJECT_ANSWER, /* tolak-bukti */
	ACT_RETURN,	   /* kembalikan */
	ACT_REGISTER,	   /* laporkan */
	ACT_REOPEN,	   /* buka-lagi */
	ACT_ARCHIVE,	   /* arsip */
	ACT_UNARCHIVE,	   /* aktifkan */
	ACT_UNDO,	   /* batalkan */
	ACT_EVIDENCE,	   /* bukti: files by `evidence` */
	ACT_USER,	   /* pengguna: `user add`, `user disable` */
	ACT_INIT,	   /* init */
	ACT_COUNT
};

const char *act_word(enum act act);
bool act_by_word(const char *word, enum act *act);
bool act_is_step(enum act act); /* of the workflow's table: moves an innovation or judges its answers */
/* Refused when the record has moved since it was seen; edits are compared field by field instead (DESIGN). */
bool act_judges_what_was_seen(enum act act);

/* All changes to one record within a commit. */
struct record_change {
	enum table table;
	char *id; /* "" before the store gave one */
	uint64_t
		seen; /* commit number of the record as it was seen; 0 = not checked; acts that judge set it */
	struct changes changes;
};

void record_change_free(struct record_change *change);
/* Applies to a record held in memory: each key gets its after. */
void changes_apply(const struct changes *changes, struct record *record);

#endif
