#include "ui/chart.h"

#include "base/text.h"

static int64_t clip(int64_t value, int64_t limit)
{
	return value < 0 ? 0 : value > limit ? limit : value;
}

/* `steps` scaled to value/limit. Something is never shown as nothing, and less than the limit never as full:
 * a bar that looks done when a point is missing would be a lie. */
static int share(int64_t value, int64_t limit, int steps)
{
	int part = (int)((__int128)value * steps * 2 / limit + 1) / 2;

	if (value == 0)
		return 0;
	if (part == 0)
		return 1;
	return part >= steps && value < limit && steps > 1 ? steps - 1 : part;
}

/* The looks of the three parts, and the character of the last. */
struct looks {
	enum style full, light, empty;
	uint32_t rest;
};

static void paint_bar(struct area area, int row, int col, int cols, int64_t verified, int64_t claimed,
	int64_t limit, struct looks looks)
{
	bool plain = draw_is_ascii();
	int eighths;
	int full;
	int light;

	if (cols <= 0 || draw_is_plain())
		return;
	limit = limit > 0 ? limit : 1;
	verified = clip(verified, limit);
	claimed = clip(claimed, limit);
	eighths = share(verified, limit, cols * 8);
	full = plain ? share(verified, limit, cols) : eighths / 8;
	light = share(claimed, limit, cols);
	eighths = plain ? 0 : eighths % 8;
	draw_repeat(area, row, col, full, looks.full, plain ? '#' : 0x2588);
	if (eighths) /* U+2589 is seven eighths … U+258F one eighth */
		draw_repeat(area, row, col + full++, 1, looks.full, (uint32_t)(0x2590 - eighths));
	/* A claim beyond what is verified is always seen, be it smaller than a cell. */
	if (claimed > verified && light <= full && full < cols)
		light = full + 1;
	if (claimed <= verified || light < full)
		light = full;
	draw_repeat(area, row, col + full, light - full, looks.light, plain ? '=' : 0x2592);
	draw_repeat(area, row, col + light, cols - light, looks.empty, plain ? '.' : looks.rest);
}

void chart_bar(struct area area, int row, int col, int cols, int64_t verified, int64_t claimed, int64_t limit)
{
	paint_bar(area, row, col, cols, verified, claimed, limit,
		(struct looks){STYLE_FULL, STYLE_LIGHT, STYLE_EMPTY, 0x2591});
}

void chart_bar_plain(
	struct area area, int row, int col, int cols, int64_t verified, int64_t claimed, int64_t limit)
{
	paint_bar(area, row, col, cols, verified, claimed, limit,
		(struct looks){STYLE_PLAIN, STYLE_PLAIN, STYLE_PLAIN, '.'});
}

void chart_level(struct area area, int row, int col, int level, int of, enum style style)
{
	uint32_t full;
	uint32_t empty;

	text_decode(draw_mark_text(MARK_FULL), 3, &full);
	text_decode(draw_mark_text(MARK_EMPTY), 3, &empty);
	draw_repeat(area, row, col, level < of ? level : of, style, full);
	draw_repeat(area, row, col + level, of - level, style, empty);
}
