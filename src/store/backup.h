/* backup.h: a backup is one file (archive.h) made while others work, verified before it takes its name; restore makes a store of it.
 * Decides no right and changes no record: that a backup was made is noted in the file `cadangan` of the store's folder.
 * Texts given stay the caller's; sentences go into faults, which the caller frees. */
#ifndef SIKO_STORE_BACKUP_H
#define SIKO_STORE_BACKUP_H

#include <stdio.h>

#include "base/buffer.h"
#include "store/store.h"

struct backup_wish {
	const char *file; /* must not exist yet; NULL: to `to` */
	FILE *to;
	const char *since; /* only what came after that backup (a file) or commit (a number); NULL: all */
	void (*progress)(void *context, size_t done, size_t all); /* NULL */
};

struct backup_made {
	uint64_t commit;  /* the last one in it */
	uint64_t records; /* restore: that were checked */
	uint64_t files;	  /* of evidence */
	uint64_t bytes;
};

/* faults: evidence that was missing or damaged, so that the backup is without it; it is made nevertheless (all the rest is better kept
 * than not), but does not count as the last one. False: there is no backup and nothing is left of it. Works in a child process: an environment open here must rest first. */
bool store_backup(const char *path, const struct definitions *definitions, const struct backup_wish *wish,
	struct backup_made *made, struct faults *faults, struct error *err);

/* Makes the store at path (absent, an empty folder, or a store untouched since init) out of a whole backup ("-": standard
 * input) and those made since it, in order. Verified as check does before it takes its name. False: nothing is left. */
bool store_restore(const char *path, const struct definitions *definitions, const char *const *file,
	size_t count, struct backup_made *made, struct faults *faults, struct error *err);

/* When the last backup was made; false: never. */
bool backup_last(const char *path, int64_t *time);
void backup_note(const char *path, int64_t time);
/* "Cadangan terakhir 12 hari lalu", "Belum ada cadangan". */
void backup_age(const char *path, struct buffer *to);

#endif
