#include "app/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/ask_text.h"
#include "app/own_files.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/document.h"

#define FILTER_MOST 120 /* columns of a line on paper */

void export_free(struct export *export)
{
	memory_replace(&export->typed, NULL);
}

void shown_free(struct shown *shown)
{
	buffer_free(&shown->title);
	buffer_free(&shown->filter);
	buffer_free(&shown->order);
	table_free(&shown->table);
}

/* ---- asking ---- */

void export_ask(const char *name, const char *command)
{
	struct buffer path = {0};
	char today[11];

	if (app_here()->gate) {
		buffer_printf(&path, "ssh HOST %s > BERKAS", command);
		ask_command("Ke berkas", "Di sini tidak ada tempat berkas Anda; ambil dari komputer Anda:",
			buffer_text(&path));
		buffer_free(&path);
		return;
	}
	date_format(date_today(), today);
	buffer_printf(&path, "~/%s-%s.csv", name, today);
	ask_text("Ke berkas: .csv .xlsx .html .pdf .txt", "Nama berkas", buffer_text(&path), EXPORT_TAG_NAME);
	buffer_free(&path);
}

/* A file that is there is written over only when its owner says so. */
static bool is_free(struct export *export)
{
	enum document_form form;
	struct error err = {{0}};
	struct buffer question = {0};
	char *path;
	bool there;

	if (!document_form_of(export->typed, &form, &err)) {
		frame_say(SAY_BAD, "%s", err.text);
		return false;
	}
	path = own_path(export->typed);
	there = access(path, F_OK) == 0;
	free(path);
	if (!there)
		return true;
	buffer_printf(&question, "%s sudah ada. Ganti isinya?", export->typed);
	ask_confirm("Berkas sudah ada", buffer_text(&question), "Ganti", EXPORT_TAG_OVER);
	buffer_free(&question);
	return false;
}

bool export_take(struct export *export, const struct answer *answer, bool *write)
{
	*write = false;
	if (answer->from == EXPORT_TAG_NAME) {
		memory_replace(&export->typed, answer->given ? answer->text : NULL);
		*write = export->typed && is_free(export);
	} else if (answer->from == EXPORT_TAG_OVER) {
		*write = export->typed && answer->given && answer->choice == 0;
		if (!*write)
			memory_replace(&export->typed, NULL);
	} else {
		return false;
	}
	return true;
}

/* ---- writing ---- */

static size_t rows_of(const struct shown *shown)
{
	return shown->table.count ? shown->table.cell_count / shown->table.count : 0;
}

/* "menurut saringan Status: Draf", as far as a line on paper goes. */
static void add_filter(struct buffer *to, const struct shown *shown)
{
	const char *filter = buffer_text(&shown->filter);
	size_t size = strlen(filter);
	size_t cut = text_cut(filter, size, FILTER_MOST);

	if (size)
		buffer_printf(to, "menurut saringan %.*s%s", (int)cut, filter, cut < size ? "…" : "");
	else
		buffer_add_text(to, "tanpa saringan");
}

/* "Keadaan 02-03-2026: 10 dari 62 baris, menurut saringan Status: Draf, urut Klaim turun" */
static void add_below(struct buffer *to, const struct shown *shown)
{
	char stored[11];
	char today[11];

	date_format(date_today(), stored);
	date_format_screen(stored, today);
	buffer_printf(to, "Keadaan %s: %zu dari %zu baris, ", today, rows_of(shown), shown->all);
	add_filter(to, shown);
	if (shown->order.size)
		buffer_printf(to, ", urut %s", buffer_text(&shown->order));
}

static void take_bytes(void *context, const char *data, size_t size)
{
	struct file_out *out = context;

	/* What does not go out is told by file_finish. */
	fwrite(data, 1, size, out->stream);
}

/* Whole, or not at all: another number of rows than is shown would pass for all of them. */
static bool write_document(const struct shown *shown, const char *path, struct error *err)
{
	struct buffer below = {0};
	struct document document = {.title = buffer_text(&shown->title),
		.table = &shown->table,
		.first = shown->first,
		.second = shown->second};
	enum document_form form;
	struct file_out out;
	size_t rows = 0;
	bool done = document_form_of(path, &form, err) && file_start(&out, path, err);

	if (!done)
		return false;
	add_below(&below, shown);
	document.below = buffer_text(&below);
	done = document_write(&document, form, take_bytes, &out, &rows, err);
	buffer_free(&below);
	if (done && rows != rows_of(shown))
		done = error_set(err, "Hanya %zu dari %zu baris yang tertulis; berkas tidak dibuat.", rows,
			rows_of(shown));
	if (done)
		return file_finish(&out, err);
	file_drop(&out);
	return false;
}

void export_write(struct export *export, const struct shown *shown)
{
	struct buffer filter = {0};
	struct error err = {{0}};
	char *path = own_path(export->typed);

	add_filter(&filter, shown);
	if (write_document(shown, path, &err))
		frame_say(SAY_GOOD, "%zu dari %zu baris ditulis ke %s, %s.", rows_of(shown), shown->all,
			export->typed, buffer_text(&filter));
	else
		frame_say(SAY_BAD, "%s", err.text);
	buffer_free(&filter);
	free(path);
	export_free(export);
}
