#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/term_charset.h"
#include "ui/term_keys.h"
#include "ui/term_out.h"
#include "ui/term_pace.h"
#include "ui/term_signals.h"
#include "ui/theme.h"

#include <term.h> /* last: it defines words like `columns` as macros */

#define SIDE_MOST    500 /* rows or columns: a window claimed to be larger would only eat memory (PITFALLS B3) */
#define ESCAPE_DELAY 100 /* ms; an arrow key may arrive in pieces over a slow line (PITFALLS B2) */

static struct terminal {
	SCREEN *screen; /* NULL: closed */
	WINDOW *keys;	/* never shown; reading from it does not refresh anything */
	bool headless;
	bool unknown; /* described by nobody, so used as a vt100 */
	bool pasting; /* bracketed paste was asked for */
	bool behind;  /* the window holds what the terminal, busy, has not been told */
	int pongs;    /* to be said when it has */
	FILE *in, *out;
	bool announced;	 /* ppoll said there is something to read */
	int empty_reads; /* in a row, though announced: the terminal is gone */
	int row, col;	 /* where the cursor was put last */
	const char *warning;
} term;

static bool window_size(int *rows, int *cols)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_row || !size.ws_col)
		return false;
	*rows = size.ws_row < SIDE_MOST ? size.ws_row : SIDE_MOST;
	*cols = size.ws_col < SIDE_MOST ? size.ws_col : SIDE_MOST;
	return true;
}

static const char *capability(const char *name)
{
	const char *value = tigetstr(name);

	return value == (const char *)-1 ? NULL : value;
}

/* Until its first endwin, curses 6.4 writes to the terminal after every cursor movement, some sixty small packets for
 * a page instead of one. So it is suspended once, with its output leading nowhere, and resumed. Resuming sends
 * the start-up strings again, asks for the window's size again, and would reset the operator's palette if colours
 * were started: so it comes first of all. */
static void end_first_state(void)
{
	if (!term_out_open(fileno(term.out), STDOUT_FILENO,
		    thrift_for(
			    capability("sgr0"), capability("cup"), capability("hpa"), tigetflag("xenl") > 0)))
		return;
	endwin();
	term_out_forget();
	doupdate();
}

static void set_line_modes(void)
{
	raw(); /* not cbreak: Ctrl-S would freeze the session, Ctrl-Z lose a key (PITFALLS B2) */
	noecho();
	nonl();
}

/* newterm with our size, not the one that LINES and COLUMNS or a strange window claim: it allocates at once
 * (PITFALLS B3). The environment is the only way to say so to curses, and is cleaned again for child programs. */
static SCREEN *open_screen(const char *kind, int rows, int cols)
{
	char number[16];
	SCREEN *screen;

	snprintf(number, sizeof number, "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof number, "%d", cols);
	setenv("COLUMNS", number, 1);
	use_env(TRUE);
	use_tioctl(FALSE);
	screen = newterm(kind, term.out, term.headless ? term.in : stdin);
	if (screen && !term.headless && capability("cup")) {
		/* Before: from then on curses writes to a file, which has no modes. */
		set_line_modes();
		end_first_state();
	}
	if (screen) {
		/* Everything is drawn into newscr, the screen as it is to be: a third beside it and curscr is 54 kB of nothing. */
		wresize(stdscr, 1, 1);
		clearok(curscr, TRUE);
	}
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

static bool open_headless(const struct term_options *options, struct error *err)
{
	static const char *const kinds[] = {"xterm-256color", "xterm", "vt100"};
	int rows = options->rows < SIDE_MOST ? options->rows : SIDE_MOST;
	int cols = options->cols < SIDE_MOST ? options->cols : SIDE_MOST;

	term.in = fopen("/dev/null", "re");
	term.out = fopen("/dev/null", "we");
	if (!term.in || !term.out)
		return error_set(
			err, "/dev/null tidak dapat dibuka: %s; periksa sistem ini.", error_words(errno));
	for (size_t i = 0; !term.screen && i < sizeof kinds / sizeof *kinds; i++)
		term.screen = open_screen(kinds[i], rows, cols);
	if (!term.screen)
		return error_set(err, "Uraian terminal tidak ditemukan; pasang paket ncurses-base.");
	return true;
}

/* Known, but newterm refuses it when it cannot do what curses needs, like "dumb". */
static bool is_described(const char *kind)
{
	int found = 0;

	return setupterm(kind, STDOUT_FILENO, &found) == OK && found == 1;
}

static bool open_terminal(struct error *err)
{
	const char *kind = getenv("TERM");
	int rows = 24;
	int cols = 80;
	int copy;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err,
			"Layar siko perlu terminal; jalankan langsung di terminal, atau lihat siko --help.");
	copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	term.out = copy < 0 ? NULL : fdopen(copy, "w");
	if (!term.out)
		return error_set(
			err, "Terminal tidak dapat dipakai: %s; tutup program lain.", error_words(errno));
	window_size(&rows, &cols);
	term_signals_guard();
	/* initscr would end the program on an unknown TERM (PITFALLS B3). */
	if (kind && *kind)
		term.screen = open_screen(kind, rows, cols);
	if (!term.screen && !(kind && is_described(kind))) {
		term.screen = open_screen("vt100", rows, cols);
		term.unknown = true;
		term.warning = "TERM tidak dikenal, dipakai vt100; pasang paket ncurses-term atau atur TERM.";
	}
	if (!term.screen && !is_described("vt100"))
		return error_set(err, "Uraian terminal tidak ditemukan; pasang paket ncurses-base.");
	if (!term.screen || !capability("cup"))
		return error_set(err,
			"Terminal \"%.40s\" tidak dapat memindahkan kursor; atur TERM, misalnya xterm.",
			kind ? kind : "");
	return true;
}

/* Where the description does not say, the families that are known to have it; others would print the request. */
static bool has_bracketed_paste(void)
{
	static const char *const families[] = {"xterm", "tmux", "screen", "putty", "rxvt"};
	const char *kind = getenv("TERM");

	if (capability("BE"))
		return true;
	for (size_t i = 0; kind && i < sizeof families / sizeof *families; i++)
		if (text_starts(kind, families[i]))
			return true;
	return false;
}

/* Behind what curses wrote. */
static void send(const char *bytes)
{
	if (write(fileno(term.out), bytes, strlen(bytes)) < 0)
		term_signals_hang_up();
}

/* curses turns the arrows' mode on and the keypad's with it. In that one a PuTTY sends F2 for the keypad's `/`, F1 for Num
 * Lock: a date typed there would save the form. */
static void leave_keypad_mode(void)
{
	const char *both = capability("smkx");

	if (both && strstr(both, "\033="))
		send("\033>");
}

/* Not at a terminal nobody knows: it might print the question. */
static void ask_for_place(void)
{
	const char *kind = getenv("TERM");

	if (kind && !term.unknown && (capability("u7") || text_starts(kind, "vt")))
		send(term_charset_question());
}

static void catch_up(void);

bool term_judge_place(int row, int col)
{
	const char *warning = term_charset_judge(row, col);

	pace_answered();
	catch_up();
	if (!warning)
		return false;
	term.warning = warning;
	draw_set_ascii(true);
	return true;
}

static void open_looks(const struct term_options *options)
{
	const struct settings *settings = options->settings;
	struct settings built_in = {0};

	if (!settings) {
		settings_open(&built_in);
		settings = &built_in;
	}
	theme_open(
		settings_theme(settings, settings->theme), settings_theme(settings, "mono"), options->mono);
	draw_set_ascii(options->ascii || settings->ascii || term.warning);
	draw_set_plain(settings->plain);
	settings_free(&built_in);
}

static void open_modes(const struct term_options *options)
{
	const char *delay = getenv("ESCDELAY");

	typeahead(
		-1); /* the loop paints only when no key waits; curses need not look again after every few rows */
	if (!delay || !*delay)
		set_escdelay(ESCAPE_DELAY);
	term.keys = newpad(1, 1);
	nodelay(term.keys, TRUE);
	keypad(term.keys, TRUE);
	if (!term.headless) {
		leave_keypad_mode();
		term_keys_define();
		term.pasting = has_bracketed_paste();
		if (term.pasting)
			send("\033[?2004h");
	}
	open_looks(options);
	if (!term.headless && !draw_is_ascii())
		ask_for_place();
	term_out_hold();
}

bool term_open(const struct term_options *options, struct error *err)
{
	bool opened;

	memset(&term, 0, sizeof term);
	pace_open();
	term.headless = options->headless;
	term.warning = term_charset_open();
	term_signals_open(!term.headless);
	memory_on_exhausted(term_close);
	opened = term.headless ? open_headless(options, err) : open_terminal(err);
	if (!opened) {
		term_close();
		return false;
	}
	open_modes(options);
	return true;
}

void term_close(void)
{
	static bool closing; /* memory may run out while closing */

	if (closing)
		return;
	closing = true;
	term_out_release();
	if (term.screen && !term.headless)
		term_charset_await(term_read, pace_wait(clock_monotonic_ms()) > 0);
	term_out_close();
	if (term.pasting)
		send("\033[?2004l");
	if (term.keys)
		delwin(term.keys);
	if (term.screen) {
		endwin();
		delscreen(term.screen);
	}
	if (term.in)
		fclose(term.in);
	if (term.out)
		fclose(term.out);
	term.screen = NULL;
	term.keys = NULL;
	term.in = term.out = NULL;
	term.pasting = false;
	term_signals_close();
	closing = false;
}

void term_size(int *rows, int *cols)
{
	getmaxyx(newscr, *rows, *cols);
}

/* resize_term, not resizeterm: the latter puts a key of its own into the input. */
void term_resize(int rows, int cols)
{
	if (term.headless ? rows <= 0 || cols <= 0 : !window_size(&rows, &cols))
		return;
	resize_term(rows < SIDE_MOST ? rows : SIDE_MOST, cols < SIDE_MOST ? cols : SIDE_MOST);
	clearok(curscr, TRUE); /* terminals rearrange their rows when resized: nothing on them is known */
}

void term_send_row(int row)
{
	wredrawln(newscr, row, 1);
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
}

/* Sends what is to be sent; when the terminal has taken all and is behind, the window as it is by then: whatever it would
 * have shown in between is skipped. A line that takes nothing keeps nobody from typing or saving. */
static void catch_up(void)
{
	static const char where[] = "\033[6n";
	bool alive = term_out_send();

	if (alive && term.behind && !term_out_busy() && !pace_wait(clock_monotonic_ms())) {
		size_t bytes = 0;

		term.behind = false;
		doupdate();
		alive = term_out_collect(LINES, COLS, &bytes);
		if (alive && pace_sent(bytes, clock_monotonic_ms()))
			alive = term_out_add(where, sizeof where - 1);
	}
	if (alive && term.pongs && !term.behind && !term_out_busy()) {
		static const char pong[] = "\033]777;pong\a";

		while (term.pongs-- > 0)
			alive = term_out_add(pong, sizeof pong - 1);
		term.pongs = 0;
	}
	if (!alive)
		term_signals_hang_up();
}

void term_flush(int cursor_row, int cursor_col)
{
	if (cursor_row >= 0 && cursor_col >= 0) {
		term.row = cursor_row;
		term.col = cursor_col;
	}
	if (term.row >= LINES)
		term.row = LINES - 1;
	if (term.col >= COLS)
		term.col = COLS - 1;
	if (draw_is_ascii())
		draw_make_ascii();
	wmove(newscr, term.row, term.col);
	term.behind = true;
	catch_up();
}

bool term_hung_up(void)
{
	return term_signals_hung_up();
}

const char *term_warning(void)
{
	return term.warning;
}

int term_escape_delay(void)
{
	return term.screen ? get_escdelay() : ESCAPE_DELAY;
}

bool term_take_resize(void)
{
	return term_signals_take_resize();
}

/* Once: until a key, a signal, the end of the time, or until the terminal takes more of what is to be sent. */
static int wait_once(int timeout_ms, short *input)
{
	struct timespec limit;
	struct pollfd fds[] = {
		{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = term_out_descriptor(), .events = POLLOUT}};
	int until = term.behind ? pace_wait(clock_monotonic_ms()) : 0;
	int ready;

	if (until && (timeout_ms < 0 || until < timeout_ms))
		timeout_ms = until;
	limit = (struct timespec){timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
	ready = ppoll(fds, term_out_busy() ? 2 : 1, timeout_ms < 0 ? NULL : &limit, term_signals_outside());
	*input = fds[0].revents;
	if (until || (ready > 0 && fds[1].revents))
		catch_up();
	return ready;
}

bool term_wait(int timeout_ms)
{
	uint64_t end = clock_monotonic_ms() + (uint64_t)(timeout_ms < 0 ? 0 : timeout_ms);
	short input = 0;
	int ready;

	if (term.headless)
		return false;
	while ((ready = wait_once(timeout_ms, &input)) > 0 && !input && !term_signals_hung_up()) {
		uint64_t now = clock_monotonic_ms();

		if (timeout_ms >= 0)
			timeout_ms = end > now ? (int)(end - now) : 0;
	}
	if (ready < 0 && errno != EINTR)
		term_signals_hang_up();
	if (ready <= 0)
		return false;
	if (!(input & POLLIN))
		term_signals_hang_up();
	term.announced = !term_signals_hung_up();
	return term.announced;
}

int term_read(int timeout_ms)
{
	int code;

	if (term.headless || !term.keys)
		return -1;
	code = wgetch(term.keys);
	if (code == ERR && timeout_ms > 0 && term_wait(timeout_ms))
		code = wgetch(term.keys);
	if (code == ERR) {
		/* A terminal that announces bytes and has none, time and again, is gone: no busy loop (B4). */
		if (term.announced && ++term.empty_reads > 2)
			term_signals_hang_up();
		return -1;
	}
	term.announced = false;
	term.empty_reads = 0;
	if (code < 0x100)
		return code;
	code = term_keys_translate(code);
	return code < 0 ? term_read(timeout_ms) : code;
}

void term_pong(void)
{
#ifdef SIKO_TEST
	term.pongs++;
	catch_up();
#endif
}

#ifdef SIKO_TEST
/* curses keeps what it made before its first screen; it is one block for the life of the process. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:new_prescr\nleak:_nc_setupscreen\n";
}
#endif
