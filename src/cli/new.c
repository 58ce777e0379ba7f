#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"

int cli_new(struct cli *cli, int argc, char **argv)
{
	struct record_change change = {0};
	struct record empty = {0};
	struct commit_wish wish = commit_wish_of(cli, ACT_NEW, &change, 1);
	char year[16] = "";
	bool needs_id;
	int first = 2;
	int status = CLI_USAGE;

	if (!cli_options(&argc, argv, NULL, 0) || !cli_table(argv[0], argv[1], &change.table))
		return CLI_USAGE;
	/* A unit's code and a login are somebody's choice; what the program numbers has no id yet. */
	needs_id = !table_gives_ids(change.table) && argc > 2;
	if (needs_id && !strchr(argv[2], '='))
		first = 3;
	/* The region's record of a year needs no other name, as in a file. */
	if (needs_id && first == 2 && change.table == TABLE_REGION) {
		snprintf(year, sizeof year, "%d", cli->year);
		needs_id = false;
	}
	change.id = memory_copy(first == 3 ? argv[2] : year);
	record_open(&empty, change.table, change.id);
	if (needs_id && first == 2)
		status = cli_fail("kolom 'id': tulis id di depan isiannya: siko new %s ID KUNCI=NILAI…",
			table_word(change.table));
	else if (argc <= first)
		status = cli_wrong(argv[0], "sebutkan isiannya sebagai KUNCI=NILAI.");
	else if (commit_arguments(argv[0], argc - first, argv + first, &empty, &change.changes))
		status = commit_run(cli, &wish, NULL);
	if (status == CLI_DONE)
		fprintf(cli->out, "%s\n", change.id);
	record_free(&empty);
	record_change_free(&change);
	return status;
}
