#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "ui/chart.h"
#include "ui/draw.h"
#include "ui/term.h"

#define ROWS	  6
#define COLS_WIDE 30

static const struct area whole = {0, 0, ROWS, COLS_WIDE};

static int open_term(void **state)
{
	struct term_options options = {.headless = true, .rows = ROWS, .cols = COLS_WIDE};
	struct error err;

	(void)state;
	return term_open(&options, &err) ? 0 : -1;
}

static int close_term(void **state)
{
	(void)state;
	term_close();
	return 0;
}

static int clean(void **state)
{
	(void)state;
	draw_set_ascii(false);
	draw_blank(whole);
	return 0;
}

static void expect_row(int row, const char *wanted)
{
	char *text = term_snapshot(false);
	char *line = text;

	for (int i = 0; i < row; i++)
		line = strchr(line, '\n') + 1;
	*strchr(line, '\n') = '\0';
	assert_string_equal(line, wanted);
	free(text);
}

static void expect_looks(int row, const char *wanted)
{
	char *text = term_snapshot(true);
	char *line = strstr(text, "cursor ");

	for (int i = 0; i <= row; i++)
		line = strchr(line, '\n') + 1;
	*strchr(line, '\n') = '\0';
	assert_string_equal(line, wanted);
	free(text);
}

static void text_is_padded_and_cut_by_columns(void **state)
{
	(void)state;
	draw_text(whole, 0, 0, -1, STYLE_PLAIN, "xxxxxxxxxxxxxxxxxxxxxxxxx");
	assert_int_equal(draw_text(whole, 0, 2, 5, STYLE_PLAIN, "ab"), 5);
	expect_row(0, "xxab   xxxxxxxxxxxxxxxxxx");
	assert_int_equal(draw_text(whole, 1, 0, 5, STYLE_PLAIN, "abcde"), 5);
	expect_row(1, "abcde");
	assert_int_equal(draw_text(whole, 2, 0, 5, STYLE_PLAIN, "abcdef"), 5);
	expect_row(2, "abcd…");
	assert_int_equal(draw_text(whole, 3, 0, 5, STYLE_PLAIN, "日本語"), 5);
	expect_row(3, "日本…");
	assert_int_equal(draw_text(whole, 4, 0, 4, STYLE_PLAIN, "日本語"), 4);
	expect_row(4, "日…");
	assert_int_equal(draw_text(whole, 5, 0, -1, STYLE_PLAIN, "é e\xCC\x81"), 3);
	expect_row(5, "é e\xCC\x81");
	assert_int_equal(draw_text(whole, 0, 0, 0, STYLE_PLAIN, "abc"), 0);
}

static void nothing_is_painted_outside_its_area(void **state)
{
	struct area inner = area_inner(whole, 1, 20, 2, 8);
	struct area beyond = {.row = 4, .col = 25, .rows = 10, .cols = 40};

	(void)state;
	assert_int_equal(draw_text(inner, 0, 5, -1, STYLE_PLAIN, "abcdef"), 3);
	expect_row(1, "                         ab…");
	assert_int_equal(draw_text(inner, 2, 0, -1, STYLE_PLAIN, "abc"), 0);
	assert_int_equal(draw_text(inner, -1, 0, -1, STYLE_PLAIN, "abc"), 0);
	assert_int_equal(draw_text(inner, 0, 8, -1, STYLE_PLAIN, "abc"), 0);
	expect_row(3, "");
	draw_rule(beyond, 0, "");
	expect_row(4, "                         ─────");
	draw_box(beyond, "judul");
	draw_repeat(beyond, 1, 0, 1000, STYLE_PLAIN, '=');
	expect_row(5, "                         =====");
	inner = area_inner(whole, 4, 28, 100, 100);
	assert_int_equal(inner.rows, 2);
	assert_int_equal(inner.cols, 2);
	inner = area_inner(whole, 100, 100, -1, -1);
	assert_int_equal(inner.rows, 0);
	assert_int_equal(inner.cols, 0);
}

static void half_a_wide_character_leaves_a_blank(void **state)
{
	(void)state;
	draw_text(whole, 0, 0, -1, STYLE_PLAIN, "日本語");
	draw_text(whole, 0, 1, 1, STYLE_PLAIN, "x");
	expect_row(0, " x本語");
	draw_text(whole, 1, 0, -1, STYLE_PLAIN, "日本語");
	draw_repeat(whole, 1, 2, 1, STYLE_PLAIN, 'x');
	expect_row(1, "日x 語");
	assert_int_equal(draw_text(whole, 2, 29, -1, STYLE_PLAIN, "日"), 1);
}

static void stored_bytes_never_reach_the_screen(void **state)
{
	(void)state;
	draw_text(whole, 0, 0, -1, STYLE_PLAIN, "a\033[2Jb\tc\xFF\xE2\x80\xAE.");
	expect_row(0, "a·[2Jb c\xEF\xBF\xBD·.");
	draw_text(whole, 1, 0, -1, STYLE_PLAIN, "baris\nkedua");
	expect_row(1, "baris kedua");
}

static void text_is_aligned(void **state)
{
	(void)state;
	draw_text_aligned(whole, 0, 0, 10, ALIGN_RIGHT, STYLE_PLAIN, "1.234");
	expect_row(0, "     1.234");
	draw_text_aligned(whole, 1, 0, 11, ALIGN_CENTRE, STYLE_PLAIN, "日本");
	expect_row(1, "   日本");
	draw_text_aligned(whole, 2, 0, 4, ALIGN_RIGHT, STYLE_PLAIN, "123456");
	expect_row(2, "123…");
	draw_printf(whole, 3, 0, 6, STYLE_PLAIN, "%d%%", 42);
	expect_row(3, "42%");
}

static void found_parts_look_different(void **state)
{
	(void)state;
	draw_text_found(whole, 0, 0, 20, STYLE_BOLD, "Sipadu SIPADU", "padu");
	expect_row(0, "Sipadu SIPADU");
	expect_looks(0, "bbssssbbbssss");
	draw_text_found(whole, 1, 0, 20, STYLE_PLAIN, "École éc", "éc");
	expect_looks(1, "ss    ss");
	draw_text_found(whole, 2, 0, 20, STYLE_PLAIN, "aaa", "");
	expect_looks(2, "");
}

static void prose_is_wrapped(void **state)
{
	struct area narrow = area_inner(whole, 0, 0, 3, 10);

	(void)state;
	assert_int_equal(draw_wrapped(narrow, 0, 0, -1, STYLE_PLAIN, "satu dua tiga empat lima"), 3);
	expect_row(0, "satu dua");
	expect_row(1, "tiga empat");
	expect_row(2, "lima");
	assert_int_equal(draw_wrapped(narrow, 0, 0, -1, STYLE_PLAIN, "a\n\nbbbbbbbbbbbbbbb c\n"), 4);
	expect_row(1, "");
	expect_row(2, "bbbbbbbbbb");
	expect_row(3, "");
	assert_int_equal(draw_wrapped(area_inner(whole, 0, 0, 0, 4), 0, 0, -1, STYLE_PLAIN, "日本語"), 2);
	assert_int_equal(draw_wrapped(narrow, 0, 0, 1, STYLE_PLAIN, "日本"), 2);
	assert_int_equal(draw_wrapped(narrow, 0, 0, -1, STYLE_PLAIN, ""), 0);
}

static void frames_have_a_plain_fallback(void **state)
{
	(void)state;
	draw_rule(whole, 0, "Judul");
	expect_row(0, "── Judul");
	draw_box(area_inner(whole, 1, 0, 3, 12), "Pilih");
	expect_row(1, "  Pilih");
	expect_looks(1, "ssssssssssss");
	expect_row(2, "│          │");
	expect_row(3, "└──────────┘");
	assert_int_equal(draw_mark(whole, 4, 0, true), 2);
	expect_row(4, "▸");
	draw_set_ascii(true);
	draw_blank(whole);
	draw_rule(whole, 0, "");
	expect_row(0, "------------------------------");
	draw_box(area_inner(whole, 1, 0, 3, 12), "");
	expect_row(3, "+----------+");
	draw_mark(whole, 4, 0, true);
	expect_row(4, ">");
	draw_text(whole, 5, 0, 4, STYLE_PLAIN, "abcdef");
	expect_row(5, "abc~");
}

static void bars_show_what_is_verified_and_claimed(void **state)
{
	(void)state;
	chart_bar(whole, 0, 0, 10, 50, 70, 100);
	expect_row(0, "█████▒▒░░░");
	chart_bar(whole, 0, 0, 10, 55, 55, 100);
	expect_row(0, "█████▌░░░░");
	chart_bar(whole, 0, 0, 10, 0, 0, 100);
	expect_row(0, "░░░░░░░░░░");
	chart_bar(whole, 0, 0, 10, 100, 100, 100);
	expect_row(0, "██████████");
	chart_bar(whole, 0, 0, 10, 999, 1000, 1000); /* nearly is not full, and the rest of the claim shows */
	expect_row(0, "█████████▉");
	chart_bar(whole, 0, 0, 10, 1, 2, 1000);
	expect_row(0, "▏▒░░░░░░░░");
	chart_bar(whole, 0, 0, 10, -5, 500, 100);
	expect_row(0, "▒▒▒▒▒▒▒▒▒▒");
	chart_bar(whole, 0, 0, 10, 30, 10, 100);
	expect_row(0, "███░░░░░░░");
	chart_bar(whole, 0, 0, 10, 5, 5, 0);
	expect_row(0, "██████████");
	chart_bar(whole, 0, 0, 10, INT64_MAX / 2, INT64_MAX, INT64_MAX);
	expect_row(0, "█████▒▒▒▒▒");
	chart_level(whole, 1, 0, 2, 3, STYLE_PLAIN);
	expect_row(1, "●●○");
	chart_level(whole, 2, 0, 0, 3, STYLE_PLAIN);
	expect_row(2, "○○○");
	draw_set_ascii(true);
	chart_bar(whole, 0, 0, 10, 55, 70, 100);
	expect_row(0, "######=...");
	chart_level(whole, 1, 0, 4, 3, STYLE_PLAIN);
	expect_row(1, "###");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(text_is_padded_and_cut_by_columns, clean),
		cmocka_unit_test_setup(nothing_is_painted_outside_its_area, clean),
		cmocka_unit_test_setup(half_a_wide_character_leaves_a_blank, clean),
		cmocka_unit_test_setup(stored_bytes_never_reach_the_screen, clean),
		cmocka_unit_test_setup(text_is_aligned, clean),
		cmocka_unit_test_setup(found_parts_look_different, clean),
		cmocka_unit_test_setup(prose_is_wrapped, clean),
		cmocka_unit_test_setup(frames_have_a_plain_fallback, clean),
		cmocka_unit_test_setup(bars_show_what_is_verified_and_claimed, clean),
	};

	unsetenv("NO_COLOR");
	return cmocka_run_group_tests_name("draw", tests, open_term, close_term);
}
