#include "app/own_files.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/text.h"

#define FILE_MOST (1 << 20) /* bytes; the rest of a longer one is not read */

static bool read_whole(const char *path, struct buffer *to)
{
	FILE *file = fopen(path, "rbe");
	char block[4096];
	size_t size;

	if (!file)
		return false;
	while ((size = fread(block, 1, sizeof block, file)) > 0 && to->size < FILE_MOST)
		buffer_add(to, block, size);
	fclose(file);
	return true;
}

bool own_file_read(const char *path, own_file_reader *read, void *context, struct faults *faults)
{
	struct buffer text = {0};
	bool there = read_whole(path, &text);

	if (there)
		read(context, path, buffer_text(&text), text.size, faults);
	buffer_free(&text);
	return there;
}

void own_files_read(const char *name, own_file_reader *read, void *context, struct faults *faults)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	char path[4096];

	snprintf(path, sizeof path, "/etc/siko/%s", name);
	own_file_read(path, read, context, faults);
	if (config && *config)
		snprintf(path, sizeof path, "%s/siko/%s", config, name);
	else
		snprintf(path, sizeof path, "%s/.config/siko/%s", home ? home : "", name);
	own_file_read(path, read, context, faults);
}

char *own_path(const char *typed)
{
	const char *home = getenv("HOME");
	struct buffer path = {0};

	if (text_starts(typed, "~/") && home && *home)
		buffer_printf(&path, "%s%s", home, typed + 1);
	else
		buffer_add_text(&path, typed);
	return buffer_take(&path);
}
