/* form_choice.h: the values a choice field offers, asked for in a floating menu: keys, yes or no, units the user may read.
 * Decides nothing; the asker gets the answer's index and turns it into the value here.
 * A struct form_choice starts zeroed and owns its values until form_choice_free. */
#ifndef SIKO_APP_FORM_CHOICE_H
#define SIKO_APP_FORM_CHOICE_H

#include "base/texts.h"
#include "model/definition.h"

struct form_choice {
	const char **value; /* behind each entry, as stored */
	size_t count;
	struct texts texts; /* the values: units are read anew while a choice stands open */
};

/* present: the value as stored; typed: the letters it is opened with. */
void form_choice_ask(struct form_choice *choice, const struct field_definition *field, const char *present,
	const char *typed, int tag);
const char *form_choice_value(const struct form_choice *choice, size_t index); /* "" when there is none */
void form_choice_free(struct form_choice *choice);

#endif
