/* field_help.h: one field of a definition explained at length, as help shows it: what it is, an example, what may stand
 * there and when it must.
 * Says what the definition says; the sentence under a form is form_field_explain's. Owns nothing. */
#ifndef SIKO_APP_FIELD_HELP_H
#define SIKO_APP_FIELD_HELP_H

#include "model/definition.h"
#include "ui/text_view.h"

/* fault: what is wrong with what stands there, NULL = nothing. */
void field_help_add(struct text_view *view, const struct field_definition *field, const char *fault);

#endif
