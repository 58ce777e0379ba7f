#include "ui/loop.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "ui/compose.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/term.h"

#define BATCH_MOST  1000 /* events taken before the screen is painted all the same */
#define QUEUE_MOST  8
#define SHORT_IDLE  1000 /* ms without a key: hooks->idle(1), and moved is asked from now on */
#define LONG_IDLE   5000 /* ms without a key: drafts are kept */
#define POLL_PERIOD 1000
#define LATE_MOST   15000 /* ms an idle screen may show what has been changed elsewhere */

/* How much of the screen is out of date. */
enum dirt {
	DIRT_NONE,
	DIRT_BOTTOM, /* status, footer and cursor */
	DIRT_TYPED,  /* a row of the top screen, status and cursor */
	DIRT_ALL
};

static struct {
	const struct loop_hooks *hooks;
	enum dirt dirt;
	bool ended;
	enum loop_end end;
	bool quit_wanted;
	struct screen *refuser; /* whose leave said no to QUIT: it goes on if that screen closes after all */
	enum action queue[QUEUE_MOST];
	size_t queued;
	bool ping;
	uint64_t last_key;
	uint64_t last_poll;
	uint64_t stamp;	      /* of changed data, as last asked */
	uint64_t moved_since; /* when it was first seen to have changed */
	int idle_told;	      /* 0, 1 or 5 seconds */
	bool resting;	      /* what hooks->idle gave back is not there */
} loop;

static void soil(enum dirt dirt)
{
	if (dirt > loop.dirt)
		loop.dirt = dirt;
}

const struct keymap *loop_keymap(void)
{
	return loop.hooks ? loop.hooks->keymap : NULL;
}

const struct loop_hooks *loop_hooks(void)
{
	return loop.hooks;
}

void loop_begin(const struct loop_hooks *hooks)
{
	memset(&loop, 0, sizeof loop);
	loop.hooks = hooks;
	loop.dirt = DIRT_ALL;
	loop.last_key = clock_monotonic_ms();
	if (term_warning())
		frame_say(SAY_WARN, "%s", term_warning());
}

static void finish(enum loop_end end)
{
	loop.ended = true;
	loop.end = end;
}

/* --- data that changed, or was given back --- */

static void recalc_stale(void)
{
	for (size_t i = 0; i < stack_depth(); i++) {
		struct screen *screen = stack_at(i);

		if (screen->class->stale ? screen->class->stale(screen) : screen->class->recalc != NULL)
			screen->needs_recalc =
				true; /* those that are covered do it when they are seen again */
	}
}

static bool wake(void)
{
	bool changed = false;

	if (!loop.resting)
		return true;
	if (loop.hooks->wake && !loop.hooks->wake(stack_app(), &changed))
		return false;
	loop.resting = false;
	if (changed) {
		recalc_stale();
		soil(DIRT_ALL);
	}
	return true;
}

/* --- painting --- */

static bool too_small(int rows, int cols)
{
	return rows < loop.hooks->min_rows || cols < loop.hooks->min_cols || rows <= FRAME_ROWS;
}

static bool is_too_small(void)
{
	int rows;
	int cols;

	term_size(&rows, &cols);
	return too_small(rows, cols);
}

static void paint_too_small(int rows, int cols)
{
	if (loop.dirt != DIRT_NONE) {
		frame_paint_too_small(rows, cols, loop.hooks->min_rows, loop.hooks->min_cols);
		term_flush(0, 0);
	}
	loop.dirt = DIRT_NONE;
}

static void prepare(struct screen *screen)
{
	if (compose_prepare(screen))
		soil(DIRT_ALL);
}

void loop_show_message(void)
{
	int rows;
	int cols;

	term_size(&rows, &cols);
	if (!loop.hooks || !stack_top() || too_small(rows, cols) || !frame_take_news())
		return;
	frame_paint_bottom(rows, cols);
	term_flush(-1, -1);
	soil(DIRT_BOTTOM);
}

/* All, or the row being typed in with the status; false when it is the bottom alone. */
static bool paint_what_changed(int rows, int cols)
{
	struct screen *top = stack_top();

	if (loop.dirt == DIRT_TYPED && top->class->paint_typed && top->class->paint_typed(top)) {
		frame_update_status(rows, cols);
		return true;
	}
	if (loop.dirt >= DIRT_TYPED)
		compose_paint(rows, cols);
	return loop.dirt >= DIRT_TYPED;
}

/* Paints what is out of date, once, and sends it. */
static void settle(void)
{
	struct screen *top;
	bool awake;
	int rows;
	int cols;
	int row = -1;
	int col = -1;

	if (loop.ended || !stack_top())
		return;
	term_size(&rows, &cols);
	if (too_small(rows, cols)) {
		paint_too_small(rows, cols);
		return;
	}
	awake = loop.dirt != DIRT_ALL || wake();
	if (awake && compose_prepare_visible())
		soil(DIRT_ALL);
	if (frame_take_news())
		soil(DIRT_BOTTOM);
	if (loop.dirt == DIRT_NONE)
		return;
	if (!awake || !paint_what_changed(rows, cols))
		frame_paint_bottom(rows, cols);
	if (!awake) { /* tried again with the next event or second */
		term_flush(-1, -1);
		return;
	}
	loop.dirt = DIRT_NONE;
	top = stack_top();
	if (top->class->cursor)
		top->class->cursor(top, &row, &col);
	term_flush(row, col);
}

/* --- what handlers answer --- */

static void apply(struct screen *screen, enum outcome outcome);

static bool on_stack(const struct screen *screen, size_t *index)
{
	for (*index = 0; *index < stack_depth(); ++*index)
		if (stack_at(*index) == screen)
			return true;
	return false;
}

/* Closes a screen (it may have put its successor on top before) and gives its answer to the one below. */
static void close_screen(struct screen *screen)
{
	struct answer answer = screen->answer;
	struct screen *below;
	enum outcome outcome = OUTCOME_RECALC;
	size_t index;

	if (!on_stack(screen, &index))
		return;
	below = index ? stack_at(index - 1) : NULL;
	answer.from = screen->tag;
	screen->answer.text = NULL;
	if (screen == loop.refuser) {
		loop.refuser = NULL;
		loop.quit_wanted = true;
	}
	stack_remove(screen);
	soil(DIRT_ALL);
	if (below && below->class->resume)
		outcome = below->class->resume(below, &answer);
	free(answer.text);
	if (below)
		apply(below, outcome);
	if (!stack_top())
		finish(LOOP_QUIT);
}

static void apply(struct screen *screen, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_IGNORED:
		break;
	case OUTCOME_HANDLED:
		soil(DIRT_BOTTOM);
		break;
	case OUTCOME_TYPED:
		soil(DIRT_TYPED);
		break;
	case OUTCOME_REPAINT:
		soil(DIRT_ALL);
		break;
	case OUTCOME_RECALC:
		screen->needs_recalc = true;
		soil(DIRT_ALL);
		break;
	case OUTCOME_CLOSE:
		close_screen(screen);
		break;
	}
}

static bool may_leave(struct screen *screen)
{
	return !screen->class->leave || screen->class->leave(screen);
}

void loop_quit(void)
{
	loop.quit_wanted = true;
}

/* Screens close from the top while they agree; one that does not has pushed a question, and when its answer closes
 * that screen the quitting goes on. */
static void quit_all(void)
{
	loop.quit_wanted = false;
	loop.refuser = NULL;
	while (stack_top()) {
		struct screen *top = stack_top();

		soil(DIRT_ALL);
		if (!may_leave(top)) {
			loop.refuser = top;
			return;
		}
		stack_remove(top);
	}
	finish(LOOP_QUIT);
}

static void go_on_quitting(void)
{
	if (loop.ended)
		return;
	if (loop.refuser && stack_top() == loop.refuser)
		loop.refuser = NULL; /* the question was answered with no */
	if (loop.quit_wanted)
		quit_all();
}

/* --- keys to actions --- */

static void go_back(struct screen *screen)
{
	if (stack_depth() == 1) {
		int key = keymap_key(loop.hooks->keymap, screen->class->context, ACTION_QUIT, 0);

		frame_say(SAY_INFO, "Ini layar pertama; %s untuk keluar dari siko.",
			key ? input_key_label(key) : action_info(ACTION_QUIT)->word);
		return;
	}
	soil(DIRT_ALL);
	if (may_leave(screen))
		close_screen(screen);
}

static void perform_global(struct screen *screen, enum action action)
{
	const struct loop_hooks *hooks = loop.hooks;

	switch (action) {
	case ACTION_BACK:
		go_back(screen);
		return;
	case ACTION_QUIT:
		loop_quit();
		return;
	case ACTION_REDRAW:
		term_redraw();
		soil(DIRT_ALL);
		return;
	case ACTION_HELP:
		if (hooks->help)
			hooks->help(stack_app(), screen);
		soil(DIRT_ALL);
		return;
	case ACTION_PALETTE:
		if (hooks->palette)
			hooks->palette(stack_app(), screen);
		soil(DIRT_ALL);
		return;
	default:
		break;
	}
	if (action_info(action)->group == ACTION_GROUP_SCREEN && hooks->global) {
		enum outcome outcome = hooks->global(stack_app(), action);
		size_t index;

		if (outcome != OUTCOME_IGNORED) {
			soil(DIRT_ALL);
			if (on_stack(screen, &index))
				apply(screen, outcome);
			return;
		}
	}
	/* At the end of a list a further Down is no mistake worth a sentence. */
	if (action_info(action)->group != ACTION_GROUP_MOVE)
		frame_say(SAY_INFO, "Di layar ini tidak ada yang dapat dilakukan dengan \"%s\".",
			action_info(action)->label);
}

static void perform(enum action action)
{
	const struct loop_hooks *hooks = loop.hooks;
	struct screen *screen = stack_top();
	enum outcome outcome = OUTCOME_IGNORED;
	size_t depth = stack_depth();

	if (!screen || action == ACTION_NONE)
		return;
	if (action_info(action)->writes && hooks->may_write && !hooks->may_write(stack_app())) {
		frame_say(SAY_WARN, "Anda hanya dapat melihat; \"%s\" perlu hak menulis.",
			action_info(action)->label);
		return;
	}
	if (screen->class->act)
		outcome = screen->class->act(screen, action);
	if (stack_depth() != depth || stack_top() != screen) /* it pushed another */
		soil(DIRT_ALL);
	if (outcome == OUTCOME_IGNORED && stack_top() == screen)
		perform_global(screen, action);
	else
		apply(screen, outcome);
}

void loop_dispatch(enum action action)
{
	if (loop.queued < QUEUE_MOST)
		loop.queue[loop.queued++] = action;
}

static bool is_typing(struct screen *screen)
{
	return screen->class->typing && screen->class->text && screen->class->typing(screen);
}

static void on_text(struct screen *screen, const struct input_event *event)
{
	apply(screen, screen->class->text(screen, event->text, event->size, event->kind == INPUT_PASTE));
	if (stack_top() != screen)
		soil(DIRT_ALL);
}

static void on_key(struct screen *screen, int key)
{
	enum action action = keymap_find(loop.hooks->keymap, screen->class->context, key);
	const char *label = input_key_label(key);

	if (action != ACTION_NONE)
		perform(action);
	else if (label)
		frame_say(SAY_INFO, "Tombol %s tidak dipakai di layar ini.", label);
}

/* Nothing but these has a meaning when nothing can be seen. */
static void on_key_unseen(int key)
{
	enum action action = keymap_find(loop.hooks->keymap, CONTEXT_GLOBAL, key);

	if (action == ACTION_QUIT || action == ACTION_REDRAW)
		perform_global(stack_top(), action);
}

static void on_typing_event(const struct input_event *event)
{
	struct screen *top = stack_top();

	loop.last_key = clock_monotonic_ms();
	loop.idle_told = 0;
	frame_forget();
	if (!top)
		return;
	if (!wake() || is_too_small()) {
		if (event->kind != INPUT_PASTE)
			on_key_unseen(event->key);
		return;
	}
	/* Keys typed ahead find the screen as it will be when they are seen. */
	prepare(top);
	if (event->kind != INPUT_KEY && is_typing(top))
		on_text(top, event);
	else if (event->kind == INPUT_PASTE)
		frame_say(SAY_INFO, "Tempelan diabaikan: di sini tidak ada isian untuk teks.");
	else
		on_key(top, event->key);
}

/* Screens are laid out when their area is seen to differ, so a storm of these costs one layout. */
static void on_resize(void)
{
	term_resize(0, 0);
	soil(DIRT_ALL);
}

static void rescue_all(void)
{
	for (size_t i = stack_depth(); i-- > 0;)
		if (stack_at(i)->class->rescue)
			stack_at(i)->class->rescue(stack_at(i));
}

static void handle(const struct input_event *event)
{
	switch (event->kind) {
	case INPUT_NONE:
		break;
	case INPUT_RESIZE:
		on_resize();
		break;
	case INPUT_HANGUP:
		rescue_all();
		finish(LOOP_HANGUP);
		return;
	case INPUT_KEY:
		if (event->key == INPUT_PING) {
			loop.ping = true;
			break;
		}
		on_typing_event(event);
		break;
	case INPUT_TEXT:
	case INPUT_PASTE:
		on_typing_event(event);
		break;
	}
	for (size_t i = 0; i < loop.queued && stack_top(); i++) {
		prepare(stack_top());
		perform(loop.queue[i]);
	}
	loop.queued = 0;
	go_on_quitting();
}

bool loop_turn(int timeout_ms)
{
	struct input_event event;

	if (loop.ended)
		return false;
	settle();
	input_next(&event, timeout_ms);
	handle(&event);
	for (int i = 0; i < BATCH_MOST && !loop.ended && !loop.ping && event.kind != INPUT_NONE; i++) {
		if (!input_pending())
			break;
		input_next(&event, 0);
		handle(&event);
	}
	settle();
	if (loop.ping) {
		loop.ping = false;
		term_pong();
	}
	return !loop.ended;
}

/* --- while nobody types --- */

static void tell_idle(int seconds)
{
	if (loop.hooks->idle)
		loop.hooks->idle(stack_app(), seconds);
	loop.resting = true;
}

/* While others save one after the other an idle screen waits for a second without: two hundred that all read again after
 * every save would halve the rate of saving (bench: "simpan/detik dengan 200 sesi diam"). Nobody waits longer than half of
 * the time he has been away, or LATE_MOST; the next key reads at once. */
static bool is_time_to_read(uint64_t now, uint64_t quiet, uint64_t stamp)
{
	uint64_t most = quiet / 2 < LATE_MOST ? quiet / 2 : LATE_MOST;
	bool settled = stamp == loop.stamp;

	if (!loop.stamp)
		loop.moved_since = now;
	loop.stamp = stamp;
	return settled || now - loop.moved_since >= most;
}

static void look_for_changes(uint64_t now, uint64_t quiet)
{
	uint64_t stamp = loop.hooks->moved(stack_app());

	loop.last_poll = now;
	if (!stamp) {
		loop.stamp = 0;
	} else if (is_time_to_read(now, quiet, stamp)) {
		loop.stamp = 0;
		recalc_stale();
		settle();
		tell_idle(1);
	}
}

static void pass_time(void)
{
	uint64_t now = clock_monotonic_ms();
	uint64_t quiet = now - loop.last_key;

	if (quiet < SHORT_IDLE)
		return;
	if (loop.idle_told < 1) {
		loop.idle_told = 1;
		tell_idle(1);
	}
	if (quiet >= LONG_IDLE && loop.idle_told < 5) {
		loop.idle_told = 5;
		rescue_all();
		tell_idle(5);
	}
	if (loop.hooks->moved && now - loop.last_poll >= POLL_PERIOD)
		look_for_changes(now, quiet);
}

/* Milliseconds until pass_time has something to do; -1 = never. */
static int time_to_wait(void)
{
	uint64_t quiet = clock_monotonic_ms() - loop.last_key;

	if (quiet < SHORT_IDLE)
		return (int)(SHORT_IDLE - quiet) + 1;
	if (loop.hooks->moved)
		return POLL_PERIOD;
	if (loop.idle_told < 5)
		return quiet < LONG_IDLE ? (int)(LONG_IDLE - quiet) + 1 : 1;
	return -1;
}

enum loop_end loop_run(const struct loop_hooks *hooks)
{
	loop_begin(hooks);
	while (loop_turn(time_to_wait()))
		pass_time();
	return loop.end;
}
