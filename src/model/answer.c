#include "model/answer.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct {
	const char *word;
	const char *label;
} parts[ANSWER_PART_COUNT] = {
	[ANSWER_LEVEL] = {"", "Tingkat"},
	[ANSWER_BASIS] = {"basis", "Dasar"},
	[ANSWER_LINK] = {"tautan", "Tautan"},
	[ANSWER_NUMBER] = {"nomor", "Nomor dokumen"},
	[ANSWER_DATE] = {"tanggal", "Tanggal dokumen"},
	[ANSWER_SUBJECT] = {"perihal", "Perihal dokumen"},
	[ANSWER_REMARK] = {"ket", "Keterangan"},
	[ANSWER_VERDICT] = {"verifikasi", "Verifikasi"},
	[ANSWER_NOTE] = {"catatan", "Catatan verifikator"},
	[ANSWER_FILE] = {"berkas", "Berkas"},
};

const char *answer_part_word(enum answer_part part)
{
	return part < ANSWER_PART_COUNT ? parts[part].word : "";
}

const char *answer_part_label(enum answer_part part)
{
	return part < ANSWER_PART_COUNT ? parts[part].label : "";
}

static bool find_code(const struct catalogue *catalogue, const char *key, size_t length, size_t *index)
{
	for (size_t i = 0; i < catalogue->count; i++) {
		const char *code = catalogue->indicator[i].code;
		size_t same = 0;

		/* Codes are two or three characters: a loop beats a call here, and imports ask this of every column. */
		while (same < length && code[same] == key[same])
			same++;
		if (same == length && code[length] == '\0') {
			*index = i;
			return true;
		}
	}
	return false;
}

/* A file's hash: lower-case hexadecimal, as the evidence folder names its files. */
static bool hash_valid(const char *hash)
{
	size_t length = strspn(hash, "0123456789abcdef");

	return length >= 8 && length <= 100 && hash[length] == '\0';
}

bool answer_key(const struct catalogue *catalogue, const char *key, size_t *index, enum answer_part *part,
	const char **rest)
{
	size_t length = 0;
	const char *word;

	/* Codes start with a digit and no profile field does: most keys are told apart by one byte. */
	if (key[0] < '0' || key[0] > '9')
		return false;
	while (key[length] && key[length] != '.')
		length++;
	if (!find_code(catalogue, key, length, index))
		return false;
	*rest = "";
	if (key[length] == '\0') {
		*part = ANSWER_LEVEL;
		return true;
	}
	word = key + length + 1;
	if (word[0] == 'b' && text_starts(word, "berkas.")) {
		*part = ANSWER_FILE;
		*rest = word + strlen("berkas.");
		return hash_valid(*rest);
	}
	for (int i = ANSWER_BASIS; i < ANSWER_FILE; i++) {
		if (parts[i].word[0] == word[0] && text_equal(parts[i].word, word)) {
			*part = (enum answer_part)i;
			return i != ANSWER_BASIS || catalogue->indicator[*index].basis_count > 0;
		}
	}
	return false;
}

void answer_make_key(const char *code, enum answer_part part, char out[RECORD_KEY_MOST])
{
	const char *word = answer_part_word(part);
	size_t length = strnlen(code, RECORD_KEY_MOST / 2);

	/* Asked for every answer of every row of an import: printf would be a tenth of it. */
	memcpy(out, code, length);
	if (*word)
		out[length++] = '.';
	memcpy(out + length, word, strlen(word) + 1);
}

void answer_file_key(const char *code, const char *hash, char out[RECORD_KEY_MOST])
{
	snprintf(out, RECORD_KEY_MOST, "%s.%s.%s", code, answer_part_word(ANSWER_FILE), hash);
}

const char *answer_file_hash(const char *key)
{
	const char *rest = key[0] >= '0' && key[0] <= '9' ? strchr(key, '.') : NULL;

	if (!rest || !text_starts(rest, ".berkas."))
		return NULL;
	rest += strlen(".berkas.");
	return hash_valid(rest) ? rest : NULL;
}

size_t answer_verdict_code(const char *key)
{
	size_t length = key[0] >= '0' && key[0] <= '9' ? strcspn(key, ".") : 0;

	return key[length] && text_equal(key + length + 1, answer_part_word(ANSWER_VERDICT)) ? length : 0;
}

static const char *part_text(const struct record *record, const char *code, enum answer_part part)
{
	char key[RECORD_KEY_MOST];

	answer_make_key(code, part, key);
	return record_get(record, key);
}

static int level_of(const char *text)
{
	return text[0] >= '0' && text[0] <= '3' && text[1] == '\0' ? text[0] - '0' : 0;
}

int answer_level(const struct record *record, const char *code)
{
	return level_of(record_get(record, code));
}

size_t answer_files(const struct record *record, const char *code)
{
	char prefix[RECORD_KEY_MOST];
	size_t count = 0;

	snprintf(prefix, sizeof prefix, "%s.berkas.", code);
	for (size_t i = record_find(record, prefix);
		i < record->count && text_starts(record->field[i].key, prefix); i++)
		count++;
	return count;
}

bool answer_has_evidence(const struct record *record, const char *code)
{
	return *part_text(record, code, ANSWER_LINK) || answer_files(record, code) > 0;
}

const char *answer_verdict(const struct record *record, const char *code)
{
	const char *text = part_text(record, code, ANSWER_VERDICT);

	return *text ? text : "menunggu";
}

bool answer_accepted(const struct record *record, const char *code)
{
	return text_equal(answer_verdict(record, code), "diterima");
}

bool answer_waits(const struct record *record, const char *code)
{
	return answer_level(record, code) > 0 && text_equal(answer_verdict(record, code), "menunggu");
}

bool answer_part_moves(enum answer_part part, const char *before, const char *after)
{
	if (part == ANSWER_LEVEL)
		return level_of(before) != level_of(after);
	return (part == ANSWER_BASIS || part == ANSWER_LINK || part == ANSWER_FILE) &&
	       !text_equal(before, after);
}

static bool files_differ(const struct record *from, const struct record *to, const char *code)
{
	char prefix[RECORD_KEY_MOST];
	size_t count = answer_files(from, code);
	size_t i;
	size_t j;

	if (count != answer_files(to, code))
		return true;
	answer_file_key(code, "", prefix);
	i = record_find(from, prefix);
	j = record_find(to, prefix);
	for (; count; count--, i++, j++)
		if (!text_equal(from->field[i].key, to->field[j].key) ||
			!text_equal(from->field[i].text, to->field[j].text))
			return true;
	return false;
}

bool answer_moved(const struct record *from, const struct record *to, const char *code)
{
	static const enum answer_part binding[] = {ANSWER_LEVEL, ANSWER_BASIS, ANSWER_LINK};

	for (size_t i = 0; i < sizeof binding / sizeof *binding; i++)
		if (answer_part_moves(
			    binding[i], part_text(from, code, binding[i]), part_text(to, code, binding[i])))
			return true;
	return files_differ(from, to, code);
}
