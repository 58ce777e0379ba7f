#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "model/answer.h"
#include "store/archive.h"
#include "store/evidence_part.h"
#include "store/stop.h"

#define WORK_START "cadangan-"
#define WORK_OLD   (24 * 60 * 60) /* seconds: whoever began it died */
#define BLOCK	   ((size_t)128 * 1024)

/* How the child's lines to its parent start. */
enum { LINE_LACK = '~', LINE_PROGRESS = '%', LINE_MADE = '=' };

/* One backup being made. The child works on a copy. */
struct making {
	const struct backup_wish *wish;
	struct backup_made *made;
	struct faults *faults;
	char *folder; /* for the LMDB copy and the part of the journal, inside the store: its disk is fit for LMDB */
	int since; /* the backup that this one goes on from; -1 */
	uint64_t since_commit;
	int archive;
	struct manifest manifest;
	FILE *out; /* the child's lines */
};

/* ---- the parts, in the working folder ---- */

static bool room_for(const struct statvfs *disk, uint64_t size, struct error *err)
{
	return (uint64_t)disk->f_bavail * disk->f_frsize > size ||
	       error_set(err,
		       "disk hampir penuh: cadangan ini perlu %llu MB; kosongkan ruang, atau pilih disk lain.",
		       (unsigned long long)(size >> 20) + 1);
}

static int create_part(const struct making *making, const char *name, struct error *err)
{
	char *path = store_file(making->folder, name);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		error_set(err, "%s tidak dapat dibuat (%s); periksa disk, lalu ulangi.", path,
			error_words(errno));
	free(path);
	return fd;
}

static bool copy_data(struct store *store, const struct making *making, struct error *err)
{
	int fd = create_part(making, ARCHIVE_DATA, err);
	int code;

	if (fd < 0)
		return false;
	code = mdb_env_copyfd2(store->env, fd, MDB_CP_COMPACT);
	close(fd);
	return code == 0 || lmdb_error(err, "data tidak dapat disalin", code);
}

/* The copy knows how far its journal goes: the living one has moved on since. */
static bool read_state(
	const struct making *making, struct store *store, struct store_state *state, struct error *err)
{
	struct store copy = {.path = making->folder, .definitions = store->definitions};
	struct store_txn txn;
	bool whole = making->manifest.from == 0;
	bool done = txn_begin(whole ? &copy : store, false, &txn, err);

	if (done) {
		*state = txn.state;
		txn_abort(&txn);
	}
	environment_close(&copy);
	return done;
}

static bool copy_journal(struct store *store, const struct making *making, struct error *err)
{
	char *path = store_file(store->path, ARCHIVE_JOURNAL);
	int from = open(path, O_RDONLY | O_CLOEXEC);
	int to = create_part(making, ARCHIVE_JOURNAL, err);
	char *block = memory_grow(NULL, BLOCK, 1);
	uint64_t start = making->manifest.from;
	uint64_t size = making->manifest.to - start;
	bool good = to >= 0;

	for (uint64_t at = 0; good && at < size;) {
		ssize_t got = pread(
			from, block, size - at < BLOCK ? (size_t)(size - at) : BLOCK, (off_t)(start + at));

		if (got <= 0)
			good = error_set(
				err, "jurnal lebih pendek dari yang tercatat; jalankan `siko check`.");
		else if (!write_whole(to, block, (size_t)got, at))
			good = error_set(err, "jurnal tidak dapat disalin (%s); periksa disk, lalu ulangi.",
				error_words(errno));
		at += got > 0 ? (uint64_t)got : 0;
	}
	free(block);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	free(path);
	return good;
}

/* ---- where a backup since another one begins ---- */

struct looking {
	uint64_t commit;
	bool found; /* a line of a later one */
};

static bool look_for_commit(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	struct looking *looking = context;
	struct journal_entry entry;

	(void)offset;
	if (strncmp(line, "{\"siko\":", 8) == 0)
		return true;
	if (!journal_parse(line, size, &entry, err))
		return false;
	looking->found = entry.stamp.number > looking->commit;
	journal_entry_free(&entry);
	return !looking->found;
}

static bool begin_at_commit(
	struct store *store, struct making *making, uint64_t journal_end, struct error *err)
{
	struct manifest *manifest = &making->manifest;
	struct looking looking = {.commit = making->since_commit};
	bool read = journal_walk(
		store, 0, journal_end, manifest->chain_from, &manifest->from, look_for_commit, &looking, err);

	if (!read && !looking.found)
		return false;
	err->text[0] = '\0';
	return true;
}

static bool begin_at_backup(
	const struct store *store, struct making *making, uint64_t journal_end, struct error *err)
{
	struct manifest *manifest = &making->manifest;
	struct manifest base = {0};
	bool done = archive_read(making->since, making->wish->since, NULL, NULL, &base, err);

	if (done && (strcmp(base.uuid, store->about.uuid) != 0 || base.to > journal_end))
		done = error_set(err,
			"%s cadangan dari penyimpanan lain; pakai cadangan dari penyimpanan ini.",
			making->wish->since);
	manifest->from = base.to;
	memcpy(manifest->chain_from, base.chain_to, CHAIN_SIZE);
	manifest_free(&base);
	return done;
}

static bool begin_since(struct store *store, struct making *making, struct error *err)
{
	struct store_txn txn;
	uint64_t end;

	if (!making->wish->since)
		return true;
	if (!txn_begin(store, false, &txn, err))
		return false;
	end = txn.state.journal_end;
	txn_abort(&txn);
	if (making->since >= 0 ? !begin_at_backup(store, making, end, err)
			       : !begin_at_commit(store, making, end, err))
		return false;
	return making->manifest.from > 0 ||
	       error_set(err, "tidak ada simpanan yang bernomor %llu; lihat `siko log`.",
		       (unsigned long long)making->since_commit);
}

/* ---- evidence ---- */

/* One naming (+1) or letting go (-1) of a file, then what they come to. */
struct naming {
	char hash[EVIDENCE_HASH_SIZE];
	int times;
};

struct namings {
	struct naming *naming;
	size_t count, room;
};

static bool note_namings(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	struct namings *namings = context;
	struct journal_entry entry;

	(void)offset;
	if (strncmp(line, "{\"siko\":", 8) == 0)
		return true;
	if (!journal_parse(line, size, &entry, err))
		return false;
	for (size_t i = 0; i < entry.changes.count; i++) {
		const struct change *change = &entry.changes.change[i];
		const char *hash = answer_file_hash(change->key);
		struct naming *naming;

		if (!hash || !*change->before == !*change->after)
			continue;
		namings->naming = array_room(
			namings->naming, namings->count, &namings->room, sizeof *namings->naming);
		naming = &namings->naming[namings->count++];
		snprintf(naming->hash, sizeof naming->hash, "%s", hash);
		naming->times = *change->after ? 1 : -1;
	}
	journal_entry_free(&entry);
	return true;
}

static int compare_namings(const void *a, const void *b)
{
	return strcmp(((const struct naming *)a)->hash, ((const struct naming *)b)->hash);
}

/* All that the journal names, those let go of too: an undo may want them back. Each once, in order. */
static bool list_evidence(
	const struct store *store, struct making *making, struct namings *namings, struct error *err)
{
	const struct manifest *manifest = &making->manifest;
	struct store part = {.path = making->folder, .definitions = store->definitions};
	unsigned char chain[CHAIN_SIZE];
	uint64_t size = manifest->to - manifest->from;
	uint64_t end;
	size_t kept = 0;

	memcpy(chain, manifest->chain_from, CHAIN_SIZE);
	if (!journal_walk(&part, 0, size, chain, &end, note_namings, namings, err))
		return false;
	if (end != size || memcmp(chain, manifest->chain_to, CHAIN_SIZE) != 0)
		return error_set(err, "jurnal tidak cocok dengan yang tercatat; jalankan `siko check`.");
	if (namings->count)
		qsort(namings->naming, namings->count, sizeof *namings->naming, compare_namings);
	for (size_t i = 0; i < namings->count; i++) {
		if (kept && compare_namings(&namings->naming[kept - 1], &namings->naming[i]) == 0)
			namings->naming[kept - 1].times += namings->naming[i].times;
		else
			namings->naming[kept++] = namings->naming[i];
	}
	namings->count = kept;
	return true;
}

static int open_evidence(const struct store *store, const char *name, uint64_t *size)
{
	char *path = store_file(store->path, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;

	free(path);
	if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
		close(fd);
		return -1;
	}
	*size = fd >= 0 ? (uint64_t)info.st_size : 0;
	return fd;
}

static bool add_evidence(const struct store *store, struct making *making, struct archive_out *archive,
	const struct naming *naming, struct error *err)
{
	char *name = evidence_name(naming->hash);
	uint64_t size;
	int fd = open_evidence(store, name, &size);
	bool lacks = fd < 0;
	bool done = lacks || archive_add(archive, name, fd, 0, size, naming->hash, &lacks, err);

	if (fd >= 0)
		close(fd);
	free(name);
	/* What no record names any more may be gone. */
	if (done && lacks && naming->times > 0) {
		manifest_add_missing(&making->manifest, naming->hash);
		fprintf(making->out, "%cbukti %.16s… %s, jadi tidak ikut; lihat `siko check --evidence`.\n",
			LINE_LACK, naming->hash, fd < 0 ? "hilang" : "rusak");
	}
	return done;
}

static uint64_t size_of_evidence(const struct store *store, const struct namings *namings)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < namings->count; i++) {
		char *name = evidence_name(namings->naming[i].hash);
		char *path = store_file(store->path, name);
		struct stat info;

		if (lstat(path, &info) == 0)
			sum += (uint64_t)info.st_size + 2 * TAR_BLOCK + 200; /* its line in the manifest */
		free(name);
		free(path);
	}
	return sum;
}

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
		    room_for(&disk, size + size_of_evidence(store, namings), err);

	if (done && making->manifest.from == 0)
		done = add_part(making, &archive, ARCHIVE_DATA, err);
	failpoint("backup-data");
	done = done && add_part(making, &archive, ARCHIVE_JOURNAL, err);
	failpoint("backup-journal");
	for (size_t i = 0; done && i < namings->count; i++) {
		done = add_evidence(store, making, &archive, &namings->naming[i], err);
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
		    store_check(making->folder, store->definitions, &faults, &records, err);

	if (!well)
		error_set(err, "salinan data tidak lolos pemeriksaan: %s",
			faults.count ? faults.line[0] : err->text);
	faults_free(&faults);
	return well;
}

static bool copy_parts(struct store *store, struct making *making, struct error *err)
{
	struct manifest *manifest = &making->manifest;
	struct store_state state;
	uint64_t size = 0;
	MDB_envinfo info;
	struct statvfs disk;
	MDB_stat pages;
	bool whole;

	memcpy(manifest->uuid, store->about.uuid, sizeof manifest->uuid);
	manifest->made = clock_now();
	if (!begin_since(store, making, err) || !environment_open(store, err))
		return false;
	whole = manifest->from == 0;
	mdb_env_info(store->env, &info);
	mdb_env_stat(store->env, &pages);
	if (whole)
		size = ((uint64_t)info.me_last_pgno + 1) * pages.ms_psize;
	if ((statvfs(store->path, &disk) == 0 && !room_for(&disk, 2 * size, err)) ||
		(whole && !copy_data(store, making, err)) || !read_state(making, store, &state, err))
		return false;
	manifest->commit = state.commit;
	manifest->to = state.journal_end;
	memcpy(manifest->chain_to, state.chain, CHAIN_SIZE);
	if (manifest->to == manifest->from)
		return error_set(err, "tidak ada simpanan baru sejak %s; belum perlu cadangan lagi.",
			making->wish->since);
	return copy_journal(store, making, err);
}

static bool make(struct store *store, void *context, FILE *out, struct error *err)
{
	struct making *making = context;
	struct namings namings = {0};
	bool done;

	making->out = out;
	done = copy_parts(store, making, err);
	store_rest(store);
	done = done && check_parts(store, making, err) && list_evidence(store, making, &namings, err) &&
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
	if (!named && (errno == EEXIST || *err->text))
		return exists_already(file, err) && false;
	return named || error_set(err, "%s tidak dapat diberi nama (%s); pilih tempat lain.", file,
				error_words(errno));
}

static bool sync_above(const char *file, struct error *err)
{
	const char *slash = strrchr(file, '/');
	char *folder = slash ? memory_copy_n(file, (size_t)(slash - file) + 1) : memory_copy(".");
	bool done = folder_sync(folder, err);

	free(folder);
	return done;
}

static bool hand_over(const struct making *making, struct error *err)
{
	char *block = memory_grow(NULL, BLOCK, 1);
	bool good = true;
	off_t at = 0;
	ssize_t got;

	while (good && (got = pread(making->archive, block, BLOCK, at)) > 0) {
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
	done = apart_run(path, definitions, make, take_line, making, err);
	failpoint("backup-verified");
	if (done && !making->wish->file)
		done = hand_over(making, err);
	if (done && fstat(making->archive, &info) == 0)
		making->made->bytes = (uint64_t)info.st_size;
	if (done && making->wish->file)
		done = take_name(temp, making->wish->file, err) && sync_above(making->wish->file, err);
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
	making.folder = store_file(path, WORK_START "XXXXXX");
	stop_begin();
	if (!mkdtemp(making.folder))
		error_set(err, "folder sementara di %s tidak dapat dibuat (%s); periksa disk lalu coba lagi.",
			path, error_words(errno));
	else {
		buffer_printf(&temp, "%s.XXXXXX", wish->file ? wish->file : making.folder);
		done = run(path, definitions, &making, temp.data, err);
		folder_remove(making.folder);
	}
	if (done)
		backup_note(path, clock_now());
	stop_end();
	if (making.since >= 0)
		close(making.since);
	free(making.folder);
	buffer_free(&temp);
	return done;
}
