#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "support/place.h"

static bool add_entry(void *context, const struct history_entry *entry, struct error *err)
{
	(void)err;
	buffer_printf(context, "%s/%s/%s", act_word(entry->act), entry->user, entry->id);
	for (size_t i = 0; i < entry->changes->count; i++)
		if (!entry->changes->change[i].derived)
			buffer_printf(context, " %s:%s>%s", entry->changes->change[i].key,
				entry->changes->change[i].before, entry->changes->change[i].after);
	buffer_add_byte(context, '\n');
	return true;
}

static void of_one_record_newest_first(void **state)
{
	struct buffer text = {0};
	struct error err = {""};
	char *near;

	/* Ids that start alike must not run into each other. */
	(void)state;
	place_set(&here, here_id, "tujuan", "", "a");
	near = place_innovation(&here, "A", "Tetangga");
	place_set(&here, here_id, "tujuan", "a", "b");
	assert_true(store_history(here.store, TABLE_INNOVATION, here_id, add_entry, &text, &err));
	assert_string_equal(buffer_text(&text), "ubah/admin/2026-JB-00001 tujuan:a>b\n"
						"ubah/admin/2026-JB-00001 tujuan:>a\n"
						"baru/admin/2026-JB-00001 opd:>A nama:>Inovasi\n");
	buffer_clear(&text);
	assert_true(store_history(here.store, TABLE_INNOVATION, "2026-JB-0000", add_entry, &text, &err));
	assert_string_equal(buffer_text(&text), "");
	assert_true(store_history(here.store, TABLE_INNOVATION, "tiada", add_entry, &text, &err));
	assert_string_equal(buffer_text(&text), "");
	buffer_free(&text);
	free(near);
}

struct walk {
	uint64_t last;
	int count;
	int most;
	char first_id[64];
	bool rising;
};

static bool walk_entry(void *context, const struct history_entry *entry, struct error *err)
{
	struct walk *walk = context;

	(void)err;
	walk->rising = walk->rising || (walk->count && entry->number > walk->last);
	walk->last = entry->number;
	snprintf(walk->first_id, sizeof walk->first_id, "%s", entry->id);
	return ++walk->count != walk->most;
}

static void of_all_newest_first_down_to_init(void **state)
{
	struct walk walk = {0};
	struct error err = {""};
	struct buffer big = {0};

	/* Lines longer than any block that is read at once. */
	(void)state;
	while (big.size < 60000)
		buffer_add_text(&big, "kata ");
	buffer_add_text(&big, "x");
	place_set(&here, here_id, "rancang_bangun", "", buffer_text(&big));
	place_set(&here, here_id, "tujuan", "", buffer_text(&big));
	for (int i = 0; i < 200; i++) {
		char before[8];
		char after[8];

		snprintf(before, sizeof before, "%d", i);
		snprintf(after, sizeof after, "%d", i + 1);
		place_set(&here, here_id, "manfaat", i ? before : "", after);
	}
	assert_true(store_history(here.store, TABLE_INNOVATION, NULL, walk_entry, &walk, &err));
	assert_int_equal(walk.count, 1 + 2 + 4 + 1 + 2 + 200);
	assert_false(walk.rising);
	assert_int_equal(walk.last, 1);
	assert_string_equal(walk.first_id, "admin");
	walk = (struct walk){.most = 3};
	assert_true(store_history(here.store, TABLE_INNOVATION, NULL, walk_entry, &walk, &err));
	assert_int_equal(walk.count, 3);
	buffer_free(&big);
}

/* What a writer is just adding is not yet saved. */
static void a_reader_reads_no_further_than_what_is_saved(void **state)
{
	char *path = place_file(&here, "jurnal.jsonl");
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	struct walk walk = {0};
	struct error err = {""};

	(void)state;
	assert_int_equal(write(fd, "{\"k\":77,\"s\"", 11), 11);
	close(fd);
	assert_true(store_history(here.store, TABLE_INNOVATION, NULL, walk_entry, &walk, &err));
	assert_int_equal(walk.count, 8);
	free(path);
}

static bool undo(const char *user, struct error *err)
{
	struct commit_result result;
	bool done;

	err->text[0] = '\0';
	done = store_undo(here.store, user, TABLE_INNOVATION, here_id, 0, &result, err);
	commit_result_free(&result);
	return done;
}

static void undo_swaps_back_and_undo_of_undo_brings_it_again(void **state)
{
	struct error err = {""};

	(void)state;
	place_set(&here, here_id, "tujuan", "", "a");
	place_set(&here, here_id, "tujuan", "a", "b");
	assert_true(undo("admin", &err));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "a");
	assert_true(undo("admin", &err));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "b");
	assert_true(place_is_well(&here));
}

static void undo_is_for_ones_own_last_edit(void **state)
{
	static const char *const fields[] = {"manfaat", "", "dari operator", NULL};
	struct error err = {""};

	(void)state;
	assert_false(undo("admin", &err)); /* made by `new` */
	assert_non_null(strstr(err.text, "arsip"));
	place_set(&here, here_id, "tujuan", "", "a");
	place_save(&here, &(struct save){"op.a", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = fields});
	assert_false(undo("admin", &err));
	assert_non_null(strstr(err.text, "op.a"));
	assert_true(undo("op.a", &err));
	place_expect(&here, TABLE_INNOVATION, here_id, "manfaat", "");
	place_save(&here,
		&(struct save){
			.user = "admin", .act = ACT_ARCHIVE, .table = TABLE_INNOVATION, .id = here_id});
	assert_false(undo("admin", &err));
	assert_non_null(strstr(err.text, "unarchive"));
	place_save(&here,
		&(struct save){
			.user = "admin", .act = ACT_UNARCHIVE, .table = TABLE_INNOVATION, .id = here_id});
	assert_false(undo("admin", &err));
	assert_non_null(strstr(err.text, "(archive)"));
	free(here_id);
	here_id = strdup("tiada");
	assert_false(undo("admin", &err));
	assert_true(*err.text);
}

/* ---- four eyes, as far as they are the store's ---- */

static void put_under_review(void)
{
	static const char *const fields[] = {"status", "", "diajukan", NULL};

	place_save(&here, &(struct save){"admin", ACT_IMPORT, TABLE_INNOVATION, here_id, .fields = fields});
}

static bool accept(const char *user, struct error *err)
{
	static const char *const codes[] = {"16", NULL};
	struct commit_result result = {0};
	bool done = place_try(&here,
		&(struct save){user, ACT_ACCEPT_ANSWER, TABLE_INNOVATION, here_id, .codes = codes}, &result,
		NULL, err);

	commit_result_free(&result);
	return done;
}

static void who_changed_an_answer_may_not_accept_it(void **state)
{
	static const char *const answer[] = {"16", "", "2", "16.tautan", "", "https://jambikota.go.id", NULL};
	struct error err = {""};

	(void)state;
	put_under_review();
	place_save(&here, &(struct save){"rev", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = answer});
	assert_false(accept("rev", &err));
	assert_true(*err.text);
	if (!accept("rev2", &err))
		fail_msg("%s", err.text);
	place_expect(&here, TABLE_INNOVATION, here_id, "16.verifikasi", "diterima");
}

static void an_import_is_nobodys_edit(void **state)
{
	static const char *const answer[] = {"16", "", "2", "16.tautan", "", "https://jambikota.go.id", NULL};
	struct error err = {""};

	(void)state;
	put_under_review();
	place_save(&here, &(struct save){"rev", ACT_IMPORT, TABLE_INNOVATION, here_id, .fields = answer});
	if (!accept("rev", &err))
		fail_msg("%s", err.text);
}

/* When it cannot be read who changed the answer, nobody may accept it. */
static void without_history_nothing_is_accepted(void **state)
{
	static const char *const answer[] = {"16", "", "2", "16.tautan", "", "https://jambikota.go.id", NULL};
	struct error err = {""};
	size_t size;
	char *journal;
	char *line;

	(void)state;
	put_under_review();
	place_save(&here, &(struct save){"rev", ACT_EDIT, TABLE_INNOVATION, here_id, .fields = answer});
	journal = place_bytes(&here, "jurnal.jsonl", &size);
	line = strstr(journal, "\"16\":\"2\"");
	assert_non_null(line);
	line[0] = '{';
	place_write(&here, "jurnal.jsonl", journal, size);
	assert_false(accept("rev", &err));
	assert_false(accept("rev2", &err));
	assert_non_null(strstr(err.text, "jurnal"));
	place_expect(&here, TABLE_INNOVATION, here_id, "16.verifikasi", "");
	free(journal);
}

/* ---- a damaged journal ---- */

/* Makes one letter of the journal's first such word another one. */
static void spoil(const char *word)
{
	size_t size;
	char *journal = place_bytes(&here, "jurnal.jsonl", &size);
	char *at = memmem(journal, size, word, strlen(word));

	assert_non_null(at);
	*at ^= 1;
	place_write(&here, "jurnal.jsonl", journal, size);
	free(journal);
}

static void lines_whose_chain_is_broken_are_named_not_shown(void **state)
{
	struct buffer text = {0};
	struct error err = {""};
	struct walk walk = {0};
	char *near;

	(void)state;
	place_set(&here, here_id, "tujuan", "", "alfa");
	place_set(&here, here_id, "tujuan", "alfa", "beta");
	near = place_innovation(&here, "A", "Tetangga");
	spoil("alfa\"}"); /* the save of it; what followed it says it too */
	assert_false(store_history(here.store, TABLE_INNOVATION, here_id, add_entry, &text, &err));
	assert_string_equal(buffer_text(&text), "ubah/admin/2026-JB-00001 tujuan:alfa>beta\n"
						"baru/admin/2026-JB-00001 opd:>A nama:>Inovasi\n");
	assert_non_null(strstr(err.text, "jurnal rusak, bita "));
	err.text[0] = '\0';
	assert_true(store_history(here.store, TABLE_INNOVATION, near, add_entry, &text, &err));
	assert_false(store_history(here.store, TABLE_INNOVATION, NULL, walk_entry, &walk, &err));
	assert_non_null(strstr(err.text, "jurnal rusak, bita "));
	assert_int_equal(walk.count, 1 + 2 + 4 + 1 + 1 + 1);
	/* Who asks for the newest only, and finds it whole, is told nothing of the others. */
	walk = (struct walk){.most = 1};
	err.text[0] = '\0';
	assert_true(store_history(here.store, TABLE_INNOVATION, NULL, walk_entry, &walk, &err));
	buffer_free(&text);
	free(near);
}

/* Another journal of the same store, whole in itself: the data file knows what the chain of its own comes to. */
static void another_journal_is_not_taken_for_this_one(void **state)
{
	size_t data_size;
	size_t journal_size;
	size_t other_size;
	char *data = place_bytes(&here, "data.mdb", &data_size);
	char *journal = place_bytes(&here, "jurnal.jsonl", &journal_size);
	char *other;
	struct buffer text = {0};
	struct error err = {""};

	(void)state;
	place_set(&here, here_id, "tujuan", "", "alfa");
	other = place_bytes(&here, "jurnal.jsonl", &other_size);
	store_rest(here.store);
	place_write(&here, "data.mdb", data, data_size);
	place_write(&here, "jurnal.jsonl", journal, journal_size);
	place_set(&here, here_id, "tujuan", "", "beta");
	place_write(&here, "jurnal.jsonl", other, other_size);
	assert_false(store_history(here.store, TABLE_INNOVATION, here_id, add_entry, &text, &err));
	assert_string_equal(buffer_text(&text), "baru/admin/2026-JB-00001 opd:>A nama:>Inovasi\n");
	assert_non_null(strstr(err.text, "jurnal rusak, bita "));
	buffer_free(&text);
	free(data);
	free(journal);
	free(other);
}

/* What follows a damaged save would be taken for the last one. */
static void nothing_is_undone_by_a_damaged_journal(void **state)
{
	struct error err = {""};

	(void)state;
	place_set(&here, here_id, "tujuan", "", "alfa");
	place_set(&here, here_id, "tujuan", "alfa", "beta");
	spoil("beta");
	assert_false(undo("admin", &err));
	assert_non_null(strstr(err.text, "jurnal rusak, bita "));
	place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "beta");
}

/* ---- since when ---- */

struct asked {
	struct status_since since[3];
	bool whole;
	struct error err;
};

static bool ask_since(struct store_txn *txn, void *context, struct error *err)
{
	struct asked *asked = context;

	(void)err;
	asked->whole = txn_status_since(txn, STATUS_SUBMITTED, asked->since, 3, &asked->err);
	return true;
}

static uint64_t import_status(const char *id, const char *before, const char *status)
{
	const char *const fields[] = {"status", before, status, NULL};

	return place_save(&here, &(struct save){"admin", ACT_IMPORT, TABLE_INNOVATION, id, .fields = fields});
}

static void a_status_is_since_the_commit_that_gave_it(void **state)
{
	char *second = place_innovation(&here, "A", "Kedua");
	char *third = place_innovation(&here, "A", "Ketiga");
	struct asked asked = {.since = {{.id = here_id}, {.id = second}, {.id = third}}};
	struct error err = {""};
	uint64_t given[3];

	/* The newest of two submissions; edits behind it, and another status between, do not count. */
	(void)state;
	import_status(here_id, "draf", "diajukan");
	import_status(here_id, "diajukan", "dikembalikan");
	given[1] = import_status(second, "draf", "diajukan");
	given[0] = import_status(here_id, "dikembalikan", "diajukan");
	place_set(&here, here_id, "tujuan", "", "alfa");
	given[2] = import_status(third, "draf", "diajukan");
	assert_true(store_read(here.store, ask_since, &asked, &err));
	assert_true(asked.whole);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(asked.since[i].number, given[i]);
		assert_true(asked.since[i].time > 0);
	}

	/* Where the journal is damaged it cannot be told, and the others can. */
	spoil("alfa\"}");
	assert_true(store_read(here.store, ask_since, &asked, &err));
	assert_false(asked.whole);
	assert_non_null(strstr(asked.err.text, "jurnal rusak, bita "));
	assert_int_equal(asked.since[1].number, given[1]);
	free(second);
	free(third);
}

/* ---- in pieces ---- */

struct piece {
	uint64_t before;
	size_t most, count;
	struct buffer *text;
};

static bool add_to_piece(void *context, const struct history_entry *entry, struct error *err)
{
	struct piece *piece = context;

	add_entry(piece->text, entry, err);
	return ++piece->count < piece->most;
}

static bool read_piece(struct store_txn *txn, void *context, struct error *err)
{
	struct piece *piece = context;

	piece->count = 0;
	return txn_journal(txn, &piece->before, add_to_piece, piece, err);
}

static bool read_next(struct piece *piece)
{
	struct error err = {""};

	return store_read(here.store, read_piece, piece, &err);
}

/* A screen reads no more than it shows: piece by piece it is the whole, whatever their size, and what is saved meanwhile does not
 * move the place where it goes on. */
static void in_pieces_it_is_the_whole(void **state)
{
	struct buffer whole = {0};
	struct buffer pieces = {0};
	struct error err = {""};

	(void)state;
	for (int i = 0; i < 20; i++)
		free(place_innovation(&here, i % 2 ? "A" : "B", "Tetangga"));
	assert_true(store_history(here.store, TABLE_COUNT, NULL, add_entry, &whole, &err));
	for (size_t most = 1; most <= 9; most += 4) {
		struct piece piece = {.before = UINT64_MAX, .most = most, .text = &pieces};

		buffer_clear(&pieces);
		assert_true(read_next(&piece));
		assert_int_equal(piece.count, most);
		while (piece.before) {
			assert_true(read_next(&piece));
			assert_in_range(piece.count, 0, most);
		}
		assert_string_equal(buffer_text(&pieces), buffer_text(&whole));
	}
	buffer_clear(&pieces);
	{
		struct piece piece = {.before = UINT64_MAX, .most = 3, .text = &pieces};

		assert_true(read_next(&piece));
		free(place_innovation(&here, "A", "Sesudahnya"));
		piece.most = SIZE_MAX;
		assert_true(read_next(&piece));
		assert_int_equal(piece.before, 0);
		assert_string_equal(buffer_text(&pieces), buffer_text(&whole));
	}
	buffer_free(&whole);
	buffer_free(&pieces);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(of_one_record_newest_first, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(in_pieces_it_is_the_whole, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			of_all_newest_first_down_to_init, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_reader_reads_no_further_than_what_is_saved, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			undo_swaps_back_and_undo_of_undo_brings_it_again, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			undo_is_for_ones_own_last_edit, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			who_changed_an_answer_may_not_accept_it, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(an_import_is_nobodys_edit, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			without_history_nothing_is_accepted, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			lines_whose_chain_is_broken_are_named_not_shown, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			another_journal_is_not_taken_for_this_one, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			nothing_is_undone_by_a_damaged_journal, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_status_is_since_the_commit_that_gave_it, here_make_innovation, here_away),
	};

	return cmocka_run_group_tests_name("store: history", tests, NULL, NULL);
}
