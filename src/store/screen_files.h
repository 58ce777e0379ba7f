/* screen_files.h: finds the definition texts: embedded ones, those of /etc/siko, those of a folder of the owner's.
 * Reads files, knows nothing of their meaning (model/definition.h does). Never creates, never caches.
 * A struct screen_files owns names and texts until screen_files_free, which must outlive only definitions_read. */
#ifndef SIKO_STORE_SCREEN_FILES_H
#define SIKO_STORE_SCREEN_FILES_H

#include <stddef.h>

#include "base/error.h"
#include "model/definition.h"

struct screen_files {
	struct definition_file *file;
	size_t count, room;
	char **owned;
	size_t owned_count, owned_room;
};

void screen_files_free(struct screen_files *files);
void screen_files_add_embedded(struct screen_files *files);
/* All below folder, in order of their names; a folder that is not there is no fault. Keymaps and hidden files are not screens. */
void screen_files_add_folder(struct screen_files *files, const char *folder, struct faults *faults);

/* The definitions in force: embedded, /etc/siko, then own_folder (NULL: none). NULL when there was any fault. */
struct definitions *screen_files_load(const char *own_folder, struct faults *faults);

#endif
