#include "ui/screen.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"

/* The screens themselves do not move when the stack grows: handlers hold pointers to them. */
static struct screen **stack;
static size_t depth;
static size_t room;
static void *stack_context;

void stack_open(void *app)
{
	stack_context = app;
}

void stack_close(void)
{
	while (depth)
		stack_remove(stack[depth - 1]);
	free(stack);
	stack = NULL;
	room = 0;
	stack_context = NULL;
}

void *stack_app(void)
{
	return stack_context;
}

struct screen *stack_push(const struct screen_class *class, const void *arguments, int tag)
{
	struct screen *screen = memory_alloc(sizeof *screen);

	screen->class = class;
	screen->self = memory_alloc(class->size);
	screen->tag = tag;
	screen->needs_layout = screen->needs_recalc = true;
	stack = array_room(stack, depth, &room, sizeof *stack);
	stack[depth++] = screen;
	if (class->open)
		class->open(screen, arguments);
	return screen;
}

void stack_remove(struct screen *screen)
{
	for (size_t i = 0; i < depth; i++) {
		if (stack[i] != screen)
			continue;
		for (size_t j = i + 1; j < depth; j++)
			stack[j - 1] = stack[j];
		depth--;
		break;
	}
	if (screen->class->close)
		screen->class->close(screen);
	free(screen->answer.text);
	free(screen->self);
	free(screen);
}

struct screen *stack_top(void)
{
	return depth ? stack[depth - 1] : NULL;
}

size_t stack_depth(void)
{
	return depth;
}

struct screen *stack_at(size_t index)
{
	return index < depth ? stack[index] : NULL;
}

void screen_answer(struct screen *screen, int choice, const char *text)
{
	free(screen->answer.text);
	screen->answer = (struct answer){
		.given = true,
		.choice = choice,
		.text = text ? memory_copy(text) : NULL,
	};
}
