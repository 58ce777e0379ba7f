#include "app/queue.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/bulk.h"
#include "app/form.h"
#include "app/history.h"
#include "app/list.h"
#include "app/review.h"
#include "app/sheet.h"
#include "base/clock.h"
#include "base/memory.h"
#include "model/answer.h"

#define DAY (24 * 60 * 60)

enum { DECIDED_UNREAD = -1, DECIDED_UNREADABLE = -2 };

/* One that waits. What stands in its record and in the journal is read when its commit moved, not with every list. */
struct waiting {
	char *id;
	uint64_t commit;
	size_t at;	 /* index into data.innovation */
	uint64_t number; /* of the commit that submitted it; 0 = not known */
	int64_t since;
	int decided; /* answers, or DECIDED_… */
};

struct queue {
	struct waiting *waiting; /* in order of id while loading, then oldest first */
	size_t count;
	struct bulk bulk;
};

static const struct column_definition queue_columns[] = {
	{.key = "nama", .label = "Inovasi"},
	{.key = "klaim", .label = "Klaim", .width = 6, .right = true},
	{.key = "diputus", .label = "Diputus", .width = 8, .right = true},
	{.key = "hari", .label = "Hari", .width = 5, .right = true},
	{.key = "unit", .label = "Unit", .width = 24},
};

static const struct list_definition queue_definition = {
	.title = "Antrean verifikasi",
	.column = queue_columns,
	.count = sizeof queue_columns / sizeof *queue_columns,
	.sort = "",
	.empty = "Tidak ada yang menunggu verifikasi.",
};

/* ---- reading ---- */

static void queue_open(struct list *list, const void *arguments)
{
	(void)arguments;
	list->definition = &queue_definition;
}

static void forget(struct waiting *waiting, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(waiting[i].id);
	free(waiting);
}

static void queue_close(struct list *list)
{
	struct queue *own = list->own;

	forget(own->waiting, own->count);
	bulk_free(&own->bulk);
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct waiting *)a)->id, ((const struct waiting *)b)->id);
}

static int compare_ages(const void *a, const void *b)
{
	const struct waiting *x = a;
	const struct waiting *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int decided_in(const struct record *record)
{
	const struct catalogue *catalogue = &app_here()->year->innovation;
	int decided = 0;

	for (size_t i = 0; i < catalogue->count; i++) {
		const char *code = catalogue->indicator[i].code;

		decided += answer_level(record, code) &&
			   strcmp(answer_verdict(record, code), "menunggu") != 0;
	}
	return decided;
}

static bool read_decided(struct store_txn *txn, void *context, struct error *err)
{
	struct waiting *waiting = context;
	struct record record;
	bool done = txn_record(txn, TABLE_INNOVATION, waiting->id, &record, err);

	waiting->decided = done ? decided_in(&record) : DECIDED_UNREADABLE;
	record_free(&record);
	return done;
}

/* Read when the row is first shown, or all when they are sorted by it: twenty records instead of two thousand. */
static int decided(struct waiting *waiting)
{
	if (waiting->decided == DECIDED_UNREAD)
		app_read(read_decided, waiting);
	return waiting->decided;
}

/* Who waits since when: a submission, or the import it came with; those whose commit is 0 have not been read yet. What the
 * journal cannot tell is said, and shown as not known. */
static bool read_ages(struct store_txn *txn, void *context, struct error *err)
{
	struct queue *own = context;
	struct status_since *since = memory_alloc((own->count + 1) * sizeof *since);
	struct error damage = {{0}};
	size_t asked = 0;

	(void)err;
	for (size_t i = 0; i < own->count; i++)
		if (!own->waiting[i].commit)
			since[asked++].id = own->waiting[i].id;
	if (!txn_status_since(txn, STATUS_SUBMITTED, since, asked, &damage))
		frame_say(SAY_BAD, "%s", damage.text);
	asked = 0;
	for (size_t i = 0; i < own->count; i++) {
		struct waiting *waiting = &own->waiting[i];

		if (waiting->commit)
			continue;
		waiting->number = since[asked].number;
		waiting->since = since[asked++].time;
		waiting->commit = app_here()->data.innovation[waiting->at].commit;
	}
	free(since);
	return true;
}

static void collect(struct queue *own)
{
	const struct app *app = app_here();
	struct waiting *old = own->waiting;
	size_t old_count = own->count;

	if (old)
		qsort(old, old_count, sizeof *old, compare_ids);
	own->waiting = memory_grow(NULL, app->data.count ? app->data.count : 1, sizeof *own->waiting);
	own->count = 0;
	for (size_t i = 0; i < app->data.count; i++) {
		const struct innovation *innovation = &app->data.innovation[i];
		struct waiting next = {.id = innovation->id, .at = i, .decided = DECIDED_UNREAD};
		const struct waiting *known = old ? bsearch(&next, old, old_count, sizeof *old, compare_ids)
						  : NULL;

		if (innovation->facts.status != STATUS_SUBMITTED)
			continue;
		if (known && known->commit == innovation->commit) {
			next = *known;
			next.at = i;
		}
		next.id = memory_copy(innovation->id);
		own->waiting[own->count++] = next;
	}
	if (old)
		forget(old, old_count);
}

static bool queue_load(struct list *list)
{
	struct queue *own = list->own;

	if (!data_load(true))
		return false;
	collect(own);
	if (!app_read(read_ages, own))
		return false;
	qsort(own->waiting, own->count, sizeof *own->waiting, compare_ages);
	return true;
}

/* ---- showing ---- */

static struct waiting *waiting_at(const struct list *list, size_t row)
{
	return &((struct queue *)list->own)->waiting[row];
}

static const struct innovation *innovation_at(const struct list *list, size_t row)
{
	return &app_here()->data.innovation[waiting_at(list, row)->at];
}

static size_t queue_count(const struct list *list)
{
	return ((const struct queue *)list->own)->count;
}

static const char *queue_id(const struct list *list, size_t row)
{
	return waiting_at(list, row)->id;
}

static int answered(const struct facts *facts, size_t slots)
{
	int count = 0;

	for (unsigned slot = 0; slot < slots; slot++)
		count += facts_level(facts, slot) > 0;
	return count;
}

static void queue_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct year_definition *year = app_here()->year;
	struct waiting *waiting = waiting_at(list, row);
	const struct innovation *innovation = innovation_at(list, row);

	(void)style;
	switch (column) {
	case 0:
		buffer_add_text(to, innovation->name);
		break;
	case 1:
		score_add_screen(to, score_maturity(&year->innovation, &innovation->facts, false));
		break;
	case 2:
		if (decided(waiting) < 0)
			buffer_add_byte(to, '?');
		else
			buffer_printf(to, "%d", waiting->decided);
		buffer_printf(to, "/%d", answered(&innovation->facts, year->innovation.count));
		break;
	case 3:
		/* A clock that was put back makes no day less than none. */
		if (waiting->since)
			buffer_printf(to, "%lld",
				(long long)(clock_now() > waiting->since
						    ? (clock_now() - waiting->since) / DAY
						    : 0));
		else
			buffer_add_text(to, draw_mark_text(MARK_NONE));
		break;
	default:
		buffer_add_text(to, app_unit_name(innovation->unit));
		break;
	}
}

static void queue_status(const struct list *list, size_t row, struct buffer *to)
{
	/* Short, and alike from row to row: a step through the list sends little (NEEDS 2). */
	buffer_add_text(to, queue_id(list, row));
}

/* ---- acting ---- */

static void open_review(const struct list *list, size_t row)
{
	const struct queue *own = list->own;
	const char **ids = memory_grow(NULL, own->count, sizeof *ids);

	for (size_t i = 0; i < own->count; i++)
		ids[i] = own->waiting[i].id;
	review_push(ids, own->count, row, 0);
	free(ids);
}

static int undecided_in(const struct list *list, size_t row)
{
	const struct facts *facts = &innovation_at(list, row)->facts;

	return answered(facts, app_here()->year->innovation.count) - waiting_at(list, row)->decided;
}

static enum outcome ask(struct list *list, enum act act, size_t row)
{
	struct queue *own = list->own;
	struct buffer remark = {0};
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);
	int undecided = 0;

	bulk_start(&own->bulk, act);
	for (size_t i = 0; i < count; i++) {
		const struct innovation *innovation = innovation_at(list, rows[i]);

		undecided += undecided_in(list, rows[i]);
		bulk_add(&own->bulk, innovation->id, innovation->name, innovation->commit);
	}
	free(rows);
	if (act == ACT_ACCEPT && undecided > 0) {
		buffer_printf(&remark, "%d jawaban belum diputuskan dan tidak akan dihitung. ", undecided);
		own->bulk.remark = buffer_text(&remark);
	}
	bulk_ask(&own->bulk, LIST_TAG_KIND);
	own->bulk.remark = NULL;
	buffer_free(&remark);
	return OUTCOME_REPAINT;
}

static enum outcome queue_act(struct list *list, enum action action, size_t row)
{
	const struct innovation *innovation;

	if (row == (size_t)-1)
		return OUTCOME_IGNORED;
	innovation = innovation_at(list, row);
	switch (action) {
	case ACTION_OPEN:
		open_review(list, row);
		return OUTCOME_REPAINT;
	case ACTION_SHEET:
		sheet_push(TABLE_INNOVATION, innovation->id, NULL, 0);
		return OUTCOME_REPAINT;
	case ACTION_EDIT:
		form_push_profile(innovation->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_ACCEPT:
	case ACTION_ACCEPT_WHOLE:
		return ask(list, ACT_ACCEPT, row);
	case ACTION_REJECT:
	case ACTION_RETURN:
		return ask(list, ACT_RETURN, row);
	case ACTION_ARCHIVE:
		return ask(list, ACT_ARCHIVE, row);
	case ACTION_HISTORY:
		history_push(TABLE_INNOVATION, innovation->id, innovation->name, 0);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

static enum outcome queue_resume(struct list *list, const struct answer *answer)
{
	struct queue *own = list->own;

	if (bulk_agreed(&own->bulk, answer))
		list_drop_marks(list);
	return bulk_resume(&own->bulk, answer);
}

static const enum action queue_keys[] = {ACTION_OPEN, ACTION_MARK, ACTION_ACCEPT_WHOLE, ACTION_RETURN,
	ACTION_FIND, ACTION_FILTER, ACTION_SORT, ACTION_EDIT, ACTION_SHEET, ACTION_HISTORY, ACTION_TO_FILE,
	ACTION_NONE};

static const struct list_kind queue_kind = {
	.name = "antrean",
	.own_size = sizeof(struct queue),
	.marks = true,
	.open = queue_open,
	.close = queue_close,
	.load = queue_load,
	.count = queue_count,
	.id = queue_id,
	.cell = queue_cell,
	.status = queue_status,
	.act = queue_act,
	.resume = queue_resume,
	.keys = queue_keys,
	.file = "antrean",
	.command = "export inovasi status=diajukan",
	.pair = "diputus",
};

void queue_push(int tag)
{
	list_push(&queue_kind, NULL, tag);
}
