#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/text.h"
#include "store/archive.h"
#include "store/backup.h"
#include "store/stop.h"

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

/* Absent, or a folder with nothing in it. */
static bool is_free(const char *path, struct error *err)
{
	DIR *dir = opendir(path);
	bool empty = true;

	if (!dir)
		return errno == ENOENT ||
		       error_set(err, "%s tidak dapat dipakai (%s); pilih tempat lain dengan --store.", path,
			       error_words(errno));
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
	closedir(dir);
	return empty ||
	       error_set(err, "folder %s tidak kosong; pulihkan ke folder lain dengan --store, lalu tukar.",
		       path);
}

static bool take_place(const char *path, const char *folder, struct error *err)
{
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

bool store_restore(const char *path, const struct definitions *definitions, const char *const *file,
	size_t count, struct backup_made *made, struct faults *faults, struct error *err)
{
	struct restoring restoring = {.made = made, .faults = faults};
	struct buffer beside = {0};
	size_t length = strlen(path);
	struct stat info;
	bool new = lstat(path, &info) != 0;
	bool done;

	*made = (struct backup_made){0};
	while (length > 1 && path[length - 1] == '/')
		length--;
	if (sodium_init() < 0 || !is_free(path, err) || !folder_make(path, err))
		return false;
	buffer_printf(&beside, "%.*s.pulih-XXXXXX", (int)length, path);
	restoring.folder = beside.data;
	stop_begin();
	if (!mkdtemp(restoring.folder)) {
		place_failed(restoring.folder, err);
		done = false;
	} else {
		done = fill(&restoring, definitions, file, count, err) &&
		       take_place(path, restoring.folder, err);
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
