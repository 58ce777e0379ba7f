#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/tally.h"
#include "support/sample.h"

static void add(struct tally *tally, const struct units *units, const char *unit, const char *result)
{
	const char *const pairs[] = {"inovasi", "x", "nama", "IGA", "hasil", result, NULL};
	struct record record;

	sample_record(&record, TABLE_CONTEST, "lomba-JB-00001", pairs);
	if (unit)
		record_own(&record, unit, "Peta");
	tally_add(tally, definitions_plain(&sample_definitions, TABLE_CONTEST), units, &record);
	record_free(&record);
}

static void records_are_counted_by_unit_and_the_form_says_what_won(void **state)
{
	struct units units;
	struct tally tally;
	size_t kel;

	(void)state;
	sample_units(&units);
	kel = units_find(&units, "kel");
	tally_open(&tally, &units);
	add(&tally, &units, "kel", "terdaftar");
	add(&tally, &units, "kel", "juara_2");
	add(&tally, &units, "kel", "juara_1");
	add(&tally, &units, "kel", "batal");
	add(&tally, &units, "kel", "");
	add(&tally, &units, "dinas", "juara_1");
	add(&tally, &units, "hilang", "juara_1");
	add(&tally, &units, NULL, "juara_1");
	assert_int_equal(tally.unit[kel].records, 4);
	assert_int_equal(tally.unit[kel].wins, 2);
	assert_int_equal(tally.unit[units_find(&units, "dinas")].wins, 1);
	assert_int_equal(tally.unit[units_find(&units, "kec")].records, 0);
	tally_free(&tally);
	units_free(&units);
}

static void the_form_says_what_takes_a_record_out(void **state)
{
	const struct table_definition *table = definitions_plain(&sample_definitions, TABLE_CONTEST);
	struct field_definition kept[8];
	struct table_definition none = *table;
	const struct choice *choice;
	const struct field_definition *field = tally_drop(table, &choice);

	(void)state;
	assert_non_null(field);
	assert_string_equal(field->key, "hasil");
	assert_string_equal(choice->key, "batal");
	assert_true(table->form.count <= sizeof kept / sizeof *kept);
	for (size_t i = 0; i < table->form.count; i++) {
		kept[i] = table->form.field[i];
		kept[i].drops = "";
	}
	none.form.field = kept;
	assert_null(tally_drop(&none, &choice));
}

static void columns_are_called_by_the_table(void **state)
{
	enum table table;
	bool wins;

	(void)state;
	assert_true(tally_key("lomba", &table, &wins));
	assert_int_equal(table, TABLE_CONTEST);
	assert_false(wins);
	assert_true(tally_key("lomba_menang", &table, &wins));
	assert_true(wins);
	assert_false(tally_key("lomb", &table, &wins));
	assert_false(tally_key("lomba_", &table, &wins));
	assert_false(tally_key("inovasi", &table, &wins));
	assert_true(field_lists("juara_1 juara_2", "juara_2"));
	assert_false(field_lists("juara_1 juara_2", "juara"));
	assert_false(field_lists("", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_counted_by_unit_and_the_form_says_what_won),
		cmocka_unit_test(the_form_says_what_takes_a_record_out),
		cmocka_unit_test(columns_are_called_by_the_table),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
