#include "app/picker.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/value.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/list_view.h"

struct entry {
	char *name;
	bool folder;
	long long size;
	time_t changed;
};

struct picker {
	char *title;
	char *folder;
	struct entry *entry;
	size_t count, room;
	size_t *shown; /* entries that match what was typed */
	size_t shown_count;
	char *typed;
	struct list_view *view;
	struct buffer cells;
};

/* ---- a folder ---- */

static void forget_entries(struct entry *entry, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(entry[i].name);
	free(entry);
}

/* The way up first, folders before files, each by name. */
static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	bool up = strcmp(x->name, "..") == 0;

	if (up || strcmp(y->name, "..") == 0)
		return up ? -1 : 1;
	if (x->folder != y->folder)
		return x->folder ? -1 : 1;
	return text_compare(x->name, y->name);
}

/* Everything but what a dot hides; devices and pipes are no evidence. */
static void read_entries(DIR *dir, bool top, struct picker *self)
{
	for (struct dirent *found = readdir(dir); found; found = readdir(dir)) {
		bool up = strcmp(found->d_name, "..") == 0 && !top;
		struct stat info;

		if ((found->d_name[0] == '.' && !up) || fstatat(dirfd(dir), found->d_name, &info, 0) != 0 ||
			!(S_ISDIR(info.st_mode) || S_ISREG(info.st_mode)))
			continue;
		self->entry = array_room(self->entry, self->count, &self->room, sizeof *self->entry);
		self->entry[self->count++] = (struct entry){memory_copy(found->d_name), S_ISDIR(info.st_mode),
			(long long)info.st_size, info.st_mtime};
	}
	if (self->count)
		qsort(self->entry, self->count, sizeof *self->entry, compare_entries);
}

static void narrow(struct picker *self, const char *typed)
{
	char *copy = memory_copy(typed);

	free(self->typed);
	self->typed = copy;
	free(self->shown);
	self->shown = memory_alloc((self->count + 1) * sizeof *self->shown);
	self->shown_count = 0;
	for (size_t i = 0; i < self->count; i++)
		if (text_contains(self->entry[i].name, self->typed))
			self->shown[self->shown_count++] = i;
	list_view_rows(self->view, self->shown_count);
	/* The way up is seldom where one wants to go. */
	list_view_activate(self->view, !*self->typed && self->shown_count > 1 ? 1 : 0);
	list_view_found(self->view, *self->typed ? self->typed : NULL);
	list_view_empty(self->view, *self->typed ? "Tidak ada nama yang cocok." : "Folder ini kosong.");
}

/* Stands on `from` when the folder has it: whoever goes up sees where he was. */
static void enter(struct picker *self, const char *path, const char *from)
{
	char *real = realpath(path, NULL);
	DIR *dir = real ? opendir(real) : NULL;

	if (!dir) {
		frame_say(
			SAY_BAD, "%s tidak dapat dibuka (%s); pilih folder lain.", path, error_words(errno));
		free(real);
		return;
	}
	forget_entries(self->entry, self->count);
	self->entry = NULL;
	self->count = self->room = 0;
	free(self->folder);
	self->folder = real;
	read_entries(dir, strcmp(real, "/") == 0, self);
	closedir(dir);
	narrow(self, "");
	for (size_t i = 0; from && i < self->shown_count; i++)
		if (strcmp(self->entry[self->shown[i]].name, from) == 0)
			list_view_activate(self->view, i);
}

static char *path_of(const struct picker *self, const char *name)
{
	struct buffer path = {0};

	buffer_printf(&path, "%s/%s", strcmp(self->folder, "/") == 0 ? "" : self->folder, name);
	return buffer_take(&path);
}

static void go_up(struct picker *self)
{
	char *from = memory_copy(strrchr(self->folder, '/') + 1);
	char *path = path_of(self, "..");

	enter(self, path, from);
	free(from);
	free(path);
}

/* ---- the screen ---- */

static void picker_row(void *context, size_t index, struct list_cell *cells, size_t count, const char **flag)
{
	struct picker *self = context;
	const struct entry *entry = &self->entry[self->shown[index]];
	char when[16] = "";
	char size[24];
	char *grouped;
	struct tm day;
	size_t start[3] = {0};

	snprintf(size, sizeof size, "%lld", entry->size);
	if (localtime_r(&entry->changed, &day))
		strftime(when, sizeof when, "%d-%m-%Y", &day);
	grouped = value_group_digits(size);
	buffer_clear(&self->cells);
	buffer_printf(&self->cells, "%s%s", entry->name, entry->folder ? "/" : "");
	buffer_add_byte(&self->cells, '\0');
	start[1] = self->cells.size;
	buffer_add_text(&self->cells, entry->folder ? "" : grouped);
	buffer_add_byte(&self->cells, '\0');
	start[2] = self->cells.size;
	buffer_add_text(&self->cells, entry->folder ? "" : when);
	free(grouped);
	for (size_t i = 0; i < count && i < 3; i++)
		cells[i] = (struct list_cell){self->cells.data + start[i], i ? STYLE_DIM : STYLE_PLAIN};
	*flag = "";
}

static void picker_open(struct screen *screen, const void *arguments)
{
	static const struct list_column columns[] = {
		{.label = "Nama", .least = 20},
		{.label = "bita", .width = 13, .align = ALIGN_RIGHT},
		{.label = "tanggal", .width = 10},
	};
	struct picker *self = screen->self;
	const char *inbox = getenv("SIKO_INBOX");
	const char *home = getenv("HOME");

	self->title = memory_copy(arguments);
	self->typed = memory_copy("");
	self->view = list_view_new();
	list_view_columns(self->view, columns, sizeof columns / sizeof *columns);
	list_view_source(self->view, (struct list_source){self, picker_row});
	if (inbox && *inbox)
		enter(self, inbox, NULL);
	if (!self->folder && home && *home)
		enter(self, home, NULL);
	if (!self->folder)
		enter(self, "/", NULL);
}

static void picker_close(struct screen *screen)
{
	struct picker *self = screen->self;

	forget_entries(self->entry, self->count);
	list_view_free(self->view);
	free(self->title);
	free(self->folder);
	free(self->typed);
	free(self->shown);
	buffer_free(&self->cells);
}

static void picker_layout(struct screen *screen, struct area area)
{
	list_view_layout(((struct picker *)screen->self)->view, area_inner(area, 1, 0, -1, -1));
}

/* Below home as ~/…: what is said less is read. */
static void add_folder(const struct picker *self, struct buffer *to)
{
	const char *home = getenv("HOME");
	char *real = home && *home ? realpath(home, NULL) : NULL;
	size_t length = real ? strlen(real) : 0;

	if (length > 1 && strncmp(self->folder, real, length) == 0 &&
		(self->folder[length] == '/' || !self->folder[length]))
		buffer_printf(to, "~%s", self->folder + length);
	else
		buffer_add_text(to, self->folder);
	free(real);
}

static void picker_paint(struct screen *screen, struct area area)
{
	struct picker *self = screen->self;
	struct buffer folder = {0};

	if (!self->folder)
		return;
	add_folder(self, &folder);
	draw_text(area, 0, 1, area.cols - 2, STYLE_BOLD, buffer_text(&folder));
	buffer_free(&folder);
	list_view_paint(self->view);
}

static void picker_cursor(struct screen *screen, int *row, int *col)
{
	list_view_cursor(((struct picker *)screen->self)->view, row, col);
}

static void picker_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct picker *)screen->self)->title);
}

static void picker_status(struct screen *screen, struct buffer *to)
{
	struct picker *self = screen->self;

	if (*self->typed)
		buffer_printf(to, "Cari “%s”: %zu cocok.", self->typed, self->shown_count);
	else
		buffer_add_text(to, "Ketik sebagian nama untuk mencari di folder ini.");
}

static size_t picker_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static bool picker_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static enum outcome open_entry(struct screen *screen)
{
	struct picker *self = screen->self;
	const struct entry *entry;
	char *path;

	if (!self->shown_count)
		return OUTCOME_HANDLED;
	entry = &self->entry[self->shown[list_view_active(self->view)]];
	if (strcmp(entry->name, "..") == 0) {
		go_up(self);
		return OUTCOME_REPAINT;
	}
	path = path_of(self, entry->name);
	if (entry->folder)
		enter(self, path, NULL);
	else
		screen_answer(screen, 0, path);
	/* entry is gone when another folder was read */
	free(path);
	return screen->answer.text ? OUTCOME_CLOSE : OUTCOME_REPAINT;
}

static enum outcome picker_act(struct screen *screen, enum action action)
{
	struct picker *self = screen->self;
	size_t length = strlen(self->typed);

	if (!self->folder)
		return OUTCOME_IGNORED;
	switch (action) {
	case ACTION_OPEN:
		return open_entry(screen);
	case ACTION_LEFT:
		go_up(self);
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LEFT:
		if (!length) {
			go_up(self);
		} else {
			char *less = memory_copy_n(self->typed, text_previous(self->typed, length, length));

			narrow(self, less);
			free(less);
		}
		return OUTCOME_REPAINT;
	case ACTION_DELETE_LINE:
	case ACTION_DELETE_WORD:
		narrow(self, "");
		return OUTCOME_REPAINT;
	case ACTION_BACK:
		if (!length)
			return OUTCOME_IGNORED;
		narrow(self, "");
		return OUTCOME_REPAINT;
	default:
		return list_view_act(self->view, action);
	}
}

static enum outcome picker_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	struct picker *self = screen->self;
	struct buffer wanted = {0};

	(void)pasted;
	buffer_add_text(&wanted, self->typed);
	buffer_add(&wanted, text, size);
	narrow(self, buffer_text(&wanted));
	buffer_free(&wanted);
	return OUTCOME_REPAINT;
}

static const struct screen_class picker_class = {
	.name = "berkas",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct picker),
	.open = picker_open,
	.close = picker_close,
	.layout = picker_layout,
	.paint = picker_paint,
	.cursor = picker_cursor,
	.title = picker_title,
	.status = picker_status,
	.keys = picker_keys,
	.typing = picker_typing,
	.act = picker_act,
	.text = picker_text,
};

void picker_push(const char *title, int tag)
{
	stack_push(&picker_class, title, tag);
}
