#include "base/clock.h"
#include "ui/loop_part.h"

#define SHORT_IDLE  1000 /* ms without a key: hooks->rest, and moved is asked from now on */
#define LONG_IDLE   5000 /* ms without a key: drafts are kept */
#define POLL_PERIOD 1000
#define SETTLE_MS   500	  /* without a further change: then what others saved is read */
#define LATE_MOST   15000 /* ms a screen that nobody sits at may show what has been changed elsewhere */

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

/* While others save one after the other an idle screen waits for SETTLE_MS without: two hundred that all read again after
 * every save would halve the rate of saving (bench: "simpan/detik dengan 200 sesi diam"). Whoever typed a moment ago waits
 * half of that moment at most; the next key reads at once. One save alone is on every screen one look later at the latest. */
static bool is_time_to_read(uint64_t now, uint64_t quiet, uint64_t changed)
{
	uint64_t most = quiet < LONG_IDLE ? quiet / 2 : LATE_MOST;
	uint64_t wall = clock_wall_ms();
	/* A clock that was set back must keep nobody waiting. */
	bool settled = changed == loop.changed || changed > wall || wall - changed >= SETTLE_MS;

	if (!loop.changed)
		loop.moved_since = now;
	loop.changed = changed;
	return settled || now - loop.moved_since >= most;
}

static void look_for_changes(uint64_t now, uint64_t quiet)
{
	uint64_t changed = loop.hooks->moved(stack_app());

	loop.last_poll = now;
	if (changed && !is_time_to_read(now, quiet, changed))
		return;
	loop.changed = 0;
	/* Awake first: a screen that reads anew may look at what it has shown so far. */
	if (!changed || !loop_wake())
		return;
	loop_recalc_stale();
	loop_settle();
}

/* Somebody who went home leaves no session open behind him; what he typed is a draft. */
static bool has_left(uint64_t quiet)
{
	return loop.hooks->leave_after > 0 && quiet >= (uint64_t)loop.hooks->leave_after * 60000;
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
	if (loop.hooks->moved && now - loop.last_poll >= POLL_PERIOD)
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
		return POLL_PERIOD;
	if (!loop.rescued)
		return quiet < LONG_IDLE ? (int)(LONG_IDLE - quiet) + 1 : 1;
	return -1;
}
