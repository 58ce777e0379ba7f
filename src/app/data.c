#include "app/data.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/memory.h"
#include "model/answer.h"

static void forget(struct innovation *innovation, size_t *count)
{
	for (size_t i = 0; i < *count; i++) {
		free(innovation[i].id);
		free(innovation[i].name);
	}
	*count = 0;
}

static void data_clear(struct data *data)
{
	forget(data->innovation, &data->count);
	forget(data->other, &data->others);
	data->other_loaded = false;
	score_units_free(&data->score);
	data->loaded = false;
	data->rows_loaded = false;
}

static void free_rows(struct data *data)
{
	data_clear(data);
	free(data->innovation);
	free(data->other);
	data->innovation = data->other = NULL;
	data->room = data->other_room = 0;
}

void data_free(struct data *data)
{
	free_rows(data);
	*data = (struct data){0};
}

static struct innovation innovation_of(const struct units *units, size_t unit, const struct summary_row *row)
{
	/* Rows come in order of unit: the last one's unit is most often this one's too. */
	if (unit == UNIT_NONE || strcmp(units->unit[unit].id, row->unit_id) != 0)
		unit = units_find(units, row->unit_id);
	return (struct innovation){
		.unit = unit,
		.id = memory_copy(row->id),
		.name = memory_copy(row->name ? row->name : ""),
		.facts = row->facts,
		.commit = row->commit,
	};
}

static bool add_row(void *context, const struct summary_row *row, struct error *err)
{
	struct app *app = context;
	struct data *data = &app->data;
	size_t unit = data->count ? data->innovation[data->count - 1].unit : UNIT_NONE;

	(void)err;
	data->innovation = array_room(data->innovation, data->count, &data->room, sizeof *data->innovation);
	data->innovation[data->count++] = innovation_of(app->units, unit, row);
	return true;
}

static bool add_other(void *context, const struct summary_row *row, struct error *err)
{
	struct app *app = context;
	struct data *data = &app->data;
	size_t unit = data->others ? data->other[data->others - 1].unit : UNIT_NONE;

	(void)err;
	if (!rights_read_unit(&app->actor, row->unit_id))
		return true;
	data->other = array_room(data->other, data->others, &data->other_room, sizeof *data->other);
	data->other[data->others++] = innovation_of(app->units, unit, row);
	return true;
}

static bool load_other_years(struct store_txn *txn, void *context, struct error *err)
{
	struct app *app = context;
	const struct definitions *definitions = app->definitions;

	if (app->data.other_loaded)
		return true;
	forget(app->data.other, &app->data.others);
	for (size_t i = definitions->year_count; i-- > 0;)
		if (definitions->year[i].year != app->year->year &&
			!txn_summary(txn, definitions->year[i].year, true, add_other, app, err))
			return false;
	app->data.other_loaded = true;
	return true;
}

static bool load_body(struct store_txn *txn, void *context, struct error *err)
{
	bool rows = *(bool *)context;
	struct app *app = app_here();
	struct data *data = &app->data;
	struct record region;
	char year[16];

	if (data->loaded && data->generation == txn_generation(txn) && (data->rows_loaded || !rows))
		return true;
	data_clear(data);
	if (!txn_score(txn, app->year->year, app->units, &data->score, err))
		return false;
	if (rows && !txn_summary(txn, app->year->year, true, add_row, app, err))
		return false;
	snprintf(year, sizeof year, "%d", app->year->year);
	if (!txn_record(txn, TABLE_REGION, year, &region, err)) {
		record_free(&region);
		return false;
	}
	data->region = score_region(&app->year->region, &region);
	data->region_answered = data->region_waiting = 0;
	for (size_t i = 0; i < app->year->region.count; i++) {
		data->region_answered += answer_level(&region, app->year->region.indicator[i].code) > 0;
		data->region_waiting += answer_waits(&region, app->year->region.indicator[i].code);
	}
	record_free(&region);
	score_index_of(&data->claimed, &data->verified, app->year, &data->score, data->region);
	data->generation = txn_generation(txn);
	data->loaded = true;
	data->rows_loaded = rows;
	data->resting = false;
	return true;
}

bool data_load(bool rows)
{
	return app_read(load_body, &rows);
}

bool data_load_all_years(void)
{
	return data_load(true) && app_read(load_other_years, app_here());
}

static const char *name_among(const struct innovation *innovation, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(innovation[i].id, id) == 0)
			return innovation[i].name;
	return NULL;
}

const char *data_innovation_name(const char *id)
{
	const struct data *data = &app_here()->data;
	const char *name = name_among(data->innovation, data->count, id);

	if (!name)
		name = name_among(data->other, data->others, id);
	return name ? name : id;
}

void data_rest(void)
{
	struct data *data = &app_here()->data;

	if (!data->loaded)
		return;
	data->resting = true;
	data->resting_rows = data->rows_loaded;
	data->resting_other = data->other_loaded;
	free_rows(data);
}

bool data_wake(bool *changed)
{
	struct data *data = &app_here()->data;
	uint64_t generation = data->generation;

	if (!data->resting)
		return app_read(NULL, NULL);
	if (data->resting_other ? !data_load_all_years() : !data_load(data->resting_rows))
		return false;
	*changed = data->generation != generation;
	return true;
}
