#include "support/place.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/real.h"

void place_empty(struct place *place)
{
	struct buffer text = {0};
	const char *temp = getenv("TMPDIR");

	buffer_printf(&text, "%s/siko-place-XXXXXX", temp && *temp ? temp : "/tmp");
	place->above = buffer_take(&text);
	assert_non_null(mkdtemp(place->above));
	buffer_printf(&text, "%s/data", place->above);
	place->path = buffer_take(&text);
	place->definitions = real_definitions();
	place->store = NULL;
}

void place_init(struct place *place)
{
	struct store_init wish = {place->path, "Kota Jambi", "JB", 2026, "admin"};
	struct error err = {""};

	if (!store_init(&wish, place->definitions, &err))
		fail_msg("%s", err.text);
	place_reopen(place);
}

static void add_user(struct place *place, const char *login, const char *role, const char *unit)
{
	const char *fields[] = {"peran", "", role, "aktif", "", "ya", "opd", "", unit, NULL};

	place_save(place, &(struct save){"admin", ACT_USER, TABLE_USER, login, .fields = fields});
}

void place_make(struct place *place)
{
	static const char *const a[] = {"nama", "", "Unit A", "jenis", "", "dinas", NULL};
	static const char *const b[] = {"nama", "", "Unit B", "jenis", "", "badan", NULL};

	place_empty(place);
	place_init(place);
	place_save(place, &(struct save){"admin", ACT_IMPORT, TABLE_UNIT, "A", .fields = a});
	place_save(place, &(struct save){"admin", ACT_IMPORT, TABLE_UNIT, "B", .fields = b});
	add_user(place, "op.a", "operator", "A");
	add_user(place, "op.b", "operator", "B");
	add_user(place, "rev", "verifikator", "");
	add_user(place, "rev2", "verifikator", "");
}

void place_reopen(struct place *place)
{
	struct error err = {""};

	store_close(place->store);
	place->store = store_open(place->path, place->definitions, &err);
	if (!place->store)
		fail_msg("%s", err.text);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

void place_free(struct place *place)
{
	store_close(place->store);
	nftw(place->above, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	definitions_free(place->definitions);
	free(place->path);
	free(place->above);
}

/* ---- saving ---- */

bool place_try(struct place *place, const struct save *save, struct commit_result *result, char **id,
	struct error *err)
{
	struct record_change change = {
		.table = save->table, .id = strdup(save->id ? save->id : ""), .seen = save->seen};
	struct commit_wish wish = {.user = save->user,
		.act = save->act,
		.note = save->note ? save->note : "",
		.codes = save->codes,
		.year = 2026,
		.record = &change,
		.record_count = 1};
	bool done;

	for (const char *const *at = save->fields; at && *at; at += 3)
		if (*at[1] || *at[2])
			changes_add(&change.changes, at[0], at[1], at[2], false);
	while (save->codes && save->codes[wish.code_count])
		wish.code_count++;
	err->text[0] = '\0';
	done = store_commit(place->store, &wish, result, err);
	if (id)
		*id = done ? strdup(change.id) : NULL;
	record_change_free(&change);
	return done;
}

uint64_t place_save(struct place *place, const struct save *save)
{
	struct commit_result result = {0};
	struct error err = {""};
	uint64_t number;

	if (!place_try(place, save, &result, NULL, &err))
		fail_msg("%s", err.text);
	number = result.number;
	commit_result_free(&result);
	return number;
}

char *place_innovation(struct place *place, const char *unit, const char *name)
{
	const char *fields[] = {"opd", "", unit, "nama", "", name, NULL};
	struct commit_result result = {0};
	struct error err = {""};
	char *id;

	if (!place_try(place, &(struct save){"admin", ACT_NEW, TABLE_INNOVATION, .fields = fields}, &result,
		    &id, &err))
		fail_msg("%s", err.text);
	commit_result_free(&result);
	return id;
}

uint64_t place_set(
	struct place *place, const char *id, const char *key, const char *before, const char *after)
{
	const char *fields[] = {key, before, after, NULL};

	return place_save(place, &(struct save){"admin", ACT_EDIT, TABLE_INNOVATION, id, .fields = fields});
}

/* ---- reading ---- */

struct reading {
	enum table table;
	const char *id;
	struct record record;
};

static bool read_body(struct store_txn *txn, void *context, struct error *err)
{
	struct reading *reading = context;

	return txn_record(txn, reading->table, reading->id, &reading->record, err);
}

static void read_record(struct place *place, struct reading *reading)
{
	struct error err = {""};

	if (!store_read(place->store, read_body, reading, &err))
		fail_msg("%s", err.text);
}

char *place_get(struct place *place, enum table table, const char *id, const char *key)
{
	struct reading reading = {table, id, {0}};
	char *text;

	read_record(place, &reading);
	text = strdup(record_get(&reading.record, key));
	record_free(&reading.record);
	return text;
}

uint64_t place_commit_of(struct place *place, enum table table, const char *id)
{
	struct reading reading = {table, id, {0}};
	uint64_t number;

	read_record(place, &reading);
	number = reading.record.commit;
	record_free(&reading.record);
	return number;
}

void place_expect(
	struct place *place, enum table table, const char *id, const char *key, const char *expected)
{
	char *text = place_get(place, table, id, key);

	assert_string_equal(text, expected);
	free(text);
}

/* ---- check ---- */

static bool run_check(struct place *place, struct faults *faults)
{
	struct error err = {""};
	size_t records;

	store_rest(place->store);
	return store_check(place->path, place->definitions, NULL, faults, &records, &err);
}

bool place_is_well(struct place *place)
{
	struct faults faults = {0};
	bool well = run_check(place, &faults);

	for (size_t i = 0; i < faults.count; i++)
		print_message("check: %s\n", faults.line[i]);
	faults_free(&faults);
	return well;
}

bool place_check_says(struct place *place, const char *part)
{
	struct faults faults = {0};
	bool said = false;

	run_check(place, &faults);
	for (size_t i = 0; i < faults.count; i++)
		said = said || strstr(faults.line[i], part) != NULL;
	if (!said)
		for (size_t i = 0; i < faults.count; i++)
			print_message("check: %s\n", faults.line[i]);
	faults_free(&faults);
	return said;
}

/* ---- files ---- */

char *place_file(const struct place *place, const char *name)
{
	struct buffer text = {0};

	buffer_printf(&text, "%s/%s", place->path, name);
	return buffer_take(&text);
}

long long place_size(const struct place *place, const char *name)
{
	char *path = place_file(place, name);
	struct stat info;
	int code = stat(path, &info);

	free(path);
	return code == 0 ? (long long)info.st_size : -1;
}

char *place_bytes(const struct place *place, const char *name, size_t *size)
{
	char *path = place_file(place, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	long long whole;
	char *bytes;

	assert_true(fd >= 0);
	whole = place_size(place, name);
	assert_in_range(whole, 0, 1 << 30);
	*size = (size_t)whole;
	bytes = memory_alloc(*size + 1);
	assert_non_null(bytes);
	assert_int_equal(read(fd, bytes, *size), *size);
	bytes[*size] = '\0';
	close(fd);
	free(path);
	return bytes;
}

void place_write(const struct place *place, const char *name, const void *data, size_t size)
{
	char *path = place_file(place, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, size), size);
	close(fd);
	free(path);
}

int place_child(
	int (*body)(struct place *place, const void *context), struct place *place, const void *context)
{
	int status;
	pid_t child;

	/* An environment must not be used across a fork (PITFALLS C1). */
	store_rest(place->store);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (!child)
		_exit(body(place, context));
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct place here;
char *here_id;

int here_make(void **state)
{
	(void)state;
	place_make(&here);
	return 0;
}

int here_make_innovation(void **state)
{
	here_make(state);
	here_id = place_innovation(&here, "A", "Inovasi");
	return 0;
}

int here_make_empty(void **state)
{
	(void)state;
	place_empty(&here);
	return 0;
}

int here_away(void **state)
{
	(void)state;
	unsetenv("SIKO_MAP_SIZE");
	free(here_id);
	here_id = NULL;
	place_free(&here);
	return 0;
}
