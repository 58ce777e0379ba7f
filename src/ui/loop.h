/* loop.h: the one loop: wait, dispatch, recalc, paint, cursor, one doupdate.
 * Knows no record: what happens each second or at a hang-up is told by hooks.
 * Owns the frame (title, rule, status, footer); borrows keymap and hooks while it runs. */
#ifndef SIKO_UI_LOOP_H
#define SIKO_UI_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/keymap.h"
#include "ui/screen.h"

struct loop_hooks {
	const struct keymap *keymap;
	/* Asked once a second while idle, writes no byte: 0 = the data is as it was read, else when it changed, as clock_wall_ms. */
	uint64_t (*moved)(void *app);
	void (*rest)(void *app); /* after a second without a key: gives back what can be had again */
	/* Before the first event or painting after that. False after saying why what was given back cannot be had again:
	 * until it can, nothing but leaving is possible. */
	bool (*wake)(void *app, bool *changed);
	bool (*may_write)(
		void *app); /* the right to act, asked once in the dispatcher for actions that write */
	void (*help)(void *app, struct screen *screen);	   /* pushes the help screen */
	void (*palette)(void *app, struct screen *screen); /* pushes the palette */
	enum outcome (*global)(
		void *app, enum action action); /* screens reachable from anywhere (ACTION_GO_…) */
	int leave_after;			/* minutes without a key; 0 = never */
	bool announces;				/* one line says, after every action, where one is now */
	int min_rows, min_cols;			/* below it: a notice only, state kept (16 x 60) */
};

enum loop_end { LOOP_QUIT, LOOP_HANGUP, LOOP_IDLE };

/* Runs until the stack is empty, QUIT went through every screen's leave, or a hang-up or too long a rest (every screen's
 * rescue was called). */
enum loop_end loop_run(const struct loop_hooks *hooks);

/* One turn, for scripts: takes what input has, paints when no key waits. False when the program should end. */
bool loop_turn(int timeout_ms);
/* What there is to do when nobody types, at this moment of clock_monotonic_ms. */
void loop_pass_time(uint64_t now);
void loop_begin(const struct loop_hooks *hooks);
enum loop_end loop_ended(void); /* how it did, once loop_run or loop_turn is over */
const struct keymap *loop_keymap(void);
const struct loop_hooks *loop_hooks(void);

/* Has the top screen asked to act as if the key for action was pressed (palette). */
void loop_dispatch(enum action action);
/* Shows the message of frame_say at once, from inside a handler that must wait for something. */
void loop_show_message(void);
void loop_quit(void);	 /* asks every screen's leave, then ends */
void loop_go_home(void); /* the same down to the first screen, which stays */

#endif
