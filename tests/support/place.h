/* place.h: a store in a folder of its own, and short ways to save and read in it, for tests of store/.
 * Knows the real definitions; decides nothing: a refused save is handed to the test, an unexpected one fails it.
 * A struct place owns its folder and its open store until place_free. */
#ifndef SIKO_TESTS_SUPPORT_PLACE_H
#define SIKO_TESTS_SUPPORT_PLACE_H

#include "store/store.h"

struct place {
	char *path; /* the store's folder, inside one made for this test */
	char *above;
	struct definitions *definitions;
	struct store *store;
};

/* A new store (office JB, 2026, admin "admin") with the units A and B, their operators "op.a" and "op.b" and the reviewers
 * "rev" and "rev2"; opened. */
void place_make(struct place *place);
/* A folder without a store. */
void place_empty(struct place *place);
void place_init(struct place *place);
void place_reopen(struct place *place);
void place_free(struct place *place);

/* The one place most tests stand in, and its cmocka set-up and tear-down: a store; a store with one innovation of unit A called
 * "Inovasi" (its id in here_id); a folder without a store. */
extern struct place here;
extern char *here_id;
int here_make(void **state);
int here_make_innovation(void **state);
int here_make_empty(void **state);
int here_away(void **state);

/* One record's save: key, before, after … ended by NULL. */
struct save {
	const char *user;
	enum act act;
	enum table table;
	const char *id;
	uint64_t seen;
	const char *note;
	const char *const *codes; /* ended by NULL */
	const char *const *fields;
};

/* The commit's own answer. *id (when asked for) is the record's id, owned by the caller. */
bool place_try(struct place *place, const struct save *save, struct commit_result *result, char **id,
	struct error *err);
/* Must succeed; the commit number. */
uint64_t place_save(struct place *place, const struct save *save);
/* A new innovation of a unit; its id is owned by the caller. */
char *place_innovation(struct place *place, const char *unit, const char *name);
/* Changes one field of an innovation as admin. */
uint64_t place_set(
	struct place *place, const char *id, const char *key, const char *before, const char *after);
/* A field as stored; owned by the caller. */
char *place_get(struct place *place, enum table table, const char *id, const char *key);
uint64_t place_commit_of(struct place *place, enum table table, const char *id);
void place_expect(
	struct place *place, enum table table, const char *id, const char *key, const char *expected);

/* Whether check finds nothing; prints what it finds otherwise. */
bool place_is_well(struct place *place);
/* Whether one of check's sentences holds `part`. */
bool place_check_says(struct place *place, const char *part);

/* Files of the store. The bytes are owned by the caller. */
char *place_file(const struct place *place, const char *name);
char *place_bytes(const struct place *place, const char *name, size_t *size);
void place_write(const struct place *place, const char *name, const void *data, size_t size);
long long place_size(const struct place *place, const char *name);

/* Runs body in a child of this process and waits: its exit status, or 128 + the signal that ended it. */
int place_child(
	int (*body)(struct place *place, const void *context), struct place *place, const void *context);

#endif
