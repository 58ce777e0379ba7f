/* unit_report.h: one unit of the report opened: each indicator's totals and the levels reached; Enter lists the innovations behind. */
#ifndef SIKO_APP_UNIT_REPORT_H
#define SIKO_APP_UNIT_REPORT_H

#include <stddef.h>

void unit_report_push(size_t unit); /* index into app->units */

#endif
