#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "model/rights.h"
#include "support/sample.h"

static struct units units;

static int set_up(void **state)
{
	(void)state;
	sample_units(&units);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	units_free(&units);
	return 0;
}

static bool reads(enum role role, const char *unit, enum table table, const char *id, const char *opd)
{
	const char *const pairs[] = {"opd", opd, NULL};
	struct actor actor = sample_actor(&units, "x", role, unit);
	struct record record;
	bool may;

	sample_record(&record, table, id, pairs);
	may = rights_read(&actor, &record);
	record_free(&record);
	return may;
}

static bool changes(
	enum role role, const char *unit, enum table table, const char *opd, const char *status, enum act act)
{
	const char *const pairs[] = {"opd", opd, "status", status, NULL};
	struct actor actor = sample_actor(&units, "x", role, unit);
	struct record record;
	struct error err = {""};
	bool may;

	sample_record(&record, table, "kel", pairs);
	may = rights_change(&actor, &record, act, &err);
	assert_true(may || err.text[0]);
	record_free(&record);
	return may;
}

static void test_reading(void **state)
{
	(void)state;
	assert_true(reads(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "1", "kec"));
	assert_true(reads(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "1", "sd"));
	assert_false(reads(ROLE_OPERATOR, "kel", TABLE_INNOVATION, "1", "kec"));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "1", "dinas"));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "1", ""));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "1", "tak ada"));
	assert_false(reads(ROLE_OPERATOR, NULL, TABLE_INNOVATION, "1", "kec"));
	assert_true(reads(ROLE_OPERATOR, "kec", TABLE_UNIT, "kel", ""));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_UNIT, "dinas", ""));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_REGION, "2026", ""));
	assert_false(reads(ROLE_OPERATOR, "kec", TABLE_USER, "x", "kec"));
	for (int role = ROLE_REVIEWER; role < ROLE_COUNT; role++) {
		assert_true(reads((enum role)role, NULL, TABLE_INNOVATION, "1", "kec"));
		assert_true(reads((enum role)role, NULL, TABLE_UNIT, "kel", ""));
		assert_true(reads((enum role)role, NULL, TABLE_REGION, "2026", ""));
		assert_int_equal(reads((enum role)role, NULL, TABLE_USER, "x", ""), role == ROLE_ADMIN);
	}
}

static void test_changing(void **state)
{
	(void)state;
	assert_true(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "draf", ACT_EDIT));
	assert_true(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "ide", ACT_EDIT));
	assert_true(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "dikembalikan", ACT_EVIDENCE));
	assert_true(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "diajukan", ACT_WITHDRAW));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "diajukan", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "terverifikasi", ACT_IMPORT));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_INNOVATION, "kel", "arsip", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kel", TABLE_INNOVATION, "kec", "draf", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kel", TABLE_INNOVATION, "kec", "draf", ACT_SUBMIT));
	assert_false(changes(ROLE_OPERATOR, NULL, TABLE_INNOVATION, "kec", "draf", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_UNIT, "", "", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_REGION, "", "", ACT_EDIT));
	assert_false(changes(ROLE_OPERATOR, "kec", TABLE_USER, "", "", ACT_EDIT));
	assert_true(changes(ROLE_REVIEWER, NULL, TABLE_INNOVATION, "kel", "terverifikasi", ACT_EDIT));
	assert_false(changes(ROLE_REVIEWER, NULL, TABLE_INNOVATION, "kel", "dilaporkan", ACT_EDIT));
	assert_true(changes(ROLE_REVIEWER, NULL, TABLE_UNIT, "", "", ACT_EDIT));
	assert_true(changes(ROLE_REVIEWER, NULL, TABLE_REGION, "", "", ACT_EDIT));
	assert_false(changes(ROLE_REVIEWER, NULL, TABLE_USER, "", "", ACT_EDIT));
	assert_false(changes(ROLE_REVIEWER, NULL, TABLE_USER, "", "", ACT_USER));
	assert_true(changes(ROLE_ADMIN, NULL, TABLE_INNOVATION, "kel", "dilaporkan", ACT_EDIT));
	assert_true(changes(ROLE_ADMIN, NULL, TABLE_USER, "", "", ACT_USER));
	for (int table = 0; table < TABLE_COUNT; table++)
		for (int act = 0; act < ACT_COUNT; act++)
			assert_false(
				changes(ROLE_LEADER, "kec", (enum table)table, "kec", "draf", (enum act)act));
}

/* What a plain record says of its unit is the innovation's word, whatever its own fields say. */
static void test_plain_records_are_their_innovations_unit(void **state)
{
	const char *const pairs[] = {"inovasi", "2026-JB-00001", "nama", "IGA", "status", "dilaporkan", NULL};
	static const enum act edits[] = {ACT_EDIT, ACT_IMPORT, ACT_UNDO};
	struct actor kec = sample_actor(&units, "x", ROLE_OPERATOR, "kec");
	struct actor dinas = sample_actor(&units, "x", ROLE_OPERATOR, "dinas");
	struct actor leader = sample_actor(&units, "x", ROLE_LEADER, NULL);
	struct actor reviewer = sample_actor(&units, "x", ROLE_REVIEWER, NULL);
	struct record record;
	struct record copy;
	struct error err;

	(void)state;
	sample_record(&record, TABLE_CONTEST, "lomba-JB-00001", pairs);
	assert_false(rights_read(&kec, &record)); /* nobody said whose it is */
	assert_true(rights_read(&leader, &record));
	record_own(&record, "sd", "Peta");
	record_copy(&copy, &record);
	assert_string_equal(copy.owner_name, "Peta");
	assert_true(rights_read(&kec, &copy));
	assert_false(rights_read(&dinas, &copy));
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		assert_true(rights_change(&kec, &copy, edits[i], &err));
		assert_true(rights_change(&reviewer, &copy, edits[i], &err));
		assert_false(rights_change(&dinas, &copy, edits[i], &err));
		assert_non_null(strstr(err.text, "'sd' di luar unit Anda"));
		assert_false(rights_change(&leader, &copy, edits[i], &err));
	}
	record_free(&copy);
	record_free(&record);
}

static void test_new_record(void **state)
{
	struct actor operator= sample_actor(&units, "x", ROLE_OPERATOR, "kec");
	struct actor homeless = sample_actor(&units, "x", ROLE_OPERATOR, NULL);
	struct record record;
	struct error err;

	(void)state;
	record_open(&record, TABLE_INNOVATION, "");
	assert_true(rights_change(&operator, & record, ACT_NEW, &err));
	assert_false(rights_change(&homeless, &record, ACT_NEW, &err));
	assert_non_null(strstr(err.text, "tanpa unit"));
	assert_true(rights_write_any(&operator));
	assert_false(rights_write_any(&homeless));
	record_free(&record);
}

static void test_actor(void **state)
{
	const char *const good[] = {"peran", "operator", "opd", "kel", NULL};
	const char *const idle[] = {"peran", "admin", "aktif", "tidak", NULL};
	const char *const odd[] = {"peran", "raja", NULL};
	struct record record;
	struct actor actor;
	struct error err;

	(void)state;
	sample_record(&record, TABLE_USER, "siti", good);
	assert_true(actor_from_record(&actor, &record, &units, &err));
	assert_string_equal(actor.name, "siti");
	assert_int_equal(actor.unit, units_find(&units, "kel"));
	record_free(&record);
	sample_record(&record, TABLE_USER, "budi", idle);
	assert_false(actor_from_record(&actor, &record, &units, &err));
	record_free(&record);
	sample_record(&record, TABLE_USER, "ani", odd);
	assert_false(actor_from_record(&actor, &record, &units, &err));
	record_free(&record);
	sample_record(&record, TABLE_USER, "baru", NULL);
	assert_false(actor_from_record(&actor, &record, &units, &err));
	assert_non_null(strstr(err.text, "belum terdaftar"));
	record_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_changing),
		cmocka_unit_test(test_plain_records_are_their_innovations_unit),
		cmocka_unit_test(test_new_record),
		cmocka_unit_test(test_actor),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
