/* Reading matter: wrapping, pairs, scrolling, finding. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/views.h"
#include "ui/text_view.h"

static struct text_view *make(struct area area)
{
	struct text_view *view = text_view_new();

	text_view_heading(view, "Panduan");
	text_view_add(view, STYLE_PLAIN, 2,
		"Alat kerja ialah sarana yang dipakai menjalankan inovasi.\nBaris kedua.");
	text_view_add(view, STYLE_PLAIN, 0, "");
	text_view_add_pair(view, 8, "F2", "menyimpan catatan yang sedang diubah");
	for (int i = 0; i < 20; i++)
		text_view_add(view, STYLE_DIM, 0, i == 15 ? "jarum 漢字\033" : "jerami");
	text_view_layout(view, area);
	return view;
}

static void paint(struct text_view *view)
{
	views_erase();
	text_view_paint(view);
}

static void test_wraps(void **state)
{
	struct text_view *view = make((struct area){0, 0, 10, 34});

	(void)state;
	paint(view);
	assert_string_equal(views_row(0), "Panduan");
	assert_string_equal(views_row(1), "  Alat kerja ialah sarana yang");
	assert_string_equal(views_row(2), "  dipakai menjalankan inovasi.");
	assert_string_equal(views_row(3), "  Baris kedua.");
	assert_string_equal(views_row(4), "");
	assert_string_equal(views_row(5), "  F2      menyimpan catatan yang");
	assert_string_equal(views_row(6), "          sedang diubah");
	assert_string_equal(views_row(9), "jerami                           ▼");
	text_view_free(view);
}

static void test_scrolls(void **state)
{
	struct text_view *view = make((struct area){0, 0, 10, 34});

	(void)state;
	assert_int_equal(text_view_act(view, ACTION_UP), OUTCOME_HANDLED);
	assert_int_equal(text_view_act(view, ACTION_PAGE_DOWN), OUTCOME_REPAINT);
	paint(view);
	assert_string_equal(views_row(0), "jerami                           ▲");
	text_view_act(view, ACTION_LAST);
	assert_int_equal(text_view_act(view, ACTION_DOWN), OUTCOME_HANDLED);
	text_view_act(view, ACTION_FIRST);
	paint(view);
	assert_string_equal(views_row(0), "Panduan");
	assert_int_equal(text_view_act(view, ACTION_OPEN), OUTCOME_IGNORED);
	text_view_free(view);
}

static void test_finds(void **state)
{
	struct text_view *view = make((struct area){0, 0, 10, 34});
	int row;
	int col;

	(void)state;
	assert_true(text_view_find(view, "JARUM", false));
	paint(view);
	text_view_cursor(view, &row, &col);
	assert_string_equal(views_row(row), "jarum 漢字·");
	assert_true(text_view_find(view, "jarum", true));
	assert_false(text_view_find(view, "tidak ada", false));
	assert_true(text_view_find(view, "jerami", false));
	text_view_cursor(view, &row, &col);
	assert_true(text_view_find(view, "jerami", true));
	text_view_free(view);
}

/* Nothing is cut: a left part that is too wide stands alone, and takes no more than a third of a narrow screen. */
static void test_cuts_no_left_part(void **state)
{
	struct text_view *view = text_view_new();

	(void)state;
	text_view_add_pair(view, 26, "Ctrl-Right, Alt-F", "satu kata ke kanan");
	text_view_add_pair(view, 26, "F2", "menyimpan");
	text_view_layout(view, (struct area){0, 0, 10, 36});
	paint(view);
	assert_string_equal(views_row(0), "  Ctrl-Right, Alt-F");
	assert_string_equal(views_row(1), "              satu kata ke kanan");
	assert_string_equal(views_row(2), "  F2          menyimpan");
	text_view_layout(view, (struct area){0, 0, 10, 78});
	paint(view);
	assert_string_equal(views_row(0), "  Ctrl-Right, Alt-F         satu kata ke kanan");
	text_view_free(view);
}

static void test_monkey(void **state)
{
	struct monkey monkey = {.seed = 19};
	struct text_view *view = make(views_whole);

	(void)state;
	for (int i = 0; i < 5000; i++) {
		int row;
		int col;

		text_view_act(view, monkey_action(&monkey));
		if (i % 11 == 0) {
			monkey_type(&monkey);
			text_view_find(view, monkey.text, i % 2);
		}
		if (i % 100 == 0 && i % 1000 < 500) {
			text_view_clear(view);
			paint(view);
			for (unsigned n = monkey_below(&monkey, 30); n > 0; n--) {
				monkey_type(&monkey);
				text_view_add_pair(
					view, (int)monkey_below(&monkey, 9), monkey.text, monkey.text);
			}
			text_view_layout(view, views_whole);
		}
		if (i % 20 == 0)
			text_view_layout(view, monkey_area(&monkey));
		paint(view);
		text_view_cursor(view, &row, &col);
		assert_true(row >= 0 && col >= 0);
	}
	text_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_wraps, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_scrolls, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_finds, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_cuts_no_left_part, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_monkey, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
