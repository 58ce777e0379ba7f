/* find fill STORE COUNT   innovations with texts of about 3 kB straight into a store
 * find words STORE RUNS   median microseconds to look for a word that is nowhere: every byte of every record is seen
 * Records are made here, not imported: what is measured is reading them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmdb.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "bench/measure.h"
#include "store/find.h"
#include "store/screen_files.h"
#include "store/store_part.h"

#define BATCH 10000
#define WORDS 220

static struct store *open_store(const char *path, struct definitions **definitions)
{
	struct faults faults = {0};
	struct error err = {{0}};
	struct store *store;

	*definitions = screen_files_load(NULL, &faults);
	store = *definitions ? store_open(path, *definitions, &err) : NULL;
	if (!store)
		measure_fail("%s", err.text);
	faults_free(&faults);
	return store;
}

/* The words come in another order in every record. */
static void add_text(struct buffer *to, unsigned long number)
{
	static const char *const words[] = {"masyarakat", "pelayanan", "kelurahan", "menunggu", "antrean",
		"loket", "surat", "daring", "petugas", "kesehatan", "setiap", "pagi", "data", "laporan",
		"warga"};

	for (unsigned long i = 0; i < WORDS; i++)
		buffer_printf(to, "%s ", words[(number + i * i) % (sizeof words / sizeof *words)]);
}

static void fill(const char *path, unsigned long count)
{
	struct definitions *definitions;
	struct store *store = open_store(path, &definitions);
	struct error err = {{0}};

	for (unsigned long done = 0; done < count;) {
		struct store_txn txn;

		if (!txn_begin(store, true, &txn, &err))
			measure_fail("%s", err.text);
		for (unsigned long i = 0; i < BATCH && done < count; i++, done++) {
			struct record record;
			struct store_key key;
			struct buffer text = {0};
			struct buffer value = {0};
			char id[32];
			MDB_val name;
			MDB_val data;

			snprintf(id, sizeof id, "2026-JB-%07lu", done + 1);
			record_open(&record, TABLE_INNOVATION, id);
			add_text(&text, done);
			record_set(&record, "nama", "Layanan warga");
			record_set(&record, "rancang_bangun", buffer_text(&text));
			record_set(&record, "tujuan", "Mempercepat pelayanan surat");
			record_set(&record, "tahun", "2026");
			key_record(&key, TABLE_INNOVATION, id);
			record_value(&key, &record, 1, &value);
			name = (MDB_val){key.size, key.data};
			data = (MDB_val){value.size, value.data};
			if (mdb_put(txn.txn, store->dbi[DB_RECORD], &name, &data, 0) != 0)
				measure_fail("the data file is full");
			record_free(&record);
			buffer_free(&text);
			buffer_free(&value);
		}
		if (!txn_commit(&txn, &err))
			measure_fail("%s", err.text);
	}
	store_close(store);
	definitions_free(definitions);
}

static bool count_one(void *context, const struct record *record, struct error *err)
{
	(void)err;
	*(size_t *)context += *record->id != '\0';
	return true;
}

struct look {
	struct find find;
	size_t found;
};

static bool look(struct store_txn *txn, void *context, struct error *err)
{
	struct look *look = context;

	return txn_find(txn, &look->find, count_one, &look->found, err);
}

static void words(const char *path, size_t runs)
{
	struct definitions *definitions;
	struct store *store = open_store(path, &definitions);
	double *us = memory_alloc(runs * sizeof *us);
	struct error err = {{0}};

	for (size_t run = 0; run < runs; run++) {
		struct look one = {
			.find = {.table = TABLE_INNOVATION, .part = "sepeda", .until = UINT64_MAX}};
		double begun = measure_us();

		if (!store_read(store, look, &one, &err))
			measure_fail("%s", err.text);
		us[run] = measure_us() - begun;
		if (one.found || !one.find.done)
			measure_fail("the word is nowhere, and was found or given up");
	}
	printf("%.0f\n", measure_median(us, runs));
	free(us);
	store_close(store);
	definitions_free(definitions);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "fill") == 0)
		fill(argv[2], strtoul(argv[3], NULL, 10));
	else if (argc == 4 && strcmp(argv[1], "words") == 0)
		words(argv[2], strtoul(argv[3], NULL, 10));
	else
		measure_fail("find fill STORE COUNT | find words STORE RUNS");
	return 0;
}
