/* screen.h: what a screen is, and the stack they stand on.
 * A screen never runs another: it pushes one and gets its answer in resume, so that a resize, a hang-up or a script
 * reaches a dialog like any screen. The stack owns the screens; a screen's private block is freed after its close. */
#ifndef SIKO_UI_SCREEN_H
#define SIKO_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "ui/draw.h"
#include "ui/input.h"
#include "ui/keymap.h"

enum outcome {
	OUTCOME_IGNORED, /* not mine: the loop tries the global meaning (back, quit, help, …) */
	OUTCOME_HANDLED, /* done, nothing to repaint but the cursor and status */
	OUTCOME_TYPED,	 /* one row of mine changed: paint_part paints it */
	OUTCOME_MOVED,	 /* the mark went to another row in sight: paint_part paints both */
	OUTCOME_REPAINT, /* paint again */
	OUTCOME_RECALC,	 /* read again, then paint */
	OUTCOME_CLOSE	 /* pop me; my answer goes to the screen below */
};

/* What a closed screen tells the one below. text is owned by the answer until resume returns. */
struct answer {
	int from;   /* the tag the parent gave at push */
	bool given; /* false: left with Esc */
	int choice;
	int step; /* of a choice over a form: 1 = and on to the next field, -1 = and back to the previous */
	char *text;
};

struct screen;
struct text_view;

struct screen_class {
	const char *name;     /* for tests and messages */
	enum context context; /* its section in keymaps */
	size_t size;	      /* of the private block, zeroed at push */
	bool floating;	      /* painted in a box over the screens below, as large as measure asks */
	bool explains;	      /* its status is a sentence that may want two rows (frame.h) */

	/* All may be NULL except paint. `self` is the private block. */
	void (*open)(struct screen *screen, const void *arguments); /* copies what it keeps */
	void (*close)(struct screen *screen);
	void (*measure)(struct screen *screen, int *rows, int *cols); /* floating: content size wanted */
	void (*layout)(struct screen *screen, struct area area);      /* content area new or changed */
	void (*recalc)(struct screen *screen);			      /* may read the store */
	void (*paint)(struct screen *screen, struct area area);	      /* instant; the area was erased */
	bool (*paint_part)(
		struct screen *screen); /* over what stands there; false = more has changed, paint all */
	void (*cursor)(
		struct screen *screen, int *row, int *col);	 /* on the terminal; left alone = no place */
	void (*title)(struct screen *screen, struct buffer *to); /* its piece of the way back */
	void (*aside)(struct screen *screen, struct buffer *to); /* right end of the title line */
	void (*status)(
		struct screen *screen, struct buffer *to); /* status line when no message stands there */
	void (*explain)(struct screen *screen,
		struct text_view *to); /* what the cursor stands on; help says it first */
	size_t (*keys)(
		struct screen *screen, enum action *to, size_t room); /* for the footer, most useful first */
	bool (*typing)(struct screen *screen);			      /* printable keys are text now */
	enum outcome (*act)(struct screen *screen, enum action action);
	enum outcome (*text)(struct screen *screen, const char *text, size_t size, bool pasted);
	enum outcome (*resume)(struct screen *screen, const struct answer *answer);
	bool (*leave)(struct screen
			*screen); /* asked before BACK and QUIT close it; false = it pushed a question */
	void (*rescue)(struct screen *screen); /* hang-up or five idle seconds: save the draft */
	bool (*paused)(struct screen
			*screen); /* the first second without a key: true = what was typed shows otherwise */
	bool (*stale)(struct screen *screen); /* asked after the store's generation moved: true = recalc me */
};

struct screen {
	const struct screen_class *class;
	void *self;
	struct area area; /* content area at the last layout */
	int tag;
	bool needs_layout, needs_recalc;
	struct answer answer; /* filled by the screen before OUTCOME_CLOSE */
};

/* The one stack. app is handed to every screen unchanged. */
void stack_open(void *app);
void stack_close(void); /* closes all, top first */
void *stack_app(void);
struct screen *stack_push(const struct screen_class *class, const void *arguments, int tag);
void stack_remove(struct screen *screen); /* closes and frees it, wherever it stands; for loop.c */
struct screen *stack_top(void);		  /* NULL when empty */
size_t stack_depth(void);
struct screen *stack_at(size_t index); /* 0 = bottom */

/* For a screen about to return OUTCOME_CLOSE. text is copied; NULL = none. */
void screen_answer(struct screen *screen, int choice, const char *text);

/* A message on the status line until the next key. */
enum say { SAY_INFO, SAY_GOOD, SAY_WARN, SAY_BAD };
void frame_say(enum say kind, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
