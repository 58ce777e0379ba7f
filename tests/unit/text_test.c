#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#define FLAG_ID "\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9" /* two code points, one cluster, two columns */
#define ACUTE	"\xCC\x81"			   /* combining, no column of its own */
#define KANJI	"\xE6\xBC\xA2"			   /* two columns */

static void every_code_point_survives_encoding_and_decoding(void **state)
{
	(void)state;
	for (uint32_t code = 1; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t again;
		size_t size;

		if (code == 0xD800)
			code = 0xE000;
		size = text_encode(code, bytes);
		if (text_decode(bytes, size, &again) != size || again != code)
			fail_msg("U+%04X does not survive", (unsigned)code);
	}
}

static void a_bad_byte_is_one_byte_long(void **state)
{
	/* alone, overlong, surrogate, beyond Unicode, cut short, no start, not followed */
	static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\xAF",
		"\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
		"\xC3", "\xE6\xBC", "\xF0\x9F\x87", "\xC3(", "\xE6(\xA2"};
	uint32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		code = 0;
		assert_int_equal(text_decode(bad[i], strlen(bad[i]), &code), 1);
		assert_int_equal(code, TEXT_BAD);
	}
	assert_int_equal(text_decode("", 0, &code), 0);
	assert_int_equal(text_decode("\0", 1, &code), 1);
	assert_int_equal(code, 0);
}

static bool storable(const char *text)
{
	const char *why = NULL;
	bool good = text_storable(text, strlen(text), &why);

	if (!good)
		assert_non_null(why);
	return good;
}

static void good_texts_may_be_stored(void **state)
{
	(void)state;
	assert_true(storable(""));
	assert_true(storable("Puskesmas Putri Ayu\nbaris kedua"));
	assert_true(storable("\xC3\xA9 " KANJI " " FLAG_ID));
	assert_true(storable("e" ACUTE));
	assert_true(storable("'=1+1 \"<&>"));
}

static void controls_hidden_characters_and_broken_utf8_may_not(void **state)
{
	static const char *const bad[] = {"a\tb", "a\rb", "\x1b[31m", "\x7f", "\xC2\x85", "\302\23331m",
		"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\x8B", "\xE2\x80\x8D", "\357\273\277bom", "\xC2\xAD",
		"\xE2\x80\xA8", "\xD8\x9C", "\xF3\xA0\x81\x81", "\xFF", "ok\xC3", "\xED\xA0\x80"};
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (storable(bad[i]))
			fail_msg("number %zu may be stored", i);
	assert_false(text_storable("a\0b", 3, &why));
}

static void a_file_may_bring_joiners_but_no_controls(void **state)
{
	const char *why;

	(void)state;
	assert_true(text_importable("a\xC2\xAD"
				    "b",
		4, &why));
	assert_true(text_importable("\xE2\x80\x8D", 3, &why));
	assert_true(text_importable("\xE2\x80\xAE", 3, &why));
	assert_false(text_importable("a\tb", 3, &why));
	assert_false(text_importable("\xC2\x85", 2, &why));
	assert_false(text_importable("\xFF", 1, &why));
}

static void normal_form_is_composed_and_tells_whether_it_changed(void **state)
{
	bool changed = true;
	char *text = text_normalise("e" ACUTE, 3, &changed);

	(void)state;
	assert_string_equal(text, "\xC3\xA9");
	assert_true(changed);
	free(text);
	text = text_normalise("\xC3\xA9", 2, &changed);
	assert_string_equal(text, "\xC3\xA9");
	assert_false(changed);
	free(text);
	text = text_normalise("abc", 2, &changed);
	assert_string_equal(text, "ab");
	assert_false(changed);
	free(text);
	text = text_normalise(
		"\xFFx", 2, NULL); /* never crashes, never loses: broken text comes back as it is */
	assert_string_equal(text, "\xFFx");
	free(text);
	assert_true(text_is_ascii("abc~\n", 5));
	assert_false(text_is_ascii("ab\xC3\xA9", 4));
	assert_true(text_is_ascii("", 0));
}

static void length_is_code_points_and_words_are_runs_between_white_space(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("e" ACUTE KANJI), 3);
	assert_int_equal(text_words(""), 0);
	assert_int_equal(text_words(" \t\n "), 0);
	assert_int_equal(text_words("satu"), 1);
	assert_int_equal(text_words("  dua-kata , tiga\n\nempat\tlima "), 5);
	assert_int_equal(text_words("a\xC2\xA0"
				    "b\xE3\x80\x80"
				    "c\xE2\x80\x83"
				    "d"),
		4);
	assert_int_equal(text_words("\xC3\xA9t\xC3\xA9 " KANJI KANJI), 2);
	assert_int_equal(text_words("\xFF\xFE \xC3"), 2); /* broken bytes are no white space */
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \t\n\xC2\xA0\xE3\x80\x80"));
	assert_false(text_is_blank(" \n\xC3\xA9"));
	assert_false(text_is_blank("\xC3"));
}

static void counting_words_takes_time_in_proportion_to_the_text(void **state)
{
	size_t count = 200000;
	char *text = memory_alloc(2 * count + 1);
	uint64_t begun;

	(void)state;
	for (size_t i = 0; i < count; i++)
		memcpy(text + 2 * i, "\xC3\xA9", 2);
	begun = clock_monotonic_ms();
	assert_int_equal(text_words(text), 1);
	assert_true(clock_monotonic_ms() - begun <
		    1000); /* milliseconds; the square of it takes several seconds */
	free(text);
}

static void trimming_takes_blanks_from_both_ends(void **state)
{
	static const char *const pairs[][2] = {
		{"", ""}, {" \t\r\n", ""}, {" a b\n", "a b"}, {"a", "a"}, {"\xC2\xA0x", "\xC2\xA0x"}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char *text = memory_copy(pairs[i][0]);

		assert_ptr_equal(text_trim(text), text);
		assert_string_equal(text, pairs[i][1]);
		free(text);
	}
}

static void containing_is_blind_to_case(void **state)
{
	(void)state;
	assert_true(text_contains("Dinas Kesehatan", "KESEHAT"));
	assert_true(text_contains("anything", ""));
	assert_true(text_contains("", ""));
	assert_false(text_contains("", "a"));
	assert_true(text_contains("\xC3\x89tape", "\xC3\xA9T"));
	assert_true(text_contains("E" ACUTE "tape", "\xC3\xA9t"));
	assert_true(text_contains("stra\xC3\x9F"
				  "e",
		"STRASSE"));
	assert_false(text_contains("Dinas", "dinas kota"));
	assert_true(text_contains("a\xFF"
				  "b",
		"\xFF"));
}

static void numbers_are_digits_and_fit(void **state)
{
	static const char *const bad[] = {"", "11", "-1", "+1", " 1", "1 ", "1a", "a", "18446744073709551616",
		"99999999999999999999999"};
	uint64_t value = 7;

	(void)state;
	assert_true(text_number("0", 10, &value));
	assert_int_equal(value, 0);
	assert_true(text_number("0010", 10, &value));
	assert_int_equal(value, 10);
	assert_true(text_number("18446744073709551615", UINT64_MAX, &value));
	assert_true(value == UINT64_MAX);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		value = 7;
		assert_false(text_number(bad[i], i == 1 ? 10 : UINT64_MAX, &value));
		assert_int_equal(value, 0);
	}
	assert_int_equal(text_digits("24x80", 500, &value), 2);
	assert_int_equal(value, 24);
	assert_int_equal(text_digits("x80", 500, &value), 0);
	assert_int_equal(text_digits("501x", 500, &value), 0);
}

static void comparing_is_for_people(void **state)
{
	static const char *const sorted[] = {"", "1", "2", "2a", "10", "Alfa", "alfa 2", "alfa 10", "beta"};
	size_t count = sizeof sorted / sizeof *sorted;

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++) {
			int order = text_compare(sorted[i], sorted[k]);

			assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
		}
	assert_true(text_compare("007", "7") != 0); /* equal to people, still in one order */
	assert_true((text_compare("007", "7") > 0) == (text_compare("7", "007") < 0));
	assert_true(text_compare("99999999999999999999999", "100000000000000000000000") < 0);
	assert_true(text_equal("a", "a"));
	assert_false(text_equal("a", "A"));
	assert_true(text_starts("16.berkas.x", "16."));
	assert_true(text_starts("x", ""));
	assert_false(text_starts("1", "16"));
}

static void width_counts_columns_as_they_will_be_shown(void **state)
{
	(void)state;
	assert_int_equal(text_width("abc", 3), 3);
	assert_int_equal(text_width(KANJI, 3), 2);
	assert_int_equal(text_width("e" ACUTE, 3), 1);
	assert_int_equal(text_width("\x1b\t\xFF", 3), 3);
	assert_int_equal(text_width("", 0), 0);
	assert_int_equal(text_code_width('a'), 1);
	assert_int_equal(text_code_width(0x6F22), 2);
	assert_int_equal(text_code_width(0x301), 0);
	assert_int_equal(text_code_width(0x202E), 1); /* shown as a dot */
	assert_int_equal(text_code_width(TEXT_BAD), 1);
}

static void cutting_fits_and_never_splits_a_cluster(void **state)
{
	(void)state;
	assert_int_equal(text_cut("abc", 3, 2), 2);
	assert_int_equal(text_cut("abc", 3, 9), 3);
	assert_int_equal(text_cut("abc", 3, 0), 0);
	assert_int_equal(text_cut("abc", 3, -1), 0);
	assert_int_equal(text_cut("a" KANJI, 4, 2), 1);
	assert_int_equal(text_cut("e" ACUTE "x", 4, 1), 3);
	assert_int_equal(text_cut("a" FLAG_ID, 9, 2), 1);
	assert_int_equal(text_cut("a" FLAG_ID, 9, 3), 9);
	assert_int_equal(text_cut("a\xFF"
				  "b",
				 3, 2),
		2);
}

static void shows(const char *text, size_t size, bool keep_lines, const char *expected)
{
	char *shown = text_for_screen(text, size, keep_lines);

	assert_string_equal(shown, expected);
	free(shown);
}

static void nothing_stored_can_command_a_terminal(void **state)
{
	(void)state;
	shows("aman", 4, false, "aman");
	shows("\x1b[2J", 4, false, "\xC2\xB7[2J");
	shows("\xC2\x9B"
	      "2J",
		4, false,
		"\xC2\xB7"
		"2J");
	shows("a\0b\x7f", 4, false,
		"a\xC2\xB7"
		"b\xC2\xB7");
	shows("a\tb\nc", 5, false, "a b c");
	shows("a\tb\nc", 5, true, "a b\nc");
	shows("a\rb", 3, true,
		"a\xC2\xB7"
		"b");
	shows("\xE2\x80\xAEx\xE2\x80\x8B", 7, false, "\xC2\xB7x\xC2\xB7");
	shows("\xFFx\xC3", 3, false, "\xEF\xBF\xBDx\xEF\xBF\xBD");
	shows("\xF4\x8F\xBF\xBF", 4, false, "\xEF\xBF\xBD"); /* a noncharacter has no width */
	shows("", 0, false, "");
	shows(KANJI FLAG_ID, 11, false, KANJI FLAG_ID);
}

static void marks_stay_on_their_base_and_are_few(void **state)
{
	(void)state;
	shows("e" ACUTE ACUTE ACUTE ACUTE ACUTE, 11, false, "e" ACUTE ACUTE ACUTE);
	shows(ACUTE "a", 3, false, "a");	 /* it would join the label before it */
	shows("a\n" ACUTE "b", 5, true, "a\nb"); /* and here the row's first cell */
	shows("a" ACUTE "b" ACUTE, 6, false, "a" ACUTE "b" ACUTE);
}

static void what_is_shown_is_as_wide_as_it_was_measured(void **state)
{
	static const char text[] = "a\x1b\xFF" KANJI "e" ACUTE ACUTE "\xE2\x80\xAE" FLAG_ID
				   "\t\n\xC2\x85\xF4\x8F\xBF\xBF";
	char *shown = text_for_screen(text, sizeof text - 1, false);

	(void)state;
	assert_int_equal(text_width(shown, strlen(shown)), text_width(text, sizeof text - 1));
	free(shown);
}

static void the_cursor_steps_over_whole_clusters_both_ways(void **state)
{
	static const char text[] = "a" KANJI "e" ACUTE FLAG_ID FLAG_ID "\n\xFF"
				   "b";
	static const size_t stops[] = {0, 1, 4, 7, 15, 23, 24, 25, 26};
	size_t count = sizeof stops / sizeof *stops;
	size_t size = sizeof text - 1;

	(void)state;
	for (size_t i = 0; i + 1 < count; i++) {
		assert_int_equal(text_next(text, size, stops[i]), stops[i + 1]);
		assert_int_equal(text_previous(text, size, stops[i + 1]), stops[i]);
	}
	assert_int_equal(text_next(text, size, size), size);
	assert_int_equal(text_next(text, size, size + 100), size);
	assert_int_equal(text_previous(text, size, 0), 0);
	assert_int_equal(text_previous(text, size, size + 100), size - 1);
}

static void the_cursor_always_gets_through(void **state)
{
	static const char *const parts[] = {
		"a", "\n", ACUTE, KANJI, FLAG_ID, "\xFF", "\xE2\x80\x8D", "\r", "\xC3"};
	char text[4096];
	size_t size = 0;
	unsigned seed = 1;

	(void)state;
	while (size + 8 < sizeof text) {
		const char *part;

		seed = seed * 1103515245u + 12345u;
		part = parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
		memcpy(text + size, part, strlen(part));
		size += strlen(part);
	}
	for (size_t at = 0; at < size;) {
		size_t next = text_next(text, size, at);

		assert_true(next > at && next <= size);
		at = next;
	}
	for (size_t at = size; at > 0;) {
		size_t before = text_previous(text, size, at);

		assert_true(before < at);
		at = before;
	}
}

/* Found by fuzzing: the byte behind a text that ends in a line feed was read. */
static void nothing_behind_a_text_is_read(void **state)
{
	char *text = malloc(2);

	(void)state;
	assert_non_null(text);
	memcpy(text, "a\n", 2);
	assert_int_equal(text_previous(text, 2, 2), 1);
	assert_int_equal(text_previous(text, 1, 1), 0);
	free(text);
}

static void every_character_has_one_in_ascii(void **state)
{
	(void)state;
	assert_int_equal(text_ascii('k'), 'k');
	assert_int_equal(text_ascii(0xE9), 'e');
	assert_int_equal(text_ascii(0x201C), '"');
	assert_int_equal(text_ascii(0x2014), '-');
	assert_int_equal(text_ascii(0xFF21), 'A');
	assert_int_equal(text_ascii(0x65E5), '?');
	for (uint32_t code = 0; code < 0x110100; code++)
		assert_in_range(text_ascii(code), 0x20, 0x7E);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_behind_a_text_is_read),
		cmocka_unit_test(every_character_has_one_in_ascii),
		cmocka_unit_test(numbers_are_digits_and_fit),
		cmocka_unit_test(every_code_point_survives_encoding_and_decoding),
		cmocka_unit_test(a_bad_byte_is_one_byte_long),
		cmocka_unit_test(good_texts_may_be_stored),
		cmocka_unit_test(controls_hidden_characters_and_broken_utf8_may_not),
		cmocka_unit_test(a_file_may_bring_joiners_but_no_controls),
		cmocka_unit_test(normal_form_is_composed_and_tells_whether_it_changed),
		cmocka_unit_test(length_is_code_points_and_words_are_runs_between_white_space),
		cmocka_unit_test(counting_words_takes_time_in_proportion_to_the_text),
		cmocka_unit_test(trimming_takes_blanks_from_both_ends),
		cmocka_unit_test(containing_is_blind_to_case),
		cmocka_unit_test(comparing_is_for_people),
		cmocka_unit_test(width_counts_columns_as_they_will_be_shown),
		cmocka_unit_test(cutting_fits_and_never_splits_a_cluster),
		cmocka_unit_test(nothing_stored_can_command_a_terminal),
		cmocka_unit_test(marks_stay_on_their_base_and_are_few),
		cmocka_unit_test(what_is_shown_is_as_wide_as_it_was_measured),
		cmocka_unit_test(the_cursor_steps_over_whole_clusters_both_ways),
		cmocka_unit_test(the_cursor_always_gets_through),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
