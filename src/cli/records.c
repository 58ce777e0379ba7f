#include "cli/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "model/judge.h"

static void sort_columns(struct columns *columns)
{
	columns->sorted = memory_grow(columns->sorted, columns->count + 1, sizeof *columns->sorted);
	for (size_t i = 0; i < columns->count; i++) {
		size_t at = i;

		for (; at > 0 && strcmp(columns->key[columns->sorted[at - 1]], columns->key[i]) > 0; at--)
			columns->sorted[at] = columns->sorted[at - 1];
		columns->sorted[at] = i;
	}
}

void columns_open(struct columns *columns, const struct definitions *definitions, enum table table)
{
	size_t count;
	char **keys = judge_keys(definitions, table, &count);

	*columns = (struct columns){0};
	for (size_t i = 0; i < count; i++) {
		columns->key = array_room(columns->key, columns->count, &columns->room, sizeof *columns->key);
		columns->key[columns->count++] = memory_copy(keys[i]);
	}
	judge_keys_free(keys, count);
	sort_columns(columns);
}

void columns_free(struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		free(columns->key[i]);
	free(columns->key);
	free(columns->sorted);
	free(columns->last);
	*columns = (struct columns){0};
}

/* Files of evidence travel by backup; what the program notes for itself says nothing to others. */
static bool is_no_column(const char *key)
{
	return strstr(key, ".berkas.") || strcmp(key, JUDGE_ARCHIVED_FROM) == 0;
}

void columns_learn(struct columns *columns, const struct record *record)
{
	size_t known = 0;
	size_t before = columns->count;

	for (size_t i = 0; i < record->count; i++) {
		const char *key = record->field[i].key;
		int order = -1;

		while (known < before && (order = strcmp(columns->key[columns->sorted[known]], key)) < 0)
			known++;
		if ((known < before && order == 0) || is_no_column(key))
			continue;
		columns->key = array_room(columns->key, columns->count, &columns->room, sizeof *columns->key);
		columns->key[columns->count++] = memory_copy(key);
	}
	if (columns->count > before)
		sort_columns(columns);
}

/* The place in sorted of the first key that is not before `key`, from `from` on. */
static size_t place_of(const struct columns *columns, const char *key, size_t from)
{
	size_t low = from;
	size_t high = columns->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(columns->key[columns->sorted[middle]], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct columns *columns, size_t place, const char *key)
{
	return place < columns->count && strcmp(columns->key[columns->sorted[place]], key) == 0;
}

bool columns_fill(struct columns *columns, const struct record *record, const char **value)
{
	bool known = true;
	size_t from = 0;

	if (columns->last_room < record->count) {
		free(columns->last);
		columns->last = memory_alloc(record->count * sizeof *columns->last);
		columns->last_room = record->count;
	}
	for (size_t i = 0; i < columns->count; i++)
		value[i] = "";
	for (size_t i = 0; i < record->count; i++) {
		const char *key = record->field[i].key;
		size_t place = columns->last[i];

		if (!is_at(columns, place, key))
			place = place_of(columns, key, from);
		if (is_at(columns, place, key)) {
			value[columns->sorted[place]] = record->field[i].text;
			columns->last[i] = place;
			from = place + 1;
		} else {
			known = known && is_no_column(key);
		}
	}
	return known;
}

bool filters_read(struct filters *filters, const char *command, int argc, char **argv)
{
	*filters = (struct filters){0};
	filters->filter = memory_alloc(((size_t)argc + 1) * sizeof *filters->filter);
	for (int i = 0; i < argc; i++) {
		size_t length = strcspn(argv[i], "=~");

		if (!length || !argv[i][length]) {
			cli_wrong(command, "saringan %s tidak dimengerti; tulis KUNCI=NILAI atau KUNCI~TEKS.",
				argv[i]);
			filters_free(filters);
			return false;
		}
		filters->filter[filters->count++] = (struct filter){
			.key = memory_copy_n(argv[i], length),
			.text = argv[i] + length + 1,
			.contains = argv[i][length] == '~',
		};
	}
	return true;
}

void filters_free(struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++)
		free(filters->filter[i].key);
	free(filters->filter);
	*filters = (struct filters){0};
}

bool filters_known(const struct filters *filters, const struct view *view)
{
	for (size_t i = 0; i < filters->count; i++) {
		if (view_knows(view, filters->filter[i].key))
			continue;
		cli_fail("kolom '%s' tidak dikenal pada tabel %s; lihat siko export %s --format csv.",
			filters->filter[i].key, table_word(view->table), table_word(view->table));
		return false;
	}
	return true;
}

static void free_totals(struct view *view)
{
	score_units_free(&view->score);
	for (size_t i = 0; i < TABLE_PLAIN_COUNT; i++)
		tally_free(&view->tally[i]);
}

void view_free(struct view *view)
{
	free_totals(view);
	buffer_free(&view->text);
}

bool view_read_units(struct view *view, struct store_txn *txn, struct error *err)
{
	free_totals(view);
	if (!txn_score(txn, view->year, view->units, &view->score, err))
		return false;
	for (size_t i = 0; i < TABLE_PLAIN_COUNT; i++)
		if (!txn_tally(txn, (enum table)(TABLE_FIRST_PLAIN + i), view->units, &view->tally[i], err))
			return false;
	return true;
}

/* Computed columns, one table for all: of an innovation from its facts, of a unit from its totals. */
enum computed {
	COMPUTED_NONE,
	COMPUTED_CLAIMED,
	COMPUTED_VERIFIED,
	COMPUTED_ELIGIBLE,
	COMPUTED_EVIDENCE,
	COMPUTED_INNOVATIONS,
	COMPUTED_FULFILS,
	COMPUTED_ANSWERED,
	COMPUTED_TALLY, /* tally_key says of what */
	COMPUTED_OWNER	/* the unit of the innovation that a plain record belongs to */
};

static const struct {
	const char *key;
	enum table table;
	enum computed computed;
} computed_columns[] = {
	{"kematangan", TABLE_INNOVATION, COMPUTED_CLAIMED},
	{"klaim", TABLE_INNOVATION, COMPUTED_CLAIMED},
	{"verif", TABLE_INNOVATION, COMPUTED_VERIFIED},
	{"layak", TABLE_INNOVATION, COMPUTED_ELIGIBLE},
	{"bukti", TABLE_INNOVATION, COMPUTED_EVIDENCE},
	{"inovasi", TABLE_UNIT, COMPUTED_INNOVATIONS},
	{"klaim", TABLE_UNIT, COMPUTED_CLAIMED},
	{"verif", TABLE_UNIT, COMPUTED_VERIFIED},
	{"layak", TABLE_UNIT, COMPUTED_ELIGIBLE},
	{"memenuhi", TABLE_UNIT, COMPUTED_FULFILS},
	{"terisi", TABLE_REGION, COMPUTED_ANSWERED},
};

static enum computed find_computed(enum table table, const char *key)
{
	enum table of;
	bool wins;

	for (size_t i = 0; i < sizeof computed_columns / sizeof computed_columns[0]; i++)
		if (computed_columns[i].table == table && strcmp(computed_columns[i].key, key) == 0)
			return computed_columns[i].computed;
	if (table == TABLE_UNIT && tally_key(key, &of, &wins))
		return COMPUTED_TALLY;
	return table_is_plain(table) && strcmp(key, "opd") == 0 ? COMPUTED_OWNER : COMPUTED_NONE;
}

static int year_shown(const struct view *view, const struct record *record)
{
	int year = record_year(record);

	return year ? year : view->year;
}

static const char *yes_no(bool yes)
{
	return yes ? "ya" : "tidak";
}

static void add_hundredths(struct view *view, int64_t hundredths, bool shown)
{
	char number[32];

	if (shown) {
		score_format_screen(hundredths, false, number);
		buffer_add_text(&view->text, number);
	} else {
		score_add_plain(&view->text, hundredths);
	}
}

static void compute_innovation(
	struct view *view, const struct record *record, enum computed computed, bool shown)
{
	const struct year_definition *year = definitions_year(view->definitions, year_shown(view, record));
	struct facts facts;

	if (!year)
		return;
	facts_from_record(&facts, record, year);
	if (computed == COMPUTED_ELIGIBLE)
		buffer_add_text(&view->text, yes_no(facts_eligible(year, &facts)));
	else if (computed == COMPUTED_EVIDENCE)
		buffer_printf(&view->text, "%d", __builtin_popcount(facts.evidence));
	else
		add_hundredths(view, score_maturity(&year->innovation, &facts, computed == COMPUTED_VERIFIED),
			shown);
}

static void compute_tally(struct view *view, size_t unit, const char *key)
{
	enum table table = TABLE_FIRST_PLAIN;
	bool wins = false;
	const struct tally *tally;

	tally_key(key, &table, &wins);
	tally = &view->tally[table - TABLE_FIRST_PLAIN];
	if (unit < tally->count)
		buffer_printf(&view->text, "%zu", wins ? tally->unit[unit].wins : tally->unit[unit].records);
}

static void compute_unit(
	struct view *view, const struct record *record, const char *key, enum computed computed, bool shown)
{
	size_t unit = view->units ? units_find(view->units, record->id) : UNIT_NONE;
	const struct score_unit *score;

	if (unit == UNIT_NONE || unit >= view->score.count)
		return;
	score = &view->score.unit[unit];
	if (computed == COMPUTED_TALLY)
		compute_tally(view, unit, key);
	else if (computed == COMPUTED_INNOVATIONS)
		buffer_printf(&view->text, "%lld", (long long)score->innovations);
	else if (computed == COMPUTED_ELIGIBLE)
		buffer_printf(&view->text, "%lld", (long long)score->eligible);
	else if (computed == COMPUTED_FULFILS)
		buffer_add_text(&view->text, yes_no(score->innovations >= view->units->unit[unit].target));
	else
		add_hundredths(view, computed == COMPUTED_VERIFIED ? score->verified_sum : score->claimed_sum,
			shown);
}

static void compute_region(struct view *view, const struct record *record)
{
	const struct year_definition *year = definitions_year(view->definitions, year_shown(view, record));
	int answered = 0;

	for (size_t i = 0; year && i < year->region.count; i++)
		if (answer_level(record, year->region.indicator[i].code) > 0)
			answered++;
	buffer_printf(&view->text, "%d", answered);
}

static const char *unit_name(const struct view *view, const char *id)
{
	size_t unit = view->units ? units_find(view->units, id) : UNIT_NONE;

	return unit == UNIT_NONE ? id : view->units->unit[unit].name;
}

static const char *compute(
	struct view *view, const struct record *record, const char *key, enum computed computed, bool shown)
{
	buffer_clear(&view->text);
	if (record->table == TABLE_INNOVATION)
		compute_innovation(view, record, computed, shown);
	else if (record->table == TABLE_UNIT)
		compute_unit(view, record, key, computed, shown);
	else if (record->table == TABLE_REGION)
		compute_region(view, record);
	else
		buffer_add_text(
			&view->text, shown ? unit_name(view, record_unit(record)) : record_unit(record));
	return buffer_text(&view->text);
}

/* What an absent field means to a reader (INTERFACE: Tables and field keys). */
static const char *meant_when_absent(enum table table, const char *key)
{
	if (table == TABLE_INNOVATION && strcmp(key, "status") == 0)
		return "draf";
	if ((table == TABLE_UNIT || table == TABLE_USER) && strcmp(key, "aktif") == 0)
		return "ya";
	if (table == TABLE_UNIT && strcmp(key, "target") == 0)
		return "1";
	return "";
}

const char *view_value(struct view *view, const struct record *record, const char *key)
{
	enum computed computed = find_computed(record->table, key);
	const char *text;

	if (strcmp(key, "id") == 0)
		return record->id;
	if (computed != COMPUTED_NONE)
		return compute(view, record, key, computed, false);
	text = record_get(record, key);
	return *text ? text : meant_when_absent(record->table, key);
}

static const char *shown_field(struct view *view, const struct record *record,
	const struct field_definition *field, const char *text)
{
	char date[11];
	int choice;

	switch (field->type) {
	case FIELD_CHOICE:
		choice = choices_find(field->choices, text);
		return choice < 0 ? text : field->choices->choice[choice].label;
	case FIELD_DATE:
		date_format_screen(text, date);
		buffer_clear(&view->text);
		buffer_add_text(&view->text, date);
		return buffer_text(&view->text);
	case FIELD_UNIT:
		return unit_name(view, text);
	case FIELD_INNOVATION:
		buffer_clear(&view->text);
		buffer_printf(&view->text, "%s %s", text, record->owner_name ? record->owner_name : "");
		return buffer_text(&view->text);
	default:
		return text;
	}
}

const char *view_shown(struct view *view, const struct record *record, const char *key)
{
	enum computed computed = find_computed(record->table, key);
	const struct form_definition *form = definitions_form(
		view->definitions, record->table, year_shown(view, record));
	const struct field_definition *field = form ? form_find(form, key) : NULL;
	const char *text;

	if (computed != COMPUTED_NONE)
		return compute(view, record, key, computed, true);
	text = view_value(view, record, key);
	return field && *text ? shown_field(view, record, field, text) : text;
}

bool view_knows(const struct view *view, const char *key)
{
	if (strcmp(key, "id") == 0 || find_computed(view->table, key) != COMPUTED_NONE)
		return true;
	for (size_t i = 0; i < view->definitions->year_count; i++)
		if (judge_knows_key(view->definitions, view->table, view->definitions->year[i].year, key))
			return true;
	return false;
}

bool view_matches(struct view *view, const struct record *record, const struct filters *filters)
{
	for (size_t i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->filter[i];
		const char *value = view_value(view, record, filter->key);

		if (filter->contains ? !text_contains(value, filter->text) : strcmp(value, filter->text) != 0)
			return false;
	}
	return true;
}
