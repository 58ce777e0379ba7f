#include "cli/import_rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "model/judge.h"

#define FAULTS_SHOWN 100

static void add_fault(struct import *import, size_t line, const char *key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add_fault(struct import *import, size_t line, const char *key, const char *format, ...)
{
	char sentence[4 * ERROR_SIZE];
	struct buffer whole = {0};
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	buffer_printf(&whole, "%s:%zu: ", import->name, line);
	if (*key)
		buffer_printf(&whole, "kolom '%s': ", key);
	buffer_add_text(&whole, sentence);
	import->fault = array_room(
		import->fault, import->fault_count, &import->fault_room, sizeof *import->fault);
	import->fault[import->fault_count] = (struct import_fault){
		line, import->fault_count, buffer_take(&whole)};
	import->fault_count++;
}

void import_free(struct import *import)
{
	for (size_t i = 0; i < import->fault_count; i++)
		free(import->fault[i].text);
	for (size_t i = 0; i < import->count; i++)
		record_change_free(&import->change[i]);
	free(import->fault);
	free(import->change);
	free(import->line);
	free(import->known);
	*import = (struct import){0};
}

void import_check_columns(
	struct import *import, const struct definitions *definitions, const struct rows *rows)
{
	import->id_column = rows_find_column(rows, "id", 0);
	import->known = memory_alloc(rows->column_count + 1);
	for (size_t i = 0; i < rows->column_count; i++) {
		const struct column *column = &rows->column[i];

		import->known[i] = i == import->id_column ||
				   judge_knows_key(definitions, import->table, 0, column->key);
		/* A column without a name, or named a second time, has been said by the reader. */
		if (rows_find_column(rows, column->key, 0) != i)
			import->known[i] = false;
		else if (!import->known[i] && *column->key)
			add_fault(import, column->line, column->key,
				"kolom ini tidak dikenal pada tabel %s; hapus atau betulkan namanya.",
				table_word(import->table));
	}
	for (size_t i = 0; i < rows->fault_count; i++)
		add_fault(import, rows->fault[i].line, rows->fault[i].key, "%s", rows->fault[i].sentence);
}

static const char *row_id(const struct import *import, const struct rows *rows, const struct row *row)
{
	size_t at = row->start;

	for (size_t cell = 0; cell < row->count; cell++) {
		size_t column;
		const char *text = rows_cell(rows, &at, &column);

		if (column == import->id_column)
			return text;
	}
	return "";
}

/* A blank cell of a field that is not stored says nothing; most cells of a wide file are such. */
static void fill_changes(struct import *import, const struct rows *rows, const struct row *row,
	const struct record *stored, struct changes *changes)
{
	size_t at = row->start;

	for (size_t cell = 0; cell < row->count; cell++) {
		size_t column;
		const char *text = rows_cell(rows, &at, &column);
		const char *before;

		if (column == import->id_column || !import->known[column])
			continue;
		before = record_is_new(stored) ? "" : record_get(stored, rows->column[column].key);
		if (*text || *before)
			changes_lend(changes, rows->column[column].key, before, text);
	}
}

static void add_row(
	struct import *import, const struct rows *rows, const struct row *row, const struct record *stored)
{
	struct record_change *change = &import->change[import->count];

	*change = (struct record_change){.table = import->table, .id = memory_copy(stored->id)};
	import->line[import->count++] = row->line;
	if (record_is_new(stored))
		import->fresh++;
	fill_changes(import, rows, row, stored, &change->changes);
}

static bool read_row(struct store_txn *txn, struct import *import, const struct rows *rows,
	const struct row *row, struct error *err)
{
	const char *id = row_id(import, rows, row);
	struct record stored = {0};
	char year[16];
	bool read = true;

	/* The region's record of a year needs no other name. */
	if (!*id && import->table == TABLE_REGION) {
		snprintf(year, sizeof year, "%d", import->year);
		id = year;
	}
	if (*id && strlen(id) <= RECORD_ID_MOST)
		read = txn_record(txn, import->table, id, &stored, err);
	else
		record_open(&stored, import->table, id);
	if (read)
		add_row(import, rows, row, &stored);
	record_free(&stored);
	return read;
}

bool import_read_rows(
	struct store_txn *txn, struct import *import, const struct rows *rows, struct error *err)
{
	for (size_t i = 0; i < import->count; i++)
		record_change_free(&import->change[i]);
	import->count = 0;
	import->fresh = 0;
	import->change = memory_grow(import->change, rows->count + 1, sizeof *import->change);
	import->line = memory_grow(import->line, rows->count + 1, sizeof *import->line);
	for (size_t i = 0; i < rows->count; i++)
		if (!read_row(txn, import, rows, &rows->row[i], err))
			return false;
	return true;
}

void import_add_result(struct import *import, const struct commit_result *result)
{
	for (size_t i = 0; i < result->fault_count; i++) {
		const struct commit_fault *fault = &result->fault[i];

		add_fault(import, fault->record < import->count ? import->line[fault->record] : 0,
			fault->fault.key ? fault->fault.key : "", "%s", fault->fault.sentence);
	}
	for (size_t i = 0; i < result->conflict_count; i++) {
		const struct commit_conflict *conflict = &result->conflict[i];

		add_fault(import, conflict->record < import->count ? import->line[conflict->record] : 0,
			conflict->key ? conflict->key : "",
			"orang lain baru saja mengubah isian ini; ulangi impor.");
	}
}

static int compare_faults(const void *a, const void *b)
{
	const struct import_fault *first = a;
	const struct import_fault *second = b;

	if (first->line != second->line)
		return first->line < second->line ? -1 : 1;
	return (first->order > second->order) - (first->order < second->order);
}

void import_say_faults(struct import *import)
{
	if (import->fault_count)
		qsort(import->fault, import->fault_count, sizeof *import->fault, compare_faults);
	for (size_t i = 0; i < import->fault_count && i < FAULTS_SHOWN; i++)
		cli_say_fault(import->fault[i].text);
	if (import->fault_count > FAULTS_SHOWN)
		cli_fail("dan %zu kesalahan lagi; betulkan yang di atas dahulu.",
			import->fault_count - FAULTS_SHOWN);
}
