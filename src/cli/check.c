#include <string.h>

#include "cli/command.h"
#include "cli/progress.h"
#include "store/backup.h"
#include "store/evidence.h"
#include "store/stop.h"

int cli_check(struct cli *cli, int argc, char **argv)
{
	struct faults faults = {0};
	struct error err = {{0}};
	size_t records = 0;
	size_t files = 0;
	struct buffer age = {0};
	bool evidence = false;
	const struct cli_option options[] = {{"evidence", '\0', NULL, &evidence}};
	bool well;

	if (!cli_options(&argc, argv, options, 1))
		return CLI_USAGE;
	if (argc != 1)
		return cli_wrong(argv[0], "argumen %s tidak dimengerti.", argv[1]);
	stop_begin();
	well = store_check(cli->store_path, cli->definitions, progress_show, &faults, &records, &err);
	progress_end();
	if (evidence && !stop_asked() &&
		!evidence_check(cli->store_path, cli->definitions, progress_show, &faults, &files, &err))
		well = false;
	progress_end();
	for (size_t i = 0; i < faults.count; i++)
		cli_fail("%s", faults.line[i]);
	if (!well && !faults.count)
		cli_fail_error(&err);
	faults_free(&faults);
	stop_end();
	if (!well)
		return CLI_FAILED;
	backup_age(cli->store_path, &age);
	if (evidence)
		fprintf(cli->out, "Penyimpanan baik: %zu catatan dan %zu berkas bukti diperiksa.\n", records,
			files);
	else
		fprintf(cli->out, "Penyimpanan baik: %zu catatan diperiksa.\n", records);
	fprintf(cli->out, "%s.\n", buffer_text(&age));
	buffer_free(&age);
	return CLI_DONE;
}
