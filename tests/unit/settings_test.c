/* The operator's settings as text: what a line changes, what a wrong one says, what the built-in text holds. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "ui/settings.h"

static struct settings settings;
static struct faults faults;

static int begin(void **state)
{
	(void)state;
	settings_open(&settings);
	return 0;
}

static int end(void **state)
{
	(void)state;
	settings_free(&settings);
	faults_free(&faults);
	return 0;
}

static void read(const char *text)
{
	settings_read(&settings, "saya", text, strlen(text), &faults);
}

static void the_built_in_text_has_three_themes_and_asks_nothing_special(void **state)
{
	static const char *const names[] = {"bawaan", "kontras", "mono"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_non_null(settings_theme(&settings, names[i]));
	assert_string_equal(settings.theme, "bawaan");
	assert_false(settings.plain || settings.reader || settings.ascii);
	assert_int_equal(settings.leave_after, 0);
	/* Without colours nothing is told by colour. */
	for (int style = 0; style < STYLE_COUNT; style++)
		assert_int_equal(settings_theme(&settings, "mono")->colour[style], 0);
}

static void a_line_changes_what_it_names_and_nothing_else(void **state)
{
	struct theme before = *settings_theme(&settings, "bawaan");
	const struct theme *theme;

	(void)state;
	read("[layar]\nkeluar-setelah = 30\npolos = ya\n[tema bawaan]\nbaik = biru tebal\n");
	assert_int_equal(faults.count, 0);
	assert_int_equal(settings.leave_after, 30);
	assert_true(settings.plain);
	assert_false(settings.reader);
	theme = settings_theme(&settings, "bawaan");
	assert_int_equal(theme->colour[STYLE_GOOD], 5);
	assert_int_equal(theme->weight[STYLE_GOOD], 1);
	assert_int_equal(theme->colour[STYLE_BAD], before.colour[STYLE_BAD]);
}

static void a_wrong_line_is_named_and_changes_nothing(void **state)
{
	static const char *const wanted[] = {
		"saya:2: polos adalah ya atau tidak, bukan \"mungkin\".",
		"saya:3: keluar-setelah adalah menit, 0 sampai 1440, bukan \"-1\".",
		"saya:4: \"warna\" tidak dikenal; lihat terminal/default.terminal.",
		"saya:6: gaya \"manis\" tidak dikenal; misalnya pokok, baik, buruk.",
		"saya:7: \"jingga\" bukan warna atau bobot; misalnya sian, merah, tebal, balik.",
		"saya:8: bagian [temanku] tidak dikenal; isinya dilewati.",
		"saya:1: tema \"hilang\" tidak ada; dipakai bawaan.",
	};
	struct theme before = *settings_theme(&settings, "bawaan");

	(void)state;
	read("[layar]\npolos = mungkin\nkeluar-setelah = -1\nwarna = merah\n[tema bawaan]\nmanis = merah\n"
	     "baik = jingga\n[temanku]\nbaik = merah\n[layar]\ntema = hilang\n");
	assert_int_equal(faults.count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < faults.count; i++)
		assert_string_equal(faults.line[i], wanted[i]);
	assert_memory_equal(settings_theme(&settings, "bawaan"), &before, sizeof before);
	assert_false(settings.plain);
	assert_string_equal(settings.theme, "bawaan");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_built_in_text_has_three_themes_and_asks_nothing_special, begin, end),
		cmocka_unit_test_setup_teardown(a_line_changes_what_it_names_and_nothing_else, begin, end),
		cmocka_unit_test_setup_teardown(a_wrong_line_is_named_and_changes_nothing, begin, end),
	};

	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
