#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/own_files.h"
#include "base/embedded.h"
#include "ui/input.h"

static void read_text(void *context, const char *path, const char *text, size_t size, struct faults *faults)
{
	keymap_read(context, path, text, size, faults);
}

static void read_embedded(struct keymap *keymap, struct faults *faults)
{
	for (size_t i = 0; i < embedded_count; i++)
		if (strcmp(embedded_files[i].path, "keymaps/default.keys") == 0)
			keymap_read(keymap, "default.keys", embedded_files[i].data, embedded_files[i].size,
				faults);
}

struct keymap *app_keymap(const char *file, struct faults *faults)
{
	struct keymap *keymap = keymap_new();
	const char *own = getenv("SIKO_KEYS");

	if (!file && own && *own)
		file = own;
	read_embedded(keymap, faults);
	own_files_read("keys", read_text, keymap, faults);
	if (file && !own_file_read(file, read_text, keymap, faults))
		faults_add(faults, "%s:1: berkas tombol tidak dapat dibaca; tombol bawaan dipakai.", file);
	keymap_seal(keymap, faults);
	return keymap;
}

static void print_context(const struct keymap *keymap, enum context context, FILE *out)
{
	bool headed = false;

	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
		struct buffer keys = {0};
		int key;

		for (size_t n = 0; (key = keymap_key(keymap, context, (enum action)action, n)) != 0; n++)
			/* What only the global section binds is printed there. */
			if (context == CONTEXT_GLOBAL ||
				keymap_find(keymap, CONTEXT_GLOBAL, key) != (enum action)action)
				buffer_printf(&keys, " %s", input_key_name(key));
		if (keys.size) {
			if (!headed)
				fprintf(out, "%s[%s]\n", context == CONTEXT_GLOBAL ? "" : "\n",
					context_word(context));
			headed = true;
			fprintf(out, "%-16s =%s\n", action_info((enum action)action)->word,
				buffer_text(&keys));
		}
		buffer_free(&keys);
	}
}

int app_keys(const char *file, FILE *out)
{
	struct faults faults = {0};
	struct keymap *keymap = app_keymap(file, &faults);
	int status = faults.count ? 1 : 0;

	for (int context = 0; context < CONTEXT_COUNT; context++)
		print_context(keymap, (enum context)context, out);
	for (size_t i = 0; i < faults.count; i++)
		fprintf(stderr, "%s\n", faults.line[i]);
	faults_free(&faults);
	keymap_free(keymap);
	return status;
}
