/* tar.h: the headers of a tar archive (ustar), one plain file after another, so that any `tar` can list and unpack a backup.
 * Strict when read: what tar_header would not have written is refused, so links, folders, devices and other kinds never get through.
 * Knows bytes only: no file is opened, nothing is allocated. */
#ifndef SIKO_STORE_TAR_H
#define SIKO_STORE_TAR_H

#include <stdbool.h>
#include <stdint.h>

#define TAR_BLOCK     512
#define TAR_NAME_MOST 99

struct tar_entry {
	char name[TAR_NAME_MOST + 1];
	uint64_t size;
	int64_t time;
};

void tar_header(const struct tar_entry *entry, unsigned char block[TAR_BLOCK]);
bool tar_read_header(const unsigned char block[TAR_BLOCK], struct tar_entry *entry);
/* Zeros behind a file's bytes, up to the next block. */
unsigned tar_padding(uint64_t size);
bool tar_is_zero(const unsigned char *bytes, unsigned size);

#endif
