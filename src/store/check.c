#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/memory.h"
#include "store/store_part.h"

#define FAULTS_MOST 200 /* more of the same helps nobody */

/* What the journal says of one record, small enough for a hundred thousand of them: the fields as a sum of hashes. */
struct expected {
	char *key; /* table word, NUL, id */
	size_t key_size;
	uint64_t fields; /* xor over hash(key, text) of every field that stands */
	uint64_t commit; /* last one */
	size_t entries;	 /* history entries */
	bool seen;
};

struct checking {
	struct store_txn *txn;
	struct expected *slot; /* open addressing; key NULL = free */
	size_t slots, used;
	FILE *out;
	size_t faults;
	size_t entries;
	size_t records;
	size_t rows, labels; /* that an innovation has */
	uint64_t last_commit;
	bool have_about;
	bool gap;     /* the journal goes on behind a damaged part */
	bool damaged; /* the journal: the records cannot be measured by it */
};

static void fault(struct checking *checking, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(struct checking *checking, const char *format, ...)
{
	va_list args;

	if (checking->faults++ >= FAULTS_MOST)
		return;
	va_start(args, format);
	vfprintf(
		checking->out, format, args); /* NOLINT(clang-analyzer-valist.Uninitialized): started above */
	va_end(args);
	fputc('\n', checking->out);
}

static uint64_t hash(const void *data, size_t size)
{
	static const unsigned char fixed[crypto_shorthash_KEYBYTES] = "siko.check.v1";
	unsigned char out[8];

	crypto_shorthash(out, data, size, fixed);
	return load_u64(out);
}

static uint64_t hash_field(const char *key, const char *text)
{
	uint64_t pair[2] = {hash(key, strlen(key)), hash(text, strlen(text))};

	return *text ? hash(pair, sizeof pair) : 0;
}

/* ---- the table of what is expected ---- */

static struct expected *find_slot(struct checking *checking, const void *key, size_t size)
{
	size_t at = (size_t)hash(key, size) & (checking->slots - 1);

	while (checking->slot[at].key &&
		(checking->slot[at].key_size != size || memcmp(checking->slot[at].key, key, size) != 0))
		at = (at + 1) & (checking->slots - 1);
	return &checking->slot[at];
}

static void grow(struct checking *checking)
{
	struct expected *old = checking->slot;
	size_t slots = checking->slots;

	checking->slots = slots ? slots * 2 : 1024;
	checking->slot = memory_alloc(checking->slots * sizeof *checking->slot);
	for (size_t i = 0; i < slots; i++)
		if (old[i].key)
			*find_slot(checking, old[i].key, old[i].key_size) = old[i];
	free(old);
}

static struct expected *expect(struct checking *checking, const struct store_key *key)
{
	struct expected *found;

	if (checking->used * 2 >= checking->slots)
		grow(checking);
	found = find_slot(checking, key->data, key->size);
	if (!found->key) {
		found->key = memory_alloc(key->size + 1);
		memcpy(found->key, key->data, key->size);
		found->key_size = key->size;
		checking->used++;
	}
	return found;
}

/* ---- the journal ---- */

static void check_history_key(struct checking *checking, const struct journal_entry *entry, uint64_t offset)
{
	struct store_key key;
	MDB_val name;
	MDB_val value;

	key_history(&key, entry->table, entry->id, entry->stamp.number);
	name = (MDB_val){key.size, key.data};
	if (mdb_get(checking->txn->txn, checking->txn->store->dbi[DB_HISTORY], &name, &value) != 0 ||
		value.mv_size != 8 || load_u64(value.mv_data) != offset)
		fault(checking,
			"riwayat %s %s: simpanan %llu tidak ditemukan dalam indeks; jalankan `siko rebuild`.",
			table_word(entry->table), entry->id, (unsigned long long)entry->stamp.number);
}

static bool check_line(void *context, const char *line, size_t size, uint64_t offset, struct error *err)
{
	struct checking *checking = context;
	struct journal_entry entry;
	struct store_about about;
	struct store_key key;
	struct expected *expected;

	(void)err;
	if (journal_is_about(line)) {
		checking->have_about = journal_parse_about(line, size, &about) &&
				       strcmp(about.uuid, checking->txn->store->about.uuid) == 0;
		return true;
	}
	if (!journal_parse(line, size, &entry, err)) {
		fault(checking, "jurnal, bita %llu: %s; salin folder penyimpanan ini sebelum apa pun.",
			(unsigned long long)offset, err->text);
		err->text[0] = '\0';
		return true;
	}
	key_record(&key, entry.table, entry.id);
	expected = expect(checking, &key);
	for (size_t i = 0; i < entry.changes.count; i++) {
		const struct change *change = &entry.changes.change[i];

		expected->fields ^= hash_field(change->key, change->before) ^
				    hash_field(change->key, change->after);
	}
	expected->commit = entry.stamp.number;
	expected->entries++;
	if (++checking->entries % PROGRESS_EACH == 0)
		check_tell(checking->out, offset, checking->txn->state.journal_end * 2);
	if (!checking->gap && (entry.stamp.number < checking->last_commit ||
				      entry.stamp.number > checking->last_commit + 1))
		fault(checking, "jurnal, bita %llu: nomor simpanan %llu tidak berurutan.",
			(unsigned long long)offset, (unsigned long long)entry.stamp.number);
	checking->last_commit = entry.stamp.number;
	checking->gap = false;
	check_history_key(checking, &entry, offset);
	journal_entry_free(&entry);
	return true;
}

static void journal_damaged(struct checking *checking, uint64_t from, uint64_t to)
{
	fault(checking, "jurnal rusak di antara bita %llu dan %llu, sesudah simpanan %llu.",
		(unsigned long long)from, (unsigned long long)to, (unsigned long long)checking->last_commit);
	checking->damaged = true;
	checking->gap = true;
}

/* What can still be read of a damaged journal is read: each damage has its line, what to do is said once. */
static void walk_journal(struct checking *checking, uint64_t to, unsigned char chain[CHAIN_SIZE])
{
	const struct store *store = checking->txn->store;
	struct error err = {{0}};
	uint64_t from = 0;
	uint64_t end = 0;

	while (from < to && !journal_walk(store, from, to, chain, &end, check_line, checking, &err)) {
		from = end;
		if (!journal_next_group(store, &from, to, chain))
			from = to;
		journal_damaged(checking, end, from);
		end = from;
	}
	if (end != to)
		journal_damaged(checking, end, to);
}

static void check_journal(struct checking *checking)
{
	unsigned char chain[CHAIN_SIZE] = {0};
	struct error err = {{0}};
	uint64_t size = 0;
	struct store_txn *txn = checking->txn;
	uint64_t to = txn->state.journal_end;

	if (!journal_size(txn->store, &size, &err)) {
		fault(checking, "%s", err.text);
		checking->damaged = true;
		return;
	}
	if (size < to) {
		fault(checking,
			"jurnal lebih pendek (%llu bita) dari yang tercatat (%llu bita); sebagian riwayat hilang.",
			(unsigned long long)size, (unsigned long long)to);
		checking->damaged = true;
		to = size;
	}
	walk_journal(checking, to, chain);
	if (checking->damaged)
		fault(checking,
			"data sekarang masih dibaca dari berkas data: salin folder ini, `siko export` semua tabel, lalu pulihkan dari cadangan.");
	else if (memcmp(chain, txn->state.chain, CHAIN_SIZE) != 0)
		fault(checking,
			"jurnal bukan yang tercatat di berkas data: milik penyimpanan lain, atau salinan lama yang diteruskan; kembalikan jurnal yang benar, atau jalankan `siko rebuild` bila jurnal ini yang benar (berkas data yang lama disimpan di sampingnya).");
	else if (checking->last_commit != txn->state.commit)
		fault(checking,
			"simpanan terakhir di jurnal %llu, di berkas data %llu; jalankan `siko rebuild`.",
			(unsigned long long)checking->last_commit, (unsigned long long)txn->state.commit);
	if (!checking->have_about)
		fault(checking, "baris pertama jurnal bukan milik penyimpanan ini.");
}

/* What stands behind the noted end is the next save's to bring in or to cut; when it can do neither, that is a fault. A
 * writer at work is none: his lock says so, and under it the noted end is read anew. */
static void check_tail(struct checking *checking)
{
	struct store *store = checking->txn->store;
	struct store_txn now;
	struct error err = {{0}};
	uint64_t size = 0;
	uint64_t end;
	int lock;

	if (!journal_size(store, &size, &err) || size <= checking->txn->state.journal_end)
		return;
	lock = writer_lock_now(store);
	if (lock < 0)
		return;
	if (!txn_begin(store, false, &now, &err)) {
		fault(checking, "%s", err.text);
	} else {
		if (journal_size(store, &size, &err) && size > now.state.journal_end &&
			!journal_tail(
				store, now.state.journal_end, size, now.state.chain, &end, NULL, NULL, &err))
			fault(checking,
				"jurnal rusak di belakang bita %llu, jadi tidak ada yang dapat disimpan; pulihkan dari cadangan.",
				(unsigned long long)end);
		txn_abort(&now);
	}
	writer_unlock(lock);
}

/* ---- records and rows ---- */

static void check_rows(struct checking *checking, const struct record *record)
{
	const struct year_definition *year = definitions_year(
		checking->txn->store->definitions, record_year(record));
	MDB_txn *txn = checking->txn->txn;
	struct store_key key;
	struct facts facts;
	unsigned char row[FACTS_SIZE];
	MDB_val name;
	MDB_val value;
	const char *label = record_get(record, "nama");

	key_summary(&key, record_year(record), record_get(record, "opd"), record->id);
	name = (MDB_val){key.size, key.data};
	checking->rows += mdb_get(txn, checking->txn->store->dbi[DB_FACTS], &name, &value) == 0;
	checking->labels += mdb_get(txn, checking->txn->store->dbi[DB_LABEL], &name, &value) == 0;
	if (!year) /* rows of a year that is defined no more are what they were */
		return;
	facts_from_record(&facts, record, year);
	facts_encode(&facts, row);
	if (mdb_get(txn, checking->txn->store->dbi[DB_FACTS], &name, &value) != 0)
		fault(checking, "inovasi %s: baris ringkasannya tidak ada; jalankan `siko rebuild`.",
			record->id);
	else if (value.mv_size != FACTS_SIZE || memcmp(value.mv_data, row, FACTS_SIZE) != 0)
		fault(checking,
			"inovasi %s: baris ringkasannya tidak sesuai isiannya; jalankan `siko rebuild`.",
			record->id);
	if (mdb_get(txn, checking->txn->store->dbi[DB_LABEL], &name, &value) != 0 ||
		value.mv_size != 8 + strlen(label) || load_u64(value.mv_data) != record->commit ||
		memcmp((char *)value.mv_data + 8, label, strlen(label)) != 0)
		fault(checking, "inovasi %s: baris namanya tidak sesuai; jalankan `siko rebuild`.",
			record->id);
}

/* A counter that fell behind would give a number a second time. */
static void check_counter(struct checking *checking, enum table table, const char *id)
{
	struct buffer name = {0};
	uint64_t number;
	uint64_t last;

	if (counter_of(checking->txn, id, &name, &number, &last) && number > last)
		fault(checking, "nomor urut %s tertinggal di %llu (ada %s %s); jalankan `siko rebuild`.",
			buffer_text(&name) + strlen("next."), (unsigned long long)last, table_word(table),
			id);
	buffer_free(&name);
}

/* A record that belongs to an innovation that is not there could be read by nobody but the office. */
static void check_owner(struct checking *checking, const struct record *record)
{
	const struct table_definition *plain = definitions_plain(
		checking->txn->store->definitions, record->table);
	const char *id = plain && plain->owner ? record_get(record, plain->owner->key) : "";
	struct store_key key;
	MDB_val name;
	MDB_val value;

	if (!*id)
		return;
	key_record(&key, TABLE_INNOVATION, id);
	name = (MDB_val){key.size, key.data};
	if (mdb_get(checking->txn->txn, checking->txn->store->dbi[DB_RECORD], &name, &value) != 0)
		fault(checking, "catatan %s %s menyebut inovasi %s, yang tidak ada; perbaiki isian %s.",
			table_word(record->table), record->id, id, plain->owner->key);
}

static void check_record(
	struct checking *checking, const MDB_val *key, const MDB_val *value, size_t counted[TABLE_COUNT])
{
	const char *word = key->mv_data;
	const char *end = memchr(word, '\0', key->mv_size);
	struct store_key whole;
	struct record record;
	struct expected *expected;
	enum table table;
	uint64_t fields = 0;
	char *id;

	if (!end || !table_by_word(word, &table)) {
		fault(checking, "ada catatan dengan kunci yang tidak dikenal; jalankan `siko rebuild`.");
		return;
	}
	id = memory_copy_n(end + 1, key->mv_size - (size_t)(end - word) - 1);
	counted[table]++;
	checking->records++;
	key_record(&whole, table, id);
	record_open(&record, table, id);
	check_counter(checking, table, id);
	expected = find_slot(checking, whole.data, whole.size);
	if (!record_value_read(&whole, value, &record)) {
		fault(checking, "catatan %s %s rusak; jalankan `siko rebuild`.", word, id);
		expected->seen = expected->key != NULL;
	} else if (checking->damaged) {
		if (table == TABLE_INNOVATION)
			check_rows(checking, &record);
	} else if (!expected->key) {
		fault(checking, "catatan %s %s tidak ada di jurnal; jalankan `siko rebuild`.", word, id);
	} else {
		expected->seen = true;
		for (size_t i = 0; i < record.count; i++)
			fields ^= hash_field(record.field[i].key, record.field[i].text);
		if (fields != expected->fields)
			fault(checking, "catatan %s %s berbeda dari jurnal; jalankan `siko rebuild`.", word,
				id);
		else if (record.commit != expected->commit)
			fault(checking,
				"catatan %s %s bernomor simpanan %llu, di jurnal %llu; jalankan `siko rebuild`.",
				word, id, (unsigned long long)record.commit,
				(unsigned long long)expected->commit);
		if (table == TABLE_INNOVATION)
			check_rows(checking, &record);
		check_owner(checking, &record);
	}
	record_free(&record);
	free(id);
}

static size_t count_of(struct checking *checking, enum store_db db)
{
	MDB_stat info;

	return mdb_stat(checking->txn->txn, checking->txn->store->dbi[db], &info) == 0 ? info.ms_entries : 0;
}

static void check_counts(struct checking *checking, const size_t counted[TABLE_COUNT])
{
	for (int table = 0; table < TABLE_COUNT; table++)
		if (counted[table] != checking->txn->state.records[table])
			fault(checking, "jumlah catatan %s: ada %zu, tercatat %llu; jalankan `siko rebuild`.",
				table_word((enum table)table), counted[table],
				(unsigned long long)checking->txn->state.records[table]);
	if (count_of(checking, DB_FACTS) != checking->rows ||
		count_of(checking, DB_LABEL) != checking->labels)
		fault(checking, "ada baris ringkasan tanpa inovasinya; jalankan `siko rebuild`.");
	for (size_t i = 0; i < checking->txn->store->definitions->year_count; i++) {
		int year = checking->txn->store->definitions->year[i].year;
		uint64_t counted_rows;

		if (rows_counted(checking->txn, year, &counted_rows) &&
			counted_rows != rows_walk(checking->txn, year))
			fault(checking,
				"jumlah baris ringkasan tahun %d tidak sesuai yang tercatat; jalankan `siko rebuild`.",
				year);
	}
	if (!checking->damaged && count_of(checking, DB_HISTORY) != checking->entries)
		fault(checking, "indeks riwayat memuat %zu entri, jurnal %zu; jalankan `siko rebuild`.",
			count_of(checking, DB_HISTORY), checking->entries);
}

/* The records are the second half of the work, whatever their share of it. The way by their order and the way by their key pass
 * other places of the file: a key damaged on the second misleads only who asks for one record. */
static void check_one(
	struct checking *checking, const MDB_val *key, const MDB_val *value, size_t counted[TABLE_COUNT])
{
	const struct store_state *state = &checking->txn->state;
	uint64_t all = 0;
	MDB_val found;

	check_record(checking, key, value, counted);
	if (mdb_get(checking->txn->txn, checking->txn->store->dbi[DB_RECORD], (MDB_val *)key, &found) != 0 ||
		found.mv_data != value->mv_data)
		fault(checking,
			"ada catatan yang tidak ditemukan menurut kuncinya; jalankan `siko rebuild`.");
	if (checking->records % PROGRESS_EACH)
		return;
	for (int table = 0; table < TABLE_COUNT; table++)
		all += state->records[table];
	if (all >= checking->records)
		check_tell(checking->out, state->journal_end + state->journal_end / all * checking->records,
			state->journal_end * 2);
}

static void check_records(struct checking *checking)
{
	size_t counted[TABLE_COUNT] = {0};
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val value;
	int code = mdb_cursor_open(checking->txn->txn, checking->txn->store->dbi[DB_RECORD], &cursor);

	if (!checking->slots)
		grow(checking);
	while (!code && (code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0)
		check_one(checking, &key, &value, counted);
	if (code != MDB_NOTFOUND)
		fault(checking, "berkas data tidak dapat dibaca sampai akhir (%s); jalankan `siko rebuild`.",
			lmdb_words(code));
	mdb_cursor_close(cursor);
	for (size_t i = 0; i < checking->slots && !checking->damaged; i++) {
		const struct expected *expected = &checking->slot[i];

		if (expected->key && !expected->seen && expected->fields)
			fault(checking,
				"catatan %s %s ada di jurnal tetapi hilang dari berkas data; jalankan `siko rebuild`.",
				expected->key, expected->key + strlen(expected->key) + 1);
	}
	check_counts(checking, counted);
}

static bool check_body(struct store_txn *txn, void *context, struct error *err)
{
	struct checking *checking = context;

	(void)err;
	checking->txn = txn;
	if (!roots_are_well(txn))
		fault(checking,
			"berkas data rusak di awalnya, mungkin satu simpanan tidak terbaca; jalankan `siko rebuild`.");
	check_journal(checking);
	check_tail(checking);
	check_records(checking);
	if (checking->faults > FAULTS_MOST)
		fprintf(checking->out, "… dan %zu kesalahan lain.\n", checking->faults - FAULTS_MOST);
	for (size_t i = 0; i < checking->slots; i++)
		free(checking->slot[i].key);
	free(checking->slot);
	return true;
}

static bool check_walk(struct store *store, FILE *out, size_t *records, struct error *err)
{
	struct checking checking = {.out = out};
	bool read = store_read(store, check_body, &checking, err);

	*records = checking.records;
	return read;
}

bool store_check(const char *path, const struct definitions *definitions, store_progress *progress,
	struct faults *faults, size_t *records, struct error *err)
{
	return check_apart(path, definitions, check_walk, progress, faults, records, err);
}
