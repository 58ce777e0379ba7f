#include "base/memory.h"

#include <alloca.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*exhausted_hook)(void);

void memory_on_exhausted(void (*hook)(void))
{
	exhausted_hook = hook;
}

static void memory_exhausted(void)
{
	static const char sentence[] =
		"siko: memori komputer habis; tutup program lain, lalu jalankan siko lagi. Ketikan terakhir ada di draf.\n";

	if (exhausted_hook)
		exhausted_hook();
	if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
		_exit(1);
	_exit(1);
}

#ifdef __GLIBC__
#define PAGE_REST   ((uintptr_t)4095)
#define LARGE_BLOCK (1 << 20) /* below it a block is of the heap, whose pages are there already */

static void populate(uintptr_t start, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	madvise((void *)(start & ~PAGE_REST), size, MADV_POPULATE_WRITE);
#else
	(void)start;
	(void)size;
#endif
}

#if defined __GNUC__ && !defined __clang__
/* Else each page is touched on the way down, which is the fault that is to be spared. */
#define NOT_PROBED __attribute__((noinline, optimize("no-stack-clash-protection")))
#else
#define NOT_PROBED __attribute__((noinline))
#endif

/* The stack grows for what lies above its pointer only: older kernels and valgrind end a program that touches below. */
NOT_PROBED static void populate_stack(size_t size)
{
	volatile char *end = alloca(size);

	*end = 0;
	populate((uintptr_t)end, size);
}

void memory_ready(size_t heap, size_t stack)
{
	void *block;

	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	mallopt(M_TOP_PAD, (int)heap);
	block = malloc(heap);
	if (block)
		populate((uintptr_t)block, heap);
	free(block);
	if (stack)
		populate_stack(stack);
}

#define HUGE_PAGE ((uintptr_t)2 << 20)

/* First touch of a page is a fault; an import of 10,000 rows made 62,000 of them, half of its time (measured). */
void memory_expect(size_t size)
{
	uintptr_t start;
	void *block;

	if (size < 4 * HUGE_PAGE)
		return;
	/* The block must come from the heap itself, and stay there when it is freed again. */
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	block = malloc(size);
	mallopt(M_MMAP_MAX, 65536);
	if (!block)
		return;
	start = ((uintptr_t)block + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	madvise((void *)start, ((uintptr_t)block + size - start) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
	free(block);
}

/* The stack is the kernel's to grow but nobody's to shrink: reading the terminal's description alone goes 70 kB deep. */
#define STACK_DEEP ((uintptr_t)256 << 10)
#define STACK_NEAR ((uintptr_t)8 << 10) /* below here, for the call that gives the rest back */

void memory_give_back(void)
{
	char here;
	uintptr_t end = ((uintptr_t)&here - STACK_NEAR) & ~PAGE_REST;

	malloc_trim(0);
	/* Says ENOMEM where the stack was never that deep, and gives back the part that was. */
	madvise((void *)(end - STACK_DEEP), STACK_DEEP, MADV_DONTNEED);
}

#else
void memory_ready(size_t heap, size_t stack)
{
	(void)heap;
	(void)stack;
}

void memory_expect(size_t size)
{
	(void)size;
}

void memory_give_back(void)
{
}
#endif

void *memory_alloc(size_t size)
{
	void *block = calloc(1, size ? size : 1);

	if (!block)
		memory_exhausted();
	return block;
}

void *memory_grow(void *block, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	block = realloc(block, count && size ? count * size : 1);
	if (!block)
		memory_exhausted();
	return block;
}

char *memory_copy(const char *text)
{
	return memory_copy_n(text, strlen(text));
}

char *memory_copy_n(const char *text, size_t length)
{
	char *copy = memory_grow(NULL, length + 1, 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void memory_replace(char **place, const char *text)
{
	char *copy = text && *text ? memory_copy(text) : NULL;

	free(*place);
	*place = copy;
}

void *array_room(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	*room = *room ? *room * 2 : 8;
	return memory_grow(array, *room, size);
}
