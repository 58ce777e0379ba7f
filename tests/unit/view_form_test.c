/* The form: typing, notes, limits, placing and undo, on a headless terminal; what it leans on in libform is here too. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "support/views.h"
#include "ui/form_view.h"

static const struct form_field fields[] = {
	{.label = "Nama inovasi",
		.kind = FORM_LINE,
		.text = "SIPADU",
		.most = 200,
		.required = true,
		.heading = "Identitas"},
	{.label = "Tahapan", .kind = FORM_CHOICE, .text = "Penerapan", .width = 16, .narrow = true},
	{.label = "Jenis", .kind = FORM_CHOICE, .text = "Digital", .width = 14, .narrow = true},
	{.label = "Uji coba", .kind = FORM_LINE, .text = "01-02-2023", .width = 10, .side = "hari"},
	{.label = "Rancang bangun", .kind = FORM_LONG, .text = "286 dari 300 kata", .heading = "Isi"},
	{.label = "Nomor", .kind = FORM_SHOWN, .text = "17"},
};

enum { NAME, STAGE, KIND, TRIAL, DESIGN, NUMBER, FIELDS };

static struct form_view *make(struct area area)
{
	struct form_view *view = form_view_new();

	form_view_fields(view, fields, FIELDS);
	form_view_layout(view, area);
	return view;
}

static void type(struct form_view *view, const char *text)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t length = text_decode(text + at, size - at, &code);

		form_view_type(view, text + at, length, false);
		at += length;
	}
}

static void expect_text(struct form_view *view, size_t index, const char *text)
{
	assert_string_equal(form_view_text(view, index), text);
}

static void paint(struct form_view *view)
{
	views_erase();
	form_view_paint(view);
}

static void test_page(void **state)
{
	struct form_view *view = make((struct area){0, 0, 24, 78});

	(void)state;
	paint(view);
	assert_string_equal(views_row(0), "Identitas");
	assert_string_equal(views_row(1),
		"Nama inovasi *  [SIPADU                                                      ]");
	assert_string_equal(views_row(2), "Tahapan         [Penerapan       ▾]    Jenis  [Digital       ▾]");
	assert_string_equal(views_row(3), "Uji coba        [01-02-2023 ] hari");
	assert_string_equal(views_row(4), "");
	assert_string_equal(views_row(5), "Isi");
	assert_string_equal(views_row(7), "Nomor            17");
	form_view_free(view);
}

static void test_typing(void **state)
{
	struct form_view *view = make(views_whole);
	int row;
	int col;

	(void)state;
	type(view, " dan 漢字");
	form_view_cursor(view, &row, &col);
	assert_int_equal(row, 1);
	assert_int_equal(col, 17 + 15);
	expect_text(view, NAME, "SIPADU dan 漢字");
	assert_true(form_view_changed(view, NAME));
	form_view_act(view, ACTION_LEFT);
	form_view_act(view, ACTION_DELETE_LEFT);
	expect_text(view, NAME, "SIPADU dan 字");
	form_view_act(view, ACTION_FIRST);
	type(view, "x");
	form_view_act(view, ACTION_DELETE_RIGHT);
	expect_text(view, NAME, "xIPADU dan 字");
	form_view_act(view, ACTION_LAST);
	form_view_act(view, ACTION_WORD_LEFT);
	form_view_act(view, ACTION_DELETE_WORD);
	expect_text(view, NAME, "xIPADU 字");
	form_view_act(view, ACTION_DELETE_LINE);
	expect_text(view, NAME, "");
	form_view_free(view);
}

/* Blanks at the end are no text, but the cursor stands behind them, and through a resize. */
static void test_resize_while_typing(void **state)
{
	struct form_view *view = make(views_whole);

	(void)state;
	type(view, " ");
	expect_text(view, NAME, "SIPADU");
	form_view_layout(view, (struct area){2, 2, 12, 50});
	type(view, "satu");
	expect_text(view, NAME, "SIPADU satu");
	form_view_act(view, ACTION_LEFT);
	form_view_layout(view, (struct area){0, 0, 0, 0});
	form_view_layout(view, views_whole);
	expect_text(view, NAME, "SIPADU satu");
	form_view_free(view);
}

static void test_marks_are_composed(void **state)
{
	struct form_view *view = make(views_whole);

	(void)state;
	type(view, "e\u0301a\u0308z");
	expect_text(view, NAME, "SIPADUéäz");
	type(view, "\u0301");
	expect_text(view, NAME, "SIPADUéäź");
	type(view, "q\u0301");
	expect_text(view, NAME, "SIPADUéäźq");
	type(view, " \u0301");
	expect_text(view, NAME, "SIPADUéäźq");
	form_view_free(view);
}

static void test_limits(void **state)
{
	struct form_view *view = make(views_whole);
	char paste[600];

	(void)state;
	form_view_activate(view, TRIAL);
	type(view, "4");
	expect_text(view, TRIAL, "01-02-2023");
	form_view_act(view, ACTION_DELETE_LINE);
	form_view_type(view, "31\n12\t2024 dan lagi", 19, true);
	expect_text(view, TRIAL, "31 12 2024");
	assert_int_equal(form_view_wish(view), FORM_WISH_NONE);

	/* A field that may be longer than its row goes on in the editor. */
	form_view_activate(view, NAME);
	memset(paste, 'a', sizeof paste);
	form_view_type(view, paste, sizeof paste, true);
	assert_int_equal(text_length(form_view_text(view, NAME)), 200);
	assert_int_equal(form_view_wish(view), FORM_WISH_EDITOR);
	paint(view);
	assert_non_null(strstr(views_row(1), "a…]"));
	type(view, "b");
	assert_int_equal(form_view_wish(view), FORM_WISH_WRITE);
	form_view_act(view, ACTION_OPEN);
	assert_int_equal(form_view_wish(view), FORM_WISH_EDITOR);
	form_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, NAME, "SIPADU");
	form_view_free(view);
}

/* The editor goes on where one was typing, with the blank that no cell was left for. */
static void test_going_on_in_the_editor(void **state)
{
	struct form_view *view = make(views_whole);
	char row[100];
	size_t room = 0;

	(void)state;
	form_view_activate(view, NAME);
	form_view_act(view, ACTION_DELETE_LINE);
	for (; form_view_wish(view) == FORM_WISH_NONE && room < sizeof row; room++)
		type(view, "a");
	form_view_act(view, ACTION_TYPE_UNDO);
	form_view_act(view, ACTION_DELETE_LINE);
	memset(row, 'a', sizeof row);
	form_view_type(view, row, room - 1, true);
	assert_int_equal(form_view_wish(view), FORM_WISH_NONE);
	type(view, " ");
	assert_int_equal(form_view_wish(view), FORM_WISH_EDITOR);
	assert_int_equal(form_view_text(view, NAME)[room - 1], ' ');
	assert_int_equal(form_view_place(view), room);

	form_view_set_text(view, NAME, "");
	form_view_type(view, row, room - 1, true);
	form_view_act(view, ACTION_FIRST);
	type(view, "b");
	assert_int_equal(form_view_wish(view), FORM_WISH_EDITOR);
	assert_int_equal(form_view_place(view), 1);

	/* A narrower screen takes the row away while one types in it. */
	form_view_set_text(view, NAME, "");
	form_view_type(view, row, 40, true);
	type(view, " ");
	form_view_layout(view, (struct area){2, 2, 12, 50});
	type(view, "b");
	assert_int_equal(form_view_wish(view), FORM_WISH_WRITE);
	assert_int_equal(form_view_place(view), 41);
	assert_int_equal(form_view_text(view, NAME)[40], ' ');
	form_view_free(view);
}

/* What libform would give back changed is shown, and never written back. */
static void test_odd_texts_stay(void **state)
{
	static const char *const odd[] = {"a\nb", "e\u0301x", "a\u202eb", "a\033[31m", "satu  ", "a\tb"};
	struct form_view *view = form_view_new();

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct form_field field = {.label = "Nama", .kind = FORM_LINE, .text = odd[i], .width = 30};

		form_view_fields(view, &field, 1);
		form_view_layout(view, views_whole);
		paint(view);
		form_view_act(view, ACTION_LEFT);
		expect_text(view, 0, odd[i]);
		assert_false(form_view_changed(view, 0));
	}
	form_view_free(view);
}

static void test_undo(void **state)
{
	struct form_view *view = make(views_whole);

	(void)state;
	type(view, " satu dua");
	form_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, NAME, "SIPADU satu");
	form_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, NAME, "SIPADU");
	form_view_act(view, ACTION_TYPE_UNDO);
	expect_text(view, NAME, "SIPADU");
	form_view_act(view, ACTION_TYPE_REDO);
	form_view_act(view, ACTION_TYPE_REDO);
	expect_text(view, NAME, "SIPADU satu dua");
	form_view_act(view, ACTION_TYPE_UNDO);
	type(view, "!");
	form_view_act(view, ACTION_TYPE_REDO);
	expect_text(view, NAME, "SIPADU satu!");
	form_view_free(view);
}

static void test_notes(void **state)
{
	struct form_view *view = make((struct area){0, 0, 24, 78});

	(void)state;
	form_view_set_note(view, NAME, "nama sudah dipakai");
	form_view_set_note(view, STAGE, "belum boleh");
	form_view_set_note(view, KIND, "tidak dikenal");
	paint(view);
	assert_string_equal(views_row(2), "                 ! nama sudah dipakai");
	assert_string_equal(views_row(4), "                 ! belum boleh                 ! tidak dikenal");
	type(view, "x");
	expect_text(view, NAME, "SIPADUx");
	paint(view);
	assert_string_equal(views_row(3), "                 ! belum boleh                 ! tidak dikenal");
	/* What has no room side by side stands one below the other, moved left as far as it must be to be read whole. */
	form_view_set_note(view, KIND, "tidak dikenal; pilih satu dari daftar");
	paint(view);
	assert_string_equal(views_row(3), "                 ! belum boleh");
	assert_string_equal(views_row(4),
		"                                       ! tidak dikenal; pilih satu dari daftar");
	form_view_free(view);
}

static void test_moving_and_wishes(void **state)
{
	struct form_view *view = make(views_whole);

	(void)state;
	form_view_act(view, ACTION_PREVIOUS);
	assert_int_equal(form_view_wish(view), FORM_WISH_BEFORE_START);
	form_view_act(view, ACTION_OPEN);
	assert_int_equal(form_view_wish(view), FORM_WISH_LEFT);
	assert_int_equal(form_view_left(view), NAME);
	assert_int_equal(form_view_active(view), STAGE);
	type(view, "p");
	assert_int_equal(form_view_wish(view), FORM_WISH_CHOICE);
	assert_string_equal(form_view_typed(view), "p");
	form_view_act(view, ACTION_OPEN);
	assert_int_equal(form_view_wish(view), FORM_WISH_CHOICE);
	assert_string_equal(form_view_typed(view), "");
	form_view_activate(view, DESIGN);
	form_view_act(view, ACTION_OPEN);
	assert_int_equal(form_view_wish(view), FORM_WISH_EDITOR);
	form_view_activate(view, NUMBER);
	type(view, "x");
	form_view_act(view, ACTION_DELETE_LINE);
	expect_text(view, NUMBER, "17");
	form_view_act(view, ACTION_NEXT);
	assert_int_equal(form_view_wish(view), FORM_WISH_PAST_END);
	assert_int_equal(form_view_act(view, ACTION_SAVE), OUTCOME_IGNORED);
	form_view_free(view);
}

static void test_page_taller_than_the_area(void **state)
{
	struct form_view *view = make((struct area){0, 0, 3, 40});
	int row;
	int col;

	(void)state;
	form_view_set_note(view, TRIAL, "belum lewat");
	form_view_activate(view, TRIAL);
	paint(view);
	assert_string_equal(views_row(1), "Uji coba        [01-02-2023 ] hari");
	assert_string_equal(views_row(2), "                 ! belum lewat");
	form_view_cursor(view, &row, &col);
	assert_int_equal(row, 1);
	form_view_activate(view, NAME);
	paint(view);
	assert_string_equal(views_row(0), "Identitas");
	form_view_free(view);
}

static void test_typed_cell_costs_one_cell(void **state)
{
	struct form_view *view = make(views_whole);

	(void)state;
	paint(view);
	views_changed();
	type(view, "x");
	paint(view);
	assert_int_equal(views_changed(), 1);
	form_view_free(view);
}

/* Plain typing against the simplest model there is; PITFALLS A0 says where libform would fail it. */
static void test_against_a_model(void **state)
{
	static const struct form_field field = {.label = "Nama", .kind = FORM_LINE, .text = "", .width = 20};
	static const char *const letters[] = {"a", "b", "漢", "é", "Z", "9"};
	struct monkey monkey = {.seed = 5};
	struct form_view *view = form_view_new();
	char model[256] = "";
	size_t cursor = 0;

	(void)state;
	form_view_fields(view, &field, 1);
	form_view_layout(view, views_whole);
	for (int i = 0; i < 5000; i++) {
		size_t size = strlen(model);
		unsigned what = monkey_below(&monkey, 12);
		const char *letter = letters[what % 6];
		size_t other;

		if (what < 6) {
			form_view_type(view, letter, strlen(letter), false);
			if (text_width(model, size) + text_width(letter, strlen(letter)) <= 20) {
				memmove(model + cursor + strlen(letter), model + cursor, size - cursor + 1);
				memcpy(model + cursor, letter, strlen(letter));
				cursor += strlen(letter);
			}
		} else if (what < 8) {
			form_view_act(view, ACTION_LEFT);
			cursor = text_previous(model, size, cursor);
		} else if (what == 8) {
			form_view_act(view, ACTION_RIGHT);
			cursor = text_next(model, size, cursor);
		} else if (what == 9) {
			form_view_act(view, ACTION_DELETE_LEFT);
			other = text_previous(model, size, cursor);
			memmove(model + other, model + cursor, size - cursor + 1);
			cursor = other;
		} else if (what == 10) {
			form_view_act(view, ACTION_DELETE_RIGHT);
			other = text_next(model, size, cursor);
			memmove(model + cursor, model + other, size - other + 1);
		} else if (monkey_below(&monkey, 8) == 0) {
			form_view_act(view, ACTION_DELETE_LINE);
			model[0] = '\0';
			cursor = 0;
		} else if (monkey_below(&monkey, 4)) {
			form_view_act(view, ACTION_LAST);
			cursor = size;
		} else {
			form_view_layout(view, (struct area){0, 0, 1 + i % 20, 60 + i % 20});
		}
		expect_text(view, 0, model);
	}
	form_view_free(view);
}

static void test_monkey(void **state)
{
	struct monkey monkey = {.seed = 7};
	struct form_view *view = make(views_whole);

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct area area = views_whole;
		size_t size;
		int row;
		int col;

		if (monkey_below(&monkey, 2)) {
			form_view_act(view, monkey_action(&monkey));
		} else {
			size = monkey_type(&monkey);
			form_view_type(view, monkey.text, size, monkey_below(&monkey, 5) == 0);
		}
		if (i % 9 == 0)
			form_view_set_note(view, monkey_below(&monkey, FIELDS), i % 2 ? "keliru" : NULL);
		if (i % 31 == 0)
			form_view_set_text(view, monkey_below(&monkey, FIELDS), monkey.text);
		if (i % 37 == 0)
			form_view_set_side(view, monkey_below(&monkey, FIELDS), i % 2 ? "yandas" : NULL);
		if (i % 500 == 0)
			form_view_fields(view, fields, FIELDS);
		if (i % 10 == 0) {
			area = monkey_area(&monkey);
			form_view_layout(view, area);
			paint(view);
			form_view_cursor(view, &row, &col);
			assert_true(row >= area.row && col >= area.col);
			assert_true(row <= area.row + area.rows && col <= area.col + area.cols);
		}
		paint(view);
		expect_text(view, NUMBER, form_view_text(view, NUMBER));
	}
	form_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_page, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_typing, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_resize_while_typing, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_marks_are_composed, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_limits, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_going_on_in_the_editor, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_odd_texts_stay, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_undo, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_notes, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_moving_and_wishes, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_page_taller_than_the_area, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_typed_cell_costs_one_cell, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_against_a_model, views_open, views_close),
		cmocka_unit_test_setup_teardown(test_monkey, views_open, views_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
