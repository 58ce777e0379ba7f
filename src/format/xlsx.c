#include "format/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "format/archive.h"
#include "format/library.h"

#define CELL_MOST   32767
#define ROWS_LIMIT  1048576
#define SHEETS_MOST 8

/* The functions of the library that are used. */
#define XLSX_CALLS(X)              \
	X(workbook_new_opt)        \
	X(workbook_add_worksheet)  \
	X(workbook_add_format)     \
	X(workbook_set_properties) \
	X(workbook_close)          \
	X(lxw_workbook_free)       \
	X(worksheet_set_column)    \
	X(worksheet_freeze_panes)  \
	X(worksheet_repeat_rows)   \
	X(worksheet_set_landscape) \
	X(worksheet_write_string)  \
	X(worksheet_write_number)  \
	X(format_set_bold)         \
	X(format_set_num_format)

#define XLSX_NAME(name) #name,
#define XLSX_CALL(name) __typeof__(name) *(name);

struct calls {
	XLSX_CALLS(XLSX_CALL)
};

struct xlsx {
	struct calls call;
	lxw_workbook *book;
	lxw_worksheet *sheet[SHEETS_MOST]; /* the last one is being written */
	size_t sheets;
	lxw_format *bold, *whole, *parts;
	lxw_row_t row;
	lxw_col_t column;
	struct buffer text; /* of a cell that is not written as it is */
	int fd;		    /* of the workbook, a file that has no name any more */
	bool failed;
};

static bool load(struct calls *call, struct error *err)
{
	static const char *const name[] = {XLSX_CALLS(XLSX_NAME)};
	void *found[sizeof name / sizeof name[0]];

	if (!library_load(LIBXLSXWRITER, "XLSX", name, found, sizeof name / sizeof name[0], err))
		return false;
	memcpy(call, found, sizeof found);
	return true;
}

/* Without a name, so that nothing of it stays behind however the process ends. */
static int open_nameless(void)
{
	struct buffer name = {0};
	const char *folder = getenv("TMPDIR");
	int fd;

	buffer_printf(&name, "%s/siko-XXXXXX", folder && *folder ? folder : "/tmp");
	fd = mkostemp(name.data, O_CLOEXEC);
	if (fd >= 0)
		unlink(name.data);
	buffer_free(&name);
	return fd;
}

static void open_book(struct xlsx *xlsx, const char *title)
{
	const struct calls *call = &xlsx->call;
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
	lxw_doc_properties properties = {0};
	char path[32];
	int kept = library_hush();

	snprintf(path, sizeof path, "/proc/self/fd/%d", xlsx->fd);
	xlsx->book = call->workbook_new_opt(path, &options);
	if (xlsx->book) {
		char *shown = memory_copy(title);

		properties.title = shown;
		properties.created = (time_t)clock_now();
		call->workbook_set_properties(xlsx->book, &properties);
		free(shown);
		xlsx->bold = call->workbook_add_format(xlsx->book);
		call->format_set_bold(xlsx->bold);
		xlsx->whole = call->workbook_add_format(xlsx->book);
		call->format_set_num_format(xlsx->whole, "#,##0");
		xlsx->parts = call->workbook_add_format(xlsx->book);
		call->format_set_num_format(xlsx->parts, "#,##0.00");
	}
	library_speak(kept);
}

struct xlsx *xlsx_open(const char *title, struct error *err)
{
	struct xlsx *xlsx = memory_alloc(sizeof *xlsx);

	xlsx->fd = -1;
	if (load(&xlsx->call, err)) {
		xlsx->fd = open_nameless();
		if (xlsx->fd < 0)
			error_set(err, "berkas sementara tidak dapat dibuat (%s); periksa $TMPDIR atau /tmp.",
				error_words(errno));
		else
			open_book(xlsx, title);
	}
	if (xlsx->book)
		return xlsx;
	xlsx_drop(xlsx);
	return NULL;
}

static lxw_worksheet *sheet_of(const struct xlsx *xlsx)
{
	return xlsx->sheets ? xlsx->sheet[xlsx->sheets - 1] : NULL;
}

void xlsx_add_sheet(struct xlsx *xlsx, const char *name)
{
	int kept = library_hush();
	lxw_worksheet *sheet =
		xlsx->sheets < SHEETS_MOST ? xlsx->call.workbook_add_worksheet(xlsx->book, name) : NULL;

	if (sheet) {
		xlsx->call.worksheet_freeze_panes(sheet, 1, 0);
		xlsx->call.worksheet_repeat_rows(sheet, 0, 0);
		xlsx->call.worksheet_set_landscape(sheet);
		xlsx->sheet[xlsx->sheets++] = sheet;
	}
	library_speak(kept);
	xlsx->failed = xlsx->failed || !sheet;
	xlsx->row = 0;
	xlsx->column = 0;
}

/* A reader takes "_x0041_" for an A: such an underscore is written as the code of itself. */
static bool looks_like_code(const char *text)
{
	return text[0] == '_' && text[1] == 'x' && strspn(text + 2, "0123456789abcdefABCDEF") >= 4 &&
	       text[6] == '_';
}

/* The bytes to write for what stands at `text`, and how many units of the cell they take. */
static size_t add_piece(struct buffer *to, const char *text, size_t size, size_t *units)
{
	uint32_t code;
	size_t length = text_decode(text, size, &code);

	*units = code > 0xFFFF && code != TEXT_BAD ? 2 : 1;
	if (code == TEXT_BAD) {
		buffer_add_text(to, "\xEF\xBF\xBD");
	} else if (looks_like_code(text)) {
		buffer_add_text(to, "_x005F_");
		*units = 7;
	} else {
		buffer_add(to, text, length);
	}
	return length;
}

static const char *cell_text(struct xlsx *xlsx, const char *text)
{
	size_t size = strlen(text);
	size_t units = 0;
	size_t cut = 0; /* where the text ends when something must make room for "…" */

	if (size <= CELL_MOST && text_plain(text, size) == size && !strstr(text, "_x"))
		return text;
	buffer_clear(&xlsx->text);
	for (size_t at = 0; at < size;) {
		size_t more;

		at += add_piece(&xlsx->text, text + at, size - at, &more);
		units += more;
		if (units < CELL_MOST)
			cut = xlsx->text.size;
		if (units > CELL_MOST) {
			xlsx->text.size = cut;
			buffer_add_text(&xlsx->text, "…");
			break;
		}
	}
	return buffer_text(&xlsx->text);
}

static void put_text(struct xlsx *xlsx, const char *text, lxw_format *format)
{
	lxw_worksheet *sheet = sheet_of(xlsx);

	if (!sheet || xlsx->call.worksheet_write_string(
			      sheet, xlsx->row, xlsx->column, cell_text(xlsx, text), format) != LXW_NO_ERROR)
		xlsx->failed = true;
	xlsx->column++;
}

void xlsx_add_column(struct xlsx *xlsx, const char *label, int width)
{
	lxw_worksheet *sheet = sheet_of(xlsx);

	if (sheet)
		xlsx->call.worksheet_set_column(sheet, xlsx->column, xlsx->column, width, NULL);
	put_text(xlsx, label, xlsx->bold);
}

void xlsx_add_text(struct xlsx *xlsx, const char *text)
{
	if (*text)
		put_text(xlsx, text, NULL);
	else
		xlsx->column++;
}

void xlsx_add_number(struct xlsx *xlsx, int64_t hundredths)
{
	lxw_worksheet *sheet = sheet_of(xlsx);
	lxw_format *format = hundredths % 100 ? xlsx->parts : xlsx->whole;

	if (!sheet || xlsx->call.worksheet_write_number(sheet, xlsx->row, xlsx->column,
			      (double)hundredths / 100, format) != LXW_NO_ERROR)
		xlsx->failed = true;
	xlsx->column++;
}

static bool fail(struct error *err)
{
	return error_set(err, "XLSX tidak dapat ditulis sampai selesai; periksa ruang di $TMPDIR atau /tmp.");
}

/* The library does not look whether its rows reach the disk (archive.h tells of the rest). */
static bool rows_written(struct xlsx *xlsx)
{
	lxw_worksheet *sheet = sheet_of(xlsx);

	return !xlsx->failed && (!sheet || !ferror(sheet->optimize_tmpfile));
}

bool xlsx_end_row(struct xlsx *xlsx, struct error *err)
{
	xlsx->column = 0;
	if (++xlsx->row >= ROWS_LIMIT)
		return error_set(err, "XLSX memuat paling banyak %d baris; saring, atau pakai bentuk csv.",
			ROWS_LIMIT - 1);
	return rows_written(xlsx) || fail(err);
}

static bool flush_rows(struct xlsx *xlsx)
{
	for (size_t i = 0; i < xlsx->sheets; i++) {
		FILE *rows = xlsx->sheet[i]->optimize_tmpfile;

		if (fflush(rows) != 0 || ferror(rows))
			return false;
	}
	return rows_written(xlsx);
}

static bool close_book(struct xlsx *xlsx)
{
	int kept;
	bool closed;

	if (!flush_rows(xlsx))
		return false;
	kept = library_hush();
	closed = xlsx->call.workbook_close(xlsx->book) == LXW_NO_ERROR;
	library_speak(kept);
	xlsx->book = NULL; /* freed by it, too */
	return closed && archive_is_whole(xlsx->fd);
}

bool xlsx_finish(struct xlsx *xlsx, file_take *take, void *context, struct error *err)
{
	bool done = close_book(xlsx) || fail(err);

	if (done && lseek(xlsx->fd, 0, SEEK_SET) == 0)
		done = file_hand_over(xlsx->fd, "XLSX", take, context, err);
	xlsx_drop(xlsx);
	return done;
}

void xlsx_drop(struct xlsx *xlsx)
{
	if (!xlsx)
		return;
	if (xlsx->book)
		xlsx->call.lxw_workbook_free(xlsx->book);
	if (xlsx->fd >= 0)
		close(xlsx->fd);
	buffer_free(&xlsx->text);
	free(xlsx);
}
