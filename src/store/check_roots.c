#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/store_part.h"

#define ROOT_NUMBER \
	144 /* where a root page has the number of its transaction: behind its header and all else that it says */
#define LOOKS_MOST 3

/* What a transaction frees stands under its number, in its own state: every one but the first frees something. */
static bool is_its_own_number(struct store_txn *txn)
{
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	int code = mdb_cursor_open(txn->txn, DB_FREED, &cursor);

	if (code)
		return false;
	code = mdb_cursor_get(cursor, &key, &value, MDB_LAST);
	mdb_cursor_close(cursor);
	return code == MDB_NOTFOUND ||
	       (!code && key.mv_size == 8 && load_u64(key.mv_data) == mdb_txn_id(txn->txn));
}

static bool follow_each_other(const struct store *store)
{
	char *path = store_file(store->path, "data.mdb");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = false;
	size_t page;
	char *pages;
	MDB_stat info;

	mdb_env_stat(store->env, &info);
	page = info.ms_psize;
	pages = memory_alloc(2 * page);
	/* Read at once, and again where a writer came between. */
	for (int look = 0; !good && look < LOOKS_MOST; look++) {
		if (pread(fd, pages, 2 * page, 0) == (ssize_t)(2 * page)) {
			uint64_t even = load_u64(pages + ROOT_NUMBER);
			uint64_t odd = load_u64(pages + page + ROOT_NUMBER);

			good = even % 2 == 0 && (odd == even + 1 || odd + 1 == even);
		}
	}
	if (fd >= 0)
		close(fd);
	free(pages);
	free(path);
	return good;
}

bool roots_are_well(struct store_txn *txn)
{
	return follow_each_other(txn->store) && is_its_own_number(txn);
}
