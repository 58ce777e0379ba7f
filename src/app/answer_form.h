/* answer_form.h: the fields of one answer as a form definition, made from its indicator.
 * Shapes only: form.c shows them, judge.h checks them. Owned by whoever made it, until the form over it is closed. */
#ifndef SIKO_APP_ANSWER_FORM_H
#define SIKO_APP_ANSWER_FORM_H

#include "model/definition.h"

struct answer_form;

struct answer_form *answer_form_new(const struct indicator *indicator, const struct basis *basis);
/* The levels are another basis's from now on; NULL: the indicator's own. */
void answer_form_levels(struct answer_form *form, const struct basis *basis);
void answer_form_free(struct answer_form *form); /* NULL is fine */
const struct form_definition *answer_form_fields(const struct answer_form *form);

#endif
