#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/store_part.h"

const struct store_about *store_about(const struct store *store)
{
	return &store->about;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

const struct definitions *store_definitions(const struct store *store)
{
	return store->definitions;
}

/* When not: errno tells whether it may not be looked at. */
static bool is_store(const char *path)
{
	char *data = store_file(path, "data.mdb");
	char *journal = store_file(path, "jurnal.jsonl");
	bool there = access(data, F_OK) == 0 || access(journal, F_OK) == 0;

	free(data);
	free(journal);
	return there;
}

uid_t store_owner(const char *path)
{
	struct stat info;

	return is_store(path) && stat(path, &info) == 0 ? info.st_uid : (uid_t)-1;
}

/* ---- opening ---- */

static bool read_about(struct store *store, struct error *err)
{
	struct store_txn txn;
	struct buffer value = {0};
	bool known;

	if (!txn_begin(store, false, &txn, err))
		return false;
	known = meta_get(&txn, "about", &value) && about_decode(&store->about, value.data, value.size);
	txn_abort(&txn);
	buffer_free(&value);
	if (!known)
		return error_set(err,
			"berkas data di %s bukan milik siko versi ini; jalankan `siko rebuild`, atau pakai siko yang lebih baru.",
			store->path);
	return true;
}

static bool take_about(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	(void)offset;
	(void)err;
	if (journal_is_about(line))
		journal_parse_about(line, size, context);
	return false; /* the first line is all that is wanted */
}

/* Data file and journal of two stores, by somebody's copying: either may be the right one. A first line that is damaged says
 * nothing; check names it. */
static bool is_one_store(const struct store *store, struct error *err)
{
	char start[256];
	int fd = journal_open(store, O_RDONLY);
	ssize_t size = fd >= 0 ? pread(fd, start, sizeof start, 0) : 0;
	struct store_about about = {0};
	unsigned char chain[CHAIN_SIZE] = {0};
	struct error why = {{0}};
	uint64_t end;

	if (fd >= 0)
		close(fd);
	if (size <= 0 || memmem(start, (size_t)size, store->about.uuid, strlen(store->about.uuid)))
		return true;
	/* Only what its chain vouches for is believed. */
	journal_walk(store, 0, UINT64_MAX, chain, &end, take_about, &about, &why);
	return !*about.uuid ||
	       error_set(err,
		       "data.mdb dan jurnal.jsonl di %s bukan dari penyimpanan yang sama; kembalikan yang benar, atau jalankan `siko rebuild` untuk memakai jurnalnya (data.mdb yang lama disimpan di sampingnya).",
		       store->path);
}

/* Rows stand for what the year's catalogue meant when they were written. */
static bool layout_ok(struct store *store, struct error *err)
{
	struct store_txn txn;
	bool same = true;

	if (!txn_begin(store, false, &txn, err))
		return false;
	for (size_t i = 0; same && i < store->definitions->year_count; i++) {
		const struct year_definition *year = &store->definitions->year[i];
		struct buffer stored = {0};
		char name[32];
		char *now;

		snprintf(name, sizeof name, "layout.%d", year->year);
		now = layout_text(year);
		if (meta_get(&txn, name, &stored) && strcmp(buffer_text(&stored), now) != 0)
			same = error_set(err,
				"daftar indikator atau urusan tahun %d di definisi sudah berubah; jalankan `siko rebuild` sekali.",
				year->year);
		free(now);
		buffer_free(&stored);
	}
	txn_abort(&txn);
	return same;
}

struct store *store_open(const char *path, const struct definitions *definitions, struct error *err)
{
	return store_open_telling(path, definitions, NULL, NULL, err);
}

struct store *store_open_telling(const char *path, const struct definitions *definitions,
	store_waiting *waiting, void *context, struct error *err)
{
	struct store *store;

	if (!is_store(path)) {
		error_set(err,
			errno == EACCES
				? "data di %s tidak boleh dibaca oleh login ini; jalankan sebagai pemilik penyimpanan."
				: "belum ada data di %s; buat dengan `siko init`, atau tunjuk foldernya dengan --store.",
			path);
		return NULL;
	}
	if (sodium_init() < 0) {
		error_set(
			err, "pustaka libsodium tidak dapat dipakai di komputer ini; pasang ulang paketnya.");
		return NULL;
	}
	store = memory_alloc(sizeof *store);
	store->path = memory_copy(path);
	store->definitions = definitions;
	store_on_waiting(store, waiting, context);
	if (read_about(store, err) && is_one_store(store, err) && layout_ok(store, err))
		return store;
	store_close(store);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	environment_close(store);
	units_free(&store->units);
	free(store->path);
	free(store);
}

uint64_t store_moved(struct store *store)
{
	char *data = store_file(store->path, "data.mdb");
	struct stat now;
	uint64_t changed = 0;

	if (stat(data, &now) == 0 &&
		(now.st_mtim.tv_sec != store->seen.st_mtim.tv_sec ||
			now.st_mtim.tv_nsec != store->seen.st_mtim.tv_nsec ||
			now.st_size != store->seen.st_size || now.st_ino != store->seen.st_ino))
		changed = (uint64_t)now.st_mtim.tv_sec * 1000 + (uint64_t)now.st_mtim.tv_nsec / 1000000;
	free(data);
	return changed;
}

/* ---- making a store ---- */

static void make_uuid(char out[37])
{
	unsigned char r[16];

	randombytes_buf(r, sizeof r);
	r[6] = (unsigned char)((r[6] & 0x0F) | 0x40);
	r[8] = (unsigned char)((r[8] & 0x3F) | 0x80);
	snprintf(out, 37, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", r[0], r[1],
		r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12], r[13], r[14], r[15]);
}

static bool about_from_wish(const struct store_init *wish, const struct definitions *definitions,
	struct store_about *about, struct error *err)
{
	const char *why;
	size_t office = strlen(wish->office);

	if (office != 2 ||
		strspn(wish->office, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") != 2)
		return error_set(
			err, "kode kantor '%s' harus dua huruf atau angka, misalnya JB.", wish->office);
	if (!*wish->region || strlen(wish->region) >= sizeof about->region || strchr(wish->region, '\n') ||
		!text_storable(wish->region, strlen(wish->region), &why))
		return error_set(err, "nama wilayah harus satu baris, paling banyak %zu bita.",
			sizeof about->region - 1);
	if (!definitions_year(definitions, wish->year))
		return error_set(err, "tahun penilaian %d tidak ada di definisi; sediakan folder iid-%d.",
			wish->year, wish->year);
	make_uuid(about->uuid);
	snprintf(about->region, sizeof about->region, "%s", wish->region);
	snprintf(about->office, sizeof about->office, "%s", wish->office);
	about->year = wish->year;
	about->created = clock_now();
	return true;
}

bool folder_make(const char *path, struct error *err)
{
	char *copy = memory_copy(path);
	int code = 0;

	for (char *at = copy + 1; *at && !code; at++)
		if (*at == '/') {
			*at = '\0';
			if (mkdir(copy, 0777) != 0 && errno != EEXIST)
				code = errno;
			*at = '/';
		}
	if (!code && mkdir(copy, 0700) != 0 && errno != EEXIST)
		code = errno;
	free(copy);
	if (code)
		return error_set(err, "folder %s tidak dapat dibuat (%s); pilih tempat lain dengan --store.",
			path, error_words(code));
	return true;
}

bool folder_make_parts(const char *path, struct error *err)
{
	static const char *const folders[] = {"draf", "bukti"};

	for (size_t i = 0; i < 2; i++) {
		char *folder = store_file(path, folders[i]);
		bool made = mkdir(folder, 0700) == 0 || errno == EEXIST;

		if (!made)
			error_set(err, "folder %s tidak dapat dibuat (%s); pilih tempat lain dengan --store.",
				folder, error_words(errno));
		free(folder);
		if (!made)
			return false;
	}
	return true;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	remove(path);
	return 0;
}

void folder_remove(const char *path)
{
	nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void store_discard(const char *path)
{
	static const char *const files[] = {
		"data.mdb", "lock.mdb", "jurnal.jsonl", "write.lock", "draf", "bukti"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *file = store_file(path, files[i]);

		remove(file);
		free(file);
	}
	rmdir(path);
}

/* The first group of the journal: what the store is, and its first admin. */
static bool write_first(struct store *store, const char *admin, struct error *err)
{
	struct store_txn txn = {.store = store};
	struct journal_group group = {0};
	struct changes changes = {0};
	struct record nobody;
	struct journal_stamp stamp = {.number = 1,
		.time = store->about.created,
		.uuid = store->about.uuid,
		.user = admin,
		.act = act_word(ACT_INIT),
		.note = ""};
	struct buffer about = {0};
	uint64_t offset;
	bool done;
	int code = mdb_txn_begin(store->env, NULL, 0, &txn.txn);

	if (code)
		return lmdb_error(err, "data tidak dapat dibuat", code);
	changes_add(&changes, "aktif", "", "ya", false);
	changes_add(&changes, "peran", "", role_word(ROLE_ADMIN), false);
	record_open(&nobody, TABLE_USER, admin);
	about_encode(&store->about, &about);
	journal_about(&group, &store->about);
	offset = journal_line(&group, &stamp, TABLE_USER, admin, &changes);
	journal_end_group(&group, 1, txn.state.chain);
	txn.state.generation = 1;
	txn.state.commit = 1;
	txn.state.journal_end = group.text.size;
	done = meta_put(&txn, "about", about.data, about.size, err) &&
	       record_apply(&txn, &nobody, &changes, 1, offset, err) && journal_write(store, &group, err);
	if (done)
		done = txn_commit(&txn, err);
	else
		txn_abort(&txn);
	buffer_free(&group.text);
	buffer_free(&about);
	changes_free(&changes);
	record_free(&nobody);
	return done;
}

bool folder_sync(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		error_set(err, "folder %s tidak dapat ditulis ke disk (%s); periksa disk lalu coba lagi.",
			path, error_words(errno));
	if (fd >= 0)
		close(fd);
	return done;
}

bool folder_sync_above(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? memory_copy_n(path, (size_t)(slash - path) + 1) : memory_copy(".");
	bool done = folder_sync(folder, err);

	free(folder);
	return done;
}

static bool make_journal(const char *path, struct error *err)
{
	char *journal = store_file(path, "jurnal.jsonl");
	int fd = open(journal, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		error_set(err, "di %s sudah ada data siko; pakai folder lain, tidak ada yang diubah.", path);
	else if (fd < 0)
		error_set(err, "jurnal %s tidak dapat dibuat (%s); pilih tempat lain dengan --store.",
			journal, error_words(errno));
	else
		close(fd);
	free(journal);
	return fd >= 0;
}

bool store_init(const struct store_init *wish, const struct definitions *definitions, struct error *err)
{
	struct store store = {.definitions = definitions};
	bool done;

	if (is_store(wish->path))
		return error_set(err, "di %s sudah ada data siko; pakai folder lain, tidak ada yang diubah.",
			wish->path);
	if (sodium_init() < 0)
		return error_set(
			err, "pustaka libsodium tidak dapat dipakai di komputer ini; pasang ulang paketnya.");
	if (!record_id_valid(wish->admin, err) || !about_from_wish(wish, definitions, &store.about, err) ||
		!folder_make(wish->path, err))
		return false;
	store.path = memory_copy(wish->path);
	/* The journal is the claim: of two inits at once one makes it, the other leaves all as it is. */
	if (!make_journal(wish->path, err)) {
		free(store.path);
		return false;
	}
	done = folder_make_parts(wish->path, err) && environment_create(&store, wish->path, err) &&
	       write_first(&store, wish->admin, err) && folder_sync(wish->path, err);
	environment_close(&store);
	if (!done)
		store_discard(wish->path);
	free(store.path);
	return done;
}
