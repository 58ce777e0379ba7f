#include "app/report_filter.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "base/memory.h"
#include "base/text.h"

enum filter_tag { TAG_KIND = 100, TAG_DISTRICT, TAG_WORD };

void report_filter_free(struct report_filter *filter)
{
	free(filter->district_offered);
	texts_free(&filter->offered);
	*filter = (struct report_filter){0};
}

bool report_filter_shows(const struct report_filter *filter, size_t index)
{
	const struct units *units = app_here()->units;
	const struct unit *unit = &units->unit[index];
	const struct look *look = filter->look;

	if (!unit->active || (look->kind && strcmp(unit->kind, look->kind) != 0))
		return false;
	/* By its id: units are read anew meanwhile, and their numbers change. */
	if (look->district && !units_below(units, index, units_find(units, look->district)))
		return false;
	return !*look->find || text_contains(unit->name, look->find) || text_contains(unit->id, look->find);
}

static void add_part(struct buffer *to, const char *start, const char *text)
{
	buffer_printf(to, "%s%s%s", to->size ? ", " : "", start, text);
}

/* "Kec. Telanaipura": a line of 60 columns has room for a word besides. */
static void add_district(struct buffer *to, const char *name)
{
	static const char whole[] = "Kecamatan ";
	bool starts = text_starts(name, whole);

	add_part(to, starts ? "Kec. " : "", starts ? name + strlen(whole) : name);
}

void report_filter_add_words(const struct report_filter *filter, int room, struct buffer *to)
{
	const struct look *look = filter->look;
	struct buffer words = {0};

	if (look->kind)
		add_part(&words, "", look->kind);
	if (look->district)
		add_district(&words, app_unit_name_by_id(look->district));
	if (*look->find) {
		add_part(&words, "“", "");
		look_add_cut(&words, look->find,
			room < 0 ? -1 : room - 1 - text_width(buffer_text(&words), words.size));
		buffer_add_text(&words, "”");
	}
	buffer_add_text(to, buffer_text(&words));
	buffer_free(&words);
}

/* ---- asking ---- */

static const struct choices *kinds(void)
{
	const struct field_definition *field = form_find(&app_here()->definitions->unit, "jenis");

	return field ? field->choices : NULL;
}

static void ask_kind(void)
{
	const struct choices *choices = kinds();
	struct choice_entry *entries;

	if (!choices)
		return;
	entries = memory_alloc((choices->count + 1) * sizeof *entries);
	entries[0] = (struct choice_entry){"(semua jenis)", NULL, NULL};
	for (size_t i = 0; i < choices->count; i++)
		entries[i + 1] = (struct choice_entry){
			choices->choice[i].label, NULL, choices->choice[i].key};
	ask_choice("Jenis unit", "", entries, choices->count + 1, 0, "", TAG_KIND);
	free(entries);
}

static void ask_district(struct report_filter *filter)
{
	const struct units *units = app_here()->units;
	struct choice_entry *entries = memory_alloc((units->count + 1) * sizeof *entries);
	size_t count = 1;

	texts_free(&filter->offered);
	free(filter->district_offered);
	filter->district_offered = memory_alloc((units->count + 1) * sizeof *filter->district_offered);
	entries[0] = (struct choice_entry){"(semua kecamatan)", NULL, NULL};
	for (size_t i = 0; i < units->count; i++) {
		if (strcmp(units->unit[i].kind, "kecamatan") != 0)
			continue;
		filter->district_offered[count] = texts_keep(&filter->offered, units->unit[i].id);
		entries[count++] = (struct choice_entry){units->unit[i].name, NULL, units->unit[i].id};
	}
	ask_choice("Kecamatan", "", entries, count, 0, "", TAG_DISTRICT);
	free(entries);
}

bool report_filter_ask(struct report_filter *filter, enum action action)
{
	switch (action) {
	case ACTION_FIND:
		ask_line("Cari unit", "Nama atau kode", filter->look->find, TAG_WORD);
		return true;
	case ACTION_KIND:
	case ACTION_FILTER:
		ask_kind();
		return true;
	case ACTION_DISTRICT:
		ask_district(filter);
		return true;
	default:
		return false;
	}
}

/* ---- answers ---- */

bool report_filter_take(struct report_filter *filter, const struct answer *answer)
{
	const struct choices *choices = kinds();

	if (!answer->given)
		return answer->from >= TAG_KIND && answer->from <= TAG_WORD;
	switch (answer->from) {
	case TAG_KIND:
		memory_replace(&filter->look->kind,
			choices && answer->choice ? choices->choice[answer->choice - 1].key : NULL);
		return true;
	case TAG_DISTRICT:
		memory_replace(&filter->look->district, filter->district_offered[answer->choice]);
		return true;
	case TAG_WORD:
		look_set_find(filter->look, answer->text ? answer->text : "");
		return true;
	default:
		return false;
	}
}

bool report_filter_drop(struct report_filter *filter)
{
	struct look *look = filter->look;

	if (*look->find) {
		look_set_find(look, "");
		return true;
	}
	if (!look->kind && !look->district)
		return false;
	memory_replace(&look->kind, NULL);
	memory_replace(&look->district, NULL);
	return true;
}
