#include "base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

static bool fixed;
static int64_t fixed_seconds;

int64_t clock_now(void)
{
	return fixed ? fixed_seconds : (int64_t)time(NULL);
}

void clock_fix(int64_t seconds)
{
	fixed = true;
	fixed_seconds = seconds;
}

static uint64_t ms_of(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint64_t clock_monotonic_ms(void)
{
	return ms_of(CLOCK_MONOTONIC);
}

uint64_t clock_wall_ms(void)
{
	return ms_of(CLOCK_REALTIME);
}

/* Civil calendar arithmetic on a year that starts in March, so that the leap day is the last one. */
static int32_t day_from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void civil_from_day(int32_t day, int *year, int *month, int *of_month)
{
	int64_t z = (int64_t)day + 719468; /* any stored number may come here, even INT32_MAX */
	int era = (int)((z >= 0 ? z : z - 146096) / 146097);
	int of_era = (int)(z - (int64_t)era * 146097);
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;

	*of_month = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2);
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool civil_valid(int year, int month, int day)
{
	return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= month_days(year, month);
}

void clock_format(int64_t seconds, char out[21])
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	unsigned rest = (unsigned)((seconds % 86400 + 86400) % 86400);
	char date[11];

	date_format((int32_t)days, date);
	snprintf(out, 21, "%.10sT%02u:%02u:%02uZ", date, rest / 3600 % 24, rest / 60 % 60, rest % 60);
}

void clock_format_screen(int64_t seconds, char out[17])
{
	char when[21];

	clock_format(seconds, when);
	snprintf(out, 17, "%.2s-%.2s-%.4s %.5s", when + 8, when + 5, when, when + 11);
}

static bool digits(const char *text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)text[i]))
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

bool clock_parse(const char *text, int64_t *seconds)
{
	char date[11];
	int32_t day;
	int hour, minute, second;

	if (strlen(text) != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
		return false;
	memcpy(date, text, 10);
	date[10] = '\0';
	if (!date_parse(date, &day) || !digits(text + 11, 2, &hour) || !digits(text + 14, 2, &minute) ||
		!digits(text + 17, 2, &second) || hour > 23 || minute > 59 || second > 59)
		return false;
	*seconds = (int64_t)day * 86400 + hour * 3600 + minute * 60 + second;
	return true;
}

bool date_parse(const char *text, int32_t *day)
{
	int y, m, d;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !digits(text, 4, &y) ||
		!digits(text + 5, 2, &m) || !digits(text + 8, 2, &d) || !civil_valid(y, m, d))
		return false;
	*day = day_from_civil(y, m, d);
	return true;
}

void date_format(int32_t day, char out[11])
{
	int y, m, d;
	char text[40];

	civil_from_day(day, &y, &m, &d);
	snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
	memcpy(out, text, 10);
	out[10] = '\0';
}

void date_format_screen(const char *stored, char out[11])
{
	int32_t day;

	if (!date_parse(stored, &day))
		snprintf(out, 11, "%.10s", stored);
	else
		snprintf(out, 11, "%.2s-%.2s-%.4s", stored + 8, stored + 5, stored);
}

bool date_from_screen(const char *typed, int32_t today, char out[11])
{
	int part[3] = {0, 0, 0};
	int width[3] = {0, 0, 0};
	int parts = 0;
	uint64_t days;

	if ((typed[0] == 'h' || typed[0] == 'H') && !typed[1]) {
		date_format(today, out);
		return true;
	}
	if (typed[0] == '+' || (typed[0] == '-' && typed[1])) {
		if (!text_number(typed + 1, 36500, &days))
			return false;
		date_format(typed[0] == '-' ? today - (int32_t)days : today + (int32_t)days, out);
		return true;
	}
	for (const char *s = typed; *s; s++) {
		if (isdigit((unsigned char)*s)) {
			if (width[parts] == 8)
				return false;
			part[parts] = part[parts] * 10 + (*s - '0');
			width[parts]++;
		} else if (strchr("-/. ", *s) && width[parts] && parts < 2) {
			parts++;
		} else {
			return false;
		}
	}
	if (parts == 0 && (width[0] == 8 || width[0] == 6)) {
		int year_size = width[0] == 8 ? 10000 : 100;
		int whole = part[0];

		part[2] = whole % year_size;
		part[1] = whole / year_size % 100;
		part[0] = whole / year_size / 100;
		width[2] = width[0] - 4;
		parts = 2;
	} else if (parts == 2 && width[0] == 4) {
		int year = part[0];

		part[0] = part[2];
		part[2] = year;
		width[2] = 4;
	}
	if (parts != 2 || (width[2] != 2 && width[2] != 4))
		return false;
	if (width[2] == 2)
		part[2] += 2000;
	if (!civil_valid(part[2], part[1], part[0]))
		return false;
	date_format(day_from_civil(part[2], part[1], part[0]), out);
	return true;
}

int32_t date_today(void)
{
	time_t now = (time_t)clock_now();
	struct tm local;

	if (!localtime_r(&now, &local))
		return (int32_t)(clock_now() / 86400);
	return day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
