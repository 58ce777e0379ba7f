#include "ui/frame_footer.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/loop.h"
#include "ui/screen.h"

#define ITEMS_MOST 32
#define LABEL_ROOM 48
#define ITEM_GAP   3 /* blanks between two items */

/* One piece of the footer: keys, then what they do. */
struct item {
	char keys[LABEL_ROOM];
	const char *label;
};

/* What the footer is made for: keys that are letters do not count while letters are text. */
struct offer {
	const struct keymap *keymap;
	enum context context;
	bool typing;
	bool may_write;
	bool floating;
};

static int key_for(const struct offer *offer, enum action action)
{
	int key;

	if (action_info(action)->writes && !offer->may_write)
		return 0;
	for (size_t n = 0; (key = keymap_key(offer->keymap, offer->context, action, n)); n++)
		if (!offer->typing || key >= INPUT_F1)
			return key;
	return 0;
}

static bool make_item(const struct offer *offer, enum action action, struct item *item)
{
	int key = key_for(offer, action);
	const char *label = key ? input_key_label(key) : NULL;

	if (!label)
		return false;
	snprintf(item->keys, sizeof item->keys, "%s", label);
	item->label = action_info(action)->label;
	/* A float opens nothing: Enter takes what is marked, or goes on with the typed line. */
	if (action == ACTION_OPEN && offer->floating)
		item->label = offer->context == CONTEXT_CHOICE ? "pilih" : "lanjut";
	return true;
}

/* LEVEL_0, LEVEL_1 … in a row are one item, `0-3 tingkat`; returns how many actions it took. */
static size_t make_levels(
	const struct offer *offer, const enum action *actions, size_t count, struct item *item)
{
	size_t taken = 1;
	int first = key_for(offer, actions[0]);
	int last = first;

	while (taken < count && actions[taken] == actions[0] + taken && actions[taken] <= ACTION_LEVEL_3) {
		int key = key_for(offer, actions[taken]);

		if (key != last + 1 || key >= INPUT_F1)
			break;
		last = key;
		taken++;
	}
	if (taken > 1) {
		snprintf(item->keys, sizeof item->keys, "%c-%c", (char)first, (char)last);
		item->label = "tingkat";
	}
	return taken;
}

static int keys_width(const struct item *item)
{
	return text_width(item->keys, strlen(item->keys));
}

static int item_width(const struct item *item)
{
	return keys_width(item) + 1 + text_width(item->label, strlen(item->label));
}

static bool is_level(enum action action)
{
	return action >= ACTION_LEVEL_0 && action <= ACTION_LEVEL_3;
}

static bool same_label(const struct item *a, const struct item *b)
{
	return a && strcmp(a->label, b->label) == 0;
}

/* The screen's own items that fit in `room` columns. */
static size_t collect_items(
	const struct offer *offer, const enum action *actions, size_t count, struct item *items, int room)
{
	size_t made = 0;
	int used = 0;

	for (size_t i = 0; i < count && made < ITEMS_MOST;) {
		enum action action = actions[i];
		struct item *before = made ? &items[made - 1] : NULL;
		struct item item;
		int width;
		bool joins;

		if (action == ACTION_HELP || action == ACTION_BACK || action == ACTION_QUIT ||
			!make_item(offer, action, &item)) {
			i++;
			continue;
		}
		i += is_level(action) ? make_levels(offer, actions + i, count - i, &item) : 1;
		/* PgUp and PgDn, both "halaman", are one item: `PgUp/PgDn halaman`. */
		joins = same_label(before, &item);
		width = joins ? keys_width(&item) + 1 : item_width(&item) + ITEM_GAP;
		if (used + width > room)
			continue;
		used += width;
		if (joins) {
			size_t length = strlen(before->keys);

			snprintf(before->keys + length, sizeof before->keys - length, "/%s", item.keys);
		} else {
			items[made++] = item;
		}
	}
	return made;
}

/* Help and the way out are always there, at the end. */
static size_t collect_ends(
	const struct offer *offer, const struct screen *top, struct item *items, int *width)
{
	bool home = stack_depth() == 1 && !top->class->floating;
	const enum action ends[] = {ACTION_HELP, home ? ACTION_QUIT : ACTION_BACK};
	size_t made = 0;

	*width = 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (!make_item(offer, ends[i], &items[made]))
			continue;
		*width += item_width(&items[made]) + ITEM_GAP;
		made++;
	}
	return made;
}

static int paint_items(struct area area, int col, const struct item *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		col += draw_text(area, 0, col, -1, STYLE_KEY, items[i].keys) + 1;
		col += draw_text(area, 0, col, -1, STYLE_PLAIN, items[i].label) + ITEM_GAP;
	}
	return col;
}

void frame_paint_footer(struct area area)
{
	const struct loop_hooks *hooks = loop_hooks();
	struct screen *top = stack_top();
	enum action actions[ITEMS_MOST];
	struct item items[ITEMS_MOST];
	struct item ends[2];
	struct offer offer;
	size_t count = 0;
	size_t last;
	int width;

	draw_blank(area);
	if (!top || !hooks || !hooks->keymap)
		return;
	offer = (struct offer){
		.keymap = hooks->keymap,
		.context = top->class->context,
		.typing = top->class->typing && top->class->typing(top),
		.may_write = !hooks->may_write || hooks->may_write(stack_app()),
		.floating = top->class->floating,
	};
	if (top->class->keys)
		count = top->class->keys(top, actions, ITEMS_MOST);
	last = collect_ends(&offer, top, ends, &width);
	count = collect_items(&offer, actions, count, items, area.cols - 1 - width + ITEM_GAP);
	paint_items(area, paint_items(area, 1, items, count), ends, last);
}
