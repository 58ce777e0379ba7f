#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/answer.h"
#include "store/evidence_part.h"
#include "store/store_part.h"

/* ---- the commit ---- */

/* Judged and written like every change; a dry run only judges. */
static bool commit_name(struct store *store, const struct evidence_answer *answer, const char *hash,
	const char *before, const char *after, bool dry_run, struct error *err)
{
	struct record_change change = {.table = answer->table, .id = memory_copy(answer->id)};
	struct commit_wish wish = {
		.user = answer->user,
		.act = ACT_EVIDENCE,
		.note = "",
		.record = &change,
		.record_count = 1,
		.dry_run = dry_run,
	};
	struct commit_result result = {0};
	char key[RECORD_KEY_MOST];
	bool done;

	answer_file_key(answer->code, hash, key);
	changes_add(&change.changes, key, before, after, false);
	done = store_commit(store, &wish, &result, err);
	commit_result_free(&result);
	record_change_free(&change);
	return done;
}

struct answer_reading {
	const struct evidence_answer *answer;
	struct record *record;
};

static bool read_answer(struct store_txn *txn, void *context, struct error *err)
{
	struct answer_reading *reading = context;

	record_free(reading->record);
	return txn_record(txn, reading->answer->table, reading->answer->id, reading->record, err);
}

/* The indicator by the catalogue of the record's own year. */
static const struct indicator *find_indicator(const struct store *store, const struct evidence_answer *answer,
	const struct record *record, struct error *err)
{
	bool region = answer->table == TABLE_REGION;
	const struct year_definition *year = definitions_year(store->definitions, record_year(record));
	const struct catalogue *catalogue = !year ? NULL : region ? &year->region : &year->innovation;
	int index = catalogue ? catalogue_find(catalogue, answer->code) : -1;

	if (index >= 0)
		return &catalogue->indicator[index];
	error_set(err, "indikator '%.40s' tidak ada pada %s %.40s; periksa kodenya.", answer->code,
		table_word(answer->table), answer->id);
	return NULL;
}

/* What stands for the hash while only rights, lock and name are asked for, before a byte is taken. */
static const char any_hash[] = "0000000000000000";

static bool take_file(struct store *store, const struct evidence_answer *answer, const struct record *record,
	const char *name, int fd, char hash[EVIDENCE_HASH_SIZE], bool *already, struct error *err)
{
	const struct indicator *indicator = find_indicator(store, answer, record, err);
	enum evidence_type type;
	char own_name[16];
	char key[RECORD_KEY_MOST];

	if (!indicator || (*name && !evidence_name_fits(name, err)) ||
		!commit_name(store, answer, any_hash, "", *name ? name : "berkas", true, err) ||
		!evidence_take(store, fd, indicator, record, hash, &type, err))
		return false;
	answer_file_key(answer->code, hash, key);
	*already = *record_get(record, key) != '\0';
	if (*already)
		return true;
	snprintf(own_name, sizeof own_name, "berkas.%s", evidence_type_word(type));
	failpoint("evidence-placed");
	return commit_name(store, answer, hash, "", *name ? name : own_name, false, err);
}

bool evidence_add(struct store *store, const struct evidence_answer *answer, const char *name, int fd,
	char hash[EVIDENCE_HASH_SIZE], bool *already, struct error *err)
{
	struct record record = {0};
	struct answer_reading reading = {answer, &record};
	bool done = store_read(store, read_answer, &reading, err) &&
		    take_file(store, answer, &record, name, fd, hash, already, err);

	record_free(&record);
	return done;
}

bool evidence_remove(
	struct store *store, const struct evidence_answer *answer, const char *hash, struct error *err)
{
	struct record record = {0};
	struct answer_reading reading = {answer, &record};
	char key[RECORD_KEY_MOST];
	bool done = store_read(store, read_answer, &reading, err);

	answer_file_key(answer->code, hash, key);
	if (done && !*record_get(&record, key))
		done = error_set(err,
			"jawaban %.40s dari %.40s tidak punya berkas itu; lihat daftar berkasnya.",
			answer->code, answer->id);
	else if (done)
		done = commit_name(store, answer, hash, record_get(&record, key), "", false, err);
	record_free(&record);
	return done;
}
