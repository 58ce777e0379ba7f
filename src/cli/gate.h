/* gate.h: the command line that sshd hands to a forced command, cut into words without a shell.
 * Runs nothing. The words are owned by the caller until gate_free. */
#ifndef SIKO_CLI_GATE_H
#define SIKO_CLI_GATE_H

#include <stdbool.h>

#include "base/error.h"

struct gate_words {
	char **word; /* word[0] is "siko"; ends with NULL */
	int count;
};

/* Blanks part words; '…', "…" and \ quote as in a shell, nothing else means anything. A first word "siko" may be there or not. */
bool gate_split(const char *command, struct gate_words *words, struct error *err);
void gate_free(struct gate_words *words);

#endif
