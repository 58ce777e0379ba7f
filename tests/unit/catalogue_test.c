#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/catalogue.h"
#include "support/real.h"

static void weights_add_up_to_what_the_ministry_printed(void **state)
{
	struct definitions *definitions = real_definitions();

	(void)state;
	for (size_t i = 0; i < definitions->year_count; i++) {
		const struct year_definition *year = &definitions->year[i];

		assert_int_equal(year->innovation.count, 20);
		assert_int_equal(year->innovation.weight_sum, 3700);
		assert_string_equal(year->innovation.aspect, "SID");
		assert_int_equal(year->region.count, 20);
		assert_int_equal(year->region.weight_sum, 2100);
		assert_string_equal(year->region.aspect, "SPD");
	}
	definitions_free(definitions);
}

static void finds_indicators_by_code(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct year_definition *year = definitions_year(definitions, 2026);

	(void)state;
	for (int code = 16; code <= 35; code++) {
		char text[16];

		snprintf(text, sizeof text, "%d", code);
		assert_int_equal(catalogue_find(&year->innovation, text), code - 16);
	}
	assert_int_equal(catalogue_find(&year->innovation, "36"), -1);
	assert_int_equal(catalogue_find(&year->innovation, "1"), -1);
	assert_int_equal(catalogue_find(&year->innovation, ""), -1);
	assert_int_equal(catalogue_find(&year->innovation, "16 "), -1);
	assert_int_equal(catalogue_find(&year->region, "1"), 0);
	assert_int_equal(catalogue_find(&year->region, "2a"), 1);
	assert_int_equal(catalogue_find(&year->region, "2"), -1);
	assert_int_equal(catalogue_find(&year->region, "15"), 19);
	definitions_free(definitions);
}

static void mandatory_are_those_that_layak_asks(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct catalogue *catalogue = &definitions_year(definitions, 2026)->innovation;

	(void)state;
	for (size_t i = 0; i < catalogue->count; i++) {
		const char *code = catalogue->indicator[i].code;
		bool asked = strstr(" 16 17 32 33 35 ", code) != NULL;

		assert_int_equal(catalogue->indicator[i].mandatory, asked);
		assert_true(*catalogue->indicator[i].help);
	}
	definitions_free(definitions);
}

static void only_33_has_bases(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct catalogue *catalogue = &definitions_year(definitions, 2026)->innovation;
	const struct indicator *benefit = &catalogue->indicator[catalogue_find(catalogue, "33")];

	(void)state;
	for (size_t i = 0; i < catalogue->count; i++)
		assert_int_equal(
			catalogue->indicator[i].basis_count, &catalogue->indicator[i] == benefit ? 6 : 0);
	assert_string_equal(indicator_basis(benefit, "a")->level[0], "1-200 orang");
	assert_string_equal(indicator_basis(benefit, "f")->level[2], "3 periode waktu pengukuran");
	assert_string_equal(indicator_basis(benefit, "c")->types, "pdf");
	assert_string_equal(benefit->level[1], "201-500 orang"); /* the first basis speaks for it */
	assert_null(indicator_basis(benefit, "g"));
	assert_null(indicator_basis(benefit, ""));
	assert_null(indicator_basis(benefit, "ab"));
	assert_null(indicator_basis(&catalogue->indicator[0], "a"));
	definitions_free(definitions);
}

static void weights_keep_their_hundredths(void **state)
{
	struct definitions *definitions = real_definitions();
	const struct catalogue *region = &definitions_year(definitions, 2026)->region;

	(void)state;
	assert_int_equal(region->indicator[catalogue_find(region, "5a")].weight, 75);
	assert_int_equal(region->indicator[catalogue_find(region, "8")].weight, 150);
	assert_int_equal(region->indicator[catalogue_find(region, "12")].weight, 200);
	assert_string_equal(region->indicator[catalogue_find(region, "3")].level[0], "≤ -50,32%");
	definitions_free(definitions);
}

/* What is typed wrong is refused, at its line, and nothing is loaded. */
static void refuses_a_sheet_that_cannot_be_right(void **state)
{
	static const struct {
		const char *from, *to, *fault;
	} cases[] = {
		{"weight = 3", "weight = 4",
			"own/iid-2026/innovation.sheet:1: jumlah bobot 38.00, seharusnya 37.00"},
		{"weight = 3", "weight = tiga", "own/iid-2026/innovation.sheet:16: bobot 'tiga'"},
		{"weight = 3", "weight = 3.125", "own/iid-2026/innovation.sheet:16: bobot '3.125'"},
		{"weight = 3", "weight = 99999", "own/iid-2026/innovation.sheet:16: bobot '99999'"},
		{"weight = 3", "weight = -3", "own/iid-2026/innovation.sheet:16: bobot '-3'"},
		{"weight = 3\n", "", "own/iid-2026/innovation.sheet:13: indikator 16 belum berbobot"},
		{"mandatory = ya", "mandatory = 1",
			"own/iid-2026/innovation.sheet:17: '1' bukan ya atau tidak"},
		{"weights = 37", "weights = 36",
			"own/iid-2026/innovation.sheet:1: jumlah bobot 37.00, seharusnya 36.00"},
		{"most = 111", "most = 110",
			"own/iid-2026/innovation.sheet:1: skor tertinggi 111.00, seharusnya 110.00"},
		{"most = 111", "",
			"own/iid-2026/innovation.sheet:1: bagian [checksum] perlu weights dan most"},
		{"aspect = SID", "aspect = SPD",
			"own/iid-2026/innovation.sheet:1: aspek 'SPD' seharusnya SID"},
		{"[indicator 17]", "[indicator 16]",
			"own/iid-2026/innovation.sheet:25: indikator 16 sudah ada pada baris 13"},
		{"[indicator 17]", "[indicator x]", "own/iid-2026/innovation.sheet:25: kode indikator 'x'"},
		{"level2 =", "level4 =", "own/iid-2026/innovation.sheet:19: 'level4' tidak dikenal"},
		{"level2 = Peraturan Kepala Daerah\n", "",
			"own/iid-2026/innovation.sheet:13: indikator 16 belum lengkap"},
		{"[basis 33 b]", "[basis 33 a]",
			"own/iid-2026/innovation.sheet:232: dasar 33 a ada dua kali"},
		{"[basis 33 b]", "[basis 34 b]",
			"own/iid-2026/innovation.sheet:232: indikator 34 belum ada di atas"},
		{"[basis 33 b]", "[basis 33]", "own/iid-2026/innovation.sheet:232: tulis [basis KODE HURUF]"},
		{"[indicator 17]", "[indikator 17]",
			"own/iid-2026/innovation.sheet:25: bagian [indikator 17] tidak dikenal"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct faults faults = {0};

		assert_null(real_changed("iid-2026/innovation.sheet", cases[i].from, cases[i].to, &faults));
		assert_true(faults.count > 0);
		if (strncmp(faults.line[0], cases[i].fault, strlen(cases[i].fault)) != 0)
			fail_msg("%s: %s, not %s", cases[i].to, faults.line[0], cases[i].fault);
		faults_free(&faults);
	}
}

/* Moving a weight from one indicator to another keeps the sum; that is the ministry's yearly work. */
static void takes_other_weights_that_add_up(void **state)
{
	struct faults faults = {0};
	struct definitions *definitions = real_changed("iid-2027/innovation.sheet",
		"weights = 37\nmost = 111", "weights = 37.00\nmost = 111.0", &faults);

	(void)state;
	assert_non_null(definitions);
	assert_int_equal(definitions_year(definitions, 2027)->innovation.weight_sum, 3700);
	definitions_free(definitions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_add_up_to_what_the_ministry_printed),
		cmocka_unit_test(finds_indicators_by_code),
		cmocka_unit_test(mandatory_are_those_that_layak_asks),
		cmocka_unit_test(only_33_has_bases),
		cmocka_unit_test(weights_keep_their_hundredths),
		cmocka_unit_test(refuses_a_sheet_that_cannot_be_right),
		cmocka_unit_test(takes_other_weights_that_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
