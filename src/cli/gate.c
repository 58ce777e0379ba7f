#include "cli/gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static void add_word(struct gate_words *words, const char *text)
{
	words->word = memory_grow(words->word, (size_t)words->count + 2, sizeof *words->word);
	words->word[words->count++] = memory_copy(text);
	words->word[words->count] = NULL;
}

/* One word; NULL when a quote is never closed. */
static const char *take_word(const char *at, struct buffer *word)
{
	char quote = '\0';

	for (; *at && (quote || !strchr(" \t\n", *at)); at++) {
		if (quote && *at == quote)
			quote = '\0';
		else if (!quote && (*at == '\'' || *at == '"'))
			quote = *at;
		else if (*at == '\\' && quote != '\'' && at[1] && (!quote || strchr("\"\\", at[1])))
			buffer_add_byte(word, *++at);
		else
			buffer_add_byte(word, *at);
	}
	return quote ? NULL : at;
}

bool gate_split(const char *command, struct gate_words *words, struct error *err)
{
	*words = (struct gate_words){0};
	add_word(words, "siko");
	for (const char *at = command + strspn(command, " \t\n"); *at; at += strspn(at, " \t\n")) {
		struct buffer word = {0};

		at = take_word(at, &word);
		if (!at) {
			buffer_free(&word);
			return error_set(
				err, "tanda kutip dalam perintah tidak ditutup; kutip ulang perintahnya.");
		}
		if (words->count > 1 || strcmp(buffer_text(&word), "siko") != 0)
			add_word(words, buffer_text(&word));
		buffer_free(&word);
	}
	return true;
}

void gate_free(struct gate_words *words)
{
	for (int i = 0; i < words->count; i++)
		free(words->word[i]);
	free(words->word);
	*words = (struct gate_words){0};
}
