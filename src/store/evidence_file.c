#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/evidence_part.h"
#include "store/store_part.h"

#define FOLDER	   "bukti"
#define TEMP_START "baru."
#define TEMP_OLD   (24 * 60 * 60) /* seconds: no sending lasts as long; whoever began it died */
#define HASH_BYTES 32
#define BLOCK	   ((size_t)128 * 1024)

char *evidence_name(const char *hash)
{
	struct buffer name = {0};

	buffer_printf(&name, "%s/%.2s/%s", FOLDER, hash, hash);
	return buffer_take(&name);
}

static char *file_path(const struct store *store, const char *hash)
{
	char *name = evidence_name(hash);
	char *path = store_file(store->path, name);

	free(name);
	return path;
}

static void hash_text(crypto_generichash_state *state, char hash[EVIDENCE_HASH_SIZE])
{
	unsigned char bytes[HASH_BYTES];

	crypto_generichash_final(state, bytes, sizeof bytes);
	sodium_bin2hex(hash, EVIDENCE_HASH_SIZE, bytes, sizeof bytes);
}

/* Fills the block unless the end comes first: pipes give what they have. */
static bool read_block(int fd, unsigned char *block, size_t *got)
{
	*got = 0;
	while (*got < BLOCK) {
		ssize_t size = read(fd, block + *got, BLOCK - *got);

		if (size == 0)
			break;
		if (size < 0 && errno != EINTR)
			return false;
		*got += size > 0 ? (size_t)size : 0;
	}
	return true;
}

static bool not_written(struct error *err)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return error_set(err, "disk penuh, berkas tidak dilampirkan; kosongkan ruang, lalu ulangi.");
	return error_set(
		err, "bukti tidak dapat ditulis (%s); periksa disk lalu ulangi.", error_words(errno));
}

static bool write_block(int fd, const unsigned char *block, size_t size)
{
	while (size) {
		ssize_t done = write(fd, block, size);

		if (done < 0 && errno != EINTR)
			return false;
		block += done > 0 ? done : 0;
		size -= done > 0 ? (size_t)done : 0;
	}
	return true;
}

/* ---- taking a file in ---- */

struct intake {
	int from, to;
	const struct indicator *indicator;
	const struct record *record;
	enum evidence_type type;
	uint64_t size;
	crypto_generichash_state hash;
};

/* Type and length are known as the bytes come: a film that nobody asked for is not read to its end. */
static bool take_block(
	struct intake *intake, const unsigned char *block, size_t size, bool first, struct error *err)
{
	const char *code = intake->indicator->code;

	if (first)
		intake->type = evidence_type_of(block, size < EVIDENCE_HEAD ? size : EVIDENCE_HEAD);
	if (first && size &&
		!evidence_type_fits(
			intake->type, code, evidence_types_asked(intake->indicator, intake->record), err))
		return false;
	intake->size += size;
	if (!evidence_size_fits(intake->type, code, intake->size, err))
		return false;
	crypto_generichash_update(&intake->hash, block, size);
	if (write_block(intake->to, block, size))
		return true;
	return not_written(err);
}

static bool take_all(struct intake *intake, struct error *err)
{
	unsigned char *block = memory_grow(NULL, BLOCK, 1);
	size_t got = BLOCK;
	bool good = true;

	crypto_generichash_init(&intake->hash, NULL, 0, HASH_BYTES);
	for (bool first = true; good && got == BLOCK; first = false) {
		good = read_block(intake->from, block, &got) ||
		       error_set(err, "berkas tidak dapat dibaca (%s); tidak ada yang disimpan.",
			       error_words(errno));
		good = good && take_block(intake, block, got, first, err);
	}
	free(block);
	return good;
}

/* What senders that died left behind. */
static void sweep(const char *folder)
{
	DIR *dir = opendir(folder);

	if (!dir)
		return;
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		struct stat info;

		if (text_starts(entry->d_name, TEMP_START) &&
			fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
			info.st_mtime + TEMP_OLD < time(NULL))
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	closedir(dir);
}

/* Over an older one of the same name: its bytes are these, or it is damaged. */
static bool put_in_place(
	const struct store *store, const char *folder, const char *temp, const char *hash, struct error *err)
{
	char *path = file_path(store, hash);
	char *below = memory_copy_n(path, strlen(path) - strlen(hash) - 1);
	bool made = mkdir(below, 0700) == 0 || errno == EEXIST;
	bool done =
		(made && rename(temp, path) == 0 && folder_sync(below, err) && folder_sync(folder, err)) ||
		not_written(err);

	free(path);
	free(below);
	return done;
}

bool evidence_take(const struct store *store, int fd, const struct indicator *indicator,
	const struct record *record, char hash[EVIDENCE_HASH_SIZE], enum evidence_type *type,
	struct error *err)
{
	struct intake intake = {.from = fd, .indicator = indicator, .record = record};
	char *folder = store_file(store->path, FOLDER);
	char *temp = store_file(folder, TEMP_START "XXXXXX");
	bool done;

	if (mkdir(folder, 0700) != 0 && errno == EEXIST)
		sweep(folder);
	intake.to = mkostemp(temp, O_CLOEXEC);
	done = intake.to >= 0 || not_written(err);
	if (done) {
		done = take_all(&intake, err) && (fsync(intake.to) == 0 || not_written(err));
		close(intake.to);
		failpoint("evidence-written");
		hash_text(&intake.hash, hash);
		done = done && put_in_place(store, folder, temp, hash, err);
		if (!done)
			unlink(temp);
	}
	*type = intake.type;
	free(folder);
	free(temp);
	return done;
}

/* ---- reading ---- */

bool evidence_look(const struct store *store, const char *hash, uint64_t *size, enum evidence_type *type)
{
	char *path = file_path(store, hash);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned char head[EVIDENCE_HEAD];
	struct stat info;
	ssize_t got = -1;

	free(path);
	*size = 0;
	*type = EVIDENCE_OTHER;
	if (fd < 0)
		return false;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
		got = pread(fd, head, sizeof head, 0);
	close(fd);
	if (got < 0)
		return false;
	*size = (uint64_t)info.st_size;
	*type = evidence_type_of(head, (size_t)got);
	return true;
}

static bool copy_out(int fd, const char *hash, FILE *to, struct error *err)
{
	unsigned char *block = memory_grow(NULL, BLOCK, 1);
	crypto_generichash_state state;
	char found[EVIDENCE_HASH_SIZE];
	uint64_t size = 0;
	size_t got = BLOCK;
	bool good = true;

	crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
	while (good && got == BLOCK) {
		good = read_block(fd, block, &got) ||
		       error_set(err, "tidak dapat dibaca (%s)", error_words(errno));
		crypto_generichash_update(&state, block, got);
		size += got;
		if (good && to && fwrite(block, 1, got, to) != got)
			good = error_set(err, "tidak dapat ditulis sampai selesai (%s)", error_words(errno));
	}
	hash_text(&state, found);
	if (good && strcmp(found, hash) != 0)
		good = error_set(err, "rusak: isinya kini %llu bita yang lain; lampirkan lagi aslinya",
			(unsigned long long)size);
	free(block);
	return good;
}

bool evidence_copy(const struct store *store, const char *hash, FILE *to, struct error *err)
{
	char *path = file_path(store, hash);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;
	bool good = false;

	if (fd < 0)
		error_set(err, errno == ENOENT
				       ? "hilang dari folder bukti; lampirkan lagi, atau pulihkan cadangan"
				       : "tidak dapat dibuka dari folder bukti; hubungi admin");
	else if (fstat(fd, &info) == 0 && info.st_size == 0)
		error_set(err, "kosong, seharusnya ada isinya; lampirkan lagi aslinya");
	else
		good = copy_out(fd, hash, to, err);
	if (fd >= 0)
		close(fd);
	free(path);
	return good;
}
