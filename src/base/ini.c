#include "base/ini.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

/* What a line that starts with a blank belongs to. */
enum open_entry {
	OPEN_NOTHING, /* nothing: a fault */
	OPEN_ENTRY,   /* the value being collected */
	OPEN_FAULTY   /* a line already complained about: skipped without a second complaint */
};

struct reader {
	const char *path;
	int line;
	ini_handler *handle;
	void *context;
	struct faults *faults;
	struct buffer section;
	struct buffer key;
	struct buffer value;
	int entry_line;
	bool in_section;
	enum open_entry open;
};

void ini_fault(const struct ini_entry *entry, struct faults *faults, const char *format, ...)
{
	char sentence[2 * ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	faults_add(faults, "%s:%d: %s", entry->path, entry->line, sentence);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The entry this line belongs to is given up: half a value is worse than the default. */
static void fault_here(struct reader *reader, const char *sentence)
{
	faults_add(reader->faults, "%s:%d: %s", reader->path, reader->line, sentence);
	reader->open = OPEN_FAULTY;
}

/* Hands on the entry that no further line can continue. */
static void finish_entry(struct reader *reader)
{
	struct ini_entry entry = {
		.section = buffer_text(&reader->section),
		.key = buffer_text(&reader->key),
		.value = buffer_text(&reader->value),
		.path = reader->path,
		.line = reader->entry_line,
	};

	if (reader->open == OPEN_ENTRY)
		reader->handle(reader->context, &entry, reader->faults);
	reader->open = OPEN_NOTHING;
}

static void add_trimmed(struct buffer *to, const char *start, const char *end)
{
	while (start < end && is_blank(*start))
		start++;
	while (end > start && is_blank(end[-1]))
		end--;
	buffer_add(to, start, (size_t)(end - start));
}

static void read_section(struct reader *reader, const char *line, const char *end)
{
	const char *close = memchr(line, ']', (size_t)(end - line));
	struct ini_entry entry = {.value = "", .path = reader->path, .line = reader->line};

	/* Entries below a heading that cannot be read must not land in the section above it. */
	reader->in_section = false;
	buffer_clear(&reader->section);
	if (!close) {
		fault_here(reader, "kurung siku [ tidak ditutup; tulis [nama-bagian].");
		return;
	}
	add_trimmed(&reader->section, line + 1, close);
	if (!reader->section.size) {
		fault_here(reader, "nama bagian di antara [ dan ] masih kosong.");
		return;
	}
	for (const char *at = close + 1; at < end; at++) {
		if (is_blank(*at))
			continue;
		fault_here(reader, "ada tulisan sesudah ]; pindahkan ke baris tersendiri.");
		break;
	}
	reader->in_section = true;
	entry.section = buffer_text(&reader->section);
	reader->handle(reader->context, &entry, reader->faults);
}

static void read_entry(struct reader *reader, const char *line, const char *end)
{
	const char *equals = memchr(line, '=', (size_t)(end - line));

	if (!equals) {
		fault_here(reader, "tidak ada tanda =; tulis kunci = nilai.");
		return;
	}
	if (!reader->in_section) {
		fault_here(reader, "baris ini belum berada di dalam bagian; tulis [nama-bagian] di atasnya.");
		return;
	}
	buffer_clear(&reader->key);
	buffer_clear(&reader->value);
	add_trimmed(&reader->key, line, equals);
	if (!reader->key.size) {
		fault_here(reader, "tidak ada kunci di depan tanda =.");
		return;
	}
	add_trimmed(&reader->value, equals + 1, end);
	reader->entry_line = reader->line;
	reader->open = OPEN_ENTRY;
}

static void read_continuation(struct reader *reader, const char *line, const char *end)
{
	if (reader->open == OPEN_NOTHING) {
		fault_here(reader, "baris menjorok ini tidak melanjutkan apa pun; hapus spasi di depannya.");
		return;
	}
	if (reader->open == OPEN_FAULTY)
		return;
	if (reader->value.size)
		buffer_add_byte(&reader->value, ' ');
	add_trimmed(&reader->value, line, end);
}

/* Tabs are blanks here; all else must be text as siko stores it. */
static bool check_line(struct reader *reader, const char *line, const char *end)
{
	const char *why = "";
	const char *start = line;
	char sentence[128];

	if (end - line > INI_LINE_MOST) {
		fault_here(reader, "baris lebih panjang dari 65536 bita; bagi menjadi beberapa baris.");
		return false;
	}
	while (start < end) {
		const char *tab = memchr(start, '\t', (size_t)(end - start));
		const char *stop = tab ? tab : end;

		if (!text_storable(start, (size_t)(stop - start), &why)) {
			snprintf(sentence, sizeof sentence, "baris ini %s; baris dilewati.", why);
			fault_here(reader, sentence);
			return false;
		}
		start = stop + 1;
	}
	return true;
}

static void read_line(struct reader *reader, const char *line, const char *end)
{
	const char *first = line;
	bool indented;
	bool comment;

	while (first < end && is_blank(*first))
		first++;
	if (first == end) {
		finish_entry(reader);
		return;
	}
	indented = first > line;
	comment = *first == '#' || *first == ';';
	if (!indented && !comment)
		finish_entry(reader);
	if (!check_line(reader, line, end) || comment)
		return;
	if (indented)
		read_continuation(reader, first, end);
	else if (*first == '[')
		read_section(reader, line, end);
	else
		read_entry(reader, line, end);
}

void ini_read(const char *path, const char *text, size_t size, ini_handler *handle, void *context,
	struct faults *faults)
{
	struct reader reader = {.path = path, .handle = handle, .context = context, .faults = faults};
	const char *end = text + size;

	if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *feed = memchr(text, '\n', (size_t)(end - text));
		const char *stop = feed ? feed : end;
		const char *next = feed ? feed + 1 : end;

		if (stop > text && stop[-1] == '\r')
			stop--;
		reader.line++;
		read_line(&reader, text, stop);
		text = next;
	}
	finish_entry(&reader);
	buffer_free(&reader.section);
	buffer_free(&reader.key);
	buffer_free(&reader.value);
}
