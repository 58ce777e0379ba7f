#include "app/innovations.h"

#include <stdlib.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/entries.h"
#include "app/form.h"
#include "app/history.h"
#include "app/innovations_part.h"
#include "app/last.h"
#include "app/revert.h"
#include "app/sheet.h"

/* The unit of the innovation entered last, else the user's. */
static const char *unit_of_next(void)
{
	const struct app *app = app_here();
	const struct record *last = last_entered(TABLE_INNOVATION);
	const char *id = last ? record_get(last, "opd") : "";

	if (*id && rights_read_unit(&app->actor, id))
		return id;
	return app->actor.unit == UNIT_NONE ? NULL : app->units->unit[app->actor.unit].id;
}

static void push_new(const char *unit, const char *draft)
{
	const struct app *app = app_here();
	struct form_arguments wish = {
		.title = "baru",
		.fields = &app->year->profile,
		.table = TABLE_INNOVATION,
		.id = "",
		.year = app->year->year,
		.unit = unit,
		.draft = draft,
	};

	form_push(&wish, 0);
}

static void new_innovation(const struct innovations *own, const char *draft)
{
	push_new(own->unit ? own->unit : unit_of_next(), draft);
}

void innovations_push_new(void)
{
	push_new(unit_of_next(), NULL);
}

static enum outcome innovations_act(struct list *list, enum action action, size_t row)
{
	struct innovations *own = list->own;
	const struct app *app = app_here();
	const struct innovation *innovation = row == (size_t)-1 ? NULL : innovations_at(list, row);

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
	case ACTION_ADVICE:
		advice_push_innovation(innovation->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_GO_CONTESTS:
		entries_push(&(struct entries_arguments){.table = TABLE_CONTEST,
				     .title = innovation->name,
				     .innovation = innovation->id},
			0);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(TABLE_INNOVATION, innovation->id, innovation->name, 0);
		return OUTCOME_REPAINT;
	default:
		return innovations_step(list, action, row);
	}
}

static enum outcome innovations_resume(struct list *list, const struct answer *answer)
{
	struct innovations *own = list->own;
	enum outcome outcome;

	if (innovations_answered(list, answer, &outcome))
		return outcome;
	if (answer->given)
		new_innovation(own, drafts_chosen(&own->drafts, answer->choice));
	return OUTCOME_REPAINT;
}

static const enum action innovations_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_EDIT, ACTION_FIND,
	ACTION_FILTER, ACTION_SORT, ACTION_SUBMIT, ACTION_ARCHIVE, ACTION_UNDO, ACTION_HISTORY, ACTION_MARK,
	ACTION_COPY, ACTION_ADVICE, ACTION_TO_FILE, ACTION_NONE};

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
	.presets = innovations_presets,
	.words = innovations_words,
	.screen = innovations_screen,
	.file = "inovasi",
	.command = "export inovasi",
	.pair = "bukti",
};

void innovations_push(const struct innovations_arguments *arguments, int tag)
{
	list_push(&innovations_kind, arguments, tag);
}
