/* Text drawn into cells: exactly as many columns as were asked for, and the cells hold what the sanitiser made of it. */
#include "base/memory.h"
#include "fuzz/target.h"

#include <assert.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "ui/draw.h"
#include "ui/term.h"

#define ROWS 4
#define COLS 40

static void open_once(void)
{
	static bool open;
	struct term_options options = {.headless = true, .rows = ROWS, .cols = COLS};
	struct error err;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (!open)
		assert(term_open(&options, &err));
	open = true;
}

/* The first row; blanks at its end are left out. */
static void expect_row(const char *wanted)
{
	char *screen = term_snapshot(false);
	size_t length = strcspn(screen, "\n");
	size_t size = strlen(wanted);

	while (size && wanted[size - 1] == ' ')
		size--;
	assert(length == size && memcmp(screen, wanted, size) == 0);
	free(screen);
}

static void expect_rows_are_sound(void)
{
	char *screen = term_snapshot(false);
	const char *why;

	assert(text_storable(screen, strlen(screen), &why));
	free(screen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct area whole = {0, 0, ROWS, COLS};
	int cols = size ? data[0] % (COLS + 1) : 1;
	char *text = memory_copy_n((const char *)data, size);
	char *shown;
	int width;

	open_once();
	shown = text_for_screen(text, strlen(text), false);
	width = text_width(shown, strlen(shown));
	draw_blank(whole);
	if (width <= COLS) {
		assert(draw_text(whole, 0, 0, -1, STYLE_PLAIN, text) == width);
		expect_row(shown);
	}
	draw_blank(whole);
	assert(draw_text(whole, 0, 0, cols, STYLE_PLAIN, text) == cols);
	draw_text_found(whole, 1, 0, cols, STYLE_PLAIN, text, "a");
	draw_text_aligned(whole, 2, 0, cols, ALIGN_RIGHT, STYLE_PLAIN, text);
	/* What it takes is the same when there is no room to draw it in. */
	assert(draw_wrapped(whole, 3, 0, cols, STYLE_PLAIN, text) ==
		draw_wrapped((struct area){0, 0, 0, COLS}, 3, 0, cols, STYLE_PLAIN, text));
	expect_rows_are_sound();
	free(shown);
	free(text);
	return 0;
}
