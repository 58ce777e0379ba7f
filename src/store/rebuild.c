#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "base/text.h"
#include "store/stop.h"
#include "store/store_part.h"

#define LINES_PER_TXN  5000 /* keeps the dirty pages of one transaction small */
#define LINES_PER_TELL 64
#define OLD_MOST       1000 /* kept data files */

struct rebuilding {
	struct store *store; /* with its environment in the temporary folder */
	struct store_txn txn;
	size_t lines;
	size_t records;
	uint64_t size; /* of the journal */
	bool keep_old; /* data file: it knew another journal */
	store_progress *progress;
};

static bool next_txn(struct rebuilding *rebuilding, bool first, struct error *err)
{
	struct store_state state = rebuilding->txn.state;
	int code;

	if (!first && !txn_commit(&rebuilding->txn, err))
		return false;
	rebuilding->txn = (struct store_txn){.store = rebuilding->store, .state = state};
	code = mdb_txn_begin(rebuilding->store->env, NULL, 0, &rebuilding->txn.txn);
	return code ? lmdb_error(err, "data tidak dapat dibuat", code) : true;
}

static bool keep_about(struct rebuilding *rebuilding, const char *line, size_t size, struct error *err)
{
	struct buffer about = {0};
	bool done;

	if (!journal_parse_about(line, size, &rebuilding->store->about))
		return error_set(
			err, "baris pertama jurnal rusak atau dari versi lain; pulihkan dari cadangan.");
	about_encode(&rebuilding->store->about, &about);
	done = meta_put(&rebuilding->txn, "about", about.data, about.size, err);
	buffer_free(&about);
	return done;
}

static bool rebuild_line(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	struct rebuilding *rebuilding = context;
	struct journal_entry entry;
	bool done;

	if (!stop_go_on(err))
		return false;
	if (rebuilding->progress && rebuilding->lines % LINES_PER_TELL == 0)
		rebuilding->progress(NULL, (size_t)offset, (size_t)rebuilding->size);
	if (journal_is_about(line))
		return keep_about(rebuilding, line, size, err);
	if (!journal_parse(line, size, &entry, err))
		return error_wrap(err, "jurnal, bita %llu: ", (unsigned long long)offset);
	done = entry_apply(&rebuilding->txn, &entry, offset, err);
	journal_entry_free(&entry);
	if (done && ++rebuilding->lines % LINES_PER_TXN == 0)
		done = next_txn(rebuilding, false, err);
	return done;
}

/* What the old data file knew, as far as it can be read: the generation must not fall behind what open sessions remember,
 * and the journal must hold all that was saved. */
struct old_state {
	uint64_t generation;
	uint64_t journal_end; /* 0: it could not be read */
	unsigned char chain[CHAIN_SIZE];
	char uuid[sizeof((struct store_about *)0)->uuid];
	struct error
		held; /* it could not be opened because somebody else was at it: what it knew is not known then */
};

static struct old_state read_old(const char *path, const struct definitions *definitions)
{
	struct store old = {.path = (char *)path, .definitions = definitions};
	struct store_txn txn;
	struct error why = {{0}};
	struct old_state state = {0};
	struct buffer value = {0};

	if (txn_begin(&old, false, &txn, &why)) {
		state.generation = txn.state.generation;
		state.journal_end = txn.state.journal_end;
		memcpy(state.chain, txn.state.chain, CHAIN_SIZE);
		if (meta_get(&txn, "about", &value) && about_decode(&old.about, value.data, value.size))
			memcpy(state.uuid, old.about.uuid, sizeof state.uuid);
		buffer_free(&value);
		txn_abort(&txn);
	} else if (old.locked_out) {
		state.held = why;
	}
	environment_close(&old);
	return state;
}

/* In a child: the old data file may be damaged so that reading it kills. */
static struct old_state read_old_safely(const char *path, const struct definitions *definitions)
{
	int pipes[2];
	struct old_state state = {0};
	pid_t child;

	if (pipe(pipes) != 0)
		return state;
	child = fork();
	if (!child) {
		child_may_die();
		state = read_old(path, definitions);
		child_end(write(pipes[1], &state, sizeof state) == sizeof state ? 0 : 1);
	}
	close(pipes[1]);
	if (child < 0 || read(pipes[0], &state, sizeof state) != sizeof state)
		state = (struct old_state){0};
	close(pipes[0]);
	if (child > 0)
		while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
			;
	return state;
}

/* Whether the journal goes on from what the old data file knew of it. The file is kept beside the new one when it does not:
 * one of them is another store's, or of a copy that went its own way, and which, the program cannot tell. */
static bool goes_on(const struct rebuilding *rebuilding, const struct old_state *old, uint64_t end,
	const unsigned char chain[CHAIN_SIZE])
{
	return text_equal(old->uuid, rebuilding->store->about.uuid) && end == old->journal_end &&
	       memcmp(chain, old->chain, CHAIN_SIZE) == 0;
}

static bool bring_in(struct rebuilding *rebuilding, const struct old_state *old, struct error *err)
{
	struct store *store = rebuilding->store;
	unsigned char chain[CHAIN_SIZE] = {0};
	uint64_t known = old->journal_end < rebuilding->size ? old->journal_end : rebuilding->size;
	uint64_t end;

	if (!journal_walk(store, 0, known, chain, &end, rebuild_line, rebuilding, err))
		return false;
	rebuilding->keep_old = old->journal_end && !goes_on(rebuilding, old, end, chain);
	if (!journal_walk(store, end, rebuilding->size, chain, &end, rebuild_line, rebuilding, err))
		return false;
	if (!end)
		return error_set(err, "jurnal di %s kosong; pulihkan dari cadangan.", store->path);
	if (end < old->journal_end && text_equal(old->uuid, store->about.uuid))
		return error_set(err,
			"jurnal hanya utuh sampai bita %llu, padahal berkas data memuat simpanan sampai bita %llu; pulihkan dari cadangan, atau pindahkan data.mdb ke tempat lain dulu bila simpanan itu boleh hilang.",
			(unsigned long long)end, (unsigned long long)old->journal_end);
	memcpy(rebuilding->txn.state.chain, chain, CHAIN_SIZE);
	rebuilding->txn.state.journal_end = end;
	return true;
}

static bool build(
	struct rebuilding *rebuilding, const char *folder, const struct old_state *old, struct error *err)
{
	struct store *store = rebuilding->store;
	struct store_txn *txn = &rebuilding->txn;

	failpoint("rebuild-begin");
	if (!journal_size(store, &rebuilding->size, err) || !environment_create(store, folder, err) ||
		!next_txn(rebuilding, true, err))
		return false;
	if (!bring_in(rebuilding, old, err)) {
		txn_abort(txn);
		return false;
	}
	txn->state.generation = (old->generation > txn->state.commit ? old->generation : txn->state.commit) +
				1;
	for (int table = 0; table < TABLE_COUNT; table++)
		rebuilding->records += txn->state.records[table];
	return txn_commit(txn, err) && (txn->state.journal_end == rebuilding->size ||
					       journal_cut(store, txn->state.journal_end, err));
}

/* Beside the new one, by a second name: it never is without one. */
static bool keep_old_file(const char *data, int *kept)
{
	for (*kept = 1; *kept < OLD_MOST; ++*kept) {
		struct buffer name = {0};
		bool done;

		buffer_printf(&name, "%s" STORE_OLD_DATA "%d", data, *kept);
		done = link(data, buffer_text(&name)) == 0;
		buffer_free(&name);
		if (done || errno != EEXIST)
			return done;
	}
	return false;
}

/* The new file takes its name only when it is whole and on disk; the reader table of the old one goes with it. */
static bool put_in_place(struct store *store, const char *folder, bool keep_old, int *kept, struct error *err)
{
	char *from = store_file(folder, "data.mdb");
	char *to = store_file(store->path, "data.mdb");
	char *lock = store_file(store->path, "lock.mdb");
	int file = open(from, O_RDONLY | O_CLOEXEC);
	int place = -1;
	bool done = file >= 0 && fsync(file) == 0;

	/* Nobody makes a table for the one between the two steps, and uses it for the other. */
	done = done && opening_lock(store, store->path, &place, err) && place >= 0;
	if (done) {
		unlink(lock);
		failpoint("rebuild-unlocked");
		done = (!keep_old || keep_old_file(to, kept)) && rename(from, to) == 0 && fsync(place) == 0;
	}
	if (!done && !store->locked_out)
		error_set(err, "berkas data baru tidak dapat ditempatkan: %s; yang lama tidak diubah.",
			error_words(errno));
	if (file >= 0)
		close(file);
	opening_unlock(place);
	free(from);
	free(to);
	free(lock);
	return done;
}

bool store_rebuild(const char *path, const struct definitions *definitions, store_progress *progress,
	struct rebuilt *rebuilt, struct error *err)
{
	struct store store = {.path = (char *)path, .definitions = definitions};
	struct rebuilding rebuilding = {.store = &store, .progress = progress};
	char *folder = store_file(path, "bangun-XXXXXX");
	struct old_state old;
	uint64_t size;
	bool done;
	int lock;

	*rebuilt = (struct rebuilt){0};
	if (sodium_init() < 0) {
		free(folder);
		return error_set(
			err, "pustaka libsodium tidak dapat dipakai di komputer ini; pasang ulang paketnya.");
	}
	/* Before the lock, which makes a file: a folder without a journal is no store. */
	if (!journal_size(&store, &size, err)) {
		free(folder);
		return false;
	}
	lock = writer_lock(&store, "rebuild", err);
	if (lock < 0) {
		free(folder);
		return false;
	}
	old = read_old_safely(path, definitions);
	if (*old.held.text) {
		*err = old.held;
		done = false;
	} else if (!mkdtemp(folder)) {
		done = error_set(err,
			"folder sementara di %s tidak dapat dibuat (%s); periksa disk lalu coba lagi.", path,
			error_words(errno));
	} else {
		done = build(&rebuilding, folder, &old, err);
		environment_close(&store);
		done = done && put_in_place(&store, folder, rebuilding.keep_old, &rebuilt->old_kept, err);
		folder_remove(folder);
	}
	writer_unlock(lock);
	units_free(&store.units);
	free(folder);
	rebuilt->records = rebuilding.records;
	return done;
}
