#include "base/error.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*exhausted_hook)(void);

bool error_set(struct error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	return false;
}

bool error_wrap(struct error *err, const char *format, ...)
{
	char before[ERROR_SIZE];
	char whole[2 * ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(before, sizeof before, format, args);
	va_end(args);
	snprintf(whole, sizeof whole, "%s%s", before, err->text);
	memcpy(err->text, whole, sizeof err->text - 1);
	err->text[sizeof err->text - 1] = '\0';
	return false;
}

const char *error_words(int code)
{
	static const struct {
		int code;
		const char *words;
	} known[] = {
		{ENOENT, "berkas atau folder itu tidak ada"},
		{EACCES, "tidak ada izin"},
		{EPERM, "tidak ada izin"},
		{EISDIR, "itu folder, bukan berkas"},
		{ENOTDIR, "sebagian jalurnya bukan folder"},
		{ENOTEMPTY, "folder itu tidak kosong"},
		{EEXIST, "nama itu sudah ada"},
		{ENAMETOOLONG, "namanya terlalu panjang"},
		{ELOOP, "tautannya berputar-putar"},
		{ENOSPC, "disk penuh"},
		{EDQUOT, "jatah disk habis"},
		{EFBIG, "berkas terlalu besar"},
		{EIO, "gangguan pada disk"},
		{EROFS, "disk hanya boleh dibaca"},
		{EMFILE, "terlalu banyak berkas terbuka"},
		{ENFILE, "terlalu banyak berkas terbuka"},
		{ENOMEM, "memori habis"},
		{EAGAIN, "sedang dipakai"},
		{EBUSY, "sedang dipakai"},
		{ETXTBSY, "sedang dipakai"},
		{ENOLCK, "kunci berkas habis"},
		{EPIPE, "penerimanya sudah berhenti"},
		{ENXIO, "perangkat itu tidak ada"},
		{ENODEV, "perangkat itu tidak ada"},
		{EXDEV, "tempatnya di disk lain"},
		{ESTALE, "berkas di jaringan sudah hilang"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return known[i].words;
	return strerror(code);
}

void faults_add(struct faults *faults, const char *format, ...)
{
	char text[4 * ERROR_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	faults->line = array_room(faults->line, faults->count, &faults->room, sizeof *faults->line);
	faults->line[faults->count++] = memory_copy(text);
}

void faults_free(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->line[i]);
	free(faults->line);
	*faults = (struct faults){0};
}

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
	uintptr_t end = ((uintptr_t)&here - STACK_NEAR) & ~(uintptr_t)4095;

	malloc_trim(0);
	/* Says ENOMEM where the stack was never that deep, and gives back the part that was. */
	madvise((void *)(end - STACK_DEEP), STACK_DEEP, MADV_DONTNEED);
}

#else
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
