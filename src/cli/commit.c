#include "cli/commit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
