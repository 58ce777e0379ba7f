/* value.h: one field's name, and its text as stored and as a person sees and types it.
 * Dates DD-MM-YYYY, money grouped, choices by label, units by code and name. Decides nothing: judge.h does.
 * Returned texts are owned by the caller. */
#ifndef SIKO_APP_VALUE_H
#define SIKO_APP_VALUE_H

#include "base/buffer.h"
#include "model/definition.h"

char *value_to_screen(const struct field_definition *field, const char *stored);
/* What was typed as it is to be stored; what makes no sense comes back as typed, for the judge to name. */
char *value_from_screen(const struct field_definition *field, const char *typed);
/* "1.234.567" from digits; other texts as they are. */
char *value_group_digits(const char *digits);

/* What people call a field of a table: "Tahapan", "33 Kemanfaatan inovasi: Tautan"; an unknown key is its own name. */
void value_add_name(struct buffer *to, enum table table, const char *key);
/* The same where the line is for the value: "33 Tautan". */
void value_add_short_name(struct buffer *to, enum table table, const char *key);
/* Values of a table whose records belong to innovations show these by name, of whatever year: they are there after this. */
void value_load_names(enum table table);
/* A field's text as a person sees it, by its key alone. */
char *value_shown(enum table table, const char *key, const char *stored);

#endif
