#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/place.h"

/* ---- ids ---- */

static bool import(const struct record_change *record, size_t count, bool dry, struct commit_result *result,
	struct error *err)
{
	struct commit_wish wish = {.user = "admin",
		.act = ACT_IMPORT,
		.note = "",
		.year = 2026,
		.record = (struct record_change *)record,
		.record_count = count,
		.dry_run = dry};

	err->text[0] = '\0';
	return store_commit(here.store, &wish, result, err);
}

static struct record_change row(const char *id, const char *unit, const char *name)
{
	struct record_change change = {.table = TABLE_INNOVATION, .id = strdup(id)};

	changes_add(&change.changes, "opd", "", unit, false);
	changes_add(&change.changes, "nama", "", name, false);
	return change;
}

static void import_names(const char *const *ids, size_t count)
{
	struct record_change *record = calloc(count, sizeof *record);
	struct commit_result result = {0};
	struct error err = {""};

	for (size_t i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof name, "Baris %zu", i);
		record[i] = row(ids[i], "A", name);
	}
	if (!import(record, count, false, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.written, count);
	for (size_t i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof name, "Baris %zu", i);
		place_expect(&here, TABLE_INNOVATION, record[i].id, "nama", name);
		record_change_free(&record[i]);
	}
	free(record);
	commit_result_free(&result);
}

static void imported_ids_push_the_counter(void **state)
{
	char *id;

	(void)state;
	import_names((const char *const[]){"2026-JB-00041", "2026-XX-00099", "bebas"}, 3);
	id = place_innovation(&here, "A", "Sesudah");
	assert_string_equal(id, "2026-JB-00042");
	free(id);
}

/* The row without an id would be given the very id that a later row brings. */
static void an_id_given_is_never_one_of_the_same_file(void **state)
{
	(void)state;
	import_names((const char *const[]){"", "2026-JB-00001", "", "2026-JB-00002"}, 4);
	assert_true(place_is_well(&here));
}

/* Longer numbers than the counter keeps must not make it give an id twice. */
static void an_id_given_is_never_one_that_exists(void **state)
{
	char *first;
	char *second;

	(void)state;
	import_names((const char *const[]){"2026-JB-999999999999999", "2026-JB-1000000000000000"}, 2);
	first = place_innovation(&here, "A", "Pertama");
	second = place_innovation(&here, "A", "Kedua");
	assert_string_not_equal(first, second);
	place_expect(&here, TABLE_INNOVATION, "2026-JB-1000000000000000", "nama", "Baris 1");
	place_expect(&here, TABLE_INNOVATION, first, "nama", "Pertama");
	place_expect(&here, TABLE_INNOVATION, second, "nama", "Kedua");
	assert_true(place_is_well(&here));
	free(first);
	free(second);
}

static void the_same_id_twice_is_a_fault(void **state)
{
	struct record_change record[2] = {row("X", "A", "satu"), row("X", "A", "dua")};
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	assert_false(import(record, 2, false, &result, &err));
	assert_int_equal(result.fault_count, 1);
	assert_int_equal(result.fault[0].record, 1);
	commit_result_free(&result);
	record_change_free(&record[0]);
	record_change_free(&record[1]);
}

static void parents_come_in_any_order_and_a_cycle_is_a_fault(void **state)
{
	struct record_change record[2] = {
		{.table = TABLE_UNIT, .id = strdup("C")}, {.table = TABLE_UNIT, .id = strdup("D")}};
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	changes_add(&record[0].changes, "nama", "", "Anak", false);
	changes_add(&record[0].changes, "jenis", "", "kelurahan", false);
	changes_add(&record[0].changes, "induk", "", "D", false);
	changes_add(&record[1].changes, "nama", "", "Induk", false);
	changes_add(&record[1].changes, "jenis", "", "kecamatan", false);
	if (!import(record, 2, false, &result, &err))
		fail_msg("%s", err.text);
	commit_result_free(&result);
	place_expect(&here, TABLE_UNIT, "C", "induk", "D");
	changes_add(&record[1].changes, "induk", "", "C", false);
	assert_false(import(record, 2, false, &result, &err));
	assert_true(result.fault_count >= 1);
	commit_result_free(&result);
	place_expect(&here, TABLE_UNIT, "D", "induk", "");
	record_change_free(&record[0]);
	record_change_free(&record[1]);
}

/* ---- all or nothing ---- */

static void one_bad_row_refuses_all_and_dry_run_writes_nothing(void **state)
{
	struct record_change record[2] = {row("", "A", "baik"), row("", "TIADA", "buruk")};
	struct commit_result result = {0};
	struct error err = {""};
	long long size = place_size(&here, "jurnal.jsonl");

	(void)state;
	assert_false(import(record, 2, false, &result, &err));
	assert_int_equal(result.number, 0);
	assert_int_equal(result.fault[0].record, 1);
	assert_string_equal(result.fault[0].fault.key, "opd");
	commit_result_free(&result);
	assert_true(import(record, 1, true, &result, &err));
	assert_int_equal(result.number, 0);
	assert_int_equal(result.written, 1);
	commit_result_free(&result);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	record_change_free(&record[0]);
	record_change_free(&record[1]);
}

/* What is no UTF-8 would make a line of the journal that nobody can read again. */

static void a_big_import_is_one_commit(void **state)
{
	enum { COUNT = 3000 };
	struct record_change *record = calloc(COUNT, sizeof *record);
	struct commit_result result = {0};
	struct error err = {""};
	uint64_t before = place_commit_of(&here, TABLE_USER, "rev2");
	char prose[2601];

	(void)state;
	assert_non_null(record);
	memset(prose, 'a', sizeof prose - 1);
	prose[sizeof prose - 1] = '\0';
	for (size_t i = 0; i < COUNT; i++) {
		record[i] = row("", i % 2 ? "A" : "B", "Inovasi massal");
		changes_add(&record[i].changes, "rancang_bangun", "", prose, false);
	}
	if (!import(record, COUNT, false, &result, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result.number, before + 1);
	assert_int_equal(result.written, COUNT);
	assert_string_equal(record[COUNT - 1].id, "2026-JB-03000");
	commit_result_free(&result);
	assert_true(import(record, COUNT, false, &result, &err));
	assert_int_equal(result.number, 0); /* the same again is nothing to do */
	commit_result_free(&result);
	assert_true(place_is_well(&here));
	for (size_t i = 0; i < COUNT; i++)
		record_change_free(&record[i]);
	free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(imported_ids_push_the_counter, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			an_id_given_is_never_one_of_the_same_file, here_make, here_away),
		cmocka_unit_test_setup_teardown(an_id_given_is_never_one_that_exists, here_make, here_away),
		cmocka_unit_test_setup_teardown(the_same_id_twice_is_a_fault, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			parents_come_in_any_order_and_a_cycle_is_a_fault, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			one_bad_row_refuses_all_and_dry_run_writes_nothing, here_make, here_away),
		cmocka_unit_test_setup_teardown(a_big_import_is_one_commit, here_make, here_away),
	};

	return cmocka_run_group_tests_name("store: importing", tests, NULL, NULL);
}
