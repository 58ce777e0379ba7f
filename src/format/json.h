/* json.h: reads an array of flat objects into rows, one object in memory at a time (jansson); writes members.
 * Texts are taken as they are, numbers as their text, null as blank. Knows no table, opens no file.
 * Writers append to the caller's buffer. */
#ifndef SIKO_FORMAT_JSON_H
#define SIKO_FORMAT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "format/rows.h"

/* Whether the bytes are JSON rather than CSV: the first that is not blank is [ or {. */
bool json_likely(const char *data, size_t size);

/* An array of objects, or one object. A row's line is where its object starts. Faults are added to rows. */
void json_read(const char *data, size_t size, struct rows *rows);

/* Appends `"key":"text"`, with a comma before it unless the buffer ends with an opening bracket. */
void json_add_text(struct buffer *to, const char *key, const char *text);
void json_add_number(struct buffer *to, const char *key, long long number);
void json_add_key(struct buffer *to, const char *key); /* the caller writes the value */
void json_add_comma(struct buffer *to);		       /* where one is due */

#endif
