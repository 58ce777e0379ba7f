#include "app/innovations.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/advice.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/bulk.h"
#include "app/drafts.h"
#include "app/form.h"
#include "app/history.h"
#include "app/list.h"
#include "app/revert.h"
#include "app/sheet.h"
#include "app/value.h"
#include "model/answer.h"
#include "model/copy.h"
#include "store/copy.h"
#include "ui/input.h"

struct innovations {
	char *title;
	size_t unit;
	int slot;
	bool claimed_only;
	bool (*shown)(const struct facts *facts, int argument);
	int argument;
	char **only; /* ids, sorted; NULL: all */
	size_t only_count;
	size_t *row; /* indices into data.innovation */
	size_t count;
	char **extra; /* texts of columns that only the record knows: row-major, one per extra column */
	size_t extra_column[16];
	size_t extra_count;
	uint64_t extra_generation;
	struct drafts drafts; /* offered by the open question */
	char *asked;	      /* id of the innovation the open question is about, or NULL */
	bool declining;	      /* it asks why the idea is declined; else whether to copy */
	struct bulk bulk;     /* asked about by the open question */
};

static const struct innovation *row_at(const struct list *list, size_t row)
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

static void innovations_open(struct list *list, const void *arguments)
{
	struct innovations *own = list->own;
	const struct innovations_arguments *wish = arguments;
	const struct list_definition *definition = &app_here()->year->list;

	list->definition = definition;
	own->unit = wish ? wish->unit : UNIT_NONE;
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

static void innovations_close(struct list *list)
{
	struct innovations *own = list->own;

	forget_extra(own);
	for (size_t i = 0; i < own->only_count; i++)
		free(own->only[i]);
	free(own->only);
	free(own->row);
	free(own->title);
	drafts_free(&own->drafts);
	free(own->asked);
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

		if (!txn_record(txn, TABLE_INNOVATION, row_at(list, row)->id, &record, err))
			return false;
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

static bool innovations_load(struct list *list)
{
	struct innovations *own = list->own;
	const struct app *app = app_here();

	forget_extra(own);
	if (!data_load(true))
		return false;
	own->row = memory_grow(own->row, app->data.count ? app->data.count : 1, sizeof *own->row);
	own->count = 0;
	for (size_t i = 0; i < app->data.count; i++) {
		const struct innovation *innovation = &app->data.innovation[i];

		if (own->unit != UNIT_NONE && innovation->unit != own->unit)
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

static size_t innovations_count(const struct list *list)
{
	return ((const struct innovations *)list->own)->count;
}

static const char *innovations_id(const struct list *list, size_t row)
{
	return row_at(list, row)->id;
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

static void innovations_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct innovations *own = list->own;
	const struct app *app = app_here();
	const struct year_definition *year = app->year;
	const struct innovation *innovation = row_at(list, row);
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

static const char *innovations_flag(const struct list *list, size_t row)
{
	const struct innovation *innovation = row_at(list, row);

	return innovation->facts.status == STATUS_RETURNED ? draw_mark_text(MARK_WARN) : "";
}

static void innovations_title(const struct list *list, struct buffer *to)
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

static void innovations_status(const struct list *list, size_t row, struct buffer *to)
{
	/* Short, and alike from row to row: a step through the list sends little (NEEDS 2). */
	buffer_add_text(to, row_at(list, row)->id);
	if (row_at(list, row)->facts.status == STATUS_IDEA) {
		add_key(to, ACTION_EDIT, "membaca");
		add_key(to, ACTION_ACCEPT, "menjadikan draf");
		add_key(to, ACTION_REJECT, "menolak");
	}
}

static void push_new(size_t unit, const char *draft)
{
	const struct app *app = app_here();
	struct form_arguments wish = {
		.title = "baru",
		.fields = &app->year->profile,
		.table = TABLE_INNOVATION,
		.id = "",
		.year = app->year->year,
		.unit = unit != UNIT_NONE ? app->units->unit[unit].id : NULL,
		.draft = draft,
	};

	form_push(&wish, 0);
}

static void new_innovation(const struct innovations *own, const char *draft)
{
	push_new(own->unit != UNIT_NONE ? own->unit : app_here()->actor.unit, draft);
}

void innovations_push_new(void)
{
	push_new(app_here()->actor.unit, NULL);
}

/* ---- an idea: its unit takes it up, or says why not ---- */

static void ask_why_not(struct innovations *own, const struct innovation *innovation)
{
	free(own->asked);
	own->asked = memory_copy(innovation->id);
	own->declining = true;
	ask_line("Tolak ide", "Alasannya, satu kalimat", "", LIST_TAG_KIND);
}

/* The note stands in the history, where Bappeda reads it. */
static void decline(const char *id, const char *why)
{
	if (why && *why)
		acts_do(&(struct act_wish){
			.act = ACT_ARCHIVE, .table = TABLE_INNOVATION, .id = id, .note = why});
	else
		frame_say(SAY_BAD, "Ide tidak ditolak: alasannya belum ditulis.");
}

static enum outcome idea_act(struct list *list, enum action action, const struct innovation *innovation)
{
	if (action == ACTION_REJECT) {
		ask_why_not(list->own, innovation);
		return OUTCOME_REPAINT;
	}
	acts_run(ACT_ADOPT, TABLE_INNOVATION, innovation->id, innovation->commit);
	return list_reload(list, NULL);
}

/* ---- into the next year ---- */

static void ask_copy(struct innovations *own, const struct innovation *innovation)
{
	const struct year_definition *next = copy_next_year(app_here()->definitions, app_here()->year->year);
	struct buffer question = {0};

	if (!next) {
		frame_say(
			SAY_WARN, "Belum ada tahun berikut yang terbuka; minta admin menambah definisinya.");
		return;
	}
	free(own->asked);
	own->asked = memory_copy(innovation->id);
	own->declining = false;
	buffer_printf(&question, "Salin “%s” ke penilaian %d? Semua tingkatnya dinilai ulang di sana.",
		innovation->name, next->year);
	ask_confirm("Salin ke tahun berikut", buffer_text(&question), "Salin", LIST_TAG_KIND);
	buffer_free(&question);
}

static void copy(const char *id)
{
	const struct app *app = app_here();
	int year = copy_next_year(app->definitions, app->year->year)->year;
	struct record_change made = {0};
	struct error err = {{0}};

	if (store_copy(app->store, app->user, &id, 1, year, &made, &err))
		frame_say(SAY_GOOD, "Disalin: %s; buka dengan siko -y %d.", made.id, year);
	else
		frame_say(SAY_BAD, "%s", err.text);
	record_change_free(&made);
}

/* ---- acts on marked rows, or on the active one ---- */

/* One act on the marked rows, or on the active one. */
static enum outcome ask_bulk(struct list *list, enum act act, size_t row)
{
	struct innovations *own = list->own;
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);

	bulk_start(&own->bulk, act);
	for (size_t i = 0; i < count; i++) {
		const struct innovation *innovation = row_at(list, rows[i]);

		bulk_add(&own->bulk, innovation->id, innovation->name, innovation->commit);
	}
	free(rows);
	bulk_ask(&own->bulk, LIST_TAG_KIND);
	return OUTCOME_REPAINT;
}

/* Out of the archive when all of them lie there, else into it. */
static enum act archive_act(const struct list *list, size_t row)
{
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);
	size_t archived = 0;

	for (size_t i = 0; i < count; i++)
		archived += row_at(list, rows[i])->facts.status == STATUS_ARCHIVED;
	free(rows);
	return count && archived == count ? ACT_UNARCHIVE : ACT_ARCHIVE;
}

/* The acts of the workflow; IGNORED for all else. */
static enum outcome act_step(struct list *list, enum action action, size_t row)
{
	const struct innovation *innovation = row_at(list, row);

	switch (action) {
	case ACTION_ARCHIVE:
		if (list_has_marks(list))
			return ask_bulk(list, archive_act(list, row), row);
		acts_run(archive_act(list, row), TABLE_INNOVATION, innovation->id, innovation->commit);
		return list_reload(list, NULL);
	case ACTION_SUBMIT:
		if (list_has_marks(list))
			return ask_bulk(list, ACT_SUBMIT, row);
		acts_submit(innovation->id, innovation->commit, 0);
		return list_reload(list, NULL);
	case ACTION_WITHDRAW:
		return ask_bulk(list, ACT_WITHDRAW, row);
	case ACTION_ACCEPT:
	case ACTION_REJECT:
		if (innovation->facts.status == STATUS_IDEA && !list_has_marks(list))
			return idea_act(list, action, innovation);
		return ask_bulk(list, action == ACTION_ACCEPT ? ACT_ACCEPT : ACT_RETURN, row);
	case ACTION_ACCEPT_WHOLE:
		return ask_bulk(list, ACT_ACCEPT, row);
	case ACTION_RETURN:
		return ask_bulk(list, ACT_RETURN, row);
	case ACTION_REOPEN:
		return ask_bulk(list, ACT_REOPEN, row);
	default:
		return OUTCOME_IGNORED;
	}
}

static enum outcome innovations_act(struct list *list, enum action action, size_t row)
{
	struct innovations *own = list->own;
	const struct app *app = app_here();
	const struct innovation *innovation = row == (size_t)-1 ? NULL : row_at(list, row);

	if (action == ACTION_NEW) {
		if (!drafts_ask(&own->drafts, TABLE_INNOVATION, LIST_TAG_KIND))
			new_innovation(own, NULL);
		return OUTCOME_REPAINT;
	}
	if (!innovation)
		return OUTCOME_IGNORED;
	switch (action) {
	case ACTION_OPEN:
	case ACTION_SHEET: {
		const char *code = own->slot >= 0 ? app->year->innovation.indicator[own->slot].code : NULL;

		sheet_push(TABLE_INNOVATION, innovation->id, code, 0);
		return OUTCOME_REPAINT;
	}
	case ACTION_EDIT:
		form_push(&(struct form_arguments){.title = innovation->name,
				  .fields = &app->year->profile,
				  .table = TABLE_INNOVATION,
				  .id = innovation->id,
				  .year = app->year->year,
				  /* What was seen of an idea stands in its note. */
				  .first = innovation->facts.status == STATUS_IDEA ? "catatan" : NULL},
			0);
		return OUTCOME_REPAINT;
	case ACTION_UNDO:
		revert_push_undo(TABLE_INNOVATION, innovation->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_COPY:
		ask_copy(own, innovation);
		return OUTCOME_REPAINT;
	case ACTION_ADVICE:
		advice_push_innovation(innovation->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(TABLE_INNOVATION, innovation->id, innovation->name);
		return OUTCOME_REPAINT;
	default:
		return act_step(list, action, row);
	}
}

static enum outcome innovations_resume(struct list *list, const struct answer *answer)
{
	struct innovations *own = list->own;

	if (own->asked) {
		if (answer->given && own->declining)
			decline(own->asked, answer->text);
		else if (answer->given && answer->choice == 0)
			copy(own->asked);
		free(own->asked);
		own->asked = NULL;
		return OUTCOME_RECALC;
	}
	if (own->bulk.asked) {
		if (bulk_agreed(&own->bulk, answer))
			list_drop_marks(list);
		return bulk_resume(&own->bulk, answer);
	}
	if (answer->given)
		new_innovation(own, drafts_chosen(&own->drafts, answer->choice));
	return OUTCOME_REPAINT;
}

static const enum action innovations_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_EDIT, ACTION_FIND,
	ACTION_FILTER, ACTION_SORT, ACTION_SUBMIT, ACTION_ARCHIVE, ACTION_UNDO, ACTION_HISTORY, ACTION_MARK,
	ACTION_COPY, ACTION_ADVICE, ACTION_NONE};

static const struct list_kind innovations_kind = {
	.name = "inovasi",
	.own_size = sizeof(struct innovations),
	.marks = true,
	.open = innovations_open,
	.close = innovations_close,
	.load = innovations_load,
	.count = innovations_count,
	.id = innovations_id,
	.cell = innovations_cell,
	.flag = innovations_flag,
	.title = innovations_title,
	.status = innovations_status,
	.act = innovations_act,
	.resume = innovations_resume,
	.keys = innovations_keys,
};

void innovations_push(const struct innovations_arguments *arguments, int tag)
{
	list_push(&innovations_kind, arguments, tag);
}
