/* The editor: wrapping, moving, undo, limits, and a model for plain typing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "support/views.h"
#include "ui/editor_view.h"

static void type(struct editor_view *view, const char *text)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);

		editor_view_type(view, text + at, length, false);
		at += length;
	}
}

static void expect_text(struct editor_view *view, const char *text)
{
	assert_string_equal(editor_view_text(view), text);
}

static void expect_cursor(struct editor_view *view, int row, int col)
{
	int at_row;
	int at_col;

	editor_view_cursor(view, &at_row, &at_col);
	assert_int_equal(at_row, row);
	assert_int_equal(at_col, col);
}

static void paint(struct editor_view *view)
{
	views_erase();
	editor_view_paint(view);
}

static void test_wraps_at_blanks(void **state)
{
	struct editor_view *view = editor_view_new("satu dua tiga\nempat1234567890123456789 x", 1000);

	(void)state;
	editor_view_layout(view, (struct area){1, 1, 10, 11});
	paint(view);
	assert_string_equal(views_row(1), " satu dua");
	assert_string_equal(views_row(2), " tiga");
	assert_string_equal(views_row(3), " empat12345");
	assert_string_equal(views_row(4), " 6789012345");
	assert_string_equal(views_row(5), " 6789 x");
	assert_false(editor_view_changed(view));
	editor_view_free(view);
}

static void test_moving(void **state)
{
	struct editor_view *view = editor_view_new("satu dua tiga\n12345678901234567890\nx", 1000);

	(void)state;
	editor_view_layout(view, (struct area){0, 0, 10, 11});
	editor_view_act(view, ACTION_TOP);
	expect_cursor(view, 0, 0);
	editor_view_act(view, ACTION_LAST);
	expect_cursor(view, 0, 8);
	editor_view_act(view, ACTION_DOWN);
	expect_cursor(view, 1, 4);
	editor_view_act(view, ACTION_DOWN);
	expect_cursor(view, 2, 8);
	/* A broken word's first row has no place behind it. */
	editor_view_act(view, ACTION_LAST);
	expect_cursor(view, 2, 9);
	editor_view_act(view, ACTION_LAST);
	expect_cursor(view, 2, 9);
	editor_view_act(view, ACTION_DOWN);
	editor_view_act(view, ACTION_LAST);
	expect_cursor(view, 3, 10);
	editor_view_act(view, ACTION_UP);
	expect_cursor(view, 2, 9);
	editor_view_act(view, ACTION_BOTTOM);
	expect_cursor(view, 4, 1);
	editor_view_act(view, ACTION_WORD_LEFT);
	expect_cursor(view, 4, 0);
	editor_view_act(view, ACTION_WORD_LEFT);
	expect_cursor(view, 2, 0);
	assert_int_equal(editor_view_act(view, ACTION_SAVE), OUTCOME_IGNORED);
	editor_view_free(view);
}

static void test_undo_takes_back_runs(void **state)
{
	struct editor_view *view = editor_view_new("", 1000);

	(void)state;
	type(view, "satu dua");
	editor_view_act(view, ACTION_DELETE_LEFT);
	editor_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, "satu dua");
	editor_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, "satu");
	editor_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, "");
	editor_view_act(view, ACTION_TYPE_UNDO);
	editor_view_act(view, ACTION_TYPE_REDO);
	editor_view_act(view, ACTION_TYPE_REDO);
	expect_text(view, "satu dua");
	editor_view_free(view);
}

static void test_deleting(void **state)
{
	struct editor_view *view = editor_view_new("satu dua\n\ntiga", 1000);

	(void)state;
	editor_view_layout(view, views_whole);
	editor_view_act(view, ACTION_DELETE_WORD);
	expect_text(view, "satu dua\n\n");
	editor_view_act(view, ACTION_UP);
	editor_view_act(view, ACTION_DELETE_LINE);
	expect_text(view, "satu dua\n");
	editor_view_act(view, ACTION_UP);
	editor_view_act(view, ACTION_DELETE_RIGHT);
	editor_view_act(view, ACTION_DELETE_LINE);
	expect_text(view, "\n");
	editor_view_act(view, ACTION_OPEN);
	expect_text(view, "\n\n");
	editor_view_free(view);
}

static void test_paste_and_limit(void **state)
{
	struct editor_view *view = editor_view_new("", 13);

	(void)state;
	editor_view_type(view, "e\u0301\r\na\tb\033\u202e", 12, true);
	expect_text(view, "é\na b");
	editor_view_type(view, "123456漢", 9, true);
	expect_text(view, "é\na b123456");
	type(view, "é");
	expect_text(view, "é\na b123456");
	type(view, "z");
	type(view, "z");
	expect_text(view, "é\na b123456z");
	editor_view_free(view);
}

static void test_marks_are_composed(void **state)
{
	struct editor_view *view = editor_view_new("", 100);

	(void)state;
	type(view, "\u0301e\u0301\n\u0301q\u0301");
	expect_text(view, "é\nq\u0301");
	editor_view_act(view, ACTION_DELETE_LEFT);
	expect_text(view, "é\n");
	editor_view_free(view);
}

/* A key in the longest text there is must not be felt: the whole is laid out anew each time. */
static void test_longest_text(void **state)
{
	struct editor_view *view;
	char *text = malloc(65536);

	(void)state;
	for (int i = 0; i < 65535; i++)
		text[i] = i % 700 == 699 ? '\n' : i % 7 == 6 ? ' ' : 'a';
	text[65535] = '\0';
	view = editor_view_new(text, 70000);
	editor_view_layout(view, views_whole);
	for (int i = 0; i < 100; i++)
		type(view, "x");
	assert_int_equal(strlen(editor_view_text(view)), 65635);
	editor_view_free(view);
	free(text);
}

static void test_against_a_model(void **state)
{
	static const char *const letters[] = {"a", " ", "漢", "é", "\n", "9"};
	struct monkey monkey = {.seed = 3};
	struct editor_view *view = editor_view_new("", 2000);
	char model[2100] = "";
	size_t cursor = 0;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		size_t size = strlen(model);
		unsigned what = monkey_below(&monkey, 13);
		const char *letter = letters[what % 6];
		size_t other;

		if (what < 6) {
			editor_view_type(view, letter, strlen(letter), false);
			if (size + strlen(letter) <= 2000) {
				memmove(model + cursor + strlen(letter), model + cursor, size - cursor + 1);
				memcpy(model + cursor, letter, strlen(letter));
				cursor += strlen(letter);
			}
		} else if (what < 8) {
			editor_view_act(view, ACTION_LEFT);
			cursor = text_previous(model, size, cursor);
		} else if (what < 10) {
			editor_view_act(view, ACTION_RIGHT);
			cursor = text_next(model, size, cursor);
		} else if (what == 10) {
			editor_view_act(view, ACTION_DELETE_LEFT);
			other = text_previous(model, size, cursor);
			memmove(model + other, model + cursor, size - cursor + 1);
			cursor = other;
		} else if (what == 11) {
			editor_view_act(view, ACTION_DELETE_RIGHT);
			other = text_next(model, size, cursor);
			memmove(model + cursor, model + other, size - other + 1);
		} else {
			editor_view_layout(view, (struct area){0, 0, 1 + i % 20, 1 + i % 40});
		}
		expect_text(view, model);
	}
	while (editor_view_changed(view)) {
		size_t size = strlen(editor_view_text(view));

		editor_view_act(view, ACTION_TYPE_UNDO);
		if (size == strlen(editor_view_text(view)))
			break; /* older steps are forgotten */
	}
	for (int i = 0; i < 5000; i++)
		editor_view_act(view, ACTION_TYPE_REDO);
	expect_text(view, model);
	editor_view_free(view);
}

static void test_monkey(void **state)
{
	struct monkey monkey = {.seed = 13};
	struct editor_view *view = editor_view_new("Awal teks\nyang ada.", 3000);
	struct area area = views_whole;
	const char *why;

	(void)state;
	editor_view_layout(view, area);
	for (int i = 0; i < 5000; i++) {
		int row;
		int col;

		if (monkey_below(&monkey, 3) == 0) {
			editor_view_act(view, monkey_action(&monkey));
		} else {
			size_t size = monkey_type(&monkey);

			editor_view_type(view, monkey.text, size, monkey_below(&monkey, 5) == 0);
		}
		if (i % 20 == 0) {
			area = monkey_area(&monkey);
			editor_view_layout(view, area);
		}
		paint(view);
		editor_view_cursor(view, &row, &col);
		assert_true(row >= area.row && row < area.row + (area.rows ? area.rows : 1));
		assert_true(col >= area.col && col <= area.col + area.cols + 1);
		assert_true(text_storable(editor_view_text(view), strlen(editor_view_text(view)), &why));
		assert_true(strlen(editor_view_text(view)) <= 3000);
	}
	editor_view_free(view);
}

static void test_paragraphs(void **state)
{
	struct editor_view *view = editor_view_new("satu dua\n\ntiga empat\nlima", 1000);

	(void)state;
	editor_view_layout(view, (struct area){0, 0, 10, 40});
	editor_view_act(view, ACTION_PARAGRAPH_UP);
	expect_cursor(view, 3, 0);
	editor_view_act(view, ACTION_PARAGRAPH_UP);
	expect_cursor(view, 2, 0);
	editor_view_act(view, ACTION_RIGHT);
	editor_view_act(view, ACTION_PARAGRAPH_UP);
	expect_cursor(view, 2, 0);
	editor_view_act(view, ACTION_PARAGRAPH_UP);
	editor_view_act(view, ACTION_PARAGRAPH_UP);
	expect_cursor(view, 0, 0);
	editor_view_act(view, ACTION_PARAGRAPH_DOWN);
	expect_cursor(view, 2, 0);
	editor_view_act(view, ACTION_PARAGRAPH_DOWN);
	editor_view_act(view, ACTION_PARAGRAPH_DOWN);
	expect_cursor(view, 3, 4);
	editor_view_free(view);
}

static void test_finding(void **state)
{
	struct editor_view *view = editor_view_new("Warga É lalu warga\nlagi wargA é", 1000);

	(void)state;
	editor_view_layout(view, (struct area){0, 0, 10, 40});
	/* From the end round to the start, whatever the case. */
	assert_true(editor_view_find(view, "warga", false));
	expect_cursor(view, 0, 0);
	assert_true(editor_view_find(view, "warga", false));
	expect_cursor(view, 0, 0);
	assert_true(editor_view_find(view, "warga", true));
	expect_cursor(view, 0, 13);
	assert_true(editor_view_find(view, "warga", true));
	expect_cursor(view, 1, 5);
	assert_true(editor_view_find(view, "é", true));
	expect_cursor(view, 1, 11);
	assert_true(editor_view_find(view, "é", true));
	expect_cursor(view, 0, 6);
	assert_false(editor_view_find(view, "wargax", true));
	expect_cursor(view, 0, 6);
	editor_view_act(view, ACTION_BOTTOM);
	editor_view_act(view, ACTION_LEFT);
	editor_view_act(view, ACTION_LEFT);
	assert_true(editor_view_find(view, "lalu", true)); /* not from the very end: round it all the same */
	expect_cursor(view, 0, 8);
	assert_false(editor_view_find(view, "warga é lagi dan lagi", false));
	assert_true(editor_view_find(view, "", false));
	editor_view_free(view);
	view = editor_view_new("", 1000);
	assert_false(editor_view_find(view, "a", false));
	editor_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_paragraphs, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_finding, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_wraps_at_blanks, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_moving, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_undo_takes_back_runs, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_deleting, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_paste_and_limit, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_marks_are_composed, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_longest_text, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_against_a_model, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_monkey, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
