/* Finding a text in records as they lie in the store: a model of the quick look, and going on where it stopped. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/scan.h"
#include "base/text.h"
#include "store/find.h"
#include "support/place.h"

static unsigned long long seed = 7;

static unsigned below(unsigned limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % limit;
}

/* Few letters, both cases, so that parts are often nearly there. */
static void scatter(char *to, size_t size)
{
	static const char letters[] = "abABcC d-1";

	for (size_t i = 0; i < size; i++)
		to[i] = letters[below(sizeof letters - 1)];
	to[size] = '\0';
}

static void the_quick_look_never_misses(void **state)
{
	char text[100];
	char part[8];
	int found = 0;

	(void)state;
	for (int run = 0; run < 20000; run++) {
		struct scan scan;

		scatter(text, below(80));
		scatter(part, 1 + below(6));
		scan_open(&scan, part);
		assert_int_equal(scan_may_hold(&scan, text, strlen(text)), text_contains(text, part));
		found += text_contains(text, part);
	}
	assert_in_range(found, 2000, 18000);
}

/* Of a part with letters beyond ASCII only the plain piece is looked for; without one, everything may hold it. */
static void what_is_not_ascii_is_not_missed(void **state)
{
	struct scan scan;

	(void)state;
	scan_open(&scan, "É");
	assert_true(scan_may_hold(&scan, "x", 1));
	scan_open(&scan, "Élan kota");
	assert_true(scan_may_hold(&scan, "... élAN KOTA", strlen("... élAN KOTA")));
	assert_false(scan_may_hold(&scan, "élan desa", strlen("élan desa")));
	assert_false(scan_may_hold(&scan, "", 0));
}

struct seen {
	char names[200];
	size_t most, count;
};

static bool note(void *context, const struct record *record, struct error *err)
{
	struct seen *seen = context;
	size_t size = strlen(seen->names);

	(void)err;
	snprintf(seen->names + size, sizeof seen->names - size, "%s;", record_get(record, "nama"));
	return ++seen->count < seen->most;
}

struct look {
	struct find find;
	struct seen seen;
};

static bool look(struct store_txn *txn, void *context, struct error *err)
{
	struct look *look = context;

	return txn_find(txn, &look->find, note, &look->seen, err);
}

static void expect_look(struct look *one, const char *names, bool done)
{
	struct error err = {""};

	one->seen = (struct seen){.most = one->seen.most};
	assert_true(store_read(here.store, look, one, &err));
	assert_string_equal(one->seen.names, names);
	assert_int_equal(one->find.done, done);
}

static void finding_goes_on_where_it_stopped(void **state)
{
	static const char *const names[] = {"Satu pasar", "Dua", "Tiga PASAR", "Empat pasar"};
	struct look one = {.find = {.table = TABLE_INNOVATION, .part = "Pasar", .until = UINT64_MAX}};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		free(place_innovation(&here, "A", names[i]));
	one.seen.most = 10;
	expect_look(&one, "Satu pasar;Tiga PASAR;Empat pasar;", true);
	one.find.done = false;
	one.find.after[0] = '\0';
	one.seen.most = 1;
	expect_look(&one, "Satu pasar;", false);
	expect_look(&one, "Tiga PASAR;", false);
	expect_look(&one, "Empat pasar;", false);
	expect_look(&one, "", true);
	/* By id, and no other table. */
	one = (struct look){.find = {.table = TABLE_INNOVATION, .part = "jb-00002", .until = UINT64_MAX}};
	one.seen.most = 10;
	expect_look(&one, "Dua;", true);
	one = (struct look){.find = {.table = TABLE_UNIT, .part = "pasar", .until = UINT64_MAX}};
	one.seen.most = 10;
	expect_look(&one, "", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_quick_look_never_misses),
		cmocka_unit_test(what_is_not_ascii_is_not_missed),
		cmocka_unit_test_setup_teardown(finding_goes_on_where_it_stopped, here_make, here_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
