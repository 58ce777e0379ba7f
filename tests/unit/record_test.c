#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/answer.h"
#include "model/change.h"
#include "model/record.h"
#include "support/sample.h"

static void test_set_and_get(void **state)
{
	struct record record;

	(void)state;
	record_open(&record, TABLE_INNOVATION, "2026-JB-00001");
	assert_true(record_is_new(&record));
	assert_string_equal(record_get(&record, "nama"), "");
	record_set(&record, "nama", "Satu");
	record_set(&record, "16.tautan", "https://a");
	record_set(&record, "16", "2");
	record_set(&record, "opd", "kec");
	record_set(&record, "nama", "Dua");
	assert_int_equal(record.count, 4);
	assert_string_equal(record_get(&record, "nama"), "Dua");
	assert_string_equal(record_get(&record, "16"), "2");
	for (size_t i = 1; i < record.count; i++)
		assert_true(strcmp(record.field[i - 1].key, record.field[i].key) < 0);
	record_set(&record, "nama", record_get(&record, "nama")); /* its own text */
	assert_string_equal(record_get(&record, "nama"), "Dua");
	record_set(&record, "nama", "");
	record_set(&record, "tak_ada", "");
	assert_int_equal(record.count, 3);
	assert_string_equal(record_get(&record, "nama"), "");
	record_free(&record);
}

static void test_many_against_a_plain_table(void **state)
{
	char text[200][12] = {{0}};
	struct record record;
	unsigned seed = 7;

	(void)state;
	record_open(&record, TABLE_UNIT, "x");
	for (int round = 0; round < 5000; round++) {
		char key[16];
		int at;

		seed = seed * 1103515245u + 12345u;
		at = (int)(seed >> 16) % 200;
		snprintf(key, sizeof key, "k%d", at);
		snprintf(text[at], sizeof text[at], "%u", seed & 0xff);
		if (seed & 0x100)
			text[at][0] = '\0';
		record_set(&record, key, text[at]);
	}
	for (int at = 0; at < 200; at++) {
		char key[16];

		snprintf(key, sizeof key, "k%d", at);
		assert_string_equal(record_get(&record, key), text[at]);
	}
	record_free(&record);
}

static void test_find_walks_a_prefix(void **state)
{
	const char *const pairs[] = {"16", "1", "16.berkas.00112233", "a.pdf", "16.berkas.44556677", "b.pdf",
		"16.catatan", "x", "17", "2", NULL};
	struct record record;
	size_t at;

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "x", pairs);
	at = record_find(&record, "16.berkas.");
	assert_int_equal(at, 1);
	assert_int_equal(record_find(&record, "18"), record.count);
	assert_int_equal(answer_files(&record, "16"), 2);
	assert_int_equal(answer_files(&record, "1"), 0);
	assert_true(answer_has_evidence(&record, "16"));
	assert_false(answer_has_evidence(&record, "17"));
	assert_int_equal(answer_level(&record, "17"), 2);
	assert_string_equal(answer_verdict(&record, "17"), "menunggu");
	record_free(&record);
}

/* What a reviewer accepted is level, basis, link and files: a document's number is not part of it, nor is "0" for nothing. */
static void test_what_moves_an_answer(void **state)
{
	static const char *const moving[] = {"33=2", "33=", "33.basis=b", "33.tautan=y",
		"33.tautan=", "33.berkas.00112233=lain.pdf",
		"33.berkas.00112233=", "33.berkas.44556677=b.pdf", NULL};
	static const char *const still[] = {"33=3", "33.nomor=2", "33.ket=x", "33.verifikasi=ditolak", "3=1",
		"33.catatan=x", "34=0", NULL};
	const char *const pairs[] = {
		"33", "3", "33.basis", "a", "33.tautan", "x", "33.berkas.00112233", "a.pdf", NULL};
	struct record stored;

	(void)state;
	sample_record(&stored, TABLE_INNOVATION, "x", pairs);
	for (int moves = 0; moves < 2; moves++)
		for (const char *const *change = moves ? moving : still; *change; change++) {
			size_t length = strcspn(*change, "=");
			char *key = memory_copy_n(*change, length);
			struct record working;

			record_copy(&working, &stored);
			record_set(&working, key, *change + length + 1);
			assert_int_equal(answer_moved(&stored, &working, "33"), moves);
			assert_false(answer_moved(&stored, &working, "34"));
			record_free(&working);
			free(key);
		}
	record_free(&stored);
}

static void test_encode_and_decode(void **state)
{
	const char *const pairs[] = {
		"nama", "Posyandu “Ibu”", "rancang_bangun", "satu\ndua", "16", "3", NULL};
	struct record record;
	struct record copy;
	struct buffer first = {0};
	struct buffer second = {0};

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "x", pairs);
	record_encode(&record, &first);
	record_open(&copy, TABLE_INNOVATION, "x");
	assert_true(record_decode(&copy, first.data, first.size));
	record_encode(&copy, &second);
	assert_int_equal(first.size, second.size);
	assert_memory_equal(first.data, second.data, first.size);
	record_free(&copy);
	record_copy(&copy, &record);
	assert_string_equal(record_get(&copy, "rancang_bangun"), "satu\ndua");
	assert_int_equal(copy.commit, 1);
	record_free(&copy);
	record_free(&record);
	buffer_free(&first);
	buffer_free(&second);
}

/* Every shorter piece and every flipped byte is read without a crash; what is read is in order. */
static void test_decode_of_damage(void **state)
{
	const char *const pairs[] = {"a", "1", "bb", "22", "ccc", "333", NULL};
	struct record record;
	struct buffer bytes = {0};

	(void)state;
	sample_record(&record, TABLE_UNIT, "x", pairs);
	record_encode(&record, &bytes);
	for (size_t size = 0; size <= bytes.size; size++) {
		struct record read;
		char *piece = malloc(size + 1);

		memcpy(piece, bytes.data, size);
		record_open(&read, TABLE_UNIT, "x");
		if (record_decode(&read, piece, size))
			assert_true(size == 0 || size == 8 || size == 18 || size == 30);
		record_free(&read);
		free(piece);
	}
	for (size_t at = 0; at < bytes.size; at++) {
		for (int bit = 0; bit < 8; bit++) {
			struct record read;

			bytes.data[at] ^= (char)(1 << bit);
			record_open(&read, TABLE_UNIT, "x");
			record_decode(&read, bytes.data, bytes.size);
			for (size_t i = 1; i < read.count; i++)
				assert_true(strcmp(read.field[i - 1].key, read.field[i].key) < 0);
			record_free(&read);
			bytes.data[at] ^= (char)(1 << bit);
		}
	}
	record_free(&record);
	buffer_free(&bytes);
}

static void test_ids(void **state)
{
	char longest[RECORD_ID_MOST + 2];
	struct error err;

	(void)state;
	memset(longest, 'x', sizeof longest);
	longest[RECORD_ID_MOST] = '\0';
	assert_true(record_id_valid(longest, &err));
	longest[RECORD_ID_MOST] = 'x';
	longest[RECORD_ID_MOST + 1] = '\0';
	assert_false(record_id_valid(longest, &err));
	assert_true(record_id_valid("2026-JB-00012", &err));
	assert_true(record_id_valid("15.71.01", &err));
	assert_true(record_id_valid("dinas pendidikan", &err));
	assert_false(record_id_valid("", &err));
	assert_false(record_id_valid(" a", &err));
	assert_false(record_id_valid("a ", &err));
	assert_false(record_id_valid("a/b", &err));
	assert_false(record_id_valid("a\nb", &err));
	assert_false(record_id_valid("a\x1b", &err));
	assert_false(record_id_valid("\xff", &err));
}

static void test_words(void **state)
{
	enum table table;
	enum act act;

	(void)state;
	for (int i = 0; i < TABLE_COUNT; i++) {
		assert_true(table_by_word(table_word((enum table)i), &table));
		assert_int_equal(table, i);
	}
	assert_false(table_by_word("unit", &table));
	for (int i = 0; i < ACT_COUNT; i++) {
		assert_true(act_by_word(act_word((enum act)i), &act));
		assert_int_equal(act, i);
	}
	assert_false(act_by_word("", &act));
}

static void test_changes(void **state)
{
	const char *const pairs[] = {"nama", "lama", "opd", "kec", NULL};
	struct changes changes = {0};
	struct record record;

	(void)state;
	sample_record(&record, TABLE_INNOVATION, "x", pairs);
	changes_add(&changes, "nama", "lama", "baru", false);
	changes_add(&changes, "opd", "kec", "", false);
	changes_add(&changes, "16", "", "3", true);
	changes_apply(&changes, &record);
	assert_string_equal(record_get(&record, "nama"), "baru");
	assert_string_equal(record_get(&record, "16"), "3");
	assert_int_equal(record.count, 2);
	changes_free(&changes);
	record_free(&record);
}

static void test_answer_keys(void **state)
{
	const struct catalogue *catalogue = &sample_definitions.year[0].innovation;
	enum answer_part part;
	size_t index;
	const char *rest;
	char key[RECORD_KEY_MOST];

	(void)state;
	for (int i = ANSWER_LEVEL; i < ANSWER_FILE; i++) {
		answer_make_key("33", (enum answer_part)i, key);
		assert_true(answer_key(catalogue, key, &index, &part, &rest));
		assert_int_equal(index, 2);
		assert_int_equal(part, i);
	}
	assert_true(answer_key(catalogue, "16.berkas.00ff00ff00ff00ff", &index, &part, &rest));
	assert_int_equal(part, ANSWER_FILE);
	assert_string_equal(rest, "00ff00ff00ff00ff");
	assert_false(answer_key(catalogue, "16.berkas.", &index, &part, &rest));
	assert_false(answer_key(catalogue, "16.berkas.ZZ00ff00ff", &index, &part, &rest));
	assert_false(answer_key(catalogue, "16.basis", &index, &part, &rest)); /* has none */
	assert_false(answer_key(catalogue, "1", &index, &part, &rest));
	assert_false(answer_key(catalogue, "161", &index, &part, &rest));
	assert_false(answer_key(catalogue, "16.", &index, &part, &rest));
	assert_false(answer_key(catalogue, "16.tautan.x", &index, &part, &rest));
	assert_false(answer_key(catalogue, "nama", &index, &part, &rest));
	assert_false(answer_key(catalogue, "", &index, &part, &rest));
}

static void the_year_of_a_record_is_its_tahun_or_the_regions_id(void **state)
{
	struct record record;

	(void)state;
	record_open(&record, TABLE_INNOVATION, "2025-JB-00001");
	assert_int_equal(record_year(&record), 0);
	record_set(&record, "tahun", "2026");
	assert_int_equal(record_year(&record), 2026);
	record_set(&record, "tahun", "2026x");
	assert_int_equal(record_year(&record), 0);
	record_free(&record);
	record_open(&record, TABLE_REGION, "2027");
	assert_int_equal(record_year(&record), 2027);
	record_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_year_of_a_record_is_its_tahun_or_the_regions_id),
		cmocka_unit_test(test_set_and_get),
		cmocka_unit_test(test_many_against_a_plain_table),
		cmocka_unit_test(test_find_walks_a_prefix),
		cmocka_unit_test(test_what_moves_an_answer),
		cmocka_unit_test(test_encode_and_decode),
		cmocka_unit_test(test_decode_of_damage),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_answer_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
