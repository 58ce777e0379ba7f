/* edit.h: one record being edited on screen: as stored, as it stands now, its draft, its way into the store.
 * Used by every form and sheet; draws nothing but asks and says, decides nothing (judge does). A struct edit owns all until edit_close. */
#ifndef SIKO_APP_EDIT_H
#define SIKO_APP_EDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "model/definition.h"
#include "model/record.h"
#include "store/draft.h"
#include "store/store.h"

struct edit {
	enum table table;
	int year;
	struct record stored;		/* as last seen */
	struct record working;		/* with what was typed */
	bool locked;			/* this user may not change it */
	struct error why;		/* ... because */
	char number[DRAFT_NUMBER_ROOM]; /* of a new record's draft */
	bool restored;			/* a draft was found and laid over it */
	int64_t restored_from;		/* when that draft was saved */
	const struct form_definition
		*idea;	       /* a new idea's questions: what is saved is made of the answers; or NULL */
	struct changes merged; /* what others had changed when this was saved over it */
};

/* Restores the record's draft when there is one. False after saying why. */
bool edit_open(struct edit *edit, enum table table, const char *id, int year);
/* A new record: empty, or from the kept draft of that number (drafts.h), which becomes this session's. NULL = empty. */
bool edit_open_new(struct edit *edit, enum table table, int year, const char *number);
void edit_close(struct edit *edit);
bool edit_is_new(const struct edit *edit);
bool edit_changed(const struct edit *edit);

/* The warning that accepted answers wait again once what is typed is saved, and which; nothing when none does. */
void edit_add_falling(struct buffer *to, const struct edit *edit);

/* Writes what was typed as a draft file, or removes the draft when nothing is pending. False after saying that it failed. */
bool edit_rescue(struct edit *edit);
void edit_discard(struct edit *edit);

enum edit_result {
	EDIT_SAVED,    /* stored, and read again */
	EDIT_NOTHING,  /* there was nothing to save; read again */
	EDIT_REFUSED,  /* result has faults by field, err the first sentence */
	EDIT_CONFLICT, /* somebody changed the same fields; result has them (conflict.h asks) */
	EDIT_FAILED    /* err says why; what was typed is still here and in the draft */
};
enum edit_result edit_save(struct edit *edit, struct commit_result *result, struct error *err);

/* Reads again. What was typed stays, over what it was typed over: when somebody has changed such a field, saving asks. */
void edit_refresh(struct edit *edit);
/* After a conflict: the field becomes what he was shown to be stored, or what was typed stays over just that. What has been stored
 * since, saving asks about again. */
void edit_settle(struct edit *edit, const char *key, const char *shown, bool mine);

/* "Belum tersimpan: ", the field's name, and the fault. */
void edit_say_fault(const struct edit *edit, const struct judge_fault *fault);
/* "Tersimpan.", and which fields others had changed meanwhile: both stand now. */
void edit_say_saved(const struct edit *edit);
/* That nothing was to be saved, and what others had changed meanwhile: it is shown now. */
void edit_say_nothing(const struct edit *edit);
/* "12 menit lalu", "3 jam lalu", "5 hari lalu": how old a draft is. */
void edit_add_age(struct buffer *to, int64_t saved);
/* Says once that a draft was restored, or why the record may only be read, or for what note it was returned. */
void edit_say_state(const struct edit *edit);

#endif
