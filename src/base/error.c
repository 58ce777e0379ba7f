#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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
