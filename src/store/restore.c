#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/archive.h"
#include "store/backup.h"
#include "store/stop.h"

#define BEGUN_LINES 3	 /* of the journal of a store that init has made */
#define BEGUN_MOST  4096 /* bytes of them: a region's and a login's name are short */

/* A store being made in a folder beside its place. */
struct restoring {
	char *folder;
	uint64_t journal; /* bytes of it that are there */
	struct manifest last;
	struct backup_made *made;
	struct faults *faults;
};

/* ---- taking files out ---- */

static int place_failed(const char *path, struct error *err)
{
	error_set(err, "%s tidak dapat dibuat (%s); pilih tempat lain dengan --store.", path,
		error_words(errno));
	return -1;
}

/* The names are a backup's own by now: archive_read lets no others through. A journal goes on where the one before ended. */
static int place_entry(void *context, const struct tar_entry *entry, struct error *err)
{
	const struct restoring *restoring = context;
	bool journal = strcmp(entry->name, ARCHIVE_JOURNAL) == 0;
	char *path = store_file(restoring->folder, journal ? "jurnal.baru" : entry->name);
	char *slash = strrchr(path, '/');
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
	int fd;

	*slash = '\0';
	if (text_starts(entry->name, "bukti/") && mkdir(path, 0700) != 0 && errno != EEXIST)
		place_failed(path, err);
	*slash = '/';
	fd = *err->text ? -1 : open(path, flags | O_TRUNC, 0600);
	if (fd < 0 && !*err->text)
		place_failed(path, err);
	free(path);
	return fd;
}

static bool append_journal(struct restoring *restoring, const struct manifest *manifest, struct error *err)
{
	char *part = store_file(restoring->folder, "jurnal.baru");
	char *whole = store_file(restoring->folder, ARCHIVE_JOURNAL);
	int from = open(part, O_RDONLY | O_CLOEXEC);
	int to = open(whole, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	char block[64 * 1024];
	bool good = from >= 0 && to >= 0;
	ssize_t got = 0;

	while (good && (got = read(from, block, sizeof block)) > 0) {
		good = write_whole(to, block, (size_t)got, restoring->journal);
		restoring->journal += (uint64_t)got;
	}
	good = (good && got == 0 && fsync(to) == 0) ||
	       error_set(err, "jurnal tidak dapat ditulis (%s); pilih tempat lain dengan --store.",
		       error_words(errno));
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	unlink(part);
	free(part);
	free(whole);
	return good && restoring->journal == manifest->to;
}

/* The first is a whole one, each other begins where the one before ended. */
static bool fits(const struct restoring *restoring, const char *file, const struct manifest *manifest,
	bool first, struct error *err)
{
	if (first)
		return manifest->from == 0 ||
		       error_set(err,
			       "%s hanya memuat yang baru sejak cadangan lain; sebutkan cadangan penuhnya lebih dulu.",
			       file);
	if (manifest->from == restoring->last.to && strcmp(manifest->uuid, restoring->last.uuid) == 0 &&
		memcmp(manifest->chain_from, restoring->last.chain_to, CHAIN_SIZE) == 0)
		return true;
	return error_set(err,
		"%s tidak menyambung cadangan sebelumnya; sebutkan semuanya menurut urutan dibuatnya.", file);
}

static bool take_file(struct restoring *restoring, const char *file, bool first, struct error *err)
{
	bool standard = strcmp(file, "-") == 0;
	const char *called = standard ? "Masukan standar" : file;
	int fd = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	struct manifest manifest = {0};
	bool good;

	if (fd < 0)
		return error_set(err, "%s tidak dapat dibuka (%s); periksa nama dan hak bacanya.", file,
			error_words(errno));
	good = archive_read(fd, called, place_entry, restoring, &manifest, err) &&
	       fits(restoring, called, &manifest, first, err) && append_journal(restoring, &manifest, err);
	if (!standard)
		close(fd);
	for (size_t i = 0; i < manifest.missing_count; i++)
		faults_add(restoring->faults, "bukti %.16s… tidak ada di %s; lampirkan lagi aslinya.",
			manifest.missing[i].hash, called);
	restoring->made->files += manifest.count;
	restoring->made->commit = manifest.commit;
	manifest_free(&restoring->last);
	restoring->last = manifest;
	return good;
}

/* ---- making a store of them ---- */

static bool is_well(
	const struct restoring *restoring, const struct definitions *definitions, struct error *err)
{
	struct faults faults = {0};
	size_t records = 0;
	bool well = store_check(restoring->folder, definitions, NULL, &faults, &records, err);

	if (!well)
		error_set(err, "isi cadangan tidak lolos pemeriksaan: %s",
			faults.count ? faults.line[0] : err->text);
	restoring->made->records = records;
	faults_free(&faults);
	return well;
}

/* The data file is made anew where the journal has more than it, or the definitions are others than then. */
static bool verify(const struct restoring *restoring, const struct definitions *definitions, bool more,
	struct error *err)
{
	struct rebuilt rebuilt;

	if (!more && is_well(restoring, definitions, err))
		return true;
	err->text[0] = '\0';
	return !stop_asked() && store_rebuild(restoring->folder, definitions, NULL, &rebuilt, err) &&
	       is_well(restoring, definitions, err);
}

static bool sync_all(const char *folder, struct error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && syncfs(fd) == 0;

	if (!done)
		error_set(err, "hasil pemulihan tidak dapat ditulis ke disk (%s); periksa disk.",
			error_words(errno));
	if (fd >= 0)
		close(fd);
	return done;
}

static bool fill(struct restoring *restoring, const struct definitions *definitions, const char *const *file,
	size_t count, struct error *err)
{
	bool done = folder_make_parts(restoring->folder, err);

	for (size_t i = 0; done && i < count; i++)
		done = take_file(restoring, file[i], i == 0, err);
	done = done && verify(restoring, definitions, count > 1, err) && sync_all(restoring->folder, err);
	if (done)
		backup_note(restoring->folder, restoring->last.made);
	return done && !stop_asked();
}

/* *only: nothing stands in the folder but these names, ended by NULL. False with errno when it cannot be read. */
static bool folder_holds_only(const char *path, const char *const *name, bool *only)
{
	DIR *dir = opendir(path);

	if (!dir)
		return false;
	*only = true;
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		const char *const *known = name;

		while (*known && strcmp(*known, entry->d_name) != 0)
			known++;
		*only = *only &&
			(*known || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
	}
	closedir(dir);
	return true;
}

static const char *const no_names[] = {NULL};

static bool part_is_empty(const char *path, const char *part)
{
	char *folder = store_file(path, part);
	bool empty = false;
	bool read = folder_holds_only(folder, no_names, &empty);

	free(folder);
	return read && empty;
}

/* The journal says all that was ever saved: its head, init's one user, and the end of that group. */
static bool journal_is_only_begun(const char *path)
{
	char *file = store_file(path, ARCHIVE_JOURNAL);
	FILE *journal = fopen(file, "re");
	char text[BEGUN_MOST + 1];
	size_t size = journal ? fread(text, 1, sizeof text, journal) : 0;
	size_t lines = 0;

	if (journal)
		fclose(journal);
	free(file);
	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	return size > 0 && size < sizeof text && lines == BEGUN_LINES && text[size - 1] == '\n' &&
	       memmem(text, size, "\"a\":\"init\"", strlen("\"a\":\"init\"")) != NULL;
}

/* A store in which nobody has done anything since init is an empty one: nothing is lost with it. */
static bool is_untouched(const char *path)
{
	static const char *const parts[] = {
		"data.mdb", "lock.mdb", "write.lock", ARCHIVE_JOURNAL, "bukti", "draf", NULL};
	struct stat info;
	bool only = false;

	return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) && folder_holds_only(path, parts, &only) &&
	       only && journal_is_only_begun(path) && part_is_empty(path, "bukti") &&
	       part_is_empty(path, "draf");
}

/* Absent, a folder with nothing in it, or an untouched store: that is exchanged for the restored one. */
static bool is_free(const char *path, bool *exchange, struct error *err)
{
	bool empty = true;

	*exchange = false;
	if (!folder_holds_only(path, no_names, &empty))
		return errno == ENOENT ||
		       error_set(err, "%s tidak dapat dipakai (%s); pilih tempat lain dengan --store.", path,
			       error_words(errno));
	*exchange = !empty && is_untouched(path);
	return empty || *exchange ||
	       error_set(err, "folder %s tidak kosong; pulihkan ke folder lain dengan --store, lalu tukar.",
		       path);
}

/* Under the locks of writers and openers: what is saved there meanwhile is not thrown away, and whoever has the store open finds
 * another data file in its place, as after a rebuild. */
static bool exchange_locked(const char *path, const char *folder, struct error *err)
{
	if (!is_untouched(path))
		return error_set(err,
			"di %s baru saja ada yang menyimpan; pulihkan ke folder lain dengan --store.", path);
	if (renameat2(AT_FDCWD, folder, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
		return error_set(err,
			"hasil pemulihan tidak dapat ditempatkan di %s (%s); pilih folder lain.", path,
			error_words(errno));
	if (folder_sync_above(path, err))
		return true;
	if (renameat2(AT_FDCWD, folder, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
		error_wrap(err, "%s: ", path);
	return false;
}

static bool exchange_place(const char *path, const char *folder, struct error *err)
{
	struct store store = {.path = (char *)path};
	int writer = writer_lock(&store, "restore", err);
	int opener = -1;
	bool done = writer >= 0 && opening_lock(&store, path, &opener, err) &&
		    exchange_locked(path, folder, err);

	opening_unlock(opener);
	if (writer >= 0)
		writer_unlock(writer);
	if (done)
		folder_remove(folder); /* the untouched one now */
	return done;
}

static bool take_place(const char *path, const char *folder, bool exchange, struct error *err)
{
	if (exchange)
		return exchange_place(path, folder, err);
	if (rename(folder, path) != 0)
		return error_set(err,
			"hasil pemulihan tidak dapat ditempatkan di %s (%s); pilih folder lain.", path,
			error_words(errno));
	/* A name that a power cut may take away again is no place: what was said then holds, nothing was restored. */
	if (folder_sync_above(folder, err))
		return true;
	if (rename(path, folder) != 0)
		folder_remove(path);
	return false;
}

static bool restore_to(const char *path, const struct definitions *definitions, const char *const *file,
	size_t count, struct backup_made *made, struct faults *faults, struct error *err)
{
	struct restoring restoring = {.made = made, .faults = faults};
	struct buffer beside = {0};
	struct stat info;
	bool new = lstat(path, &info) != 0;
	bool exchange;
	bool done;

	*made = (struct backup_made){0};
	if (sodium_init() < 0 || !is_free(path, &exchange, err) || !folder_make(path, err))
		return false;
	buffer_printf(&beside, "%s.pulih-XXXXXX", path);
	restoring.folder = beside.data;
	stop_begin();
	if (!mkdtemp(restoring.folder)) {
		place_failed(restoring.folder, err);
		done = false;
	} else {
		done = fill(&restoring, definitions, file, count, err) &&
		       take_place(path, restoring.folder, exchange, err);
		if (!done)
			folder_remove(restoring.folder);
	}
	if (!done && new)
		rmdir(path);
	stop_end();
	made->files -= done ? count + 1 : 0; /* the journals and the data file are no evidence */
	manifest_free(&restoring.last);
	buffer_free(&beside);
	return done;
}

bool store_restore(const char *path, const struct definitions *definitions, const char *const *file,
	size_t count, struct backup_made *made, struct faults *faults, struct error *err)
{
	size_t length = strlen(path);
	char *place;
	bool done;

	/* Beside it, not in it; and a link stays what it is. */
	while (length > 1 && path[length - 1] == '/')
		length--;
	place = memory_copy_n(path, length);
	done = restore_to(place, definitions, file, count, made, faults, err);
	free(place);
	return done;
}
