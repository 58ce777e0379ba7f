#include "app/data.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "model/answer.h"

static void data_clear(struct data *data)
{
	for (size_t i = 0; i < data->count; i++) {
		free(data->innovation[i].id);
		free(data->innovation[i].name);
	}
	data->count = 0;
	score_units_free(&data->score);
	data->loaded = false;
	data->rows_loaded = false;
}

static void free_rows(struct data *data)
{
	data_clear(data);
	free(data->innovation);
	data->innovation = NULL;
	data->room = 0;
}

void data_free(struct data *data)
{
	free_rows(data);
	*data = (struct data){0};
}

static bool add_row(void *context, const struct summary_row *row, struct error *err)
{
	struct app *app = context;
	struct data *data = &app->data;
	size_t unit;

	(void)err;
	/* Rows come in order of unit: the last one's unit is most often this one's too. */
	unit = data->count ? data->innovation[data->count - 1].unit : UNIT_NONE;
	if (unit == UNIT_NONE || strcmp(app->units->unit[unit].id, row->unit_id) != 0)
		unit = units_find(app->units, row->unit_id);
	data->innovation = array_room(data->innovation, data->count, &data->room, sizeof *data->innovation);
	data->innovation[data->count++] = (struct innovation){
		.unit = unit,
		.id = memory_copy(row->id),
		.name = memory_copy(row->name ? row->name : ""),
		.facts = row->facts,
		.commit = row->commit,
	};
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
	data->region_answered = 0;
	for (size_t i = 0; i < app->year->region.count; i++)
		data->region_answered += answer_level(&region, app->year->region.indicator[i].code) > 0;
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

const char *data_innovation_name(const char *id)
{
	const struct data *data = &app_here()->data;

	for (size_t i = 0; i < data->count; i++)
		if (strcmp(data->innovation[i].id, id) == 0)
			return data->innovation[i].name;
	return id;
}

void data_rest(void)
{
	struct data *data = &app_here()->data;

	if (!data->loaded)
		return;
	data->resting = true;
	data->resting_rows = data->rows_loaded;
	free_rows(data);
}

bool data_wake(bool *changed)
{
	struct data *data = &app_here()->data;
	uint64_t generation = data->generation;

	if (!data->resting)
		return app_read(NULL, NULL);
	if (!data_load(data->resting_rows))
		return false;
	*changed = data->generation != generation;
	return true;
}
