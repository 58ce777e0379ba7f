/* archive.h: a backup as one file: tar, the LMDB copy and the journal first, evidence by hash, at the end the manifest that names all.
 * Reading believes nothing: each byte is under a hash, names and order are fixed, what is different is refused.
 * For src/store/ alone. Descriptors stay the caller's; a struct manifest owns its lists until manifest_free. */
#ifndef SIKO_STORE_ARCHIVE_H
#define SIKO_STORE_ARCHIVE_H

#include "base/buffer.h"
#include "store/evidence.h"
#include "store/store_part.h"
#include "store/tar.h"

#define ARCHIVE_DATA	 "data.mdb"
#define ARCHIVE_JOURNAL	 "jurnal.jsonl"
#define ARCHIVE_MANIFEST "cadangan.jsonl"

struct archive_file {
	char name[TAR_NAME_MOST + 1];
	uint64_t size;
	char hash[EVIDENCE_HASH_SIZE];
};

struct archive_missing {
	char hash[EVIDENCE_HASH_SIZE];
};

struct manifest {
	char uuid[37];
	int64_t made;
	uint64_t commit;   /* the last one in it */
	uint64_t from, to; /* which bytes of the journal; from 0: a whole backup, with the LMDB copy */
	unsigned char chain_from[CHAIN_SIZE], chain_to[CHAIN_SIZE];
	struct archive_file *file;
	size_t count, room;
	struct archive_missing *missing; /* evidence that records name and that could not be put in */
	size_t missing_count, missing_room;
};

void manifest_free(struct manifest *manifest);
void manifest_text(const struct manifest *manifest, struct buffer *to);
/* Takes all but the files, which must be there as they were read: the text must be what manifest_text makes of both. */
bool manifest_read(struct manifest *manifest, const char *text, size_t size);
void manifest_add_missing(struct manifest *manifest, const char *hash);

struct archive_out {
	int fd;
	uint64_t at;
	struct manifest *manifest;
};

/* Puts in what `from` gives from byte `start` on. expected: the hash it must have (NULL: any); when it has another, or the bytes
 * cannot be read, *damaged and the archive is as before. */
bool archive_add(struct archive_out *out, const char *name, int from, uint64_t start, uint64_t size,
	const char *expected, bool *damaged, struct error *err);
/* The manifest and the end; durable when it returns. */
bool archive_finish(struct archive_out *out, struct error *err);

/* Where a file goes: a descriptor that archive_read closes, or -1 with a sentence. */
typedef int archive_place(void *context, const struct tar_entry *entry, struct error *err);
/* Reads to the end; place NULL: only looks. called: what the sentences call it. */
bool archive_read(int fd, const char *called, archive_place *place, void *context, struct manifest *manifest,
	struct error *err);

#endif
