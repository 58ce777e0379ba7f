#include "store/saved.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store_part.h"

#define SAVED_MOST (64 * 1024) /* bytes; more was not written here */

static char *saved_file(const char *folder, const char *user)
{
	struct buffer path = {0};

	buffer_printf(&path, "%s/", folder);
	file_name_part(&path, user);
	return buffer_take(&path);
}

void saved_load(const char *store_path, const char *user, struct buffer *to)
{
	char *folder = store_file(store_path, "saringan");
	char *path = saved_file(folder, user);
	FILE *file = fopen(path, "re");
	char block[4096];
	size_t size;

	while (file && to->size < SAVED_MOST && (size = fread(block, 1, sizeof block, file)) > 0)
		buffer_add(to, block, size);
	if (file)
		fclose(file);
	free(path);
	free(folder);
}

bool saved_store(const char *store_path, const char *user, const struct buffer *text, struct error *err)
{
	char *folder = store_file(store_path, "saringan");
	char *path = saved_file(folder, user);
	bool done = file_replace(folder, path, text);

	if (!done)
		error_set(err, "saringan tidak tersimpan (%s); beri tahu pengelola server.",
			error_words(errno));
	free(path);
	free(folder);
	return done;
}
