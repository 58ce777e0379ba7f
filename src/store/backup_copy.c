#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/backup_part.h"

/* ---- the parts, in the working folder ---- */

bool backup_room_for(const struct statvfs *disk, uint64_t size, struct error *err)
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
	/* It refuses a file with pages that belong to nobody. Ours had them after two openers used one half-made lock table
	 * (opening_lock tells how), so a store from before that was found may still have them: page by page it can be copied, check
	 * reads the copy, and rebuild makes a file without them. */
	if (code < 0 && ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0)
		code = mdb_env_copyfd2(store->env, fd, 0);
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
	char *block = memory_grow(NULL, BACKUP_BLOCK, 1);
	uint64_t start = making->manifest.from;
	uint64_t size = making->manifest.to - start;
	bool good = to >= 0;

	for (uint64_t at = 0; good && at < size;) {
		ssize_t got = pread(from, block,
			size - at < BACKUP_BLOCK ? (size_t)(size - at) : BACKUP_BLOCK, (off_t)(start + at));

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

static bool look_for_commit(void *context, const struct journal_entry *entry, struct error *err)
{
	struct looking *looking = context;

	(void)err;
	looking->found = entry->stamp.number > looking->commit;
	return !looking->found;
}

static bool begin_at_commit(
	struct store *store, struct making *making, uint64_t journal_end, struct error *err)
{
	struct manifest *manifest = &making->manifest;
	struct looking looking = {.commit = making->since_commit};
	bool read = journal_entries(
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

/* ---- both ---- */

bool backup_copy_parts(struct store *store, struct making *making, struct error *err)
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
	if ((statvfs(store->path, &disk) == 0 && !backup_room_for(&disk, 2 * size, err)) ||
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
