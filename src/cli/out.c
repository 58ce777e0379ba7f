#include "cli/out.h"

#include <string.h>

#define PIECE (512u << 10) /* stays in the processor's cache */

bool out_is_file(const struct out *out)
{
	return out->path && strcmp(out->path, "-") != 0;
}

static bool begin(struct out *out, struct error *err)
{
	if (!out->begun && out_is_file(out) && !file_start(&out->file, out->path, err))
		return false;
	out->begun = true;
	return true;
}

static bool let_go(struct out *out, struct error *err)
{
	FILE *stream = out_is_file(out) ? out->file.stream : out->standard;
	size_t size = out->text.size;

	/* A file that is full is told by file_finish, which knows what becomes of it. */
	if (fwrite(buffer_text(&out->text), 1, size, stream) != size && !out_is_file(out))
		return error_set(
			err, "keluaran tidak dapat ditulis sampai selesai; periksa ruang penyimpanannya.");
	buffer_clear(&out->text);
	return true;
}

bool out_more(struct out *out, struct error *err)
{
	return out->text.size < PIECE || (begin(out, err) && let_go(out, err));
}

void out_take(void *context, const char *data, size_t size)
{
	struct out *out = context;

	if (out->lost)
		return;
	buffer_add(&out->text, data, size);
	out->lost = !out_more(out, &out->fault);
}

bool out_end(struct out *out, struct error *err)
{
	bool done = out->lost ? error_set(err, "%s", out->fault.text) : begin(out, err) && let_go(out, err);

	buffer_free(&out->text);
	if (!done || out_is_file(out))
		return done && file_finish(&out->file, err);
	return fflush(out->standard) == 0 ||
	       error_set(err, "keluaran tidak dapat ditulis sampai selesai; periksa ruang penyimpanannya.");
}

void out_drop(struct out *out)
{
	buffer_free(&out->text);
	if (out->begun && out_is_file(out))
		file_drop(&out->file);
	out->begun = false;
}
