#include "ui/term_out.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buffer.h"

#define END_MS 1000 /* a line that takes nothing for so long is not waited for at the end */

static struct {
	int curses;   /* the descriptor curses writes to; -1: closed */
	int terminal; /* what that was */
	int kept;     /* a file in memory: what curses writes goes there */
	int out;      /* the terminal, not waiting */
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

void term_out_open(int curses, int terminal)
{
	out.out = open_again(terminal);
	out.kept = out.out < 0 ? -1 : memfd_create("siko", MFD_CLOEXEC);
	if (out.kept < 0 || dup3(out.kept, curses, O_CLOEXEC) < 0) {
		if (out.out >= 0)
			close(out.out);
		if (out.kept >= 0)
			close(out.kept);
		out.out = terminal;
		return;
	}
	out.curses = curses;
	out.terminal = terminal;
}

void term_out_close(void)
{
	struct pollfd wait = {.fd = out.out, .events = POLLOUT};

	if (out.curses < 0)
		return;
	while (term_out_send() && term_out_busy())
		if (poll(&wait, 1, END_MS) <= 0)
			break;
	dup3(out.terminal, out.curses, O_CLOEXEC);
	close(out.out);
	close(out.kept);
	out.out = out.terminal;
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
	buffer_add(&out.queue, bytes, size);
	return term_out_send();
}

bool term_out_collect(size_t *bytes)
{
	off_t size = out.curses < 0 ? 0 : lseek(out.kept, 0, SEEK_CUR);

	*bytes = size > 0 ? (size_t)size : 0;
	if (size <= 0)
		return true;
	/* What cannot be read back cannot be shown; the next Ctrl-L mends that. */
	if (pread(out.kept, buffer_extend(&out.queue, (size_t)size), (size_t)size, 0) != size)
		buffer_clear(&out.queue);
	if (ftruncate(out.kept, 0) < 0 || lseek(out.kept, 0, SEEK_SET) < 0)
		return false;
	return term_out_send();
}
