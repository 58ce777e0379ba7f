#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/store_part.h"

/* The journal read from its end, and never a line of it that is not what was written. */

#define BLOCK	 (64 * 1024)
#define END_MOST 160 /* a group's last line is shorter */

struct journal_back {
	struct store_txn *txn;
	FILE *file;
	char block[BLOCK]; /* the part of the file looked at last */
	uint64_t block_start;
	size_t block_size;
	uint64_t start, end; /* the group looked at last … */
	bool whole;	     /* … and whether its chain is right */
	struct error damage; /* the first one met */
};

struct journal_back *journal_back_open(struct store_txn *txn, struct error *err)
{
	struct journal_back *back = memory_alloc(sizeof *back);
	int fd = journal_open(txn->store, O_RDONLY);

	back->txn = txn;
	back->file = fd >= 0 ? fdopen(fd, "r") : NULL;
	if (back->file)
		return back;
	error_set(err, "jurnal tidak dapat dibaca (%s); jalankan `siko check`.", error_words(errno));
	if (fd >= 0)
		close(fd);
	free(back);
	return NULL;
}

bool journal_back_close(struct journal_back *back, struct error *err)
{
	bool good = back && !*back->damage.text;

	/* Before anything that was said of a line: it was not the one that was looked for. */
	if (back && !good)
		*err = back->damage;
	if (back)
		fclose(back->file);
	free(back);
	return good;
}

int journal_back_file(const struct journal_back *back)
{
	return fileno(back->file);
}

/* ---- lines ---- */

static bool load_block_before(struct journal_back *back, uint64_t end)
{
	size_t size = end < BLOCK ? (size_t)end : BLOCK;

	back->block_start = end - size;
	back->block_size = size;
	if (pread(fileno(back->file), back->block, size, (off_t)back->block_start) == (ssize_t)size)
		return true;
	back->block_size = 0;
	if (!errno)
		errno = EIO; /* shorter than noted */
	return false;
}

/* Moves to the start of the line before; false at the start of the file or when it cannot be read (errno). */
static bool line_before(struct journal_back *back, uint64_t *line)
{
	uint64_t end = *line ? *line - 1 : 0; /* the line feed that ends the line looked for */

	errno = 0;
	if (!*line)
		return false;
	for (;;) {
		const char *feed;

		if (end <= back->block_start || end > back->block_start + back->block_size) {
			if (!end) {
				*line = 0;
				return true;
			}
			if (!load_block_before(back, end))
				return false;
		}
		feed = memrchr(back->block, '\n', (size_t)(end - back->block_start));
		if (feed) {
			*line = back->block_start + (uint64_t)(feed - back->block) + 1;
			return true;
		}
		end = back->block_start;
	}
}

/* The lines that hold no record: what the store is, the ends of groups. */
static bool is_record_line(const struct journal_back *back, uint64_t line)
{
	char start[6] = "";

	return pread(fileno(back->file), start, 5, (off_t)line) == 5 && memcmp(start, "{\"k\":", 5) == 0;
}

bool journal_back_line(struct journal_back *back, uint64_t *line, struct error *err)
{
	while (line_before(back, line))
		if (is_record_line(back, *line))
			return true;
	if (errno)
		error_set(err, "jurnal tidak dapat dibaca (%s); jalankan `siko check`.", error_words(errno));
	return false;
}

/* ---- groups ---- */

/* Where the group of that line begins, and what the chain had come to before it. */
static uint64_t group_start(struct journal_back *back, uint64_t line, unsigned char chain[CHAIN_SIZE])
{
	uint64_t start = line;

	memset(chain, 0, CHAIN_SIZE);
	while (line_before(back, &line)) {
		char text[END_MOST] = "";

		if (pread(fileno(back->file), text, sizeof text - 1, (off_t)line) > 0 &&
			journal_is_end(text) && journal_end_chain(text, chain))
			return start;
		start = line;
	}
	return start;
}

static uint64_t group_end(struct journal_back *back, uint64_t line, uint64_t to)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t size;
	bool ended = fseeko(back->file, (off_t)line, SEEK_SET) != 0;

	while (!ended && line < to && (size = getline(&text, &room, back->file)) > 0) {
		line += (uint64_t)size;
		ended = journal_is_end(text);
	}
	free(text);
	return ended && line < to ? line : to;
}

static bool look_at_group(struct journal_back *back, uint64_t line)
{
	const struct store_state *state = &back->txn->state;
	unsigned char chain[CHAIN_SIZE];
	struct error err = {{0}};
	uint64_t reached;

	back->start = group_start(back, line, chain);
	back->end = group_end(back, line, state->journal_end);
	return journal_walk(back->txn->store, back->start, back->end, chain, &reached, NULL, NULL, &err) &&
	       reached == back->end &&
	       (back->end < state->journal_end || memcmp(chain, state->chain, CHAIN_SIZE) == 0);
}

bool journal_back_is_whole(struct journal_back *back, uint64_t line)
{
	struct store *store = back->txn->store;

	if (line >= back->start && line < back->end)
		return back->whole;
	/* An import is one group of many megabytes that a thousand records share. */
	if (line >= store->whole_start && line < store->whole_end)
		return true;
	back->whole = look_at_group(back, line);
	if (back->whole && back->end - back->start > store->whole_end - store->whole_start) {
		store->whole_start = back->start;
		store->whole_end = back->end;
	}
	if (!back->whole && !*back->damage.text)
		error_set(&back->damage,
			"jurnal rusak, bita %llu-%llu: tidak ditampilkan; jalankan `siko check`.",
			(unsigned long long)back->start, (unsigned long long)back->end);
	return back->whole;
}
