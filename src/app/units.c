#include "app/units.h"

#include <stdlib.h>
#include <string.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/entries.h"
#include "app/form.h"
#include "app/history.h"
#include "app/innovations.h"
#include "app/list.h"
#include "app/revert.h"
#include "app/value.h"
#include "base/memory.h"
#include "model/tally.h"

struct units_list {
	size_t *row; /* indices into app->units, parents before children */
	size_t count;
	char **extra;			       /* per unit index and column: texts only the record knows */
	struct tally tally[TABLE_PLAIN_COUNT]; /* of the plain tables that have a column */
};

static void units_open(struct list *list, const void *arguments)
{
	(void)arguments;
	list->definition = &app_here()->definitions->unit_list;
}

static void forget(struct list *list)
{
	struct units_list *own = list->own;

	for (size_t i = 0; own->extra && i < own->count * list->definition->count; i++)
		free(own->extra[i]);
	free(own->extra);
	free(own->row);
	for (size_t i = 0; i < TABLE_PLAIN_COUNT; i++)
		tally_free(&own->tally[i]);
	*own = (struct units_list){0};
}

static bool column_is_known(const char *key)
{
	static const char *const known[] = {
		"id", "nama", "jenis", "induk", "inovasi", "target", "memenuhi", "klaim", "verif"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(key, known[i]) == 0)
			return true;
	return false;
}

static bool read_extra(struct store_txn *txn, void *context, struct error *err)
{
	struct list *list = context;
	struct units_list *own = list->own;
	const struct app *app = app_here();

	for (size_t row = 0; row < own->count; row++) {
		struct record record;

		if (!txn_record(txn, TABLE_UNIT, app->units->unit[own->row[row]].id, &record, err)) {
			record_free(&record);
			return false;
		}
		for (size_t i = 0; i < list->definition->count; i++) {
			const char *key = list->definition->column[i].key;
			const struct field_definition *field = form_find(&app->definitions->unit, key);
			char **to = &own->extra[row * list->definition->count + i];

			if (column_is_known(key) || !field)
				continue;
			free(*to);
			*to = value_to_screen(field, record_get(&record, key));
		}
		record_free(&record);
	}
	return true;
}

/* What each unit has of the plain tables: read only for those that are shown. */
static bool read_tallies(struct store_txn *txn, void *context, struct error *err)
{
	struct list *list = context;
	struct units_list *own = list->own;

	for (size_t i = 0; i < list->definition->count; i++) {
		struct tally *tally;
		enum table table;
		bool wins;

		if (!tally_key(list->definition->column[i].key, &table, &wins))
			continue;
		tally = &own->tally[table - TABLE_FIRST_PLAIN];
		tally_free(tally);
		if (!txn_tally(txn, table, app_here()->units, tally, err))
			return false;
	}
	return true;
}

static void add_tally(
	const struct units_list *own, size_t unit, enum table table, bool wins, struct buffer *to)
{
	const struct tally *tally = &own->tally[table - TABLE_FIRST_PLAIN];

	if (unit < tally->count)
		buffer_printf(to, "%zu", wins ? tally->unit[unit].wins : tally->unit[unit].records);
}

static bool units_load(struct list *list)
{
	struct units_list *own = list->own;
	const struct app *app = app_here();
	size_t *order;
	bool extra = false;

	forget(list);
	if (!data_load(false))
		return false;
	order = memory_alloc((app->units->count + 1) * sizeof *order);
	units_tree_order(app->units, order);
	for (size_t i = 0; i < app->units->count; i++)
		if (rights_read_unit(&app->actor, app->units->unit[order[i]].id))
			order[own->count++] = order[i];
	own->row = order;
	if (!app_read(read_tallies, list))
		return false;
	for (size_t i = 0; i < list->definition->count; i++)
		extra = extra || !column_is_known(list->definition->column[i].key);
	if (!extra)
		return true;
	own->extra = memory_alloc(own->count * list->definition->count * sizeof *own->extra);
	return app_read(read_extra, list);
}

static const struct unit *unit_at(const struct list *list, size_t row)
{
	return &app_here()->units->unit[((const struct units_list *)list->own)->row[row]];
}

static size_t units_count(const struct list *list)
{
	return ((const struct units_list *)list->own)->count;
}

static const char *units_id(const struct list *list, size_t row)
{
	return unit_at(list, row)->id;
}

static void units_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct app *app = app_here();
	const struct units_list *own = list->own;
	const struct unit *unit = unit_at(list, row);
	const struct score_unit *score = &app->data.score.unit[own->row[row]];
	const char *key = list->definition->column[column].key;
	const struct field_definition *field = form_find(&app->definitions->unit, key);
	enum table table;
	bool wins;
	int kind;

	if (!unit->active)
		*style = STYLE_DIM;
	if (strcmp(key, "nama") == 0) {
		for (int i = 0; i < unit->depth; i++)
			buffer_add_text(to, "  ");
		buffer_add_text(to, unit->name);
	} else if (strcmp(key, "id") == 0) {
		buffer_add_text(to, unit->id);
	} else if (strcmp(key, "jenis") == 0) {
		kind = field && field->choices ? choices_find(field->choices, unit->kind) : -1;
		buffer_add_text(to, kind < 0 ? unit->kind : field->choices->choice[kind].label);
	} else if (strcmp(key, "induk") == 0) {
		buffer_add_text(to, app_unit_name(unit->parent));
	} else if (strcmp(key, "inovasi") == 0) {
		buffer_printf(to, "%lld", (long long)score->innovations);
	} else if (strcmp(key, "target") == 0) {
		buffer_printf(to, "%d", unit->target);
	} else if (strcmp(key, "memenuhi") == 0) {
		bool met = score->innovations >= unit->target;

		buffer_printf(to, "%s %s", draw_mark_text(met ? MARK_YES : MARK_WARN), met ? "ya" : "belum");
		*style = met ? STYLE_GOOD : STYLE_WARN;
	} else if (strcmp(key, "klaim") == 0) {
		score_add_screen(to, score->claimed_sum);
	} else if (strcmp(key, "verif") == 0) {
		score_add_screen(to, score->verified_sum);
	} else if (tally_key(key, &table, &wins)) {
		add_tally(own, own->row[row], table, wins, to);
	} else if (own->extra && own->extra[row * list->definition->count + column]) {
		buffer_add_text(to, own->extra[row * list->definition->count + column]);
	}
}

static void units_status(const struct list *list, size_t row, struct buffer *to)
{
	const struct unit *unit = unit_at(list, row);

	buffer_add_text(to, unit->id);
	if (!unit->active)
		buffer_add_text(to, " · tidak aktif");
}

static void units_rested(const struct list *list, size_t row, struct buffer *to)
{
	if (!list_shows_whole(list, row, "nama"))
		buffer_printf(to, " · %s", unit_at(list, row)->name);
}

static enum outcome units_act(struct list *list, enum action action, size_t row)
{
	const struct app *app = app_here();
	const struct unit *unit = row == (size_t)-1 ? NULL : unit_at(list, row);
	struct form_arguments wish = {
		.fields = &app->definitions->unit, .table = TABLE_UNIT, .year = app->year->year};

	if (action == ACTION_NEW) {
		ask_line("Unit baru", "Kode unit", "", LIST_TAG_KIND);
		return OUTCOME_REPAINT;
	}
	if (!unit)
		return OUTCOME_IGNORED;
	switch (action) {
	case ACTION_EDIT:
		wish.title = unit->name;
		wish.id = unit->id;
		form_push(&wish, 0);
		return OUTCOME_REPAINT;
	case ACTION_OPEN: {
		struct innovations_arguments inside = {.title = unit->name, .unit = unit->id, .slot = -1};

		innovations_push(&inside, 0);
		return OUTCOME_REPAINT;
	}
	case ACTION_UNDO:
		revert_push_undo(TABLE_UNIT, unit->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_GO_CONTESTS:
		entries_push(
			&(struct entries_arguments){
				.table = TABLE_CONTEST, .title = unit->name, .unit = unit->id},
			0);
		return OUTCOME_REPAINT;
	case ACTION_ADVICE:
		advice_push_unit(unit->id);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(TABLE_UNIT, unit->id, unit->name, 0);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

/* The code of a new one was typed: its form opens under it. */
static enum outcome units_resume(struct list *list, const struct answer *answer)
{
	const struct app *app = app_here();

	(void)list;
	if (answer->given && answer->text && *answer->text)
		form_push(&(struct form_arguments){.title = answer->text,
				  .fields = &app->definitions->unit,
				  .table = TABLE_UNIT,
				  .id = answer->text,
				  .year = app->year->year},
			0);
	return OUTCOME_REPAINT;
}

static const enum action units_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_EDIT, ACTION_FIND, ACTION_FILTER,
	ACTION_SORT, ACTION_UNDO, ACTION_HISTORY, ACTION_GO_CONTESTS, ACTION_TO_FILE, ACTION_NONE};

static const struct list_kind units_kind = {
	.name = "unit",
	.own_size = sizeof(struct units_list),
	.open = units_open,
	.close = forget,
	.load = units_load,
	.count = units_count,
	.id = units_id,
	.cell = units_cell,
	.status = units_status,
	.rested = units_rested,
	.act = units_act,
	.resume = units_resume,
	.keys = units_keys,
	.file = "unit",
	.command = "export opd",
};

void units_push(int tag)
{
	list_push(&units_kind, NULL, tag);
}
