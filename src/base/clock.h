/* clock.h: the time, dates as numbers, and both ways to write a date.
 * Stored dates are YYYY-MM-DD, the screen's DD-MM-YYYY (INTERFACE). No time zones: days are the machine's own.
 * Nothing is allocated. */
#ifndef SIKO_BASE_CLOCK_H
#define SIKO_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds since 1970, or the moment given to clock_fix (tests). */
int64_t clock_now(void);
void clock_fix(int64_t seconds);
uint64_t clock_monotonic_ms(void); /* for deadlines; never fixed */
uint64_t clock_wall_ms(void);	   /* since 1970, as files have it; never fixed, and may go back */

/* "2026-11-24T10:05:29Z" */
void clock_format(int64_t seconds, char out[21]);
bool clock_parse(const char *text, int64_t *seconds); /* that form only */
/* "24-11-2026 10:05" */
void clock_format_screen(int64_t seconds, char out[17]);

/* A day as days since 1970-01-01; the calendar is checked (30 February is refused). */
bool date_parse(const char *text, int32_t *day);	   /* YYYY-MM-DD exactly */
void date_format(int32_t day, char out[11]);		   /* YYYY-MM-DD */
void date_format_screen(const char *stored, char out[11]); /* DD-MM-YYYY; what is no date is cut as it is */

/* What a person types: 12-06-2024, 12/6/24, 12.6.2024, 12062024, 120624, 2024-06-12, +7, -3, h (today).
 * out gets YYYY-MM-DD. Two-digit years are 2000..2099. */
bool date_from_screen(const char *typed, int32_t today, char out[11]);
int32_t date_today(void);

#endif
