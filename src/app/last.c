#include "app/last.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"

static bool is_kept(const struct record *record)
{
	return record->id && *record->id;
}

static bool is_same(const struct record *record, const struct record *other)
{
	return is_kept(record) && strcmp(record->id, other->id) == 0;
}

void last_keep(const struct record *record)
{
	struct last *last = &app_here()->last[record->table];

	if (is_kept(&last->newest) && !is_same(&last->newest, record)) {
		record_free(&last->before);
		last->before = last->newest;
		last->newest = (struct record){0};
	}
	record_free(&last->newest);
	record_copy(&last->newest, record);
}

const struct record *last_entered(enum table table)
{
	const struct record *newest = &app_here()->last[table].newest;

	return is_kept(newest) ? newest : NULL;
}

static bool read_newest(struct store_txn *txn, void *context, struct error *err)
{
	struct record *read = &app_here()->last[TABLE_INNOVATION].read;

	record_free(read);
	*read = (struct record){0};
	return txn_record(txn, TABLE_INNOVATION, context, read, err);
}

/* The innovation of the user's own unit that was changed last. */
static const struct record *newest_of_unit(const struct record *present)
{
	const struct app *app = app_here();
	char id[RECORD_ID_MOST + 1] = "";
	uint64_t newest = 0;

	if (!data_load(true))
		return NULL;
	for (size_t i = 0; i < app->data.count; i++) {
		const struct innovation *innovation = &app->data.innovation[i];

		if (innovation->commit <= newest || innovation->unit == UNIT_NONE ||
			innovation->unit != app->actor.unit || strcmp(innovation->id, present->id) == 0)
			continue;
		newest = innovation->commit;
		snprintf(id, sizeof id, "%s", innovation->id);
	}
	return *id && app_read(read_newest, id) ? &app->last[TABLE_INNOVATION].read : NULL;
}

const struct record *last_before(const struct record *present)
{
	const struct last *last = &app_here()->last[present->table];

	if (is_kept(&last->newest) && !is_same(&last->newest, present))
		return &last->newest;
	if (is_kept(&last->before))
		return &last->before;
	return present->table == TABLE_INNOVATION ? newest_of_unit(present) : NULL;
}

void last_free(struct last *last)
{
	record_free(&last->newest);
	record_free(&last->before);
	record_free(&last->read);
}
