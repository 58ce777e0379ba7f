#include "app/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/edit.h"
#include "base/error.h"
#include "base/memory.h"

/* The name it was given so far. */
static char *draft_title(const struct draft_name *name)
{
	struct changes changes = {0};
	struct error err = {{0}};
	const char *title = "";
	uint64_t seen;
	int64_t saved;
	char *copy;

	if (draft_load(store_path(app_here()->store), name, &seen, &changes, &saved, &err))
		for (size_t i = 0; i < changes.count; i++)
			if (strcmp(changes.change[i].key, "nama") == 0)
				title = changes.change[i].after;
	copy = memory_copy(*title ? title : "(belum bernama)");
	changes_free(&changes);
	return copy;
}

bool drafts_ask(struct drafts *drafts, enum table table, int tag)
{
	const struct app *app = app_here();
	struct draft_found *found;
	size_t most = draft_list(store_path(app->store), app->user, table, &found);
	struct choice_entry *entry = memory_alloc((most + 1) * sizeof *entry);
	size_t count;

	drafts_free(drafts);
	drafts->number = memory_alloc((most + 1) * sizeof *drafts->number);
	for (size_t i = 0; i < most; i++) {
		struct buffer age = {0};

		if (*found[i].id)
			continue;
		edit_add_age(&age, found[i].time);
		entry[drafts->count] = (struct choice_entry){
			draft_title(&(struct draft_name){app->user, table, "", found[i].number}),
			buffer_take(&age), NULL};
		drafts->number[drafts->count++] = memory_copy(found[i].number);
	}
	draft_list_free(found, most);
	count = drafts->count;
	if (count) {
		entry[count] = (struct choice_entry){"Mulai yang baru", "formulir kosong", NULL};
		ask_choice("Belum disimpan", "Lanjutkan yang belum disimpan?", entry, count + 1, 0, "", tag);
	}
	for (size_t i = 0; i < count; i++) {
		free((char *)entry[i].name);
		free((char *)entry[i].detail);
	}
	free(entry);
	return count > 0;
}

const char *drafts_chosen(const struct drafts *drafts, int choice)
{
	return (size_t)choice < drafts->count ? drafts->number[choice] : NULL;
}

void drafts_free(struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->count; i++)
		free(drafts->number[i]);
	free(drafts->number);
	*drafts = (struct drafts){0};
}
