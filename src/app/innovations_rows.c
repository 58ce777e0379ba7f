#include "app/innovations_part.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/value.h"
#include "base/memory.h"
#include "ui/input.h"

const struct innovation *innovations_at(const struct list *list, size_t row)
{
	const struct innovations *own = list->own;

	return &app_here()->data.innovation[own->row[row]];
}

static bool column_is_summary(const char *key)
{
	static const char *const known[] = {"id", "nama", "opd", "unit", "status", "urusan", "klaim",
		"kematangan", "verif", "layak", "bukti", "kata"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(key, known[i]) == 0)
			return true;
	return false;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void copy_ids(struct innovations *own, const struct innovations_arguments *wish)
{
	own->only = memory_alloc((wish->id_count + 1) * sizeof *own->only);
	for (size_t i = 0; i < wish->id_count; i++)
		own->only[own->only_count++] = memory_copy(wish->ids[i]);
	qsort(own->only, own->only_count, sizeof *own->only, compare_ids);
}

static bool is_among(const struct innovations *own, const char *id)
{
	return !own->only || bsearch(&id, own->only, own->only_count, sizeof *own->only, compare_ids);
}

void innovations_open(struct list *list, const void *arguments)
{
	struct innovations *own = list->own;
	const struct innovations_arguments *wish = arguments;
	const struct list_definition *definition = &app_here()->year->list;

	list->definition = definition;
	own->unit = wish && wish->unit ? memory_copy(wish->unit) : NULL;
	own->slot = wish ? wish->slot : -1;
	own->claimed_only = wish && wish->claimed_only;
	own->shown = wish ? wish->shown : NULL;
	own->argument = wish ? wish->argument : 0;
	own->title = wish && wish->title ? memory_copy(wish->title) : NULL;
	if (wish && wish->ids)
		copy_ids(own, wish);
	for (size_t i = 0; i < definition->count && own->extra_count < 16; i++)
		if (!column_is_summary(definition->column[i].key))
			own->extra_column[own->extra_count++] = i;
}

static void forget_extra(struct innovations *own)
{
	for (size_t i = 0; own->extra && i < own->count * own->extra_count; i++)
		free(own->extra[i]);
	free(own->extra);
	own->extra = NULL;
}

void innovations_close(struct list *list)
{
	struct innovations *own = list->own;

	forget_extra(own);
	for (size_t i = 0; i < own->only_count; i++)
		free(own->only[i]);
	free(own->only);
	free(own->row);
	free(own->title);
	free(own->unit);
	drafts_free(&own->drafts);
	bulk_free(&own->bulk);
}

/* Columns of the profile stand in the records: read once for all rows whenever the data moved. */
static bool read_extra(struct store_txn *txn, void *context, struct error *err)
{
	struct list *list = context;
	struct innovations *own = list->own;
	const struct app *app = app_here();

	for (size_t row = 0; row < own->count; row++) {
		struct record record;

		if (!txn_record(txn, TABLE_INNOVATION, innovations_at(list, row)->id, &record, err)) {
			record_free(&record);
			return false;
		}
		for (size_t i = 0; i < own->extra_count; i++) {
			const char *key = list->definition->column[own->extra_column[i]].key;
			const struct field_definition *field = form_find(&app->year->profile, key);
			char **to = &own->extra[row * own->extra_count + i];

			free(*to);
			*to = field ? value_to_screen(field, record_get(&record, key))
				    : memory_copy(record_get(&record, key));
		}
		record_free(&record);
	}
	return true;
}

bool innovations_load(struct list *list)
{
	struct innovations *own = list->own;
	const struct app *app = app_here();
	size_t unit;

	forget_extra(own);
	if (!data_load(true))
		return false;
	unit = own->unit ? units_find(app->units, own->unit) : UNIT_NONE;
	own->row = memory_grow(own->row, app->data.count ? app->data.count : 1, sizeof *own->row);
	own->count = 0;
	for (size_t i = 0; i < app->data.count; i++) {
		const struct innovation *innovation = &app->data.innovation[i];

		if (own->unit && (unit == UNIT_NONE || innovation->unit != unit))
			continue;
		if (own->claimed_only && !status_is_claimed(innovation->facts.status))
			continue;
		if (!is_among(own, innovation->id))
			continue;
		if (own->shown && !own->shown(&innovation->facts, own->argument))
			continue;
		if (innovation->unit == UNIT_NONE
				? app->actor.role == ROLE_OPERATOR
				: !rights_read_unit(&app->actor, app->units->unit[innovation->unit].id))
			continue;
		own->row[own->count++] = i;
	}
	if (!own->extra_count || !own->count)
		return true;
	own->extra = memory_alloc(own->count * own->extra_count * sizeof *own->extra);
	return app_read(read_extra, list);
}

size_t innovations_count(const struct list *list)
{
	return ((const struct innovations *)list->own)->count;
}

const char *innovations_id(const struct list *list, size_t row)
{
	return innovations_at(list, row)->id;
}

static enum style status_style(enum status status)
{
	/* Only what asks for something is coloured: calm to read, and an attribute costs a dozen bytes on the line. */
	return status == STATUS_RETURNED ? STYLE_WARN : STYLE_PLAIN;
}

/* How many answers above 0 have their evidence: "14/16". */
static void add_evidence(struct buffer *to, const struct facts *facts, size_t slots)
{
	int answered = 0;
	int proven = 0;

	for (unsigned slot = 0; slot < slots; slot++) {
		if (!facts_level(facts, slot))
			continue;
		answered++;
		proven += (int)(facts->evidence >> slot & 1);
	}
	buffer_printf(to, "%d/%d", proven, answered);
}

void innovations_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct innovations *own = list->own;
	const struct app *app = app_here();
	const struct year_definition *year = app->year;
	const struct innovation *innovation = innovations_at(list, row);
	const char *key = list->definition->column[column].key;
	const struct field_definition *field;

	if (strcmp(key, "nama") == 0) {
		buffer_add_text(to, innovation->name);
	} else if (strcmp(key, "id") == 0) {
		buffer_add_text(to, innovation->id);
	} else if (strcmp(key, "opd") == 0 || strcmp(key, "unit") == 0) {
		buffer_add_text(to, app_unit_name(innovation->unit));
	} else if (strcmp(key, "status") == 0) {
		buffer_add_text(to, status_label(innovation->facts.status));
		*style = status_style(innovation->facts.status);
	} else if (strcmp(key, "klaim") == 0 || strcmp(key, "kematangan") == 0) {
		score_add_screen(to, score_maturity(&year->innovation, &innovation->facts, false));
	} else if (strcmp(key, "verif") == 0) {
		score_add_screen(to, score_maturity(&year->innovation, &innovation->facts, true));
	} else if (strcmp(key, "layak") == 0) {
		buffer_add_text(to, facts_eligible(year, &innovation->facts) ? "ya" : "-");
	} else if (strcmp(key, "bukti") == 0) {
		add_evidence(to, &innovation->facts, year->innovation.count);
	} else if (strcmp(key, "kata") == 0) {
		buffer_printf(to, "%u", (unsigned)innovation->facts.words);
	} else if (strcmp(key, "urusan") == 0) {
		field = form_find(&year->profile, "urusan");
		if (field && field->choices && innovation->facts.topic < field->choices->count)
			buffer_add_text(to, field->choices->choice[innovation->facts.topic].label);
	} else {
		for (size_t i = 0; own->extra && i < own->extra_count; i++)
			if (own->extra_column[i] == column && own->extra[row * own->extra_count + i])
				buffer_add_text(to, own->extra[row * own->extra_count + i]);
	}
}

const char *innovations_flag(const struct list *list, size_t row)
{
	const struct innovation *innovation = innovations_at(list, row);

	return innovation->facts.status == STATUS_RETURNED ? draw_mark_text(MARK_WARN) : "";
}

/* What no column shows and one still looks for: the unit's code, the urusan. */
void innovations_words(const struct list *list, size_t row, struct buffer *to)
{
	const struct app *app = app_here();
	const struct innovation *innovation = innovations_at(list, row);
	const struct field_definition *field = form_find(&app->year->profile, "urusan");

	if (innovation->unit != UNIT_NONE)
		buffer_printf(to, "%s ", app->units->unit[innovation->unit].id);
	if (field && field->choices && innovation->facts.topic < field->choices->count)
		buffer_add_text(to, field->choices->choice[innovation->facts.topic].label);
}

/* Rows behind a number, a notice or a piece of advice are another set each time. */
void innovations_screen(const struct list *list, struct buffer *to)
{
	const struct innovations *own = list->own;

	if (own->slot < 0 && !own->claimed_only && !own->shown && !own->only)
		buffer_printf(to, "inovasi %s", own->unit ? own->unit : "");
}

static bool is_not_submitted(const struct list *list, size_t row)
{
	enum status status = innovations_at(list, row)->facts.status;

	return status == STATUS_DRAFT || status == STATUS_RETURNED;
}

static bool is_of_own_unit(const struct list *list, size_t row)
{
	return innovations_at(list, row)->unit == app_here()->actor.unit;
}

/* Some level is claimed and nothing proves it. */
static bool lacks_evidence(const struct list *list, size_t row)
{
	const struct facts *facts = &innovations_at(list, row)->facts;

	for (unsigned slot = 0; slot < app_here()->year->innovation.count; slot++)
		if (facts_level(facts, slot) && !(facts->evidence >> slot & 1))
			return true;
	return false;
}

const struct list_preset innovations_presets[] = {
	{"Belum diajukan", is_not_submitted},
	{"Unit saya", is_of_own_unit},
	{"Bukti kosong", lacks_evidence},
	{NULL, NULL},
};

void innovations_title(const struct list *list, struct buffer *to)
{
	const struct innovations *own = list->own;

	buffer_add_text(to, own->title ? own->title : list->definition->title);
}

static void add_key(struct buffer *to, enum action action, const char *what)
{
	int key = keymap_key(app_here()->keymap, CONTEXT_LIST, action, 0);

	if (key)
		buffer_printf(to, "  %s %s", input_key_label(key), what);
}

void innovations_status(const struct list *list, size_t row, struct buffer *to)
{
	/* Short, and alike from row to row: a step through the list sends little (NEEDS 2). */
	buffer_add_text(to, innovations_at(list, row)->id);
	if (innovations_at(list, row)->facts.status == STATUS_IDEA) {
		add_key(to, ACTION_EDIT, "membaca");
		add_key(to, ACTION_ACCEPT, "menjadikan draf");
		add_key(to, ACTION_REJECT, "menolak");
	}
}
