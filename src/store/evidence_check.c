#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "model/answer.h"
#include "store/evidence_part.h"
#include "store/store_part.h"

/* A file and the record that names it. */
struct named_file {
	char *hash;
	char *where; /* "inovasi 2026-JB-00007 16.berkas.… (sk.pdf)" */
};

struct files {
	struct named_file *file;
	size_t count, room;
};

static bool add_files(void *context, const struct record *record, struct error *err)
{
	struct files *files = context;

	(void)err;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->field[i];
		const char *hash = answer_file_hash(field->key);
		struct buffer where = {0};

		if (!hash)
			continue;
		buffer_printf(&where, "%s %s %.*s (%s)", table_word(record->table), record->id,
			(int)strcspn(field->key, "."), field->key, field->text);
		files->file = array_room(files->file, files->count, &files->room, sizeof *files->file);
		files->file[files->count++] = (struct named_file){memory_copy(hash), buffer_take(&where)};
	}
	return true;
}

static bool read_files(struct store_txn *txn, void *context, struct error *err)
{
	return txn_each(txn, TABLE_INNOVATION, add_files, context, err) &&
	       txn_each(txn, TABLE_REGION, add_files, context, err);
}

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct named_file *)a)->hash, ((const struct named_file *)b)->hash);
}

/* The names are read in one transaction; hashing many megabytes holds none open. */
static bool check_files(struct store *store, FILE *out, size_t *count, struct error *err)
{
	struct files files = {0};
	struct error fault = {{0}};
	bool good = true;
	bool read = store_read(store, read_files, &files, err);

	store_rest(store);
	if (read && files.count)
		qsort(files.file, files.count, sizeof *files.file, compare_files);
	for (size_t i = 0; read && i < files.count; i++) {
		check_tell(out, i, files.count);
		/* Each file is hashed once, however many records name it; each of them is told. */
		if (!i || strcmp(files.file[i].hash, files.file[i - 1].hash) != 0) {
			good = evidence_copy(store, files.file[i].hash, NULL, &fault);
			++*count;
		}
		if (!good)
			fprintf(out, "bukti %s, %.16s…: %s.\n", files.file[i].where, files.file[i].hash,
				fault.text);
	}
	for (size_t i = 0; i < files.count; i++) {
		free(files.file[i].hash);
		free(files.file[i].where);
	}
	free(files.file);
	return read;
}

bool evidence_check(const char *path, const struct definitions *definitions, store_progress *progress,
	struct faults *faults, size_t *files, struct error *err)
{
	return check_apart(path, definitions, check_files, progress, faults, files, err);
}
