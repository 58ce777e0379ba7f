#include "ui/compose.h"

#include <curses.h>

#include "ui/frame.h"
#include "ui/term.h"

/* The box of a float: what it asks for, a border and a blank column on each side, centred over the content. */
static struct area box_of(struct screen *screen)
{
	struct area content;
	struct area box;
	int rows;
	int cols;

	term_size(&rows, &cols);
	content = frame_content(rows, cols);
	rows = content.rows / 2;
	cols = content.cols / 2;
	if (screen->class->measure)
		screen->class->measure(screen, &rows, &cols);
	box.rows = rows + 2 < content.rows ? rows + 2 : content.rows;
	box.cols = cols + 4 < content.cols ? cols + 4 : content.cols;
	box.row = content.row + (content.rows - box.rows) / 2;
	box.col = content.col + (content.cols - box.cols) / 2;
	return box;
}

static struct area wanted_area(struct screen *screen)
{
	int rows;
	int cols;

	if (screen->class->floating) {
		struct area box = box_of(screen);

		return area_inner(box, 1, 2, box.rows - 2, box.cols - 4);
	}
	term_size(&rows, &cols);
	return frame_content_of(screen, rows, cols);
}

static bool same_area(struct area a, struct area b)
{
	return a.row == b.row && a.col == b.col && a.rows == b.rows && a.cols == b.cols;
}

static bool lay_out(struct screen *screen)
{
	struct area area = wanted_area(screen);

	if (!screen->needs_layout && same_area(area, screen->area))
		return false;
	screen->needs_layout = false;
	screen->area = area;
	if (screen->class->layout)
		screen->class->layout(screen, area);
	return true;
}

bool compose_prepare(struct screen *screen)
{
	bool changed = lay_out(screen);

	if (!screen->needs_recalc)
		return changed;
	screen->needs_recalc = false;
	if (!screen->class->recalc)
		return changed;
	screen->class->recalc(screen);
	if (screen->class->floating) /* new data may want another size */
		lay_out(screen);
	return true;
}

/* The lowest screen that can be seen. */
static size_t first_visible(void)
{
	size_t index = stack_depth();

	while (index > 0 && stack_at(index - 1)->class->floating)
		index--;
	return index ? index - 1 : 0;
}

static void paint_float(struct screen *screen)
{
	struct area inside = screen->area;
	struct area box = {inside.row - 1, inside.col - 2, inside.rows + 2, inside.cols + 4};
	struct buffer title = {0};

	if (screen->class->title)
		screen->class->title(screen, &title);
	draw_blank(box);
	draw_box(box, buffer_text(&title));
	buffer_free(&title);
}

bool compose_prepare_visible(void)
{
	bool changed = false;

	for (size_t i = first_visible(); i < stack_depth(); i++)
		changed = compose_prepare(stack_at(i)) || changed;
	return changed;
}

void compose_paint(int rows, int cols)
{
	werase(newscr);
	for (size_t i = first_visible(); i < stack_depth(); i++) {
		struct screen *screen = stack_at(i);

		if (screen->class->floating)
			paint_float(screen);
		screen->class->paint(screen, screen->area);
	}
	frame_paint(rows, cols);
}
