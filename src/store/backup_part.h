/* backup_part.h: what the files of a backup share: the one being made, in the child that works on a copy.
 * Only backup*.c include it. backup.c makes the archive and gives it its name, backup_copy.c copies data and journal into the working
 * folder, backup_evidence.c says which files go along and puts them in. */
#ifndef SIKO_STORE_BACKUP_PART_H
#define SIKO_STORE_BACKUP_PART_H

#include "store/archive.h"
#include "store/backup.h"

#define BACKUP_BLOCK ((size_t)128 * 1024) /* bytes copied at a time */

/* How the child's lines to its parent start. */
enum { LINE_LACK = '~', LINE_PROGRESS = '%', LINE_MADE = '=' };

/* One backup being made. The child works on a copy. */
struct making {
	const struct backup_wish *wish;
	struct backup_made *made;
	struct faults *faults;
	char *folder; /* for the LMDB copy and the part of the journal, inside the store: its disk is fit for LMDB */
	int since; /* the backup that this one goes on from; -1 */
	uint64_t since_commit;
	int archive;
	struct manifest manifest;
	FILE *out; /* the child's lines */
};

/* One naming (+1) or letting go (-1) of a file, then what they come to. */
struct naming {
	char hash[EVIDENCE_HASH_SIZE];
	int times;
};

struct namings {
	struct naming *naming;
	size_t count, room;
};

struct statvfs;
bool backup_room_for(const struct statvfs *disk, uint64_t size, struct error *err);

/* The LMDB copy (of a whole backup) and the part of the journal that goes with it; the manifest learns what they are. */
bool backup_copy_parts(struct store *store, struct making *making, struct error *err);

/* All files that the journal's part names, those let go of too: an undo may want them back. Each once, in order. */
bool backup_list_evidence(
	const struct store *store, struct making *making, struct namings *namings, struct error *err);
uint64_t backup_size_of_evidence(const struct store *store, const struct namings *namings);
/* One that is missing or damaged is told to the parent and left out. */
bool backup_add_evidence(const struct store *store, struct making *making, struct archive_out *archive,
	const struct naming *naming, struct error *err);

#endif
