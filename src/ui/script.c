#include "ui/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "ui/input.h"
#include "ui/term.h"

#define SIDE_MOST 500
#define IDLE_MOST 3600 /* seconds */

static uint64_t passed_ms; /* by `idle`, beyond the clock */

bool script_parse_size(const char *text, int *rows, int *cols)
{
	uint64_t first;
	uint64_t second;
	size_t digits = text_digits(text, SIDE_MOST, &first);

	if (!first || (text[digits] != 'x' && text[digits] != 'X') ||
		!text_number(text + digits + 1, SIDE_MOST, &second) || !second)
		return false;
	*rows = (int)first;
	*cols = (int)second;
	return true;
}

/* All that was fed is done and painted. */
static bool settled(void)
{
	bool running = loop_turn(0);

	while (running && input_pending())
		running = loop_turn(0);
	return running;
}

static bool write_snapshot(const char *path, bool attributes, struct error *err)
{
	char *text = term_snapshot(attributes);
	FILE *file = fopen(path, "we");
	bool written;

	if (!file) {
		free(text);
		return error_set(
			err, "%s tidak dapat ditulis (%s); pilih tempat lain.", path, error_words(errno));
	}
	written = fputs(text, file) >= 0;
	written = fclose(file) == 0 && written;
	free(text);
	return written ||
	       error_set(err, "%s tidak selesai ditulis (%s); periksa disknya.", path, error_words(errno));
}

/* \n, \t and \\ in the text of `paste`. */
static void feed_paste(const char *text)
{
	struct buffer plain = {0};

	for (; *text; text++) {
		if (*text != '\\' || !text[1]) {
			buffer_add_byte(&plain, *text);
			continue;
		}
		text++;
		buffer_add_byte(&plain, *text == 'n' ? '\n' : *text == 't' ? '\t' : *text);
	}
	input_feed_text(buffer_text(&plain), true);
	buffer_free(&plain);
}

static bool run_key(const char *name, struct error *err)
{
	int key = input_key_by_name(name);

	if (!key)
		return error_set(err, "tombol \"%s\" tidak dikenal; tulis misalnya F2, C-s, Enter, n.", name);
	input_feed_key(key);
	return true;
}

static bool run_resize(const char *size, struct error *err)
{
	int rows;
	int cols;

	if (!script_parse_size(size, &rows, &cols))
		return error_set(
			err, "ukuran \"%s\" tidak dikenal; tulis BARISxKOLOM, misalnya 24x80.", size);
	term_resize(rows, cols);
	input_feed_resize();
	return true;
}

/* Time goes by faster than the clock; second by second, as for somebody who only looks. */
static bool run_idle(const char *text, struct error *err)
{
	uint64_t seconds;

	if (!text_number(text, IDLE_MOST, &seconds) || !seconds)
		return error_set(err, "lamanya \"%s\" tidak dimengerti; tulis detik, misalnya idle 2.", text);
	while (seconds-- && loop_turn(0)) {
		passed_ms += 1000;
		loop_pass_time(clock_monotonic_ms() + passed_ms);
	}
	return true;
}

static bool run_line(const char *line, struct error *err)
{
	size_t length = strcspn(line, " \t");
	const char *rest = line[length] ? line + length + 1 : line + length;

	if (length == 3 && strncmp(line, "key", length) == 0)
		return run_key(rest, err);
	if (length == 4 && strncmp(line, "type", length) == 0) {
		input_feed_text(rest, false);
		return true;
	}
	if (length == 5 && strncmp(line, "paste", length) == 0) {
		feed_paste(rest);
		return true;
	}
	if (length == 6 && strncmp(line, "resize", length) == 0)
		return run_resize(rest, err);
	if (length == 4 && strncmp(line, "idle", length) == 0)
		return run_idle(rest, err);
	if (length == 6 && strncmp(line, "hangup", length) == 0 && !*rest) {
		input_feed_hangup();
		return true;
	}
	if (length == 8 && strncmp(line, "snapshot", length) == 0 && *rest)
		return write_snapshot(rest, false, err);
	if (length == 10 && strncmp(line, "attributes", length) == 0 && *rest)
		return write_snapshot(rest, true, err);
	return error_set(err,
		"\"%.60s\" tidak dikenal; ada key, type, paste, resize, idle, snapshot, attributes, hangup.",
		line);
}

static bool run_file(FILE *file, const char *path, struct error *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	int number = 0;
	bool running = settled();
	bool good = true;

	while (good && (size = getline(&line, &room, file)) >= 0) {
		number++;
		while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
			line[--size] = '\0';
		if (!*line || *line == '#')
			continue;
		good = running ? run_line(line, err)
			       : error_set(err, "siko sudah selesai sebelum baris ini.");
		if (!good)
			error_wrap(err, "%s:%d: ", path, number);
		else
			running = settled();
	}
	if (good && running) {
		/* A script that ends is a terminal that goes: drafts are kept, nothing is asked. */
		input_feed_hangup();
		settled();
	}
	free(line);
	return good;
}

bool script_run(const char *path, const struct loop_hooks *hooks, struct error *err)
{
	FILE *file = strcmp(path, "-") == 0 ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "re");
	bool good;

	if (!file)
		return error_set(err, "%s tidak dapat dibaca (%s); periksa nama dan hak bacanya.", path,
			error_words(errno));
	loop_begin(hooks);
	good = run_file(file, path, err);
	fclose(file);
	return good;
}
