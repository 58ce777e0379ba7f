/* child.h: processes beside the test, at work on the store it stands in (support/place.h): bodies of its own, or whole programs.
 * Judges only how they end. Each dies with the test; who started one waits for it. */
#ifndef SIKO_TESTS_SUPPORT_CHILD_H
#define SIKO_TESTS_SUPPORT_CHILD_H

#include <sys/types.h>

typedef int child_body(void *context);

pid_t child_start(child_body *body, void *context);
/* Waits for its end, which must be good. */
void child_expect_done(pid_t child);

/* The whole program: siko on that store, as admin. child_run_program is a body. */
struct program {
	const char *stop;  /* the failpoint where it freezes; NULL */
	const char *fault; /* what its disk does (disk_shim.c); NULL */
	int said;	   /* gets its words; 0: nobody hears them */
	const char *word[6];
};

int child_run_program(void *context);
/* Until it is frozen. */
pid_t child_start_frozen(struct program *program);
/* Until it waits: between two tries for a lock, or for a word through a pipe. */
void child_wait_blocked(pid_t child);

/* For the end of a group: how many there were, as tests/faults/table wants it. */
int child_say_count(void **state);

#endif
