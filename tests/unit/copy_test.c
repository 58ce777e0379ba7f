#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "model/copy.h"
#include "support/sample.h"

static const char *after(const struct changes *changes, const char *key)
{
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->change[i].key, key) == 0)
			return changes->change[i].after;
	return "";
}

static void copied(const char *const *pairs, struct changes *changes)
{
	struct record record;

	sample_record(&record, TABLE_INNOVATION, "2026-JB-00007", pairs);
	*changes = (struct changes){0};
	copy_changes(&record, definitions_year(&sample_definitions, 2027), changes);
	record_free(&record);
}

static void test_what_travels_and_what_does_not(void **state)
{
	static const char *const pairs[] = {"tahun", "2026", "nama", "Peta", "opd", "kel", "status",
		"terverifikasi", "nomor_registrasi", "REG", "16", "3", "16.tautan", "https://a.id",
		"16.verifikasi", "diterima", "16.catatan", "baik", "16.nomor", "1/A", "33", "2", "33.basis",
		"c", "99", "1", "hilang", "apa", NULL};
	struct changes changes;

	(void)state;
	copied(pairs, &changes);
	assert_string_equal(after(&changes, "nama"), "Peta");
	assert_string_equal(after(&changes, "opd"), "kel");
	assert_string_equal(after(&changes, "16.tautan"), "https://a.id");
	assert_string_equal(after(&changes, "16.nomor"), "1/A");
	assert_string_equal(after(&changes, "16.ket"), "Tingkat 3 pada 2026; nilai ulang.");
	assert_string_equal(after(&changes, "33.ket"), "Tingkat 2 pada 2026, dasar c; nilai ulang.");
	assert_string_equal(after(&changes, "18.ket"), "");
	for (const char *const *key = (const char *const[]){"16", "33", "33.basis", "16.verifikasi",
		     "16.catatan", "tahun", "status", "nomor_registrasi", "99", "hilang", NULL};
		*key; key++)
		assert_string_equal(after(&changes, *key), "");
	changes_free(&changes);
}

static void test_a_long_remark_gives_way(void **state)
{
	char remark[500];
	const char *const pairs[] = {"tahun", "2026", "16", "1", "16.ket", remark, "18.ket", remark, NULL};
	struct changes changes;

	(void)state;
	memset(remark, 'x', sizeof remark - 1);
	remark[sizeof remark - 1] = '\0';
	copied(pairs, &changes);
	assert_string_equal(after(&changes, "16.ket"), "Tingkat 1 pada 2026; nilai ulang.");
	assert_string_equal(after(&changes, "18.ket"), remark);
	changes_free(&changes);
}

static void test_the_next_year_is_the_nearest_open_one(void **state)
{
	struct definitions definitions = sample_definitions;
	struct year_definition years[3] = {{.year = 2029}, {.year = 2026}, {.year = 2027}};

	(void)state;
	definitions.year = years;
	definitions.year_count = 3;
	assert_ptr_equal(copy_next_year(&definitions, 2026), &years[2]);
	years[2].rules.closed = true;
	assert_ptr_equal(copy_next_year(&definitions, 2026), &years[0]);
	assert_null(copy_next_year(&definitions, 2029));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_travels_and_what_does_not),
		cmocka_unit_test(test_a_long_remark_gives_way),
		cmocka_unit_test(test_the_next_year_is_the_nearest_open_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
