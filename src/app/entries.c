#include "app/entries.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/bulk.h"
#include "app/drafts.h"
#include "app/form.h"
#include "app/history.h"
#include "app/list.h"
#include "app/revert.h"
#include "app/value.h"
#include "base/memory.h"
#include "model/tally.h"

struct entries {
	const struct table_definition *definition;
	enum table table;
	char *title;
	char *innovation; /* NULL: all */
	char *unit;	  /* NULL: all */
	struct record *record;
	size_t count, room;
	struct drafts drafts; /* offered by the open question */
	struct bulk bulk;     /* the marked rows of the open question */
};

static char *copy_or_null(const char *text)
{
	return text ? memory_copy(text) : NULL;
}

static void entries_open(struct list *list, const void *arguments)
{
	struct entries *own = list->own;
	const struct entries_arguments *wish = arguments;

	own->table = wish->table;
	own->definition = definitions_plain(app_here()->definitions, wish->table);
	own->title = copy_or_null(wish->title);
	own->innovation = copy_or_null(wish->innovation);
	own->unit = copy_or_null(wish->unit);
	list->definition = &own->definition->list;
}

static void forget(struct entries *own)
{
	for (size_t i = 0; i < own->count; i++)
		record_free(&own->record[i]);
	own->count = 0;
}

static void entries_close(struct list *list)
{
	struct entries *own = list->own;

	forget(own);
	free(own->record);
	free(own->title);
	free(own->innovation);
	free(own->unit);
	drafts_free(&own->drafts);
	bulk_free(&own->bulk);
}

static bool is_wanted(const struct entries *own, const struct record *record)
{
	const struct field_definition *owner = own->definition->owner;

	if (!rights_read(&app_here()->actor, record))
		return false;
	if (own->innovation && (!owner || strcmp(record_get(record, owner->key), own->innovation) != 0))
		return false;
	return !own->unit || strcmp(record_unit(record), own->unit) == 0;
}

static bool add_record(void *context, const struct record *record, struct error *err)
{
	struct entries *own = context;

	(void)err;
	if (!is_wanted(own, record))
		return true;
	own->record = array_room(own->record, own->count, &own->room, sizeof *own->record);
	record_copy(&own->record[own->count++], record);
	return true;
}

static bool read_records(struct store_txn *txn, void *context, struct error *err)
{
	struct entries *own = context;

	forget(own);
	return txn_each(txn, own->table, add_record, own, err);
}

static bool entries_load(struct list *list)
{
	return app_read(read_records, list->own);
}

static size_t entries_count(const struct list *list)
{
	return ((const struct entries *)list->own)->count;
}

static const struct record *record_at(const struct list *list, size_t row)
{
	return &((const struct entries *)list->own)->record[row];
}

static const char *entries_id(const struct list *list, size_t row)
{
	return record_at(list, row)->id;
}

static void entries_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct entries *own = list->own;
	const struct record *record = record_at(list, row);
	const char *key = list->definition->column[column].key;
	const struct field_definition *field = form_find(&own->definition->form, key);
	char *text;

	if (!tally_counts(own->definition, record))
		*style = STYLE_DIM;
	if (strcmp(key, "id") == 0) {
		buffer_add_text(to, record->id);
	} else if (field && field->type == FIELD_INNOVATION && record->owner_name) {
		buffer_add_text(to, record->owner_name);
	} else if (strcmp(key, "opd") == 0) {
		buffer_add_text(to, app_unit_name_by_id(record_unit(record)));
	} else if (field) {
		text = value_to_screen(field, record_get(record, key));
		buffer_add_text(to, text);
		free(text);
	}
}

static const char *entries_flag(const struct list *list, size_t row)
{
	const struct entries *own = list->own;

	return tally_won(own->definition, record_at(list, row)) ? draw_mark_text(MARK_YES) : "";
}

static void entries_title(const struct list *list, struct buffer *to)
{
	const struct entries *own = list->own;

	buffer_add_text(to, list->definition->title);
	if (own->title)
		buffer_printf(to, ": %s", own->title);
}

static void entries_screen(const struct list *list, struct buffer *to)
{
	const struct entries *own = list->own;

	buffer_printf(to, "%s %s %s", table_word(own->table), own->unit ? own->unit : "",
		own->innovation ? own->innovation : "");
}

static void entries_status(const struct list *list, size_t row, struct buffer *to)
{
	buffer_add_text(to, record_at(list, row)->id);
}

static void entries_rested(const struct list *list, size_t row, struct buffer *to)
{
	const struct field_definition *owner = ((const struct entries *)list->own)->definition->owner;
	const struct record *record = record_at(list, row);

	if (record->owner_name && !(owner && list_shows_whole(list, row, owner->key)))
		buffer_printf(to, " · %s", record->owner_name);
}

/* The form shows names of innovations: they are there before it opens. */
static void push_form(struct form_arguments wish)
{
	wish.fields = &definitions_plain(app_here()->definitions, wish.table)->form;
	wish.year = app_here()->year->year;
	if (data_load_all_years())
		form_push(&wish, 0);
}

static void push_new(const struct entries *own, const char *draft)
{
	push_form((struct form_arguments){.title = "baru",
		.table = own->table,
		.id = "",
		.innovation = own->innovation,
		.unit = own->unit,
		.draft = draft});
}

void entries_push_record(enum table table, const char *id, const char *name, const char *first)
{
	push_form((struct form_arguments){
		.title = *name ? name : id, .table = table, .id = id, .first = first});
}

/* ---- put aside ---- */

/* What a field held before it came to take the record out of the totals. */
struct aside {
	const struct field_definition *field;
	char *before;
};

static bool look_for_before(void *context, const struct history_entry *entry, struct error *err)
{
	struct aside *aside = context;

	(void)err;
	for (size_t i = 0; i < entry->changes->count; i++) {
		const struct change *change = &entry->changes->change[i];

		if (strcmp(change->key, aside->field->key) != 0 ||
			field_lists(aside->field->drops, change->before))
			continue;
		aside->before = memory_copy(change->before);
		return false;
	}
	return true;
}

/* Owned. One that was entered so gets what a new one has. */
static char *text_before(
	const struct entries *own, const struct record *record, const struct field_definition *field)
{
	struct aside aside = {.field = field};
	struct error err = {{0}};

	store_history(app_here()->store, own->table, record->id, look_for_before, &aside, &err);
	if (aside.before && *aside.before)
		return aside.before;
	free(aside.before);
	return memory_copy(field->initial);
}

/* What was entered by mistake is taken out of the totals, and brought back, by the choice of which its form says so. */
static void give_turn(const struct entries *own, const struct record *record,
	const struct field_definition *field, const struct choice *drop, struct changes *given)
{
	bool counts = tally_counts(own->definition, record);
	char *after = counts ? memory_copy(drop->key) : text_before(own, record, field);

	changes_add(given, field->key, record_get(record, field->key), after, false);
	free(after);
}

static enum outcome turn_one(struct list *list, const struct record *record,
	const struct field_definition *field, const struct choice *drop)
{
	const struct entries *own = list->own;
	struct changes given = {0};
	struct error why = {{0}};
	char *shown;

	give_turn(own, record, field, drop, &given);
	shown = value_to_screen(field, given.change[0].after);
	if (!acts_try(&(struct act_wish){.act = ACT_EDIT,
			      .table = own->table,
			      .id = record->id,
			      .seen = record->commit,
			      .given = &given},
		    &why))
		frame_say(SAY_BAD, "%s", why.text);
	else if (tally_counts(own->definition, record))
		frame_say(SAY_GOOD, "%s: %s; tidak dihitung. Tombol yang sama mengembalikan.", field->label,
			shown);
	else
		frame_say(SAY_GOOD, "%s: %s; dihitung lagi.", field->label, shown);
	changes_free(&given);
	free(shown);
	return list_reload(list, NULL);
}

/* Back when all of them are put aside, else aside; those that lie there already stay as they are. */
static enum outcome turn_marked(
	struct list *list, const struct field_definition *field, const struct choice *drop)
{
	struct entries *own = list->own;
	size_t *rows;
	size_t count = list_chosen(list, 0, &rows);
	size_t counting = 0;

	for (size_t i = 0; i < count; i++)
		counting += tally_counts(own->definition, record_at(list, rows[i]));
	if (counting)
		bulk_start_edit(&own->bulk, own->table, "dikeluarkan dari hitungan", "Keluarkan");
	else
		bulk_start_edit(&own->bulk, own->table, "dihitung lagi", "Hitung lagi");
	for (size_t i = 0; i < count; i++) {
		const struct record *record = record_at(list, rows[i]);

		if (!counting || tally_counts(own->definition, record))
			give_turn(own, record, field, drop, bulk_add_edit(&own->bulk, record));
	}
	free(rows);
	bulk_ask(&own->bulk, LIST_TAG_KIND);
	return OUTCOME_REPAINT;
}

static enum outcome turn_aside(struct list *list, const struct record *record)
{
	const struct entries *own = list->own;
	const struct choice *drop;
	const struct field_definition *field = tally_drop(own->definition, &drop);

	if (!field)
		return OUTCOME_IGNORED;
	return list_has_marks(list) ? turn_marked(list, field, drop) : turn_one(list, record, field, drop);
}

static enum outcome entries_act(struct list *list, enum action action, size_t row)
{
	struct entries *own = list->own;
	const struct record *record = row == (size_t)-1 ? NULL : record_at(list, row);

	if (action == ACTION_NEW) {
		if (!drafts_ask(&own->drafts, own->table, LIST_TAG_KIND))
			push_new(own, NULL);
		return OUTCOME_REPAINT;
	}
	if (!record)
		return OUTCOME_IGNORED;
	switch (action) {
	case ACTION_OPEN:
	case ACTION_EDIT:
		entries_push_record(own->table, record->id, record_get(record, "nama"), NULL);
		return OUTCOME_REPAINT;
	case ACTION_ARCHIVE:
		return turn_aside(list, record);
	case ACTION_UNDO:
		revert_push_undo(own->table, record->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(own->table, record->id, record_get(record, "nama"), 0);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

/* What to do with the marked rows was answered, or which draft to go on with. */
static enum outcome entries_resume(struct list *list, const struct answer *answer)
{
	struct entries *own = list->own;

	if (own->bulk.asked) {
		if (bulk_agreed(&own->bulk, answer))
			list_drop_marks(list);
		return bulk_resume(&own->bulk, answer);
	}
	if (answer->given)
		push_new(own, drafts_chosen(&own->drafts, answer->choice));
	return OUTCOME_REPAINT;
}

static const enum action entries_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_FIND, ACTION_FILTER, ACTION_SORT,
	ACTION_ARCHIVE, ACTION_UNDO, ACTION_HISTORY, ACTION_MARK, ACTION_TO_FILE, ACTION_NONE};

static const struct list_kind entries_kind = {
	.name = "catatan",
	.own_size = sizeof(struct entries),
	.marks = true,
	.open = entries_open,
	.close = entries_close,
	.load = entries_load,
	.count = entries_count,
	.id = entries_id,
	.cell = entries_cell,
	.flag = entries_flag,
	.title = entries_title,
	.status = entries_status,
	.rested = entries_rested,
	.act = entries_act,
	.resume = entries_resume,
	.keys = entries_keys,
	.screen = entries_screen,
	.file = "lomba",
	.command = "export lomba",
};

void entries_push(const struct entries_arguments *arguments, int tag)
{
	list_push(&entries_kind, arguments, tag);
}
