/* The reader of our text files: entries in order of their lines, trimmed, without control characters; faults name a line. */
#include "fuzz/target.h"

#include <assert.h>
#include <string.h>

#include "base/ini.h"
#include "base/text.h"

struct seen {
	int line;
	size_t entries;
};

static void see(void *context, const struct ini_entry *entry, struct faults *faults)
{
	struct seen *seen = context;
	size_t size = strlen(entry->value);

	(void)faults;
	assert(entry->section && entry->value && strcmp(entry->path, "berkas") == 0);
	assert(entry->line > seen->line);
	assert(!entry->key || *entry->key);
	assert(!strchr(entry->value, '\n') && !strchr(entry->value, '\r'));
	assert(!size || (!strchr(" \t", entry->value[0]) && !strchr(" \t", entry->value[size - 1])));
	seen->line = entry->line;
	seen->entries++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen seen = {0, 0};
	struct faults faults = {0};

	ini_read("berkas", (const char *)data, size, see, &seen, &faults);
	assert(seen.entries <= size);
	for (size_t i = 0; i < faults.count; i++) {
		uint64_t line;

		assert(text_starts(faults.line[i], "berkas:"));
		assert(text_digits(faults.line[i] + 7, size + 1, &line) && line);
	}
	faults_free(&faults);
	return 0;
}
