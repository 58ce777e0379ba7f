#include "store/copy.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "model/copy.h"

struct copying {
	const struct year_definition *to;
	const char *user;
	const char *const *ids;
	size_t count;
	struct record_change *made;
};

static const char *given(const struct record_change *change, const char *key)
{
	for (size_t i = 0; i < change->changes.count; i++)
		if (strcmp(change->changes.change[i].key, key) == 0)
			return change->changes.change[i].after;
	return "";
}

static bool may_be_copied(const struct copying *copying, const struct actor *actor, const char *id,
	const struct record *record, struct error *err)
{
	if (record_is_new(record) || !rights_read(actor, record))
		return error_set(err, "inovasi '%s' tidak ada; periksa id-nya", id);
	if (record_year(record) == copying->to->year)
		return error_set(
			err, "%s sudah berada pada tahun %d; pilih tahun lain", id, copying->to->year);
	if (strcmp(record_get(record, "status"), status_word(STATUS_IDEA)) == 0)
		return error_set(err, "%s masih berupa ide; jadikan draf dahulu", id);
	return true;
}

/* Of two copies made by two people the second would only be noticed in the ministry's list. */
static bool is_there_already(void *context, const struct summary_row *row, struct error *err)
{
	const struct copying *copying = context;

	for (size_t i = 0; i < copying->count; i++)
		if (strcmp(given(&copying->made[i], "opd"), row->unit_id) == 0 &&
			text_equal(given(&copying->made[i], "nama"), row->name))
			return error_set(err, "%s sudah ada pada %d: %s; buka itu", copying->ids[i],
				copying->to->year, row->id);
	return true;
}

static bool read_sources(struct store_txn *txn, void *context, struct error *err)
{
	struct copying *copying = context;
	struct actor actor;

	if (!txn_units(txn, err) || !txn_actor(txn, copying->user, &actor, err))
		return false;
	for (size_t i = 0; i < copying->count; i++) {
		struct record_change *made = &copying->made[i];
		struct record record;
		bool good;

		record_change_free(made);
		*made = (struct record_change){.table = TABLE_INNOVATION, .id = memory_copy("")};
		if (!txn_record(txn, TABLE_INNOVATION, copying->ids[i], &record, err)) {
			record_free(&record);
			return false;
		}
		good = may_be_copied(copying, &actor, copying->ids[i], &record, err);
		if (good)
			copy_changes(&record, copying->to, &made->changes);
		record_free(&record);
		if (!good)
			return false;
	}
	return txn_summary(txn, copying->to->year, true, is_there_already, copying, err);
}

bool store_copy(struct store *store, const char *user, const char *const *ids, size_t count, int year,
	struct record_change *made, struct error *err)
{
	struct copying copying = {
		.to = definitions_year(store_definitions(store), year),
		.user = user,
		.ids = ids,
		.count = count,
		.made = made,
	};
	struct commit_wish wish = {
		.user = user,
		.act = ACT_COPY,
		.note = "",
		.year = year,
		.record = made,
		.record_count = count,
	};
	struct commit_result result = {0};
	bool done;

	if (!copying.to)
		return error_set(err, "tahun %d tidak punya definisi; pilih tahun lain", year);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(ids[i], ids[j]) == 0)
				return error_set(err, "%s disebut dua kali; sebutkan sekali saja", ids[i]);
	if (!store_read(store, read_sources, &copying, err))
		return false;
	done = store_commit(store, &wish, &result, err);
	if (!done && result.fault_count)
		error_set(err, "%s: %s", ids[result.fault[0].record], result.fault[0].fault.sentence);
	commit_result_free(&result);
	return done;
}
