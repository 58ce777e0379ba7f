#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/unit.h"
#include "support/sample.h"

static void add(struct units *units, const char *id, const char *kind, const char *parent)
{
	const char *const pairs[] = {"jenis", kind, "induk", parent, NULL};
	struct record record;

	sample_record(&record, TABLE_UNIT, id, pairs);
	units_add(units, &record);
	record_free(&record);
}

static void test_tree(void **state)
{
	struct units units;
	size_t order[4];
	size_t kec, kel, sd, dinas;

	(void)state;
	sample_units(&units);
	kec = units_find(&units, "kec");
	kel = units_find(&units, "kel");
	sd = units_find(&units, "sd");
	dinas = units_find(&units, "dinas");
	assert_int_equal(units_find(&units, "ke"), UNIT_NONE);
	assert_int_equal(units.unit[kec].depth, 0);
	assert_int_equal(units.unit[sd].depth, 2);
	assert_int_equal(units.unit[sd].district, kec);
	assert_int_equal(units.unit[kec].district, kec);
	assert_int_equal(units.unit[dinas].district, UNIT_NONE);
	assert_true(units_below(&units, sd, kec));
	assert_true(units_below(&units, kec, kec));
	assert_false(units_below(&units, kec, kel));
	assert_false(units_below(&units, dinas, kec));
	assert_false(units_below(&units, UNIT_NONE, kec));
	units_tree_order(&units, order);
	assert_int_equal(order[0], dinas);
	assert_int_equal(order[1], kec);
	assert_int_equal(order[2], kel);
	assert_int_equal(order[3], sd);
	assert_int_equal(units.unit[kec].target, 1);
	assert_true(units.unit[kec].active);
	units_free(&units);
}

static void test_cycles_and_unknown_parents_are_roots(void **state)
{
	struct units units = {0};
	size_t order[5];
	bool seen[5] = {false};

	(void)state;
	add(&units, "a", "dinas", "b");
	add(&units, "b", "dinas", "c");
	add(&units, "c", "dinas", "b");
	add(&units, "d", "dinas", "d");
	add(&units, "e", "dinas", "tidak ada");
	units_ready(&units);
	assert_int_equal(units.unit[0].depth, 1);
	assert_int_equal(units.unit[0].parent, 1);
	for (size_t i = 1; i < 5; i++) {
		assert_int_equal(units.unit[i].parent, UNIT_NONE);
		assert_int_equal(units.unit[i].depth, 0);
	}
	units_tree_order(&units, order);
	for (size_t i = 0; i < 5; i++)
		seen[order[i]] = true;
	for (size_t i = 0; i < 5; i++)
		assert_true(seen[i]);
	units_free(&units);
}

/* A chain of many is settled in one pass, from either end. */
static void test_long_chain(void **state)
{
	enum { COUNT = 50000 };
	struct units units = {0};
	size_t *order = malloc(COUNT * sizeof *order);

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		char id[16];
		char parent[16];

		snprintf(id, sizeof id, "%06d", i);
		snprintf(parent, sizeof parent, "%06d", i + 1);
		add(&units, id, "dinas", parent);
	}
	units_ready(&units);
	assert_int_equal(units.unit[0].depth, COUNT - 1);
	units_tree_order(&units, order);
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(order[i], COUNT - 1 - i);
	free(order);
	units_free(&units);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_cycles_and_unknown_parents_are_roots),
		cmocka_unit_test(test_long_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
