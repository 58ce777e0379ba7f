#include "app/list_part.h"

#include <stdlib.h>
#include <string.h>

#include "app/ask.h"
#include "app/list_order.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

enum filter_tag { TAG_FILTER = 9001, TAG_FILTER_NAME, TAG_FILTER_VALUE };

void list_filter_forget(struct list *list)
{
	for (size_t i = 0; i < list->filter_choice_count; i++)
		free(list->filter_choice[i]);
	free(list->filter_choice);
	list->filter_choice = NULL;
	list->filter_choice_count = 0;
}

void list_set_filter(struct list *list, size_t column, const char *value)
{
	char *copy = value ? memory_copy(value) : NULL;

	free(list->look->value);
	list->look->value = copy;
	list->look->column = value ? column : LOOK_NO_COLUMN;
	list_arrange(list);
}

bool list_is_filtered(const struct list *list)
{
	return list->look->column != LOOK_NO_COLUMN || list->look->preset;
}

void list_add_filter_words(const struct list *list, struct buffer *to)
{
	const struct look *look = list->look;

	if (look->preset)
		buffer_add_text(to, look->preset->name);
	if (look->column != LOOK_NO_COLUMN)
		buffer_printf(to, "%s%s: %s", to->size ? ", " : "",
			list->definition->column[look->column].label,
			*look->value ? look->value : "(kosong)");
	if (*look->find)
		buffer_printf(to, "%scari “%s”", to->size ? ", " : "", look->find);
}

/* ---- what to filter by: the kind's own filters, the user's, a column; and what to do with the present one ---- */

enum offer_kind { OFFER_PRESET, OFFER_SAVED, OFFER_COLUMN, OFFER_KEEP, OFFER_DROP, OFFER_NONE };

struct offer {
	enum offer_kind kind;
	size_t index;
	const char *name, *detail;
};

struct offers {
	struct offer *offer;
	size_t count, room;
};

static void add_offer(struct offers *offers, enum offer_kind kind, size_t index, const char *name)
{
	static const char *const details[] = {
		[OFFER_SAVED] = "saringan Anda",
		[OFFER_DROP] = "hapus dari saringan Anda",
	};
	const char *detail = kind < sizeof details / sizeof *details ? details[kind] : NULL;

	offers->offer = array_room(offers->offer, offers->count, &offers->room, sizeof *offers->offer);
	offers->offer[offers->count++] = (struct offer){kind, index, name, detail};
}

static void add_saved(struct list *list, struct offers *offers, enum offer_kind kind)
{
	for (size_t i = 0; i < list->saved.count; i++)
		if (strcmp(list->saved.filter[i].kind, list->kind->name) == 0)
			add_offer(offers, kind, i, list->saved.filter[i].name);
}

/* The same every time, as long as saved and filter stay: the answer is an index into it. */
static struct offers make_offers(struct list *list)
{
	const struct list_preset *preset = list->kind->presets;
	struct offers offers = {0};

	for (size_t i = 0; preset && preset[i].name; i++)
		add_offer(&offers, OFFER_PRESET, i, preset[i].name);
	add_saved(list, &offers, OFFER_SAVED);
	/* Where filters have names, nobody looks for one exact score; every row offered costs bytes on the line. */
	for (size_t i = 0; i < list->definition->count && i < LIST_COLUMNS_MOST; i++)
		if (!preset || !list->definition->column[i].right)
			add_offer(&offers, OFFER_COLUMN, i, list->definition->column[i].label);
	if (list_is_filtered(list) || *list->look->find)
		add_offer(&offers, OFFER_KEEP, 0, "(simpan saringan ini)");
	add_saved(list, &offers, OFFER_DROP);
	add_offer(&offers, OFFER_NONE, 0, "(tanpa saringan)");
	return offers;
}

void list_filter_ask(struct list *list)
{
	struct choice_entry *entries;
	struct offers offers;

	list_saved_read(&list->saved);
	offers = make_offers(list);
	entries = memory_alloc(offers.count * sizeof *entries);
	for (size_t i = 0; i < offers.count; i++)
		entries[i] = (struct choice_entry){
			offers.offer[i].name, offers.offer[i].detail, offers.offer[i].detail};
	ask_choice("Saring menurut", "", entries, offers.count, 0, "", TAG_FILTER);
	free(entries);
	free(offers.offer);
}

static int compare_texts(const void *a, const void *b)
{
	return text_compare(*(char *const *)a, *(char *const *)b);
}

static void ask_filter_value(struct list *list, size_t column)
{
	size_t rows = list->kind->count(list);
	char **values = memory_grow(NULL, rows ? rows : 1, sizeof *values);
	struct choice_entry *entries;
	size_t count = 0;

	list_filter_forget(list);
	for (size_t row = 0; row < rows; row++)
		values[row] = list_cell_text(list, row, column);
	qsort(values, rows, sizeof *values, compare_texts);
	for (size_t i = 0; i < rows; i++) {
		if (count && strcmp(values[count - 1], values[i]) == 0)
			free(values[i]);
		else
			values[count++] = values[i];
	}
	entries = memory_grow(NULL, count ? count : 1, sizeof *entries);
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct choice_entry){*values[i] ? values[i] : "(kosong)", NULL, NULL};
	list->filter_choice = values;
	list->filter_choice_count = count;
	if (count)
		ask_choice(list->definition->column[column].label, "", entries, count, 0, "",
			TAG_FILTER_VALUE + (int)column);
	free(entries);
}

static void take_offer(struct list *list, const struct offer *offer)
{
	switch (offer->kind) {
	case OFFER_PRESET:
		list->look->preset = &list->kind->presets[offer->index];
		list_arrange(list);
		break;
	case OFFER_SAVED:
		list_saved_apply(list, &list->saved.filter[offer->index]);
		break;
	case OFFER_COLUMN:
		ask_filter_value(list, offer->index);
		break;
	case OFFER_KEEP:
		ask_line("Simpan saringan", "Namanya", "", TAG_FILTER_NAME);
		break;
	case OFFER_DROP: {
		char *name = memory_copy(offer->name);

		list_saved_drop(list, name);
		free(name);
		break;
	}
	case OFFER_NONE:
		list->look->preset = NULL;
		list_set_filter(list, LOOK_NO_COLUMN, NULL);
		break;
	}
}

bool list_filter_take(struct list *list, const struct answer *answer)
{
	if (answer->from < TAG_FILTER)
		return false;
	if (answer->from == TAG_FILTER && answer->given) {
		struct offers offers = make_offers(list);

		if ((size_t)answer->choice < offers.count)
			take_offer(list, &offers.offer[answer->choice]);
		free(offers.offer);
	} else if (answer->from == TAG_FILTER_NAME && answer->given) {
		list_saved_keep(list, answer->text);
	} else if (answer->from >= TAG_FILTER_VALUE) {
		if (answer->given)
			list_set_filter(list, (size_t)(answer->from - TAG_FILTER_VALUE),
				list->filter_choice[answer->choice]);
		list_filter_forget(list);
	}
	return true;
}
