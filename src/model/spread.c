#include "model/spread.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

struct node {
	const struct spread_item *item;
	size_t parent; /* item, SPREAD_NONE: none of here */
	size_t child;  /* first */
	size_t next;   /* child of the same parent */
	size_t last;   /* child */
};

struct forest {
	struct spread *spread;
	struct node *node; /* parallel to the items */
	size_t count;
	size_t *by_id; /* items in order of their ids */
};

/* ---- which innovation a source names ---- */

static void sort_ids(struct forest *forest)
{
	/* Ids mostly come in order, by unit: an insertion into place costs little then. */
	for (size_t i = 0; i < forest->count; i++) {
		size_t low = 0;
		size_t high = i;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (strcmp(forest->node[forest->by_id[middle]].item->id, forest->node[i].item->id) <
				0)
				low = middle + 1;
			else
				high = middle;
		}
		memmove(forest->by_id + low + 1, forest->by_id + low, (i - low) * sizeof *forest->by_id);
		forest->by_id[low] = i;
	}
}

static size_t find_id(const struct forest *forest, const char *text, size_t size)
{
	size_t low = 0;
	size_t high = forest->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *id = forest->node[forest->by_id[middle]].item->id;
		int order = strncmp(id, text, size);

		if (order == 0 && id[size])
			order = 1;
		if (order == 0)
			return forest->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return SPREAD_NONE;
}

/* The first word of the source that is an id of here: "SIPADU (2026-JB-00001)". */
static size_t find_named(const struct forest *forest, const char *source)
{
	static const char between[] = " ,.;:()\n";

	while (*source) {
		size_t size = strcspn(source, between);
		size_t found = size ? find_id(forest, source, size) : SPREAD_NONE;

		if (found != SPREAD_NONE)
			return found;
		source += size;
		source += strspn(source, between);
	}
	return SPREAD_NONE;
}

static bool is_above(const struct forest *forest, size_t item, size_t below)
{
	for (; below != SPREAD_NONE; below = forest->node[below].parent)
		if (below == item)
			return true;
	return false;
}

static void link_all(struct forest *forest)
{
	for (size_t i = 0; i < forest->count; i++) {
		struct node *node = &forest->node[i];
		size_t parent = find_named(forest, node->item->source);

		if (parent == SPREAD_NONE || is_above(forest, i, parent))
			continue;
		node->parent = parent;
		if (forest->node[parent].child == SPREAD_NONE)
			forest->node[parent].child = i;
		else
			forest->node[forest->node[parent].last].next = i;
		forest->node[parent].last = i;
	}
}

/* ---- the rows ---- */

static size_t add_row(struct spread *spread, struct spread_row row)
{
	spread->row = array_room(spread->row, spread->count, &spread->room, sizeof *spread->row);
	spread->row[spread->count] = row;
	return spread->count++;
}

static size_t copies_of(const struct forest *forest, size_t item)
{
	size_t copies = 0;

	for (size_t i = forest->node[item].child; i != SPREAD_NONE; i = forest->node[i].next)
		copies += forest->node[i].item->unit != forest->node[item].item->unit;
	return copies;
}

static size_t add_item(struct forest *forest, size_t item, size_t parent)
{
	struct spread *spread = forest->spread;

	return add_row(spread, (struct spread_row){
				       .item = item,
				       .parent = parent,
				       .depth = parent == SPREAD_NONE ? 0 : spread->row[parent].depth + 1,
				       .copies = copies_of(forest, item),
			       });
}

/* The item and all below it, without recursion: a chain may be as long as the table. */
static void add_tree(struct forest *forest, size_t top, size_t parent)
{
	size_t row = add_item(forest, top, parent);
	size_t item = top;

	for (;;) {
		const struct node *node = &forest->node[item];

		if (node->child != SPREAD_NONE) {
			item = node->child;
		} else {
			while (item != top && forest->node[item].next == SPREAD_NONE) {
				item = forest->node[item].parent;
				row = forest->spread->row[row].parent;
			}
			if (item == top)
				return;
			item = forest->node[item].next;
			row = forest->spread->row[row].parent;
		}
		row = add_item(forest, item, row);
	}
}

static bool is_elsewhere(const struct node *node)
{
	return node->parent == SPREAD_NONE && *node->item->source;
}

struct elsewhere {
	const char *source;
	size_t item;
};

static int compare_elsewhere(const void *a, const void *b)
{
	const struct elsewhere *x = a;
	const struct elsewhere *y = b;
	int order = strcmp(x->source, y->source);

	return order ? order : x->item < y->item ? -1 : 1;
}

/* Copies of one source elsewhere stand together. */
static void add_elsewhere(struct forest *forest)
{
	struct spread *spread = forest->spread;
	struct elsewhere *copy = memory_grow(NULL, forest->count + 1, sizeof *copy);
	size_t count = 0;
	size_t row = SPREAD_NONE;

	for (size_t i = 0; i < forest->count; i++)
		if (is_elsewhere(&forest->node[i]))
			copy[count++] = (struct elsewhere){forest->node[i].item->source, i};
	qsort(copy, count, sizeof *copy, compare_elsewhere);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(copy[i - 1].source, copy[i].source) != 0)
			row = add_row(spread, (struct spread_row){.item = SPREAD_NONE,
						      .source = copy[i].source,
						      .parent = SPREAD_NONE});
		spread->row[row].copies++;
		add_tree(forest, copy[i].item, row);
	}
	free(copy);
}

void spread_make(struct spread *spread, const struct spread_item *item, size_t count)
{
	struct forest forest = {spread, memory_grow(NULL, count + 1, sizeof(struct node)), count,
		memory_grow(NULL, count + 1, sizeof(size_t))};

	spread->count = 0;
	for (size_t i = 0; i < count; i++)
		forest.node[i] = (struct node){&item[i], SPREAD_NONE, SPREAD_NONE, SPREAD_NONE, SPREAD_NONE};
	sort_ids(&forest);
	link_all(&forest);
	for (size_t i = 0; i < count; i++)
		if (item[i].mature && !*item[i].source && !copies_of(&forest, i))
			add_tree(&forest, i, SPREAD_NONE);
	for (size_t i = 0; i < count; i++)
		if (!*item[i].source && forest.node[i].child != SPREAD_NONE &&
			(!item[i].mature || copies_of(&forest, i)))
			add_tree(&forest, i, SPREAD_NONE);
	add_elsewhere(&forest);
	free(forest.node);
	free(forest.by_id);
}

void spread_free(struct spread *spread)
{
	free(spread->row);
	*spread = (struct spread){0};
}
