/* The loop, the stack, the frame and scripts, driven by fed events on a headless terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "ui/input.h"
#include "ui/loop.h"
#include "ui/loop_part.h"
#include "ui/script.h"
#include "ui/term.h"

/* What the screens were told, as words; tests compare and clear it. */
static struct buffer told;
static bool writing_allowed;
static unsigned shown; /* how often the terminal was sent anything */
static struct keymap *keymap;

static void expect_told(const char *wanted)
{
	assert_string_equal(buffer_text(&told), wanted);
	buffer_clear(&told);
}

/* --- a screen to type in, one to ask, one to list --- */

struct toy {
	char text[64];
	bool clean; /* leave may go */
};

static const struct screen_class ask_class;
static const struct screen_class form_class;

static void toy_paint(struct screen *screen, struct area area)
{
	struct toy *toy = screen->self;

	draw_printf(area, 0, 0, -1, STYLE_PLAIN, "%s %dx%d %s", screen->class->name, area.rows, area.cols,
		toy->text);
}

static void toy_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, screen->class->name);
}

/* Asked for whenever something is sent to the terminal. */
static void toy_cursor(struct screen *screen, int *row, int *col)
{
	shown++;
	*row = screen->area.row;
	*col = screen->area.col + 1;
}

static void toy_close(struct screen *screen)
{
	buffer_printf(&told, "close %s;", screen->class->name);
}

static void toy_recalc(struct screen *screen)
{
	buffer_printf(&told, "recalc %s;", screen->class->name);
}

static void toy_rescue(struct screen *screen)
{
	buffer_printf(&told, "rescue %s;", screen->class->name);
}

static void list_layout(struct screen *screen, struct area area)
{
	(void)screen;
	buffer_printf(&told, "layout %dx%d;", area.rows, area.cols);
}

static size_t list_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action actions[] = {ACTION_OPEN, ACTION_LEVEL_0, ACTION_LEVEL_1, ACTION_LEVEL_2,
		ACTION_LEVEL_3, ACTION_DISTRICT, ACTION_HELP, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_NEW};

	(void)screen;
	assert_true(room >= sizeof actions / sizeof *actions);
	memcpy(to, actions, sizeof actions);
	return sizeof actions / sizeof *actions;
}

static enum outcome list_act(struct screen *screen, enum action action)
{
	buffer_printf(&told, "%s;", action_info(action)->word);
	switch (action) {
	case ACTION_OPEN:
		stack_push(&form_class, NULL, 7);
		return OUTCOME_HANDLED;
	case ACTION_FIND:
		stack_push(&ask_class, NULL, 8);
		return OUTCOME_HANDLED;
	case ACTION_NEW:
		return OUTCOME_RECALC;
	case ACTION_EDIT: /* takes its own place */
		stack_push(&form_class, NULL, 9);
		screen_answer(screen, 3, NULL);
		return OUTCOME_CLOSE;
	case ACTION_PALETTE:
		loop_dispatch(ACTION_NEW);
		return OUTCOME_HANDLED;
	default:
		return OUTCOME_IGNORED;
	}
}

static enum outcome list_resume(struct screen *screen, const struct answer *answer)
{
	(void)screen;
	buffer_printf(&told, "answer %d %d %d %s;", answer->from, answer->given, answer->choice,
		answer->text ? answer->text : "-");
	return OUTCOME_REPAINT;
}

static bool form_leave(struct screen *screen)
{
	struct toy *toy = screen->self;

	if (!*toy->text || toy->clean)
		return true;
	stack_push(&ask_class, NULL, 1);
	return false;
}

static bool always(struct screen *screen)
{
	(void)screen;
	return true;
}

static enum outcome toy_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct toy *toy = screen->self;

	(void)pasted;
	if (strlen(toy->text) + size < sizeof toy->text)
		strncat(toy->text, text, size);
	return OUTCOME_REPAINT;
}

static enum outcome form_act(struct screen *screen, enum action action)
{
	(void)screen;
	buffer_printf(&told, "form %s;", action_info(action)->word);
	return OUTCOME_IGNORED;
}

/* "y" to the question leaves. */
static enum outcome form_resume(struct screen *screen, const struct answer *answer)
{
	struct toy *toy = screen->self;

	toy->clean = answer->given && strcmp(answer->text, "y") == 0;
	return toy->clean ? OUTCOME_CLOSE : OUTCOME_REPAINT;
}

static void ask_measure(struct screen *screen, int *rows, int *cols)
{
	(void)screen;
	*rows = 2;
	*cols = 20;
}

static enum outcome ask_act(struct screen *screen, enum action action)
{
	struct toy *toy = screen->self;

	if (action != ACTION_OPEN)
		return OUTCOME_IGNORED;
	screen_answer(screen, 5, toy->text);
	return OUTCOME_CLOSE;
}

static const struct screen_class list_class = {
	.name = "daftar",
	.context = CONTEXT_SHEET,
	.size = sizeof(struct toy),
	.close = toy_close,
	.layout = list_layout,
	.recalc = toy_recalc,
	.paint = toy_paint,
	.cursor = toy_cursor,
	.title = toy_title,
	.keys = list_keys,
	.act = list_act,
	.resume = list_resume,
	.rescue = toy_rescue,
};

static const struct screen_class form_class = {
	.name = "formulir",
	.context = CONTEXT_FORM,
	.size = sizeof(struct toy),
	.close = toy_close,
	.paint = toy_paint,
	.cursor = toy_cursor,
	.title = toy_title,
	.typing = always,
	.act = form_act,
	.text = toy_text,
	.resume = form_resume,
	.leave = form_leave,
	.rescue = toy_rescue,
};

static const struct screen_class ask_class = {
	.name = "tanya",
	.context = CONTEXT_ASK,
	.size = sizeof(struct toy),
	.floating = true,
	.close = toy_close,
	.measure = ask_measure,
	.paint = toy_paint,
	.title = toy_title,
	.typing = always,
	.act = ask_act,
	.text = toy_text,
};

/* --- the rig --- */

static bool may_write(void *app)
{
	(void)app;
	return writing_allowed;
}

static void on_help(void *app, struct screen *screen)
{
	(void)app;
	buffer_printf(&told, "help for %s;", screen->class->name);
}

static enum outcome on_global(void *app, enum action action)
{
	(void)app;
	buffer_printf(&told, "go %s;", action_info(action)->word);
	return OUTCOME_REPAINT;
}

static struct loop_hooks hooks = {
	.may_write = may_write,
	.help = on_help,
	.global = on_global,
	.min_rows = 16,
	.min_cols = 60,
};

static int open_term(void **state)
{
	struct term_options options = {.headless = true, .rows = 24, .cols = 80};
	struct error err;
	struct faults faults = {0};
	char text[16384];
	FILE *file = fopen("keymaps/default.keys", "r");

	(void)state;
	if (!file || !term_open(&options, &err))
		return -1;
	keymap = keymap_new();
	keymap_read(keymap, "default.keys", text, fread(text, 1, sizeof text, file), &faults);
	fclose(file);
	hooks.keymap = keymap;
	return 0;
}

static int close_term(void **state)
{
	(void)state;
	term_close();
	keymap_free(keymap);
	buffer_free(&told);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	writing_allowed = true;
	term_resize(24, 80);
	stack_open(NULL);
	stack_push(&list_class, NULL, 0);
	loop_begin(&hooks);
	loop_turn(0);
	buffer_clear(&told);
	return 0;
}

static int end(void **state)
{
	(void)state;
	stack_close();
	return 0;
}

static void feed(const char *names)
{
	char *copy = strdup(names);
	char *rest = NULL;

	for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
		input_feed_key(input_key_by_name(name));
	free(copy);
}

static bool press(const char *names)
{
	feed(names);
	return loop_turn(0);
}

static const char *row_text(int row)
{
	static char line[2048];
	char *text = term_snapshot(false);
	char *at = text;

	for (int i = 0; i < row; i++)
		at = strchr(at, '\n') + 1;
	*strchr(at, '\n') = '\0';
	snprintf(line, sizeof line, "%s", at);
	free(text);
	return line;
}

/* --- tests --- */

static void the_frame_stands_around_the_screen(void **state)
{
	(void)state;
	assert_string_equal(row_text(0), " daftar");
	assert_string_equal(row_text(2), "daftar 20x80");
	assert_string_equal(row_text(22), "");
	assert_string_equal(row_text(23),
		" Enter buka   0-3 tingkat   PgUp/PgDn halaman   n baru   F1 bantuan   F10 keluar");
}

static void a_viewer_is_offered_no_writing(void **state)
{
	(void)state;
	writing_allowed = false;
	press("n");
	expect_told("");
	assert_string_equal(row_text(22), " ! Anda hanya dapat melihat; \"baru\" perlu hak menulis.");
	assert_string_equal(row_text(23), " Enter buka   PgUp/PgDn halaman   F1 bantuan   F10 keluar");
	press("F1");
	expect_told("bantuan;help for daftar;");
	assert_string_equal(row_text(22), "");
}

static void keys_become_actions_then_global_meanings(void **state)
{
	(void)state;
	press("n");
	expect_told("baru;recalc daftar;");
	press("r");
	expect_told("layar-laporan;go layar-laporan;");
	press("Z");
	expect_told("");
	assert_string_equal(row_text(22), " Tombol Z tidak dipakai di layar ini.");
	press("h");
	assert_string_equal(row_text(22), " Di layar ini tidak ada yang dapat dilakukan dengan \"riwayat\".");
	press("Down");
	assert_string_equal(row_text(22), "");
	buffer_clear(&told);
	press("Esc");
	expect_told("kembali;");
	assert_string_equal(row_text(22), " Ini layar pertama; F10 untuk keluar dari siko.");
}

static void a_dispatched_action_runs_after_the_handler(void **state)
{
	(void)state;
	press(":");
	expect_told("semua-perintah;baru;recalc daftar;");
}

static void typing_goes_to_the_screen(void **state)
{
	(void)state;
	press("Enter q ? Space F1");
	expect_told("buka;form bantuan;help for formulir;");
	assert_string_equal(row_text(0), " daftar › formulir");
	assert_string_equal(row_text(2), "formulir 20x80 q?");
	assert_string_equal(row_text(23), " F1 bantuan   Esc kembali");
	input_feed_text("dua\r\nbaris", true);
	loop_turn(0);
	assert_string_equal(row_text(2), "formulir 20x80 q? dua baris");
}

static void a_paste_where_nothing_is_typed_is_refused(void **state)
{
	(void)state;
	input_feed_text("n\nn", true);
	loop_turn(0);
	expect_told("");
	assert_string_equal(row_text(22), " Tempelan diabaikan: di sini tidak ada isian untuk teks.");
}

static void a_float_stands_over_the_screen_below(void **state)
{
	(void)state;
	press("/ a");
	expect_told("cari;");
	assert_string_equal(row_text(2), "daftar 20x80");
	assert_string_equal(row_text(0), " daftar");
	assert_string_equal(row_text(10), "                              tanya");
	assert_string_equal(row_text(11), "                            │ tanya 2x20 a         │");
	assert_string_equal(row_text(13), "                            └──────────────────────┘");
	press("Enter");
	expect_told("close tanya;answer 8 1 5 a;");
	assert_string_equal(row_text(11), "");
	press("/ Esc");
	expect_told("cari;close tanya;answer 8 0 0 -;");
}

static void a_screen_may_put_another_in_its_place(void **state)
{
	(void)state;
	press("Enter");
	press("Esc");
	expect_told("buka;form kembali;close formulir;answer 7 0 0 -;");
	press("e");
	expect_told("ubah;close daftar;");
	assert_int_equal(stack_depth(), 1);
	assert_string_equal(stack_top()->class->name, "formulir");
}

static void leaving_asks_first(void **state)
{
	(void)state;
	press("Enter x Esc");
	assert_string_equal(stack_top()->class->name, "tanya");
	press("n Enter");
	assert_string_equal(stack_top()->class->name, "formulir");
	press("Esc y Enter");
	assert_string_equal(stack_top()->class->name, "daftar");
}

static void quitting_goes_on_after_the_question(void **state)
{
	(void)state;
	press("Enter x");
	assert_true(press("C-q"));
	assert_string_equal(stack_top()->class->name, "tanya");
	assert_true(press("n Enter")); /* no: nothing is closed any more */
	assert_int_equal(stack_depth(), 2);
	assert_true(press("C-q"));
	buffer_clear(&told);
	assert_false(press("y Enter"));
	expect_told("close tanya;close formulir;answer 7 0 0 -;close daftar;");
	assert_int_equal(stack_depth(), 0);
}

static void going_home_asks_too_and_leaves_the_first_screen(void **state)
{
	(void)state;
	press("Enter x");
	loop_go_home();
	assert_true(loop_turn(0));
	assert_string_equal(stack_top()->class->name, "tanya");
	assert_true(press("n Enter"));
	assert_int_equal(stack_depth(), 2);
	loop_go_home();
	assert_true(loop_turn(0));
	buffer_clear(&told);
	assert_true(press("y Enter"));
	assert_int_equal(stack_depth(), 1);
	assert_string_equal(stack_top()->class->name, "daftar");
	expect_told("close tanya;close formulir;answer 7 0 0 -;recalc daftar;");
}

static void a_hang_up_rescues_every_screen(void **state)
{
	(void)state;
	press("Enter x");
	buffer_clear(&told);
	input_feed_hangup();
	feed("y"); /* never arrives */
	assert_false(loop_turn(0));
	expect_told("rescue formulir;rescue daftar;");
	assert_int_equal(stack_depth(), 2);
	assert_false(loop_turn(0));
	loop_begin(&hooks);
	loop_turn(0); /* what was fed is used up */
}

static void resizes_are_laid_out_once(void **state)
{
	(void)state;
	term_resize(30, 100);
	input_feed_resize();
	term_resize(20, 70);
	input_feed_resize();
	loop_turn(0);
	expect_told("layout 16x70;");
	assert_string_equal(row_text(2), "daftar 16x70");
}

static void a_long_message_is_read_whole_and_then_gone(void **state)
{
	(void)state;
	term_resize(16, 60);
	input_feed_resize();
	loop_turn(0);
	frame_say(SAY_BAD,
		"Kalimat yang lebih panjang daripada satu baris layar, berlanjut di sini; tekan F2.");
	loop_turn(0);
	assert_string_equal(row_text(2), "daftar 12x60");
	assert_string_equal(row_text(13), " ✗ Kalimat yang lebih panjang daripada satu baris layar,");
	assert_string_equal(row_text(14), " berlanjut di sini; tekan F2.");
	frame_say(SAY_INFO, "Pendek.");
	loop_turn(0);
	assert_string_equal(row_text(13), "");
	assert_string_equal(row_text(14), " Pendek.");
	/* What stood below it comes back with the next key; the title never goes. */
	frame_say(SAY_BAD, "%0*d", 1000, 1);
	loop_turn(0);
	assert_string_equal(row_text(0), " daftar");
	assert_string_not_equal(row_text(2), "daftar 12x60");
	press("Down");
	assert_string_equal(row_text(2), "daftar 12x60");
}

/* ---- while nobody types ---- */

static uint64_t data_age;  /* what `moved` says */
static bool data_is_there; /* what `wake` finds */
static bool data_changed;
static uint64_t hour; /* the last key of each test */

static void on_rest(void *app)
{
	(void)app;
	buffer_add_text(&told, "rest;");
}

static bool on_wake(void *app, bool *changed)
{
	(void)app;
	buffer_add_text(&told, "wake;");
	*changed = data_changed;
	if (!data_is_there)
		frame_say(SAY_BAD, "Data tidak terbaca.");
	return data_is_there;
}

static uint64_t on_moved(void *app)
{
	(void)app;
	return data_age ? clock_wall_ms() - data_age : 0;
}

/* Seconds since the last key, as loop_pass_time is told. */
static void idle(unsigned seconds)
{
	loop_pass_time(hour + seconds * 1000);
}

static int begin_idle(void **state)
{
	int result = begin(state);

	hooks.rest = on_rest;
	hooks.wake = on_wake;
	hooks.moved = on_moved;
	data_age = 0;
	data_is_there = true;
	data_changed = false;
	hour = loop.last_key; /* which the loop puts at its own begin, however long ago that is on a slow machine */
	return result;
}

static int end_idle(void **state)
{
	hooks.rest = NULL;
	hooks.wake = NULL;
	hooks.moved = NULL;
	return end(state);
}

static void what_can_be_had_again_is_given_back_once_and_had_before_the_next_key(void **state)
{
	(void)state;
	idle(0);
	expect_told("");
	idle(2);
	expect_told("rest;");
	idle(3);
	expect_told("");
	press("n");
	expect_told("wake;baru;recalc daftar;");
	press("n");
	expect_told("baru;recalc daftar;");
}

static void what_changed_meanwhile_is_read_before_the_key_is_acted_on(void **state)
{
	(void)state;
	idle(2);
	data_changed = true;
	buffer_clear(&told);
	press("e");
	assert_memory_equal(
		buffer_text(&told), "wake;recalc daftar;ubah;", strlen("wake;recalc daftar;ubah;"));
}

static void drafts_are_kept_once_after_five_seconds(void **state)
{
	(void)state;
	idle(4);
	expect_told("rest;");
	idle(6);
	expect_told("rescue daftar;");
	idle(7);
	expect_told("");
}

/* Nobody types, nobody saves: what is done meanwhile is not seen, and nothing is sent; the first key finds it so. */
static void an_idle_minute_sends_nothing(void **state)
{
	(void)state;
	press("n");
	hour = loop.last_key;
	buffer_clear(&told);
	shown = 0;
	for (unsigned second = 0; second <= 60; second++)
		idle(second);
	assert_int_equal(shown, 0);
	expect_told("rest;rescue daftar;");
	data_changed = true;
	data_age = 1020;
	idle(61);
	assert_int_equal(shown, 1);
}

static void a_resize_while_resting_wakes_first(void **state)
{
	(void)state;
	idle(2);
	buffer_clear(&told);
	term_resize(20, 70);
	input_feed_resize();
	loop_turn(0);
	expect_told("wake;layout 16x70;");
	idle(3);
	expect_told("rest;");
}

/* One save is shown when the next look finds no other; then the screen rests again. */
static void what_others_saved_is_read_when_they_have_stopped(void **state)
{
	(void)state;
	idle(20);
	expect_told("rescue daftar;rest;");
	data_age = 300;
	idle(21);
	expect_told("");
	data_age = 20;
	idle(22);
	expect_told("");
	data_age = 1020;
	idle(23);
	expect_told("wake;recalc daftar;rest;");
	data_age = 0;
	idle(24);
	expect_told("");
}

/* As the loop itself would look, from the worst moment: one save just after a look, and one just after a key. */
static uint64_t time_until_read(uint64_t saved)
{
	uint64_t now = saved;

	buffer_clear(&told);
	while (!strstr(buffer_text(&told), "recalc daftar;")) {
		now += (uint64_t)loop_time_to_wait(now);
		data_age = now - saved + 1;
		loop_pass_time(now);
		assert_in_range(now - saved, 1, 60000);
	}
	data_age = 0;
	return now - saved;
}

static void one_save_of_another_is_seen_within_two_seconds(void **state)
{
	(void)state;
	idle(20);
	assert_in_range(time_until_read(hour + 20001), 1, 2000);
	idle(120);
	assert_in_range(time_until_read(hour + 120001), 1, 2000);
	press("n");
	assert_in_range(time_until_read(clock_monotonic_ms() + 1), 1, 2000);
}

static void an_idle_session_leaves_when_it_is_told_to(void **state)
{
	(void)state;
	hooks.leave_after = 2;
	idle(119);
	buffer_clear(&told);
	idle(120);
	hooks.leave_after = 0;
	expect_told("rescue daftar;");
	assert_false(loop_turn(0));
	assert_int_equal(loop_ended(), LOOP_IDLE);
	loop_begin(&hooks);
	idle(3600);
	assert_true(loop_turn(0));
}

/* The others save without a pause: from the second `from` on, until it is read. */
static unsigned seconds_until_read(unsigned from)
{
	unsigned second = from;
	const char *read;

	data_age = 0;
	idle(from - 1);
	buffer_clear(&told);
	do {
		data_age = 1 + second % 2 * 100;
		idle(second++);
	} while (!strstr(buffer_text(&told), "recalc daftar;") && second < 100);
	/* A draft may have been kept before, where the five seconds for it are over by then. */
	read = strstr(buffer_text(&told), "wake;");
	assert_non_null(read);
	assert_string_equal(read, "wake;recalc daftar;rest;");
	return second - 1 - from;
}

/* Whoever saves without end is not waited for; least by one who typed a moment ago. */
static void what_others_go_on_saving_is_read_all_the_same(void **state)
{
	(void)state;
	assert_in_range(seconds_until_read(2), 1, 3);
	assert_in_range(seconds_until_read(11), 15, 16);
}

static void what_cannot_be_had_again_leaves_only_the_way_out(void **state)
{
	(void)state;
	idle(2);
	buffer_clear(&told);
	data_is_there = false;
	assert_true(press("n"));
	assert_null(strstr(buffer_text(&told), "baru"));
	assert_string_equal(row_text(22), " ✗ Data tidak terbaca.");
	data_is_there = true;
	buffer_clear(&told);
	press("n");
	expect_told("wake;baru;recalc daftar;");
	idle(20);
	data_is_there = false;
	assert_false(press("C-q"));
}

static void a_small_window_shows_a_notice_and_keeps_all(void **state)
{
	(void)state;
	press("Enter a");
	buffer_clear(&told);
	term_resize(10, 59);
	input_feed_resize();
	press("b Esc Enter C-l");
	assert_string_equal(row_text(5), "    Jendela terlalu kecil: perlu 60x16, sekarang 59x10.");
	assert_string_equal(row_text(0), "");
	term_resize(2, 3);
	input_feed_resize();
	loop_turn(0);
	term_resize(24, 80);
	input_feed_resize();
	loop_turn(0);
	assert_string_equal(row_text(2), "formulir 20x80 a");
	expect_told("");
	press("Esc y Enter");
	term_resize(10, 20);
	input_feed_resize();
	assert_false(press("C-q"));
}

static void keys_typed_ahead_find_a_prepared_screen(void **state)
{
	(void)state;
	stack_push(&list_class, NULL, 1);
	press("n n Down");
	expect_told("layout 20x80;recalc daftar;baru;recalc daftar;baru;recalc daftar;turun;");
}

/* What a tmux makes of Esc and a letter behind it. In a field nothing is guessed: the letter might be an action below. */
static void escape_and_a_letter_in_one_are_two_keys(void **state)
{
	(void)state;
	stack_push(&list_class, NULL, 1);
	press("n");
	buffer_clear(&told);
	press("M-n");
	expect_told("kembali;close daftar;answer 1 0 0 -;baru;recalc daftar;");
	assert_int_equal(stack_depth(), 1);
	press("Enter a M-n");
	assert_string_equal(stack_top()->class->name, "formulir");
	assert_string_equal(row_text(2), "formulir 20x80 a");
	assert_string_equal(row_text(22), " Tombol Alt-n tidak dipakai di layar ini.");
}

static void long_ways_are_cut_at_their_start(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++)
		stack_push(&list_class, NULL, 1);
	input_feed_resize();
	loop_turn(0);
	assert_string_equal(row_text(0),
		" …daftar › daftar › daftar › daftar › daftar › daftar › daftar › daftar › daftar");
}

static char *read_all(const char *path)
{
	static char text[65536];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static bool run_script(const char *text, struct error *err)
{
	FILE *file = fopen("ui_loop_test.script", "w");
	bool good;

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	good = script_run("ui_loop_test.script", &hooks, err);
	unlink("ui_loop_test.script");
	return good;
}

static void scripts_drive_and_look(void **state)
{
	struct error err = {""};

	(void)state;
	assert_true(
		run_script("# buka\nkey Enter\ntype dua kata\npaste satu\\nlagi\nsnapshot ui_loop_test.out\n"
			   "resize 16x60\nattributes ui_loop_test.out2\n",
			&err));
	expect_told("buka;rescue formulir;rescue daftar;");
	assert_non_null(strstr(read_all("ui_loop_test.out"), "\nformulir 20x80 dua katasatu lagi\n"));
	assert_non_null(strstr(read_all("ui_loop_test.out"), "\ncursor 2,1\n"));
	assert_non_null(strstr(read_all("ui_loop_test.out2"), "\nformulir 12x60 dua katasatu lagi\n"));
	unlink("ui_loop_test.out");
	unlink("ui_loop_test.out2");
}

static void script_faults_carry_the_line(void **state)
{
	struct error err = {""};

	(void)state;
	assert_false(run_script("key n\n\nkey Entre\n", &err));
	assert_string_equal(err.text,
		"ui_loop_test.script:3: tombol \"Entre\" tidak dikenal; tulis misalnya F2, C-s, Enter, n.");
	assert_false(run_script("pergi\n", &err));
	assert_non_null(strstr(err.text, "ui_loop_test.script:1: "));
	assert_false(run_script("snapshot /tidak/ada/x\n", &err));
	assert_false(run_script("resize 0x4\n", &err));
	assert_false(run_script("key C-q\nkey n\n", &err));
	assert_string_equal(err.text, "ui_loop_test.script:2: siko sudah selesai sebelum baris ini.");
	assert_false(script_run("tidak-ada.script", &hooks, &err));
}

static void script_sizes_are_checked(void **state)
{
	int rows;
	int cols;

	(void)state;
	assert_true(script_parse_size("24x80", &rows, &cols));
	assert_int_equal(rows, 24);
	assert_int_equal(cols, 80);
	assert_false(script_parse_size("24", &rows, &cols));
	assert_false(script_parse_size("24x", &rows, &cols));
	assert_false(script_parse_size("0x80", &rows, &cols));
	assert_false(script_parse_size("24x80x", &rows, &cols));
	assert_false(script_parse_size("24x501", &rows, &cols));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_frame_stands_around_the_screen, begin, end),
		cmocka_unit_test_setup_teardown(a_viewer_is_offered_no_writing, begin, end),
		cmocka_unit_test_setup_teardown(keys_become_actions_then_global_meanings, begin, end),
		cmocka_unit_test_setup_teardown(a_dispatched_action_runs_after_the_handler, begin, end),
		cmocka_unit_test_setup_teardown(typing_goes_to_the_screen, begin, end),
		cmocka_unit_test_setup_teardown(a_paste_where_nothing_is_typed_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_float_stands_over_the_screen_below, begin, end),
		cmocka_unit_test_setup_teardown(a_screen_may_put_another_in_its_place, begin, end),
		cmocka_unit_test_setup_teardown(leaving_asks_first, begin, end),
		cmocka_unit_test_setup_teardown(quitting_goes_on_after_the_question, begin, end),
		cmocka_unit_test_setup_teardown(going_home_asks_too_and_leaves_the_first_screen, begin, end),
		cmocka_unit_test_setup_teardown(a_hang_up_rescues_every_screen, begin, end),
		cmocka_unit_test_setup_teardown(resizes_are_laid_out_once, begin, end),
		cmocka_unit_test_setup_teardown(a_long_message_is_read_whole_and_then_gone, begin, end),
		cmocka_unit_test_setup_teardown(
			what_can_be_had_again_is_given_back_once_and_had_before_the_next_key, begin_idle,
			end_idle),
		cmocka_unit_test_setup_teardown(
			what_changed_meanwhile_is_read_before_the_key_is_acted_on, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			drafts_are_kept_once_after_five_seconds, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(an_idle_minute_sends_nothing, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(a_resize_while_resting_wakes_first, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			what_others_saved_is_read_when_they_have_stopped, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			one_save_of_another_is_seen_within_two_seconds, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			an_idle_session_leaves_when_it_is_told_to, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			what_others_go_on_saving_is_read_all_the_same, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(
			what_cannot_be_had_again_leaves_only_the_way_out, begin_idle, end_idle),
		cmocka_unit_test_setup_teardown(a_small_window_shows_a_notice_and_keeps_all, begin, end),
		cmocka_unit_test_setup_teardown(keys_typed_ahead_find_a_prepared_screen, begin, end),
		cmocka_unit_test_setup_teardown(escape_and_a_letter_in_one_are_two_keys, begin, end),
		cmocka_unit_test_setup_teardown(long_ways_are_cut_at_their_start, begin, end),
		cmocka_unit_test_setup_teardown(scripts_drive_and_look, begin, end),
		cmocka_unit_test_setup_teardown(script_faults_carry_the_line, begin, end),
		cmocka_unit_test(script_sizes_are_checked),
	};

	return cmocka_run_group_tests_name("loop", tests, open_term, close_term);
}
