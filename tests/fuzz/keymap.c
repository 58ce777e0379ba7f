/* Whatever a keymap file says: help, back and quit stay reachable everywhere, and a key does what keymap_key says. */
#include "fuzz/target.h"

#include <assert.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "ui/input.h"
#include "ui/keymap.h"

static void read_default(struct keymap *keymap, struct faults *faults)
{
	for (size_t i = 0; i < embedded_count; i++)
		if (strcmp(embedded_files[i].path, "keymaps/default.keys") == 0)
			keymap_read(keymap, "bawaan", embedded_files[i].data, embedded_files[i].size, faults);
	assert(!faults->count);
}

static void expect_reachable(const struct keymap *keymap)
{
	static const enum action needed[] = {ACTION_HELP, ACTION_BACK, ACTION_QUIT};

	for (int context = 0; context < CONTEXT_COUNT; context++) {
		for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
			assert(keymap_key(keymap, (enum context)context, needed[i], 0));
		for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
			int key;

			for (size_t n = 0; (key = keymap_key(keymap, (enum context)context,
						    (enum action)action, n)) != 0;
				n++)
				assert(keymap_find(keymap, (enum context)context, key) ==
					(enum action)action);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keymap *keymap = keymap_new();
	struct faults faults = {0};

	read_default(keymap, &faults);
	keymap_read(keymap, "berkas", (const char *)data, size, &faults);
	for (size_t i = 0; i < faults.count; i++)
		assert(text_starts(faults.line[i], "berkas:"));
	keymap_seal(keymap, &faults);
	expect_reachable(keymap);
	keymap_free(keymap);
	faults_free(&faults);
	return 0;
}
