#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/archive.h"

#define MANIFEST_FORMAT 1

void manifest_free(struct manifest *manifest)
{
	free(manifest->file);
	free(manifest->missing);
	*manifest = (struct manifest){0};
}

void manifest_add_missing(struct manifest *manifest, const char *hash)
{
	manifest->missing = array_room(manifest->missing, manifest->missing_count, &manifest->missing_room,
		sizeof *manifest->missing);
	snprintf(manifest->missing[manifest->missing_count++].hash, EVIDENCE_HASH_SIZE, "%s", hash);
}

static void add_hex(struct buffer *to, const char *name, const unsigned char *bytes)
{
	char hex[CHAIN_SIZE * 2 + 1];

	sodium_bin2hex(hex, sizeof hex, bytes, CHAIN_SIZE);
	buffer_printf(to, ",\"%s\":\"%s\"", name, hex);
}

void manifest_text(const struct manifest *manifest, struct buffer *to)
{
	unsigned char sum[CHAIN_SIZE];
	char made[21];

	clock_format(manifest->made, made);
	buffer_printf(to,
		"{\"cadangan\":%d,\"s\":\"%s\",\"dibuat\":\"%s\",\"k\":%llu,\"dari\":%llu,\"sampai\":%llu",
		MANIFEST_FORMAT, manifest->uuid, made, (unsigned long long)manifest->commit,
		(unsigned long long)manifest->from, (unsigned long long)manifest->to);
	add_hex(to, "rantai_dari", manifest->chain_from);
	add_hex(to, "rantai", manifest->chain_to);
	buffer_add_text(to, "}\n");
	for (size_t i = 0; i < manifest->count; i++)
		buffer_printf(to, "{\"berkas\":\"%s\",\"bita\":%llu,\"h\":\"%s\"}\n", manifest->file[i].name,
			(unsigned long long)manifest->file[i].size, manifest->file[i].hash);
	for (size_t i = 0; i < manifest->missing_count; i++)
		buffer_printf(to, "{\"hilang\":\"%s\"}\n", manifest->missing[i].hash);
	crypto_generichash(sum, sizeof sum, (const unsigned char *)buffer_text(to), to->size, NULL, 0);
	buffer_printf(to, "{\"akhir\":%zu", 1 + manifest->count + manifest->missing_count);
	add_hex(to, "h", sum);
	buffer_add_text(to, "}\n");
}

/* ---- reading ---- */

static bool get_number(const json_t *object, const char *name, uint64_t *value)
{
	const json_t *number = json_object_get(object, name);

	*value = json_is_integer(number) ? (uint64_t)json_integer_value(number) : 0;
	return json_is_integer(number) && json_integer_value(number) >= 0;
}

static bool get_hex(const json_t *object, const char *name, unsigned char *bytes)
{
	const char *hex = json_string_value(json_object_get(object, name));
	size_t size = 0;

	return hex && sodium_hex2bin(bytes, CHAIN_SIZE, hex, strlen(hex), NULL, &size, NULL) == 0 &&
	       size == CHAIN_SIZE;
}

static bool read_head(struct manifest *manifest, const json_t *head)
{
	const char *uuid = json_string_value(json_object_get(head, "s"));
	const char *made = json_string_value(json_object_get(head, "dibuat"));
	uint64_t format;

	if (!get_number(head, "cadangan", &format) || format != MANIFEST_FORMAT || !uuid ||
		strlen(uuid) != sizeof manifest->uuid - 1 || !made || !clock_parse(made, &manifest->made))
		return false;
	memcpy(manifest->uuid, uuid, sizeof manifest->uuid);
	return get_number(head, "k", &manifest->commit) && get_number(head, "dari", &manifest->from) &&
	       get_number(head, "sampai", &manifest->to) &&
	       get_hex(head, "rantai_dari", manifest->chain_from) &&
	       get_hex(head, "rantai", manifest->chain_to);
}

static bool read_line(struct manifest *manifest, const char *line, size_t size, bool first)
{
	json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
	const char *missing = json_string_value(json_object_get(object, "hilang"));
	bool good = object != NULL && (!first || read_head(manifest, object));

	if (good && missing && strlen(missing) == EVIDENCE_HASH_SIZE - 1)
		manifest_add_missing(manifest, missing);
	json_decref(object);
	return good;
}

bool manifest_read(struct manifest *manifest, const char *text, size_t size)
{
	struct buffer again = {0};
	const char *end = text + size;
	bool good = true;

	for (const char *at = text; good && at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		good = feed && read_line(manifest, at, (size_t)(feed - at), at == text);
		at = feed ? feed + 1 : end;
	}
	if (good)
		manifest_text(manifest, &again);
	good = good && again.size == size && memcmp(again.data, text, size) == 0;
	buffer_free(&again);
	return good;
}
