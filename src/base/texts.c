#include "base/texts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

#define FIRST_ROOM 480
#define MOST_ROOM  65000 /* of a block for several texts; a longer text gets its own */

struct texts_block {
	struct texts_block *next;
	size_t used, room;
	char data[];
};

static struct texts_block *block_for(struct texts *texts, size_t size)
{
	struct texts_block *newest = texts->block;
	size_t room = newest ? 2 * newest->room : FIRST_ROOM;
	struct texts_block *block;

	if (newest && newest->room - newest->used >= size)
		return newest;
	room = room > MOST_ROOM ? MOST_ROOM : room;
	room = room < size ? size : room;
	block = memory_grow(NULL, sizeof *block + room, 1);
	*block = (struct texts_block){.next = newest, .room = room};
	texts->block = block;
	return block;
}

char *texts_keep(struct texts *texts, const char *text)
{
	size_t size = strlen(text) + 1;
	struct texts_block *block = block_for(texts, size);
	char *copy = memcpy(block->data + block->used, text, size);

	block->used += size;
	return copy;
}

void texts_free(struct texts *texts)
{
	while (texts->block) {
		struct texts_block *block = texts->block;

		texts->block = block->next;
		free(block);
	}
}
