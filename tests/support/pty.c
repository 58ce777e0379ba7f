#include "support/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#define PATIENCE_MS 20000 /* a program that does not answer by then hangs */

static const char ping[] = "\033[>7~";
static const char pong[] = "\033]777;pong\007";

static void fail_test(struct pty *pty, const char *what)
{
	char *text = pty_screen(pty);

	fprintf(stderr, "pty: %s; the screen was:\n%s\n", what, text);
	free(text);
	kill(pty->child, SIGKILL);
	abort();
}

static int note_property(VTermProp property, VTermValue *value, void *user)
{
	struct pty *pty = user;

	if (property == VTERM_PROP_ALTSCREEN)
		pty->altscreen = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		pty->hidden = !value->boolean;
	return 1;
}

static void open_vterm(struct pty *pty, bool eight_bit)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = note_property};

	pty->vterm = vterm_new(pty->rows, pty->cols);
	vterm_set_utf8(pty->vterm, !eight_bit);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
}

void pty_open_as(struct pty *pty, int rows, int cols, const char *term, const char *locale, bool eight_bit,
	char *const argv[])
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	int line;

	memset(pty, 0, sizeof *pty);
	pty->rows = rows;
	pty->cols = cols;
	open_vterm(pty, eight_bit);
	if (openpty(&pty->master, &line, NULL, NULL, &size) < 0 || tcgetattr(line, &pty->before) < 0 ||
		(pty->child = fork()) < 0) {
		perror("openpty");
		abort();
	}
	if (!pty->child) {
		close(pty->master);
		login_tty(line);
		setenv("TERM", term, 1);
		setenv("LC_ALL", locale, 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		execv(argv[0], argv);
		_exit(127);
	}
	close(line);
}

void pty_open(struct pty *pty, int rows, int cols, const char *term, char *const argv[])
{
	pty_open_as(pty, rows, cols, term, "C.UTF-8", false, argv);
}

/* What the terminal says by itself, when it was asked. */
static void reply(struct pty *pty)
{
	char answer[64];
	size_t size = vterm_output_read(pty->vterm, answer, sizeof answer);

	if (size && !pty->mute && write(pty->master, answer, size) != (ssize_t)size)
		fail_test(pty, "it does not take an answer");
}

/* Takes what the program wrote, if anything comes within the time; false at its end or when nothing came. */
static bool take(struct pty *pty, int timeout_ms)
{
	char block[8192];
	struct pollfd wait = {.fd = pty->master, .events = POLLIN};
	size_t most = pty->slow && pty->room < sizeof block ? pty->room : sizeof block;
	ssize_t size;

	if (pty->ended || pty->stalled || !most || poll(&wait, 1, timeout_ms) <= 0)
		return false;
	size = read(pty->master, block, most);
	if (size <= 0) {
		pty->ended = true;
		return false;
	}
	pty->bytes += (size_t)size;
	if (pty->slow)
		pty->room -= (size_t)size;
	buffer_add(&pty->written, block, (size_t)size);
	vterm_input_write(pty->vterm, block, (size_t)size);
	vterm_screen_flush_damage(pty->screen);
	reply(pty);
	for (ssize_t i = 0; i < size; i++) {
		if (block[i] != pong[pty->matched])
			pty->matched = 0;
		if (block[i] == pong[pty->matched])
			pty->matched++;
		if (pty->matched == sizeof pong - 1) {
			pty->pongs++;
			pty->matched = 0;
		}
	}
	return true;
}

static void put(struct pty *pty, const char *keys)
{
	size_t size = strlen(keys);

	while (size) {
		ssize_t done = write(pty->master, keys, size < 512 ? size : 512);

		if (done < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (done > 0) {
			keys += done;
			size -= (size_t)done;
		}
		/* The program must be able to write while it is typed at. */
		while (take(pty, 0))
			;
	}
}

void pty_settle(struct pty *pty)
{
	pty->pongs = 0;
	put(pty, ping);
	while (!pty->pongs) {
		if (take(pty, PATIENCE_MS))
			continue;
		if (pty->ended)
			return;
		fail_test(pty, "no answer");
	}
	pty->bytes -= sizeof pong - 1;
}

void pty_send_raw(struct pty *pty, const char *keys)
{
	put(pty, keys);
}

void pty_send(struct pty *pty, const char *keys)
{
	put(pty, keys);
	pty_settle(pty);
}

void pty_await(struct pty *pty, const char *text)
{
	for (;;) {
		char *whole = pty_screen(pty);
		bool found = strstr(whole, text) != NULL;

		free(whole);
		if (found)
			return;
		if (!take(pty, PATIENCE_MS))
			fail_test(pty, text);
	}
}

void pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	vterm_set_size(pty->vterm, rows, cols);
	pty->rows = rows;
	pty->cols = cols;
	ioctl(pty->master, TIOCSWINSZ, &size);
	/* A signal does not queue behind keys: what is painted in answer to it is waited for, then the rest. */
	if (!take(pty, PATIENCE_MS))
		fail_test(pty, "nothing painted after a resize");
	pty_settle(pty);
}

void pty_mark(struct pty *pty)
{
	pty->bytes = 0;
}

char *pty_row(struct pty *pty, int row)
{
	size_t room = (size_t)pty->cols * 24 + 1;
	char *text = calloc(1, room);
	VTermRect rect = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = pty->cols};
	size_t size = vterm_screen_get_text(pty->screen, text, room - 1, rect);

	while (size && (text[size - 1] == ' ' || text[size - 1] == '\n'))
		size--;
	text[size] = '\0';
	return text;
}

char *pty_screen(struct pty *pty)
{
	char *whole = calloc(1, ((size_t)pty->cols * 24 + 2) * (size_t)pty->rows + 1);
	size_t size = 0;

	for (int row = 0; row < pty->rows; row++) {
		char *text = pty_row(pty, row);
		size_t length = strlen(text);

		memcpy(whole + size, text, length);
		size += length;
		whole[size++] = '\n';
		free(text);
	}
	return whole;
}

bool pty_shows(struct pty *pty, const char *text)
{
	char *whole = pty_screen(pty);
	bool found = strstr(whole, text) != NULL;

	if (!found)
		fprintf(stderr, "not on the screen: %s\n%s\n", text, whole);
	free(whole);
	return found;
}

void pty_cursor(struct pty *pty, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
	*row = at.row;
	*col = at.col;
}

/* Collects the ended program: the exit status, or 128 + signal. */
static int collect(struct pty *pty)
{
	struct rusage used = {0};
	int status = 0;

	while (wait4(pty->child, &status, 0, &used) < 0 && errno == EINTR)
		;
	pty->child = 0;
	pty->cpu_ms = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
		      (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

long pty_cpu_ms(const struct pty *pty)
{
	char path[64];
	char line[1024] = "";
	unsigned long ticks;
	char *after;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pty->child);
	file = fopen(path, "re");
	after = file && fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
	if (file)
		fclose(file);
	/* The third field is behind it; the fourteenth and fifteenth are what was used outside and inside of the kernel. */
	for (int field = 2; after && field < 14; field++)
		after = strchr(after + 1, ' ');
	if (!after)
		return -1;
	ticks = strtoul(after, &after, 10);
	ticks += strtoul(after, NULL, 10);
	return (long)(ticks * 1000 / (unsigned long)sysconf(_SC_CLK_TCK));
}

bool pty_is_silent(struct pty *pty, int ms)
{
	return !take(pty, ms) && !pty->ended;
}

int pty_wait(struct pty *pty)
{
	while (take(pty, PATIENCE_MS))
		;
	if (!pty->ended)
		fail_test(pty, "it does not end");
	return collect(pty);
}

/* How often a sequence was written. */
static int count_of(const struct pty *pty, const char *sequence)
{
	size_t length = strlen(sequence);
	int count = 0;

	for (size_t at = 0; at + length <= pty->written.size; at++)
		count += memcmp(pty->written.data + at, sequence, length) == 0;
	return count;
}

int pty_unread(struct pty *pty)
{
	int line = open(ptsname(pty->master), O_RDONLY | O_NOCTTY | O_CLOEXEC);
	int waiting = -1;
	struct termios raw;

	/* In canonical mode only whole lines count; the program's end has brought that back. */
	if (line >= 0 && tcgetattr(line, &raw) == 0) {
		if (raw.c_lflag & ICANON) {
			cfmakeraw(&raw);
			tcsetattr(line, TCSANOW, &raw);
		}
		ioctl(line, FIONREAD, &waiting);
	}
	close(line);
	return waiting;
}

bool pty_restored(struct pty *pty)
{
	struct termios now;
	VTermScreenCell cell;
	VTermPos at;
	const char *what = NULL;

	/* What comes next looks as if nothing had been: a letter in plain at the start of a row of its own. */
	vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
	vterm_input_write(pty->vterm, "q", 1);
	vterm_screen_get_cell(pty->screen, at, &cell);
	if (tcgetattr(pty->master, &now) < 0 || now.c_lflag != pty->before.c_lflag ||
		now.c_iflag != pty->before.c_iflag || now.c_oflag != pty->before.c_oflag)
		what = "the modes of the line";
	else if (pty->altscreen)
		what = "the screen";
	else if (pty->hidden)
		what = "the cursor";
	else if (count_of(pty, "\033[?2004h") != count_of(pty, "\033[?2004l"))
		what = "the paste mode";
	else if (count_of(pty, "\033[?1h") && !count_of(pty, "\033[?1l"))
		what = "the mode of the arrows";
	else if (cell.chars[0] != 'q' || cell.attrs.bold || cell.attrs.reverse || cell.attrs.underline)
		what = "the look of text";
	else if (at.col != 0 && !count_of(pty, "\033[?1049l"))
		what = "the start of a row";
	if (what)
		fprintf(stderr, "pty: not as it was: %s\n", what);
	return !what;
}

int pty_hang_up(struct pty *pty)
{
	close(pty->master);
	pty->master = -1;
	return collect(pty);
}

void pty_close(struct pty *pty)
{
	if (pty->child > 0) {
		kill(pty->child, SIGKILL);
		waitpid(pty->child, NULL, 0);
	}
	if (pty->master >= 0)
		close(pty->master);
	vterm_free(pty->vterm);
	buffer_free(&pty->written);
}
