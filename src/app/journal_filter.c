#include "app/journal_filter.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

enum filter_tag { TAG_WHICH = 100, TAG_USER, TAG_UNIT, TAG_DAYS, TAG_WORD };

enum { BY_USER, BY_UNIT, BY_DAYS, BY_NOTHING };

static void forget_offer(struct journal_filter *filter)
{
	texts_free(&filter->kept);
	free(filter->offered);
	filter->offered = NULL;
	filter->offered_count = filter->offered_room = 0;
}

void journal_filter_free(struct journal_filter *filter)
{
	free(filter->user);
	free(filter->unit);
	free(filter->word);
	forget_offer(filter);
	*filter = (struct journal_filter){0};
}

/* ---- what is shown ---- */

bool journal_filter_may_show(const struct journal_filter *filter, const struct history_entry *entry)
{
	char when[21];

	if (filter->user && strcmp(entry->user, filter->user) != 0)
		return false;
	if (!*filter->from)
		return true;
	clock_format(entry->time, when);
	return strncmp(when, filter->from, 10) >= 0 && strncmp(when, filter->to, 10) <= 0;
}

static const char *unit_of(const struct record *record)
{
	return record->table == TABLE_UNIT ? record->id : record_get(record, "opd");
}

bool journal_filter_shows(const struct journal_filter *filter, const struct record *record)
{
	const struct units *units = app_here()->units;
	size_t unit;
	size_t top;

	if (filter->word && !text_contains(record->id, filter->word) &&
		!text_contains(record_get(record, "nama"), filter->word))
		return false;
	if (!filter->unit)
		return true;
	unit = *unit_of(record) ? units_find(units, unit_of(record)) : UNIT_NONE;
	top = units_find(units, filter->unit);
	return unit != UNIT_NONE && top != UNIT_NONE && units_below(units, unit, top);
}

void journal_filter_add_words(const struct journal_filter *filter, struct buffer *to)
{
	char from[11];
	char until[11];

	if (filter->word)
		buffer_printf(to, "“%s”  ", filter->word);
	if (filter->user)
		buffer_printf(to, "%s  ", filter->user);
	if (filter->unit)
		buffer_printf(to, "%s  ", app_unit_name_by_id(filter->unit));
	if (!*filter->from)
		return;
	date_format_screen(filter->from, from);
	date_format_screen(filter->to, until);
	if (strcmp(from, until) == 0)
		buffer_printf(to, "%s  ", from);
	else
		buffer_printf(to, "%s s.d. %s  ", from, until);
}

/* ---- asking ---- */

static const char *offer(struct journal_filter *filter, const char *text)
{
	filter->offered = array_room(
		filter->offered, filter->offered_count, &filter->offered_room, sizeof *filter->offered);
	return filter->offered[filter->offered_count++] = texts_keep(&filter->kept, text);
}

static bool offer_user(void *context, const struct record *record, struct error *err)
{
	(void)err;
	offer(context, record->id);
	return true;
}

static bool read_users(struct store_txn *txn, void *context, struct error *err)
{
	forget_offer(context);
	return txn_each(txn, TABLE_USER, offer_user, context, err);
}

/* The first entry takes the filter off. */
static void ask_offered(struct journal_filter *filter, const char *title, const char *all, int tag)
{
	struct choice_entry *entries = memory_alloc((filter->offered_count + 1) * sizeof *entries);

	entries[0] = (struct choice_entry){all, NULL, NULL};
	for (size_t i = 0; i < filter->offered_count; i++) {
		const char *id = filter->offered[i];

		entries[i + 1] = (struct choice_entry){
			tag == TAG_UNIT ? app_unit_name_by_id(id) : id, NULL, tag == TAG_UNIT ? id : NULL};
	}
	ask_choice(title, "", entries, filter->offered_count + 1, 0, "", tag);
	free(entries);
}

static void ask_user(struct journal_filter *filter)
{
	if (app_read(read_users, filter))
		ask_offered(filter, "Pengguna", "(semua pengguna)", TAG_USER);
}

static void ask_unit(struct journal_filter *filter)
{
	const struct units *units = app_here()->units;

	forget_offer(filter);
	for (size_t i = 0; i < units->count; i++)
		offer(filter, units->unit[i].id);
	ask_offered(filter, "Unit, dengan yang di bawahnya", "(semua unit)", TAG_UNIT);
}

static void ask_days(const struct journal_filter *filter)
{
	struct buffer days = {0};
	char day[11];

	if (*filter->from) {
		date_format_screen(filter->from, day);
		buffer_add_text(&days, day);
		date_format_screen(filter->to, day);
		buffer_printf(&days, " s.d. %s", day);
	}
	ask_line("Tanggal: satu hari, atau hari pertama dan terakhir", "Tanggal", buffer_text(&days),
		TAG_DAYS);
	buffer_free(&days);
}

static void ask_which(void)
{
	static const struct choice_entry entries[] = {
		[BY_USER] = {"Pengguna", NULL, NULL},
		[BY_UNIT] = {"Unit", NULL, NULL},
		[BY_DAYS] = {"Tanggal", NULL, NULL},
		[BY_NOTHING] = {"(tanpa saringan)", NULL, NULL},
	};

	ask_choice("Saring menurut", "", entries, sizeof entries / sizeof *entries, 0, "", TAG_WHICH);
}

bool journal_filter_ask(struct journal_filter *filter, enum action action)
{
	switch (action) {
	case ACTION_FIND:
		ask_line("Cari catatan", "ID atau nama", filter->word ? filter->word : "", TAG_WORD);
		return true;
	case ACTION_FILTER:
		ask_which();
		return true;
	default:
		return false;
	}
}

/* ---- answers ---- */

static bool is_between(const char *word)
{
	static const char *const words[] = {"-", "–", "s.d.", "sd", "sampai"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* "01-02-2026", or two days with something between them. False when it is neither. */
static bool read_days(const char *typed, char from[11], char to[11])
{
	char *copy = memory_copy(typed);
	char *rest = copy;
	size_t count = 0;
	bool good = true;

	for (char *word; good && (word = strtok_r(rest, " ", &rest));) {
		char day[11];

		if (is_between(word))
			continue;
		good = count < 2 && date_from_screen(word, date_today(), day);
		if (good)
			memcpy(count++ ? to : from, day, sizeof day);
	}
	free(copy);
	if (good && count == 1)
		memcpy(to, from, 11);
	return good && count && strcmp(from, to) <= 0;
}

static bool set_days(struct journal_filter *filter, const char *typed)
{
	char from[11] = "";
	char to[11] = "";

	if (*typed && !read_days(typed, from, to)) {
		frame_say(SAY_BAD, "Tanggal tidak dimengerti; tulis seperti 01-02-2026 s.d. 15-02-2026.");
		return false;
	}
	memcpy(filter->from, from, sizeof from);
	memcpy(filter->to, to, sizeof to);
	return true;
}

static void drop_all(struct journal_filter *filter)
{
	memory_replace(&filter->user, NULL);
	memory_replace(&filter->unit, NULL);
	*filter->from = *filter->to = '\0';
}

static bool take_which(struct journal_filter *filter, int which)
{
	switch (which) {
	case BY_USER:
		ask_user(filter);
		return false;
	case BY_UNIT:
		ask_unit(filter);
		return false;
	case BY_DAYS:
		ask_days(filter);
		return false;
	default:
		drop_all(filter);
		return true;
	}
}

bool journal_filter_take(struct journal_filter *filter, const struct answer *answer, bool *changed)
{
	const char *chosen = NULL;

	*changed = false;
	if (answer->from < TAG_WHICH || answer->from > TAG_WORD)
		return false;
	if (!answer->given)
		return true;
	if (answer->from == TAG_USER || answer->from == TAG_UNIT)
		chosen = answer->choice ? filter->offered[answer->choice - 1] : NULL;
	*changed = true;
	switch (answer->from) {
	case TAG_WHICH:
		*changed = take_which(filter, answer->choice);
		break;
	case TAG_USER:
		memory_replace(&filter->user, chosen);
		break;
	case TAG_UNIT:
		memory_replace(&filter->unit, chosen);
		break;
	case TAG_DAYS:
		*changed = set_days(filter, answer->text ? answer->text : "");
		break;
	default:
		memory_replace(&filter->word, answer->text);
		break;
	}
	return true;
}

bool journal_filter_drop(struct journal_filter *filter)
{
	if (filter->word) {
		memory_replace(&filter->word, NULL);
		return true;
	}
	if (!filter->user && !filter->unit && !*filter->from)
		return false;
	drop_all(filter);
	return true;
}
