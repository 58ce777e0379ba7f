/* sheet.h: the indicator sheet: a record's answers to a catalogue, levels by one key, details in a form.
 * One behaviour for an innovation (SID) and the region (SPD); saves through edit.h. */
#ifndef SIKO_APP_SHEET_H
#define SIKO_APP_SHEET_H

#include "model/record.h"

/* code: the indicator to stand on, or NULL. */
void sheet_push(enum table table, const char *id, const char *code, int tag);

#endif
