#include "ui/loop_part.h"

#include "ui/compose.h"
#include "ui/frame.h"
#include "ui/term.h"

void loop_soil(enum dirt dirt)
{
	if (dirt > loop.dirt)
		loop.dirt = dirt;
}

static bool too_small(int rows, int cols)
{
	return rows < loop.hooks->min_rows || cols < loop.hooks->min_cols || rows <= FRAME_ROWS;
}

bool loop_is_too_small(void)
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

void loop_prepare(struct screen *screen)
{
	if (compose_prepare(screen))
		loop_soil(DIRT_ALL);
}

/* What a long message hides comes back when it goes. */
static void soil_for_news(void)
{
	if (frame_take_news())
		loop_soil(frame_is_covering() ? DIRT_ALL : DIRT_BOTTOM);
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
	loop_soil(DIRT_BOTTOM);
}

static void paint(int rows, int cols)
{
	struct screen *top = stack_top();
	bool part = (loop.dirt == DIRT_TYPED || loop.dirt == DIRT_MOVED) && top->class->paint_part &&
		    top->class->paint_part(top);

	if (part && loop.dirt == DIRT_MOVED)
		frame_update_title(cols);
	if (part)
		frame_update_status(rows, cols);
	else if (loop.dirt >= DIRT_TYPED)
		compose_paint(rows, cols);
	else
		frame_paint_bottom(rows, cols);
	loop.dirt = DIRT_NONE;
}

static void show(int rows, int cols)
{
	struct screen *top = stack_top();
	bool typed = loop.dirt == DIRT_TYPED;
	int row = -1;
	int col = -1;

	paint(rows, cols);
	if (top->class->cursor)
		top->class->cursor(top, &row, &col);
	/* What is typed the terminal itself echoes. */
	if (loop.hooks->announces && !typed) {
		frame_announce(top, row, col, loop.acted);
		loop.acted = false;
	}
	term_flush(row, col);
}

/* What a screen paints may be what was given back: nothing of it is asked before it is there again. */
void loop_settle(void)
{
	int rows;
	int cols;

	if (loop.ended || !stack_top())
		return;
	term_size(&rows, &cols);
	if (too_small(rows, cols)) {
		paint_too_small(rows, cols);
		return;
	}
	soil_for_news();
	if (loop.resting && loop.dirt == DIRT_NONE)
		return;
	if (!loop_wake()) {
		/* Tried again with the next event or second; only why is said meanwhile. */
		loop_show_message();
		return;
	}
	if (compose_prepare_visible())
		loop_soil(DIRT_ALL);
	soil_for_news();
	if (loop.dirt != DIRT_NONE)
		show(rows, cols);
}
