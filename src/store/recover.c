#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "store/store_part.h"

/* What a crash left behind: the journal may know more than LMDB. */

static bool replay_line(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	struct journal_entry entry;
	bool done;

	if (journal_is_about(line))
		return true;
	if (!journal_parse(line, size, &entry, err))
		return error_wrap(err, "bita %llu: ", (unsigned long long)offset);
	done = entry_apply(context, &entry, offset, err);
	journal_entry_free(&entry);
	return done;
}

/* Whether the last line that LMDB has of the journal ends in the chain that LMDB has. Another store's journal, or an older copy
 * that grew to the same length, does not: a save behind it could never be brought back. */
static bool is_noted_journal(const struct store_txn *txn)
{
	char wanted[CHAIN_SIZE * 2 + sizeof "\"}\n"];
	char found[sizeof wanted] = "";
	size_t size = sizeof wanted - 1;
	int fd = journal_open(txn->store, O_RDONLY);
	bool same;

	sodium_bin2hex(wanted, sizeof wanted, txn->state.chain, CHAIN_SIZE);
	memcpy(wanted + (size_t)CHAIN_SIZE * 2, "\"}\n", sizeof "\"}\n");
	same = fd >= 0 && txn->state.journal_end >= size &&
	       pread(fd, found, size, (off_t)(txn->state.journal_end - size)) == (ssize_t)size &&
	       memcmp(found, wanted, size) == 0;
	if (fd >= 0)
		close(fd);
	return same;
}

bool journal_recover(struct store_txn *txn, struct error *err)
{
	uint64_t size;
	uint64_t end;

	if (txn->store->journal_doubtful)
		return error_set(err, "jurnal tadi gagal ditulis; tutup siko, periksa disk, lalu buka lagi.");
	if (!journal_size(txn->store, &size, err))
		return false;
	if (size < txn->state.journal_end)
		return error_set(err,
			"jurnal lebih pendek dari yang tercatat; tidak ada yang disimpan, jalankan `siko check`.");
	if (!is_noted_journal(txn))
		return error_set(err,
			"jurnal tidak berakhir seperti yang tercatat; tidak ada yang disimpan, jalankan `siko check`.");
	if (size == txn->state.journal_end)
		return true;
	if (!journal_tail(
		    txn->store, txn->state.journal_end, size, txn->state.chain, &end, replay_line, txn, err))
		return false;
	if (end > txn->state.journal_end)
		txn->state.generation++;
	txn->state.journal_end = end;
	return end == size || journal_cut(txn->store, end, err);
}
