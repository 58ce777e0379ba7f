/* review.h: what a reviewer decides on the indicator sheet, answer by answer and then the whole; asks for the note where one is due.
 * Decides nothing: model judges inside store_commit, on exactly what was seen. Borrows the sheet's edit; owns nothing. */
#ifndef SIKO_APP_REVIEW_H
#define SIKO_APP_REVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "app/edit.h"
#include "model/catalogue.h"
#include "ui/screen.h"

enum review_step {
	REVIEW_STAYS, /* refused or left: the marked answer stays marked */
	REVIEW_NEXT,  /* decided; *active is the next answer that waits */
	REVIEW_CLOSES /* the whole was decided */
};

/* The first answer that waits for a decision; 0 when none does. */
size_t review_first(const struct catalogue *catalogue, const struct record *record);
/* The marked answer's evidence is accepted. After the last one that waited the whole is asked about. */
enum review_step review_accept(struct edit *edit, const struct catalogue *catalogue, size_t *active);
/* Asks for the note with which it is refused. */
void review_ask_reject(const struct edit *edit, const struct indicator *indicator);
/* Whether an answer to the sheet is to one of these questions, and what follows from it. */
bool review_asked(const struct answer *answer);
enum review_step review_resume(
	struct edit *edit, const struct catalogue *catalogue, size_t *active, const struct answer *answer);

/* The whole from a list, without the sheet. */
void review_ask_accept_whole(const char *name, int tag);
void review_ask_return(const char *name, int tag);

#endif
