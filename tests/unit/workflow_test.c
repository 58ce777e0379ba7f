#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/workflow.h"

/* The whole table, as INTERFACE tells it: per role and act, one letter for each status it may be done in.
 * i ide, d draf, j diajukan, k dikembalikan, t terverifikasi, l dilaporkan. */
static const struct {
	enum act act;
	const char *of[ROLE_COUNT]; /* operator, verifikator, pimpinan, admin */
	int to;			    /* STATUS_COUNT: stays */
} table[] = {
	{ACT_ADOPT, {"i", "i", "", "i"}, STATUS_DRAFT},
	{ACT_SUBMIT, {"dk", "", "", "dk"}, STATUS_SUBMITTED},
	{ACT_WITHDRAW, {"j", "", "", "j"}, STATUS_DRAFT},
	{ACT_ACCEPT, {"", "j", "", "j"}, STATUS_VERIFIED},
	{ACT_ACCEPT_ANSWER, {"", "jt", "", "jt"}, STATUS_COUNT},
	{ACT_REJECT_ANSWER, {"", "jt", "", "jt"}, STATUS_COUNT},
	{ACT_RETURN, {"", "jt", "", "jt"}, STATUS_RETURNED},
	{ACT_REGISTER, {"", "t", "", "t"}, STATUS_REPORTED},
	{ACT_REOPEN, {"", "", "", "l"}, STATUS_VERIFIED},
	{ACT_ARCHIVE, {"idk", "idkjt", "", "idkjtl"}, STATUS_ARCHIVED},
	{ACT_EDIT, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_NEW, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_IMPORT, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_UNDO, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_EVIDENCE, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_COPY, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_USER, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_INIT, {"idk", "idjkta", "", "idjktla"}, STATUS_COUNT},
	{ACT_IDEA, {"", "", "", ""}, STATUS_COUNT},
};

static const char letters[] = "idjktla";

static void test_every_status_act_and_role(void **state)
{
	(void)state;
	for (size_t row = 0; row < sizeof table / sizeof table[0]; row++) {
		for (int role = 0; role < ROLE_COUNT; role++) {
			for (int from = 0; from < STATUS_COUNT; from++) {
				bool may = strchr(table[row].of[role], letters[from]) != NULL;
				struct error err = {""};
				enum status to;
				bool did = workflow_step((enum status)from, STATUS_DRAFT, table[row].act,
					(enum role)role, &to, &err);

				if (did != may)
					fail_msg("%s %s %s: %d", role_word((enum role)role),
						act_word(table[row].act), status_word((enum status)from),
						did);
				if (did)
					assert_int_equal(
						to, table[row].to == STATUS_COUNT ? from : table[row].to);
				else
					assert_true(err.text[0]);
			}
		}
	}
}

/* Unarchiving asks where the record came from and has a table of its own below. */
static void test_no_act_is_left_out(void **state)
{
	(void)state;
	for (int act = 0; act < ACT_COUNT; act++) {
		int rows = act == ACT_UNARCHIVE;

		for (size_t row = 0; row < sizeof table / sizeof table[0]; row++)
			rows += (int)table[row].act == act;
		if (rows != 1)
			fail_msg("%s stands in %d rows", act_word((enum act)act), rows);
	}
}

static void test_unarchive_is_for_those_who_could_archive(void **state)
{
	static const char *const may[ROLE_COUNT] = {"idk", "idkjt", "", "idkjtl"};

	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int came = 0; came < STATUS_COUNT; came++) {
			struct error err;
			enum status to;
			bool did = workflow_step(STATUS_ARCHIVED, (enum status)came, ACT_UNARCHIVE,
				(enum role)role, &to, &err);

			assert_int_equal(did, strchr(may[role], letters[came]) != NULL);
			if (did)
				assert_int_equal(to, STATUS_DRAFT);
			if (came != STATUS_ARCHIVED)
				assert_false(workflow_step((enum status)came, STATUS_DRAFT, ACT_UNARCHIVE,
					(enum role)role, &to, &err));
		}
	}
}

static void test_refusals_name_the_status_and_what_is_possible(void **state)
{
	struct error err;
	enum status to;

	(void)state;
	assert_false(workflow_step(STATUS_SUBMITTED, STATUS_DRAFT, ACT_SUBMIT, ROLE_OPERATOR, &to, &err));
	assert_non_null(strstr(err.text, "diajukan"));
	assert_non_null(strstr(err.text, "ditarik kembali"));
	assert_false(workflow_step(STATUS_DRAFT, STATUS_DRAFT, ACT_ACCEPT, ROLE_OPERATOR, &to, &err));
	assert_non_null(
		strstr(err.text, "hanya dapat diverifikasi oleh verifikator atau admin, bukan operator"));
	assert_non_null(strstr(err.text, "draf"));
}

static void test_words(void **state)
{
	enum status status;
	enum role role;

	(void)state;
	for (int i = 0; i < STATUS_COUNT; i++) {
		assert_true(status_by_word(status_word((enum status)i), &status));
		assert_int_equal(status, i);
	}
	assert_true(status_by_word("", &status));
	assert_int_equal(status, STATUS_DRAFT);
	assert_false(status_by_word("Draf", &status));
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_true(role_by_word(role_word((enum role)i), &role));
		assert_int_equal(role, i);
	}
	assert_false(role_by_word("", &role));
}

static void test_sets(void **state)
{
	(void)state;
	for (int i = 0; i < STATUS_COUNT; i++) {
		assert_int_equal(status_is_claimed((enum status)i), strchr("djktl", letters[i]) != NULL);
		assert_int_equal(status_is_verified((enum status)i), strchr("tl", letters[i]) != NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_status_act_and_role),
		cmocka_unit_test(test_no_act_is_left_out),
		cmocka_unit_test(test_unarchive_is_for_those_who_could_archive),
		cmocka_unit_test(test_refusals_name_the_status_and_what_is_possible),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_sets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
