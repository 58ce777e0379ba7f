#include "store/copy.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "model/copy.h"

int cli_copy(struct cli *cli, int argc, char **argv)
{
	const struct year_definition *next = copy_next_year(cli->definitions, cli->year);
	const char *to = NULL;
	const struct cli_option options[] = {{"to", '\0', &to, NULL}};
	struct record_change *made;
	struct error err = {{0}};
	size_t count;
	uint64_t year = next ? (uint64_t)next->year : 0;
	int status = CLI_DONE;

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc < 2)
		return cli_wrong(argv[0], "sebutkan satu ID atau lebih.");
	if (to && !text_number(to, 9999, &year))
		return cli_wrong(argv[0], "%s bukan tahun.", to);
	if (!year)
		return cli_wrong(argv[0], "sebutkan tahun tujuannya: --to TAHUN.");
	count = (size_t)argc - 1;
	made = memory_alloc(count * sizeof *made);
	if (!store_copy(cli->store, cli->user, (const char *const *)argv + 1, count, (int)year, made, &err))
		status = cli_fail_error(&err);
	for (size_t i = 0; i < count; i++) {
		if (status == CLI_DONE)
			fprintf(cli->out, "%s\n", made[i].id);
		record_change_free(&made[i]);
	}
	free(made);
	return status;
}
