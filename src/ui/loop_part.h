/* loop_part.h: what the files of the loop share: its state, what is out of date, painting it, waking up.
 * Not for screens; they use loop.h. loop.c takes events to actions, loop_paint.c paints what is out of date, loop_idle.c is the
 * time when nobody types. The state is the program's one loop; hooks and screens are borrowed. */
#ifndef SIKO_UI_LOOP_PART_H
#define SIKO_UI_LOOP_PART_H

#include <stdint.h>

#include "ui/loop.h"

#define LOOP_QUEUE_MOST 8

/* How much of the screen is out of date. */
enum dirt {
	DIRT_NONE,
	DIRT_BOTTOM, /* status, footer and cursor */
	DIRT_TYPED,  /* a row of the top screen, status and cursor */
	DIRT_MOVED,  /* two rows of it, title, status and cursor */
	DIRT_ALL
};

struct loop_state {
	const struct loop_hooks *hooks;
	enum dirt dirt;
	bool ended;
	enum loop_end end;
	bool quit_wanted;
	size_t floor;		/* screens that stay: 0 to quit, 1 to go home */
	struct screen *refuser; /* whose leave said no to that: it goes on if that screen closes after all */
	enum action queue[LOOP_QUEUE_MOST];
	size_t queued;
	unsigned number; /* typed before a motion: how often it is made */
	bool ping;
	bool acted; /* a key came since what was announced last */
	uint64_t last_key;
	uint64_t last_poll;
	uint64_t changed;     /* when the data changed, as last asked; 0: as it was read */
	uint64_t moved_since; /* when it was first seen to have changed */
	bool rescued;	      /* drafts are kept since the last key */
	bool resting;	      /* what hooks->rest gave back is not there */
};

extern struct loop_state loop;

void loop_soil(enum dirt dirt);
/* Has what was given back read again, and those who show changed data read. False after a sentence: it cannot be had. */
bool loop_wake(void);
bool loop_is_too_small(void);
void loop_prepare(
	struct screen *screen); /* layout and data of a screen that is about to be asked something */
void loop_settle(void);		/* paints what is out of date, once, and sends it */
void loop_recalc_stale(void);
void loop_finish(enum loop_end end);
void loop_rescue_all(void);	     /* every screen keeps its draft */
int loop_time_to_wait(uint64_t now); /* ms until loop_pass_time has something to do; -1 = never */

#endif
