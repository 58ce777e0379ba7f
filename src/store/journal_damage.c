#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "store/store_part.h"

/* Reading on in a journal whose lines are not what they should be. */

struct lines {
	FILE *file;
	char *line;
	size_t room;
	uint64_t at; /* behind the line read last */
};

static bool lines_open(struct lines *lines, const struct store *store, uint64_t from)
{
	int fd = journal_open(store, O_RDONLY);

	*lines = (struct lines){.file = fd >= 0 ? fdopen(fd, "r") : NULL, .at = from};
	if (!lines->file && fd >= 0)
		close(fd);
	return lines->file && fseeko(lines->file, (off_t)from, SEEK_SET) == 0;
}

/* The size of the next line before `to`; 0 when there is none. */
static size_t lines_next(struct lines *lines, uint64_t to)
{
	ssize_t size = lines->at < to ? getline(&lines->line, &lines->room, lines->file) : 0;

	lines->at += size > 0 ? (uint64_t)size : 0;
	return size > 0 ? (size_t)size : 0;
}

static void lines_close(struct lines *lines)
{
	free(lines->line);
	if (lines->file)
		fclose(lines->file);
}

/* ---- a damaged group ---- */

bool journal_end_chain(const char *line, unsigned char chain[CHAIN_SIZE])
{
	const char *hex = strstr(line, "\"h\":\"");
	size_t size;

	return hex &&
	       sodium_hex2bin(chain, CHAIN_SIZE, hex + strlen("\"h\":\""), (size_t)CHAIN_SIZE * 2, NULL,
		       &size, NULL) == 0 &&
	       size == CHAIN_SIZE;
}

bool journal_next_group(const struct store *store, uint64_t *at, uint64_t to, unsigned char chain[CHAIN_SIZE])
{
	struct lines lines;
	bool found = false;

	if (lines_open(&lines, store, *at))
		while (!found && lines_next(&lines, to))
			found = journal_is_end(lines.line) && journal_end_chain(lines.line, chain);
	*at = lines.at;
	lines_close(&lines);
	return found && *at < to;
}

/* ---- what a crash left behind ---- */

/* After a power cut the file may have been made longer without all its blocks having been written: zeros, and perhaps the
 * group's end behind them. Only in the last group: it was not yet on disk, so nobody was told that it was saved. */
static bool is_unwritten_group(const struct store *store, uint64_t from, uint64_t to)
{
	struct lines lines;
	bool ended = !lines_open(&lines, store, from);
	bool zeros = false;
	size_t size;

	while (!ended && (size = lines_next(&lines, to)) > 0) {
		zeros = zeros || memchr(lines.line, '\0', size) != NULL;
		ended = journal_is_end(lines.line) && lines.at < to;
	}
	lines_close(&lines);
	return zeros && !ended;
}

bool journal_tail(const struct store *store, uint64_t from, uint64_t to, unsigned char chain[CHAIN_SIZE],
	uint64_t *end, journal_visit *visit, void *context, struct error *err)
{
	if (journal_walk(store, from, to, chain, end, visit, context, err))
		return true;
	if (!is_unwritten_group(store, *end, to))
		return false;
	err->text[0] = '\0';
	return true;
}
