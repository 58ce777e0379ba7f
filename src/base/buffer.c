#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

void buffer_free(struct buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
	buffer->size = 0;
	if (buffer->data)
		buffer->data[0] = '\0';
}

char *buffer_take(struct buffer *buffer)
{
	char *data = buffer->data ? buffer->data : memory_copy("");

	*buffer = (struct buffer){0};
	return data;
}

const char *buffer_text(const struct buffer *buffer)
{
	return buffer->data ? buffer->data : "";
}

char *buffer_extend(struct buffer *buffer, size_t size)
{
	size_t need = buffer->size + size + 1;
	char *start;

	if (need > buffer->room) {
		size_t room = buffer->room ? buffer->room : 64;

		while (room < need)
			room *= 2;
		buffer->data = memory_grow(buffer->data, room, 1);
		buffer->room = room;
	}
	start = buffer->data + buffer->size;
	buffer->size += size;
	buffer->data[buffer->size] = '\0';
	return start;
}

void buffer_add(struct buffer *buffer, const void *data, size_t size)
{
	char *to = buffer_extend(buffer, size);

	if (size)
		memcpy(to, data, size);
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
	*buffer_extend(buffer, 1) = byte;
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	char small[256];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (length < 0)
		return;
	if ((size_t)length < sizeof small) {
		buffer_add(buffer, small, (size_t)length);
		return;
	}
	char *to = buffer_extend(buffer, (size_t)length);

	va_start(args, format);
	vsnprintf(to, (size_t)length + 1, format, args);
	va_end(args);
}

/* Bytes at the start of text that stand for themselves in a JSON string. UTF-8 does; texts are mostly plain. */
static size_t unescaped(const char *text, size_t size)
{
	size_t plain = text_plain(text, size);
	const char *stop = memchr(text, '"', plain);

	plain = stop ? (size_t)(stop - text) : plain;
	stop = memchr(text, '\\', plain);
	plain = stop ? (size_t)(stop - text) : plain;
	while (!stop && plain < size && (unsigned char)text[plain] >= 0x80)
		plain++;
	return plain;
}

static void add_escape(struct buffer *buffer, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	char escape[7] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15], '\0'};

	if (byte == '"' || byte == '\\' || byte == '\n') {
		escape[1] = byte == '\n' ? 'n' : (char)byte;
		escape[2] = '\0';
	}
	buffer_add_text(buffer, escape);
}

void buffer_add_json_string(struct buffer *buffer, const char *text, size_t size)
{
	const char *end = text + size;

	buffer_add_byte(buffer, '"');
	while (text < end) {
		size_t same = unescaped(text, (size_t)(end - text));

		buffer_add(buffer, text, same);
		text += same;
		if (!same)
			add_escape(buffer, (unsigned char)*text++);
	}
	buffer_add_byte(buffer, '"');
}

static void buffer_add_little(struct buffer *buffer, uint64_t value, size_t size)
{
	char *to = buffer_extend(buffer, size);

	for (size_t i = 0; i < size; i++)
		to[i] = (char)(unsigned char)(value >> (8 * i));
}

void buffer_add_u16(struct buffer *buffer, uint16_t value)
{
	buffer_add_little(buffer, value, 2);
}

void buffer_add_u32(struct buffer *buffer, uint32_t value)
{
	buffer_add_little(buffer, value, 4);
}

void buffer_add_u64(struct buffer *buffer, uint64_t value)
{
	buffer_add_little(buffer, value, 8);
}
