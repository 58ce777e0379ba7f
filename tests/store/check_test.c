#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "store/store_part.h"
#include "support/place.h"

/* check finds what LMDB itself does not notice; rebuild makes it well again. */

static int make(void **state)
{
	here_make_innovation(state);
	place_set(&here, here_id, "tujuan", "", "lebih cepat");
	free(place_innovation(&here, "B", "Kedua"));
	return 0;
}

/* ... and a record that belongs to the first one. */
static int make_with_contest(void **state)
{
	make(state);
	place_save(&here, &(struct save){"op.a", ACT_NEW, TABLE_CONTEST, "",
				  .fields = (const char *const[]){"inovasi", "", here_id, "nama", "", "IGA",
					  "tingkat", "", "nasional", "tahun", "", "2025", NULL}});
	return 0;
}

/* Writes behind the store's back, with the store's own keys. */
typedef void tampering(struct store_txn *txn);

static void tamper(tampering *body)
{
	struct store_txn txn;
	struct error err = {""};

	assert_true(txn_begin(here.store, true, &txn, &err));
	body(&txn);
	assert_true(txn_commit(&txn, &err));
	store_rest(here.store);
}

static void put(struct store_txn *txn, enum store_db db, struct store_key *key, const void *data, size_t size)
{
	MDB_val name = {key->size, key->data};
	MDB_val value = {size, (void *)data};

	assert_int_equal(mdb_put(txn->txn, txn->store->dbi[db], &name, &value, 0), 0);
}

static void drop(struct store_txn *txn, enum store_db db, struct store_key *key)
{
	MDB_val name = {key->size, key->data};

	assert_int_equal(mdb_del(txn->txn, txn->store->dbi[db], &name, NULL), 0);
}

static void change_record(struct store_txn *txn)
{
	struct store_key key;
	struct record record;
	struct error err = {""};
	struct buffer value = {0};

	assert_true(txn_record(txn, TABLE_INNOVATION, here_id, &record, &err));
	record_set(&record, "tujuan", "diam-diam lain");
	key_record(&key, TABLE_INNOVATION, here_id);
	record_value(&key, &record, record.commit, &value);
	put(txn, DB_RECORD, &key, value.data, value.size);
	buffer_free(&value);
	record_free(&record);
}

static void renumber_record(struct store_txn *txn)
{
	struct store_key key;
	struct record record;
	struct error err = {""};
	struct buffer value = {0};

	assert_true(txn_record(txn, TABLE_INNOVATION, here_id, &record, &err));
	key_record(&key, TABLE_INNOVATION, here_id);
	record_value(&key, &record, record.commit - 1, &value);
	put(txn, DB_RECORD, &key, value.data, value.size);
	buffer_free(&value);
	record_free(&record);
}

static void flip_byte_of_record(struct store_txn *txn)
{
	struct store_key key;
	MDB_val name;
	MDB_val value;
	char copy[4096];

	key_record(&key, TABLE_INNOVATION, here_id);
	name = (MDB_val){key.size, key.data};
	assert_int_equal(mdb_get(txn->txn, txn->store->dbi[DB_RECORD], &name, &value), 0);
	assert_true(value.mv_size < sizeof copy);
	memcpy(copy, value.mv_data, value.mv_size);
	copy[value.mv_size - 3] ^= 4;
	put(txn, DB_RECORD, &key, copy, value.mv_size);
}

/* The value of another record under this one's key: right in itself, but not here. */
static void swap_record(struct store_txn *txn)
{
	struct store_key key;
	struct store_key other;
	MDB_val name;
	MDB_val value;
	char copy[4096];

	key_record(&key, TABLE_INNOVATION, here_id);
	key_record(&other, TABLE_INNOVATION, "2026-JB-00002");
	name = (MDB_val){other.size, other.data};
	assert_int_equal(mdb_get(txn->txn, txn->store->dbi[DB_RECORD], &name, &value), 0);
	assert_true(value.mv_size < sizeof copy);
	memcpy(copy, value.mv_data, value.mv_size);
	put(txn, DB_RECORD, &key, copy, value.mv_size);
}

static void drop_record(struct store_txn *txn)
{
	struct store_key key;

	key_record(&key, TABLE_INNOVATION, here_id);
	drop(txn, DB_RECORD, &key);
}

static void add_record(struct store_txn *txn)
{
	struct store_key key;
	struct record record;
	struct buffer value = {0};

	record_open(&record, TABLE_USER, "penyusup");
	record_set(&record, "peran", "admin");
	key_record(&key, TABLE_USER, "penyusup");
	record_value(&key, &record, 2, &value);
	put(txn, DB_RECORD, &key, value.data, value.size);
	buffer_free(&value);
	record_free(&record);
}

static void change_facts(struct store_txn *txn)
{
	struct store_key key;
	struct facts facts = {.status = STATUS_REPORTED, .topic = FACTS_NO_TOPIC};
	unsigned char row[FACTS_SIZE];

	key_summary(&key, 2026, "A", here_id);
	facts_encode(&facts, row);
	put(txn, DB_FACTS, &key, row, sizeof row);
}

static void drop_facts(struct store_txn *txn)
{
	struct store_key key;

	key_summary(&key, 2026, "A", here_id);
	drop(txn, DB_FACTS, &key);
}

static void change_label(struct store_txn *txn)
{
	struct store_key key;

	key_summary(&key, 2026, "A", here_id);
	put(txn, DB_LABEL, &key, "12345678lain", 12);
}

static void add_rows(struct store_txn *txn)
{
	struct store_key key;
	unsigned char row[FACTS_SIZE] = {0};

	key_summary(&key, 2026, "Z", "hantu");
	put(txn, DB_FACTS, &key, row, sizeof row);
	put(txn, DB_LABEL, &key, "12345678hantu", 13);
}

/* An innovation of a year without definition has no row; a row too many must not hide behind it. */
static void add_rows_in_place_of_others(struct store_txn *txn)
{
	struct store_key key;
	unsigned char row[FACTS_SIZE] = {0};

	key_summary(&key, 2025, "A", here_id);
	put(txn, DB_FACTS, &key, row, sizeof row);
	put(txn, DB_LABEL, &key, "12345678hantu", 13);
}

static void drop_history(struct store_txn *txn)
{
	struct store_key key;
	struct record record;
	struct error err = {""};

	assert_true(txn_record(txn, TABLE_INNOVATION, here_id, &record, &err));
	key_history(&key, TABLE_INNOVATION, here_id, record.commit);
	drop(txn, DB_HISTORY, &key);
	record_free(&record);
}

static void miscount(struct store_txn *txn)
{
	txn->state.records[TABLE_UNIT]++;
}

static void miscount_contests(struct store_txn *txn)
{
	txn->state.records[TABLE_CONTEST]++;
}

static void misnumber(struct store_txn *txn)
{
	txn->state.commit++;
}

static void break_chain(struct store_txn *txn)
{
	txn->state.chain[7] ^= 1;
}

static void miscount_rows(struct store_txn *txn)
{
	struct error err = {""};
	unsigned char count[8];

	store_u64(count, 3);
	assert_true(meta_put(txn, "rows.2026", count, sizeof count, &err));
}

static void lower_counter(struct store_txn *txn)
{
	struct error err = {""};

	assert_true(meta_put(txn, "next.2026-JB", "1", 1, &err));
}

static void other_uuid(struct store_txn *txn)
{
	struct store_about about = txn->store->about;
	struct buffer text = {0};
	struct error err = {""};

	about.uuid[0] = about.uuid[0] == 'a' ? 'b' : 'a';
	about_encode(&about, &text);
	assert_true(meta_put(txn, "about", text.data, text.size, &err));
	buffer_free(&text);
}

struct damage {
	const char *name;
	tampering *body;
	const char *sentence;
};

static void every_damage_is_named_and_rebuilt(void **state)
{
	static const struct damage damages[] = {
		{"record changed", change_record, "berbeda dari jurnal"},
		{"record renumbered", renumber_record, "bernomor simpanan"},
		{"record's byte flipped", flip_byte_of_record, "rusak"},
		{"record of another key", swap_record, "rusak"},
		{"record dropped", drop_record, "hilang"},
		{"owner of a record dropped", drop_record, "lomba-JB-00001 menyebut inovasi"},
		{"record added", add_record, "tidak ada di jurnal"},
		{"facts changed", change_facts, "ringkasannya tidak sesuai"},
		{"facts dropped", drop_facts, "ringkasannya tidak ada"},
		{"label changed", change_label, "baris namanya"},
		{"rows added", add_rows, "tanpa inovasinya"},
		{"rows added elsewhere", add_rows_in_place_of_others, "tanpa inovasinya"},
		{"history dropped", drop_history, "riwayat"},
		{"counted wrong", miscount, "jumlah catatan opd"},
		{"contests counted wrong", miscount_contests, "jumlah catatan lomba"},
		{"rows counted wrong", miscount_rows, "jumlah baris ringkasan tahun 2026"},
		{"numbered wrong", misnumber, "simpanan terakhir"},
		{"chain broken", break_chain, "jurnal bukan yang tercatat"},
		{"counter of ids too low", lower_counter, "nomor urut"},
		{"of another store", other_uuid, "bukan dari penyimpanan yang sama"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		struct error err = {""};
		struct rebuilt rebuilt;

		assert_true(place_is_well(&here));
		tamper(damages[i].body);
		if (!place_check_says(&here, damages[i].sentence))
			fail_msg("%s: not named", damages[i].name);
		if (!store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err))
			fail_msg("%s: %s", damages[i].name, err.text);
		assert_int_equal(rebuilt.records, 2 + 5 + 2 + 1);
		place_reopen(&here);
		place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "lebih cepat");
	}
	assert_true(place_is_well(&here));
}

static bool read_damaged(struct store_txn *txn, void *context, struct error *err)
{
	struct record record;
	bool read = txn_record(txn, TABLE_INNOVATION, context, &record, err);

	record_free(&record);
	return read;
}

static bool pass_by(void *context, const struct record *record, struct error *err)
{
	(void)context;
	(void)record;
	(void)err;
	return true;
}

static bool read_rows(void *context, const struct summary_row *row, struct error *err)
{
	(void)context;
	(void)row;
	(void)err;
	return true;
}

static bool read_all(struct store_txn *txn, void *context, struct error *err)
{
	(void)context;
	return txn_each(txn, TABLE_INNOVATION, pass_by, NULL, err) &&
	       txn_summary(txn, 2026, true, read_rows, NULL, err);
}

/* Whoever reads all of something notices that some of it is gone; nobody has to have asked check. */
static void what_is_gone_is_noticed_by_readers(void **state)
{
	static tampering *const gone[] = {drop_record, drop_facts};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct error err = {""};
		struct rebuilt rebuilt;

		assert_true(store_read(here.store, read_all, NULL, &err));
		tamper(gone[i]);
		assert_false(store_read(here.store, read_all, NULL, &err));
		assert_non_null(strstr(err.text, "siko rebuild"));
		err.text[0] = '\0';
		assert_int_equal(store_read(here.store, read_damaged, here_id, &err), gone[i] == drop_facts);
		assert_true(store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err));
		place_reopen(&here);
	}
}

static void a_damaged_record_is_a_sentence_for_its_reader_too(void **state)
{
	struct error err = {""};

	(void)state;
	tamper(flip_byte_of_record);
	assert_false(store_read(here.store, read_damaged, here_id, &err));
	assert_non_null(strstr(err.text, here_id));
	assert_non_null(strstr(err.text, "siko check"));
}

/* Pages of garbage kill whoever walks them: a sentence of check, not the end of the caller. */
static void garbage_pages_do_not_kill_the_caller(void **state)
{
	size_t size;
	char *data;

	(void)state;
	store_rest(here.store);
	data = place_bytes(&here, "data.mdb", &size);
	for (int round = 0; round < 40; round++) {
		char *copy = malloc(size);
		struct faults faults = {0};
		struct error err = {""};
		struct rebuilt rebuilt;
		size_t records;

		assert_non_null(copy);
		memcpy(copy, data, size);
		for (size_t at = 8192 + (size_t)(rand() % 4096); at < size; at += 1 + (size_t)(rand() % 200))
			copy[at] = (char)rand();
		place_write(&here, "data.mdb", copy, size);
		assert_false(store_check(here.path, here.definitions, NULL, &faults, &records, &err));
		assert_true(faults.count > 0);
		faults_free(&faults);
		free(copy);
		/* Nor do they stop the way out. */
		if (!store_rebuild(here.path, here.definitions, NULL, &rebuilt, &err))
			fail_msg("%s", err.text);
		place_reopen(&here);
		place_expect(&here, TABLE_INNOVATION, here_id, "tujuan", "lebih cepat");
		store_rest(here.store);
	}
	free(data);
	assert_true(place_is_well(&here));
}

/* LMDB takes the root with the higher number: with one of the two damaged it reads the state of one save before. The bit worth two is
 * left out: it may make the last root's number the one that stood there before, and nothing in the two tells that from a save that
 * was never finished. */
static void a_damaged_root_is_named(void **state)
{
	size_t size;
	char *data;
	unsigned char *number;

	(void)state;
	store_rest(here.store);
	data = place_bytes(&here, "data.mdb", &size);
	for (int root = 0; root < 2; root++) {
		number = (unsigned char *)data + root * 4096 + 144;
		for (int bit = 2; bit < 14; bit++) {
			number[bit / 8] ^= (unsigned char)(1 << bit % 8);
			place_write(&here, "data.mdb", data, size);
			assert_true(place_check_says(&here, "rusak di awalnya"));
			number[bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
	}
	place_write(&here, "data.mdb", data, size);
	assert_true(place_is_well(&here));
	free(data);
}

static void a_changed_journal_is_named(void **state)
{
	size_t size;
	char *journal = place_bytes(&here, "jurnal.jsonl", &size);

	(void)state;
	*strstr(journal, "lebih cepat") = 'L';
	place_write(&here, "jurnal.jsonl", journal, size);
	assert_true(place_check_says(&here, "sesudah simpanan 8."));
	assert_true(place_check_says(&here, "pulihkan dari cadangan"));
	/* The records cannot be measured by it, so none is blamed; what stands behind it is read. */
	assert_false(place_check_says(&here, "2026-JB"));
	*strstr(journal, "Unit A") = 'u';
	*strstr(journal, "\"akhir\":1,\"k\":9") = '\n';
	place_write(&here, "jurnal.jsonl", journal, size);
	assert_true(place_check_says(&here, "sesudah simpanan 1."));
	assert_true(place_check_says(&here, "sesudah simpanan 8."));
	free(journal);
}

/* Damage to the journal behind what is noted: saving refuses and names check, so check must see it. */
static void a_bad_tail_of_the_journal_is_named(void **state)
{
	size_t size;
	char *journal = place_bytes(&here, "jurnal.jsonl", &size);
	const char *tail = "{\"k\":99}\n{\"akhir\":1,\"k\":99,\"h\":"
			   "\"0000000000000000000000000000000000000000000000000000000000000000\"}\n";
	char *longer = malloc(size + strlen(tail));

	(void)state;
	assert_non_null(longer);
	memcpy(longer, journal, size);
	memcpy(longer + size, tail, strlen(tail));
	place_write(&here, "jurnal.jsonl", longer, size + strlen(tail));
	assert_true(place_check_says(&here, "jurnal"));
	place_write(&here, "jurnal.jsonl", journal, size);
	assert_true(place_is_well(&here));
	free(longer);
	free(journal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_damage_is_named_and_rebuilt, make_with_contest, here_away),
		cmocka_unit_test_setup_teardown(
			a_damaged_record_is_a_sentence_for_its_reader_too, make, here_away),
		cmocka_unit_test_setup_teardown(what_is_gone_is_noticed_by_readers, make, here_away),
		cmocka_unit_test_setup_teardown(garbage_pages_do_not_kill_the_caller, make, here_away),
		cmocka_unit_test_setup_teardown(a_damaged_root_is_named, make, here_away),
		cmocka_unit_test_setup_teardown(a_changed_journal_is_named, make, here_away),
		cmocka_unit_test_setup_teardown(a_bad_tail_of_the_journal_is_named, make, here_away),
	};

	return cmocka_run_group_tests_name("store: check", tests, NULL, NULL);
}
