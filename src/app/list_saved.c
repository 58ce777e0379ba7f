#include "app/list_saved.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list_part.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/saved.h"

#define PARTS 6

/* "inovasi TAB name TAB preset TAB column TAB value TAB find"; another shape is not ours and is left out. */
static void add_line(struct list_saved *saved, const char *line, size_t size)
{
	char *copy = memory_copy_n(line, size);
	char *rest = copy;
	const char *part[PARTS] = {0};
	size_t count = 0;

	for (char *text = strsep(&rest, "\t"); text; text = strsep(&rest, "\t"))
		if (count++ < PARTS)
			part[count - 1] = text;
	if (count != PARTS || !*part[1]) {
		free(copy);
		return;
	}
	saved->filter = array_room(saved->filter, saved->count, &saved->room, sizeof *saved->filter);
	saved->filter[saved->count++] = (struct saved_filter){
		copy, part[0], part[1], part[2], part[3], part[4], part[5]};
}

void list_saved_read(struct list_saved *saved)
{
	struct buffer text = {0};
	const char *line;

	list_saved_free(saved);
	saved_load(store_path(app_here()->store), app_here()->user, &text);
	line = buffer_text(&text);
	while (*line) {
		size_t size = strcspn(line, "\n");

		add_line(saved, line, size);
		line += size + (line[size] == '\n');
	}
	buffer_free(&text);
}

void list_saved_free(struct list_saved *saved)
{
	for (size_t i = 0; i < saved->count; i++)
		free(saved->filter[i].line);
	free(saved->filter);
	*saved = (struct list_saved){0};
}

static size_t column_by_key(const struct list *list, const char *key)
{
	for (size_t i = 0; i < list->definition->count; i++)
		if (strcmp(list->definition->column[i].key, key) == 0)
			return i;
	return LOOK_NO_COLUMN;
}

void list_saved_apply(struct list *list, const struct saved_filter *filter)
{
	size_t column = column_by_key(list, filter->column);
	list->look->preset = NULL;
	for (const struct list_preset *preset = list->kind->presets; preset && preset->name; preset++)
		if (strcmp(preset->name, filter->preset) == 0)
			list->look->preset = preset;
	look_set_find(list->look, filter->find);
	list_set_filter(list, column, column == LOOK_NO_COLUMN ? NULL : filter->value);
}

/* A part of a line holds neither what ends it nor what ends the line. */
static void add_part(struct buffer *to, const char *text, char end)
{
	for (; *text; text++)
		buffer_add_byte(to, *text == '\t' || *text == '\n' ? ' ' : *text);
	buffer_add_byte(to, end);
}

static void add_filter(struct buffer *to, const struct saved_filter *filter)
{
	add_part(to, filter->kind, '\t');
	add_part(to, filter->name, '\t');
	add_part(to, filter->preset, '\t');
	add_part(to, filter->column, '\t');
	add_part(to, filter->value, '\t');
	add_part(to, filter->find, '\n');
}

/* The others as they are, then `more` when there is one. */
static bool write_but(struct list *list, const char *name, const struct saved_filter *more)
{
	struct buffer text = {0};
	struct error err = {{0}};
	bool done;

	list_saved_read(&list->saved);
	for (size_t i = 0; i < list->saved.count; i++) {
		const struct saved_filter *filter = &list->saved.filter[i];

		if (strcmp(filter->kind, list->kind->name) != 0 || strcmp(filter->name, name) != 0)
			add_filter(&text, filter);
	}
	if (more)
		add_filter(&text, more);
	done = saved_store(store_path(app_here()->store), app_here()->user, &text, &err);
	if (!done)
		frame_say(SAY_BAD, "%s", err.text);
	buffer_free(&text);
	return done;
}

void list_saved_keep(struct list *list, const char *name)
{
	bool by_column = list->look->column != LOOK_NO_COLUMN;
	char *trimmed = text_trim(memory_copy(name));
	struct saved_filter filter = {
		.kind = list->kind->name,
		.name = trimmed,
		.preset = list->look->preset ? list->look->preset->name : "",
		.column = by_column ? list->definition->column[list->look->column].key : "",
		.value = by_column ? list->look->value : "",
		.find = list->look->find,
	};

	if (!*trimmed)
		frame_say(SAY_BAD, "Saringan tidak disimpan: namanya belum ditulis.");
	else if (write_but(list, trimmed, &filter))
		frame_say(SAY_GOOD, "Saringan “%s” disimpan; pilih lagi dari daftar saringan.", trimmed);
	free(trimmed);
}

void list_saved_drop(struct list *list, const char *name)
{
	if (write_but(list, name, NULL))
		frame_say(SAY_INFO, "Saringan “%s” dihapus.", name);
}
