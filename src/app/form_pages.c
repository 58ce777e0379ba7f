#include "app/form_pages.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/form_field.h"
#include "app/value.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/judge.h"

#define TEXT_MOST 2000 /* characters typed */

void form_pages_open(struct form_pages *pages, const struct form_definition *fields, struct edit *edit)
{
	*pages = (struct form_pages){.edit = edit, .view = form_view_new()};
	pages->field = memory_alloc(fields->count * sizeof(*pages->field));
	pages->note = memory_alloc(fields->count * sizeof(*pages->note));
	for (size_t i = 0; i < fields->count; i++)
		if (*fields->field[i].page)
			pages->field[pages->count++] = &fields->field[i];
}

void form_pages_close(struct form_pages *pages)
{
	form_pages_clear_notes(pages);
	free(pages->note);
	free(pages->field);
	form_view_free(pages->view);
}

size_t form_pages_active(const struct form_pages *pages)
{
	return pages->first + form_view_active(pages->view);
}

size_t form_pages_find(const struct form_pages *pages, const char *key)
{
	size_t at = 0;

	while (at < pages->count && strcmp(pages->field[at]->key, key) != 0)
		at++;
	return at;
}

/* ---- showing a page ---- */

static size_t page_end(const struct form_pages *pages, size_t first)
{
	size_t end = first;

	while (end < pages->count && strcmp(pages->field[end]->page, pages->field[first]->page) == 0)
		end++;
	return end;
}

/* A text that nothing limits may be longer than its row (a link to a shared folder is), and goes on in the editor. */
static size_t typed_most(const struct field_definition *field)
{
	if (field->type == FIELD_DATE)
		return 10;
	return field->type == FIELD_TEXT && !field->most ? TEXT_MOST : field->most;
}

static void show_page(struct form_pages *pages, size_t first, size_t active)
{
	struct form_field *fields;
	char **texts;

	pages->first = first;
	pages->on_page = page_end(pages, first) - first;
	pages->page = 0;
	pages->pages = 0;
	for (size_t at = 0; at < pages->count; at = page_end(pages, at)) {
		if (at < first)
			pages->page++;
		pages->pages++;
	}
	fields = memory_alloc(pages->on_page * sizeof *fields);
	texts = memory_alloc(pages->on_page * sizeof *texts);
	for (size_t i = 0; i < pages->on_page; i++) {
		const struct field_definition *field = pages->field[first + i];
		const char *stored = record_get(&pages->edit->working, field->key);

		texts[i] = form_field_shown(field, stored);
		fields[i] = (struct form_field){
			.label = field->label,
			.kind = form_field_kind(field, pages->edit->locked),
			.text = texts[i],
			.width = form_field_width(field),
			.most = typed_most(field),
			.required = field->required || field->required_submit,
			.narrow = field->narrow,
			.heading = i ? NULL : field->page,
			.side = form_field_side(field, stored),
		};
	}
	form_view_fields(pages->view, fields, pages->on_page);
	for (size_t i = 0; i < pages->on_page; i++) {
		if (pages->note[first + i])
			form_view_set_note(pages->view, i, pages->note[first + i]);
		free(texts[i]);
	}
	free(texts);
	free(fields);
	form_view_activate(pages->view, active < pages->on_page ? active : 0);
}

static bool is_typed(const struct form_pages *pages, size_t index)
{
	return form_field_kind(pages->field[index], pages->edit->locked) == FORM_LINE;
}

/* What the working record would show is as good as untouched: it may be stored in another way than it is typed. */
void form_pages_collect(struct form_pages *pages)
{
	struct record *working = &pages->edit->working;

	for (size_t i = 0; i < pages->on_page && !pages->edit->locked; i++) {
		const struct field_definition *field = pages->field[pages->first + i];
		const char *typed;
		char *shown;
		char *stored;

		if (!is_typed(pages, pages->first + i))
			continue;
		typed = form_view_text(pages->view, i);
		shown = form_field_shown(field, record_get(working, field->key));
		if (strcmp(typed, shown) != 0) {
			stored = value_from_screen(field, typed);
			record_set(working, field->key, stored);
			free(stored);
		}
		free(shown);
	}
}

void form_pages_go(struct form_pages *pages, size_t index)
{
	size_t first = 0;

	form_pages_collect(pages);
	while (page_end(pages, first) <= index)
		first = page_end(pages, first);
	show_page(pages, first, index - first);
}

void form_pages_reload(struct form_pages *pages)
{
	show_page(pages, pages->first, form_view_active(pages->view));
}

void form_pages_turn(struct form_pages *pages, int step)
{
	size_t end = pages->first + pages->on_page;
	size_t first = 0;

	if (step > 0) {
		form_pages_go(pages, end < pages->count ? end : 0);
		return;
	}
	while (pages->first && page_end(pages, first) < pages->first)
		first = page_end(pages, first);
	form_pages_go(pages, first);
}

/* ---- what is wrong ---- */

void form_pages_note(struct form_pages *pages, size_t index, const char *sentence)
{
	char *copy = sentence ? memory_copy(sentence) : NULL;

	free(pages->note[index]);
	pages->note[index] = copy;
	if (index >= pages->first && index < pages->first + pages->on_page)
		form_view_set_note(pages->view, index - pages->first, copy);
}

void form_pages_clear_notes(struct form_pages *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		form_pages_note(pages, i, NULL);
}

void form_pages_judge(struct form_pages *pages, size_t index)
{
	const struct app *app = app_here();
	const struct judge judge = {
		.definitions = app->definitions, .actor = &app->actor, .units = app->units};
	const struct field_definition *field = pages->field[index];
	const char *text;
	char *normal = NULL;
	struct error err = {{0}};

	form_pages_collect(pages);
	if (pages->edit->locked || !is_typed(pages, index))
		return;
	/* A question of an idea is no field: the judge sees the note it becomes. */
	if (pages->edit->idea &&
		!judge_knows_key(app->definitions, pages->edit->table, pages->edit->year, field->key))
		return;
	text = record_get(&pages->edit->working, field->key);
	if (!judge_text(&judge, pages->edit->table, pages->edit->year, field->key, text, &normal, &err)) {
		struct buffer sentence = {0};

		form_field_fault(field, text, err.text, &sentence);
		form_pages_note(pages, index, buffer_text(&sentence));
		buffer_free(&sentence);
	} else {
		char *shown = form_field_shown(field, text);

		if (strcmp(shown, form_view_text(pages->view, index - pages->first)) != 0)
			form_view_set_text(pages->view, index - pages->first, shown);
		free(shown);
	}
	free(normal);
}
