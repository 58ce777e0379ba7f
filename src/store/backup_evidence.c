#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "model/answer.h"
#include "store/backup_part.h"
#include "store/evidence_part.h"

static bool note_namings(void *context, const struct journal_entry *entry, struct error *err)
{
	struct namings *namings = context;

	(void)err;
	for (size_t i = 0; i < entry->changes.count; i++) {
		const struct change *change = &entry->changes.change[i];
		const char *hash = answer_file_hash(change->key);
		struct naming *naming;

		if (!hash || !*change->before == !*change->after)
			continue;
		namings->naming = array_room(
			namings->naming, namings->count, &namings->room, sizeof *namings->naming);
		naming = &namings->naming[namings->count++];
		snprintf(naming->hash, sizeof naming->hash, "%s", hash);
		naming->times = *change->after ? 1 : -1;
	}
	return true;
}

static int compare_namings(const void *a, const void *b)
{
	return strcmp(((const struct naming *)a)->hash, ((const struct naming *)b)->hash);
}

bool backup_list_evidence(
	const struct store *store, struct making *making, struct namings *namings, struct error *err)
{
	const struct manifest *manifest = &making->manifest;
	struct store part = {.path = making->folder, .definitions = store->definitions};
	unsigned char chain[CHAIN_SIZE];
	uint64_t size = manifest->to - manifest->from;
	uint64_t end;
	size_t kept = 0;

	memcpy(chain, manifest->chain_from, CHAIN_SIZE);
	if (!journal_entries(&part, 0, size, chain, &end, note_namings, namings, err))
		return false;
	if (end != size || memcmp(chain, manifest->chain_to, CHAIN_SIZE) != 0)
		return error_set(err, "jurnal tidak cocok dengan yang tercatat; jalankan `siko check`.");
	if (namings->count)
		qsort(namings->naming, namings->count, sizeof *namings->naming, compare_namings);
	for (size_t i = 0; i < namings->count; i++) {
		if (kept && compare_namings(&namings->naming[kept - 1], &namings->naming[i]) == 0)
			namings->naming[kept - 1].times += namings->naming[i].times;
		else
			namings->naming[kept++] = namings->naming[i];
	}
	namings->count = kept;
	return true;
}

static int open_evidence(const struct store *store, const char *name, uint64_t *size)
{
	char *path = store_file(store->path, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;

	free(path);
	if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
		close(fd);
		return -1;
	}
	*size = fd >= 0 ? (uint64_t)info.st_size : 0;
	return fd;
}

bool backup_add_evidence(const struct store *store, struct making *making, struct archive_out *archive,
	const struct naming *naming, struct error *err)
{
	char *name = evidence_name(naming->hash);
	uint64_t size;
	int fd = open_evidence(store, name, &size);
	bool lacks = fd < 0;
	bool done = lacks || archive_add(archive, name, fd, 0, size, naming->hash, &lacks, err);

	if (fd >= 0)
		close(fd);
	free(name);
	/* What no record names any more may be gone. */
	if (done && lacks && naming->times > 0) {
		manifest_add_missing(&making->manifest, naming->hash);
		fprintf(making->out, "%cbukti %.16s… %s, jadi tidak ikut; lihat `siko check --evidence`.\n",
			LINE_LACK, naming->hash, fd < 0 ? "hilang" : "rusak");
	}
	return done;
}

uint64_t backup_size_of_evidence(const struct store *store, const struct namings *namings)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < namings->count; i++) {
		char *name = evidence_name(namings->naming[i].hash);
		char *path = store_file(store->path, name);
		struct stat info;

		if (lstat(path, &info) == 0)
			sum += (uint64_t)info.st_size + 2 * TAR_BLOCK + 200; /* its line in the manifest */
		free(name);
		free(path);
	}
	return sum;
}
