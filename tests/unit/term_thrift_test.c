/* The shorter words for what curses wrote: which they are, and that they do the same. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <vterm.h>

#include "ui/term_thrift.h"

#define ROWS 6
#define COLS 20

static const char cup[] = "\033[%i%p1%d;%p2%dH";
static const char hpa[] = "\033[%i%p1%dG";

static struct thrift of_xterm(void)
{
	return thrift_for("\033(B\033[m", cup, hpa, true);
}

static void assert_said_by(struct thrift thrift, const char *written, const char *said)
{
	struct buffer to = {0};

	thrift_say(&thrift, written, strlen(written), ROWS, COLS, &to);
	assert_string_equal(buffer_text(&to), said);
	buffer_free(&to);
}

static void assert_said(const char *written, const char *said)
{
	assert_said_by(of_xterm(), written, said);
}

static void looks_are_said_once(void **state)
{
	(void)state;
	/* The first choice of a set stays: something before us may have chosen another. */
	assert_said("\033(B\033[0;1mF1\033(B\033[m bantuan \033(B\033[0;1mF3\033(B\033[m cari",
		"\033(B\033[0;1mF1\033[m bantuan \033[1mF3\033[m cari");
	assert_said("\033[33m!\033[39m\033(B\033[m x", "\033[33m!\033[39m\033(B\033[m x");
	assert_said("\033(B\033[m\033[33m!\033[39m\033(B\033[m x", "\033(B\033[m\033[33m!\033[m x");
	assert_said("\033[ma\033[mb\033[0mc", "\033[mabc");
	assert_said("\033[ma\033[0;7m\033[mb", "\033[mab");
	assert_said("\033[1ma\033[0;7m\033[0;2mb", "\033[1ma\033[0;2mb");
	assert_said("\033[38;5;10ma", "\033[38;5;10ma");
}

static void a_cleared_terminal_chooses_its_set_again(void **state)
{
	struct thrift thrift = of_xterm();
	struct buffer to = {0};

	(void)state;
	for (int i = 0; i < 2; i++)
		thrift_say(&thrift, "\033(B\033[ma", 7, ROWS, COLS, &to);
	assert_string_equal(buffer_text(&to), "\033(B\033[ma\033[ma");
	buffer_clear(&to);
	thrift_say(&thrift, "\033[2J\033(B", 7, ROWS, COLS, &to);
	assert_string_equal(buffer_text(&to), "\033[2J\033(B");
	buffer_free(&to);
}

static void places_near_the_cursor_are_said_in_short(void **state)
{
	(void)state;
	assert_said("\033[2;4Ha\033[3;4Hb", "\033[2;4Ha\n\033[4Gb");
	assert_said("\033[2;4Ha\033[4;10Hb", "\033[2;4Ha\033[4;10Hb");
	assert_said("\033[2;4Ha\033[4;1Hb", "\033[2;4Ha\n\n\rb");
	assert_said("\033[2;4Ha\033[2;12Hb", "\033[2;4Ha\033[12Gb");
	assert_said("\033[2;4Ha\r\033[3db", "\033[2;4Ha\r\nb");
	assert_said("\033[2;1Hab\033[3d\b\bc\bd", "\033[2;1Hab\n\rc\bd");
	assert_said("\033[2;1Hab\033[3d\bc", "\033[2;1Hab\033[3d\bc");
	/* Not in the first column: a line that makes CR LF of LF would change it. */
	assert_said("\033[2;4Ha\033[3db", "\033[2;4Ha\033[3db");
	assert_said("\033[3;4Ha\033[2;4Hb", "\033[3;4Ha\033[2;4Hb");
}

static void a_place_that_is_not_known_is_said_whole(void **state)
{
	(void)state;
	assert_said("\033[3;4Hb", "\033[3;4Hb");
	/* Behind the last column, after another set of rows that scroll, after what is not known here. */
	assert_said("\033[2;20Ha\033[3;4Hb", "\033[2;20Ha\033[3;4Hb");
	assert_said("\033[2;19H\xE6\x97\xA5\033[3;4Hb", "\033[2;19H\xE6\x97\xA5\033[3;4Hb");
	assert_said("\033[2;4H\033[2;4r\033[3;4Hb", "\033[2;4H\033[2;4r\033[3;4Hb");
	assert_said("\033[2;4H\0337\033[3;4Hb", "\033[2;4H\0337\033[3;4Hb");
	assert_said("\033[2;4H\xFF\033[3;4Hb", "\033[2;4H\xFF\033[3;4Hb");
	assert_said("\033[2", "\033[2");
	assert_said("a\033", "a\033");
}

static void a_terminal_that_is_otherwise_is_told_all(void **state)
{
	static const char moves[] = "\033[2;4Ha\033[3;4Hb";
	static const char looks[] = "\033[ma\033[0;1mb";

	(void)state;
	assert_said_by(thrift_for("\033[m\017", cup, NULL, true), moves, moves);
	assert_said_by(thrift_for("\033[m\017", cup, hpa, false), moves, moves);
	assert_said_by(thrift_for("\033[m\017", "\033Y%p1%c%p2%c", hpa, true), moves, moves);
	assert_said_by(thrift_for("\033G0", NULL, NULL, false), looks, looks);
	assert_said_by(thrift_for(NULL, NULL, NULL, false), looks, looks);
}

/* ---- whatever is written, the terminal shows the same ---- */

static uint32_t next_random(void)
{
	static uint64_t seed = 5;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33);
}

static void write_any(struct buffer *to)
{
	static const char *const pieces[] = {"a", "bc", "  ", "\xC3\xA9", "\xE2\x96\xB8", "\xE6\x97\xA5",
		"e\xCC\x81", "\r", "\b", "a\033[3d\b", "\033[K", "\033[1K", "\033[3X", "\033[2P", "\033[2@",
		"\033(B", "\033[m", "\033[0;1m", "\033[0;2m", "\033[0;7m", "\033[1m", "\033[33m", "\033[39m",
		"\033(B\033[m", "\0337\033[2;4r\0338\n\033[1;6r", "\033[A", "\033[C", "\033[J", "\033M"};

	switch (next_random() % 4) {
	case 0:
		buffer_printf(
			to, "\033[%d;%dH", 1 + (int)(next_random() % ROWS), 1 + (int)(next_random() % COLS));
		break;
	case 1:
		buffer_printf(
			to, next_random() % 2 ? "\033[%dG" : "\033[%dd", 1 + (int)(next_random() % ROWS));
		break;
	default:
		buffer_add_text(to, pieces[next_random() % (sizeof pieces / sizeof *pieces)]);
	}
}

static void assert_same_screen(VTermScreen *one, VTermScreen *other)
{
	for (int row = 0; row < ROWS; row++) {
		for (int col = 0; col < COLS; col++) {
			VTermPos place = {row, col};
			VTermScreenCell a = {0};
			VTermScreenCell b = {0};

			vterm_screen_get_cell(one, place, &a);
			vterm_screen_get_cell(other, place, &b);
			assert_memory_equal(a.chars, b.chars, sizeof a.chars);
			assert_memory_equal(&a.attrs, &b.attrs, sizeof a.attrs);
			assert_true(vterm_color_is_equal(&a.fg, &b.fg));
		}
	}
}

static void the_terminal_shows_the_same(void **state)
{
	size_t written = 0;
	size_t said = 0;

	(void)state;
	for (int round = 0; round < 300; round++) {
		VTerm *all = vterm_new(ROWS, COLS);
		VTerm *less = vterm_new(ROWS, COLS);
		struct thrift thrift = of_xterm();
		VTermPos a;
		VTermPos b;

		vterm_set_utf8(all, 1);
		vterm_set_utf8(less, 1);
		vterm_screen_reset(vterm_obtain_screen(all), 1);
		vterm_screen_reset(vterm_obtain_screen(less), 1);
		for (int output = 0; output < 8; output++) {
			struct buffer bytes = {0};
			struct buffer to = {0};

			for (uint32_t i = next_random() % 60 + 1; i > 0; i--)
				write_any(&bytes);
			thrift_say(&thrift, bytes.data, bytes.size, ROWS, COLS, &to);
			vterm_input_write(all, bytes.data, bytes.size);
			vterm_input_write(less, buffer_text(&to), to.size);
			assert_same_screen(vterm_obtain_screen(all), vterm_obtain_screen(less));
			vterm_state_get_cursorpos(vterm_obtain_state(all), &a);
			vterm_state_get_cursorpos(vterm_obtain_state(less), &b);
			assert_int_equal(a.row, b.row);
			assert_int_equal(a.col, b.col);
			written += bytes.size;
			said += to.size;
			buffer_free(&bytes);
			buffer_free(&to);
		}
		vterm_free(all);
		vterm_free(less);
	}
	assert_true(said < written);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(looks_are_said_once),
		cmocka_unit_test(a_cleared_terminal_chooses_its_set_again),
		cmocka_unit_test(places_near_the_cursor_are_said_in_short),
		cmocka_unit_test(a_place_that_is_not_known_is_said_whole),
		cmocka_unit_test(a_terminal_that_is_otherwise_is_told_all),
		cmocka_unit_test(the_terminal_shows_the_same),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("term_thrift", tests, NULL, NULL);
}
