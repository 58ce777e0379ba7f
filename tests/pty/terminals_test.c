/* Any terminal: what it calls itself, how large it is, what characters it takes, with and without colours.
 * Everywhere siko starts, paints, takes a key of each kind and leaves the line as it was. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "support/desk.h"

static const char *const kinds[] = {"xterm", "xterm-256color", "linux", "vt100", "vt220", "screen", "tmux",
	"putty", "rxvt-unicode", "tidak-dikenal"};

enum { KINDS = sizeof kinds / sizeof *kinds };

struct place {
	const char *kind;
	int rows, cols;
	const char *locale;
	const char *option;   /* or NULL */
	const char *no_color; /* or NULL */
};

static void describe(const struct place *place)
{
	fprintf(stderr, "at TERM=%s %dx%d LC_ALL=%s %s %s\n", place->kind, place->rows, place->cols,
		place->locale, place->option ? place->option : "", place->no_color ? "NO_COLOR" : "");
}

static void open_place(struct pty *pty, const struct place *place)
{
	const char *options[] = {place->option, NULL};
	char *argv[DESK_WORDS_MOST];

	desk_command(argv, "operator.telanaipura", options);
	if (place->no_color)
		setenv("NO_COLOR", place->no_color, 1);
	pty_open_as(pty, place->rows, place->cols, place->kind, place->locale, false, argv);
	unsetenv("NO_COLOR");
	pty_settle(pty);
	/* Once more: by now it has the terminal's answer to what it asked at its start. */
	pty_settle(pty);
}

/* The row of the cursor, which is that of what is active. */
static int row_of_cursor(struct pty *pty)
{
	int row;
	int col;

	pty_cursor(pty, &row, &col);
	return row;
}

static bool wrote(const struct pty *pty, const char *sequence)
{
	return memmem(pty->written.data, pty->written.size, sequence, strlen(sequence)) != NULL;
}

/* Whether what was switched on last is this, not that. */
static bool ends_with(const struct pty *pty, const char *this, const char *that)
{
	size_t after[2] = {0, 0};

	for (size_t at = 0; at < pty->written.size; at++) {
		if (text_starts(pty->written.data + at, this))
			after[0] = at + 1;
		if (text_starts(pty->written.data + at, that))
			after[1] = at + 1;
	}
	return after[0] >= after[1];
}

/* Cyan, the title's; an rxvt has it from its long palette. */
static bool has_colour(const struct pty *pty)
{
	return wrote(pty, "36m") || wrote(pty, ";5;6m");
}

/* A letter, an arrow, a function key, a control key, Enter, text and Esc. */
static void use(struct pty *pty)
{
	int first = row_of_cursor(pty);

	assert_true(pty_shows(pty, "Indeks klaim"));
	pty_send(pty, "\033[B");
	assert_int_equal(row_of_cursor(pty), first + 1);
	pty_send(pty, "\033OA");
	assert_int_equal(row_of_cursor(pty), first);
	pty_send(pty, "?");
	assert_true(pty_shows(pty, "Bantuan"));
	pty_send(pty, "\033");
	pty_send(pty, "\r");
	pty_send(pty, "\033[13~");
	pty_send(pty, "00026\r");
	assert_true(pty_shows(pty, "Antrean"));
	pty_send(pty, "\x0c");
	assert_true(pty_shows(pty, "Antrean"));
}

static void visit(const struct place *place)
{
	bool usable = place->rows >= 16 && place->cols >= 60;
	struct pty pty;

	describe(place);
	open_place(&pty, place);
	/* A PuTTY in the keypad's mode sends F2 for its slash. */
	assert_true(ends_with(&pty, "\033>", "\033="));
	if (usable)
		use(&pty);
	else if (place->cols >= 20) /* the sentence needs some columns */
		assert_true(pty_shows(&pty, "60x16"));
	/* Lines are characters like all others: a PuTTY in UTF-8 knows no second set (NEEDS 11). */
	assert_false(wrote(&pty, "\033(0"));
	assert_false(wrote(&pty, "\x0e"));
	assert_false(wrote(&pty, "\033[11m"));
	pty_send_raw(&pty, "\x11");
	assert_int_equal(pty_wait(&pty), 0);
	assert_true(pty_restored(&pty));
	pty_close(&pty);
}

static void every_terminal_in_every_locale(void **state)
{
	/* The second is hardly ever installed, as on the machines that clients' settings meet. */
	static const char *const locales[] = {"C.UTF-8", "en_US.ISO-8859-1", "C"};

	(void)state;
	for (size_t i = 0; i < KINDS; i++)
		for (size_t j = 0; j < sizeof locales / sizeof *locales; j++)
			visit(&(struct place){kinds[i], 24, 80, locales[j], NULL, NULL});
}

static void every_terminal_of_every_size(void **state)
{
	static const int sizes[][2] = {{10, 40}, {16, 60}, {25, 132}, {60, 200}, {500, 20}, {1, 1}};

	(void)state;
	for (size_t i = 0; i < KINDS; i++)
		for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++)
			visit(&(struct place){kinds[i], sizes[j][0], sizes[j][1], "C.UTF-8", NULL, NULL});
}

/* The report with its panel at 200 columns is more than one piece of what is kept for the terminal. */
static void a_large_screen_arrives_whole(void **state)
{
	struct pty pty;
	char *painted;
	char *again;

	(void)state;
	desk_start(&pty, 60, 200, "xterm-256color", "verifikator.bappeda");
	pty_mark(&pty);
	pty_send(&pty, "r");
	painted = pty_screen(&pty);
	pty_send(&pty, "\x0c");
	again = pty_screen(&pty);
	assert_true(pty.bytes > 2 * 4096);
	assert_non_null(strstr(painted, "Laporan per OPD"));
	assert_string_equal(painted, again);
	free(painted);
	free(again);
	desk_quit(&pty);
}

static void colours_are_only_where_they_are_wanted(void **state)
{
	static const char *const able[] = {"xterm-256color", "linux", "screen", "putty", "rxvt-unicode"};

	(void)state;
	for (size_t i = 0; i < sizeof able / sizeof *able; i++) {
		struct place places[] = {{able[i], 24, 80, "C.UTF-8", NULL, NULL},
			{able[i], 24, 80, "C.UTF-8", "--mono", NULL}, {able[i], 24, 80, "C.UTF-8", NULL, "1"},
			{able[i], 24, 80, "C.UTF-8", NULL, ""}};

		for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
			struct pty pty;

			describe(&places[j]);
			open_place(&pty, &places[j]);
			assert_int_equal(has_colour(&pty), j == 0 || j == 3);
			desk_quit(&pty);
		}
	}
}

/* A client set to Latin-1: noticed, told, and from then on nothing is written that it would show as something else. */
static void a_terminal_that_is_not_utf8_gets_ascii(void **state)
{
	char *argv[DESK_WORDS_MOST];
	char *text;
	struct pty pty;

	(void)state;
	for (size_t i = 0; i < KINDS - 1; i++) {
		fprintf(stderr, "at TERM=%s in 8 bits\n", kinds[i]);
		desk_command(argv, "operator.telanaipura", NULL);
		pty_open_as(&pty, 24, 80, kinds[i], "C", true, argv);
		pty_settle(&pty);
		pty_settle(&pty);
		assert_true(pty_shows(
			&pty, "! Terminal bukan UTF-8, dipakai ASCII; atur set karakter klien ke UTF-8."));
		assert_true(pty_shows(&pty, "> Inovasi"));
		buffer_clear(&pty.written);
		pty_send(&pty, "\x0c");
		pty_send(&pty, "\r");
		pty_send(&pty, "/00026\re");
		pty_send(&pty, " dan\033[200~ “Café”\033[201~");
		text = pty_screen(&pty);
		assert_non_null(strstr(text, "dan \"Cafe\""));
		free(text);
		assert_true(text_is_ascii(pty.written.data, pty.written.size));
		pty_send(&pty, "\033");
		pty_send(&pty, "\033[B\r");
		desk_quit(&pty);
	}
}

/* Declared, it need not be asked. */
static void a_locale_that_is_not_utf8_gets_ascii(void **state)
{
	char *argv[DESK_WORDS_MOST];
	struct pty pty;

	(void)state;
	desk_command(argv, "operator.telanaipura", NULL);
	pty_open_as(&pty, 24, 80, "xterm", "id_ID.ISO-8859-1", true, argv);
	pty_settle(&pty);
	assert_true(
		pty_shows(&pty, "! Terminal bukan UTF-8, dipakai ASCII; atur set karakter klien ke UTF-8."));
	assert_false(wrote(&pty, "\033[6n"));
	assert_true(text_is_ascii(pty.written.data, pty.written.size));
	desk_quit(&pty);
}

/* An answer on its way when siko ends must not be typed at the shell. */
static void a_late_answer_is_awaited(void **state)
{
	char *argv[DESK_WORDS_MOST];
	struct pty pty;

	(void)state;
	desk_command(argv, "operator.telanaipura", NULL);
	pty_open(&pty, 24, 80, "xterm", argv);
	pty.mute = true;
	pty_settle(&pty);
	pty_send_raw(&pty, "\x11\033[2;2R");
	assert_int_equal(pty_wait(&pty), 0);
	assert_int_equal(pty_unread(&pty), 0);
	pty_close(&pty);
}

/* A background of ours would hide what the operator chose for his eyes. */
static bool has_background(const struct pty *pty)
{
	for (size_t at = 0; at + 4 < pty->written.size; at++) {
		const char *here = pty->written.data + at;

		if ((*here == ';' || *here == '[') && here[1] == '4' && here[2] >= '0' && here[2] <= '8' &&
			(here[3] == 'm' || here[3] == ';'))
			return true;
	}
	return false;
}

static void every_theme_keeps_the_background(void **state)
{
	static const char *const themes[] = {"bawaan", "kontras", "mono"};

	(void)state;
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
		const char *options[] = {"--theme", themes[i], NULL};
		char *argv[DESK_WORDS_MOST];
		struct pty pty;

		desk_command(argv, "operator.telanaipura", options);
		pty_open(&pty, 24, 80, "xterm-256color", argv);
		pty_settle(&pty);
		use(&pty);
		assert_int_equal(wrote(&pty, "36m"), i == 0);
		assert_false(has_background(&pty));
		desk_quit(&pty);
	}
}

/* Every action sends one whole line for those who listen, even when it says the same again; the cursor stays where it is. */
static void what_is_announced_is_sent_whole(void **state)
{
	static const char *const options[] = {"--reader", NULL};
	char *argv[DESK_WORDS_MOST];
	struct pty pty;
	int first;

	(void)state;
	desk_command(argv, "operator.telanaipura", options);
	pty_open(&pty, 24, 80, "xterm-256color", argv);
	pty_settle(&pty);
	first = row_of_cursor(&pty);
	buffer_clear(&pty.written);
	pty_send(&pty, "\033[B");
	assert_true(wrote(&pty, "Laporan per OPD 119 unit"));
	assert_int_equal(row_of_cursor(&pty), first + 1);
	pty_send(&pty, "\033[H");
	buffer_clear(&pty.written);
	pty_send(&pty, "\033[H");
	assert_true(wrote(&pty, "Inovasi 4 milik unit Anda"));
	pty_send(&pty, "\rnT");
	buffer_clear(&pty.written);
	pty_send(&pty, "a"); /* the terminal itself echoes what is typed */
	assert_true(pty.written.size < 40);
	pty_send(&pty, "\t");
	assert_true(wrote(&pty, "Unit * [15.71.01"));
	pty_send(&pty, "\033");
	pty_send(&pty, "\033[B\r");
	desk_quit(&pty);
}

/* Many clients' Home and End are called Find and Select by the description, or by none at all. */
static void home_and_end_go_to_the_ends_of_a_field_everywhere(void **state)
{
	static const struct {
		const char *home, *end;
	} pairs[] = {{"\033[1~", "\033[4~"}, {"\033[7~", "\033[8~"}, {"\033[H", "\033Ow"},
		{"\033OH", "\033OF"}, {"\x01", "\x05"}};

	(void)state;
	for (size_t i = 0; i < KINDS; i++) {
		struct pty pty;

		fprintf(stderr, "at TERM=%s\n", kinds[i]);
		desk_start(&pty, 24, 80, kinds[i], "operator.telanaipura");
		pty_send(&pty, "\rn");
		for (size_t at = 0; at < sizeof pairs / sizeof *pairs; at++) {
			pty_send(&pty, "tengah");
			pty_send(&pty, pairs[at].home);
			pty_send(&pty, "awal");
			pty_send(&pty, pairs[at].end);
			pty_send(&pty, "akhir");
			assert_true(pty_shows(&pty, "[awaltengahakhir "));
			pty_send(&pty, "\x15");
		}
		pty_send(&pty, "\033");
		desk_quit(&pty);
	}
}

static bool row_says(struct pty *pty, int row, const char *text)
{
	char *line = pty_row(pty, row);
	bool says = strstr(line, text) != NULL;

	free(line);
	return says;
}

/* A message that is longer than the line is said to its end, over the rows above; of a short one the place behind gives way. A
 * screen is named when one comes to it; what was said is not said again while nothing happens. */
static void a_long_message_is_announced_to_its_end(void **state)
{
	static const char *const options[] = {"--reader", NULL};
	char *argv[DESK_WORDS_MOST];
	struct pty pty;

	(void)state;
	desk_command(argv, "operator.telanaipura", options);
	pty_open(&pty, 24, 80, "xterm-256color", argv);
	pty_settle(&pty);
	buffer_clear(&pty.written);
	pty_send(&pty, "\r");
	assert_true(wrote(&pty, "Inovasi: "));
	buffer_clear(&pty.written);
	pty_settle(&pty);
	assert_true(pty.written.size < 40); /* the answer to the question whether it has settled */
	pty_send(&pty, "o");
	assert_true(row_says(&pty, 22, "Diurutkan menurut Nama inovasi."));
	assert_false(row_says(&pty, 21, "Diurutkan"));
	pty_send(&pty, "/");
	pty_send(&pty, "tidak ada di mana pun juga\r");
	pty_send(&pty, "w");
	buffer_clear(&pty.written);
	pty_send(&pty, "\r");
	assert_true(wrote(&pty, "baris ditulis ke ~/inovasi-"));
	assert_true(wrote(&pty, "mana pun juga"));
	assert_true(row_says(&pty, 21, "baris ditulis ke ~/inovasi-"));
	assert_true(row_says(&pty, 22, "mana pun juga"));
	pty_send(&pty, "\033");
	assert_false(row_says(&pty, 21, "baris"));
	desk_quit(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_in_every_locale),
		cmocka_unit_test(every_terminal_of_every_size),
		cmocka_unit_test(a_large_screen_arrives_whole),
		cmocka_unit_test(a_terminal_that_is_not_utf8_gets_ascii),
		cmocka_unit_test(a_locale_that_is_not_utf8_gets_ascii),
		cmocka_unit_test(a_late_answer_is_awaited),
		cmocka_unit_test(every_theme_keeps_the_background),
		cmocka_unit_test(home_and_end_go_to_the_ends_of_a_field_everywhere),
		cmocka_unit_test(what_is_announced_is_sent_whole),
		cmocka_unit_test(a_long_message_is_announced_to_its_end),
		cmocka_unit_test(colours_are_only_where_they_are_wanted),
	};

	return cmocka_run_group_tests_name("terminals", tests, desk_open, desk_close);
}
