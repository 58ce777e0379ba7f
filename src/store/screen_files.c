#include "store/screen_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/memory.h"
#include "base/text.h"

#define SYSTEM_FOLDER "/etc/siko"
#define FILE_MOST     (4 << 20) /* bytes; a definition is a page of text */
#define DEPTH_MOST    8		/* folders below each other: links may go round */

static const char *keep(struct screen_files *files, char *text)
{
	files->owned = array_room(files->owned, files->owned_count, &files->owned_room, sizeof *files->owned);
	files->owned[files->owned_count++] = text;
	return text;
}

static void add(struct screen_files *files, const char *path, const char *name, const char *text, size_t size)
{
	files->file = array_room(files->file, files->count, &files->room, sizeof *files->file);
	files->file[files->count++] = (struct definition_file){path, name, text, size};
}

void screen_files_free(struct screen_files *files)
{
	for (size_t i = 0; i < files->owned_count; i++)
		free(files->owned[i]);
	free(files->owned);
	free(files->file);
	*files = (struct screen_files){0};
}

/* keymaps/, terminal/ and sample/ travel the same way but are read by others. */
static bool is_other(const char *name)
{
	size_t length = strlen(name);

	return text_starts(name, "keymaps/") || text_starts(name, "terminal/") ||
	       text_starts(name, "sample/") || strcmp(name, "keys") == 0 || strcmp(name, "terminal") == 0 ||
	       (length > 5 && strcmp(name + length - 5, ".keys") == 0);
}

void screen_files_add_embedded(struct screen_files *files)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		struct buffer path = {0};

		if (is_other(file->path))
			continue;
		buffer_printf(&path, "screens/%s", file->path);
		add(files, keep(files, buffer_take(&path)), file->path, file->data, file->size);
	}
}

static char *join(const char *folder, const char *name)
{
	struct buffer path = {0};

	buffer_printf(&path, "%s%s%s", folder, *folder ? "/" : "", name);
	return buffer_take(&path);
}

static void read_file(struct screen_files *files, char *path, char *name, size_t size, struct faults *faults)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct buffer text = {0};
	ssize_t got = -1;

	if (size > FILE_MOST)
		errno = EFBIG;
	else if (fd >= 0)
		got = read(fd, buffer_extend(&text, size + 1), size + 1);
	if (got < 0) {
		faults_add(faults, "%s:1: tidak dapat dibaca (%s).", path, error_words(errno));
		buffer_free(&text);
		free(path);
		free(name);
	} else {
		add(files, keep(files, path), keep(files, name), keep(files, text.data), (size_t)got);
	}
	if (fd >= 0)
		close(fd);
}

static int is_visible(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && entry->d_name[length - 1] != '~';
}

static void walk(
	struct screen_files *files, const char *folder, const char *below, int depth, struct faults *faults)
{
	struct dirent **entry = NULL;
	int count = depth < DEPTH_MOST ? scandir(folder, &entry, is_visible, alphasort) : 0;

	if (count < 0)
		faults_add(faults, "%s:1: folder tidak dapat dibaca (%s).", folder, error_words(errno));
	for (int i = 0; i < count; i++) {
		char *path = join(folder, entry[i]->d_name);
		char *name = join(below, entry[i]->d_name);
		struct stat about;

		free(entry[i]);
		if (!is_other(name) && stat(path, &about) == 0 && S_ISREG(about.st_mode)) {
			read_file(files, path, name, (size_t)about.st_size, faults);
			continue;
		}
		if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
			walk(files, path, name, depth + 1, faults);
		free(path);
		free(name);
	}
	free(entry);
}

void screen_files_add_folder(struct screen_files *files, const char *folder, struct faults *faults)
{
	struct stat about;

	if (stat(folder, &about) == 0)
		walk(files, folder, "", 0, faults);
}

struct definitions *screen_files_load(const char *own_folder, struct faults *faults)
{
	struct screen_files files = {0};
	struct definitions *definitions;
	size_t before = faults->count;

	screen_files_add_embedded(&files);
	screen_files_add_folder(&files, SYSTEM_FOLDER, faults);
	if (own_folder && *own_folder)
		screen_files_add_folder(&files, own_folder, faults);
	definitions = definitions_read(files.file, files.count, faults);
	screen_files_free(&files);
	if (definitions && faults->count > before) {
		definitions_free(definitions);
		return NULL;
	}
	return definitions;
}
