/* chart.h: horizontal bars in eighth blocks, with an ASCII fallback (# = .).
 * Full part = verified, light part = claimed beyond it, rest = up to the limit; no axis arithmetic elsewhere.
 * Nothing is owned. */
#ifndef SIKO_UI_CHART_H
#define SIKO_UI_CHART_H

#include <stdint.h>

#include "ui/draw.h"

/* A bar `cols` wide for the range 0..limit. verified and claimed are clipped to 0..limit; claimed <= verified shows no light part.
 * In mono the parts differ by glyph: █ ▒ ░. */
void chart_bar(
	struct area area, int row, int col, int cols, int64_t verified, int64_t claimed, int64_t limit);

/* The same by glyph alone, for many bars that follow a mark: colours would double what a step sends, and a dot is a third
 * of the bytes of ░. */
void chart_bar_plain(
	struct area area, int row, int col, int cols, int64_t verified, int64_t claimed, int64_t limit);

/* `●●○` for level 2 of 3. */
void chart_level(struct area area, int row, int col, int level, int of, enum style style);

#endif
