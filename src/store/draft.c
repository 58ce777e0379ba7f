#include "store/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"

/* Names travel in file names: what is not a plain letter, digit, '-' or '_' is written as %XX, so that no id can leave
 * the folder and the dots between the parts stay the only ones. */
static void add_escaped(struct buffer *to, const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		bool plain = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
			     (*s >= '0' && *s <= '9') || *s == '-' || *s == '_';

		if (plain)
			buffer_add_byte(to, (char)*s);
		else
			buffer_printf(to, "%%%02X", *s);
	}
}

static char *unescaped(const char *text)
{
	struct buffer out = {0};

	while (*text) {
		unsigned value;

		if (*text == '%' && sscanf(text + 1, "%2X", &value) == 1 && text[1] && text[2]) {
			buffer_add_byte(&out, (char)value);
			text += 3;
		} else {
			buffer_add_byte(&out, *text++);
		}
	}
	return buffer_take(&out);
}

/* "USER.TABLE." */
static char *draft_prefix(const char *user, enum table table)
{
	struct buffer name = {0};

	add_escaped(&name, user);
	buffer_printf(&name, ".%s.", table_word(table));
	return buffer_take(&name);
}

/* Where drafts stand: the store's folder, or the run-time folder when that one cannot be written (disk full, store gone). */
static char *draft_folder(const char *store_path, bool fallback)
{
	struct buffer path = {0};
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	if (!fallback)
		buffer_printf(&path, "%s/draf", store_path);
	else if (runtime && *runtime)
		buffer_printf(&path, "%s/siko-draf", runtime);
	return buffer_take(&path);
}

static char *draft_file(const char *folder, const char *user, enum table table, const char *id)
{
	struct buffer path = {0};
	char *prefix = draft_prefix(user, table);

	buffer_printf(&path, "%s/%s", folder, prefix);
	if (*id)
		add_escaped(&path, id);
	else
		buffer_add_text(&path, "%baru");
	free(prefix);
	return buffer_take(&path);
}

static void draft_text(
	enum table table, const char *id, uint64_t seen, const struct changes *changes, struct buffer *to)
{
	buffer_printf(to, "{\"draf\":1,\"waktu\":%lld,\"tabel\":\"%s\",\"id\":", (long long)clock_now(),
		table_word(table));
	buffer_add_json_string(to, id, strlen(id));
	buffer_printf(to, ",\"simpanan\":%llu,\"isian\":{", (unsigned long long)seen);
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->change[i];

		if (i)
			buffer_add_byte(to, ',');
		buffer_add_json_string(to, change->key, strlen(change->key));
		buffer_add_text(to, ":[");
		buffer_add_json_string(to, change->before, strlen(change->before));
		buffer_add_byte(to, ',');
		buffer_add_json_string(to, change->after, strlen(change->after));
		buffer_add_byte(to, ']');
	}
	buffer_add_text(to, "}}\n");
}

static bool write_file(const char *folder, const char *path, const struct buffer *text)
{
	struct buffer temp = {0};
	bool done = false;
	int fd;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return false;
	buffer_printf(&temp, "%s.tulis%ld", path, (long)getpid());
	fd = open(buffer_text(&temp), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		done = write(fd, text->data, text->size) == (ssize_t)text->size && fsync(fd) == 0;
		close(fd);
		done = done && rename(buffer_text(&temp), path) == 0;
		if (!done)
			unlink(buffer_text(&temp));
	}
	buffer_free(&temp);
	return done;
}

bool draft_save(const char *store_path, const char *user, enum table table, const char *id, uint64_t seen,
	const struct changes *changes, struct error *err)
{
	struct buffer text = {0};
	bool done = false;

	draft_text(table, id, seen, changes, &text);
	for (int fallback = 0; fallback < 2 && !done; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		char *path = draft_file(folder, user, table, id);

		done = *folder && write_file(folder, path, &text);
		free(path);
		free(folder);
	}
	buffer_free(&text);
	return done ||
	       error_set(err, "draf tidak dapat ditulis (%s); simpan sekarang, atau kosongkan ruang disk.",
		       strerror(errno));
}

static bool read_file(const char *path, struct buffer *to)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;
	bool done = false;

	if (fd < 0)
		return false;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size < (64 << 20)) {
		char *room = buffer_extend(to, (size_t)info.st_size);

		done = read(fd, room, (size_t)info.st_size) == info.st_size;
	}
	close(fd);
	return done;
}

static bool parse(const char *text, size_t size, enum table table, const char *id, uint64_t *seen,
	struct changes *changes, int64_t *saved)
{
	json_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
	const char *stored_id = json_string_value(json_object_get(object, "id"));
	const char *stored_table = json_string_value(json_object_get(object, "tabel"));
	bool mine = stored_id && stored_table && strcmp(stored_id, id) == 0 &&
		    strcmp(stored_table, table_word(table)) == 0;
	const char *key;
	json_t *value;

	if (mine) {
		*saved = json_integer_value(json_object_get(object, "waktu"));
		*seen = (uint64_t)json_integer_value(json_object_get(object, "simpanan"));
		json_object_foreach(json_object_get(object, "isian"), key, value)
		{
			const char *before = json_string_value(json_array_get(value, 0));
			const char *after = json_string_value(json_array_get(value, 1));

			if (before && after && strlen(key) < RECORD_KEY_MOST)
				changes_add(changes, key, before, after, false);
		}
	}
	json_decref(object);
	return mine && changes->count > 0;
}

bool draft_load(const char *store_path, const char *user, enum table table, const char *id, uint64_t *seen,
	struct changes *changes, int64_t *saved, struct error *err)
{
	bool found = false;

	err->text[0] = '\0';
	for (int fallback = 0; fallback < 2 && !found; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		char *path = draft_file(folder, user, table, id);
		struct buffer text = {0};

		found = *folder && read_file(path, &text) &&
			parse(text.data, text.size, table, id, seen, changes, saved);
		buffer_free(&text);
		free(path);
		free(folder);
	}
	return found;
}

void draft_remove(const char *store_path, const char *user, enum table table, const char *id)
{
	for (int fallback = 0; fallback < 2; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		char *path = draft_file(folder, user, table, id);

		if (*folder)
			unlink(path);
		free(path);
		free(folder);
	}
}

struct found {
	char *id;
	int64_t time;
};

static int newest_first(const void *a, const void *b)
{
	const struct found *x = a;
	const struct found *y = b;

	return x->time > y->time ? -1 : x->time < y->time;
}

static bool listed(const struct found *found, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(found[i].id, id) == 0)
			return true;
	return false;
}

size_t draft_list(const char *store_path, const char *user, enum table table, char ***ids)
{
	struct found *found = NULL;
	size_t count = 0;
	size_t room = 0;
	char *prefix = draft_prefix(user, table);

	for (int fallback = 0; fallback < 2; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		DIR *dir = *folder ? opendir(folder) : NULL;
		struct dirent *entry;

		while (dir && (entry = readdir(dir)) != NULL) {
			const char *rest = entry->d_name + strlen(prefix);
			struct stat info = {0};
			char *id;

			if (!text_starts(entry->d_name, prefix) || strchr(rest, '.'))
				continue;
			id = strcmp(rest, "%baru") == 0 ? memory_copy("") : unescaped(rest);
			if (listed(found, count, id)) {
				free(id);
				continue;
			}
			fstatat(dirfd(dir), entry->d_name, &info, 0);
			found = array_room(found, count, &room, sizeof *found);
			found[count++] = (struct found){id, info.st_mtim.tv_sec};
		}
		if (dir)
			closedir(dir);
		free(folder);
	}
	free(prefix);
	if (count)
		qsort(found, count, sizeof *found, newest_first);
	*ids = memory_alloc((count + 1) * sizeof **ids);
	for (size_t i = 0; i < count; i++)
		(*ids)[i] = found[i].id;
	free(found);
	return count;
}
