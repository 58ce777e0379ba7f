#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "store/screen_files.h"

static bool is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

int cli_screens(struct cli *cli, int argc, char **argv)
{
	struct faults faults = {0};
	struct definitions *definitions;
	const char *folder;

	if (!cli_options(&argc, argv, NULL, 0))
		return CLI_USAGE;
	if (argc < 2 || argc > 3 || strcmp(argv[1], "check") != 0)
		return cli_wrong(argv[0], "sebutkan check, dan foldernya bila bukan yang sedang dipakai.");
	folder = argc == 3 ? argv[2] : NULL;
	if (!cli_path_allowed(cli, folder))
		return CLI_FAILED;
	if (folder && !is_folder(folder))
		return cli_fail("folder %s tidak ada; periksa namanya.", folder);
	/* Without a folder, main has read those in use already and would not have come here with a fault. */
	if (folder) {
		definitions = screen_files_load(folder, &faults);
		for (size_t i = 0; i < faults.count; i++)
			cli_say_fault(faults.line[i]);
		faults_free(&faults);
		if (!definitions)
			return CLI_FAILED;
		definitions_free(definitions);
	}
	fprintf(cli->out, "Definisi layar baik.\n");
	return CLI_DONE;
}
