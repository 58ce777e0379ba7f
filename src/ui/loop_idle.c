#include "ui/loop_part.h"

#define SHORT_IDLE  1000 /* ms without a key: hooks->rest, and moved is asked from now on */
#define LONG_IDLE   5000 /* ms without a key: drafts are kept */
#define POLL_PERIOD 1000
#define SETTLE_MS   500	  /* without a further change: then what others saved is read */
#define LATE_MOST   15000 /* ms an idle screen may show what has been changed elsewhere */

void loop_rescue_all(void)
{
	for (size_t i = stack_depth(); i-- > 0;)
		if (stack_at(i)->class->rescue)
			stack_at(i)->class->rescue(stack_at(i));
}

void loop_recalc_stale(void)
{
	/* Those that are covered do it when they are seen again. */
	for (size_t i = 0; i < stack_depth(); i++) {
		struct screen *screen = stack_at(i);

		if (screen->class->stale ? screen->class->stale(screen) : screen->class->recalc != NULL)
			screen->needs_recalc = true;
	}
}

/* ---- giving back, and having it again ---- */

static void rest(void)
{
	if (loop.hooks->rest)
		loop.hooks->rest(stack_app());
	loop.resting = true;
}

bool loop_wake(void)
{
	bool changed = false;

	if (!loop.resting)
		return true;
	if (loop.hooks->wake && !loop.hooks->wake(stack_app(), &changed))
		return false;
	loop.resting = false;
	if (changed) {
		loop_recalc_stale();
		loop_soil(DIRT_ALL);
	}
	return true;
}

/* What would cost too much with every letter is done when nobody types. */
static void pause_top(void)
{
	struct screen *top = stack_top();

	if (!top || loop_is_too_small() || !top->class->paused || !top->class->paused(top))
		return;
	loop_soil(DIRT_TYPED);
	loop_settle();
}

/* ---- what others saved meanwhile ---- */

/* While others save one after the other an idle screen waits for half a second without: two hundred that all read again after
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
	if (stamp && !is_time_to_read(now, quiet, stamp))
		return;
	loop.stamp = 0;
	/* Awake first: a screen that reads anew may look at what it has shown so far. */
	if (!stamp || !loop_wake())
		return;
	loop_recalc_stale();
	loop_settle();
}

/* Somebody who went home leaves no session open behind him; what he typed is a draft. */
static bool has_left(uint64_t quiet)
{
	return loop.hooks->leave_after > 0 && quiet >= (uint64_t)loop.hooks->leave_after * 60000;
}

/* Once a second; a change that has been seen is looked at again sooner, so that it is on every screen within two. */
static uint64_t poll_period(void)
{
	return loop.stamp ? SETTLE_MS : POLL_PERIOD;
}

void loop_pass_time(uint64_t now)
{
	uint64_t quiet = now - loop.last_key;

	if (loop.ended || quiet < SHORT_IDLE)
		return;
	if (has_left(quiet)) {
		loop_rescue_all();
		loop_finish(LOOP_IDLE);
		return;
	}
	if (quiet >= LONG_IDLE && !loop.rescued) {
		loop.rescued = true;
		loop_rescue_all();
		loop_settle();
	}
	if (loop.hooks->moved && now - loop.last_poll >= poll_period())
		look_for_changes(now, quiet);
	if (!loop.resting) {
		pause_top();
		rest();
	}
}

int loop_time_to_wait(uint64_t now)
{
	uint64_t quiet = now - loop.last_key;

	if (quiet < SHORT_IDLE)
		return (int)(SHORT_IDLE - quiet) + 1;
	if (loop.hooks->moved || loop.hooks->leave_after)
		return (int)poll_period();
	if (!loop.rescued)
		return quiet < LONG_IDLE ? (int)(LONG_IDLE - quiet) + 1 : 1;
	return -1;
}
