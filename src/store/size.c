#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/store_part.h"

/* How long the data file is, and how long it must be. Pages that a transaction takes at the end and frees again are never written:
 * LMDB then leaves a healthy file up to 16 KB shorter than its last page number says (measured), which looks like one cut short. */

#define LOOKS_MOST   3
#define MISSING_MOST ((uint64_t)1 << 24) /* pages: more than any map of ours has room for */

int environment_file(const struct store *store)
{
	int fd = -1;

	mdb_env_get_fd(store->env, &fd);
	return fd;
}

static uint64_t page_size(const struct store *store)
{
	MDB_stat pages;

	mdb_env_stat(store->env, &pages);
	return pages.ms_psize;
}

static uint64_t size_needed(const struct store *store)
{
	MDB_envinfo info;

	mdb_env_info(store->env, &info);
	return ((uint64_t)info.me_last_pgno + 1) * page_size(store);
}

void environment_keep_size(const struct store *store)
{
	uint64_t needed = size_needed(store);
	struct stat file;

	/* That it could not be made longer loses nothing: whoever opens it finds that what is missing is free. */
	if (fstat(environment_file(store), &file) == 0 && (uint64_t)file.st_size < needed &&
		ftruncate(environment_file(store), (off_t)needed) != 0)
		return;
}

/* ---- a file that is too short ---- */

/* A list of free pages: how many, then their numbers. */
static uint64_t count_missing(const MDB_val *list, uint64_t first, uint64_t end, bool *seen)
{
	const unsigned char *number = list->mv_data;
	uint64_t room = list->mv_size / sizeof(uint64_t);
	uint64_t last = room ? load_u64(number) : 0;
	uint64_t found = 0;

	for (uint64_t i = 1; i <= last && i < room; i++) {
		uint64_t page = load_u64(number + i * sizeof page);

		if (page < first || page >= end || seen[page - first])
			continue;
		seen[page - first] = true;
		found++;
	}
	return found;
}

static bool are_free(MDB_txn *txn, uint64_t first, uint64_t end)
{
	uint64_t count = end - first;
	uint64_t found = 0;
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val list;
	bool *seen;

	if (count > MISSING_MOST || mdb_cursor_open(txn, DB_FREED, &cursor) != 0)
		return false;
	seen = memory_alloc(count * sizeof *seen);
	while (mdb_cursor_get(cursor, &key, &list, MDB_NEXT) == 0)
		found += count_missing(&list, first, end, seen);
	mdb_cursor_close(cursor);
	free(seen);
	return found == count;
}

/* Of the state that was saved last; again when a writer came between. */
static bool missing_are_free(const struct store *store)
{
	uint64_t page = page_size(store);
	bool same = false;
	bool free = false;

	for (int look = 0; !same && look < LOOKS_MOST; look++) {
		MDB_envinfo info;
		struct stat file;
		MDB_txn *txn;

		if (mdb_txn_begin(store->env, NULL, MDB_RDONLY, &txn) != 0)
			return false;
		mdb_env_info(store->env, &info);
		same = info.me_last_txnid == mdb_txn_id(txn);
		if (same && fstat(environment_file(store), &file) == 0) {
			uint64_t there = (uint64_t)file.st_size / page;
			uint64_t end = (uint64_t)info.me_last_pgno + 1;

			free = there >= end || are_free(txn, there, end);
		}
		mdb_txn_abort(txn);
	}
	return free;
}

/* In a child: when it was cut short, the list of free pages may be in what is gone, and who reads there is killed. */
static bool missing_are_free_safely(const struct store *store)
{
	int status = 1;
	pid_t child = fork();

	if (!child) {
		struct store own = {.path = store->path}; /* an environment must not be used across a fork */
		struct error err = {{0}};
		int code;

		child_may_die();
		status = !environment_map(&own, own.path, &code, &err) || code || !missing_are_free(&own);
		environment_close(&own);
		child_end(status);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child > 0 && status == 0;
}

/* Nobody reads a page that is free, and whoever takes it for something new writes all of it: only a page in use may not be
 * missing. A writer that was killed right after its commit, or is about to make the file longer just now, leaves such a file. */
bool environment_is_whole(const struct store *store, struct error *err)
{
	uint64_t needed = size_needed(store);
	struct stat file;

	/* Looked at after the page number: another process may be making the file longer just now. */
	if (fstat(environment_file(store), &file) == 0 &&
		((uint64_t)file.st_size >= needed || missing_are_free_safely(store)))
		return true;
	return error_set(err,
		"berkas data lebih pendek dari seharusnya; jalankan `siko rebuild` untuk memulihkannya dari jurnal.");
}
