/* sheet_part.h: what the files of the indicator sheet share: its state, and what is done to an answer.
 * Not for other screens; they use sheet.h. sheet.c is the screen, sheet_answer.c changes and saves answers.
 * The sheet owns all of it; texts and indicators handed out are borrowed from its record and the year's catalogue. */
#ifndef SIKO_APP_SHEET_PART_H
#define SIKO_APP_SHEET_PART_H

#include "app/acts.h"
#include "app/answer_form.h"
#include "app/bulk.h"
#include "app/edit.h"
#include "app/sheet_totals.h"
#include "model/answer.h"
#include "store/evidence.h"
#include "ui/list_view.h"
#include "ui/screen.h"

enum sheet_tag {
	TAG_LEAVE = 1,
	TAG_ANSWER,
	TAG_BASIS,
	TAG_PROFILE,
	TAG_CONFLICT,
	TAG_MISSING,
	TAG_ADVICE,
	TAG_EVIDENCE,
	TAG_UNDO,
	TAG_HISTORY,
	TAG_ACT,
	TAG_REJECT
};

struct sheet {
	enum table table;
	const struct catalogue *catalogue;
	struct edit edit;
	struct list_view *view;
	struct answer_form *answer_form; /* of the answer being edited */
	char place[40];			 /* ... and where it stands among all */
	int wanted_level;		 /* to set once the basis is chosen */
	struct area panel;
	struct sheet_totals totals;
	bool broken;
	struct evidence_twins twins; /* of the stored record */
	struct bulk bulk;	     /* the act that is asked about */
	struct unsent_note unsent;
	struct buffer cells;
};

const char *sheet_answer_text(const struct sheet *self, const char *code, enum answer_part part);
const struct indicator *sheet_indicator(const struct sheet *self); /* the active one */

void sheet_set_level(struct sheet *self, int level);
enum outcome sheet_choose_level(
	struct sheet *self, int level); /* asks for the basis first where there is none */
void sheet_open_answer(struct sheet *self);
void sheet_turn_answer(
	struct sheet *self, int step); /* the answer was left for the next one, or the one before */
/* A reviewer's word on the active answer as it is stored; then the next that waits is active. */
void sheet_decide(struct sheet *self, enum act act, const char *note);
size_t sheet_waiting(const struct sheet *self); /* answers of which nothing was said yet */
bool sheet_save(struct sheet *self);		/* true: saved, or nothing to save */

#endif
