#include "model/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#define TARGET_MOST 1000000

static int target_of(const char *text)
{
	uint64_t target;

	return !*text ? 1 : text_number(text, TARGET_MOST, &target) ? (int)target : TARGET_MOST;
}

/* Every session keeps all units: their texts lie in one block each. */
void units_add(struct units *units, const struct record *record)
{
	const char *const texts[] = {record->id, record_get(record, "nama"), record_get(record, "jenis"),
		record_get(record, "induk")};
	size_t start[4];
	size_t size = 0;
	char *text;

	for (size_t i = 0; i < 4; i++) {
		start[i] = size;
		size += strlen(texts[i]) + 1;
	}
	text = memory_grow(NULL, size, 1);
	for (size_t i = 0; i < 4; i++)
		memcpy(text + start[i], texts[i], strlen(texts[i]) + 1);
	units->unit = array_room(units->unit, units->count, &units->room, sizeof *units->unit);
	units->unit[units->count++] = (struct unit){
		.id = text,
		.name = text + start[1],
		.kind = text + start[2],
		.parent_id = text + start[3],
		.parent = UNIT_NONE,
		.district = UNIT_NONE,
		.target = target_of(record_get(record, "target")),
		.active = !text_equal(record_get(record, "aktif"), "tidak"),
	};
}

static int by_id(const void *a, const void *b)
{
	const struct unit *one = a;
	const struct unit *two = b;

	return strcmp(one->id, two->id);
}

static bool is_sorted(const struct units *units)
{
	for (size_t i = 1; i < units->count; i++)
		if (by_id(&units->unit[i - 1], &units->unit[i]) > 0)
			return false;
	return true;
}

#define DEPTH_UNKNOWN (-1)
#define DEPTH_ON_PATH (-2)

/* Every member of a cycle becomes a root, so that the tree does not depend on where the walk began. */
static void cut_cycle(struct units *units, size_t at)
{
	size_t first = at;

	do {
		size_t parent = units->unit[at].parent;

		units->unit[at].parent = UNIT_NONE;
		at = parent;
	} while (at != first);
}

static void settle(struct units *units, size_t at)
{
	struct unit *unit = &units->unit[at];
	const struct unit *parent = unit->parent == UNIT_NONE ? NULL : &units->unit[unit->parent];

	unit->depth = parent ? parent->depth + 1 : 0;
	if (text_equal(unit->kind, "kecamatan"))
		unit->district = at;
	else
		unit->district = parent ? parent->district : UNIT_NONE;
}

/* Walks up until a unit that is settled, then settles the path downwards; no recursion, since chains may be long. */
static void settle_path(struct units *units, size_t start, size_t *path)
{
	size_t count = 0;
	size_t at = start;

	while (at != UNIT_NONE && units->unit[at].depth == DEPTH_UNKNOWN) {
		units->unit[at].depth = DEPTH_ON_PATH;
		path[count++] = at;
		at = units->unit[at].parent;
	}
	if (at != UNIT_NONE && units->unit[at].depth == DEPTH_ON_PATH)
		cut_cycle(units, at);
	while (count)
		settle(units, path[--count]);
}

void units_ready(struct units *units)
{
	size_t *path;

	if (!units->count)
		return;
	units->unit = memory_grow(units->unit, units->count, sizeof *units->unit);
	units->room = units->count;
	path = memory_grow(NULL, units->count, sizeof *path);
	if (!is_sorted(units)) /* the store gives them in order */
		qsort(units->unit, units->count, sizeof *units->unit, by_id);
	for (size_t i = 0; i < units->count; i++) {
		units->unit[i].parent = units_find(units, units->unit[i].parent_id);
		units->unit[i].depth = DEPTH_UNKNOWN;
	}
	for (size_t i = 0; i < units->count; i++)
		settle_path(units, i, path);
	free(path);
}

void units_free(struct units *units)
{
	for (size_t i = 0; i < units->count; i++)
		free(units->unit[i].id);
	free(units->unit);
	*units = (struct units){0};
}

size_t units_find(const struct units *units, const char *id)
{
	size_t low = 0;
	size_t high = units->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(units->unit[middle].id, id);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UNIT_NONE;
}

size_t units_find_from(const struct units *units, const char *id, size_t last)
{
	for (size_t i = last; i < units->count && i < last + 2; i++)
		if (strcmp(units->unit[i].id, id) == 0)
			return i;
	return units_find(units, id);
}

bool units_below(const struct units *units, size_t unit, size_t top)
{
	while (unit < units->count) {
		if (unit == top)
			return true;
		unit = units->unit[unit].parent;
	}
	return false;
}

void units_tree_order(const struct units *units, size_t *order)
{
	size_t count = units->count;
	size_t *links;
	size_t *child;	 /* first child of each; at `count`: the first root */
	size_t *sibling; /* the next one below the same parent */
	size_t at;

	if (!count)
		return;
	links = memory_grow(NULL, 2 * count + 1, sizeof *links);
	child = links;
	sibling = links + count + 1;
	for (size_t i = 0; i <= count; i++)
		child[i] = UNIT_NONE;
	for (size_t i = count; i-- > 0;) {
		size_t parent = units->unit[i].parent == UNIT_NONE ? count : units->unit[i].parent;

		sibling[i] = child[parent];
		child[parent] = i;
	}
	at = child[count];
	while (at != UNIT_NONE) {
		*order++ = at;
		if (child[at] != UNIT_NONE) {
			at = child[at];
			continue;
		}
		while (at != UNIT_NONE && sibling[at] == UNIT_NONE)
			at = units->unit[at].parent;
		if (at != UNIT_NONE)
			at = sibling[at];
	}
	free(links);
}
