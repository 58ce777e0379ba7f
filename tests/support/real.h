/* real.h: the definitions built into the program, whole or with one text changed, for tests of what a clerk may write.
 * Reads no folder; the files are the embedded ones, named as they stand below screens/.
 * What real_read makes is the caller's, by definitions_free. */
#ifndef SIKO_TESTS_SUPPORT_REAL_H
#define SIKO_TESTS_SUPPORT_REAL_H

#include "model/definition.h"

#define REAL_FILES_MOST 64

/* All embedded definition files; returns how many. */
size_t real_files(struct definition_file files[REAL_FILES_MOST]);

/* As they are; fails the test on a fault. */
struct definitions *real_definitions(void);

/* Setup and teardown of tests of one year: both are there in between. */
extern const struct definitions *real_all;
extern const struct year_definition *real_2026;
int real_open_2026(void **state);
int real_close_2026(void **state);

/* With the first `from` in file `name` replaced by `to` (from must be there): a later file of the same name, whose path
 * is "own/NAME". NULL when it was refused. */
struct definitions *real_changed(const char *name, const char *from, const char *to, struct faults *faults);

#endif
