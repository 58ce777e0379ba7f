#include "format/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"

struct cursor {
	const char *at;
	const char *end;
	size_t line;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static const char *after_mark(const char *data, size_t size)
{
	return size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? data + 3 : data;
}

bool json_likely(const char *data, size_t size)
{
	const char *end = data + size;
	const char *at = after_mark(data, size);

	while (at < end && is_blank(*at))
		at++;
	return at < end && (*at == '[' || *at == '{');
}

/* The next byte that is not blank, NUL at the end. */
static char look(struct cursor *cursor)
{
	for (; cursor->at < cursor->end && is_blank(*cursor->at); cursor->at++)
		if (*cursor->at == '\n')
			cursor->line++;
	return cursor->at < cursor->end ? *cursor->at : '\0';
}

static const char *sentence_of(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		return "kunci yang sama ada dua kali dalam satu objek; hapus salah satunya.";
	case json_error_invalid_utf8:
		return "bukan UTF-8 yang sah; simpan ulang berkas sebagai UTF-8.";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "teks memuat bita NUL; hapus bita itu.";
	case json_error_numeric_overflow:
		return "angka terlalu besar; tulis sebagai teks dalam tanda kutip.";
	case json_error_premature_end_of_input:
		return "berkas berakhir di tengah objek; periksa kurung dan tanda kutipnya.";
	case json_error_stack_overflow:
		return "kurung bersarang terlalu dalam; tiap objek hanya berisi kunci dan teks.";
	default:
		return "bukan JSON yang sah; periksa koma, kurung dan tanda kutip di sekitar sini.";
	}
}

/* jansson names the key it met twice only in its text: duplicate object key near '"nama"'. */
static void key_of(const json_error_t *error, char out[JSON_ERROR_TEXT_LENGTH])
{
	const char *open = strchr(error->text, '"');
	const char *close = open ? strchr(open + 1, '"') : NULL;

	out[0] = '\0';
	if (json_error_code(error) == json_error_duplicate_key && close)
		snprintf(out, JSON_ERROR_TEXT_LENGTH, "%.*s", (int)(close - open - 1), open + 1);
}

static bool read_member(struct rows *rows, const char *key, json_t *value, size_t *guess)
{
	size_t line = rows->row[rows->count - 1].line;
	size_t column = rows_find_column(rows, key, *guess);
	char number[64];

	if (column == rows->column_count)
		column = rows_add_column(rows, key, line);
	*guess = column + 1;
	if (json_is_string(value))
		return rows_add_cell(rows, column, json_string_value(value), json_string_length(value));
	if (json_is_integer(value)) {
		snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
		return rows_add_cell(rows, column, number, strlen(number));
	}
	if (json_is_real(value)) {
		snprintf(number, sizeof number, "%.15g", json_real_value(value));
		return rows_add_cell(rows, column, number, strlen(number));
	}
	if (json_is_null(value))
		return rows_add_cell(rows, column, "", 0);
	rows_fault(rows, line, key, "nilainya harus teks, angka atau null.");
	return false;
}

/* One object; the cursor moves behind it. False ends the reading. */
static bool read_object(struct cursor *cursor, struct rows *rows)
{
	json_error_t error;
	char key[JSON_ERROR_TEXT_LENGTH];
	json_t *object;
	json_t *value;
	const char *name;
	const char *stop;
	size_t guess = 0;
	bool good = true;

	if (look(cursor) != '{') {
		rows_fault(rows, cursor->line, "", "di sini harus ada objek { … }, satu untuk tiap catatan.");
		return false;
	}
	if (rows->count == ROWS_MOST) {
		rows_fault(rows, cursor->line, "",
			"berkas berisi lebih dari %d baris; bagi menjadi beberapa berkas.", ROWS_MOST);
		return false;
	}
	/* A NUL is let in, for the cell knows its column where this reader only knows the line. */
	object = json_loadb(cursor->at, (size_t)(cursor->end - cursor->at),
		JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
	if (!object) {
		key_of(&error, key);
		rows_fault(rows, cursor->line + (size_t)(error.line > 0 ? error.line - 1 : 0), key, "%s",
			sentence_of(&error));
		return false;
	}
	rows_add_row(rows, cursor->line);
	json_object_foreach(object, name, value)
	{
		good = read_member(rows, name, value, &guess) && good;
	}
	/* As in CSV: what is wrong has been said, and a row without that cell would be judged as if it were blank. */
	if (!good)
		rows_drop_row(rows);
	json_decref(object);
	for (stop = cursor->at + error.position; cursor->at < stop; cursor->at++)
		if (*cursor->at == '\n')
			cursor->line++;
	return true;
}

static bool read_array(struct cursor *cursor, struct rows *rows)
{
	cursor->at++;
	if (look(cursor) == ']') {
		cursor->at++;
		return true;
	}
	for (;;) {
		char next;

		if (!read_object(cursor, rows))
			return false;
		next = look(cursor);
		if (next != ',' && next != ']') {
			rows_fault(rows, cursor->line, "",
				next ? "di antara dua objek harus ada koma."
				     : "daftar tidak ditutup; tulis ] di akhir berkas.");
			return false;
		}
		cursor->at++;
		if (next == ']')
			return true;
	}
}

void json_read(const char *data, size_t size, struct rows *rows)
{
	struct cursor cursor = {after_mark(data, size), data + size, 1};
	bool well;

	well = look(&cursor) == '[' ? read_array(&cursor, rows) : read_object(&cursor, rows);
	if (well && look(&cursor))
		rows_fault(rows, cursor.line, "", "ada tulisan sesudah akhir daftar; hapus tulisan itu.");
}

void json_add_comma(struct buffer *to)
{
	if (to->size && !strchr("{[,:\n", to->data[to->size - 1]))
		buffer_add_byte(to, ',');
}

void json_add_key(struct buffer *to, const char *key)
{
	json_add_comma(to);
	buffer_add_json_string(to, key, strlen(key));
	buffer_add_byte(to, ':');
}

void json_add_text(struct buffer *to, const char *key, const char *text)
{
	json_add_key(to, key);
	buffer_add_json_string(to, text, strlen(text));
}

void json_add_number(struct buffer *to, const char *key, long long number)
{
	json_add_key(to, key);
	buffer_printf(to, "%lld", number);
}
