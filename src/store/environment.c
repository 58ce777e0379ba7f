#include "store/store_part.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/text.h"
#include "store/stop.h"

#define READERS	   1024	      /* the first opener's value holds for all (PITFALLS C1) */
#define LEAST_FREE (8u << 20) /* creating lock.mdb on a full disk is a SIGBUS, not an error (PITFALLS C2) */

static const char *const db_names[DB_COUNT] = {"meta", "record", "facts", "label", "history"};

char *store_file(const char *path, const char *name)
{
	struct buffer text = {0};

	buffer_printf(&text, "%s/%s", path, name);
	return buffer_take(&text);
}

/* LMDB's own codes are below zero, the system's above. */
const char *lmdb_words(int code)
{
	return code > 0 ? error_words(code) : "isi berkas data tidak seperti seharusnya";
}

bool lmdb_error(struct error *err, const char *what, int code)
{
	switch (code) {
	case MDB_MAP_FULL:
		return error_set(err,
			"%s: ruang penyimpanan siko penuh; data lama tetap dapat dibaca, hubungi admin untuk memindahkan data lama.",
			what);
	case MDB_READERS_FULL:
		return error_set(err, "%s: terlalu banyak pemakai sekaligus; coba lagi sebentar lagi.", what);
	case ENOSPC:
	case EDQUOT:
		return error_set(err, "%s: disk penuh; kosongkan ruang lalu simpan lagi.", what);
	case EACCES:
	case EPERM:
	case EROFS:
		return error_set(err,
			"%s: berkas data tidak boleh ditulis oleh login ini; jalankan sebagai pemilik penyimpanan.",
			what);
	case MDB_INVALID:
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_VERSION_MISMATCH:
	case MDB_NOTFOUND:
		return error_set(err,
			"%s: berkas data rusak atau bukan milik siko; jalankan `siko rebuild` untuk memulihkannya dari jurnal.",
			what);
	default:
		return error_set(err, "%s: %s; coba lagi, atau `siko check`.", what, lmdb_words(code));
	}
}

/* File systems where locks or shared maps do not hold between machines (PITFALLS C1). */
static bool file_system_ok(const char *folder, struct error *err)
{
	static const unsigned long refused[] = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x65735546,
		0x01021997, 0x00C36400, 0x5346414F, 0x7461636F, 0x0BD00BD0};
	struct statfs info;

	if (statfs(folder, &info) != 0)
		return true;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (((unsigned long)info.f_type & 0xFFFFFFFF) == refused[i])
			return error_set(err,
				"folder %s ada di sistem berkas jaringan; siko perlu disk pada komputer ini sendiri.",
				folder);
	return true;
}

static bool room_ok(const char *folder, struct error *err)
{
	struct statvfs info;
	char *lock = store_file(folder, "lock.mdb");
	bool there = access(lock, F_OK) == 0;

	free(lock);
	if (there || statvfs(folder, &info) != 0)
		return true;
	if ((unsigned long long)info.f_bavail * info.f_frsize < LEAST_FREE)
		return error_set(err,
			"disk hampir penuh (kurang dari 8 MB); kosongkan ruang, lalu jalankan siko lagi.");
	return true;
}

static size_t map_size(void)
{
#ifdef SIKO_TEST
	const char *tiny = getenv("SIKO_MAP_SIZE");
	uint64_t size;

	if (tiny && text_number(tiny, SIZE_MAX, &size))
		return (size_t)size;
#endif
	return (size_t)16 << 30;
}

/* LMDB would print its own English line first. */
static void on_broken_page(MDB_env *env, const char *words)
{
	(void)env;
	(void)words;
	abort();
}

/* LMDB leaves holes in its lock file: whose reader's place lies in one is killed by SIGBUS when the disk is full then (PITFALLS C2).
 * Only while no environment of this process is open: closing the file drops its locks (PITFALLS C1). Not every file system can. */
static int fill_lock_file(const char *folder)
{
	char *lock = store_file(folder, "lock.mdb");
	int fd = open(lock, O_RDWR | O_CLOEXEC);
	struct stat file;
	int code = 0;

	if (fd >= 0 && fstat(fd, &file) == 0 && file.st_blocks * 512 < file.st_size &&
		fallocate(fd, 0, 0, file.st_size) != 0 && errno != EOPNOTSUPP)
		code = errno;
	if (fd >= 0)
		close(fd);
	free(lock);
	return code;
}

/* 16 GiB of address space; less where the system refuses. */
static int open_with_map(struct store *store, const char *folder)
{
	size_t size = map_size();
	int code;

	for (;;) {
		code = mdb_env_create(&store->env);
		if (code)
			return code;
		mdb_env_set_assert(store->env, on_broken_page);
		mdb_env_set_maxdbs(store->env, DB_COUNT);
		mdb_env_set_maxreaders(store->env, READERS);
		mdb_env_set_mapsize(store->env, size);
		code = fill_lock_file(folder);
		if (!code)
			code = mdb_env_open(store->env, folder, MDB_NOTLS, 0600);
		if (!code)
			return 0;
		mdb_env_close(store->env);
		store->env = NULL;
		if (code != ENOMEM || size <= (size_t)1 << 30)
			return code;
		size /= 4;
	}
}

bool environment_map(struct store *store, const char *folder, int *code, struct error *err)
{
	int lock;

	if (!opening_lock(store, folder, &lock, err))
		return false;
	*code = open_with_map(store, folder);
	opening_unlock(lock);
	return true;
}

/* Handles opened in a read transaction live on only when it is committed (PITFALLS C6). */
static int open_databases(struct store *store, bool create)
{
	MDB_txn *txn;
	int code = mdb_txn_begin(store->env, NULL, create ? 0 : MDB_RDONLY, &txn);

	if (code)
		return code;
	for (int db = 0; db < DB_COUNT; db++) {
		code = mdb_dbi_open(txn, db_names[db], create ? MDB_CREATE : 0, &store->dbi[db]);
		if (code) {
			mdb_txn_abort(txn);
			return code;
		}
	}
	return mdb_txn_commit(txn);
}

static void keep_inode(struct store *store)
{
	struct stat file;

	if (fstat(environment_file(store), &file) == 0)
		store->inode = file.st_ino;
	/* LMDB opens its data file without O_CLOEXEC: a child could write into it (PITFALLS E2). */
	fcntl(environment_file(store), F_SETFD, FD_CLOEXEC);
}

/* LMDB makes its lock file before it looks: a folder that is not ours is told by its first page and left as it is. A file
 * that cannot be read is left to LMDB, which knows why. */
static bool is_foreign(const char *data)
{
	static const uint32_t lmdb_magic = 0xBEEFC0DE;
	uint32_t magic = 0;
	int fd = open(data, O_RDONLY | O_CLOEXEC);
	/* It stands behind the page's header: a page number as wide as a pointer, and eight bytes. */
	bool foreign = fd >= 0 && (pread(fd, &magic, sizeof magic, sizeof(size_t) + 8) != sizeof magic ||
					  magic != lmdb_magic);

	if (fd >= 0)
		close(fd);
	return foreign;
}

bool environment_open(struct store *store, struct error *err)
{
	char *data;
	struct stat info;
	bool foreign;
	int code;

	if (store->env)
		return true;
	data = store_file(store->path, "data.mdb");
	code = stat(data, &info);
	foreign = code == 0 && info.st_size > 0 && is_foreign(data);
	free(data);
	if (code != 0 || info.st_size == 0)
		return error_set(err,
			"berkas data di %s tidak ada atau kosong; jalankan `siko rebuild` untuk membuatnya dari jurnal.",
			store->path);
	if (foreign)
		return lmdb_error(err, "data tidak dapat dibuka", MDB_INVALID);
	if (!file_system_ok(store->path, err) || !room_ok(store->path, err) ||
		!environment_map(store, store->path, &code, err))
		return false;
	if (!code && !environment_is_whole(store, err)) {
		environment_close(store);
		return false;
	}
	if (!code)
		code = open_databases(store, false);
	if (code) {
		environment_close(store);
		return lmdb_error(err, "data tidak dapat dibuka", code);
	}
	keep_inode(store);
	return true;
}

bool environment_create(struct store *store, const char *folder, struct error *err)
{
	int code;

	if (!file_system_ok(folder, err) || !room_ok(folder, err) ||
		!environment_map(store, folder, &code, err))
		return false;
	if (!code)
		code = open_databases(store, true);
	if (code) {
		environment_close(store);
		return lmdb_error(err, "data tidak dapat dibuat", code);
	}
	keep_inode(store);
	return true;
}

void environment_close(struct store *store)
{
	if (store->env)
		mdb_env_close(store->env);
	store->env = NULL;
}

void store_rest(struct store *store)
{
	environment_close(store);
	units_free(&store->units);
	store->have_units = false;
}

void child_may_die(void)
{
	static const int fatal[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction(fatal[i], &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	stop_forget();
	if (nowhere >= 0) {
		dup2(nowhere, STDERR_FILENO);
		close(nowhere);
	}
}

#ifdef SIKO_COVERAGE
void __gcov_dump(void); /* NOLINT: the compiler's own name */
#endif

void child_end(int status)
{
#ifdef SIKO_COVERAGE
	__gcov_dump();
#endif
	_exit(status);
}

#ifdef SIKO_TEST
/* Whether it is the turn of the point that the variable names. */
static bool is_wanted(const char *variable, const char *name, uint64_t *passed)
{
	const char *wanted = getenv(variable);
	size_t size = strlen(name);
	uint64_t nth;

	if (!wanted || strncmp(wanted, name, size) != 0 || (wanted[size] && wanted[size] != ':'))
		return false;
	return !wanted[size] || (text_number(wanted + size + 1, UINT64_MAX, &nth) && ++*passed == nth);
}

void failpoint(const char *name)
{
	static uint64_t passed[2];

	if (is_wanted("SIKO_FAIL", name, &passed[0]))
		kill(getpid(), SIGKILL);
	if (is_wanted("SIKO_STOP", name, &passed[1]))
		kill(getpid(), SIGSTOP);
}
#endif
