#include "ui/frame.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "ui/frame_footer.h"
#include "ui/loop.h"
#include "ui/screen.h"
#include "ui/term.h"

#define MESSAGE_ROOM 1024
#define TALL	     20 /* rows of a terminal that has one to spare for a second row of status */

static char message[MESSAGE_ROOM];
static enum say message_kind;
static bool news;
static int covering; /* rows that the message, as painted last, takes of the screen; 0: it has its own */

void frame_say(enum say kind, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	message_kind = kind;
	news = true;
}

void frame_forget(void)
{
	if (!*message)
		return;
	*message = '\0';
	news = true;
}

bool frame_take_news(void)
{
	bool was = news;

	news = false;
	return was;
}

bool frame_is_covering(void)
{
	return covering > 0;
}

struct area frame_content(int rows, int cols)
{
	return (struct area){
		.row = 2, .col = 0, .rows = rows > FRAME_ROWS ? rows - FRAME_ROWS : 0, .cols = cols};
}

static int status_rows(const struct screen *screen, int rows)
{
	const struct loop_hooks *hooks = loop_hooks();

	if (hooks && hooks->announces)
		return 1;
	return screen && screen->class->explains && rows >= TALL ? FRAME_STATUS_MOST : 1;
}

struct area frame_content_of(const struct screen *screen, int rows, int cols)
{
	struct area area = frame_content(rows, cols);

	return area_inner(area, 0, 0, area.rows - status_rows(screen, rows) + 1, -1);
}

int frame_sentence_rows(const char *sentence, int cols)
{
	struct area nowhere = {0, 0, 0, cols};

	return draw_wrapped(nowhere, 0, 1, cols - 2, STYLE_PLAIN, sentence);
}

static struct area one_row(int row, int cols)
{
	return (struct area){.row = row, .col = 0, .rows = 1, .cols = cols};
}

static int width_of(const char *text)
{
	return text_width(text, strlen(text));
}

/* The screen that gives title and aside: the topmost one that does not float. */
static struct screen *standing(void)
{
	for (size_t i = stack_depth(); i-- > 0;)
		if (!stack_at(i)->class->floating)
			return stack_at(i);
	return NULL;
}

/* The way back without its last piece, and that piece. */
static void collect_way(struct buffer *way, struct buffer *last)
{
	const char *between = draw_is_ascii() ? " > " : " › ";

	for (size_t i = 0; i < stack_depth(); i++) {
		struct screen *screen = stack_at(i);

		if (screen->class->floating || !screen->class->title)
			continue;
		if (last->size) {
			buffer_add(way, last->data, last->size);
			buffer_add_text(way, between);
		}
		buffer_clear(last);
		screen->class->title(screen, last);
	}
}

/* The end of text in at most cols columns, with a mark where its start is missing. */
static const char *cut_start(const char *text, int cols)
{
	size_t size = strlen(text);
	size_t at = 0;

	while (at < size && text_width(text + at, size - at) > cols - 1)
		at = text_next(text, size, at);
	return text + at;
}

/* What the last piece of the way leaves, and at least half a line with its margin: what stands there says which rows are shown. */
static int aside_room(int cols, const char *last)
{
	int room = cols - width_of(last) - 3;

	return room >= cols / 2 ? room : cols / 2 - 1;
}

int frame_aside_room(struct screen *screen)
{
	struct buffer last = {0};
	int rows;
	int cols;
	int room;

	term_size(&rows, &cols);
	if (screen->class->title)
		screen->class->title(screen, &last);
	room = aside_room(cols, buffer_text(&last));
	buffer_free(&last);
	return room;
}

static void paint_way(struct area area, int cols, const char *way, const char *last)
{
	int col = 1;
	int room = cols - 1 - width_of(last);

	if (room > 0 && width_of(way) <= room)
		col += draw_text(area, 0, col, -1, STYLE_PLAIN, way);
	else if (room > 4 && *way) {
		col += draw_text(area, 0, col, -1, STYLE_PLAIN, draw_is_ascii() ? "~" : "…");
		col += draw_text(area, 0, col, -1, STYLE_PLAIN, cut_start(way, room));
	}
	draw_text(area, 0, col, cols - col, STYLE_ACCENT, last);
}

static void paint_title(int cols)
{
	struct area area = one_row(0, cols);
	struct screen *screen = standing();
	struct buffer way = {0};
	struct buffer last = {0};
	struct buffer aside = {0};
	int width = 0;

	collect_way(&way, &last);

	if (screen && screen->class->aside)
		screen->class->aside(screen, &aside);
	if (aside.size) {
		int most = frame_aside_room(screen) + 1;

		width = width_of(buffer_text(&aside)) + 1;
		if (width > most)
			width = most;
		draw_text_aligned(
			area, 0, cols - width, width - 1, ALIGN_RIGHT, STYLE_PLAIN, buffer_text(&aside));
		width++;
	}
	paint_way(area, cols - width, buffer_text(&way), buffer_text(&last));
	buffer_free(&way);
	buffer_free(&last);
	buffer_free(&aside);
}

/* The status as it was painted last: while somebody types it mostly stays, and to wrap it costs more than the letter. */
static struct {
	char *text;
	enum style style;
} painted;

/* What is said to those who listen, in place of the status; and the screen it was said of. */
static struct {
	char *text;
	const struct screen *screen;
} announced;

static const char *message_mark(void)
{
	static const enum mark marks[] = {
		[SAY_INFO] = MARK_NONE, [SAY_GOOD] = MARK_YES, [SAY_WARN] = MARK_WARN, [SAY_BAD] = MARK_NO};

	return message_kind == SAY_INFO ? "" : draw_mark_text(marks[message_kind]);
}

/* The row at the cursor; of a row with several fields the one it stands in, with its label. */
static void add_place(struct buffer *to, struct area area, int row, int col)
{
	struct buffer before = {0};
	struct buffer after = {0};
	const char *label;
	const char *end;

	term_row_text(row, area.col, col - area.col, &before);
	term_row_text(row, col, area.col + area.cols - col, &after);
	label = strrchr(buffer_text(&before), ']');
	end = strchr(buffer_text(&after), ']');
	if (!end || !strchr(label ? label : buffer_text(&before), '[')) {
		term_row_text(row, area.col, area.cols, to);
	} else {
		label = label ? label + 1 : buffer_text(&before);
		label += *label == ' ';
		buffer_printf(to, "%s%.*s", label, (int)(end - buffer_text(&after)) + 1, buffer_text(&after));
	}
	buffer_free(&before);
	buffer_free(&after);
}

void frame_announce(struct screen *top, int cursor_row, int cursor_col, bool again)
{
	struct buffer text = {0};
	int rows;
	int cols;
	bool same;

	term_size(&rows, &cols);
	if (*message)
		buffer_printf(&text, "%s%s%s ", message_mark(), *message_mark() ? " " : "", message);
	if (top != announced.screen && top->class->title) {
		top->class->title(top, &text);
		buffer_add_text(&text, ": ");
	}
	if (cursor_row >= top->area.row && cursor_row < top->area.row + top->area.rows)
		add_place(&text, top->area, cursor_row, cursor_col);
	if (!text.size && top->class->status)
		top->class->status(top, &text);
	if (!text.size)
		buffer_add_text(&text, "kosong");
	same = announced.text && strcmp(announced.text, buffer_text(&text)) == 0;
	free(announced.text);
	announced.text = buffer_take(&text);
	announced.screen = top;
	if (same && !again)
		return;
	frame_paint_bottom(rows, cols);
	for (int row = rows - 1 - (covering ? covering : 1); row < rows - 1; row++)
		term_send_row(row);
}

static enum style say_status(struct buffer *status)
{
	static const enum style looks[] = {
		[SAY_INFO] = STYLE_PLAIN,
		[SAY_GOOD] = STYLE_GOOD,
		[SAY_WARN] = STYLE_WARN,
		[SAY_BAD] = STYLE_BAD,
	};
	struct screen *top = stack_top();

	if (announced.text) {
		buffer_add_text(status, announced.text);
		return STYLE_PLAIN;
	}
	if (!*message) {
		if (top && top->class->status)
			top->class->status(top, status);
		return STYLE_PLAIN;
	}
	if (*message_mark())
		buffer_printf(status, "%s ", message_mark());
	buffer_add_text(status, message);
	return looks[message_kind];
}

/* A message is read whole, over the screen's last rows if it must; a key later it is gone and they are there again. */
static int rows_for(const char *status, int rows, int cols)
{
	int given = status_rows(stack_top(), rows);
	/* To those who listen, the place behind a message may be cut, the message may not. */
	int width = announced.text ? width_of(message) + 2 : width_of(status);
	bool fits = !*message || width < cols;
	int wanted = fits ? 1 : frame_sentence_rows(status, cols);
	int most = rows - FRAME_ROWS + 1;

	covering = wanted > given ? (wanted < most ? wanted : most) : 0;
	return covering ? covering : given;
}

/* What does not fit on the last row begins on the one above, where the screen leaves one. */
static void paint_status(int rows, int cols, bool again)
{
	struct buffer status = {0};
	enum style style = say_status(&status);
	int most = rows_for(buffer_text(&status), rows, cols);
	struct area area = {.row = rows - 1 - most, .col = 0, .rows = most, .cols = cols};
	bool same = painted.text && painted.style == style && strcmp(painted.text, buffer_text(&status)) == 0;

	if (again || !same) {
		draw_blank(area);
		if (most > 1 && frame_sentence_rows(buffer_text(&status), cols) > 1)
			draw_wrapped(area, 0, 1, cols - 2, style, buffer_text(&status));
		else
			draw_text(area, most - 1, 1, cols - 1, style, buffer_text(&status));
	}
	free(painted.text);
	painted.text = buffer_take(&status);
	painted.style = style;
}

void frame_update_title(int cols)
{
	draw_blank(one_row(0, cols));
	paint_title(cols);
}

void frame_update_status(int rows, int cols)
{
	paint_status(rows, cols, false);
}

void frame_paint_bottom(int rows, int cols)
{
	paint_status(rows, cols, true);
	frame_paint_footer(one_row(rows - 1, cols));
}

void frame_paint(int rows, int cols)
{
	paint_title(cols);
	draw_rule(one_row(1, cols), 0, "");
	frame_paint_bottom(rows, cols);
}

void frame_paint_too_small(int rows, int cols, int least_rows, int least_cols)
{
	struct area whole = {.row = 0, .col = 0, .rows = rows, .cols = cols};
	char sentence[128];
	int taken;

	snprintf(sentence, sizeof sentence, "Jendela terlalu kecil: perlu %dx%d, sekarang %dx%d.", least_cols,
		least_rows, cols, rows);
	draw_blank(whole);
	if (width_of(sentence) <= cols) {
		draw_text_aligned(whole, rows / 2, 0, cols, ALIGN_CENTRE, STYLE_PLAIN, sentence);
		return;
	}
	taken = draw_wrapped(area_inner(whole, 0, 0, 0, -1), 0, 0, cols, STYLE_PLAIN, sentence);
	draw_wrapped(whole, taken < rows ? (rows - taken) / 2 : 0, 0, cols, STYLE_PLAIN, sentence);
}
