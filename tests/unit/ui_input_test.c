/* Bytes to events: the decoder on its own, then the whole way through curses on a pty for what clients really send. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "ui/decode.h"
#include "ui/input.h"
#include "ui/term.h"

#define PAUSE '\x1e' /* in the bytes of a test: longer than any wait */

struct bytes {
	const char *at;
	const char *end;
};

static int next_byte(void *context, int timeout_ms)
{
	struct bytes *bytes = context;

	(void)timeout_ms;
	if (bytes->at == bytes->end)
		return -1;
	if (*bytes->at == PAUSE) {
		bytes->at++;
		return -1;
	}
	return (unsigned char)*bytes->at++;
}

static void describe(const struct input_event *event, struct buffer *to)
{
	switch (event->kind) {
	case INPUT_KEY:
		buffer_printf(to, "<%s>", input_key_name(event->key));
		break;
	case INPUT_TEXT:
		buffer_add(to, event->text, event->size);
		break;
	case INPUT_PASTE:
		buffer_printf(to, "{%s}", event->text);
		break;
	case INPUT_PLACE:
		buffer_printf(to, "<%d,%d>", event->row, event->col);
		break;
	default:
		break;
	}
}

static void expect_bytes(const char *text, size_t size, const char *wanted)
{
	struct bytes bytes = {text, text + size};
	struct decoder decoder = {.read = next_byte, .context = &bytes, .escape_ms = 100};
	struct buffer got = {0};
	struct input_event event;

	while (bytes.at < bytes.end || decoder.held_count) {
		decode_next(&decoder, &event);
		describe(&event, &got);
	}
	assert_string_equal(buffer_text(&got), wanted);
	buffer_free(&got);
	decode_free(&decoder);
}

static void expect(const char *text, const char *wanted)
{
	expect_bytes(text, strlen(text), wanted);
}

static void typed_characters_are_text(void **state)
{
	(void)state;
	expect("aZ 9", "aZ 9");
	expect("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "é€😀");
	expect_bytes("\0", 1, "<C-Space>");
}

static void bad_bytes_cost_one_character_each(void **state)
{
	(void)state;
	expect("\xFC"
	       "aaa",
		"\xEF\xBF\xBD"
		"aaa");
	expect("\xC3"
	       "x",
		"\xEF\xBF\xBD"
		"x");
	expect("\xE2\x82\x1e"
	       "ab",
		"\xEF\xBF\xBD"
		"ab");
	expect("\xC3\x1b[200~k\x1b[201~", "\xEF\xBF\xBD{k}");
	expect("\x80\xC0\xFF", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void hidden_characters_cannot_be_typed(void **state)
{
	(void)state;
	expect("a\xE2\x80\xAE"
	       "b\xE2\x80\x8B"
	       "c\xC2\x9B"
	       "d",
		"abcd");
}

static void control_keys_have_names(void **state)
{
	(void)state;
	expect("\x01\x13\x1a\x11", "<C-a><C-s><C-z><C-q>");
	expect("\x08\x7f", "<Backspace><Backspace>");
	expect("\r\n\t", "<Enter><Enter><Tab>");
}

static void escape_is_a_key_or_alt(void **state)
{
	(void)state;
	expect("\x1b", "<Esc>");
	expect("\x1b\x1e"
	       "b",
		"<Esc>b");
	expect("\x1b"
	       "b",
		"<M-b>");
	expect("\x1b\x1b", "<Esc><Esc>");
	expect("\x1b[\x1e"
	       "a",
		"<M-[>a");
	expect("\x1bO\x1e"
	       "a",
		"<M-O>a");
	expect("\x1b\r", "<Esc><Enter>");
}

static void unknown_sequences_are_swallowed(void **state)
{
	(void)state;
	expect("\x1b[38;5;1Rx", "x");
	expect("\x1b[2;30Rx", "<2,30>x");
	expect("\x1b[1;0Rx", "x");
	expect("\x1b[0;7Rx", "x");
	expect("\x1b[?1;2cx", "x");
	expect("\x1bOZx", "x");
	expect("\x1b]11;rgb:0000/0000/0000\x07x", "x");
	expect("\x1b]11;rgb:0000/0000/0000\x1b\\x", "x");
	expect("\x1bP1$r0m\x1b\\x", "x");
	expect("\x1b[12\x1b[13~x", "x");
}

static void pastes_arrive_whole_and_clean(void **state)
{
	(void)state;
	expect("\x1b[200~satu\rdua\r\ntiga\nempat\x1b[201~z", "{satu\ndua\ntiga\nempat}z");
	expect("\x1b[200~a\tb\x07\x1b[31mc\x1b[201~", "{a b[31mc}");
	expect("\x1b[200~e\xCC\x81\xFF\xE2\x80\x8B\x1b[201~", "{é\xEF\xBF\xBD}");
	expect("\x1b[200~tidak selesai", "{tidak selesai}");
	expect("\x1b[200~\x1b[201~", "{}");
}

static void a_huge_paste_is_cut_and_its_end_is_seen(void **state)
{
	struct buffer text = {0};
	struct bytes bytes;
	struct decoder decoder = {.read = next_byte, .context = &bytes};
	struct input_event event;

	(void)state;
	buffer_add_text(&text, "\x1b[200~");
	memset(buffer_extend(&text, 3000000), 'x', 3000000);
	buffer_add_text(&text, "\x1b[201~y");
	bytes = (struct bytes){text.data, text.data + text.size};
	assert_true(decode_next(&decoder, &event));
	assert_int_equal(event.kind, INPUT_PASTE);
	assert_in_range(event.size, 1048576, 1048600);
	assert_true(decode_next(&decoder, &event));
	assert_int_equal(event.key, 'y');
	decode_free(&decoder);
	buffer_free(&text);
}

/* --- through curses --- */

struct session {
	pid_t pid;
	int terminal;
	int report;
};

/* The child tells every event on a pipe, one a line. */
static void run_child(int report)
{
	struct term_options options = {0};
	struct error err;
	struct input_event event;
	struct buffer line = {0};

	if (!term_open(&options, &err)) {
		dprintf(report, "%s\n", err.text);
		_exit(1);
	}
	if (write(report, "siap\n", 5) < 0)
		_exit(1);
	do {
		input_next(&event, -1);
		buffer_clear(&line);
		describe(&event, &line);
		if (event.kind == INPUT_HANGUP)
			buffer_add_text(&line, "HANGUP");
		if (event.kind == INPUT_RESIZE) {
			int rows;
			int cols;

			term_resize(0, 0);
			term_size(&rows, &cols);
			buffer_printf(&line, "%dx%d", rows, cols);
		}
		if (!line.size)
			continue;
		buffer_add_byte(&line, '\n');
		if (write(report, line.data, line.size) < 0)
			break;
	} while (event.kind != INPUT_HANGUP);
	term_close();
	_exit(0);
}

/* Reads to the line feed; the terminal is drained meanwhile. */
static void expect_line(struct session *session, const char *wanted)
{
	char line[256];
	char waste[4096];
	size_t size = 0;

	for (;;) {
		struct pollfd fds[] = {{session->report, POLLIN, 0}, {session->terminal, POLLIN, 0}};

		if (poll(fds, session->terminal < 0 ? 1 : 2, 5000) <= 0)
			fail_msg("no event for %s", wanted);
		if (session->terminal >= 0 && fds[1].revents &&
			read(session->terminal, waste, sizeof waste) <= 0)
			session->terminal = -1;
		if (!fds[0].revents)
			continue;
		if (read(session->report, line + size, 1) != 1)
			fail_msg("child gone before %s", wanted);
		if (line[size] == '\n')
			break;
		size++;
	}
	line[size] = '\0';
	assert_string_equal(line, wanted);
}

static void start(struct session *session, const char *kind)
{
	struct winsize window = {.ws_row = 24, .ws_col = 80};
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	session->pid = forkpty(&session->terminal, NULL, NULL, &window);
	assert_true(session->pid >= 0);
	if (session->pid == 0) {
		setenv("TERM", kind, 1);
		unsetenv("ESCDELAY");
		close(ends[0]);
		run_child(ends[1]);
	}
	close(ends[1]);
	session->report = ends[0];
	expect_line(session, "siap");
}

static void send_bytes(struct session *session, const char *bytes)
{
	assert_int_equal(write(session->terminal, bytes, strlen(bytes)), strlen(bytes));
}

static void finish(struct session *session)
{
	int status;

	assert_int_equal(waitpid(session->pid, &status, 0), session->pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(session->report);
}

static void keys_that_clients_send_are_known(void **state)
{
	static const char *const kinds[] = {"xterm-256color", "linux", "vt100", "vt220", "screen",
		"tmux-256color", "xterm", "putty", "rxvt-unicode"};
	static const struct {
		const char *bytes;
		const char *name;
	} keys[] = {
		/* the arrows in both modes; with Shift, Alt, Ctrl as xterm, tmux and Windows have them, and as rxvt */
		{"\033[A", "<Up>"},
		{"\033[B", "<Down>"},
		{"\033[C", "<Right>"},
		{"\033[D", "<Left>"},
		{"\033OA", "<Up>"},
		{"\033OB", "<Down>"},
		{"\033OC", "<Right>"},
		{"\033OD", "<Left>"},
		{"\033[1;2A", "<Up>"},
		{"\033[1;2B", "<Down>"},
		{"\033[1;2C", "<Right>"},
		{"\033[1;2D", "<Left>"},
		{"\033[1;3A", "<Up>"},
		{"\033[1;3B", "<Down>"},
		{"\033[1;3C", "<C-Right>"},
		{"\033[1;3D", "<C-Left>"},
		{"\033[1;5A", "<C-Up>"},
		{"\033[1;5B", "<C-Down>"},
		{"\033[1;5C", "<C-Right>"},
		{"\033[1;5D", "<C-Left>"},
		{"\033[a", "<Up>"},
		{"\033[b", "<Down>"},
		{"\033[c", "<Right>"},
		{"\033[d", "<Left>"},
		{"\033Oa", "<C-Up>"},
		{"\033Ob", "<C-Down>"},
		{"\033Oc", "<C-Right>"},
		{"\033Od", "<C-Left>"},
		/* PuTTY, the Linux console, tmux; xterm and Windows in both modes; rxvt, and PuTTY as rxvt */
		{"\033[1~", "<Home>"},
		{"\033[4~", "<End>"},
		{"\033[H", "<Home>"},
		{"\033[F", "<End>"},
		{"\033OH", "<Home>"},
		{"\033OF", "<End>"},
		{"\033[7~", "<Home>"},
		{"\033[8~", "<End>"},
		{"\033Ow", "<End>"},
		{"\033[2~", "<Ins>"},
		{"\033[3~", "<Del>"},
		{"\033[5~", "<PgUp>"},
		{"\033[6~", "<PgDn>"},
		{"\033[Z", "<S-Tab>"},
		{"\033[1;5H", "<C-Home>"},
		{"\033[1;5F", "<C-End>"},
		/* PuTTY's first function key mode, and its Linux mode, which is the console's */
		{"\033[11~", "<F1>"},
		{"\033[12~", "<F2>"},
		{"\033[13~", "<F3>"},
		{"\033[14~", "<F4>"},
		{"\033[15~", "<F5>"},
		{"\033[17~", "<F6>"},
		{"\033[18~", "<F7>"},
		{"\033[19~", "<F8>"},
		{"\033[20~", "<F9>"},
		{"\033[21~", "<F10>"},
		{"\033[23~", "<F11>"},
		{"\033[24~", "<F12>"},
		{"\033[[A", "<F1>"},
		{"\033[[B", "<F2>"},
		{"\033[[C", "<F3>"},
		{"\033[[D", "<F4>"},
		{"\033[[E", "<F5>"},
		/* xterm, tmux, Windows, PuTTY as Xterm R6 and 216+; its VT100+ goes on to F12 */
		{"\033OP", "<F1>"},
		{"\033OQ", "<F2>"},
		{"\033OR", "<F3>"},
		{"\033OS", "<F4>"},
		{"\033OT", "<F5>"},
		{"\033OU", "<F6>"},
		{"\033OV", "<F7>"},
		{"\033OW", "<F8>"},
		{"\033OX", "<F9>"},
		{"\033OY", "<F10>"},
		{"\033OZ", "<F11>"},
		{"\033O[", "<F12>"},
		/* PuTTY as SCO; its Home, End and Shift-Tab are xterm's, its Del is Backspace; F6 is no answer about the cursor */
		{"\033[M", "<F1>"},
		{"\033[N", "<F2>"},
		{"\033[O", "<F3>"},
		{"\033[P", "<F4>"},
		{"\033[Q", "<F5>"},
		{"\033[R", "<F6>"},
		{"\033[S", "<F7>"},
		{"\033[T", "<F8>"},
		{"\033[U", "<F9>"},
		{"\033[V", "<F10>"},
		{"\033[W", "<F11>"},
		{"\033[X", "<F12>"},
		{"\033[L", "<Ins>"},
		{"\033[I", "<PgUp>"},
		{"\033[G", "<PgDn>"},
		/* a keypad in its application mode */
		{"\033OM", "<Enter>"},
		{"\033Oj", "*"},
		{"\033Ok", "+"},
		{"\033Ol", ","},
		{"\033Om", "-"},
		{"\033On", "."},
		{"\033Oo", "/"},
		{"\033Op", "0"},
		{"\033Oq", "1"},
		{"\033Or", "2"},
		{"\033Os", "3"},
		{"\033Ot", "4"},
		{"\033Ou", "5"},
		{"\033Ov", "6"},
		{"\033Ox", "8"},
		{"\033Oy", "9"},
		{"\r", "<Enter>"},
		{"\x7f", "<Backspace>"},
		{"\b", "<Backspace>"},
		{"\t", "<Tab>"},
		{"\033b", "<M-b>"},
		{"\x13", "<C-s>"},
		{"\x03", "<C-c>"},
		{"\x1a", "<C-z>"},
		{"\xC3\xA9", "é"},
		{"\xFC"
		 "a",
			"\xEF\xBF\xBD"},
		{"\033", "a"},
		{"", "<Esc>"},
		{"\033[200~a\nb\033[201~", "{a"},
		{"", "b}"},
		{"\033[9;9Rz", "<9,9>"},
		{"", "z"},
	};

	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		struct session session;

		start(&session, kinds[k]);
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			send_bytes(&session, keys[i].bytes);
			expect_line(&session, keys[i].name);
		}
		kill(session.pid, SIGTERM);
		expect_line(&session, "HANGUP");
		finish(&session);
		close(session.terminal);
	}
}

/* The Linux console's Shift-Tab; elsewhere these are Esc and Tab, typed ahead. */
static void the_consoles_backtab_is_not_escape(void **state)
{
	struct session session;

	(void)state;
	start(&session, "linux");
	send_bytes(&session, "\033\t");
	expect_line(&session, "<S-Tab>");
	close(session.terminal);
	session.terminal = -1;
	expect_line(&session, "HANGUP");
	finish(&session);
	start(&session, "xterm");
	send_bytes(&session, "\033\t");
	expect_line(&session, "<Esc>");
	expect_line(&session, "<Tab>");
	close(session.terminal);
	session.terminal = -1;
	expect_line(&session, "HANGUP");
	finish(&session);
}

static void signals_and_a_lost_terminal_are_events(void **state)
{
	struct winsize window = {.ws_row = 30, .ws_col = 100};
	struct session session;

	(void)state;
	start(&session, "xterm-256color");
	assert_int_equal(ioctl(session.terminal, TIOCSWINSZ, &window), 0);
	expect_line(&session, "30x100");
	window.ws_row = window.ws_col = 5000;
	assert_int_equal(ioctl(session.terminal, TIOCSWINSZ, &window), 0);
	expect_line(&session, "500x500");
	close(session.terminal);
	session.terminal = -1;
	expect_line(&session, "HANGUP");
	finish(&session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_characters_are_text),
		cmocka_unit_test(bad_bytes_cost_one_character_each),
		cmocka_unit_test(hidden_characters_cannot_be_typed),
		cmocka_unit_test(control_keys_have_names),
		cmocka_unit_test(escape_is_a_key_or_alt),
		cmocka_unit_test(unknown_sequences_are_swallowed),
		cmocka_unit_test(pastes_arrive_whole_and_clean),
		cmocka_unit_test(a_huge_paste_is_cut_and_its_end_is_seen),
		cmocka_unit_test(keys_that_clients_send_are_known),
		cmocka_unit_test(the_consoles_backtab_is_not_escape),
		cmocka_unit_test(signals_and_a_lost_terminal_are_events),
	};

	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
