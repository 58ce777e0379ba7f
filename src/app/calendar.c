#include "app/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/screen.h"

#define DAYS_OF_WEEK 7
#define WEEKS	     6 /* a month may touch so many */
#define CELL	     4 /* columns of a day: room for a bracket on each side */

struct calendar_arguments {
	const char *title, *stored;
};

struct calendar {
	char *title;
	int32_t day, today;
};

struct civil {
	int year, month, day;
};

static struct civil civil_of(int32_t day)
{
	char text[11];
	uint64_t year;
	uint64_t month;
	uint64_t day_of_month;

	date_format(day, text);
	text_digits(text, 9999, &year);
	text_digits(text + 5, 12, &month);
	text_digits(text + 8, 31, &day_of_month);
	return (struct civil){(int)year, (int)month, (int)day_of_month};
}

static int32_t first_of(int year, int month)
{
	char text[40];
	int32_t day = 0;

	snprintf(text, sizeof text, "%04d-%02d-01", year, month);
	date_parse(text, &day);
	return day;
}

static int days_in(int year, int month)
{
	return first_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1) - first_of(year, month);
}

/* Monday is 0; day 0 was a Thursday. */
static int weekday(int32_t day)
{
	return ((day + 3) % DAYS_OF_WEEK + DAYS_OF_WEEK) % DAYS_OF_WEEK;
}

/* The same day of another month, or that month's last. */
static int32_t month_away(int32_t day, int months)
{
	struct civil at = civil_of(day);
	int month = at.year * 12 + at.month - 1 + months;
	int year = month / 12;
	int days;

	month = month % 12 + 1;
	days = days_in(year, month);
	return first_of(year, month) + (at.day < days ? at.day : days) - 1;
}

/* ---- the screen ---- */

static void calendar_open(struct screen *screen, const void *arguments)
{
	struct calendar *self = screen->self;
	const struct calendar_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->today = date_today();
	if (!date_parse(wish->stored, &self->day))
		self->day = self->today;
}

static void calendar_close(struct screen *screen)
{
	free(((struct calendar *)screen->self)->title);
}

static void calendar_measure(struct screen *screen, int *rows, int *cols)
{
	(void)screen;
	*rows = WEEKS + 2;
	*cols = DAYS_OF_WEEK * CELL + 2;
}

/* Row and column of a day below the line of weekdays. */
static void place(const struct calendar *self, int32_t day, int *row, int *col)
{
	struct civil at = civil_of(self->day);
	int32_t first = first_of(at.year, at.month);

	*row = (day - first + weekday(first)) / DAYS_OF_WEEK;
	*col = weekday(day) * CELL + 1;
}

static void paint_day(const struct calendar *self, struct area area, int32_t day)
{
	enum style style = day == self->today ? STYLE_BOLD : STYLE_PLAIN;
	int row;
	int col;

	place(self, day, &row, &col);
	draw_printf(area, row + 2, col, CELL, day == self->day ? STYLE_ACCENT : style, "%s%2d%s",
		day == self->day ? "[" : " ", civil_of(day).day,
		day == self->day     ? "]"
		: day == self->today ? "*"
				     : "");
}

static void calendar_paint(struct screen *screen, struct area area)
{
	static const char *const months[] = {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
		"Agustus", "September", "Oktober", "November", "Desember"};
	const struct calendar *self = screen->self;
	struct civil at = civil_of(self->day);
	int32_t first = first_of(at.year, at.month);

	draw_printf(area, 0, 2, area.cols - 2, STYLE_BOLD, "%s %d", months[at.month - 1], at.year);
	draw_text(area, 1, 1, area.cols - 1, STYLE_DIM, " Sn  Sl  Rb  Km  Jm  Sb  Mg");
	for (int32_t day = first; day < first + days_in(at.year, at.month); day++)
		paint_day(self, area, day);
}

static void calendar_cursor(struct screen *screen, int *row, int *col)
{
	const struct calendar *self = screen->self;

	place(self, self->day, row, col);
	*row += screen->area.row + 2;
	*col += screen->area.col + 1;
}

static void calendar_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct calendar *)screen->self)->title);
}

static void calendar_status(struct screen *screen, struct buffer *to)
{
	(void)screen;
	buffer_add_text(to, "Panah memilih hari, PgUp dan PgDn bulan, h hari ini; * menandai hari ini.");
}

static size_t calendar_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static bool calendar_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static enum outcome calendar_act(struct screen *screen, enum action action)
{
	struct calendar *self = screen->self;
	char stored[11];

	switch (action) {
	case ACTION_OPEN:
		date_format(self->day, stored);
		screen_answer(screen, 0, stored);
		return OUTCOME_CLOSE;
	case ACTION_LEFT:
		self->day--;
		return OUTCOME_REPAINT;
	case ACTION_RIGHT:
		self->day++;
		return OUTCOME_REPAINT;
	case ACTION_UP:
		self->day -= DAYS_OF_WEEK;
		return OUTCOME_REPAINT;
	case ACTION_DOWN:
		self->day += DAYS_OF_WEEK;
		return OUTCOME_REPAINT;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		self->day = month_away(self->day, action == ACTION_PAGE_DOWN ? 1 : -1);
		return OUTCOME_REPAINT;
	case ACTION_FIRST:
		self->day -= civil_of(self->day).day - 1;
		return OUTCOME_REPAINT;
	case ACTION_LAST:
		self->day = month_away(self->day - civil_of(self->day).day + 1, 1) - 1;
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

/* The keys of the field behind mean the same here. */
static enum outcome calendar_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct calendar *self = screen->self;

	if (size != 1 || pasted || (*text != 'h' && *text != 'H'))
		return OUTCOME_HANDLED;
	self->day = self->today;
	return OUTCOME_REPAINT;
}

static const struct screen_class calendar_class = {
	.name = "kalender",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct calendar),
	.floating = true,
	.open = calendar_open,
	.close = calendar_close,
	.measure = calendar_measure,
	.paint = calendar_paint,
	.cursor = calendar_cursor,
	.title = calendar_title,
	.status = calendar_status,
	.keys = calendar_keys,
	.typing = calendar_typing,
	.act = calendar_act,
	.text = calendar_text,
};

void calendar_push(const char *title, const char *stored, int tag)
{
	struct calendar_arguments wish = {title, stored};

	stack_push(&calendar_class, &wish, tag);
}
