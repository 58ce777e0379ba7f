#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/draft.h"
#include "support/place.h"

/* Drafts need no store: a folder is enough. */

static char runtime[4096];

static int make(void **state)
{
	char *folder;

	(void)state;
	place_empty(&here);
	assert_int_equal(mkdir(here.path, 0700), 0);
	folder = place_file(&here, "draf");
	assert_int_equal(mkdir(folder, 0700), 0);
	free(folder);
	snprintf(runtime, sizeof runtime, "%s/run", here.above);
	assert_int_equal(mkdir(runtime, 0700), 0);
	setenv("XDG_RUNTIME_DIR", runtime, 1);
	clock_fix(1000);
	return 0;
}

static int away(void **state)
{
	(void)state;
	unsetenv("XDG_RUNTIME_DIR");
	place_free(&here);
	return 0;
}

static bool save(const char *user, const char *id, const char *text)
{
	struct changes changes = {0};
	struct error err = {""};
	bool done;

	changes_add(&changes, "nama", "lama", text, false);
	done = draft_save(here.path, &(struct draft_name){user, TABLE_INNOVATION, id, ""}, 7, &changes, &err);
	assert_true(done || *err.text);
	changes_free(&changes);
	return done;
}

static void expect(const char *user, const char *id, const char *text)
{
	struct changes changes = {0};
	struct error err = {""};
	uint64_t seen = 0;
	int64_t saved = 0;
	bool found = draft_load(here.path, &(struct draft_name){user, TABLE_INNOVATION, id, ""}, &seen,
		&changes, &saved, &err);

	assert_string_equal(err.text, "");
	assert_int_equal(found, text != NULL);
	if (text) {
		assert_int_equal(changes.count, 1);
		assert_string_equal(changes.change[0].key, "nama");
		assert_string_equal(changes.change[0].before, "lama");
		assert_string_equal(changes.change[0].after, text);
		assert_int_equal(seen, 7);
		assert_int_equal(saved, clock_now());
	}
	changes_free(&changes);
}

static void what_was_typed_comes_back(void **state)
{
	(void)state;
	expect("ani", "2026-JB-00001", NULL);
	assert_true(save("ani", "2026-JB-00001", "baru\n\"kutip\" \\ ü"));
	expect("ani", "2026-JB-00001", "baru\n\"kutip\" \\ ü");
	expect("ani", "2026-JB-0000", NULL);
	expect("budi", "2026-JB-00001", NULL);
	assert_true(save("ani", "2026-JB-00001", "lagi"));
	expect("ani", "2026-JB-00001", "lagi");
	assert_true(save("ani", "", "catatan baru"));
	expect("ani", "", "catatan baru");
	draft_remove(here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "2026-JB-00001", ""});
	draft_remove(here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "2026-JB-00001", ""});
	expect("ani", "2026-JB-00001", NULL);
	expect("ani", "", "catatan baru");
}

static void fill(char *to, const char *unit, size_t size)
{
	to[0] = '\0';
	while (strlen(to) + strlen(unit) <= size)
		strncat(to, unit, size - strlen(to));
}

static int entries_of(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return count;
}

/* No id and no login leaves the folder, none is taken for another, and all come back from the list as they were. */
static void hostile_ids_and_logins_stay_in_the_folder(void **state)
{
	char long_id[RECORD_ID_MOST + 1];
	char longer[RECORD_ID_MOST + 1];
	const char *ids[] = {"../../lolos", "..", ".", "a.b", "a%2Eb", "%baru", "a b", "ü–\xf0\x9f\x98\x80",
		"%h1234", long_id, longer};
	const char *users[] = {"ani", "ani.inovasi", "../ani", "", long_id};
	size_t count = sizeof ids / sizeof *ids;
	char *folder = place_file(&here, "draf");

	(void)state;
	fill(long_id, "ü", 100);
	fill(longer, "ü", 96);
	for (size_t u = 0; u < sizeof users / sizeof *users; u++)
		for (size_t i = 0; i < count; i++)
			if (!save(users[u], ids[i], ids[i]))
				fail_msg("%s of %s cannot be saved", ids[i], users[u]);
	assert_int_equal(entries_of(folder), 5 * count);
	assert_int_equal(entries_of(here.path), 1);
	assert_int_equal(entries_of(here.above), 2);
	assert_int_equal(entries_of(runtime), 0);
	for (size_t u = 0; u < sizeof users / sizeof *users; u++) {
		struct draft_found *listed;
		size_t found = draft_list(here.path, users[u], TABLE_INNOVATION, &listed);

		assert_int_equal(found, count);
		for (size_t i = 0; i < count; i++) {
			bool there = false;

			for (size_t k = 0; k < found; k++)
				there = there || strcmp(listed[k].id, ids[i]) == 0;
			assert_true(there);
			expect(users[u], ids[i], ids[i]);
		}
		draft_list_free(listed, found);
	}
	free(folder);
}

static void put_store_out_of_reach(bool out)
{
	char *folder = place_file(&here, "draf");
	char *aside = place_file(&here, "draf-aside");

	/* A file in the folder's place: root may write into any folder. */
	if (out) {
		assert_int_equal(rename(folder, aside), 0);
		place_write(&here, "draf", "", 0);
	} else {
		assert_int_equal(unlink(folder), 0);
		assert_int_equal(rename(aside, folder), 0);
	}
	free(folder);
	free(aside);
}

static void the_fallback_holds_the_newest_and_goes_when_no_longer_needed(void **state)
{
	struct draft_found *found;
	size_t count;

	(void)state;
	assert_true(save("ani", "X", "di penyimpanan"));
	put_store_out_of_reach(true);
	clock_fix(2000);
	assert_true(save("ani", "X", "disk penuh"));
	expect("ani", "X", "disk penuh");
	put_store_out_of_reach(false);
	expect("ani", "X", "disk penuh"); /* the one in the store is older */
	count = draft_list(here.path, "ani", TABLE_INNOVATION, &found);
	assert_int_equal(count, 1);
	draft_list_free(found, count);
	clock_fix(1500); /* the clock was set back: still the last one */
	assert_true(save("ani", "X", "sesudahnya"));
	expect("ani", "X", "sesudahnya");
	draft_remove(here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "X", ""});
	expect("ani", "X", NULL);
}

static void the_fallback_knows_the_stores_apart(void **state)
{
	struct changes changes = {0};
	struct error err = {""};
	uint64_t seen;
	int64_t saved;
	char other[4200];

	(void)state;
	put_store_out_of_reach(true);
	assert_true(save("ani", "X", "dari sini"));
	snprintf(other, sizeof other, "%s/lain", here.above);
	assert_int_equal(mkdir(other, 0700), 0);
	assert_false(draft_load(other, &(struct draft_name){"ani", TABLE_INNOVATION, "X", ""}, &seen,
		&changes, &saved, &err));
	changes_free(&changes);
	expect("ani", "X", "dari sini");
}

static void save_new(const char *number, const char *text)
{
	struct changes changes = {0};
	struct error err = {""};

	changes_add(&changes, "nama", "", text, false);
	assert_true(draft_save(
		here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "", number}, 0, &changes, &err));
	changes_free(&changes);
}

static void expect_new(const char *number, const char *text)
{
	struct changes changes = {0};
	struct error err = {""};
	uint64_t seen;
	int64_t saved;

	assert_int_equal(draft_load(here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "", number},
				 &seen, &changes, &saved, &err),
		text != NULL);
	if (text)
		assert_string_equal(changes.change[0].after, text);
	changes_free(&changes);
}

static void new_records_of_two_sessions_have_a_draft_each(void **state)
{
	char one[DRAFT_NUMBER_ROOM];
	char two[DRAFT_NUMBER_ROOM + 1];
	struct draft_found *found;
	size_t count;

	(void)state;
	draft_make_number(one);
	snprintf(two, sizeof two, "%s1", one);
	save_new(one, "Warung Data");
	save_new(two, "Peta Lorong");
	assert_true(save("ani", one, "sebuah id")); /* an id is no number */
	expect_new(one, "Warung Data");
	expect_new(two, "Peta Lorong");
	count = draft_list(here.path, "ani", TABLE_INNOVATION, &found);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		if (!*found[i].id)
			assert_true(strcmp(found[i].number, one) == 0 || strcmp(found[i].number, two) == 0);
		else
			assert_string_equal(found[i].number, "");
	draft_list_free(found, count);
	draft_remove(here.path, &(struct draft_name){"ani", TABLE_INNOVATION, "", one});
	expect_new(one, NULL);
	expect_new(two, "Peta Lorong");
	save_new("../../lolos", "bukan nomor"); /* stays in the folder */
	expect_new("", "bukan nomor");
}

static void a_damaged_draft_is_none(void **state)
{
	static const char *const texts[] = {"", "{", "[]", "{\"draf\":1}", "\xff\xfe",
		"{\"draf\":1,\"waktu\":1,\"tabel\":\"inovasi\",\"id\":\"Y\",\"simpanan\":1,\"isian\":{\"nama\":[\"\",\"x\"]}}",
		"{\"draf\":1,\"waktu\":1,\"tabel\":\"inovasi\",\"id\":\"X\",\"simpanan\":1,\"isian\":{\"nama\":[1,2]}}"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		place_write(&here, "draf/ani.inovasi.X", texts[i], strlen(texts[i]));
		expect("ani", "X", NULL);
	}
}

static void without_any_place_there_is_a_sentence(void **state)
{
	(void)state;
	put_store_out_of_reach(true);
	unsetenv("XDG_RUNTIME_DIR");
	assert_false(save("ani", "X", "hilang"));
}

/* What was shown once is nobody else's and no draft. */
static void what_was_shown_once_is_remembered(void **state)
{
	struct draft_found *found;

	(void)state;
	assert_false(draft_was_seen(here.path, "siti", "langkah"));
	draft_note_seen(here.path, "siti", "langkah");
	draft_note_seen(here.path, "siti", "langkah");
	assert_true(draft_was_seen(here.path, "siti", "langkah"));
	assert_false(draft_was_seen(here.path, "siti", "lain"));
	assert_false(draft_was_seen(here.path, "sit", "langkah"));
	assert_int_equal(draft_list(here.path, "siti", TABLE_INNOVATION, &found), 0);
	draft_list_free(found, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_typed_comes_back, make, away),
		cmocka_unit_test_setup_teardown(hostile_ids_and_logins_stay_in_the_folder, make, away),
		cmocka_unit_test_setup_teardown(
			the_fallback_holds_the_newest_and_goes_when_no_longer_needed, make, away),
		cmocka_unit_test_setup_teardown(the_fallback_knows_the_stores_apart, make, away),
		cmocka_unit_test_setup_teardown(new_records_of_two_sessions_have_a_draft_each, make, away),
		cmocka_unit_test_setup_teardown(a_damaged_draft_is_none, make, away),
		cmocka_unit_test_setup_teardown(what_was_shown_once_is_remembered, make, away),
		cmocka_unit_test_setup_teardown(without_any_place_there_is_a_sentence, make, away),
	};

	return cmocka_run_group_tests_name("store: drafts", tests, NULL, NULL);
}
