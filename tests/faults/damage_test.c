#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/draft.h"
#include "support/place.h"
#include "support/process.h"

/* Copies of a store, each damaged in another way, given to whole programs. Nobody dies of a signal or hangs; what can still be read
 * is what was saved, or check names a fault; rebuild gives everything back. SIKO_DAMAGE is the number of copies of each file; the
 * damage is the same every time. */

#define COPIES_HERE   60
#define REBUILDS_EACH 4 /* copies: it reads the journal, whatever the data file is like */
#define OUT_ROOM      (1 << 20)
#define WORDS	      8
#define PAGE	      4096
#define ID	      "2026-JB-00001"

/* What an operator asks, and what the store said when it was well. */
struct question {
	const char *word[WORDS];
	char *answer;
};

static struct question reading[] = {
	{{"list", "inovasi", "--format", "csv"}, NULL},
	{{"show", "inovasi", ID, "--format", "json"}, NULL},
	{{"report", "--format", "csv"}, NULL},
};

/* After a rebuild. */
static struct question exports[] = {
	{{"export", "inovasi", "--format", "json"}, NULL},
	{{"export", "opd", "--format", "json"}, NULL},
	{{"export", "pengguna", "--format", "json"}, NULL},
	{{"export", "daerah", "--format", "json"}, NULL},
	{{"log", "--format", "json"}, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static char *out;     /* what the last command said */
static size_t copies; /* damaged so far, all tests */
static size_t unseen; /* read other than saved, until check said so */
static char *data;    /* the files when they were well */
static size_t data_size;
static char *journal;
static size_t journal_size;
static char *older; /* the data file one save before */
static size_t older_size;
static char evidence[128]; /* the one file, below the store */

static int siko(const char *const *word)
{
	const char *argv[WORDS + 6] = {getenv("SIKO"), "--store", here.path, "--user", "admin.bappeda"};
	int status;

	for (size_t i = 0; i < WORDS && word[i]; i++)
		argv[5 + i] = word[i];
	status = process_run(argv, out, OUT_ROOM);
	if (status > 1)
		fail_msg("copy %zu: siko %s %s ended with %d: %s", copies, word[0], word[1] ? word[1] : "",
			status, out);
	if (status == 1 && !strstr(out, "siko: "))
		fail_msg("copy %zu: siko %s failed without a sentence: %s", copies, word[0], out);
	return status;
}

static void must(const char *const *word)
{
	if (siko(word) != 0)
		fail_msg("copy %zu: siko %s: %s", copies, word[0], out);
}

/* ---- the store when it is well ---- */

static const char *const pdf = "%PDF-1.4\nbukti yang satu\n%%EOF\n";

static void add_evidence(void)
{
	const char *const name = "sk.pdf";
	char path[256];
	FILE *file;
	const char *const add[WORDS] = {"evidence", "add", ID, "16", path};

	snprintf(path, sizeof path, "%s/%s", here.above, name);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs(pdf, file);
	assert_int_equal(fclose(file), 0);
	must(add);
	out[strcspn(out, "\n")] = '\0';
	assert_int_equal(strlen(out), 64);
	snprintf(evidence, sizeof evidence, "bukti/%.2s/%s", out, out);
}

static void ask(struct question *question, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		must(question[i].word);
		question[i].answer = strdup(out);
	}
}

static int make(void **state)
{
	static const char *const init[WORDS] = {"init", "--sample"};
	static const char *const set[WORDS] = {"set", "inovasi", ID, "catatan=simpanan terakhir"};

	out = malloc(OUT_ROOM);
	assert_non_null(out);
	here_make_empty(state);
	must(init);
	add_evidence();
	older = place_bytes(&here, "data.mdb", &older_size);
	must(set);
	ask(reading, COUNT(reading));
	ask(exports, COUNT(exports));
	data = place_bytes(&here, "data.mdb", &data_size);
	journal = place_bytes(&here, "jurnal.jsonl", &journal_size);
	return 0;
}

static int unmake(void **state)
{
	for (size_t i = 0; i < COUNT(reading); i++)
		free(reading[i].answer);
	for (size_t i = 0; i < COUNT(exports); i++)
		free(exports[i].answer);
	free(data);
	free(journal);
	free(older);
	free(out);
	here_away(state);
	print_message("# copies %zu\n# until_check %zu\n", copies, unseen);
	return 0;
}

static void put_back(void)
{
	char *lock = place_file(&here, "lock.mdb");

	unlink(lock);
	free(lock);
	place_write(&here, "data.mdb", data, data_size);
	place_write(&here, "jurnal.jsonl", journal, journal_size);
	place_write(&here, evidence, pdf, strlen(pdf));
}

/* ---- damage ---- */

static size_t below(size_t limit)
{
	return ((size_t)rand() << 16 ^ (size_t)rand()) % limit;
}

static void flip_bits(char *bytes, size_t size)
{
	for (size_t left = 1 + below(8); left > 0; left--)
		bytes[below(size)] ^= (char)(1 << below(8));
}

/* A page: another one's bytes, nothing, or anything. */
static void damage_pages(char *bytes, size_t size)
{
	size_t pages = size / PAGE;
	char *one = bytes + below(pages) * PAGE;
	char *other = bytes + below(pages) * PAGE;
	char kept[PAGE];

	switch (below(4)) {
	case 0:
		memset(one, 0, PAGE);
		break;
	case 1:
		memcpy(kept, one, PAGE);
		memmove(one, other, PAGE);
		memcpy(other, kept, PAGE);
		break;
	case 2:
		memmove(one, other, PAGE);
		break;
	default:
		for (size_t i = below(PAGE); i < PAGE; i++)
			one[i] = (char)rand();
	}
}

/* A stretch of any length, anywhere. */
static void damage_stretch(char *bytes, size_t size)
{
	size_t from = below(size);
	size_t length = 1 + below(size - from < 5000 ? size - from : 5000);

	for (size_t i = from; i < from + length; i++)
		bytes[i] = (char)rand();
}

static void damage(const char *name, const char *well, size_t size)
{
	char *copy = malloc(size);
	size_t kept = size;

	assert_non_null(copy);
	memcpy(copy, well, size);
	switch (below(8)) {
	case 0:
		kept = below(size);
		break;
	case 1:
		damage_stretch(copy, size);
		break;
	case 2:
	case 3:
		damage_pages(copy, size);
		break;
	default:
		flip_bits(copy, size);
	}
	copies++;
	place_write(&here, name, copy, kept);
	free(copy);
}

static size_t wanted(void)
{
	const char *text = getenv("SIKO_DAMAGE");
	uint64_t count = COPIES_HERE;

	if (text)
		assert_true(text_number(text, 1000000, &count));
	return (size_t)count;
}

/* ---- what is asked of each copy ---- */

static bool is_named(void)
{
	static const char *const check[WORDS] = {"check"};

	return siko(check) != 0;
}

/* Nothing else than what was saved, or check says that something is wrong. */
static void expect_no_wrong_answer(void)
{
	bool named = is_named();

	for (size_t i = 0; i < COUNT(reading); i++) {
		if (siko(reading[i].word) != 0 || strcmp(out, reading[i].answer) == 0)
			continue;
		unseen++;
		if (!named)
			fail_msg("copy %zu: siko %s says something else and check nothing", copies,
				reading[i].word[0]);
	}
}

static void expect_everything_back(bool saved)
{
	static const char *const rebuild[WORDS] = {"rebuild"};
	static const char *const check[WORDS] = {"check"};

	must(rebuild);
	must(check);
	for (size_t i = 0; i < COUNT(exports); i++) {
		must(exports[i].word);
		/* A save that was acknowledged is one more innovation and one more entry of the log. */
		if (saved && (i == 0 || i == COUNT(exports) - 1))
			assert_non_null(strstr(out, "Sesudah rusak"));
		else if (strcmp(out, exports[i].answer) != 0)
			fail_msg("copy %zu: %s %s is not what it was after a rebuild", copies,
				exports[i].word[0], exports[i].word[1]);
	}
}

static const char *const new_one[WORDS] = {"new", "inovasi", "opd=DINKES", "nama=Sesudah rusak"};

static void a_damaged_data_file_loses_nothing(void **state)
{
	(void)state;
	for (size_t left = wanted(); left > 0; left--) {
		put_back();
		damage("data.mdb", data, data_size);
		expect_no_wrong_answer();
		if (left % REBUILDS_EACH == 0)
			expect_everything_back(siko(new_one) == 0);
	}
}

static size_t unlike(const char *one, size_t one_size, const char *name)
{
	size_t size;
	char *now = place_bytes(&here, name, &size);
	bool same = size == one_size && memcmp(one, now, size) == 0;

	free(now);
	return !same;
}

/* The data file has it all: what is asked is answered as ever, and nothing is made anew from what is damaged. */
static void a_damaged_journal_is_named_and_the_rest_stands(void **state)
{
	static const char *const rebuild[WORDS] = {"rebuild"};
	static const char *const log[WORDS] = {"log", "--format", "json"};

	(void)state;
	for (size_t left = wanted() / 2; left > 0; left--) {
		put_back();
		damage("jurnal.jsonl", journal, journal_size);
		if (!unlike(journal, journal_size, "jurnal.jsonl"))
			continue;
		expect_no_wrong_answer();
		if (!is_named())
			fail_msg("copy %zu: check says nothing", copies);
		siko(log);
		if (left % REBUILDS_EACH != 0)
			continue;
		siko(new_one);
		/* Refused, but for a damage of what was saved just now, which is brought in or cut. */
		assert_int_equal(siko(rebuild), 1);
		place_write(&here, "data.mdb", data, data_size);
		for (size_t i = 0; i + 1 < COUNT(exports); i++) {
			must(exports[i].word);
			assert_string_equal(out, exports[i].answer);
		}
	}
}

static void damaged_evidence_is_named_and_never_handed_out(void **state)
{
	static const char *const check[WORDS] = {"check", "--evidence"};
	static const char *const get[WORDS] = {"evidence", "get", ID, evidence + 9, "-o", "-"};

	(void)state;
	for (size_t left = wanted() / 4; left > 0; left--) {
		char *copy = strdup(pdf);
		size_t size = strlen(pdf);

		assert_non_null(copy);
		put_back();
		if (below(4) == 0)
			size = below(size);
		else
			flip_bits(copy, size);
		copies++;
		place_write(&here, evidence, copy, size);
		free(copy);
		if (!unlike(pdf, strlen(pdf), evidence))
			continue;
		assert_int_equal(siko(check), 1);
		assert_int_equal(siko(get), 1);
		assert_null(strstr(out, "%PDF-1.4\nbukti yang satu\n"));
	}
	put_back();
	must(get);
	assert_string_equal(out, pdf);
}

/* What is no data file of this store at all. */
static void another_file_in_its_place_is_refused_and_rebuilt(void **state)
{
	static const struct {
		const char *name;
		const char *text;
	} foreign[] = {
		{"empty", ""},
		{"a text", "Ini bukan berkas data.\n"},
		{"a database of others", "SQLite format 3\0"},
		{"one byte", "x"},
	};
	char *path = place_file(&here, "data.mdb");

	(void)state;
	for (size_t i = 0; i <= COUNT(foreign); i++) {
		put_back();
		copies++;
		if (i < COUNT(foreign))
			place_write(&here, "data.mdb", foreign[i].text, strlen(foreign[i].text));
		else
			unlink(path);
		for (size_t k = 0; k < COUNT(reading); k++)
			assert_int_equal(siko(reading[k].word), 1);
		assert_int_equal(siko(new_one), 1);
		assert_true(is_named());
		expect_everything_back(false);
	}
	free(path);
}

/* "siko 1" stands at the start of what the data file says of itself; a number from before or after is nobody's to guess at. */
static void another_format_is_refused(void **state)
{
	static const char digits[] = "029";
	static const char *const rebuild[WORDS] = {"rebuild"};

	(void)state;
	for (size_t i = 0; i < strlen(digits); i++) {
		char *copy = malloc(data_size);
		char *line = strdup(journal);

		assert_true(copy && line);
		put_back();
		copies += 2;
		memcpy(copy, data, data_size);
		for (char *at = copy; (at = memmem(at, data_size - (size_t)(at - copy), "siko 1\n", 7)); at++)
			at[5] = digits[i];
		place_write(&here, "data.mdb", copy, data_size);
		for (size_t k = 0; k < COUNT(reading); k++)
			assert_int_equal(siko(reading[k].word), 1);
		assert_non_null(strstr(out, "versi"));
		assert_int_equal(siko(new_one), 1);
		assert_true(is_named());
		expect_everything_back(false);
		strstr(line, "{\"siko\":1")[8] = digits[i];
		place_write(&here, "jurnal.jsonl", line, journal_size);
		assert_true(is_named());
		assert_int_equal(siko(rebuild), 1);
		free(copy);
		free(line);
	}
}

/* The older of the two roots: a whole, but one save behind. The next save brings in what the journal has more. */
static void an_older_data_file_is_brought_up_to_date(void **state)
{
	(void)state;
	put_back();
	copies++;
	place_write(&here, "data.mdb", older, older_size);
	must(new_one);
	expect_everything_back(true);
}

#define TYPED "Ketikan yang tinggal"

static void write_script(const char *path, const char *shot)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fprintf(file, "key Enter\nkey n\ntype " TYPED "\nsnapshot %s\nkey F2\n", shot);
	assert_int_equal(fclose(file), 0);
}

static bool is_typed(const char *shot)
{
	const char *const look[] = {"grep", "-q", TYPED, shot, NULL};

	return process_run(look, out, OUT_ROOM) == 0;
}

static bool is_draft(void)
{
	struct draft_found *found;
	size_t count = draft_list(here.path, "admin.bappeda", TABLE_INNOVATION, &found);

	draft_list_free(found, count);
	return count > 0;
}

static bool is_saved(void)
{
	size_t size;
	char *now = place_bytes(&here, "jurnal.jsonl", &size);
	bool found = strstr(now, TYPED) != NULL;

	free(now);
	return found;
}

static void forget_drafts(void)
{
	char *folder = place_file(&here, "draf");
	const char *const away[] = {"find", folder, "-type", "f", "-delete", NULL};

	assert_int_equal(process_run(away, out, OUT_ROOM), 0);
	free(folder);
}

/* On the screens as well: nobody dies of a signal, and what was typed is saved or there as a draft. */
static void screens_of_a_damaged_store_keep_what_was_typed(void **state)
{
	char script[256];
	char shot[256];
	const char *const play[WORDS] = {"--script", script};
	size_t typed = 0;

	(void)state;
	snprintf(script, sizeof script, "%s/naskah", here.above);
	snprintf(shot, sizeof shot, "%s/layar", here.above);
	write_script(script, shot);
	for (size_t left = wanted() / 2; left > 0; left--) {
		unlink(shot);
		forget_drafts();
		put_back();
		damage("data.mdb", data, data_size);
		siko(play);
		if (!is_typed(shot))
			continue;
		typed++;
		if (!is_draft() && !is_saved())
			fail_msg("copy %zu: what was typed is gone", copies);
	}
	assert_true(typed > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_damaged_data_file_loses_nothing),
		cmocka_unit_test(a_damaged_journal_is_named_and_the_rest_stands),
		cmocka_unit_test(damaged_evidence_is_named_and_never_handed_out),
		cmocka_unit_test(another_file_in_its_place_is_refused_and_rebuilt),
		cmocka_unit_test(another_format_is_refused),
		cmocka_unit_test(an_older_data_file_is_brought_up_to_date),
		cmocka_unit_test(screens_of_a_damaged_store_keep_what_was_typed),
	};

	return cmocka_run_group_tests_name("faults: damaged files", tests, make, unmake);
}
