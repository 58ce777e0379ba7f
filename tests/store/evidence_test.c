#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/texts.h"
#include "store/evidence.h"
#include "support/place.h"
#include "support/process.h"

#define SK "%PDF-1.4\nsurat keputusan\n%%EOF\n"
/* b2sum -l 256 */
#define SK_HASH "e7db82be6eb9ecdde13f3a1a6c04d95e1a5dbc89df9e20ab26e82b9eb6bb59dd"

static struct evidence_answer answer_of(const char *user, const char *code)
{
	return (struct evidence_answer){user, TABLE_INNOVATION, here_id, code};
}

/* What the text's bytes come out of. */
static int pipe_of(const char *text)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	return ends[0];
}

static bool add(
	const char *user, const char *code, const char *text, const char *name, char *hash, struct error *err)
{
	struct evidence_answer answer = answer_of(user, code);
	int fd = pipe_of(text);
	bool already;
	bool done = evidence_add(here.store, &answer, name, fd, hash, &already, err);

	close(fd);
	return done;
}

static void must_add(const char *code, const char *text, const char *name, char hash[EVIDENCE_HASH_SIZE])
{
	struct error err = {""};

	if (!add("op.a", code, text, name, hash, &err))
		fail_msg("%s", err.text);
}

static char *stored_name(const char *code, const char *hash)
{
	char key[RECORD_KEY_MOST];

	snprintf(key, sizeof key, "%s.berkas.%s", code, hash);
	return place_get(&here, TABLE_INNOVATION, here_id, key);
}

static void expect_name(const char *code, const char *hash, const char *expected)
{
	char *name = stored_name(code, hash);

	assert_string_equal(name, expected);
	free(name);
}

static char *path_below(const char *hash)
{
	struct buffer path = {0};

	buffer_printf(&path, "bukti/%.2s/%s", hash, hash);
	return buffer_take(&path);
}

/* Temporary files in bukti/. */
static int leftovers(void)
{
	char *path = place_file(&here, "bukti");
	DIR *dir = opendir(path);
	int count = 0;

	assert_non_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count += strncmp(entry->d_name, "baru.", 5) == 0;
	closedir(dir);
	free(path);
	return count;
}

static struct told {
	size_t next, all;
} told;

/* How far the check of evidence said it was: every name in its turn, of as many as were read. */
static void note_progress(void *context, size_t done, size_t all)
{
	(void)context;
	assert_int_equal(done, told.next);
	told.next++;
	told.all = all;
}

static size_t faults_of_check(void)
{
	struct faults faults = {0};
	struct error err = {""};
	size_t files;
	size_t count;

	told.next = told.all = 0;
	store_rest(here.store);
	evidence_check(here.path, here.definitions, note_progress, &faults, &files, &err);
	assert_int_equal(told.next, told.all);
	assert_true(told.all >= files);
	count = faults.count;
	faults_free(&faults);
	return count;
}

static void a_file_stands_under_its_hash(void **state)
{
	char hash[EVIDENCE_HASH_SIZE];
	char again[EVIDENCE_HASH_SIZE];
	enum evidence_type type;
	uint64_t size;
	char *bytes;
	char *path;
	size_t length;

	(void)state;
	must_add("16", SK, "sk.pdf", hash);
	assert_string_equal(hash, SK_HASH);
	path = path_below(hash);
	bytes = place_bytes(&here, path, &length);
	assert_string_equal(bytes, SK);
	expect_name("16", hash, "sk.pdf");
	assert_true(evidence_look(here.store, hash, &size, &type));
	assert_int_equal(size, strlen(SK));
	assert_int_equal(type, EVIDENCE_PDF);
	must_add("18", SK, "", again);
	assert_string_equal(again, hash);
	expect_name("18", hash, "berkas.pdf");
	assert_int_equal(leftovers(), 0);
	assert_int_equal(faults_of_check(), 0);
	assert_true(place_is_well(&here));
	free(bytes);
	free(path);
}

static void several_files_prove_one_answer(void **state)
{
	char first[EVIDENCE_HASH_SIZE];
	char second[EVIDENCE_HASH_SIZE];
	struct evidence_answer answer = answer_of("op.a", "16");
	struct error err = {""};

	(void)state;
	must_add("16", SK, "sk.pdf", first);
	must_add("16", SK "lain", "sk.pdf", second);
	assert_string_not_equal(first, second);
	expect_name("16", first, "sk.pdf");
	expect_name("16", second, "sk.pdf");
	assert_true(evidence_remove(here.store, &answer, first, &err));
	expect_name("16", first, "");
	expect_name("16", second, "sk.pdf");
	/* The file stays: the history names it, and it is no fault. */
	assert_true(evidence_copy(here.store, first, NULL, &err));
	assert_int_equal(faults_of_check(), 0);
	assert_false(evidence_remove(here.store, &answer, first, &err));
	assert_true(*err.text);
}

static void the_same_file_again_writes_nothing(void **state)
{
	struct evidence_answer answer = answer_of("op.a", "16");
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {""};
	bool already = false;
	long long size;
	int fd = pipe_of(SK);

	(void)state;
	must_add("16", SK, "sk.pdf", hash);
	size = place_size(&here, "jurnal.jsonl");
	assert_true(evidence_add(here.store, &answer, "lain.pdf", fd, hash, &already, &err));
	assert_true(already);
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	expect_name("16", hash, "sk.pdf");
	close(fd);
}

static bool read_facts(void *context, const struct summary_row *row, struct error *err)
{
	(void)err;
	*(struct facts *)context = row->facts;
	return true;
}

static bool read_row(struct store_txn *txn, void *context, struct error *err)
{
	return txn_summary(txn, 2026, false, read_facts, context, err);
}

/* Slot 0 is 16. */
static struct facts facts_now(void)
{
	struct facts facts = {0};
	struct error err = {""};

	assert_true(store_read(here.store, read_row, &facts, &err));
	return facts;
}

static void a_change_of_files_waits_for_its_judge_again(void **state)
{
	static const char *const sixteen[] = {"16", NULL};
	char hash[EVIDENCE_HASH_SIZE];
	struct evidence_answer answer = answer_of("admin", "16");
	struct commit_result result = {0};
	struct error err = {""};

	(void)state;
	place_set(&here, here_id, "16", "", "2");
	assert_int_equal(facts_now().evidence & 1, 0);
	must_add("16", SK, "sk.pdf", hash);
	assert_int_equal(facts_now().evidence & 1, 1);
	place_save(&here, &(struct save){"admin", ACT_IMPORT, TABLE_INNOVATION, here_id,
				  .fields = (const char *const[]){"status", "draf", "diajukan", NULL}});
	place_save(
		&here, &(struct save){"rev", ACT_ACCEPT_ANSWER, TABLE_INNOVATION, here_id, .codes = sixteen});
	assert_int_equal(facts_now().accepted & 1, 1);
	assert_true(evidence_remove(here.store, &answer, hash, &err));
	assert_int_equal(facts_now().accepted & 1, 0);
	assert_int_equal(facts_now().evidence & 1, 0);
	place_expect(&here, TABLE_INNOVATION, here_id, "16.verifikasi", "menunggu");
	/* Who attached does not accept. */
	assert_true(add("rev", "16", SK, "sk.pdf", hash, &err));
	assert_false(place_try(&here,
		&(struct save){"rev", ACT_ACCEPT_ANSWER, TABLE_INNOVATION, here_id, .codes = sixteen},
		&result, NULL, &err));
	commit_result_free(&result);
	place_save(&here,
		&(struct save){"rev2", ACT_ACCEPT_ANSWER, TABLE_INNOVATION, here_id, .codes = sixteen});
	/* Locked for the unit. */
	assert_false(add("op.a", "16", SK "lain", "b.pdf", hash, &err));
	assert_non_null(strstr(err.text, "terkunci"));
	assert_false(add("op.b", "17", SK "lain", "b.pdf", hash, &err));
	assert_true(place_is_well(&here));
}

static void what_is_refused_leaves_nothing(void **state)
{
	char hash[EVIDENCE_HASH_SIZE];
	long long size = place_size(&here, "jurnal.jsonl");
	struct error err = {""};

	(void)state;
	assert_false(add("op.a", "16", "bukan pdf", "x.pdf", hash, &err));
	assert_false(add("op.a", "16", "", "x.pdf", hash, &err));
	assert_false(add("op.a", "16", SK, "../x.pdf", hash, &err));
	assert_false(add("op.a", "99", SK, "x.pdf", hash, &err));
	assert_false(add("op.a", "35", SK, "x.pdf", hash, &err));
	assert_false(add("op.b", "16", SK, "x.pdf", hash, &err));
	assert_int_equal(place_size(&here, "jurnal.jsonl"), size);
	assert_int_equal(leftovers(), 0);
}

static int add_under_limit(struct place *place, const void *context)
{
	const struct rlimit limit = {4096, 4096};
	struct evidence_answer answer = answer_of("op.a", "16");
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {""};
	bool already;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	return evidence_add(place->store, &answer, "b.pdf", *(const int *)context, hash, &already, &err) ||
			       !*err.text
		       ? 1
		       : 0;
}

static void a_full_disk_leaves_nothing(void **state)
{
	char text[8192];
	int fd;

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text, "%PDF-1.4\n", 9);
	text[sizeof text - 1] = '\0';
	fd = pipe_of(text);
	assert_int_equal(place_child(add_under_limit, &here, &fd), 0);
	assert_int_equal(leftovers(), 0);
	close(fd);
}

struct dying {
	const char *point;
	int fd;
};

static int add_and_die(struct place *place, const void *context)
{
	const struct dying *dying = context;
	struct evidence_answer answer = answer_of("op.a", "16");
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {""};
	bool already;

	setenv("SIKO_FAIL", dying->point, 1);
	return evidence_add(place->store, &answer, "sk.pdf", dying->fd, hash, &already, &err);
}

/* Whoever dies on the way leaves at most a file that no record names; sending it again is all there is to do. */
static void a_killed_sender_breaks_nothing(void **state)
{
	static const char *const points[] = {
		"evidence-written", "evidence-placed", "before-commit", "after-commit"};
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {""};

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		struct dying dying = {points[i], pipe_of(SK)};
		struct evidence_answer answer = answer_of("op.a", "16");

		assert_int_equal(place_child(add_and_die, &here, &dying), 128 + SIGKILL);
		close(dying.fd);
		assert_true(place_is_well(&here));
		assert_int_equal(faults_of_check(), 0);
		must_add("16", SK, "sk.pdf", hash);
		expect_name("16", hash, "sk.pdf");
		assert_true(evidence_remove(here.store, &answer, hash, &err));
	}
	assert_int_equal(leftovers(), 1);
}

static void what_dead_senders_left_is_swept_after_a_day(void **state)
{
	const struct timespec old[2] = {
		{time(NULL) - 2 * 24 * 60 * 60, 0}, {time(NULL) - 2 * 24 * 60 * 60, 0}};
	char hash[EVIDENCE_HASH_SIZE];
	char *path = place_file(&here, "bukti/baru.lama01");

	(void)state;
	place_write(&here, "bukti/baru.lama01", "x", 1);
	place_write(&here, "bukti/baru.kini01", "x", 1);
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
	must_add("16", SK, "sk.pdf", hash);
	assert_int_equal(leftovers(), 1);
	assert_int_equal(place_size(&here, "bukti/baru.lama01"), -1);
	free(path);
}

static void damage_is_found_and_healed(void **state)
{
	char hash[EVIDENCE_HASH_SIZE];
	struct error err = {""};
	char *path;

	(void)state;
	must_add("16", SK, "sk.pdf", hash);
	path = path_below(hash);
	place_write(&here, path, SK "x", strlen(SK) + 1);
	assert_int_equal(faults_of_check(), 1);
	assert_false(evidence_copy(here.store, hash, NULL, &err));
	place_write(&here, path, "", 0);
	assert_int_equal(faults_of_check(), 1);
	must_add("16", SK, "sk.pdf", hash);
	assert_int_equal(faults_of_check(), 0);
	free(path);
}

struct looking {
	const char *user;
	const char *hash;
	char text[256];
};

static bool search(struct store_txn *txn, void *context, struct error *err)
{
	struct looking *looking = context;
	struct evidence_twins twins = {0};
	struct record record;
	struct actor actor;
	bool done = txn_actor(txn, looking->user, &actor, err);

	done = txn_record(txn, TABLE_INNOVATION, here_id, &record, err) && done &&
	       evidence_twins_load(&twins, txn, &record, &actor, err);
	snprintf(looking->text, sizeof looking->text, "%s", evidence_twins_of(&twins, looking->hash));
	evidence_twins_free(&twins);
	record_free(&record);
	return done;
}

static void the_same_file_elsewhere_is_told_to_who_may_read_it(void **state)
{
	char hash[EVIDENCE_HASH_SIZE];
	char *first = memory_copy(here_id);
	char *second = place_innovation(&here, "B", "Lain");
	struct looking looking = {.user = "rev", .hash = hash};
	struct error err = {""};

	(void)state;
	must_add("16", SK, "sk.pdf", hash);
	must_add("18", SK, "sk.pdf", hash);
	assert_true(store_read(here.store, search, &looking, &err));
	assert_string_equal(looking.text, "");
	free(here_id);
	here_id = second;
	assert_true(add("op.b", "17", SK, "tiruan.pdf", hash, &err));
	assert_true(add("op.b", "18", SK, "tiruan.pdf", hash, &err));
	free(here_id);
	here_id = first;
	assert_true(store_read(here.store, search, &looking, &err));
	assert_string_equal(looking.text, "2026-JB-00002");
	looking.user = "op.a";
	assert_true(store_read(here.store, search, &looking, &err));
	assert_string_equal(looking.text, "");
}

#define FILES_MANY 10000

/* The whole program over a record that bears them: its end and what it says. */
static void expect_program(const char *const word[4], const char *said)
{
	static char out[4 << 20];
	const char *argv[12] = {getenv("SIKO"), "--store", here.path, "--user", "admin"};

	store_rest(here.store);
	for (size_t i = 0; i < 4; i++)
		argv[5 + i] = word[i];
	assert_int_equal(process_run(argv, out, sizeof out), 0);
	assert_non_null(strstr(out, said));
}

/* Ten thousand files at one answer: nobody attaches so many, and nothing breaks when somebody does. */
static void ten_thousand_files_at_one_answer_are_borne(void **state)
{
	static const char *fields[3 * FILES_MANY + 1];
	struct texts texts = {0};
	char script[256];
	FILE *file;

	(void)state;
	for (int i = 0; i < FILES_MANY; i++) {
		char key[96];
		char name[32];

		snprintf(key, sizeof key, "16.berkas.%064x", i);
		snprintf(name, sizeof name, "sk-%05d.pdf", i);
		fields[3 * i] = texts_keep(&texts, key);
		fields[3 * i + 1] = "";
		fields[3 * i + 2] = texts_keep(&texts, name);
	}
	place_save(&here, &(struct save){"admin", ACT_EVIDENCE, TABLE_INNOVATION, here_id, .fields = fields});
	texts_free(&texts);
	place_set(&here, here_id, "16", "", "2");
	assert_true(place_is_well(&here));
	expect_program((const char *const[4]){"evidence", "list", here_id}, "sk-09999.pdf");
	expect_program((const char *const[4]){"show", "inovasi", here_id}, "Inovasi");
	expect_program((const char *const[4]){"report", "--format", "csv"}, ",klaim");
	snprintf(script, sizeof script, "%s/naskah", here.above);
	file = fopen(script, "we");
	assert_non_null(file);
	fputs("key Enter\nkey Enter\nkey a\nkey End\nkey Esc\nkey 3\nkey F2\n", file);
	assert_int_equal(fclose(file), 0);
	expect_program((const char *const[4]){"--script", script}, "");
	place_expect(&here, TABLE_INNOVATION, here_id, "16", "3");
	assert_true(place_is_well(&here));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_file_stands_under_its_hash, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			several_files_prove_one_answer, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			the_same_file_again_writes_nothing, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_change_of_files_waits_for_its_judge_again, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			what_is_refused_leaves_nothing, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			a_killed_sender_breaks_nothing, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			what_dead_senders_left_is_swept_after_a_day, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(damage_is_found_and_healed, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			the_same_file_elsewhere_is_told_to_who_may_read_it, here_make_innovation, here_away),
		cmocka_unit_test_setup_teardown(
			ten_thousand_files_at_one_answer_are_borne, here_make_innovation, here_away),
	};

	return cmocka_run_group_tests_name("store: evidence", tests, NULL, NULL);
}
