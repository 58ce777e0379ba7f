#include "app/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/form_view.h"

/* ---- a choice ---- */

struct choice_arguments {
	const char *title, *question;
	const struct choice_entry *entries;
	size_t count, active;
	const char *typed;
	bool of_field;
	void (*chosen)(size_t index);
};

#define LONG_FROM 12 /* entries: from here a list is narrowed by typing rather than read …  */
#define LONG_ROWS 6  /* … and so many are shown: all of them would be a screen to send, twice */

struct choice_screen {
	char *title, *question;
	struct choice_view *view;
	int names, details; /* widest of each */
	size_t count;
	bool of_field; /* Tab takes it and moves on, as in the form behind */
	void (*chosen)(size_t index);
};

static void choice_open(struct screen *screen, const void *arguments)
{
	struct choice_screen *self = screen->self;
	const struct choice_arguments *wish = arguments;

	self->title = memory_copy(wish->title);
	self->question = memory_copy(wish->question);
	self->view = choice_view_new();
	self->count = wish->count;
	self->of_field = wish->of_field;
	self->chosen = wish->chosen;
	for (size_t i = 0; i < wish->count; i++) {
		const struct choice_entry *entry = &wish->entries[i];
		int name = text_width(entry->name, strlen(entry->name));
		int detail = entry->detail && *entry->detail
				     ? 2 + text_width(entry->detail, strlen(entry->detail))
				     : 0;

		self->names = name > self->names ? name : self->names;
		self->details = detail > self->details ? detail : self->details;
	}
	choice_view_entries(self->view, wish->entries, wish->count);
	choice_view_activate(self->view, wish->active);
	if (*wish->typed)
		choice_view_type(self->view, wish->typed, strlen(wish->typed));
}

static void choice_close(struct screen *screen)
{
	struct choice_screen *self = screen->self;

	choice_view_free(self->view);
	free(self->title);
	free(self->question);
}

static int question_rows(const struct choice_screen *self, int cols)
{
	struct area nowhere = {0, 0, 0, cols};

	return *self->question ? draw_wrapped(nowhere, 0, 0, cols, STYLE_PLAIN, self->question) + 1 : 0;
}

static void choice_measure(struct screen *screen, int *rows, int *cols)
{
	struct choice_screen *self = screen->self;
	int title = text_width(self->title, strlen(self->title)) + 4;

	*cols = self->names + self->details + 6;
	if (*cols < title)
		*cols = title;
	if (*cols < 28)
		*cols = 28;
	*rows = (int)self->count <= LONG_FROM ? (int)self->count + 1 : LONG_ROWS;
	*rows += question_rows(self, *cols);
}

static void choice_layout(struct screen *screen, struct area area)
{
	struct choice_screen *self = screen->self;
	int above = question_rows(self, area.cols);

	choice_view_layout(self->view, area_inner(area, above, 0, -1, -1));
}

static void choice_paint(struct screen *screen, struct area area)
{
	struct choice_screen *self = screen->self;

	if (*self->question)
		draw_wrapped(area, 0, 0, area.cols, STYLE_PLAIN, self->question);
	choice_view_paint(self->view);
}

static void choice_cursor(struct screen *screen, int *row, int *col)
{
	choice_view_cursor(((struct choice_screen *)screen->self)->view, row, col);
}

static void choice_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct choice_screen *)screen->self)->title);
}

/* What is found by other words as well is told in those. */
static void choice_status(struct screen *screen, struct buffer *to)
{
	struct choice_screen *self = screen->self;

	if (self->chosen)
		buffer_add_text(to, choice_view_words(self->view));
}

static bool choice_typing(struct screen *screen)
{
	(void)screen;
	return true;
}

static size_t choice_keys(struct screen *screen, enum action *to, size_t room)
{
	(void)screen;
	if (room < 1)
		return 0;
	to[0] = ACTION_OPEN;
	return 1;
}

static enum outcome choice_take(struct screen *screen, int step)
{
	struct choice_screen *self = screen->self;
	size_t index;

	if (!choice_view_active(self->view, &index))
		return OUTCOME_HANDLED;
	if (self->chosen)
		self->chosen(index);
	else
		screen_answer(screen, (int)index, NULL);
	screen->answer.step = step;
	return OUTCOME_CLOSE;
}

static enum outcome choice_act(struct screen *screen, enum action action)
{
	struct choice_screen *self = screen->self;

	if (action == ACTION_OPEN)
		return choice_take(screen, 0);
	if (self->of_field && (action == ACTION_NEXT || action == ACTION_PREVIOUS))
		return choice_take(screen, action == ACTION_NEXT ? 1 : -1);
	return choice_view_act(self->view, action);
}

static enum outcome choice_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	(void)pasted;
	return choice_view_type(((struct choice_screen *)screen->self)->view, text, size);
}

static const struct screen_class choice_class = {
	.name = "pilihan",
	.context = CONTEXT_CHOICE,
	.size = sizeof(struct choice_screen),
	.floating = true,
	.open = choice_open,
	.close = choice_close,
	.measure = choice_measure,
	.layout = choice_layout,
	.paint = choice_paint,
	.cursor = choice_cursor,
	.title = choice_title,
	.status = choice_status,
	.keys = choice_keys,
	.typing = choice_typing,
	.act = choice_act,
	.text = choice_text,
};

void ask_choice(const char *title, const char *question, const struct choice_entry *entries, size_t count,
	size_t active, const char *typed, int tag)
{
	struct choice_arguments wish = {title, question, entries, count, active, typed, false, NULL};

	stack_push(&choice_class, &wish, tag);
}

void ask_choice_of_field(const char *title, const struct choice_entry *entries, size_t count, size_t active,
	const char *typed, int tag)
{
	struct choice_arguments wish = {title, "", entries, count, active, typed, true, NULL};

	stack_push(&choice_class, &wish, tag);
}

void ask_choice_then(
	const char *title, const struct choice_entry *entries, size_t count, void (*chosen)(size_t index))
{
	struct choice_arguments wish = {title, "", entries, count, 0, "", false, chosen};

	stack_push(&choice_class, &wish, 0);
}

void ask_leave(int tag)
{
	static const struct choice_entry entries[] = {
		{"Simpan", "lalu kembali", NULL},
		{"Buang", "kembali tanpa menyimpan", NULL},
		{"Batal", "tetap di sini", NULL},
	};

	ask_choice("Belum disimpan", "Ada perubahan yang belum disimpan.", entries, 3, 0, "", tag);
}

void ask_confirm(const char *title, const char *question, const char *yes, int tag)
{
	struct choice_entry entries[] = {{yes, NULL, NULL}, {"Batal", NULL, NULL}};

	ask_choice(title, question, entries, 2, 0, "", tag);
}

void ask_command(const char *title, const char *what, const char *command)
{
	const struct choice_entry entry = {command, NULL, NULL};

	ask_choice(title, what, &entry, 1, 0, "", 0);
}

/* ---- one line ---- */

struct line_arguments {
	const char *title, *question, *text;
};

struct line_screen {
	char *title, *question;
	struct form_view *view;
};

static void line_open(struct screen *screen, const void *arguments)
{
	struct line_screen *self = screen->self;
	const struct line_arguments *wish = arguments;
	/* Not longer than its row: there is no editor behind it to go on in. */
	struct form_field field = {.label = wish->question, .kind = FORM_LINE, .text = wish->text};

	self->title = memory_copy(wish->title);
	self->question = memory_copy(wish->question);
	self->view = form_view_new();
	form_view_fields(self->view, &field, 1);
}

static void line_close(struct screen *screen)
{
	struct line_screen *self = screen->self;

	form_view_free(self->view);
	free(self->title);
	free(self->question);
}

static void line_measure(struct screen *screen, int *rows, int *cols)
{
	(void)screen;
	*rows = 1;
	*cols = 64;
}

static void line_layout(struct screen *screen, struct area area)
{
	form_view_layout(((struct line_screen *)screen->self)->view, area);
}

static void line_paint(struct screen *screen, struct area area)
{
	(void)area;
	form_view_paint(((struct line_screen *)screen->self)->view);
}

static void line_cursor(struct screen *screen, int *row, int *col)
{
	form_view_cursor(((struct line_screen *)screen->self)->view, row, col);
}

static void line_title(struct screen *screen, struct buffer *to)
{
	buffer_add_text(to, ((struct line_screen *)screen->self)->title);
}

static enum outcome line_act(struct screen *screen, enum action action)
{
	struct line_screen *self = screen->self;

	/* Tab as well: a new record's name is the first of the fields that come next. */
	if (action == ACTION_OPEN || action == ACTION_NEXT || action == ACTION_SAVE) {
		screen_answer(screen, 0, form_view_text(self->view, 0));
		return OUTCOME_CLOSE;
	}
	return form_view_act(self->view, action);
}

static enum outcome line_text(struct screen *screen, const char *text, size_t size, bool pasted)
{
	return form_view_type(((struct line_screen *)screen->self)->view, text, size, pasted);
}

static const struct screen_class line_class = {
	.name = "isian",
	.context = CONTEXT_FORM,
	.size = sizeof(struct line_screen),
	.floating = true,
	.open = line_open,
	.close = line_close,
	.measure = line_measure,
	.layout = line_layout,
	.paint = line_paint,
	.cursor = line_cursor,
	.title = line_title,
	.keys = choice_keys,
	.typing = choice_typing,
	.act = line_act,
	.text = line_text,
};

void ask_line(const char *title, const char *question, const char *text, int tag)
{
	struct line_arguments wish = {title, question, text};

	stack_push(&line_class, &wish, tag);
}
