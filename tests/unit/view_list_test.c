/* The list: columns, mark, paging, sideways scroll, on a headless terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/views.h"
#include "ui/list_view.h"

static size_t asked; /* rows the source was asked for */

static void give_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	static char name[32];
	static char number[32];
	size_t *rows = context;

	assert_true(index < *rows);
	asked++;
	snprintf(name, sizeof name, "Unit %zu 漢字", index);
	snprintf(number, sizeof number, "%zu", index * 7);
	for (size_t i = 0; i < count; i++)
		cells[i] = (struct list_cell){i ? number : name, STYLE_PLAIN};
	if (index % 10 == 3)
		*flag = "!";
}

static struct list_view *make(size_t *rows, const struct list_column *columns, size_t count)
{
	struct list_view *view = list_view_new();

	list_view_columns(view, columns, count);
	list_view_source(view, (struct list_source){rows, give_row});
	list_view_empty(view, "Belum ada inovasi.");
	list_view_rows(view, *rows);
	return view;
}

static void paint(struct list_view *view)
{
	views_erase();
	list_view_paint(view);
}

static const struct list_column plain[] = {
	{.label = "Unit", .least = 14, .align = ALIGN_LEFT, .frozen = true},
	{.label = "Inov", .width = 5, .align = ALIGN_RIGHT, .sorted = '-'},
	{.label = "Verifikasi", .width = 5, .align = ALIGN_RIGHT, .sorted = '+'},
};

static void test_columns_and_mark(void **state)
{
	size_t rows = 60;
	struct list_view *view = make(&rows, plain, 3);
	int row;
	int col;

	(void)state;
	list_view_layout(view, (struct area){1, 2, 10, 40});
	asked = 0;
	paint(view);
	assert_int_equal(asked, 9);
	assert_string_equal(views_row(1), "     Unit                      Inov▼ Ver…▲");
	assert_string_equal(views_row(2), "  ▸  Unit 0 漢字                   0     0");
	assert_string_equal(views_row(5), "   ! Unit 3 漢字                  21    21");
	list_view_cursor(view, &row, &col);
	assert_int_equal(row, 2);
	assert_int_equal(col, 2);
	list_view_free(view);
}

static void test_a_step_changes_two_cells(void **state)
{
	size_t rows = 60;
	struct list_view *view = make(&rows, plain, 3);

	(void)state;
	list_view_layout(view, views_whole);
	paint(view);
	views_changed();
	assert_int_equal(list_view_act(view, ACTION_DOWN), OUTCOME_MOVED);
	paint(view);
	assert_int_equal(views_changed(), 2);
	assert_int_equal(list_view_act(view, ACTION_SAVE), OUTCOME_IGNORED);
	list_view_free(view);
}

/* What is painted over the screen as it stood is what a whole painting makes of it. */
static void test_a_move_in_sight_paints_two_rows(void **state)
{
	static const enum action moves[] = {ACTION_DOWN, ACTION_DOWN, ACTION_DOWN, ACTION_UP, ACTION_LAST,
		ACTION_UP, ACTION_UP, ACTION_FIRST, ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_UP};
	size_t rows = 13;
	struct list_view *view = make(&rows, plain, 3);
	size_t in_sight = 0;

	(void)state;
	list_view_found(view, "it 3");
	for (int tall = 6; tall < 20; tall += 13) {
		list_view_layout(view, (struct area){1, 2, tall, 40});
		list_view_activate(view, 0);
		paint(view);
		for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
			if (list_view_act(view, moves[i]) != OUTCOME_MOVED) {
				paint(view);
				continue;
			}
			asked = 0;
			list_view_paint_moved(view);
			assert_int_equal(asked, 2);
			views_changed();
			paint(view);
			assert_int_equal(views_changed(), 0);
			in_sight++;
		}
	}
	assert_int_equal(in_sight, 19);
	/* Nothing is asked for where nothing is. */
	rows = 0;
	list_view_rows(view, 0);
	asked = 0;
	list_view_paint_moved(view);
	assert_int_equal(asked, 0);
	list_view_free(view);
}

static void test_pages_keep_one_row_and_the_place(void **state)
{
	size_t rows = 60;
	struct list_view *view = make(&rows, plain, 3);
	int row;
	int col;

	(void)state;
	list_view_layout(view, (struct area){0, 0, 11, 40});
	list_view_act(view, ACTION_DOWN);
	list_view_act(view, ACTION_DOWN);
	list_view_act(view, ACTION_PAGE_DOWN);
	assert_int_equal(list_view_active(view), 11);
	list_view_cursor(view, &row, &col);
	assert_int_equal(row, 3);
	paint(view);
	assert_memory_equal(views_row(1), "   Unit 9 ", 10);
	list_view_act(view, ACTION_PAGE_UP);
	assert_int_equal(list_view_active(view), 2);
	list_view_act(view, ACTION_LAST);
	assert_int_equal(list_view_active(view), 59);
	assert_int_equal(list_view_act(view, ACTION_DOWN), OUTCOME_HANDLED);
	list_view_act(view, ACTION_FIRST);
	assert_int_equal(list_view_active(view), 0);
	list_view_activate(view, 40);
	list_view_rows(view, 20);
	assert_int_equal(list_view_active(view), 19);
	list_view_free(view);
}

static void test_sideways_under_the_frozen_column(void **state)
{
	static const struct list_column wide[] = {
		{.label = "Unit", .least = 14, .frozen = true},
		{.label = "A", .width = 8, .align = ALIGN_RIGHT},
		{.label = "B", .width = 8, .align = ALIGN_RIGHT},
		{.label = "C", .width = 8, .align = ALIGN_RIGHT},
	};
	size_t rows = 3;
	struct list_view *view = make(&rows, wide, 4);

	(void)state;
	list_view_layout(view, (struct area){0, 0, 6, 40});
	paint(view);
	assert_string_equal(views_row(0), "   Unit                  A        B    ›");
	assert_int_equal(list_view_act(view, ACTION_RIGHT), OUTCOME_REPAINT);
	assert_int_equal(list_view_first_column(view), 2);
	paint(view);
	assert_string_equal(views_row(0), "‹  Unit                  B        C");
	assert_int_equal(list_view_act(view, ACTION_RIGHT), OUTCOME_HANDLED);
	list_view_layout(view, (struct area){0, 0, 6, 60});
	assert_int_equal(list_view_first_column(view), 1);
	assert_int_equal(list_view_act(view, ACTION_RIGHT), OUTCOME_HANDLED);
	list_view_free(view);
}

static void test_what_is_shown_whole(void **state)
{
	size_t rows = 60;
	struct list_view *view = make(&rows, plain, 3);

	(void)state;
	/* Three cells of marks, 14 of the unit, then two columns of five. */
	list_view_layout(view, (struct area){0, 0, 10, 3 + 14 + 6 + 6});
	assert_true(list_view_shows_whole(view, 0, "Dinas Sosial \xE2\x80\xA6"));
	assert_false(list_view_shows_whole(view, 0, "Dinas Sosial 漢"));
	assert_true(list_view_shows_whole(view, 2, "12345"));
	assert_false(list_view_shows_whole(view, 3, ""));
	/* A column that is out of sight shows nothing. */
	list_view_layout(view, (struct area){0, 0, 10, 3 + 14 + 6});
	assert_false(list_view_shows_whole(view, 2, "1"));
	list_view_act(view, ACTION_RIGHT);
	assert_true(list_view_shows_whole(view, 2, "1"));
	assert_false(list_view_shows_whole(view, 1, "1"));
	assert_true(list_view_shows_whole(view, 0, "Dinas Sosial"));
	list_view_free(view);
}

static void test_empty_says_so(void **state)
{
	size_t rows = 0;
	struct list_view *view = make(&rows, plain, 3);

	(void)state;
	list_view_layout(view, views_whole);
	paint(view);
	assert_string_equal(views_row(2), "   Belum ada inovasi.");
	assert_int_equal(list_view_act(view, ACTION_DOWN), OUTCOME_HANDLED);
	list_view_free(view);
}

static void test_monkey(void **state)
{
	struct monkey monkey = {.seed = 11};
	size_t rows = 60;
	struct list_view *view = make(&rows, plain, 3);
	struct area area = {0}; /* as at the last layout */

	(void)state;
	for (int i = 0; i < 5000; i++) {
		int row;
		int col;

		list_view_act(view, monkey_action(&monkey));
		if (i % 50 == 0) {
			rows = monkey_below(&monkey, 4) ? monkey_below(&monkey, 300) : 0;
			list_view_rows(view, rows);
			list_view_found(view, i % 100 ? "nit" : NULL);
		}
		if (i % 20 == 0) {
			area = monkey_area(&monkey);
			list_view_layout(view, area);
		}
		paint(view);
		assert_true(!rows || list_view_active(view) < rows);
		list_view_cursor(view, &row, &col);
		assert_true(row >= area.row && row <= area.row + area.rows && col == area.col);
	}
	list_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_columns_and_mark, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_a_step_changes_two_cells, views_open, views_close),
		cmocka_unit_test_setup_teardown(
			test_a_move_in_sight_paints_two_rows, views_open, views_close),
		cmocka_unit_test_setup_teardown(
			test_pages_keep_one_row_and_the_place, views_open, views_close),
		cmocka_unit_test_setup_teardown(
			test_sideways_under_the_frozen_column, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_what_is_shown_whole, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_empty_says_so, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_monkey, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
