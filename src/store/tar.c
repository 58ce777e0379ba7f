#include "store/tar.h"

#include <stdio.h>
#include <string.h>

/* Where a header's fields stand and how long they are (POSIX ustar). */
enum {
	NAME = 0,
	MODE = 100,
	OWNER = 108,
	GROUP = 116,
	SIZE = 124,
	TIME = 136,
	SUM = 148,
	KIND = 156,
	MAGIC = 257
};

#define OCTAL_MOST 077777777777ULL /* eleven digits: 8 GiB */

static void put_octal(unsigned char *at, int digits, uint64_t value)
{
	for (int i = digits - 1; i >= 0; i--, value /= 8)
		at[i] = (unsigned char)('0' + value % 8);
}

static bool get_octal(const unsigned char *at, int digits, uint64_t *value)
{
	*value = 0;
	for (int i = 0; i < digits; i++) {
		if (at[i] < '0' || at[i] > '7')
			return false;
		*value = *value * 8 + (uint64_t)(at[i] - '0');
	}
	return true;
}

/* Longer than octal digits can say: the bytes of the number itself, as GNU tar and bsdtar write and read it. */
static void put_size(unsigned char *at, uint64_t size)
{
	if (size <= OCTAL_MOST) {
		put_octal(at, 11, size);
		return;
	}
	at[0] = 0x80;
	for (int i = 11; i > 3; i--, size >>= 8)
		at[i] = (unsigned char)size;
}

static bool get_size(const unsigned char *at, uint64_t *size)
{
	if (at[0] != 0x80)
		return get_octal(at, 11, size);
	*size = 0;
	for (int i = 4; i < 12; i++)
		*size = *size << 8 | at[i];
	return true;
}

void tar_header(const struct tar_entry *entry, unsigned char block[TAR_BLOCK])
{
	unsigned sum = 0;

	memset(block, 0, TAR_BLOCK);
	snprintf((char *)block + NAME, TAR_NAME_MOST + 1, "%s", entry->name);
	put_octal(block + MODE, 7, 0600);
	put_octal(block + OWNER, 7, 0);
	put_octal(block + GROUP, 7, 0);
	put_size(block + SIZE, entry->size);
	put_octal(block + TIME, 11, entry->time > 0 ? (uint64_t)entry->time : 0);
	block[KIND] = '0';
	memcpy(block + MAGIC, "ustar", 6);
	memcpy(block + MAGIC + 6, "00", 2);
	memset(block + SUM, ' ', 8);
	for (int i = 0; i < TAR_BLOCK; i++)
		sum += block[i];
	put_octal(block + SUM, 6, sum);
	block[SUM + 6] = '\0';
}

bool tar_read_header(const unsigned char block[TAR_BLOCK], struct tar_entry *entry)
{
	unsigned char again[TAR_BLOCK];
	uint64_t time;

	memcpy(entry->name, block + NAME, TAR_NAME_MOST);
	entry->name[TAR_NAME_MOST] = '\0';
	if (!get_size(block + SIZE, &entry->size) || !get_octal(block + TIME, 11, &time))
		return false;
	entry->time = (int64_t)time;
	tar_header(entry, again);
	return memcmp(block, again, TAR_BLOCK) == 0;
}

unsigned tar_padding(uint64_t size)
{
	return (unsigned)((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
}

bool tar_is_zero(const unsigned char *bytes, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}
