/* measure.h: clock and medians of the bench programs.
 * Measures nothing by itself and prints nothing.
 * Arrays given are the caller's; measure_median and measure_percentile sort them. */
#ifndef SIKO_TESTS_BENCH_MEASURE_H
#define SIKO_TESTS_BENCH_MEASURE_H

#include <stddef.h>

double measure_us(void); /* microseconds of a clock that never goes back */
double measure_percentile(double *values, size_t count, double part); /* 0 when there are none */
double measure_median(double *values, size_t count);

/* Ends the program with a sentence: a bench that cannot measure must not print a number. */
void measure_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
