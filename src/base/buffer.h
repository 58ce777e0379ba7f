/* buffer.h: bytes that grow, always ended by a NUL that is not counted.
 * Knows JSON strings (for the writers that must be fast); does not parse anything.
 * A struct buffer starts zeroed and owns its bytes until buffer_free or buffer_take. */
#ifndef SIKO_BASE_BUFFER_H
#define SIKO_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
	char *data; /* NULL until the first byte; then NUL-terminated */
	size_t size;
	size_t room;
};

void buffer_free(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);		 /* keeps the room */
char *buffer_take(struct buffer *buffer);		 /* owned by the caller; never NULL */
const char *buffer_text(const struct buffer *buffer);	 /* borrowed until the next change; never NULL */
char *buffer_extend(struct buffer *buffer, size_t size); /* appends size bytes to fill, returns where */
void buffer_add(struct buffer *buffer, const void *data, size_t size);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_add_json_string(
	struct buffer *buffer, const char *text, size_t size); /* with its quotes; UTF-8 kept */

/* Little-endian integers, for stored formats. */
void buffer_add_u16(struct buffer *buffer, uint16_t value);
void buffer_add_u32(struct buffer *buffer, uint32_t value);
void buffer_add_u64(struct buffer *buffer, uint64_t value);

#endif
