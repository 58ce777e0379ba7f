#include "app/look.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

static struct look *look_new(const char *screen)
{
	struct look *look = memory_alloc(sizeof *look);

	look->screen = screen ? memory_copy(screen) : NULL;
	look->sort = LOOK_NO_COLUMN;
	look->column = LOOK_NO_COLUMN;
	look->find = memory_copy("");
	return look;
}

struct look *look_of(const char *screen, bool *known)
{
	struct looks *looks = &app_here()->looks;
	struct look *look;

	*known = false;
	if (!screen)
		return look_new(NULL);
	for (size_t i = 0; i < looks->count; i++)
		if (strcmp(looks->look[i]->screen, screen) == 0) {
			*known = true;
			return looks->look[i];
		}
	look = look_new(screen);
	looks->look = array_room(looks->look, looks->count, &looks->room, sizeof(struct look *));
	looks->look[looks->count++] = look;
	return look;
}

static void drop(struct look *look)
{
	free(look->screen);
	free(look->find);
	free(look->value);
	free(look->kind);
	free(look->district);
	free(look);
}

void look_free(struct look *look)
{
	if (look && !look->screen)
		drop(look);
}

void looks_free(struct looks *looks)
{
	for (size_t i = 0; i < looks->count; i++)
		drop(looks->look[i]);
	free(looks->look);
	*looks = (struct looks){0};
}

void look_set_find(struct look *look, const char *find)
{
	char *copy = memory_copy(find);

	free(look->find);
	look->find = copy;
}

void look_add_cut(struct buffer *to, const char *text, int cols)
{
	size_t size = strlen(text);
	bool whole = cols < 0 || text_width(text, size) <= cols;

	buffer_add(to, text, whole ? size : text_cut(text, size, cols > 1 ? cols - 1 : 0));
	if (!whole)
		buffer_add_text(to, "…");
}
