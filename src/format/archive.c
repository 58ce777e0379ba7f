#include "format/archive.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/error.h"
#include "format/library.h"

#define HEAD_SIZE 256 /* the first element is named within them */
#define TAIL_SIZE 64

/* The functions of the library that are used. */
#define ARCHIVE_CALLS(X) \
	X(inflateInit2_) \
	X(inflate)       \
	X(inflateEnd)

#define ARCHIVE_NAME(name) #name,
#define ARCHIVE_CALL(name) __typeof__(name) *(name);

struct calls {
	ARCHIVE_CALLS(ARCHIVE_CALL)
};

/* How a document begins and ends. */
struct ends {
	char head[HEAD_SIZE + 1];
	char tail[TAIL_SIZE + 1];
	size_t head_size, tail_size;
};

static bool load(struct calls *call)
{
	static const char *const name[] = {ARCHIVE_CALLS(ARCHIVE_NAME)};
	void *found[sizeof name / sizeof name[0]];
	struct error err;

	if (!library_load("libz.so.1", "XLSX", name, found, sizeof name / sizeof name[0], &err))
		return false;
	memcpy(call, found, sizeof found);
	return true;
}

static uint32_t little(const unsigned char *at, int bytes)
{
	uint32_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | at[bytes];
	return value;
}

static bool read_at(int fd, void *to, size_t size, off_t at)
{
	return pread(fd, to, size, at) == (ssize_t)size;
}

static void note_ends(struct ends *ends, const char *text, size_t size)
{
	size_t more = HEAD_SIZE - ends->head_size < size ? HEAD_SIZE - ends->head_size : size;
	size_t last = size < TAIL_SIZE ? size : TAIL_SIZE;
	size_t kept = ends->tail_size + last > TAIL_SIZE ? TAIL_SIZE - last : ends->tail_size;

	memcpy(ends->head + ends->head_size, text, more);
	ends->head_size += more;
	memmove(ends->tail, ends->tail + ends->tail_size - kept, kept);
	memcpy(ends->tail + kept, text + size - last, last);
	ends->tail_size = kept + last;
}

/* <?xml …?> <NAME …> … </NAME> */
static bool is_closed(struct ends *ends)
{
	const char *name = strstr(ends->head, "?>");
	size_t length;

	name = name ? strchr(name, '<') : NULL;
	if (!name)
		return false;
	length = strcspn(++name, " />");
	while (ends->tail_size && strchr("\r\n", ends->tail[ends->tail_size - 1]))
		ends->tail_size--;
	ends->tail[ends->tail_size] = '\0';
	return ends->tail_size > length + 3 &&
	       strncmp(ends->tail + ends->tail_size - length - 3, "</", 2) == 0 &&
	       strncmp(ends->tail + ends->tail_size - length - 1, name, length) == 0;
}

/* All of a deflated document that starts at `at`; only its ends are kept. */
static bool inflate_ends(const struct calls *call, int fd, off_t at, struct ends *ends)
{
	unsigned char in[16384];
	char out[65536];
	z_stream stream = {0};
	int status = call->inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, (int)sizeof stream);

	if (status != Z_OK)
		return false;
	while (status == Z_OK) {
		if (!stream.avail_in) {
			ssize_t got = pread(fd, in, sizeof in, at);

			if (got <= 0)
				break;
			at += got;
			stream.next_in = in;
			stream.avail_in = (uInt)got;
		}
		stream.next_out = (Bytef *)out;
		stream.avail_out = sizeof out;
		status = call->inflate(&stream, Z_NO_FLUSH);
		note_ends(ends, out, sizeof out - stream.avail_out);
	}
	call->inflateEnd(&stream);
	return status == Z_STREAM_END;
}

/* Where the bytes of a document start, from its entry in the table of contents; 0 when that cannot be. */
static off_t data_of(int fd, const unsigned char *entry)
{
	unsigned char local[30];
	off_t at = (off_t)little(entry + 42, 4);

	if (little(entry + 10, 2) != Z_DEFLATED || !read_at(fd, local, sizeof local, at) ||
		memcmp(local, "PK\3\4", 4) != 0)
		return 0;
	return at + (off_t)(sizeof local + little(local + 26, 2) + little(local + 28, 2));
}

/* Layout: PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16. */
bool archive_is_whole(int fd)
{
	struct calls call;
	off_t size = lseek(fd, 0, SEEK_END);
	unsigned char end[22];
	unsigned char entry[46];
	uint32_t count;
	off_t at;

	if (!load(&call) || size < (off_t)sizeof end ||
		!read_at(fd, end, sizeof end, size - (off_t)sizeof end) || memcmp(end, "PK\5\6", 4) != 0)
		return false;
	count = little(end + 10, 2);
	at = (off_t)little(end + 16, 4);
	for (uint32_t i = 0; i < count; i++) {
		struct ends ends = {{0}, {0}, 0, 0};
		off_t data;

		if (!read_at(fd, entry, sizeof entry, at) || memcmp(entry, "PK\1\2", 4) != 0)
			return false;
		data = data_of(fd, entry);
		if (!data || !inflate_ends(&call, fd, data, &ends) || !is_closed(&ends))
			return false;
		at += (off_t)(sizeof entry + little(entry + 28, 2) + little(entry + 30, 2) +
			      little(entry + 32, 2));
	}
	return true;
}
