#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/evidence.h"
#include "support/place.h"
#include "support/process.h"

/* Many whole programs at work on one store, each killed at a moment nobody chose, or between two chosen steps. After every round:
 * the store is whole, what was acknowledged is there, nothing is there by half. SIKO_STORM is the number of kills. */

#define WRITERS	   6
#define KILLS_HERE 200

enum work { WORK_SET, WORK_NEW, WORK_EVIDENCE, WORK_IMPORT, WORK_SCREEN, WORK_BACKUP, WORK_COUNT };

static const char *const work_words[] = {"set", "new", "evidence add", "import", "screens", "backup"};

static const char *const points[] = {"before-journal", "mid-journal", "before-fsync", "after-fsync",
	"before-commit", "after-commit", "evidence-written", "evidence-placed", "backup-data",
	"backup-journal", "backup-verified"};

/* One process of a round. */
struct writer {
	char *id; /* its own innovation: nobody else changes it */
	enum work work;
	pid_t pid;
	const char *point; /* NULL: no chosen one */
	char value[24];	   /* what its innovation's fields have when this is done */
	char stored[24];
	char file[160];
	char words[160]; /* a file: what it says */
};

static struct writer writer[WRITERS];
static size_t kills[WORK_COUNT], done[WORK_COUNT];

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void run(struct writer *one, const char *point)
{
	char note[64];
	char aim[64];
	const char *head[] = {getenv("SIKO"), "--store", here.path, "--user", "admin", NULL};
	const char *tail[WORK_COUNT][8] = {
		{"set", "inovasi", one->id, note, aim},
		{"new", "inovasi", "opd=B", "nama=Badai"},
		{"evidence", "add", one->id, "16", one->file},
		{"import", "inovasi", one->file},
		{"--script", one->file},
		{"backup", one->file},
	};
	const char *argv[16];
	size_t count = 0;
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	int words = open(one->words, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	snprintf(note, sizeof note, "tujuan=%s", one->value);
	snprintf(aim, sizeof aim, "manfaat=%s", one->value);
	for (size_t i = 0; head[i]; i++)
		argv[count++] = head[i];
	for (size_t i = 0; i < 8 && tail[one->work][i]; i++)
		argv[count++] = tail[one->work][i];
	argv[count] = NULL;
	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO);
	dup2(words, STDERR_FILENO);
	if (point)
		setenv("SIKO_FAIL", point, 1);
	if (argv[0])
		execv(argv[0], (char *const *)argv);
	_exit(127);
}

static void prepare(struct writer *one, int round, int index)
{
	char text[256];

	snprintf(one->value, sizeof one->value, "%d", round);
	snprintf(one->file, sizeof one->file, "%s/berkas-%d", here.above, index);
	snprintf(one->words, sizeof one->words, "%s/kata-%d", here.above, index);
	unlink(one->file);
	if (one->work == WORK_EVIDENCE)
		snprintf(text, sizeof text, "%%PDF-1.4\n%d %d\n%%%%EOF\n", round, index);
	else if (one->work == WORK_IMPORT)
		snprintf(text, sizeof text, "id,tujuan,manfaat\n%s,%s,%s\n", one->id, one->value, one->value);
	else
		snprintf(text, sizeof text, "key Enter\nkey n\ntype Badai %d\nkey F2\n", round);
	if (one->work != WORK_BACKUP)
		write_file(one->file, text);
}

static void start(struct writer *one, int round, int index)
{
	one->point = rand() % 2 ? points[(size_t)rand() % (sizeof points / sizeof *points)] : NULL;
	one->work = (enum work)(rand() % WORK_COUNT);
	prepare(one, round, index);
	one->pid = fork();
	assert_true(one->pid >= 0);
	if (!one->pid)
		run(one, one->point);
}

static bool is_in(const struct writer *one, const char *now)
{
	return strcmp(now, one->value) == 0;
}

/* Under its name a backup is always whole. */
static void expect_restorable(const char *file)
{
	char folder[160];
	char out[1024];
	const char *const restore[] = {getenv("SIKO"), "--store", folder, "restore", file, NULL};
	const char *const away[] = {"rm", "-rf", folder, NULL};

	snprintf(folder, sizeof folder, "%s/pulih", here.above);
	if (process_run(restore, out, sizeof out) != 0)
		fail_msg("%s", out);
	assert_int_equal(process_run(away, out, sizeof out), 0);
}

static void fail_with_words(const struct writer *one, int status)
{
	char words[1024] = "";
	int fd = open(one->words, O_RDONLY | O_CLOEXEC);

	if (read(fd, words, sizeof words - 1) < 0)
		words[0] = '\0';
	close(fd);
	fail_msg("%s ended with %d: %s", work_words[one->work], status, words);
}

/* What was acknowledged is there; what was not is wholly there or wholly absent. */
static void look_at(struct writer *one, int status)
{
	bool changes = one->work == WORK_SET || one->work == WORK_IMPORT;
	bool told = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	char *aim = place_get(&here, TABLE_INNOVATION, one->id, "tujuan");
	char *use = place_get(&here, TABLE_INNOVATION, one->id, "manfaat");

	/* A backup's child may be the one that was killed: then it says so. */
	if (WIFEXITED(status) && !told && !(one->work == WORK_BACKUP && one->point))
		fail_with_words(one, WEXITSTATUS(status));
	kills[one->work] += !told;
	done[one->work] += told;
	assert_string_equal(aim, use);
	if (changes && told)
		assert_string_equal(aim, one->value);
	else if (!changes || !is_in(one, aim))
		assert_string_equal(aim, one->stored);
	snprintf(one->stored, sizeof one->stored, "%s", aim);
	if (one->work == WORK_BACKUP && (told || access(one->file, F_OK) == 0))
		expect_restorable(one->file);
	free(aim);
	free(use);
}

static void end_round(void)
{
	int status[WRITERS];

	for (int i = 0; i < WRITERS; i++) {
		/* Some of them to their end. */
		if (rand() % 4) {
			for (volatile int spin = rand() % 3000000; spin > 0; spin--)
				;
			kill(writer[i].pid, SIGKILL);
		}
		assert_int_equal(waitpid(writer[i].pid, &status[i], 0), writer[i].pid);
	}
	/* Brings in what is whole in the journal alone, so that reading sees it. */
	free(place_innovation(&here, "A", "Sesudahnya"));
	for (int i = 0; i < WRITERS; i++)
		look_at(&writer[i], status[i]);
	assert_true(place_is_well(&here));
}

static size_t all_kills(void)
{
	size_t sum = 0;

	for (int i = 0; i < WORK_COUNT; i++)
		sum += kills[i];
	return sum;
}

static void nothing_is_lost_or_half_there(void **state)
{
	const char *wanted = getenv("SIKO_STORM");
	struct faults faults = {0};
	struct error err = {""};
	size_t files;
	uint64_t most = KILLS_HERE;

	(void)state;
	if (wanted)
		assert_true(text_number(wanted, 1000000, &most));
	for (int i = 0; i < WRITERS; i++)
		writer[i].id = place_innovation(&here, "A", "Badai");
	for (int round = 1; all_kills() < most; round++) {
		store_rest(here.store);
		for (int i = 0; i < WRITERS; i++)
			start(&writer[i], round, i);
		end_round();
	}
	print_message("%-14s %8s %8s\n", "", "killed", "done");
	for (int i = 0; i < WORK_COUNT; i++)
		print_message("%-14s %8zu %8zu\n", work_words[i], kills[i], done[i]);
	print_message("# kills %zu\n", all_kills());
	store_rest(here.store);
	if (!evidence_check(here.path, here.definitions, NULL, &faults, &files, &err))
		fail_msg("%s", faults.count ? faults.line[0] : err.text);
	for (int i = 0; i < WRITERS; i++)
		free(writer[i].id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_lost_or_half_there, here_make, here_away),
	};

	return cmocka_run_group_tests_name("faults: a storm of kills", tests, NULL, NULL);
}
