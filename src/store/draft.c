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
#include <sodium.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/store_part.h"

#define PART_MOST 90 /* bytes of a login or id in a file name, which may have 255 in all */
#define PART_KEPT 60
#define NEW	  "%baru" /* no escape looks like that */

static void add_hash(struct buffer *to, const char *text)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	char hex[2 * sizeof hash + 1];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	buffer_add(to, hex, 16);
}

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
		unsigned char value;

		if (*text == '%' && text[1] && text[2] &&
			sodium_hex2bin(&value, 1, text + 1, 2, NULL, NULL, NULL) == 0) {
			buffer_add_byte(&out, (char)value);
			text += 3;
		} else {
			buffer_add_byte(&out, *text++);
		}
	}
	return buffer_take(&out);
}

/* A login or an id as a part of a file name. What is too long ends in "%h" and a hash; no escape looks like that. */
void file_name_part(struct buffer *to, const char *text)
{
	struct buffer escaped = {0};
	size_t keep = PART_KEPT;

	add_escaped(&escaped, text);
	if (escaped.size <= PART_MOST) {
		buffer_add(to, escaped.data, escaped.size);
	} else {
		while (escaped.data[keep - 1] == '%' || escaped.data[keep - 2] == '%')
			keep--;
		buffer_add(to, escaped.data, keep);
		buffer_add_text(to, "%h");
		add_hash(to, text);
	}
	buffer_free(&escaped);
}

/* "USER.TABLE." */
static char *draft_prefix(const char *user, enum table table)
{
	struct buffer name = {0};

	file_name_part(&name, user);
	buffer_printf(&name, ".%s.", table_word(table));
	return buffer_take(&name);
}

/* Where drafts stand: the store's folder, or one of this store's own in the run-time folder when that one cannot be written
 * (disk full, store gone). */
static char *draft_folder(const char *store_path, bool fallback)
{
	struct buffer path = {0};
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	if (!fallback)
		buffer_printf(&path, "%s/draf", store_path);
	else if (runtime && *runtime) {
		char *real = realpath(store_path, NULL);

		buffer_printf(&path, "%s/siko-draf-", runtime);
		add_hash(&path, real ? real : store_path);
		free(real);
	}
	return buffer_take(&path);
}

static bool is_number(const char *text)
{
	return text[strspn(text, "0123456789-")] == '\0' && strlen(text) < DRAFT_NUMBER_ROOM;
}

void draft_make_number(char out[DRAFT_NUMBER_ROOM])
{
	snprintf(out, DRAFT_NUMBER_ROOM, "%lld-%ld-%llu", (long long)clock_now(), (long)getpid(),
		(unsigned long long)clock_monotonic_ms());
}

static char *draft_file(const char *folder, const struct draft_name *name)
{
	struct buffer path = {0};
	char *prefix = draft_prefix(name->user, name->table);

	buffer_printf(&path, "%s/%s", folder, prefix);
	if (*name->id)
		file_name_part(&path, name->id);
	else
		buffer_printf(&path, "%s%s", NEW, is_number(name->number) ? name->number : "");
	free(prefix);
	return buffer_take(&path);
}

static void draft_text(
	const struct draft_name *name, uint64_t seen, const struct changes *changes, struct buffer *to)
{
	buffer_printf(to, "{\"draf\":1,\"waktu\":%lld,\"tabel\":\"%s\",\"id\":", (long long)clock_now(),
		table_word(name->table));
	buffer_add_json_string(to, name->id, strlen(name->id));
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

bool file_replace(const char *folder, const char *path, const struct buffer *text)
{
	struct buffer temp = {0};
	bool done = false;
	int fd;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return false;
	buffer_printf(&temp, "%s.tulis%ld", path, (long)getpid());
	fd = open(buffer_text(&temp), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		done = write_whole(fd, text->data, text->size, 0) && fsync(fd) == 0;
		close(fd);
		done = done && rename(buffer_text(&temp), path) == 0;
		if (!done)
			unlink(buffer_text(&temp));
	}
	buffer_free(&temp);
	return done;
}

static void remove_from(const char *store_path, bool fallback, const struct draft_name *name)
{
	char *folder = draft_folder(store_path, fallback);
	char *path = draft_file(folder, name);

	if (*folder)
		unlink(path);
	free(path);
	free(folder);
}

bool draft_save(const char *store_path, const struct draft_name *name, uint64_t seen,
	const struct changes *changes, struct error *err)
{
	struct buffer text = {0};
	bool done = false;
	int code = 0;

	draft_text(name, seen, changes, &text);
	for (int fallback = 0; fallback < 2 && !done; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		char *path = draft_file(folder, name);

		done = *folder && file_replace(folder, path, &text);
		code = errno;
		if (done) /* the other place's is older now; a full disk lets go of a file all the same */
			remove_from(store_path, !fallback, name);
		free(path);
		free(folder);
	}
	buffer_free(&text);
	return done ||
	       error_set(err, "draf tidak dapat ditulis (%s); simpan sekarang, atau kosongkan ruang disk.",
		       error_words(code));
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

static bool parse(const char *text, size_t size, const struct draft_name *name, uint64_t *seen,
	struct changes *changes, int64_t *saved)
{
	json_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
	const char *stored_id = json_string_value(json_object_get(object, "id"));
	const char *stored_table = json_string_value(json_object_get(object, "tabel"));
	bool mine = stored_id && stored_table && strcmp(stored_id, name->id) == 0 &&
		    strcmp(stored_table, table_word(name->table)) == 0;
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

bool draft_load(const char *store_path, const struct draft_name *name, uint64_t *seen,
	struct changes *changes, int64_t *saved, struct error *err)
{
	bool found = false;

	err->text[0] = '\0';
	for (int fallback = 0; fallback < 2; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		char *path = draft_file(folder, name);
		struct buffer text = {0};
		struct changes these = {0};
		uint64_t these_seen = 0;
		int64_t these_saved = 0;

		if (*folder && read_file(path, &text) &&
			parse(text.data, text.size, name, &these_seen, &these, &these_saved) &&
			(!found || these_saved >= *saved)) {
			changes_free(changes);
			*changes = these;
			*seen = these_seen;
			*saved = these_saved;
			found = true;
		} else {
			changes_free(&these);
		}
		buffer_free(&text);
		free(path);
		free(folder);
	}
	return found;
}

void draft_remove(const char *store_path, const struct draft_name *name)
{
	remove_from(store_path, false, name);
	remove_from(store_path, true, name);
}

/* Its second part is no table, so no list of drafts holds it. */
static char *seen_file(const char *folder, const char *user, const char *what)
{
	struct buffer path = {0};

	buffer_printf(&path, "%s/", folder);
	file_name_part(&path, user);
	buffer_printf(&path, ".sudah.%s", what);
	return buffer_take(&path);
}

bool draft_was_seen(const char *store_path, const char *user, const char *what)
{
	char *folder = draft_folder(store_path, false);
	char *path = seen_file(folder, user, what);
	bool seen = access(path, F_OK) == 0;

	free(path);
	free(folder);
	return seen;
}

void draft_note_seen(const char *store_path, const char *user, const char *what)
{
	char *folder = draft_folder(store_path, false);
	char *path = seen_file(folder, user, what);

	file_replace(folder, path, &(struct buffer){0});
	free(path);
	free(folder);
}

static int newest_first(const void *a, const void *b)
{
	const struct draft_found *x = a;
	const struct draft_found *y = b;

	return x->time > y->time ? -1 : x->time < y->time;
}

/* The id that a file's name stands for; a shortened one is asked of the file. NULL when it cannot be told. */
static char *id_of(const char *folder, const char *name, const char *rest)
{
	struct buffer path = {0};
	struct buffer text = {0};
	json_t *object = NULL;
	const char *id;
	char *copy;

	if (text_starts(rest, NEW))
		return is_number(rest + strlen(NEW)) ? memory_copy("") : NULL;
	if (!strstr(rest, "%h"))
		return unescaped(rest);
	buffer_printf(&path, "%s/%s", folder, name);
	if (read_file(buffer_text(&path), &text))
		object = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);
	id = json_string_value(json_object_get(object, "id"));
	copy = id ? memory_copy(id) : NULL;
	json_decref(object);
	buffer_free(&text);
	buffer_free(&path);
	return copy;
}

static bool listed(const struct draft_found *found, size_t count, const char *id, const char *number)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(found[i].id, id) == 0 && strcmp(found[i].number, number) == 0)
			return true;
	return false;
}

size_t draft_list(const char *store_path, const char *user, enum table table, struct draft_found **list)
{
	struct draft_found *found = NULL;
	size_t count = 0;
	size_t room = 0;
	char *prefix = draft_prefix(user, table);

	for (int fallback = 0; fallback < 2; fallback++) {
		char *folder = draft_folder(store_path, fallback);
		DIR *dir = *folder ? opendir(folder) : NULL;
		struct dirent *entry;

		while (dir && (entry = readdir(dir)) != NULL) {
			const char *rest = entry->d_name + strlen(prefix);
			const char *number;
			struct stat info = {0};
			char *id;

			if (!text_starts(entry->d_name, prefix) || strchr(rest, '.'))
				continue;
			number = text_starts(rest, NEW) ? rest + strlen(NEW) : "";
			id = id_of(folder, entry->d_name, rest);
			if (!id || listed(found, count, id, number)) {
				free(id);
				continue;
			}
			fstatat(dirfd(dir), entry->d_name, &info, 0);
			found = array_room(found, count, &room, sizeof *found);
			found[count++] = (struct draft_found){id, memory_copy(number), info.st_mtim.tv_sec};
		}
		if (dir)
			closedir(dir);
		free(folder);
	}
	free(prefix);
	if (count)
		qsort(found, count, sizeof *found, newest_first);
	*list = found;
	return count;
}

void draft_list_free(struct draft_found *found, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(found[i].id);
		free(found[i].number);
	}
	free(found);
}
