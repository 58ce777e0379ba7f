/* The choice: narrowing, order of matches, scrolling. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/views.h"
#include "ui/choice_view.h"

static const struct choice_entry units[] = {
	{"Perumahan Rakyat", NULL, "PERKIM"},
	{"Dinas Kesehatan", "12 inovasi", "DINKES"},
	{"Rumah Sakit Daerah", "3 inovasi", NULL},
	{"Dinas Sosial", NULL, "DINSOS"},
	{"", NULL, NULL},
	{"aneh\033[31m\tnama", NULL, NULL},
};

enum { UNITS = sizeof units / sizeof *units };

static struct choice_view *make(struct area area)
{
	struct choice_view *view = choice_view_new();

	choice_view_entries(view, units, UNITS);
	choice_view_layout(view, area);
	return view;
}

static void paint(struct choice_view *view)
{
	views_erase();
	choice_view_paint(view);
}

static size_t active(struct choice_view *view)
{
	size_t index;

	assert_true(choice_view_active(view, &index));
	return index;
}

static void test_rows(void **state)
{
	struct choice_view *view = make(views_whole);
	int row;
	int col;

	(void)state;
	choice_view_act(view, ACTION_DOWN);
	assert_int_equal(active(view), 1);
	paint(view);
	assert_string_equal(views_row(0), "   Perumahan Rakyat");
	assert_string_equal(views_row(1), " ▸ Dinas Kesehatan     12 inovasi");
	choice_view_cursor(view, &row, &col);
	assert_int_equal(row, 1);
	assert_int_equal(col, 1);
	views_changed();
	choice_view_act(view, ACTION_DOWN);
	paint(view);
	assert_int_equal(views_changed(), 2);
	assert_int_equal(choice_view_act(view, ACTION_OPEN), OUTCOME_IGNORED);
	choice_view_free(view);
}

/* More entries than letters could choose from: typing leaves those that have it. */
static struct choice_view *make_long(void)
{
	static char names[8][16];
	struct choice_entry entries[UNITS + 8];
	struct choice_view *view = choice_view_new();

	memcpy(entries, units, sizeof units);
	for (size_t i = 0; i < 8; i++) {
		snprintf(names[i], sizeof names[i], "Puskesmas %zu", i);
		entries[UNITS + i] = (struct choice_entry){names[i], NULL, NULL};
	}
	choice_view_entries(view, entries, UNITS + 8);
	choice_view_layout(view, views_whole);
	return view;
}

static void type(struct choice_view *view, const char *text)
{
	for (const char *letter = text; *letter; letter++)
		choice_view_type(view, letter, 1);
}

static void test_narrowing(void **state)
{
	struct choice_view *view = make_long();

	(void)state;
	type(view, "RUm");
	assert_string_equal(choice_view_typed(view), "RUm");
	assert_int_equal(choice_view_shown(view), 2);
	assert_int_equal(active(view), 2); /* a word begins with it */
	paint(view);
	assert_string_equal(views_row(0), " Cari: RUm▏");
	assert_string_equal(views_row(1), " ▸ Rumah Sakit Daerah  3 inovasi");
	assert_string_equal(views_row(2), "   Perumahan Rakyat");
	type(view, "x"); /* would leave nothing */
	assert_string_equal(choice_view_typed(view), "RUm");
	assert_int_equal(choice_view_shown(view), 2);
	assert_int_equal(active(view), 2);
	choice_view_act(view, ACTION_DELETE_LINE);
	assert_int_equal(choice_view_shown(view), UNITS + 8);
	type(view, "dinsos");
	assert_int_equal(choice_view_shown(view), 1);
	assert_int_equal(active(view), 3);
	choice_view_act(view, ACTION_DELETE_LEFT);
	choice_view_act(view, ACTION_DELETE_LINE);
	assert_int_equal(active(view), 3);
	assert_int_equal(choice_view_shown(view), UNITS + 8);
	choice_view_free(view);
}

/* Few entries: all stay in sight, and a letter goes to one of them or does nothing. */
static void test_letters_go_to_one(void **state)
{
	static const struct choice_entry leave[] = {
		{"Simpan", "lalu kembali", NULL},
		{"Buang", NULL, NULL},
		{"Batal", NULL, NULL},
		{"Tetap di sini", NULL, "x"},
	};
	struct choice_view *view = choice_view_new();

	(void)state;
	choice_view_entries(view, leave, 4);
	choice_view_layout(view, views_whole);
	type(view, "b");
	assert_int_equal(active(view), 1);
	type(view, "b"); /* the next one with it */
	assert_int_equal(active(view), 2);
	type(view, "q");
	assert_int_equal(active(view), 2);
	assert_int_equal(choice_view_shown(view), 4);
	assert_string_equal(choice_view_typed(view), "");
	type(view, "SI"); /* not "sini": a name that starts so comes first */
	assert_int_equal(active(view), 0);
	choice_view_act(view, ACTION_LAST);
	type(view, "bat"); /* letters in a row are one name */
	assert_int_equal(active(view), 2);
	type(view, "x"); /* a word typing finds */
	assert_int_equal(active(view), 3);
	choice_view_act(view, ACTION_FIRST);
	type(view, "di");
	assert_int_equal(active(view), 3);
	paint(view);
	assert_string_equal(views_row(0), "   Simpan         lalu kembali");
	choice_view_free(view);
}

static void test_active_kept_by_name(void **state)
{
	static const struct choice_entry fewer[] = {{"Baru", NULL, NULL}, {"Dinas Sosial", NULL, NULL}};
	struct choice_view *view = make(views_whole);

	(void)state;
	choice_view_activate(view, 3);
	choice_view_entries(view, fewer, 2);
	assert_int_equal(active(view), 1);
	choice_view_free(view);
}

static void test_scrolls(void **state)
{
	struct choice_view *view = make((struct area){0, 0, 3, 30});

	(void)state;
	choice_view_act(view, ACTION_LAST);
	assert_int_equal(active(view), UNITS - 1);
	paint(view);
	assert_string_equal(views_row(0), "   Dinas Sosial              ▲");
	assert_memory_equal(views_row(2), " ▸ aneh·[31m", 14);
	choice_view_act(view, ACTION_FIRST);
	paint(view);
	assert_string_equal(views_row(2), "   Rumah Sakit Daerah  3 ino…▼");
	choice_view_act(view, ACTION_PAGE_DOWN);
	choice_view_act(view, ACTION_PAGE_DOWN);
	assert_int_equal(active(view), UNITS - 1);
	choice_view_free(view);
}

static void test_monkey(void **state)
{
	struct monkey monkey = {.seed = 17};
	struct choice_view *view = make_long();

	(void)state;
	for (int i = 0; i < 5000; i++) {
		int row;
		int col;

		if (monkey_below(&monkey, 3)) {
			choice_view_act(view, monkey_action(&monkey));
		} else {
			size_t size = monkey_type(&monkey);

			choice_view_type(view, monkey.text, size);
		}
		if (i % 7 == 0)
			choice_view_act(view, i % 2 ? ACTION_DELETE_LINE : ACTION_DELETE_LEFT);
		if (i % 20 == 0)
			choice_view_layout(view, monkey_area(&monkey));
		if (i % 300 == 0)
			choice_view_entries(view, units, monkey_below(&monkey, UNITS + 1));
		paint(view);
		choice_view_cursor(view, &row, &col);
		assert_true(row >= 0 && col >= 0);
	}
	choice_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_narrowing, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_letters_go_to_one, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_active_kept_by_name, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_scrolls, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_monkey, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
