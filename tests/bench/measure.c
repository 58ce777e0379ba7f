#include "bench/measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double measure_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

double measure_percentile(double *values, size_t count, double part)
{
	if (!count)
		return 0;
	qsort(values, count, sizeof *values, compare);
	return values[(size_t)(part * (double)(count - 1) + 0.5)];
}

double measure_median(double *values, size_t count)
{
	return measure_percentile(values, count, 0.5);
}

void measure_fail(const char *format, ...)
{
	va_list args;

	fputs("bench: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}
