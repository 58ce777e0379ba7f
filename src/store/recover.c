#include <string.h>

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
