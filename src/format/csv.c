#include "format/csv.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#define HEADER_MOST (1 << 20) /* bytes to wait for the end of the header */
#define CELL_STEP \
	16384 /* libcsv grows its cell by this; 128 bytes at a time would copy long texts too often */

struct csv_reader {
	struct rows *rows;
	struct csv_parser parser;
	struct buffer tail; /* of a piece: a line that is not whole yet */
	size_t line;	    /* of the bytes being fed */
	size_t row_line;    /* where the current row starts */
	size_t cell;	    /* cells seen in the current row */
	size_t width;	    /* columns of the header; 0 until it was read */
	bool ended;	    /* between rows */
	bool faulty;	    /* a cell of the current row is */
	bool full;	    /* more rows than a file may have */
	bool begun;	    /* the separator was found */
	bool broken;	    /* a quote stands where none may */
};

/* Blanks belong to the cell (RFC 4180); libcsv would drop them. */
static int no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

static bool runs_as_formula(const char *text, size_t size)
{
	size_t quotes = 0;

	while (quotes < size && text[quotes] == '\'')
		quotes++;
	return quotes < size && memchr("=+@-", text[quotes], 4);
}

static void read_header_cell(struct csv_reader *reader, const char *text, size_t size)
{
	struct rows *rows = reader->rows;
	char *key = text_trim(memory_copy_n(text, size));
	size_t found = rows_find_column(rows, key, 0);

	if (memchr(text, '\0', size))
		rows_fault(rows, reader->row_line, key, "nama kolom memuat bita NUL; hapus bita itu.");
	if (!*key)
		rows_fault(rows, reader->row_line, "",
			"kolom ke-%zu tidak bernama; beri nama atau hapus kolom itu.", reader->cell + 1);
	else if (found < rows->column_count)
		rows_fault(rows, reader->row_line, key, "kolom ini ada dua kali; hapus salah satunya.");
	rows_add_column(rows, key, reader->row_line);
	free(key);
}

static void read_cell(void *text, size_t size, void *context)
{
	struct csv_reader *reader = context;
	const char *start = text ? text : "";

	if (!reader->width) {
		read_header_cell(reader, start, size);
		reader->cell++;
		return;
	}
	if (!reader->cell)
		rows_add_row(reader->rows, reader->row_line);
	if (reader->cell < reader->width) {
		if (*start == '\'' && runs_as_formula(start, size)) {
			start++;
			size--;
		}
		if (!rows_add_cell(reader->rows, reader->cell, start, size))
			reader->faulty = true;
	}
	reader->cell++;
}

static void end_row(int end, void *context)
{
	struct csv_reader *reader = context;
	struct rows *rows = reader->rows;
	size_t cells = reader->cell;

	(void)end;
	reader->ended = true;
	reader->cell = 0;
	if (!reader->width) {
		reader->width = rows->column_count;
		return;
	}
	if (cells != reader->width) {
		rows_fault(rows, reader->row_line,
			rows->column[cells < reader->width ? cells : reader->width - 1].key,
			"baris ini berisi %zu sel, padahal kolomnya %zu; samakan jumlahnya.", cells,
			reader->width);
		reader->faulty = true;
	}
	if (reader->faulty)
		rows_drop_row(rows);
	reader->faulty = false;
	if (rows->count > ROWS_MOST && !reader->full) {
		reader->full = true;
		rows_drop_row(rows);
		rows_fault(rows, reader->row_line, "",
			"berkas berisi lebih dari %d baris; bagi menjadi beberapa berkas.", ROWS_MOST);
	}
}

static void skip_mark(const char **data, size_t *size)
{
	if (*size >= 3 && memcmp(*data, "\xEF\xBB\xBF", 3) == 0) {
		*data += 3;
		*size -= 3;
	}
}

/* Whether all of the header was there to find it in. */
static bool find_separator(const char *data, size_t size, char *separator)
{
	static const char candidate[] = ",;\t";
	size_t seen[3] = {0};
	size_t most = 0;
	bool quoted = false;
	size_t i;

	/* Blank lines before the header are no header. */
	while (size && (*data == '\r' || *data == '\n')) {
		data++;
		size--;
	}
	for (i = 0; i < size && (quoted || (data[i] != '\n' && data[i] != '\r')); i++) {
		const char *hit = memchr(candidate, data[i], 3);

		if (data[i] == '"')
			quoted = !quoted;
		else if (hit && !quoted)
			seen[hit - candidate]++;
	}
	for (size_t k = 1; k < 3; k++)
		if (seen[k] > seen[most])
			most = k;
	*separator = candidate[most];
	return i < size;
}

static void fault_in_cell(struct csv_reader *reader, const char *sentence)
{
	struct rows *rows = reader->rows;
	const char *key =
		reader->width
			? rows->column[reader->cell < reader->width ? reader->cell : reader->width - 1].key
			: "";

	rows_fault(rows, reader->row_line, key, "%s", sentence);
	if (reader->width && reader->cell)
		rows_drop_row(rows);
}

/* A line at a time, so that a row's line is known however many lines its cells span. */
static bool feed_lines(struct csv_reader *reader, const char *data, size_t size)
{
	const char *end = data + size;
	const char *feed = NULL; /* the next line feed, or the end */

	while (data < end && !reader->full) {
		const char *stop;
		const char *back;
		size_t length;

		/* Looked for once, not again for every line of a file whose lines end in CR alone. */
		if (!feed || feed < data) {
			feed = memchr(data, '\n', (size_t)(end - data));
			feed = feed ? feed : end;
		}
		back = memchr(data, '\r', (size_t)(feed - data));
		stop = back ? back : feed;
		if (reader->ended)
			reader->row_line = reader->line;
		reader->ended = reader->ended && stop == data;
		if (stop < end && *stop == '\r' && stop + 1 < end && stop[1] == '\n')
			stop++;
		if (stop < end)
			stop++;
		length = (size_t)(stop - data);
		if (csv_parse(&reader->parser, data, length, read_cell, end_row, reader) != length)
			return false;
		data = stop;
		reader->line++;
	}
	return true;
}

static void begin(struct csv_reader *reader, const char **data, size_t *size)
{
	char separator;

	skip_mark(data, size);
	find_separator(*data, *size, &separator);
	csv_set_delim(&reader->parser, (unsigned char)separator);
	reader->begun = true;
}

/* The header must be there as a whole: blank lines may stand before it, and its cells may span lines. */
static bool can_begin(const struct csv_reader *reader, const char *data, size_t size)
{
	char separator;

	skip_mark(&data, &size);
	return reader->begun || size > HEADER_MOST || find_separator(data, size, &separator);
}

static void feed_whole(struct csv_reader *reader, const char *data, size_t size)
{
	if (!reader->begun)
		begin(reader, &data, &size);
	if (!reader->broken && !feed_lines(reader, data, size)) {
		reader->broken = true;
		fault_in_cell(reader,
			"tanda kutip tidak pada tempatnya; kutip seluruh isi sel dan gandakan \" di dalamnya.");
	}
}

struct csv_reader *csv_open(struct rows *rows)
{
	struct csv_reader *reader = memory_alloc(sizeof *reader);

	*reader = (struct csv_reader){.rows = rows, .line = 1, .row_line = 1, .ended = true};
	csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_space_func(&reader->parser, no_blank);
	csv_set_blk_size(&reader->parser, CELL_STEP);
	return reader;
}

/* Whole lines are read from where they are; what follows the last line feed waits for the next piece. */
void csv_feed(struct csv_reader *reader, const char *data, size_t size)
{
	const char *feed = memrchr(data, '\n', size);
	size_t whole = feed ? (size_t)(feed + 1 - data) : 0;

	if (whole && (reader->tail.size || !can_begin(reader, data, whole))) {
		buffer_add(&reader->tail, data, whole);
		if (can_begin(reader, reader->tail.data, reader->tail.size)) {
			feed_whole(reader, reader->tail.data, reader->tail.size);
			buffer_clear(&reader->tail);
		}
	} else if (whole) {
		feed_whole(reader, data, whole);
	}
	buffer_add(&reader->tail, data + whole, size - whole);
}

void csv_close(struct csv_reader *reader)
{
	struct rows *rows = reader->rows;

	feed_whole(reader, buffer_text(&reader->tail), reader->tail.size);
	if (!reader->broken && !reader->full) {
		if (csv_fini(&reader->parser, read_cell, end_row, reader) != 0)
			fault_in_cell(reader,
				"tanda kutip pembuka tidak pernah ditutup; tutup dengan \" di akhir isi sel.");
		else if (!reader->width && !rows->fault_count)
			rows_fault(rows, 1, "", "berkas kosong; baris pertama harus berisi nama kolom.");
	}
	csv_free(&reader->parser);
	buffer_free(&reader->tail);
	free(reader);
}

void csv_read(const char *data, size_t size, struct rows *rows)
{
	struct csv_reader *reader = csv_open(rows);

	csv_feed(reader, data, size);
	csv_close(reader);
}

/* strcspn sets up a table for every call, which costs more than most cells are long. */
static bool needs_quotes(const char *text, size_t size, char separator)
{
	if (size > 32)
		return memchr(text, '"', size) || memchr(text, '\n', size) || memchr(text, '\r', size) ||
		       memchr(text, separator, size);
	for (size_t i = 0; i < size; i++)
		if (text[i] == '"' || text[i] == '\r' || text[i] == '\n' || text[i] == separator)
			return true;
	return false;
}

void csv_add_cell(struct buffer *to, char separator, bool first, const char *text)
{
	size_t size = strlen(text);

	if (!first)
		buffer_add_byte(to, separator);
	if (!size)
		return;
	if (!needs_quotes(text, size, separator)) {
		if (runs_as_formula(text, size))
			buffer_add_byte(to, '\'');
		buffer_add(to, text, size);
		return;
	}
	buffer_add_byte(to, '"');
	if (runs_as_formula(text, size))
		buffer_add_byte(to, '\'');
	for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
		buffer_add(to, text, (size_t)(quote - text) + 1);
		buffer_add_byte(to, '"');
	}
	buffer_add_text(to, text);
	buffer_add_byte(to, '"');
}

void csv_end_row(struct buffer *to)
{
	buffer_add(to, "\r\n", 2);
}
