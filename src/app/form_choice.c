#include "app/form_choice.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "base/memory.h"

struct offering {
	struct form_choice *choice;
	struct choice_entry *entry;
	const char *present;
	size_t active;
};

static void offer(struct offering *offering, const char *value, const char *label, const char *detail)
{
	size_t at = offering->choice->count++;

	offering->choice->value[at] = texts_keep(&offering->choice->texts, value);
	/* A unit is found by its code, a choice by its key, whatever the label says. */
	offering->entry[at] = (struct choice_entry){label, detail, *value ? value : NULL};
	if (strcmp(value, offering->present) == 0)
		offering->active = at;
}

static void offer_units(struct offering *offering)
{
	const struct app *app = app_here();

	for (size_t i = 0; i < app->units->count; i++) {
		const struct unit *unit = &app->units->unit[i];

		if (rights_read_unit(&app->actor, unit->id))
			offer(offering, unit->id, unit->name, unit->id);
	}
}

static void offer_innovations(struct offering *offering, const struct innovation *innovations, size_t count)
{
	const struct app *app = app_here();

	for (size_t i = 0; i < count; i++) {
		const struct innovation *innovation = &innovations[i];

		if (innovation->unit == UNIT_NONE
				? app->actor.role != ROLE_OPERATOR
				: rights_read_unit(&app->actor, app->units->unit[innovation->unit].id))
			offer(offering, innovation->id, innovation->name, innovation->id);
	}
}

/* What is entered this year may be about an innovation of another one. */
static void offer_all_years(struct offering *offering)
{
	const struct data *data = &app_here()->data;

	offer_innovations(offering, data->innovation, data->count);
	offer_innovations(offering, data->other, data->others);
}

/* How many entries there may be at most. */
static size_t offers_most(const struct field_definition *field)
{
	switch (field->type) {
	case FIELD_UNIT:
		return app_here()->units->count;
	case FIELD_INNOVATION:
		return data_load_all_years() ? app_here()->data.count + app_here()->data.others : 0;
	case FIELD_CHOICE:
		return field->choices->count;
	default:
		return 2;
	}
}

static void offer_keys(struct offering *offering, const struct field_definition *field)
{
	static const struct choice yes_no[] = {{"ya", "Ya"}, {"tidak", "Tidak"}};
	const struct choice *choice = field->type == FIELD_YESNO ? yes_no : field->choices->choice;
	size_t count = field->type == FIELD_YESNO ? 2 : field->choices->count;

	for (size_t i = 0; i < count; i++)
		offer(offering, choice[i].key, choice[i].label, NULL);
}

void form_choice_ask(struct form_choice *choice, const struct field_definition *field, const char *present,
	const char *typed, int tag)
{
	bool ids = field->type == FIELD_UNIT || field->type == FIELD_INNOVATION;
	size_t most = offers_most(field) + 1;
	struct offering offering = {
		.choice = choice, .entry = memory_alloc(most * sizeof *offering.entry), .present = present};

	form_choice_free(choice);
	choice->value = memory_alloc(most * sizeof(*choice->value));
	if (ids) {
		if (!field->required)
			offer(&offering, "", "(kosong)", NULL);
		if (field->type == FIELD_UNIT)
			offer_units(&offering);
		else
			offer_all_years(&offering);
	} else {
		offer_keys(&offering, field);
		if (!field->required)
			offer(&offering, "", "(kosong)", NULL);
	}
	/* An empty field starts at the first real value, not at "(kosong)". */
	if (!*present && !ids)
		offering.active = 0;
	ask_choice_of_field(field->label, offering.entry, choice->count, offering.active, typed, tag);
	free(offering.entry);
}

const char *form_choice_value(const struct form_choice *choice, size_t index)
{
	return index < choice->count ? choice->value[index] : "";
}

void form_choice_free(struct form_choice *choice)
{
	texts_free(&choice->texts);
	free(choice->value);
	*choice = (struct form_choice){0};
}
