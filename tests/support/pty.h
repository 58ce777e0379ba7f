/* pty.h: runs siko in a pseudo terminal and renders what it writes with libvterm.
 * Settled by an in-band ping (test builds answer it after painting), never by waiting a while.
 * A struct pty owns its child and terminal until pty_close. */
#ifndef SIKO_TESTS_PTY_H
#define SIKO_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

#include "base/buffer.h"

struct pty {
	pid_t child;
	int master;
	int rows, cols;
	VTerm *vterm;
	VTermScreen *screen;
	size_t bytes;	/* written by the program since pty_mark */
	size_t matched; /* of the answer to a ping, in what was written last */
	size_t pongs;	/* answers since the last ping was sent */
	bool ended;	/* the program closed its side */
	bool stalled;	/* nothing is read: the line does not take what is written */
	bool slow;	/* the line carries no more than room, which the test gives it as time passes there */
	size_t room;
	bool mute;	/* it does not answer what it is asked */
	bool altscreen; /* the program's own screen is shown, not the one that was there before */
	bool hidden;	/* the cursor is */
	long cpu_ms;	/* what the program used, after its end */
	struct termios before;
	struct buffer written; /* every byte since the start */
};

/* argv[0] is the program; environment is TERM=term, LC_ALL=C.UTF-8 and what the caller set with setenv. */
void pty_open(struct pty *pty, int rows, int cols, const char *term, char *const argv[]);
/* The same in another locale, at a terminal that takes bytes for characters when eight_bit. It answers what it is asked
 * (where the cursor is) as terminals do. */
void pty_open_as(struct pty *pty, int rows, int cols, const char *term, const char *locale, bool eight_bit,
	char *const argv[]);
void pty_send(struct pty *pty, const char *keys);     /* and settles */
void pty_send_raw(struct pty *pty, const char *keys); /* does not settle */
void pty_settle(struct pty *pty);
/* Reads until the text is there, whatever makes the program write it; the test fails when nothing more comes. */
void pty_await(struct pty *pty, const char *text);
void pty_resize(struct pty *pty, int rows, int cols); /* and settles */
void pty_mark(struct pty *pty);			      /* bytes = 0 */
/* Text of one row or of the whole screen (rows ended by LF); owned by the caller. */
char *pty_row(struct pty *pty, int row);
char *pty_screen(struct pty *pty);
bool pty_shows(struct pty *pty, const char *text);
void pty_cursor(struct pty *pty, int *row, int *col);
/* Closes the terminal under the program (a lost line) and waits for its end. */
int pty_hang_up(struct pty *pty);
/* What the program has used of the processor so far, as exact as the system counts: ten milliseconds. */
long pty_cpu_ms(const struct pty *pty);
/* True when the program writes nothing for so long. */
bool pty_is_silent(struct pty *pty, int ms);
/* Waits for the end by itself; the exit status, or 128 + signal. */
int pty_wait(struct pty *pty);
/* After its end: modes of the line, cursor, screen, looks and paste mode are as before; else says what is not. */
int pty_unread(
	struct pty *pty); /* bytes that were sent to the program and are still to be read by somebody */
bool pty_restored(struct pty *pty);
void pty_close(struct pty *pty);

#endif
