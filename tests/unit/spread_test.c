#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "model/spread.h"

/* The rows as one line each: indent, id or *source*, copies. */
static void expect(const struct spread_item *item, size_t count, const char *wanted)
{
	struct spread spread = {0};
	struct buffer text = {0};

	spread_make(&spread, item, count);
	for (size_t i = 0; i < spread.count; i++) {
		const struct spread_row *row = &spread.row[i];

		for (int depth = 0; depth < row->depth; depth++)
			buffer_add_text(&text, " ");
		if (row->item == SPREAD_NONE)
			buffer_printf(&text, "*%s*", row->source);
		else
			buffer_add_text(&text, item[row->item].id);
		buffer_printf(&text, " %zu\n", row->copies);
		if (row->parent != SPREAD_NONE) {
			assert_true(row->parent < i);
			assert_int_equal(spread.row[row->parent].depth + 1, row->depth);
		}
	}
	assert_string_equal(buffer_text(&text), wanted);
	buffer_free(&text);
	spread_free(&spread);
}

static void test_mature_first_then_trees_then_elsewhere(void **state)
{
	static const struct spread_item item[] = {
		{"d", "", 3, true},	     /* mature, nobody's source */
		{"c", "dari a.", 2, false},  /* an id within words */
		{"a", "", 1, true},	     /* copied by others and itself */
		{"b", "a", 1, false},	     /* the same unit's is no copy by another */
		{"e", "Bandung", 4, true},   /* elsewhere */
		{"f", "c", 4, false},	     /* a copy of a copy */
		{"g", "Bandung", 5, false},  /* the same place */
		{"h", "", 6, false},	     /* nothing to say of it */
		{"i", "Ambon ab", 6, false}, /* ab is no id, though a is one */
	};

	(void)state;
	expect(item, sizeof item / sizeof *item,
		"d 0\na 1\n c 1\n  f 0\n b 0\n*Ambon ab* 1\n i 0\n*Bandung* 2\n e 0\n g 0\n");
}

static void test_cycles_are_cut(void **state)
{
	static const struct spread_item self[] = {{"a", "a", 1, false}};
	static const struct spread_item ring[] = {
		{"a", "c", 1, false}, {"b", "a", 2, false}, {"c", "b", 3, false}};

	(void)state;
	expect(self, 1, "*a* 1\n a 0\n");
	expect(ring, 3, "*b* 1\n c 1\n  a 1\n   b 0\n");
	expect(self, 0, "");
}

static void test_a_mature_one_copied_only_by_its_own_unit_waits(void **state)
{
	static const struct spread_item item[] = {{"a", "", 1, true}, {"b", "a", 1, false}};

	(void)state;
	expect(item, 2, "a 0\n b 0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mature_first_then_trees_then_elsewhere),
		cmocka_unit_test(test_cycles_are_cut),
		cmocka_unit_test(test_a_mature_one_copied_only_by_its_own_unit_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
