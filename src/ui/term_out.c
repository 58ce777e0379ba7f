#include "ui/term_out.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"

#define END_MS 1000 /* a line that takes nothing for so long is not waited for at the end */
#define SEEN   4096 /* of the kept file, what is read without a call: a page, more than a screen of 80x24 */

static struct {
	int curses;   /* the descriptor curses writes to; -1: closed */
	int terminal; /* what that was */
	int kept;     /* a file in memory: what curses writes goes there */
	char *seen;   /* its first SEEN bytes; they stay allotted, so that a key costs no page */
	int out;      /* the terminal, not waiting */
	struct thrift thrift;
	struct buffer start; /* held until the first screen */
	struct buffer said;  /* what is sent for it */
	struct buffer queue;
	size_t sent; /* of it */
} out = {.curses = -1, .out = STDOUT_FILENO};

/* Not by a flag on the descriptor we have: that would be set for the shell that gave it to us, too. */
static int open_again(int terminal)
{
	char name[128] = "";

	if (ttyname_r(terminal, name, sizeof name) != 0)
		return -1;
	return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

static bool open_kept(void)
{
	void *seen;

	out.kept = memfd_create("siko", MFD_CLOEXEC);
	if (out.kept < 0)
		return false;
	seen = ftruncate(out.kept, SEEN) < 0 ? MAP_FAILED
					     : mmap(NULL, SEEN, PROT_READ, MAP_SHARED, out.kept, 0);
	if (seen == MAP_FAILED) {
		close(out.kept);
		return false;
	}
	out.seen = seen;
	return true;
}

static void close_kept(void)
{
	munmap(out.seen, SEEN);
	close(out.kept);
}

bool term_out_open(int curses, int terminal, struct thrift thrift)
{
	out.out = open_again(terminal);
	if (out.out < 0 || !open_kept()) {
		if (out.out >= 0)
			close(out.out);
		out.out = terminal;
		return false;
	}
	if (dup3(out.kept, curses, O_CLOEXEC) < 0) {
		close_kept();
		close(out.out);
		out.out = terminal;
		return false;
	}
	out.curses = curses;
	out.terminal = terminal;
	out.thrift = thrift;
	return true;
}

void term_out_forget(void)
{
	if (out.curses >= 0)
		lseek(out.kept, 0, SEEK_SET);
}

void term_out_hold(void)
{
	off_t size = out.curses < 0 ? 0 : lseek(out.kept, 0, SEEK_CUR);

	if (size > 0 && pread(out.kept, buffer_extend(&out.start, (size_t)size), (size_t)size, 0) != size)
		buffer_clear(&out.start);
	term_out_forget();
}

void term_out_release(void)
{
	if (out.start.size)
		term_out_add("", 0);
}

void term_out_close(void)
{
	struct pollfd wait = {.fd = out.out, .events = POLLOUT};

	if (out.curses < 0)
		return;
	term_out_release();
	while (term_out_send() && term_out_busy())
		if (poll(&wait, 1, END_MS) <= 0)
			break;
	dup3(out.terminal, out.curses, O_CLOEXEC);
	close(out.out);
	close_kept();
	out.out = out.terminal;
	buffer_free(&out.said);
	buffer_free(&out.queue);
	out.sent = 0;
	out.curses = -1;
}

bool term_out_busy(void)
{
	return out.queue.size > 0;
}

int term_out_descriptor(void)
{
	return out.out;
}

bool term_out_send(void)
{
	while (out.sent < out.queue.size) {
		ssize_t size = write(out.out, out.queue.data + out.sent, out.queue.size - out.sent);

		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0)
			return errno == EAGAIN;
		out.sent += (size_t)size;
	}
	buffer_clear(&out.queue);
	out.sent = 0;
	return true;
}

bool term_out_add(const char *bytes, size_t size)
{
	ssize_t sent = 0;

	if (out.start.size) {
		buffer_add(&out.start, bytes, size);
		buffer_free(&out.queue);
		out.queue = out.start;
		out.start = (struct buffer){0};
		return term_out_send();
	}
	if (!term_out_busy()) {
		sent = write(out.out, bytes, size);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (sent < 0)
			sent = 0;
	}
	if ((size_t)sent == size)
		return true;
	buffer_add(&out.queue, bytes + sent, size - (size_t)sent);
	return term_out_send();
}

static bool say(const char *bytes, size_t size, int rows, int cols)
{
	buffer_clear(&out.said);
	thrift_say(&out.thrift, bytes, size, rows, cols, &out.said);
	return !out.said.size || term_out_add(out.said.data, out.said.size);
}

/* More than a screen, after a burst: read back, and the room given up. */
static bool say_much(size_t size, int rows, int cols)
{
	struct buffer much = {0};
	bool alive = true;

	if (pread(out.kept, buffer_extend(&much, size), size, 0) == (ssize_t)size)
		alive = say(much.data, size, rows, cols); /* else the next Ctrl-L mends that */
	buffer_free(&much);
	return ftruncate(out.kept, SEEN) == 0 && alive;
}

bool term_out_collect(int rows, int cols, size_t *bytes)
{
	off_t size = out.curses < 0 ? 0 : lseek(out.kept, 0, SEEK_CUR);
	bool alive;

	*bytes = 0;
	if (size <= 0)
		return true;
	alive = size <= SEEN ? say(out.seen, (size_t)size, rows, cols) : say_much((size_t)size, rows, cols);
	*bytes = out.said.size;
	return lseek(out.kept, 0, SEEK_SET) == 0 && alive;
}
