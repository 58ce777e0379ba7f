#include "cli/progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

#define BAR_WIDTH 40
#define STEP_MS	  100 /* a slow line should carry work, not bars */

static uint64_t last;
static bool shown;

void progress_show(void *context, size_t done, size_t all)
{
	char bar[BAR_WIDTH + 1];
	uint64_t now = clock_monotonic_ms();
	size_t filled = all ? done * BAR_WIDTH / all : 0;

	(void)context;
	if (now - last < STEP_MS || !isatty(STDERR_FILENO))
		return;
	last = now;
	shown = true;
	memset(bar, '.', BAR_WIDTH);
	memset(bar, '#', filled < BAR_WIDTH ? filled : BAR_WIDTH);
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %zu dari %zu", bar, done, all);
	fflush(stderr);
}

void progress_end(void)
{
	if (!shown)
		return;
	fprintf(stderr, "\r%*s\r", BAR_WIDTH + 40, "");
	fflush(stderr);
	shown = false;
}
