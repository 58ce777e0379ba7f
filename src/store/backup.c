#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/backup_part.h"
#include "store/stop.h"

#define WORK_START "cadangan-"
#define NOT_YET	   ".belum-" /* behind the wanted name, while it is being written */
#define RANDOM	   "XXXXXX"
#define WORK_OLD   (24 * 60 * 60) /* seconds: whoever began it died */

/* ---- the archive ---- */

static bool add_part(
	const struct making *making, struct archive_out *archive, const char *name, struct error *err)
{
	char *path = store_file(making->folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool damaged = true;
	struct stat info;
	bool done = fd >= 0 && fstat(fd, &info) == 0 &&
		    archive_add(archive, name, fd, 0, (uint64_t)info.st_size, NULL, &damaged, err);

	if (fd >= 0)
		close(fd);
	free(path);
	if (done && !damaged)
		return true;
	return *err->text ? false
			  : error_set(err, "salinan data tidak dapat dibaca (%s); periksa disk.",
				    error_words(errno));
}

static uint64_t size_of_part(const struct making *making, const char *name)
{
	char *path = store_file(making->folder, name);
	struct stat info;
	uint64_t size = stat(path, &info) == 0 ? (uint64_t)info.st_size : 0;

	free(path);
	return size;
}

static bool write_archive(
	const struct store *store, struct making *making, const struct namings *namings, struct error *err)
{
	struct archive_out archive = {.fd = making->archive, .manifest = &making->manifest};
	uint64_t size = size_of_part(making, ARCHIVE_DATA) + size_of_part(making, ARCHIVE_JOURNAL);
	struct statvfs disk;
	bool done = fstatvfs(making->archive, &disk) != 0 ||
		    backup_room_for(&disk, size + backup_size_of_evidence(store, namings), err);

	if (done && making->manifest.from == 0)
		done = add_part(making, &archive, ARCHIVE_DATA, err);
	failpoint("backup-data");
	done = done && add_part(making, &archive, ARCHIVE_JOURNAL, err);
	failpoint("backup-journal");
	for (size_t i = 0; done && i < namings->count; i++) {
		done = backup_add_evidence(store, making, &archive, &namings->naming[i], err);
		fprintf(making->out, "%c%zu %zu\n", LINE_PROGRESS, i + 1, namings->count);
		fflush(making->out);
	}
	return done && archive_finish(&archive, err);
}

/* Reads back every byte that was written. */
static bool read_back(const struct making *making, struct error *err)
{
	struct manifest again = {0};
	bool good = lseek(making->archive, 0, SEEK_SET) == 0 &&
		    archive_read(making->archive, "hasil tulisan", NULL, NULL, &again, err);

	manifest_free(&again);
	return good || error_wrap(err, "cadangan gagal diperiksa ulang: ");
}

/* A copy that check finds fault with is no backup. */
static bool check_parts(const struct store *store, const struct making *making, struct error *err)
{
	struct faults faults = {0};
	size_t records;
	bool well = making->manifest.from > 0 ||
		    store_check(making->folder, store->definitions, NULL, &faults, &records, err);

	if (!well)
		error_set(err, "salinan data tidak lolos pemeriksaan: %s",
			faults.count ? faults.line[0] : err->text);
	faults_free(&faults);
	return well;
}

static bool make(struct store *store, void *context, FILE *out, struct error *err)
{
	struct making *making = context;
	struct namings namings = {0};
	bool done;

	making->out = out;
	done = backup_copy_parts(store, making, err);
	store_rest(store);
	done = done && check_parts(store, making, err) &&
	       backup_list_evidence(store, making, &namings, err) &&
	       write_archive(store, making, &namings, err) && read_back(making, err);
	if (done)
		fprintf(out, "%c%llu %zu\n", LINE_MADE, (unsigned long long)making->manifest.commit,
			making->manifest.count - (making->manifest.from == 0 ? 2 : 1));
	free(namings.naming);
	manifest_free(&making->manifest);
	return done;
}

/* ---- the parent ---- */

static void take_line(void *context, const char *line)
{
	struct making *making = context;
	uint64_t first;
	uint64_t second;
	size_t digits = text_digits(line + 1, UINT64_MAX, &first);

	if (line[0] == LINE_LACK) {
		faults_add(making->faults, "%s", line + 1);
		return;
	}
	if (!digits || !text_number(line + 1 + digits + 1, UINT64_MAX, &second))
		return;
	if (line[0] == LINE_PROGRESS && making->wish->progress) {
		making->wish->progress(NULL, (size_t)first, (size_t)second);
	} else if (line[0] == LINE_MADE) {
		making->made->commit = first;
		making->made->files = second;
	}
}

/* Folders of backups whose processes were killed. */
static void sweep(const char *path)
{
	DIR *dir = opendir(path);

	if (!dir)
		return;
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		char *folder = store_file(path, entry->d_name);
		struct stat info;

		if (text_starts(entry->d_name, WORK_START) && lstat(folder, &info) == 0 &&
			info.st_mtime + WORK_OLD < time(NULL))
			folder_remove(folder);
		free(folder);
	}
	closedir(dir);
}

/* What stands beside the wanted name from backups that were killed. Such a name is nobody else's, and who is still at it
 * holds its lock. */
static void sweep_beside(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	char *folder = slash ? memory_copy_n(file, (size_t)(slash - file) + 1) : memory_copy(".");
	size_t length = strlen(name);
	DIR *dir = opendir(folder);

	for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir)) {
		const char *rest = entry->d_name + length;
		int fd;

		if (strncmp(entry->d_name, name, length) != 0 || !text_starts(rest, NOT_YET) ||
			strlen(rest) != strlen(NOT_YET RANDOM))
			continue;
		fd = openat(dirfd(dir), entry->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
		if (fd >= 0)
			close(fd);
	}
	if (dir)
		closedir(dir);
	free(folder);
}

static bool exists_already(const char *file, struct error *err)
{
	struct stat info;

	if (lstat(file, &info) != 0)
		return false;
	error_set(err, "%s sudah ada; sebutkan nama berkas lain, tidak ada yang ditimpa.", file);
	return true;
}

/* Nobody's file is written over, not even one that came just now. A file system that cannot promise it is asked first. */
static bool take_name(const char *temp, const char *file, struct error *err)
{
	bool named = renameat2(AT_FDCWD, temp, AT_FDCWD, file, RENAME_NOREPLACE) == 0;

	if (!named && (errno == EINVAL || errno == ENOSYS))
		named = !exists_already(file, err) && rename(temp, file) == 0;
	if (!named && (errno == EEXIST || *err->text)) {
		exists_already(file, err);
		return false;
	}
	return named || error_set(err, "%s tidak dapat diberi nama (%s); pilih tempat lain.", file,
				error_words(errno));
}

static bool hand_over(const struct making *making, struct error *err)
{
	char *block = memory_grow(NULL, BACKUP_BLOCK, 1);
	bool good = true;
	off_t at = 0;
	ssize_t got;

	while (good && (got = pread(making->archive, block, BACKUP_BLOCK, at)) > 0) {
		good = fwrite(block, 1, (size_t)got, making->wish->to) == (size_t)got;
		at += got;
	}
	free(block);
	return (good && got == 0 && fflush(making->wish->to) == 0) ||
	       error_set(err, "keluaran tidak dapat ditulis sampai selesai; cadangan itu tidak lengkap.");
}

static bool run(const char *path, const struct definitions *definitions, struct making *making, char *temp,
	struct error *err)
{
	struct stat info;
	bool done;

	making->archive = mkostemp(temp, O_CLOEXEC);
	if (making->archive < 0)
		return error_set(
			err, "%s tidak dapat dibuat (%s); pilih tempat lain.", temp, error_words(errno));
	flock(making->archive, LOCK_EX | LOCK_NB);
	done = apart_run(path, definitions, make, take_line, making, err);
	failpoint("backup-verified");
	if (done && !making->wish->file)
		done = hand_over(making, err);
	if (done && fstat(making->archive, &info) == 0)
		making->made->bytes = (uint64_t)info.st_size;
	if (done && making->wish->file)
		done = take_name(temp, making->wish->file, err) && folder_sync_above(making->wish->file, err);
	close(making->archive);
	unlink(temp); /* gone already when it has its name */
	return done;
}

static bool open_since(struct making *making, struct error *err)
{
	const char *since = making->wish->since;

	making->since = -1;
	if (!since || text_number(since, UINT64_MAX - 1, &making->since_commit))
		return true;
	making->since = open(since, O_RDONLY | O_CLOEXEC);
	return making->since >= 0 ||
	       error_set(err, "%s tidak dapat dibuka (%s); sebutkan cadangan sebelumnya.", since,
		       error_words(errno));
}

bool store_backup(const char *path, const struct definitions *definitions, const struct backup_wish *wish,
	struct backup_made *made, struct faults *faults, struct error *err)
{
	struct making making = {.wish = wish, .made = made, .faults = faults};
	struct buffer temp = {0};
	bool done = false;

	*made = (struct backup_made){0};
	if ((wish->file && exists_already(wish->file, err)) || !open_since(&making, err))
		return false;
	sweep(path);
	if (wish->file)
		sweep_beside(wish->file);
	making.folder = store_file(path, WORK_START RANDOM);
	stop_begin();
	if (!mkdtemp(making.folder))
		error_set(err, "folder sementara di %s tidak dapat dibuat (%s); periksa disk lalu coba lagi.",
			path, error_words(errno));
	else {
		buffer_printf(&temp, "%s" NOT_YET RANDOM, wish->file ? wish->file : making.folder);
		done = run(path, definitions, &making, temp.data, err);
		folder_remove(making.folder);
	}
	/* One that lacks something is no reason to stop reminding. */
	if (done && !faults->count)
		backup_note(path, clock_now());
	stop_end();
	if (making.since >= 0)
		close(making.since);
	free(making.folder);
	buffer_free(&temp);
	return done;
}
