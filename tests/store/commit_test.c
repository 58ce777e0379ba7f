#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/buffer.h"
#include "support/place.h"

/* ---- what is saved is there ---- */

static void a_save_is_read_back_also_after_reopening(void **state)
{
	char *id = place_innovation(&here, "A", "Antrean \"daring\"\\ – Ünïcödé");
	uint64_t number;

	(void)state;
	assert_string_equal(id, "2026-JB-00001");
	number = place_set(&here, id, "tujuan", "", "baris satu\nbaris dua");
	place_reopen(&here);
	place_expect(&here, TABLE_INNOVATION, id, "nama", "Antrean \"daring\"\\ – Ünïcödé");
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "baris satu\nbaris dua");
	place_expect(&here, TABLE_INNOVATION, id, "tahun", "2026");
	assert_int_equal(place_commit_of(&here, TABLE_INNOVATION, id), number);
	place_set(&here, id, "tujuan", "baris satu\nbaris dua", "");
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "");
	assert_true(place_is_well(&here));
	free(id);
}

static void nothing_to_do_writes_nothing(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	long long size = place_size(&here, "jurnal.jsonl");

	(void)state;
	assert_int_equal(place_set(&here, id, "nama", "Inovasi", "Inovasi"), 0);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	free(id);
}

struct rows {
	int count;
	char text[256];
};

static bool add_row(void *context, const struct summary_row *row, struct error *err)
{
	struct rows *rows = context;
	size_t size = strlen(rows->text);

	(void)err;
	rows->count++;
	snprintf(rows->text + size, sizeof rows->text - size, "%s/%s/%s ", row->unit_id, row->id, row->name);
	return true;
}

static bool read_rows(struct store_txn *txn, void *context, struct error *err)
{
	return txn_summary(txn, 2026, true, add_row, context, err);
}

static void summary_rows_follow_name_and_unit(void **state)
{
	char *first = place_innovation(&here, "B", "Satu");
	char *second = place_innovation(&here, "A", "Dua");
	struct rows rows = {0};
	struct error err = {""};

	(void)state;
	assert_true(store_read(here.store, read_rows, &rows, &err));
	assert_string_equal(rows.text, "A/2026-JB-00002/Dua B/2026-JB-00001/Satu ");
	place_set(&here, first, "opd", "B", "A");
	place_set(&here, first, "nama", "Satu", "Pertama");
	rows = (struct rows){0};
	assert_true(store_read(here.store, read_rows, &rows, &err));
	assert_string_equal(rows.text, "A/2026-JB-00001/Pertama A/2026-JB-00002/Dua ");
	assert_true(place_is_well(&here));
	free(first);
	free(second);
}

/* ---- conflicts ---- */

static void a_field_changed_by_another_is_a_conflict(void **state)
{
	static const char *const mine[] = {"nama", "Inovasi", "Milik saya", "tujuan", "", "baru", NULL};
	static const char *const same[] = {"nama", "Inovasi", "Milik orang", "tujuan", "", "baru", NULL};
	char *id = place_innovation(&here, "A", "Inovasi");
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	place_set(&here, id, "nama", "Inovasi", "Milik orang");
	assert_false(place_try(&here, &(struct save){"op.a", ACT_EDIT, TABLE_INNOVATION, id, .fields = mine},
		&result, NULL, &err));
	assert_true(*err.text);
	assert_int_equal(result.conflict_count, 1);
	assert_string_equal(result.conflict[0].key, "nama");
	assert_string_equal(result.conflict[0].before, "Inovasi");
	assert_string_equal(result.conflict[0].stored, "Milik orang");
	assert_string_equal(result.conflict[0].wanted, "Milik saya");
	commit_result_free(&result);
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "");
	/* Both wanted the same: no conflict, the other field is saved. */
	assert_true(place_try(&here, &(struct save){"op.a", ACT_EDIT, TABLE_INNOVATION, id, .fields = same},
		&result, NULL, &err));
	commit_result_free(&result);
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "baru");
	assert_true(place_is_well(&here));
	free(id);
}

static void edits_of_different_fields_merge(void **state)
{
	static const char *const other[] = {"manfaat", "", "b", NULL};
	char *id = place_innovation(&here, "A", "Inovasi");
	uint64_t seen = place_commit_of(&here, TABLE_INNOVATION, id);
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	place_set(&here, id, "tujuan", "", "a");
	assert_true(place_try(&here,
		&(struct save){"op.a", ACT_EDIT, TABLE_INNOVATION, id, .seen = seen, .fields = other},
		&result, NULL, &err));
	commit_result_free(&result);
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "a");
	place_expect(&here, TABLE_INNOVATION, id, "manfaat", "b");
	free(id);
}

static void acts_on_what_has_moved_on_are_refused(void **state)
{
	static const enum act acts[] = {ACT_SUBMIT, ACT_ACCEPT, ACT_RETURN, ACT_REGISTER, ACT_WITHDRAW,
		ACT_ACCEPT_ANSWER, ACT_REJECT_ANSWER, ACT_UNDO};
	char *id = place_innovation(&here, "A", "Inovasi");
	uint64_t seen = place_commit_of(&here, TABLE_INNOVATION, id);

	(void)state;
	place_set(&here, id, "tujuan", "", "a");
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		struct commit_result result = {0};
		struct error err = {""};

		assert_false(place_try(&here,
			&(struct save){"admin", acts[i], TABLE_INNOVATION, id, .seen = seen, .note = "x"},
			&result, NULL, &err));
		assert_true(result.conflict_count >= 1);
		assert_null(result.conflict[0].key);
		commit_result_free(&result);
	}
	free(id);
}

/* Whoever last changed an answer by hand may not accept it: an innovation's, and the region's. */
static void four_eyes_see_every_answer(void **state)
{
	static const char *const levels[TABLE_COUNT][5] = {
		[TABLE_INNOVATION] = {"16", "", "2", NULL}, [TABLE_REGION] = {"1", "", "1", NULL}};
	static const char *const links[TABLE_COUNT][5] = {
		[TABLE_INNOVATION] = {"16.tautan", "", "https://a.id", NULL},
		[TABLE_REGION] = {"1.tautan", "", "https://a.id", NULL}};
	static const enum table tables[] = {TABLE_INNOVATION, TABLE_REGION};
	static const char *const status[] = {"status", "draf", "diajukan", NULL};

	(void)state;
	place_save(&here, &(struct save){"admin", ACT_IMPORT, TABLE_INNOVATION, here_id, .fields = status});
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		const char *id = tables[i] == TABLE_REGION ? "2026" : here_id;
		const char *const codes[] = {levels[tables[i]][0], NULL};
		struct commit_result result = {0};
		struct error err = {""};

		place_save(
			&here, &(struct save){"rev2", ACT_EDIT, tables[i], id, .fields = levels[tables[i]]});
		place_save(&here, &(struct save){"rev", ACT_EDIT, tables[i], id, .fields = links[tables[i]]});
		assert_false(place_try(&here,
			&(struct save){"rev", ACT_ACCEPT_ANSWER, tables[i], id,
				.seen = place_commit_of(&here, tables[i], id), .codes = codes},
			&result, NULL, &err));
		assert_int_equal(result.fault_count, 1);
		assert_non_null(strstr(result.fault[0].fault.sentence, "terakhir diubah oleh Anda sendiri"));
		commit_result_free(&result);
		place_save(&here, &(struct save){"rev2", ACT_ACCEPT_ANSWER, tables[i], id,
					  .seen = place_commit_of(&here, tables[i], id), .codes = codes});
	}
	place_expect(&here, TABLE_REGION, "2026", "1.verifikasi", "diterima");
	assert_true(place_is_well(&here));
}

static void a_conflict_does_not_show_what_he_may_not_read(void **state)
{
	static const char *const guess[] = {"catatan", "tebakan", "x", NULL};
	char *id = place_innovation(&here, "A", "Inovasi");
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	place_set(&here, id, "catatan", "", "rahasia unit A");
	assert_false(place_try(&here, &(struct save){"op.b", ACT_EDIT, TABLE_INNOVATION, id, .fields = guess},
		&result, NULL, &err));
	for (size_t i = 0; i < result.conflict_count; i++)
		assert_null(strstr(result.conflict[i].stored, "rahasia"));
	assert_null(strstr(err.text, "rahasia"));
	commit_result_free(&result);
	free(id);
}

/* ---- all or nothing ---- */

static void texts_beside_the_fields_must_be_storable(void **state)
{
	static const char *const fields[] = {"tujuan", "", "a", NULL};
	char *id = place_innovation(&here, "A", "Inovasi");
	const char *bad[] = {"rusak\xff", "kendali\x01", "arah\xe2\x80\xae"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct commit_result result = {0};
		struct error err = {""};

		assert_false(place_try(&here,
			&(struct save){
				"admin", ACT_EDIT, TABLE_INNOVATION, id, .note = bad[i], .fields = fields},
			&result, NULL, &err));
		assert_true(*err.text);
		commit_result_free(&result);
	}
	assert_true(place_is_well(&here));
	free(id);
}

static void a_full_map_is_a_sentence_and_reading_goes_on(void **state)
{
	struct buffer text = {0};
	char *id = place_innovation(&here, "A", "Inovasi");
	struct commit_result result = {0};
	struct error err = {""};
	const char *fields[] = {"opd", "", "A", "nama", "", "Besar", "tujuan", "", NULL, NULL};
	int saved = 0;
	long long size = 0;

	(void)state;
	while (text.size < 60000)
		buffer_add_text(&text, "kata ");
	buffer_add_text(&text, "x");
	fields[8] = buffer_text(&text);
	store_rest(here.store);
	setenv("SIKO_MAP_SIZE", "600000", 1);
	for (; saved < 100; saved++) {
		size = place_size(&here, "jurnal.jsonl");
		if (!place_try(&here, &(struct save){"admin", ACT_NEW, TABLE_INNOVATION, .fields = fields},
			    &result, NULL, &err))
			break;
		commit_result_free(&result);
	}
	assert_in_range(saved, 1, 50);
	assert_non_null(strstr(err.text, "penuh"));
	assert_int_equal(result.number, 0);
	commit_result_free(&result);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	place_expect(&here, TABLE_INNOVATION, id, "nama", "Inovasi");
	assert_true(place_is_well(&here));
	store_rest(here.store);
	unsetenv("SIKO_MAP_SIZE");
	assert_true(place_try(&here, &(struct save){"admin", ACT_NEW, TABLE_INNOVATION, .fields = fields},
		&result, NULL, &err));
	commit_result_free(&result);
	assert_true(place_is_well(&here));
	buffer_free(&text);
	free(id);
}

struct limit {
	const char *id;
	rlim_t most;
};

/* A save that may not write beyond a size: 0 = refused with a sentence, as it should be. */
static int save_under_limit(struct place *place, const void *context)
{
	const struct limit *limit = context;
	const char *fields[] = {"tujuan", "", "tidak muat", NULL};
	struct commit_result result = {0};
	struct error err = {""};

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit->most, limit->most});
	if (place_try(place, &(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, limit->id, .fields = fields},
		    &result, NULL, &err))
		return 1;
	return strstr(err.text, "belum tersimpan") ? 0 : 2;
}

/* First the journal cannot grow, then the data file cannot: the journal is as long as before each time. */
static void a_save_that_cannot_be_written_leaves_no_trace(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	long long size = place_size(&here, "jurnal.jsonl");
	struct limit journal = {id, (rlim_t)size + 20};
	struct limit data = {id, (rlim_t)size + 2000};

	(void)state;
	assert_true(size + 2000 < place_size(&here, "data.mdb"));
	assert_int_equal(place_child(save_under_limit, &here, &journal), 0);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	assert_int_equal(place_child(save_under_limit, &here, &data), 0);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	place_expect(&here, TABLE_INNOVATION, id, "tujuan", "");
	assert_true(place_is_well(&here));
	place_set(&here, id, "tujuan", "", "sekarang muat");
	assert_true(place_is_well(&here));
	free(id);
}

/* ---- two processes ---- */

static int save_name(struct place *place, const void *context)
{
	place_set(place, context, "nama", "Inovasi", "Dari proses lain");
	return 0;
}

static void two_processes_see_each_other(void **state)
{
	char *id = place_innovation(&here, "A", "Inovasi");
	const char *fields[] = {"nama", "Inovasi", "Dari sini", NULL};
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	assert_int_equal(place_child(save_name, &here, id), 0);
	assert_true(store_moved(here.store));
	place_expect(&here, TABLE_INNOVATION, id, "nama", "Dari proses lain");
	assert_false(store_moved(here.store));
	assert_false(
		place_try(&here, &(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, id, .fields = fields},
			&result, NULL, &err));
	assert_int_equal(result.conflict_count, 1);
	commit_result_free(&result);
	free(id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_save_is_read_back_also_after_reopening, here_make, here_away),
		cmocka_unit_test_setup_teardown(nothing_to_do_writes_nothing, here_make, here_away),
		cmocka_unit_test_setup_teardown(summary_rows_follow_name_and_unit, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			a_field_changed_by_another_is_a_conflict, here_make, here_away),
		cmocka_unit_test_setup_teardown(edits_of_different_fields_merge, here_make, here_away),
		cmocka_unit_test_setup_teardown(acts_on_what_has_moved_on_are_refused, here_make, here_away),
		cmocka_unit_test_setup_teardown(four_eyes_see_every_answer, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_conflict_does_not_show_what_he_may_not_read, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			texts_beside_the_fields_must_be_storable, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			a_full_map_is_a_sentence_and_reading_goes_on, here_make, here_away),
		cmocka_unit_test_setup_teardown(
			a_save_that_cannot_be_written_leaves_no_trace, here_make, here_away),
		cmocka_unit_test_setup_teardown(two_processes_see_each_other, here_make, here_away),
	};

	return cmocka_run_group_tests_name("store: saving", tests, NULL, NULL);
}
