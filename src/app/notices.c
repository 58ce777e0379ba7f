#include "app/notices.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/innovations.h"
#include "app/queue.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "ui/input.h"

static const enum action keys[NOTICES_SHOWN] = {ACTION_NOTICE_1, ACTION_NOTICE_2, ACTION_NOTICE_3};

static bool is_in_sight(size_t unit)
{
	const struct actor *actor = &app_here()->actor;

	return actor->role != ROLE_OPERATOR || (unit != UNIT_NONE && actor->unit != UNIT_NONE &&
						       units_below(app_here()->units, unit, actor->unit));
}

static void count_statuses(struct notice_counts *counts)
{
	const struct app *app = app_here();

	for (size_t i = 0; i < app->units->count; i++) {
		const struct score_unit *score = &app->data.score.unit[i];

		if (!is_in_sight(i))
			continue;
		for (int status = 0; status < STATUS_COUNT; status++)
			counts->status[status] += score->status[status];
		if (i == app->actor.unit && app->units->unit[i].active) {
			counts->target = app->units->unit[i].target;
			counts->own = score->innovations;
		}
	}
}

/* ---- refused evidence: facts know what was accepted, only the record what was refused ---- */

static void forget_rejected(struct notices *notices)
{
	for (size_t i = 0; i < notices->rejected_count; i++)
		free(notices->rejected[i]);
	notices->rejected_count = 0;
}

static bool add_candidate(void *context, const struct summary_row *row, struct error *err)
{
	struct notices *notices = context;
	const struct facts *facts = &row->facts;

	(void)err;
	/* One that was sent back has a notice of its own. */
	if (facts->status != STATUS_DRAFT && facts->status != STATUS_SUBMITTED &&
		facts->status != STATUS_VERIFIED)
		return true;
	if (!(facts->evidence & ~facts->accepted) ||
		!is_in_sight(units_find(app_here()->units, row->unit_id)))
		return true;
	notices->rejected = array_room(notices->rejected, notices->rejected_count, &notices->rejected_room,
		sizeof *notices->rejected);
	notices->rejected[notices->rejected_count++] = memory_copy(row->id);
	return true;
}

static bool has_refused_answer(const struct record *record)
{
	const struct catalogue *catalogue = &app_here()->year->innovation;

	for (size_t i = 0; i < catalogue->count; i++)
		if (text_equal(answer_verdict(record, catalogue->indicator[i].code), "ditolak"))
			return true;
	return false;
}

static bool read_rejected(struct store_txn *txn, void *context, struct error *err)
{
	struct notices *notices = context;
	size_t kept = 0;

	forget_rejected(notices);
	if (!txn_summary(txn, app_here()->year->year, false, add_candidate, notices, err))
		return false;
	for (size_t i = 0; i < notices->rejected_count; i++) {
		char *id = notices->rejected[i];
		struct record record;

		if (!txn_record(txn, TABLE_INNOVATION, id, &record, err)) {
			record_free(&record);
			return false;
		}
		if (has_refused_answer(&record)) {
			notices->rejected[i] = notices->rejected[kept];
			notices->rejected[kept++] = id;
		}
		record_free(&record);
	}
	while (notices->rejected_count > kept)
		free(notices->rejected[--notices->rejected_count]);
	return true;
}

/* ---- all ---- */

bool notices_read(struct notices *notices)
{
	const struct app *app = app_here();
	struct notice_counts counts = {.role = app->actor.role, .days_left = -1};

	if (notices->generation == app->data.generation)
		return true;
	count_statuses(&counts);
	if (app->year->rules.closes)
		counts.days_left = app->year->rules.closes - date_today();
	forget_rejected(notices);
	/* Only the few records of a unit's own are looked into. */
	if (app->actor.role == ROLE_OPERATOR && !app_read(read_rejected, notices))
		return false;
	counts.rejected = (int64_t)notices->rejected_count;
	notices->count = app->year->rules.closed ? 0 : notices_of(&counts, notices->notice);
	notices->generation = app->data.generation;
	return true;
}

void notices_free(struct notices *notices)
{
	forget_rejected(notices);
	free(notices->rejected);
}

int notices_paint(const struct notices *notices, struct area area, int row, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < NOTICES_SHOWN && i < notices->count && i < most; i++) {
		struct buffer line = {0};
		int key = keymap_key(app_here()->keymap, CONTEXT_HOME, keys[i], 0);

		notice_add_text(&line, &notices->notice[i]);
		draw_text(area, row + (int)i, 1, 1, STYLE_KEY, key ? input_key_label(key) : "");
		draw_text(area, row + (int)i, 3, area.cols - 4, STYLE_PLAIN, buffer_text(&line));
		buffer_free(&line);
		count++;
	}
	return (int)count;
}

static bool has_status(const struct facts *facts, int statuses)
{
	return statuses >> facts->status & 1;
}

bool notices_open(const struct notices *notices, size_t index)
{
	const struct app *app = app_here();
	const struct notice *notice = &notices->notice[index];
	struct innovations_arguments wish = {.slot = -1, .shown = has_status};

	if (index >= notices->count || index >= NOTICES_SHOWN)
		return false;
	wish.title = notice_title(notice->kind);
	switch (notice->kind) {
	case NOTICE_RETURNED:
		wish.argument = 1 << STATUS_RETURNED;
		break;
	case NOTICE_WAITING:
		queue_push(0);
		return true;
	case NOTICE_REJECTED:
		wish.shown = NULL;
		wish.ids = (const char *const *)notices->rejected;
		wish.id_count = notices->rejected_count;
		break;
	case NOTICE_CLOSING:
		wish.argument = 1 << STATUS_DRAFT | 1 << STATUS_RETURNED;
		break;
	case NOTICE_IDEAS:
		wish.argument = 1 << STATUS_IDEA;
		break;
	default:
		wish.unit = app->actor.unit == UNIT_NONE ? NULL : app->units->unit[app->actor.unit].id;
		wish.shown = NULL;
		break;
	}
	innovations_push(&wish, 0);
	return true;
}
