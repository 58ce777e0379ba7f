#include "store/archive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/evidence_part.h"
#include "store/stop.h"

#define BLOCK	      ((size_t)128 * 1024)
#define MANIFEST_MOST (64u << 20) /* half a million files of evidence */

static void end_hash(crypto_generichash_state *state, char hash[EVIDENCE_HASH_SIZE])
{
	unsigned char bytes[CHAIN_SIZE];

	crypto_generichash_final(state, bytes, sizeof bytes);
	sodium_bin2hex(hash, EVIDENCE_HASH_SIZE, bytes, sizeof bytes);
}

static void add_file(struct manifest *manifest, const char *name, uint64_t size, const char *hash)
{
	struct archive_file *file;

	manifest->file = array_room(manifest->file, manifest->count, &manifest->room, sizeof *manifest->file);
	file = &manifest->file[manifest->count++];
	snprintf(file->name, sizeof file->name, "%s", name);
	snprintf(file->hash, sizeof file->hash, "%s", hash);
	file->size = size;
}

/* ---- writing ---- */

static bool put(struct archive_out *out, const void *bytes, size_t size, struct error *err)
{
	if (!write_whole(out->fd, bytes, size, out->at)) {
		if (errno == ENOSPC || errno == EDQUOT)
			return error_set(
				err, "disk penuh, cadangan tidak dibuat; kosongkan ruang, lalu ulangi.");
		return error_set(
			err, "cadangan tidak dapat ditulis (%s); pilih tempat lain.", error_words(errno));
	}
	out->at += size;
	return true;
}

static bool put_header(struct archive_out *out, const char *name, uint64_t size, struct error *err)
{
	struct tar_entry entry = {.size = size, .time = out->manifest->made};
	unsigned char block[TAR_BLOCK];

	snprintf(entry.name, sizeof entry.name, "%s", name);
	tar_header(&entry, block);
	return put(out, block, sizeof block, err);
}

static bool put_padding(struct archive_out *out, uint64_t size, struct error *err)
{
	static const unsigned char zeros[TAR_BLOCK];

	return put(out, zeros, tar_padding(size), err);
}

/* *whole: all bytes came; a file that another program made shorter gives less. */
static bool put_bytes(struct archive_out *out, int from, uint64_t start, uint64_t size, bool *whole,
	char hash[EVIDENCE_HASH_SIZE], struct error *err)
{
	unsigned char *block = memory_grow(NULL, BLOCK, 1);
	crypto_generichash_state state;
	bool good = true;

	crypto_generichash_init(&state, NULL, 0, CHAIN_SIZE);
	*whole = true;
	while (good && *whole && size) {
		ssize_t got = pread(from, block, size < BLOCK ? (size_t)size : BLOCK, (off_t)start);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			*whole = false;
			break;
		}
		crypto_generichash_update(&state, block, (size_t)got);
		good = put(out, block, (size_t)got, err);
		start += (uint64_t)got;
		size -= (uint64_t)got;
	}
	end_hash(&state, hash);
	free(block);
	return good;
}

bool archive_add(struct archive_out *out, const char *name, int from, uint64_t start, uint64_t size,
	const char *expected, bool *damaged, struct error *err)
{
	uint64_t begun = out->at;
	char hash[EVIDENCE_HASH_SIZE];
	bool whole;

	if (!put_header(out, name, size, err) || !put_bytes(out, from, start, size, &whole, hash, err) ||
		!put_padding(out, size, err))
		return false;
	*damaged = !whole || (expected && strcmp(hash, expected) != 0);
	if (*damaged)
		out->at = begun; /* what stands behind is written over, or cut at the end */
	else
		add_file(out->manifest, name, size, hash);
	return true;
}

bool archive_finish(struct archive_out *out, struct error *err)
{
	static const unsigned char end[2 * TAR_BLOCK];
	struct buffer text = {0};
	bool done;

	manifest_text(out->manifest, &text);
	done = put_header(out, ARCHIVE_MANIFEST, text.size, err) && put(out, text.data, text.size, err) &&
	       put_padding(out, text.size, err) && put(out, end, sizeof end, err);
	buffer_free(&text);
	if (done && (ftruncate(out->fd, (off_t)out->at) != 0 || fsync(out->fd) != 0))
		done = error_set(err, "cadangan tidak dapat ditulis ke disk (%s); pilih tempat lain.",
			error_words(errno));
	return done;
}

/* ---- reading ---- */

struct archive_in {
	int fd;
	const char *called;
	uint64_t at;
	uint64_t size; /* of the whole file; UINT64_MAX when it comes through a pipe */
	struct manifest *manifest;
	char last[TAR_NAME_MOST + 1];
	int rank; /* of the entry read last */
	bool ended;
};

static bool not_whole(const struct archive_in *in, struct error *err)
{
	return error_set(err,
		"%s bukan cadangan siko yang utuh (dekat bita %llu); pakai berkas cadangan lain.", in->called,
		(unsigned long long)in->at);
}

static bool get(struct archive_in *in, void *bytes, size_t size, struct error *err)
{
	for (unsigned char *to = bytes; size && !stop_asked();) {
		ssize_t got = read(in->fd, to, size);

		if (got < 0 && errno != EINTR)
			return error_set(err, "%s tidak dapat dibaca (%s); periksa medianya.", in->called,
				error_words(errno));
		if (got == 0)
			return not_whole(in, err);
		to += got > 0 ? got : 0;
		size -= got > 0 ? (size_t)got : 0;
		in->at += got > 0 ? (uint64_t)got : 0;
	}
	return stop_go_on(err);
}

static bool is_evidence(const char *name)
{
	const char *hash = name + strlen("bukti/ab/");

	return text_starts(name, "bukti/") && strlen(name) == strlen("bukti/ab/") + EVIDENCE_HASH_SIZE - 1 &&
	       name[8] == '/' && strspn(hash, "0123456789abcdef") == EVIDENCE_HASH_SIZE - 1 &&
	       strncmp(name + 6, hash, 2) == 0;
}

/* The order in which they stand; -1: no such file belongs into a backup. */
static int rank_of(const char *name)
{
	if (strcmp(name, ARCHIVE_DATA) == 0)
		return 1;
	if (strcmp(name, ARCHIVE_JOURNAL) == 0)
		return 2;
	if (is_evidence(name))
		return 3;
	return strcmp(name, ARCHIVE_MANIFEST) == 0 ? 4 : -1;
}

/* Twice the same, or in another order, is not what was written. */
static bool follows(struct archive_in *in, const struct tar_entry *entry)
{
	int rank = rank_of(entry->name);
	bool good = rank > in->rank || (rank == 3 && in->rank == 3 && strcmp(entry->name, in->last) > 0);

	in->rank = rank;
	memcpy(in->last, entry->name, sizeof in->last);
	return good && (in->size == UINT64_MAX || entry->size <= in->size - in->at);
}

static bool get_padding(struct archive_in *in, uint64_t size, struct error *err)
{
	unsigned char zeros[TAR_BLOCK];

	return get(in, zeros, tar_padding(size), err) &&
	       (tar_is_zero(zeros, tar_padding(size)) || not_whole(in, err));
}

static bool write_failed(struct error *err)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return error_set(err, "disk penuh, tidak ada yang dipulihkan; kosongkan ruang, lalu ulangi.");
	return error_set(err, "isi cadangan tidak dapat ditulis (%s); pilih tempat lain dengan --store.",
		error_words(errno));
}

static bool write_out(int to, const void *bytes, size_t size, uint64_t at, struct error *err)
{
	return to < 0 || write_whole(to, bytes, size, at) || write_failed(err);
}

static bool get_file(struct archive_in *in, const struct tar_entry *entry, int to, struct error *err)
{
	unsigned char *block = memory_grow(NULL, BLOCK, 1);
	crypto_generichash_state state;
	char hash[EVIDENCE_HASH_SIZE];
	uint64_t done = 0;
	bool good = true;

	crypto_generichash_init(&state, NULL, 0, CHAIN_SIZE);
	while (good && done < entry->size) {
		size_t size = entry->size - done < BLOCK ? (size_t)(entry->size - done) : BLOCK;

		good = get(in, block, size, err) && write_out(to, block, size, done, err);
		crypto_generichash_update(&state, block, size);
		done += size;
	}
	free(block);
	end_hash(&state, hash);
	if (!good || !get_padding(in, entry->size, err))
		return false;
	if (in->rank == 3 && strcmp(entry->name + strlen("bukti/ab/"), hash) != 0)
		return not_whole(in, err);
	add_file(in->manifest, entry->name, entry->size, hash);
	return true;
}

static bool place_file(struct archive_in *in, const struct tar_entry *entry, archive_place *place,
	void *context, struct error *err)
{
	int to = place ? place(context, entry, err) : -1;
	bool good = (!place || to >= 0) && get_file(in, entry, to, err);

	if (to >= 0 && close(to) != 0 && good)
		good = write_failed(err);
	return good;
}

/* The manifest is the last file; behind it the two empty blocks, and nothing. */
static bool get_manifest(struct archive_in *in, uint64_t size, struct error *err)
{
	unsigned char end[2 * TAR_BLOCK];
	unsigned char more;
	char *text;
	bool good;

	if (size > MANIFEST_MOST)
		return not_whole(in, err);
	text = memory_alloc((size_t)size + 1);
	good = get(in, text, (size_t)size, err) &&
	       (manifest_read(in->manifest, text, (size_t)size) || not_whole(in, err)) &&
	       get_padding(in, size, err) && get(in, end, sizeof end, err) &&
	       (tar_is_zero(end, sizeof end) || not_whole(in, err));
	free(text);
	in->ended = true;
	return good && (read(in->fd, &more, 1) == 0 || not_whole(in, err));
}

static bool get_entry(struct archive_in *in, archive_place *place, void *context, struct error *err)
{
	unsigned char block[TAR_BLOCK];
	struct tar_entry entry;

	if (!get(in, block, sizeof block, err))
		return false;
	if (!tar_read_header(block, &entry) || !follows(in, &entry))
		return not_whole(in, err);
	return in->rank == 4 ? get_manifest(in, entry.size, err)
			     : place_file(in, &entry, place, context, err);
}

/* What must be in it, by its own words. */
static bool is_complete(const struct manifest *manifest)
{
	bool whole = manifest->from == 0;
	size_t first = whole ? 1 : 0;

	if (manifest->count <= first || (whole && strcmp(manifest->file[0].name, ARCHIVE_DATA) != 0))
		return false;
	return strcmp(manifest->file[first].name, ARCHIVE_JOURNAL) == 0 && manifest->to >= manifest->from &&
	       manifest->file[first].size == manifest->to - manifest->from;
}

bool archive_read(int fd, const char *called, archive_place *place, void *context, struct manifest *manifest,
	struct error *err)
{
	struct archive_in in = {.fd = fd, .called = called, .size = UINT64_MAX, .manifest = manifest};
	struct stat info;
	bool good = true;

	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
		in.size = (uint64_t)info.st_size;
	while (good && !in.ended)
		good = get_entry(&in, place, context, err);
	return good && (is_complete(manifest) || not_whole(&in, err));
}
