/* memory.h: memory that is there or ends the program, and hints to the machine about it.
 * Does not count, does not keep pools. What it returns is the caller's, for free(). */
#ifndef SIKO_BASE_MEMORY_H
#define SIKO_BASE_MEMORY_H

#include <stddef.h>

/* Ends the program when memory runs out; the hook runs first (terminal restored). */
void memory_on_exhausted(void (*hook)(void));
/* The program will soon use about so many bytes of heap and stack: their pages come in one call each. A fault for each page
 * costs 20 µs on some rented machines, a third of the time to the first screen (measured). Only a hint. */
void memory_ready(size_t heap, size_t stack);
/* Long work will need about so many bytes in small pieces: they come from huge pages then. Only a hint. */
void memory_expect(size_t size);
/* Free memory, and what deeper calls left of the stack, goes back to the machine. */
void memory_give_back(void);
void *memory_alloc(size_t size);			   /* zeroed; owned by the caller, free() */
void *memory_grow(void *block, size_t count, size_t size); /* realloc; new room is not zeroed */
char *memory_copy(const char *text);
char *memory_copy_n(const char *text, size_t length);
void memory_replace(char **place, const char *text); /* a copy in the place of what was; "" or NULL: none */

/* Makes room for one more element: returns the (possibly moved) array and updates *room. */
void *array_room(void *array, size_t count, size_t *room, size_t size);

#endif
