#include "cli/commit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"

struct commit_wish commit_wish_of(
	const struct cli *cli, enum act act, struct record_change *record, size_t count)
{
	return (struct commit_wish){
		.user = cli->user,
		.act = act,
		.note = "",
		.year = cli->year,
		.record = record,
		.record_count = count,
	};
}

void commit_say_conflicts(const struct commit_result *result)
{
	for (size_t i = 0; i < result->conflict_count; i++) {
		const struct commit_conflict *conflict = &result->conflict[i];

		if (conflict->key)
			cli_fail(
				"kolom '%s': orang lain mengubahnya dari '%s' menjadi '%s'; keinginan Anda '%s' tidak disimpan.",
				conflict->key, conflict->before ? conflict->before : "",
				conflict->stored ? conflict->stored : "",
				conflict->wanted ? conflict->wanted : "");
	}
}

struct record_reading {
	enum table table;
	const char *id;
	struct record *record;
};

static bool read_record(struct store_txn *txn, void *context, struct error *err)
{
	struct record_reading *reading = context;

	record_free(reading->record); /* of a first run */
	return txn_record(txn, reading->table, reading->id, reading->record, err);
}

bool commit_before(struct cli *cli, enum table table, const char *id, struct record *record)
{
	struct record_reading reading = {table, id, record};

	return cli_read_record(cli, read_record, &reading, record);
}

static const struct catalogue *catalogue_of(const struct cli *cli, const struct record *record)
{
	bool region = record->table == TABLE_REGION;
	const char *text = region ? record->id : record_get(record, "tahun");
	const struct year_definition *year = NULL;
	uint64_t number;

	if ((region || record->table == TABLE_INNOVATION) && text_number(text, 9999, &number))
		year = definitions_year(cli->definitions, (int)number);
	return !year ? NULL : region ? &year->region : &year->innovation;
}

void commit_say_falls(struct cli *cli, const struct record *before)
{
	const struct catalogue *catalogue = catalogue_of(cli, before);
	struct record after = {0};

	if (!catalogue || !commit_before(cli, before->table, before->id, &after))
		return;
	for (size_t i = 0; i < catalogue->count; i++) {
		const char *code = catalogue->indicator[i].code;

		if (answer_accepted(before, code) && !answer_accepted(&after, code))
			cli_fail("jawaban %s sudah diterima; kini menunggu verifikasi lagi.", code);
	}
	record_free(&after);
}

static void say_faults(const struct commit_result *result)
{
	for (size_t i = 0; i < result->fault_count; i++) {
		const struct judge_fault *fault = &result->fault[i].fault;

		if (fault->key && *fault->key)
			cli_fail("kolom '%s': %s", fault->key, fault->sentence);
		else
			cli_fail("%s", fault->sentence);
	}
}

static bool has_named_conflict(const struct commit_result *result)
{
	for (size_t i = 0; i < result->conflict_count; i++)
		if (result->conflict[i].key)
			return true;
	return false;
}

int commit_run(struct cli *cli, struct commit_wish *wish, struct commit_result *result)
{
	struct commit_result own = {0};
	struct commit_result *to = result ? result : &own;
	struct error err = {{0}};
	int status = CLI_DONE;

	if (!store_commit(cli->store, wish, to, &err)) {
		status = CLI_FAILED;
		say_faults(to);
		commit_say_conflicts(to);
		if (!to->fault_count && !has_named_conflict(to))
			cli_fail_error(&err);
	}
	if (!result)
		commit_result_free(&own);
	return status;
}

bool commit_arguments(
	const char *command, int argc, char **argv, const struct record *stored, struct changes *changes)
{
	for (int i = 0; i < argc; i++) {
		size_t length = strcspn(argv[i], "=");
		char *key;

		if (!length || !argv[i][length]) {
			cli_wrong(command, "%s tidak dimengerti; tulis KUNCI=NILAI.", argv[i]);
			return false;
		}
		key = memory_copy_n(argv[i], length);
		for (size_t known = 0; known < changes->count; known++) {
			if (strcmp(changes->change[known].key, key) != 0)
				continue;
			cli_wrong(command, "kunci %s disebut dua kali; sebutkan sekali saja.", key);
			free(key);
			return false;
		}
		changes_add(changes, key, record_get(stored, key), argv[i] + length + 1, false);
		free(key);
	}
	return true;
}
