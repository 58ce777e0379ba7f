#include "cli/commit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"

#define FALLS_NAMED 3 /* records that are named; more are counted */

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

void commit_say_fall(const char *code)
{
	cli_fail("jawaban %s sudah diterima; kini menunggu verifikasi lagi.", code);
}

void commit_say_falls(const struct commit_result *result)
{
	for (size_t i = 0; i < result->fall_count; i++)
		commit_say_fall(result->fall[i].code);
}

void commit_say_many_falls(const struct commit_wish *wish, const struct commit_result *result)
{
	struct buffer named = {0};
	size_t records = 0;

	for (size_t i = 0; i < result->fall_count; i++) {
		bool first = !i || result->fall[i].record != result->fall[i - 1].record;

		records += first;
		if (records > FALLS_NAMED)
			continue;
		if (first)
			buffer_printf(&named, "%s%s (%s", records > 1 ? "), " : "",
				wish->record[result->fall[i].record].id, result->fall[i].code);
		else
			buffer_printf(&named, ", %s", result->fall[i].code);
	}
	if (records)
		buffer_add_byte(&named, ')');
	if (records > FALLS_NAMED)
		buffer_printf(&named, " dan %zu catatan lagi", records - FALLS_NAMED);
	if (records)
		cli_fail("%zu jawaban yang sudah diterima %s menunggu verifikasi lagi: %s.",
			result->fall_count, wish->dry_run ? "akan" : "kini", buffer_text(&named));
	buffer_free(&named);
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
