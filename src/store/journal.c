#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>
#include <sodium.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/store_part.h"

#define ABOUT_START "{\"siko\":"
#define LINE_MOST   (16u << 20) /* one record with every field at its limit stays far below */

/* ---- writing ---- */

static void add_text(struct buffer *to, const char *name, const char *text)
{
	buffer_printf(to, ",\"%s\":", name);
	buffer_add_json_string(to, text, strlen(text));
}

void journal_about(struct journal_group *group, const struct store_about *about)
{
	char when[21];

	clock_format(about->created, when);
	buffer_printf(&group->text, ABOUT_START "%d", STORE_FORMAT);
	add_text(&group->text, "s", about->uuid);
	add_text(&group->text, "wilayah", about->region);
	add_text(&group->text, "kantor", about->office);
	buffer_printf(&group->text, ",\"tahun\":%d", about->year);
	add_text(&group->text, "dibuat", when);
	buffer_add_text(&group->text, "}\n");
	group->lines++;
}

/* "kunci":"baru" when there was nothing before, else "kunci":["lama","baru"]. */
static void add_changes(struct buffer *to, const char *name, const struct changes *changes, bool derived)
{
	bool any = false;

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->change[i];

		if (change->derived != derived)
			continue;
		if (any)
			buffer_add_byte(to, ',');
		else
			buffer_printf(to, ",\"%s\":{", name);
		any = true;
		buffer_add_json_string(to, change->key, strlen(change->key));
		buffer_add_byte(to, ':');
		if (*change->before) {
			buffer_add_byte(to, '[');
			buffer_add_json_string(to, change->before, strlen(change->before));
			buffer_add_byte(to, ',');
			buffer_add_json_string(to, change->after, strlen(change->after));
			buffer_add_byte(to, ']');
		} else {
			buffer_add_json_string(to, change->after, strlen(change->after));
		}
	}
	if (any)
		buffer_add_byte(to, '}');
}

uint64_t journal_line(struct journal_group *group, const struct journal_stamp *stamp, enum table table,
	const char *id, const struct changes *changes)
{
	uint64_t offset = group->start + group->text.size;
	char when[21];

	clock_format(stamp->time, when);
	buffer_printf(&group->text, "{\"k\":%llu", (unsigned long long)stamp->number);
	add_text(&group->text, "s", stamp->uuid);
	add_text(&group->text, "w", when);
	add_text(&group->text, "o", stamp->user);
	add_text(&group->text, "a", stamp->act);
	if (*stamp->note)
		add_text(&group->text, "c", stamp->note);
	add_text(&group->text, "t", table_word(table));
	add_text(&group->text, "i", id);
	add_changes(&group->text, "g", changes, false);
	add_changes(&group->text, "d", changes, true);
	buffer_add_text(&group->text, "}\n");
	group->lines++;
	return offset;
}

static void chain_begin(crypto_generichash_state *state, const unsigned char chain[CHAIN_SIZE])
{
	crypto_generichash_init(state, NULL, 0, CHAIN_SIZE);
	crypto_generichash_update(state, chain, CHAIN_SIZE);
}

static void chain_on(unsigned char chain[CHAIN_SIZE], const char *text, size_t size)
{
	crypto_generichash_state state;

	chain_begin(&state, chain);
	crypto_generichash_update(&state, (const unsigned char *)text, size);
	crypto_generichash_final(&state, chain, CHAIN_SIZE);
}

void journal_end_group(struct journal_group *group, uint64_t number, unsigned char chain[CHAIN_SIZE])
{
	char hex[CHAIN_SIZE * 2 + 1];

	chain_on(chain, group->text.data, group->text.size);
	sodium_bin2hex(hex, sizeof hex, chain, CHAIN_SIZE);
	buffer_printf(&group->text, "{\"akhir\":%zu,\"k\":%llu,\"h\":\"%s\"}\n", group->lines,
		(unsigned long long)number, hex);
}

int journal_open(const struct store *store, int flags)
{
	char *path = store_file(store->path, "jurnal.jsonl");
	int fd = open(path, flags | O_CLOEXEC);

	free(path);
	return fd;
}

bool journal_size(const struct store *store, uint64_t *size, struct error *err)
{
	char *path = store_file(store->path, "jurnal.jsonl");
	struct stat info;
	bool there = stat(path, &info) == 0;

	if (there)
		*size = (uint64_t)info.st_size;
	else
		error_set(err,
			"jurnal %s tidak ada; jangan menyimpan apa pun, pulihkan dari cadangan, lalu jalankan `siko check`.",
			path);
	free(path);
	return there;
}

bool write_whole(int fd, const char *data, size_t size, uint64_t at)
{
	while (size) {
		ssize_t done = pwrite(fd, data, size, (off_t)at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			if (!done)
				errno = ENOSPC;
			return false;
		}
		data += done;
		size -= (size_t)done;
		at += (uint64_t)done;
	}
	return true;
}

static bool write_error(struct error *err, int code)
{
	if (code == ENOSPC || code == EDQUOT)
		return error_set(err, "belum tersimpan: disk penuh; kosongkan ruang lalu simpan lagi.");
	return error_set(err, "belum tersimpan: %s; periksa disk lalu simpan lagi.", error_words(code));
}

bool journal_write(struct store *store, const struct journal_group *group, struct error *err)
{
	int fd = journal_open(store, O_WRONLY);
	size_t half = group->text.size / 2;
	int code = 0;

	if (fd < 0)
		return write_error(err, errno);
	failpoint("before-journal");
	/* In two parts only so that a test can stop between them. */
	if (!write_whole(fd, group->text.data, half, group->start))
		code = errno;
	failpoint("mid-journal");
	if (!code && !write_whole(fd, group->text.data + half, group->text.size - half, group->start + half))
		code = errno;
	failpoint("before-fsync");
	if (!code && fdatasync(fd) != 0) {
		/* What is on disk is not known any more (a second fsync would not tell): no more saves from here. */
		code = errno;
		store->journal_doubtful = true;
	}
	/* "Not saved" must stay true: the next writer would bring in a group that is whole. */
	if (code && ftruncate(fd, (off_t)group->start) != 0)
		store->journal_doubtful = true;
	close(fd);
	failpoint("after-fsync");
	return code ? write_error(err, code) : true;
}

bool journal_cut(struct store *store, uint64_t end, struct error *err)
{
	int fd = journal_open(store, O_WRONLY);
	bool done = fd >= 0 && ftruncate(fd, (off_t)end) == 0 && fdatasync(fd) == 0;

	if (!done) {
		store->journal_doubtful = true;
		write_error(err, errno);
	}
	if (fd >= 0)
		close(fd);
	return done;
}

/* ---- reading ---- */

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static bool read_changes(const json_t *object, bool derived, struct changes *to)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		if (json_is_string(value))
			changes_add(to, key, "", json_string_value(value), derived);
		else if (json_is_array(value) && json_array_size(value) == 2 &&
			 json_is_string(json_array_get(value, 0)) && json_is_string(json_array_get(value, 1)))
			changes_add(to, key, json_string_value(json_array_get(value, 0)),
				json_string_value(json_array_get(value, 1)), derived);
		else
			return false;
	}
	return true;
}

bool journal_is_about(const char *line)
{
	return strncmp(line, ABOUT_START, strlen(ABOUT_START)) == 0;
}

void journal_entry_free(struct journal_entry *entry)
{
	changes_free(&entry->changes);
	json_decref(entry->json);
	*entry = (struct journal_entry){0};
}

bool journal_parse(const char *line, size_t size, struct journal_entry *entry, struct error *err)
{
	json_error_t why;
	json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, &why);
	json_t *given;
	json_t *derived;

	*entry = (struct journal_entry){.json = object};
	if (!json_is_object(object) || !json_is_integer(json_object_get(object, "k"))) {
		journal_entry_free(entry);
		return error_set(err, "baris jurnal tidak dapat dibaca");
	}
	entry->stamp.number = (uint64_t)json_integer_value(json_object_get(object, "k"));
	entry->stamp.uuid = text_of(object, "s");
	entry->stamp.user = text_of(object, "o");
	entry->stamp.act = text_of(object, "a");
	entry->stamp.note = text_of(object, "c");
	entry->id = text_of(object, "i");
	given = json_object_get(object, "g");
	derived = json_object_get(object, "d");
	if (!clock_parse(text_of(object, "w"), &entry->stamp.time) ||
		!act_by_word(entry->stamp.act, &entry->act) ||
		!table_by_word(text_of(object, "t"), &entry->table) || !*entry->id ||
		(given && !read_changes(given, false, &entry->changes)) ||
		(derived && !read_changes(derived, true, &entry->changes))) {
		journal_entry_free(entry);
		return error_set(err, "baris jurnal tidak lengkap");
	}
	return true;
}

bool journal_parse_about(const char *line, size_t size, struct store_about *about)
{
	json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
	bool known = json_is_object(object) &&
		     json_integer_value(json_object_get(object, "siko")) == STORE_FORMAT &&
		     strlen(text_of(object, "s")) == 36 && strlen(text_of(object, "kantor")) == 2 &&
		     clock_parse(text_of(object, "dibuat"), &about->created);

	if (known) {
		snprintf(about->uuid, sizeof about->uuid, "%s", text_of(object, "s"));
		snprintf(about->office, sizeof about->office, "%s", text_of(object, "kantor"));
		snprintf(about->region, sizeof about->region, "%s", text_of(object, "wilayah"));
		about->year = (int)json_integer_value(json_object_get(object, "tahun"));
	}
	json_decref(object);
	return known;
}

/* {"akhir":LINES,"k":NUMBER,"h":"HEX"} */
bool journal_is_end(const char *line)
{
	return strncmp(line, "{\"akhir\":", 9) == 0;
}

static bool end_matches(const char *line, size_t lines, const unsigned char chain[CHAIN_SIZE])
{
	char hex[CHAIN_SIZE * 2 + 1];
	char wanted[CHAIN_SIZE * 2 + 16];
	uint64_t number;
	int start = snprintf(wanted, sizeof wanted, "{\"akhir\":%zu,\"k\":", lines);
	size_t digits;

	if (!text_starts(line, wanted) || !(digits = text_digits(line + start, UINT64_MAX, &number)))
		return false;
	sodium_bin2hex(hex, sizeof hex, chain, CHAIN_SIZE);
	snprintf(wanted, sizeof wanted, ",\"h\":\"%s\"}\n", hex);
	return strcmp(line + start + digits, wanted) == 0;
}

/* Hands out the lines of a group whose chain was found right. */
static bool visit_group(
	const struct buffer *group, uint64_t start, journal_visit *visit, void *context, struct error *err)
{
	const char *at = group->data;
	const char *end = group->data + group->size;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		size_t size = (size_t)(feed - at);

		if (!visit(context, at, size, start + (uint64_t)(at - group->data), err))
			return false;
		at = feed + 1;
	}
	return true;
}

bool journal_walk(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_visit *visit, void *context, struct error *err)
{
	int fd = journal_open(store, O_RDONLY);
	FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
	struct buffer group = {0}; /* kept only for who wants to see it: an import is one of many megabytes */
	crypto_generichash_state state;
	uint64_t at = from;
	size_t lines = 0;
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	bool good = true;

	*end = from;
	if (!file || fseeko(file, (off_t)from, SEEK_SET) != 0) {
		if (file)
			fclose(file);
		else if (fd >= 0)
			close(fd);
		return error_set(
			err, "jurnal tidak dapat dibaca (%s); jalankan `siko check`.", error_words(errno));
	}
	while (good && at < to && (size = getline(&line, &room, file)) > 0) {
		unsigned char next[CHAIN_SIZE];

		if (line[size - 1] != '\n' || at + (uint64_t)size > to)
			break; /* the program ended while it wrote this */
		if (!journal_is_end(line)) {
			if ((size_t)size > LINE_MOST || strlen(line) != (size_t)size) {
				good = error_set(err, "jurnal rusak pada bita %llu; jalankan `siko check`.",
					(unsigned long long)at);
				break;
			}
			if (!lines++)
				chain_begin(&state, chain);
			crypto_generichash_update(&state, (const unsigned char *)line, (size_t)size);
			if (visit)
				buffer_add(&group, line, (size_t)size);
			at += (uint64_t)size;
			continue;
		}
		if (lines)
			crypto_generichash_final(&state, next, CHAIN_SIZE);
		if (!lines || !end_matches(line, lines, next)) {
			good = error_set(err,
				"rantai jurnal putus di antara bita %llu dan %llu; jalankan `siko check`.",
				(unsigned long long)*end, (unsigned long long)at);
			break;
		}
		good = !visit || visit_group(&group, *end, visit, context, err);
		if (!good)
			break;
		memcpy(chain, next, CHAIN_SIZE);
		at += (uint64_t)size;
		*end = at;
		buffer_clear(&group);
		lines = 0;
	}
	if (good && ferror(file))
		good = error_set(
			err, "jurnal tidak dapat dibaca (%s); jalankan `siko check`.", error_words(errno));
	free(line);
	buffer_free(&group);
	fclose(file);
	return good;
}

bool journal_read_at(int fd, uint64_t offset, struct journal_entry *entry, struct error *err)
{
	struct buffer line = {0};
	size_t step = 4096;
	bool whole = false;

	while (!whole && line.size < LINE_MOST) {
		char *to = buffer_extend(&line, step);
		ssize_t got = pread(fd, to, step, (off_t)(offset + line.size - step));
		char *feed;

		if (got <= 0)
			break;
		feed = memchr(to, '\n', (size_t)got);
		line.size -= step - (size_t)(feed ? feed - to : got);
		whole = feed != NULL;
		step = 64 * 1024;
	}
	if (whole)
		whole = journal_parse(line.data, line.size, entry, err);
	else
		error_set(err, "jurnal rusak pada bita %llu; jalankan `siko check`.",
			(unsigned long long)offset);
	buffer_free(&line);
	return whole;
}

struct entry_walk {
	journal_entry_visit *visit;
	void *context;
};

static bool visit_entry(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	const struct entry_walk *walk = context;
	struct journal_entry entry;
	bool go_on;

	(void)offset;
	if (journal_is_about(line))
		return true;
	if (!journal_parse(line, size, &entry, err))
		return false;
	go_on = walk->visit(walk->context, &entry, err);
	journal_entry_free(&entry);
	return go_on;
}

bool journal_entries(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_entry_visit *visit, void *context, struct error *err)
{
	struct entry_walk walk = {visit, context};

	return journal_walk(store, from, to, chain, end, visit_entry, &walk, err);
}
