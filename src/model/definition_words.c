#include "model/definition_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define BLOCK_SIZE (32 * 1024)

struct definition_block {
	struct definition_block *next;
	size_t used, size;
	_Alignas(16) char data[];
};

void *loader_alloc(struct loader *loader, size_t size)
{
	struct definition_block *block = loader->memory;
	size_t need = (size + 15) & ~(size_t)15;
	char *start;

	if (!block || block->used + need > block->size) {
		size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;

		block = memory_alloc(sizeof *block + room);
		block->size = room;
		block->next = loader->memory;
		loader->memory = block;
	}
	start = block->data + block->used;
	block->used += need;
	return start;
}

const char *loader_copy(struct loader *loader, const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(loader_alloc(loader, size), text, size);
}

void *loader_keep(struct loader *loader, const void *array, size_t count, size_t size)
{
	void *copy = loader_alloc(loader, count * size + 1);

	if (count)
		memcpy(copy, array, count * size);
	return copy;
}

void definitions_free(struct definitions *definitions)
{
	struct definition_block *block = definitions ? definitions->memory : NULL;

	while (block) {
		struct definition_block *next = block->next;

		free(block);
		block = next;
	}
}

/* Ends the quoted text that starts at `at` (behind the quote); returns where reading goes on, NULL when it never ends. */
static char *end_quote(char *at)
{
	char *end = strchr(at, '"');

	if (!end)
		return NULL;
	*end = '\0';
	return end + 1;
}

bool words_read(struct words *words, const struct ini_entry *entry, struct faults *faults)
{
	char *at;

	words->count = 0;
	words->text = memory_copy(entry->value);
	for (at = words->text; at && *at;) {
		struct word *word = &words->word[words->count];

		if (*at == ' ' || *at == '\t') {
			at++;
			continue;
		}
		if (words->count == sizeof words->word / sizeof *words->word) {
			ini_fault(entry, faults, "terlalu banyak sifat pada '%s'.", entry->key);
			return false;
		}
		*word = (struct word){NULL, NULL};
		if (*at == '"') {
			word->value = at + 1;
			at = end_quote(at + 1);
		} else {
			word->name = at;
			at += strcspn(at, " \t=");
			if (*at == '=') {
				*at++ = '\0';
				word->value = at;
				if (*at == '"') {
					word->value = at + 1;
					at = end_quote(at + 1);
				} else {
					at += strcspn(at, " \t");
					if (*at)
						*at++ = '\0';
				}
			} else if (*at) {
				*at++ = '\0';
			}
		}
		if (!at) {
			ini_fault(entry, faults, "tanda kutip pada '%s' tidak ditutup.", entry->key);
			return false;
		}
		words->count++;
	}
	return true;
}

void words_free(struct words *words)
{
	free(words->text);
	words->text = NULL;
}

bool number_read(const struct ini_entry *entry, struct faults *faults, const char *what, const char *text, long most, long *value)
{
	char *end;

	*value = strtol(text, &end, 10);
	if (!*text || *end || text[0] == '+' || text[0] == '-' || *value > most) {
		ini_fault(entry, faults, "%s '%s' bukan bilangan bulat 0 sampai %ld.", what, text, most);
		return false;
	}
	return true;
}

bool hundredths_read(const struct ini_entry *entry, struct faults *faults, const char *what, const char *text, int *value)
{
	size_t whole = strspn(text, "0123456789");
	const char *decimals = text[whole] == '.' ? text + whole + 1 : "";
	size_t places = strspn(decimals, "0123456789");

	if (!whole || whole > 6 || places > 2 || decimals[places] || (text[whole] && text[whole] != '.') ||
		(text[whole] == '.' && !places)) {
		ini_fault(entry, faults, "%s '%s' bukan bilangan seperti 2 atau 0.75.", what, text);
		return false;
	}
	*value = atoi(text) * 100;
	if (places)
		*value += (decimals[0] - '0') * 10 + (places > 1 ? decimals[1] - '0' : 0);
	return true;
}

bool yes_read(const struct ini_entry *entry, struct faults *faults, const char *text, bool *value)
{
	*value = strcmp(text, "ya") == 0;
	if (*value || strcmp(text, "tidak") == 0)
		return true;
	ini_fault(entry, faults, "'%s' bukan ya atau tidak.", text);
	return false;
}
