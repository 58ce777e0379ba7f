#include "cli/progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

#define BAR_WIDTH  40
#define LINE_WIDTH 79
#define STEP_MS	   100	/* a slow line should carry work, not bars */
#define SURE_MS	   1000 /* from then on what is left can be told from what is done */

static uint64_t start;
static uint64_t last;
static bool shown;

/* ", sisa 40 detik", rounded up: nobody minds being done early. */
static void tell_left(char *to, size_t room, uint64_t passed, size_t done, size_t all)
{
	uint64_t seconds = (passed * (all - done) / done + 999) / 1000;

	*to = '\0';
	if (passed >= SURE_MS && seconds < 100)
		snprintf(to, room, ", sisa %llu detik", (unsigned long long)seconds);
	else if (passed >= SURE_MS)
		snprintf(to, room, ", sisa %llu menit", (unsigned long long)((seconds + 59) / 60));
}

void progress_show(void *context, size_t done, size_t all)
{
	char bar[BAR_WIDTH + 1];
	char left[32] = "";
	uint64_t now = clock_monotonic_ms();
	size_t filled;

	(void)context;
	if (!start)
		start = now;
	if (now - last < STEP_MS || !all || done > all || !isatty(STDERR_FILENO))
		return;
	last = now;
	shown = true;
	filled = (size_t)((double)done / (double)all * BAR_WIDTH);
	memset(bar, '.', BAR_WIDTH);
	memset(bar, '#', filled);
	bar[BAR_WIDTH] = '\0';
	if (done)
		tell_left(left, sizeof left, now - start, done, all);
	fprintf(stderr, "\r[%s] %3d%%%-16s", bar, (int)((double)done / (double)all * 100), left);
	fflush(stderr);
}

void progress_end(void)
{
	if (shown)
		fprintf(stderr, "\r%*s\r", LINE_WIDTH, "");
	fflush(stderr);
	shown = false;
	start = last = 0;
}
