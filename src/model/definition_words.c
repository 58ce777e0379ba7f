#include "base/memory.h"
#include "model/definition_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define BLOCK_SIZE (8 * 1024)

/* Arrays are taken from the front, texts (which need no alignment) from the back: every page touched costs at start-up. */
struct definition_block {
	struct definition_block *next;
	size_t front, back;
	_Alignas(16) char data[];
};

static struct definition_block *block_with(struct loader *loader, size_t need)
{
	struct definition_block *block = loader->memory;
	size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;

	if (block && block->back - block->front >= need)
		return block;
	block = memory_alloc(sizeof *block + room);
	block->back = room;
	block->next = loader->memory;
	loader->memory = block;
	return block;
}

void *loader_alloc(struct loader *loader, size_t size)
{
	size_t need = (size + 15) & ~(size_t)15;
	struct definition_block *block = block_with(loader, need);
	char *start = block->data + block->front;

	block->front += need;
	return start;
}

/* The sheets of two years say mostly the same: a text that was seen before is not kept twice. */
const char *loader_copy(struct loader *loader, const char *text)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	size_t size = 0;
	struct definition_block *block;
	const char **seen;

	while (text[size])
		hash = (hash ^ (unsigned char)text[size++]) * 16777619u;
	seen = &loader->seen[(hash ^ hash >> 16) % LOADER_SEEN];
	if (*seen && strcmp(*seen, text) == 0)
		return *seen;
	block = block_with(loader, ++size);
	block->back -= size;
	return *seen = memcpy(block->data + block->back, text, size);
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

/* Cuts the piece that starts at `at`, quoted or up to a blank; *piece gets it. Returns where reading goes on, NULL when a
 * quote never ends. */
static char *cut_piece(char *at, const char *stops, char **piece)
{
	char *end;

	if (*at == '"') {
		*piece = at + 1;
		end = strchr(at + 1, '"');
		if (!end)
			return NULL;
	} else {
		*piece = at;
		end = at + strcspn(at, stops);
		if (!*end)
			return end;
	}
	*end = '\0';
	return end + 1;
}

/* One word: a quoted text, a name, or name=value with the value quoted or not. */
static char *cut_word(char *at, struct word *word)
{
	char *name_end = at + strcspn(at, " \t=\"");

	*word = (struct word){NULL, NULL};
	if (*at == '"')
		return cut_piece(at, "", &word->value);
	if (*name_end != '=')
		return cut_piece(at, " \t", &word->name);
	word->name = at;
	*name_end = '\0';
	return cut_piece(name_end + 1, " \t", &word->value);
}

bool words_read(struct words *words, const struct ini_entry *entry, struct faults *faults)
{
	char *at;

	words->count = 0;
	words->text = memory_copy(entry->value);
	at = words->text + strspn(words->text, " \t");
	while (*at) {
		if (words->count == sizeof words->word / sizeof *words->word) {
			ini_fault(entry, faults, "terlalu banyak sifat pada '%s'.", entry->key);
			return false;
		}
		at = cut_word(at, &words->word[words->count]);
		if (!at) {
			ini_fault(entry, faults, "tanda kutip pada '%s' tidak ditutup.", entry->key);
			return false;
		}
		words->count++;
		at += strspn(at, " \t");
	}
	return true;
}

void words_free(struct words *words)
{
	free(words->text);
	words->text = NULL;
}

bool number_read(const struct ini_entry *entry, struct faults *faults, const char *what, const char *text,
	long most, long *value)
{
	uint64_t number;
	bool read = text_number(text, (uint64_t)most, &number);

	*value = (long)number;
	if (!read)
		ini_fault(entry, faults, "%s '%s' bukan bilangan bulat 0 sampai %ld.", what, text, most);
	return read;
}

bool hundredths_read(
	const struct ini_entry *entry, struct faults *faults, const char *what, const char *text, int *value)
{
	uint64_t number;
	size_t whole = text_digits(text, 9999, &number);
	const char *decimals = text[whole] == '.' ? text + whole + 1 : "";
	size_t places = strspn(decimals, "0123456789");

	if (!whole || places > 2 || decimals[places] || (text[whole] && text[whole] != '.') ||
		(text[whole] == '.' && !places)) {
		ini_fault(entry, faults, "%s '%s' bukan bilangan seperti 2 atau 0.75.", what, text);
		return false;
	}
	*value = (int)number * 100;
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
