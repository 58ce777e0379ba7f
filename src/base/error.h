/* error.h: one fault as one Indonesian sentence, or a list of them.
 * Does not print, does not translate; the place that knows the cause makes the sentence.
 * A struct error is the caller's own memory; a struct faults owns its lines until faults_free. */
#ifndef SIKO_BASE_ERROR_H
#define SIKO_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define ERROR_SIZE 1024

struct error {
	char text[ERROR_SIZE]; /* empty = no error */
};

/* Makes the sentence; returns false, so that `return error_set(err, …)` reads as the failure it is. */
bool error_set(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts words before the sentence that is there ("FILE: " + sentence); returns false. */
bool error_wrap(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A few Indonesian words for an errno value, to stand inside a sentence: "disk penuh". Static text. */
const char *error_words(int code);

struct faults {
	char **line;
	size_t count;
	size_t room;
};

/* Adds one sentence (copied). */
void faults_add(struct faults *faults, const char *format, ...) __attribute__((format(printf, 2, 3)));
void faults_free(struct faults *faults);

#endif
