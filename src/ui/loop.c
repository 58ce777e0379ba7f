#include "ui/loop_part.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/term.h"

#define BATCH_MOST 1000 /* events taken before the screen is painted all the same */

struct loop_state loop;

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

void loop_finish(enum loop_end end)
{
	loop.ended = true;
	loop.end = end;
}

enum loop_end loop_ended(void)
{
	return loop.end;
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
	loop_soil(DIRT_ALL);
	if (below && below->class->resume)
		outcome = below->class->resume(below, &answer);
	free(answer.text);
	if (below)
		apply(below, outcome);
	if (!stack_top())
		loop_finish(LOOP_QUIT);
}

static void apply(struct screen *screen, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_IGNORED:
		break;
	case OUTCOME_HANDLED:
		loop_soil(DIRT_BOTTOM);
		break;
	case OUTCOME_TYPED:
		loop_soil(DIRT_TYPED);
		break;
	case OUTCOME_MOVED:
		loop_soil(DIRT_MOVED);
		break;
	case OUTCOME_REPAINT:
		loop_soil(DIRT_ALL);
		break;
	case OUTCOME_RECALC:
		screen->needs_recalc = true;
		loop_soil(DIRT_ALL);
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
	loop.floor = 0;
	loop.quit_wanted = true;
}

void loop_go_home(void)
{
	loop.floor = 1;
	loop.quit_wanted = true;
}

/* Screens close from the top while they agree; one that does not has pushed a question, and when its answer closes
 * that screen the quitting goes on. */
static void quit_all(void)
{
	loop.quit_wanted = false;
	loop.refuser = NULL;
	while (stack_depth() > loop.floor) {
		struct screen *top = stack_top();

		loop_soil(DIRT_ALL);
		if (!may_leave(top)) {
			loop.refuser = top;
			return;
		}
		stack_remove(top);
	}
	if (stack_top())
		apply(stack_top(), OUTCOME_RECALC);
	else
		loop_finish(LOOP_QUIT);
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
	loop_soil(DIRT_ALL);
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
		loop_soil(DIRT_ALL);
		return;
	case ACTION_HELP:
		if (hooks->help)
			hooks->help(stack_app(), screen);
		loop_soil(DIRT_ALL);
		return;
	case ACTION_PALETTE:
		if (hooks->palette)
			hooks->palette(stack_app(), screen);
		loop_soil(DIRT_ALL);
		return;
	default:
		break;
	}
	if (action_info(action)->group == ACTION_GROUP_SCREEN && hooks->global) {
		enum outcome outcome = hooks->global(stack_app(), action);
		size_t index;

		if (outcome != OUTCOME_IGNORED) {
			loop_soil(DIRT_ALL);
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
		loop_soil(DIRT_ALL);
	if (outcome == OUTCOME_IGNORED && stack_top() == screen)
		perform_global(screen, action);
	else
		apply(screen, outcome);
}

void loop_dispatch(enum action action)
{
	if (loop.queued < LOOP_QUEUE_MOST)
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
		loop_soil(DIRT_ALL);
}

#define NUMBER_MOST 9999

/* A 0 that begins none is no number. */
static bool take_digit(int key)
{
	if (key < '0' || key > '9' || (key == '0' && !loop.number))
		return false;
	loop.number = loop.number * 10 + (unsigned)(key - '0');
	if (loop.number > NUMBER_MOST)
		loop.number = NUMBER_MOST;
	frame_say(SAY_INFO, "%u kali …", loop.number);
	return true;
}

/* As often as the number before it says, while the screen stays. */
static void repeat_motion(struct screen *screen, enum action action)
{
	unsigned times = loop.number;

	loop.number = 0;
	while (times-- > 1 && stack_top() == screen && action_info(action)->group == ACTION_GROUP_MOVE)
		perform(action);
	if (stack_top() == screen)
		perform(action);
}

static void on_key(struct screen *screen, int key)
{
	enum action action = keymap_find(loop.hooks->keymap, screen->class->context, key);
	const char *label = input_key_label(key);

	if (action == ACTION_NUMBER) {
		if (take_digit(key))
			return;
		action = ACTION_NONE;
	}
	if (loop.number) {
		repeat_motion(screen, action);
		return;
	}
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
	loop.rescued = false;
	loop.acted = true;
	if (loop.hooks->announces) /* a key that changes nothing is answered all the same */
		loop_soil(DIRT_BOTTOM);
	frame_forget();
	if (!top)
		return;
	if (!loop_wake() || loop_is_too_small()) {
		if (event->kind != INPUT_PASTE)
			on_key_unseen(event->key);
		return;
	}
	/* Keys typed ahead find the screen as it will be when they are seen. */
	loop_prepare(top);
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
	loop_soil(DIRT_ALL);
}

/* No key of anybody's: it neither ends a rest nor takes a message away. */
static void on_place(int row, int col)
{
	if (!term_judge_place(row, col))
		return;
	frame_say(SAY_WARN, "%s", term_warning());
	term_redraw();
	loop_soil(DIRT_ALL);
}

/* Over a line that gathers keys, and behind a tmux, which waits half a second for them, Esc and what is typed next come as Alt
 * with a character. Where that has no meaning and nothing is being typed, they are the two keys that were pressed. */
static bool is_two_keys(const struct input_event *event)
{
	struct screen *top = stack_top();

	return event->kind == INPUT_KEY && event->key > INPUT_ALT + ' ' && event->key < INPUT_ALT + 0x7F &&
	       top && !loop.number && !is_typing(top) &&
	       keymap_find(loop.hooks->keymap, top->class->context, event->key) == ACTION_NONE;
}

static void handle_one(const struct input_event *event)
{
	switch (event->kind) {
	case INPUT_NONE:
		break;
	case INPUT_PLACE:
		on_place(event->row, event->col);
		break;
	case INPUT_RESIZE:
		on_resize();
		break;
	case INPUT_HANGUP:
		loop_rescue_all();
		loop_finish(LOOP_HANGUP);
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
		loop_prepare(stack_top());
		perform(loop.queue[i]);
	}
	loop.queued = 0;
	go_on_quitting();
}

static void handle(const struct input_event *event)
{
	const char second[] = {(char)(event->key - INPUT_ALT), '\0'};

	if (!is_two_keys(event)) {
		handle_one(event);
		return;
	}
	handle_one(&(struct input_event){.kind = INPUT_KEY, .key = INPUT_ESC});
	if (!loop.ended)
		handle_one(&(struct input_event){
			.kind = INPUT_TEXT, .key = (unsigned char)*second, .text = second, .size = 1});
}

bool loop_turn(int timeout_ms)
{
	struct input_event event;

	if (loop.ended)
		return false;
	loop_settle();
	input_next(&event, timeout_ms);
	handle(&event);
	for (int i = 0; i < BATCH_MOST && !loop.ended && !loop.ping && event.kind != INPUT_NONE; i++) {
		if (!input_pending())
			break;
		input_next(&event, 0);
		handle(&event);
	}
	loop_settle();
	if (loop.ping) {
		loop.ping = false;
		term_pong();
	}
	return !loop.ended;
}

/* --- running --- */

enum loop_end loop_run(const struct loop_hooks *hooks)
{
	loop_begin(hooks);
	while (loop_turn(loop_time_to_wait(clock_monotonic_ms())))
		loop_pass_time(clock_monotonic_ms());
	return loop.end;
}
