/* idea.h: an idea caught in the field: answers to a short form become the name, the unit and a note that reads well.
 * Every yes/no field of the form is a test (PP 38/2017 has five); the verdict follows from them. Pure.
 * Texts are added to what the caller gave. */
#ifndef SIKO_MODEL_IDEA_H
#define SIKO_MODEL_IDEA_H

#include "model/change.h"
#include "model/definition.h"

struct idea_verdict {
	size_t tests, yes, no; /* the rest is not answered */
};

struct idea_verdict idea_judge(const struct form_definition *form, const struct record *answers);
/* "Memenuhi 5 ujian", "Belum memenuhi: Tidak membebani", "3 dari 5 ujian dijawab" */
void idea_add_verdict(const struct form_definition *form, const struct record *answers, struct buffer *to);
/* What is stored of it: nama, opd, and catatan of the other answers. */
void idea_changes(const struct form_definition *form, const struct record *answers, struct changes *changes);

#endif
