/* form_field.h: how one field of a definition looks as a field of a form: its kind, width, text and the word beside it.
 * Shapes only; knows no form and no page. Returned texts are owned by the caller, words beside are static. */
#ifndef SIKO_APP_FORM_FIELD_H
#define SIKO_APP_FORM_FIELD_H

#include "model/definition.h"
#include "ui/form_view.h"

enum form_kind form_field_kind(const struct field_definition *field, bool locked);
int form_field_width(const struct field_definition *field); /* 0 = the rest of the row */
char *form_field_shown(const struct field_definition *field, const char *stored);
const char *form_field_side(const struct field_definition *field, const char *stored); /* NULL when none */
/* A fault of what was typed there, in the words of this door: a form takes dates and money as people write them. text: as
 * stored. */
void form_field_fault(
	const struct field_definition *field, const char *text, const char *sentence, struct buffer *to);
void form_field_explain(
	const struct field_definition *field, struct buffer *to); /* its help, in one sentence or two */

#endif
