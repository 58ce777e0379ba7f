/* sample.h: a small year, written by hand: three indicators, a dozen fields, four units, and people of every role.
 * Does not read screens/; a test that needs the real year reads that.
 * Constant data; what sample_* makes is the caller's to free. */
#ifndef SIKO_TESTS_SUPPORT_SAMPLE_H
#define SIKO_TESTS_SUPPORT_SAMPLE_H

#include "model/definition.h"
#include "model/rights.h"

/* 2026: SID 16 (mandatory), 18, 33 (mandatory, bases a b c); SPD 1, 2a. 2027: the same fields and `kolom_baru`. */
extern const struct definitions sample_definitions;

/* kec > kel > sd, and dinas beside them. */
void sample_units(struct units *units);
/* A person; unit NULL: none. */
struct actor sample_actor(const struct units *units, const char *name, enum role role, const char *unit);
/* Pairs of key and text, ended by NULL, into an opened record of commit 1. */
void sample_record(struct record *record, enum table table, const char *id, const char *const *pairs);

#endif
