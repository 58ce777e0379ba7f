/* value.h: one field's text as stored and as a person sees and types it.
 * Dates DD-MM-YYYY, money grouped, choices by label, units by code and name. Decides nothing: judge.h does.
 * Returned texts are owned by the caller. */
#ifndef SIKO_APP_VALUE_H
#define SIKO_APP_VALUE_H

#include "model/definition.h"

char *value_to_screen(const struct field_definition *field, const char *stored);
/* What was typed as it is to be stored; what makes no sense comes back as typed, for the judge to name. */
char *value_from_screen(const struct field_definition *field, const char *typed);
/* "1.234.567" from digits; other texts as they are. */
char *value_group_digits(const char *digits);

#endif
