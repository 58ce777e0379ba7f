#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"

/* --- error --- */

static void setting_an_error_is_a_failure_with_its_sentence(void **state)
{
	struct error err = {""};

	(void)state;
	assert_false(error_set(&err, "baris %d: %s", 7, "rusak"));
	assert_string_equal(err.text, "baris 7: rusak");
}

static void system_errors_have_indonesian_words(void **state)
{
	static const int codes[] = {ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, ENOSPC, EDQUOT, EIO, EROFS,
		EMFILE, ENFILE, EFBIG, EEXIST, ENAMETOOLONG, ENOMEM, EBUSY};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		assert_string_not_equal(error_words(codes[i]), strerror(codes[i]));
	assert_string_equal(error_words(ENOSPC), "disk penuh");
	/* What has none keeps the system's. */
	assert_string_equal(error_words(EDOM), strerror(EDOM));
}

static void wrapping_puts_words_before_and_keeps_the_sentence(void **state)
{
	struct error err = {"kunci tidak dikenal"};

	(void)state;
	assert_false(error_wrap(&err, "%s:%d: ", "opd.csv", 3));
	assert_string_equal(err.text, "opd.csv:3: kunci tidak dikenal");
}

static void an_endless_sentence_is_cut_and_still_ended(void **state)
{
	char huge[3 * ERROR_SIZE];
	struct error err = {""};

	(void)state;
	memset(huge, 'x', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_false(error_set(&err, "%s", huge));
	assert_int_equal(strlen(err.text), ERROR_SIZE - 1);
	assert_false(error_wrap(&err, "%s", huge));
	assert_int_equal(strlen(err.text), ERROR_SIZE - 1);
	error_set(&err, "%s", "akhir");
	error_wrap(&err, "%s", huge);
	assert_int_equal(strlen(err.text), ERROR_SIZE - 1);
}

static void an_error_is_no_format_of_its_own(void **state)
{
	struct error err = {""};

	(void)state;
	error_set(&err, "%s", "100%n %s");
	error_wrap(&err, "%s", "%d: ");
	assert_string_equal(err.text, "%d: 100%n %s");
}

static void faults_are_kept_in_order_and_copied(void **state)
{
	struct faults faults = {0};
	char word[] = "satu";

	(void)state;
	faults_add(&faults, "%s", word);
	word[0] = 'X';
	for (int i = 1; i < 100; i++)
		faults_add(&faults, "salah %d", i);
	assert_int_equal(faults.count, 100);
	assert_string_equal(faults.line[0], "satu");
	assert_string_equal(faults.line[99], "salah 99");
	faults_free(&faults);
	assert_null(faults.line);
	assert_int_equal(faults.count, 0);
	faults_add(&faults, "lagi"); /* a freed list can be used again */
	assert_int_equal(faults.count, 1);
	faults_free(&faults);
}

static void memory_is_zeroed_copied_and_never_null(void **state)
{
	char *block = memory_alloc(64);
	char *nothing = memory_alloc(0);
	char *copy = memory_copy("kota");
	char *part = memory_copy_n("kota", 2);
	char *grown = memory_grow(NULL, 0, 8);

	(void)state;
	for (int i = 0; i < 64; i++)
		assert_int_equal(block[i], 0);
	assert_non_null(nothing);
	assert_non_null(grown);
	assert_string_equal(copy, "kota");
	assert_string_equal(part, "ko");
	copy = memory_grow(copy, 1000, 1);
	assert_string_equal(copy, "kota");
	free(block);
	free(nothing);
	free(copy);
	free(part);
	free(grown);
}

static void an_array_grows_only_when_it_is_full(void **state)
{
	size_t room = 0;
	int *numbers = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		size_t before = room;

		numbers = array_room(numbers, i, &room, sizeof *numbers);
		assert_true(room > i);
		assert_true(room == before || i == before);
		numbers[i] = (int)i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	free(numbers);
}

static void restore_terminal(void)
{
	if (write(STDOUT_FILENO, "pulih\n", 6) < 0)
		_exit(9);
}

/* What a child writes while it asks for more memory than there are addresses, and how it ends. */
static int exhaust(struct buffer *said)
{
	int pipes[2];
	int status = -1;
	char bytes[512];
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(pipes[1], STDOUT_FILENO);
		dup2(pipes[1], STDERR_FILENO);
		close(pipes[0]);
		close(pipes[1]);
		memory_on_exhausted(restore_terminal);
		free(memory_grow(NULL, SIZE_MAX / 2, 4));
		_exit(0);
	}
	close(pipes[1]);
	while ((got = read(pipes[0], bytes, sizeof bytes)) > 0)
		buffer_add(said, bytes, (size_t)got);
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

/* Touches 100 kB of stack; the page in the middle stays behind when it returns. */
static __attribute__((noinline)) uintptr_t use_much_stack(void)
{
	volatile char deep[100 << 10];

	for (size_t i = 0; i < sizeof deep; i += 512)
		deep[i] = 1;
	return ((uintptr_t)deep + sizeof deep / 2) & ~(uintptr_t)4095;
}

static void what_deep_calls_left_of_the_stack_goes_back(void **state)
{
	uintptr_t page = use_much_stack();
	char near[2048];
	unsigned char resident;

	(void)state;
	memset(near, 'x', sizeof near);
	assert_int_equal(mincore((void *)page, 4096, &resident), 0);
	assert_true(resident & 1);
	memory_give_back();
	assert_int_equal(mincore((void *)page, 4096, &resident), 0);
	assert_false(resident & 1);
	for (size_t i = 0; i < sizeof near; i++)
		assert_int_equal(near[i], 'x');
}

static void running_out_of_memory_restores_the_terminal_and_says_so(void **state)
{
	struct buffer said = {0};
	int status = exhaust(&said);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_memory_equal(buffer_text(&said), "pulih\nsiko: memori", 18);
	buffer_free(&said);
}

/* --- buffer --- */

static void an_empty_buffer_is_an_empty_text(void **state)
{
	struct buffer buffer = {0};
	char *taken;

	(void)state;
	assert_string_equal(buffer_text(&buffer), "");
	buffer_clear(&buffer);
	buffer_add(&buffer, NULL, 0);
	assert_int_equal(buffer.size, 0);
	buffer_free(&buffer);
	taken = buffer_take(&buffer);
	assert_string_equal(taken, "");
	free(taken);
}

static void a_buffer_is_always_ended_by_a_nul_it_does_not_count(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		buffer_add_byte(&buffer, (char)('a' + i % 26));
		assert_int_equal(buffer.size, i + 1);
		assert_int_equal(buffer.data[buffer.size], 0);
		assert_true(buffer.room > buffer.size);
	}
	buffer_add(&buffer, "x\0y", 3); /* a NUL is a byte like any other */
	assert_int_equal(buffer.size, 5003);
	assert_memory_equal(buffer.data + 5000, "x\0y", 4);
	buffer_free(&buffer);
}

static void clearing_keeps_the_room_and_taking_gives_it_away(void **state)
{
	struct buffer buffer = {0};
	size_t room;
	char *taken;

	(void)state;
	buffer_add_text(&buffer, "Dinas Kesehatan");
	room = buffer.room;
	buffer_clear(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	assert_int_equal(buffer.room, room);
	buffer_add_text(&buffer, "Bappeda");
	taken = buffer_take(&buffer);
	assert_string_equal(taken, "Bappeda");
	assert_null(buffer.data);
	assert_int_equal(buffer.size + buffer.room, 0);
	free(taken);
}

static void extending_gives_the_bytes_to_fill(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_add_text(&buffer, "ab");
	memcpy(buffer_extend(&buffer, 3), "cde", 3);
	assert_string_equal(buffer_text(&buffer), "abcde");
	buffer_extend(&buffer, 0);
	assert_int_equal(buffer.size, 5);
	buffer_free(&buffer);
}

static void printing_works_at_every_length(void **state)
{
	char long_text[2000];

	(void)state;
	memset(long_text, 'y', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	for (int length = 250; length < 260; length++) { /* around the small room printf tries first */
		struct buffer buffer = {0};

		buffer_printf(&buffer, "%.*s", length, long_text);
		assert_int_equal(buffer.size, length);
		assert_int_equal(strlen(buffer_text(&buffer)), length);
		buffer_printf(&buffer, "%d", 7);
		assert_int_equal(buffer.data[length], '7');
		buffer_free(&buffer);
	}
}

static void a_json_string_escapes_what_json_must_and_keeps_utf8(void **state)
{
	struct buffer buffer = {0};
	static const char text[] = "a\"b\\c\nd\te\x01\x7f\0z \xC3\xA9";

	(void)state;
	buffer_add_json_string(&buffer, text, sizeof text - 1);
	assert_string_equal(
		buffer_text(&buffer), "\"a\\\"b\\\\c\\nd\\u0009e\\u0001\\u007f\\u0000z \xC3\xA9\"");
	buffer_clear(&buffer);
	buffer_add_json_string(&buffer, "", 0);
	assert_string_equal(buffer_text(&buffer), "\"\"");
	buffer_free(&buffer);
}

static void stored_integers_are_little_endian(void **state)
{
	struct buffer buffer = {0};
	static const unsigned char bytes[] = {
		0x02, 0x01, 0x04, 0x03, 0x02, 0x01, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11};

	(void)state;
	buffer_add_u16(&buffer, 0x0102);
	buffer_add_u32(&buffer, 0x01020304);
	buffer_add_u64(&buffer, 0x1122334455667788);
	assert_int_equal(buffer.size, sizeof bytes);
	assert_memory_equal(buffer.data, bytes, sizeof bytes);
	buffer_free(&buffer);
}

/* --- clock --- */

static void times_are_written_in_utc_and_read_back(void **state)
{
	static const int64_t moments[] = {0, -1, -86400, 951782399, 951782400, 1795514729, 4102444800};
	char out[21];

	(void)state;
	clock_format(1795514729, out);
	assert_string_equal(out, "2026-11-24T10:05:29Z");
	clock_format(-1, out);
	assert_string_equal(out, "1969-12-31T23:59:59Z");
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		int64_t again = 7;

		clock_format(moments[i], out);
		assert_true(clock_parse(out, &again));
		assert_true(again == moments[i]);
	}
}

static void only_the_one_form_of_a_time_is_read(void **state)
{
	static const char *const bad[] = {"", "2026-11-24", "2026-11-24T10:05:29", "2026-11-24 10:05:29Z",
		"2026-11-24T24:00:00Z", "2026-11-24T10:60:00Z", "2026-11-24T10:05:60Z",
		"2026-02-29T10:05:29Z", "2026-11-24T1a:05:29Z", "2026-11-24T10:05:29ZZ",
		"2026-11-24T-1:05:29Z", "\xC3\xA9 24T10:05:29Z 1234"};
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (clock_parse(bad[i], &seconds))
			fail_msg("was read: %s", bad[i]);
}

static void any_number_can_be_written_as_a_time_without_harm(void **state)
{
	static const int64_t hostile[] = {INT64_MIN, INT64_MAX, INT64_MIN + 86399, (int64_t)INT32_MAX * 86400,
		(int64_t)INT32_MIN * 86400, -62135596801, 253402300800};
	char out[21];
	char day[11];

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		clock_format(hostile[i], out);
		assert_int_equal(strlen(out), 20);
	}
	date_format(INT32_MAX, day);
	assert_int_equal(strlen(day), 10);
	date_format(INT32_MIN, day);
	assert_int_equal(strlen(day), 10);
}

static void a_fixed_clock_stands_still_and_deadlines_go_on(void **state)
{
	uint64_t begun = clock_monotonic_ms();

	(void)state;
	assert_true(llabs((long long)clock_now() - (long long)time(NULL)) <= 1);
	clock_fix(1772438400);
	assert_int_equal(clock_now(), 1772438400);
	assert_int_equal(clock_now(), 1772438400);
	assert_true(clock_monotonic_ms() >= begun);
}

static void every_day_from_1900_to_2200_has_one_name(void **state)
{
	int32_t first;
	int32_t last;
	char before[11] = "";

	(void)state;
	assert_true(date_parse("1900-01-01", &first));
	assert_true(date_parse("2200-12-31", &last));
	assert_int_equal(last - first, 109937); /* 301 years and 73 leap days */
	for (int32_t day = first; day <= last; day++) {
		char name[11];
		int32_t again;

		date_format(day, name);
		assert_true(date_parse(name, &again));
		assert_int_equal(again, day);
		assert_true(strcmp(before, name) < 0);
		memcpy(before, name, sizeof before);
	}
}

static void a_date_that_is_in_no_calendar_is_refused(void **state)
{
	static const char *const bad[] = {"", "2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29",
		"2026-00-10", "2026-13-01", "2026-04-31", "2026-06-00", "1899-12-31", "2201-01-01",
		"2026-6-1", "12-06-2026", "2026-06-1 ", "2026/06/01", "2026-06-011", "+026-06-01",
		"0000-00-00"};
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_parse(bad[i], &day))
			fail_msg("was read: %s", bad[i]);
	assert_true(date_parse("2024-02-29", &day));
	assert_true(date_parse("2000-02-29", &day));
	assert_true(date_parse("1970-01-01", &day));
	assert_int_equal(day, 0);
}

static void the_screen_shows_day_first_and_leaves_other_texts(void **state)
{
	char out[11];
	char moment[17];

	(void)state;
	clock_format_screen(1795514729, moment);
	assert_string_equal(moment, "24-11-2026 10:05");
	date_format_screen("2024-06-12", out);
	assert_string_equal(out, "12-06-2024");
	date_format_screen("besok", out);
	assert_string_equal(out, "besok");
	date_format_screen("2024-02-30 dan lebih panjang", out);
	assert_string_equal(out, "2024-02-30");
	date_format_screen("", out);
	assert_string_equal(out, "");
}

static void what_a_person_types_becomes_a_date(void **state)
{
	static const char *const typed[][2] = {{"12-06-2024", "2024-06-12"}, {"12/6/24", "2024-06-12"},
		{"12.6.2024", "2024-06-12"}, {"12 6 2024", "2024-06-12"}, {"12062024", "2024-06-12"},
		{"120624", "2024-06-12"}, {"2024-06-12", "2024-06-12"}, {"2024/6/12", "2024-06-12"},
		{"29-2-24", "2024-02-29"}, {"h", "2026-03-02"}, {"H", "2026-03-02"}, {"+7", "2026-03-09"},
		{"-3", "2026-02-27"}, {"+0", "2026-03-02"}};
	char out[11];
	int32_t today;

	(void)state;
	assert_true(date_parse("2026-03-02", &today));
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		if (!date_from_screen(typed[i][0], today, out))
			fail_msg("was refused: %s", typed[i][0]);
		assert_string_equal(out, typed[i][1]);
	}
}

static void what_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {"", " ", "-", "+", "--3", "+-3", "+7x", "hh", "hari", "12", "12-06",
		"12-06-", "-12-06-2024", "12--06-2024", "12-06-2024-1", "30-02-2024", "29-2-2023",
		"00-01-2024", "32012024", "12-13-2024", "12-06-024", "12-06-20245", "1234567", "123456789",
		"99999999999999999999", "+99999999999999999999", "-99999999999999999999", "+36501",
		"12-06-1899", "12-06-2201", "12\n06\n2024", "\xD9\xA1\xD9\xA2-06-2024", "12-06-2024\xFF"};
	char out[11];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_from_screen(bad[i], 20000, out))
			fail_msg("was taken: '%s' as %s", bad[i], out);
}

static void today_is_the_machines_own_day(void **state)
{
	char out[11];

	(void)state;
	assert_int_equal(setenv("TZ", "WIB-7", 1), 0);
	tzset();
	clock_fix(1772388000); /* 2026-03-01T18:00:00Z: already tomorrow in Jambi */
	date_format(date_today(), out);
	assert_string_equal(out, "2026-03-02");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(system_errors_have_indonesian_words),
		cmocka_unit_test(setting_an_error_is_a_failure_with_its_sentence),
		cmocka_unit_test(wrapping_puts_words_before_and_keeps_the_sentence),
		cmocka_unit_test(an_endless_sentence_is_cut_and_still_ended),
		cmocka_unit_test(an_error_is_no_format_of_its_own),
		cmocka_unit_test(faults_are_kept_in_order_and_copied),
		cmocka_unit_test(memory_is_zeroed_copied_and_never_null),
		cmocka_unit_test(an_array_grows_only_when_it_is_full),
		cmocka_unit_test(what_deep_calls_left_of_the_stack_goes_back),
		cmocka_unit_test(running_out_of_memory_restores_the_terminal_and_says_so),
		cmocka_unit_test(an_empty_buffer_is_an_empty_text),
		cmocka_unit_test(a_buffer_is_always_ended_by_a_nul_it_does_not_count),
		cmocka_unit_test(clearing_keeps_the_room_and_taking_gives_it_away),
		cmocka_unit_test(extending_gives_the_bytes_to_fill),
		cmocka_unit_test(printing_works_at_every_length),
		cmocka_unit_test(a_json_string_escapes_what_json_must_and_keeps_utf8),
		cmocka_unit_test(stored_integers_are_little_endian),
		cmocka_unit_test(times_are_written_in_utc_and_read_back),
		cmocka_unit_test(only_the_one_form_of_a_time_is_read),
		cmocka_unit_test(any_number_can_be_written_as_a_time_without_harm),
		cmocka_unit_test(a_fixed_clock_stands_still_and_deadlines_go_on),
		cmocka_unit_test(every_day_from_1900_to_2200_has_one_name),
		cmocka_unit_test(a_date_that_is_in_no_calendar_is_refused),
		cmocka_unit_test(the_screen_shows_day_first_and_leaves_other_texts),
		cmocka_unit_test(what_a_person_types_becomes_a_date),
		cmocka_unit_test(what_is_no_date_is_refused),
		cmocka_unit_test(today_is_the_machines_own_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
