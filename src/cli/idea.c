#include <stdlib.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/commit.h"

int cli_idea(struct cli *cli, int argc, char **argv)
{
	struct record_change change = {.table = TABLE_INNOVATION};
	struct commit_wish wish = commit_wish_of(cli, ACT_IDEA, &change, 1);
	const char *note = "";
	const struct cli_option options[] = {{"note", '\0', &note, NULL}};
	int status;

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc != 3)
		return cli_wrong(
			argv[0], "sebutkan unit dan nama ide; nama yang terdiri dari beberapa kata dikutip.");
	wish.note = note;
	change.id = memory_copy("");
	changes_add(&change.changes, "opd", "", argv[1], false);
	changes_add(&change.changes, "nama", "", argv[2], false);
	status = commit_run(cli, &wish, NULL);
	if (status == CLI_DONE)
		fprintf(cli->out, "%s\n", change.id);
	record_change_free(&change);
	return status;
}
