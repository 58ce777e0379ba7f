#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"

/* What a command's arguments after the ID are. */
enum rest {
	REST_NOTHING,
	REST_CODES, /* none or some indicator codes */
	REST_CODES_NEEDED,
	REST_REGISTRATION /* NUMBER DATE */
};

static const struct step {
	const char *command;
	enum act act;
	enum act act_on_codes; /* when codes are given */
	enum rest rest;
	bool note;
	const char *done;
	const char *done_on_codes;
} steps[] = {
	{"adopt-idea", ACT_ADOPT, ACT_ADOPT, REST_NOTHING, false, "menjadi draf", NULL},
	{"submit", ACT_SUBMIT, ACT_SUBMIT, REST_NOTHING, false, "diajukan", NULL},
	{"withdraw", ACT_WITHDRAW, ACT_WITHDRAW, REST_NOTHING, false, "ditarik kembali menjadi draf", NULL},
	{"accept", ACT_ACCEPT, ACT_ACCEPT_ANSWER, REST_CODES, false, "diterima", "diterima buktinya"},
	{"reject", ACT_REJECT_ANSWER, ACT_REJECT_ANSWER, REST_CODES_NEEDED, true, "ditolak buktinya",
		"ditolak buktinya"},
	{"return", ACT_RETURN, ACT_RETURN, REST_NOTHING, true, "dikembalikan kepada unitnya", NULL},
	{"register", ACT_REGISTER, ACT_REGISTER, REST_REGISTRATION, false, "dilaporkan", NULL},
	{"reopen", ACT_REOPEN, ACT_REOPEN, REST_NOTHING, true, "dibuka lagi", NULL},
	{"archive", ACT_ARCHIVE, ACT_ARCHIVE, REST_NOTHING, true, "diarsipkan", NULL},
	{"unarchive", ACT_UNARCHIVE, ACT_UNARCHIVE, REST_NOTHING, false, "diaktifkan lagi sebagai draf",
		NULL},
};

static const struct step *find_step(const char *command)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (strcmp(steps[i].command, command) == 0)
			return &steps[i];
	return &steps[0]; /* the table of commands names only those above */
}

static bool arguments_fit(const struct step *step, int argc)
{
	switch (step->rest) {
	case REST_NOTHING:
		return argc == 2;
	case REST_CODES:
		return argc >= 2;
	case REST_CODES_NEEDED:
		return argc >= 3;
	default:
		return argc == 4;
	}
}

int cli_act(struct cli *cli, int argc, char **argv)
{
	const struct step *step = find_step(argv[0]);
	struct record record = {0};
	struct record_change change = {.table = TABLE_INNOVATION};
	struct commit_wish wish = commit_wish_of(cli, step->act, &change, 1);
	struct commit_result result = {0};
	const char *note = "";
	const char *done = step->done;
	const struct cli_option options[] = {{"note", '\0', &note, NULL}};
	int status;

	if (!cli_options(&argc, argv, options, step->note ? 1 : 0))
		return CLI_USAGE;
	if (!arguments_fit(step, argc))
		return cli_wrong(argv[0], "argumennya tidak lengkap atau berlebih.");
	if (step->done_on_codes)
		change.table = cli_table_of(cli, argv[1]);
	if (!cli_record(cli, change.table, argv[1], &record))
		return CLI_FAILED;
	change.id = memory_copy(argv[1]);
	/* Not `seen`: what its user saw was before the command began, and several at once need not refuse each other. The rules are
	 * run on what is stored when it is their turn. */
	wish.note = note;
	if (step->rest == REST_REGISTRATION) {
		changes_add(&change.changes, "nomor_registrasi", record_get(&record, "nomor_registrasi"),
			argv[2], false);
		changes_add(&change.changes, "tanggal_registrasi", record_get(&record, "tanggal_registrasi"),
			argv[3], false);
	} else if (argc > 2) {
		wish.act = step->act_on_codes;
		wish.codes = (const char *const *)argv + 2;
		wish.code_count = (size_t)argc - 2;
		done = step->done_on_codes;
	}
	status = commit_run(cli, &wish, &result);
	if (status == CLI_DONE)
		fprintf(cli->out, result.number ? "%s %s.\n" : "%s sudah %s; tidak ada yang berubah.\n",
			argv[1], done);
	commit_result_free(&result);
	record_free(&record);
	record_change_free(&change);
	return status;
}
