#include "app/users.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/form.h"
#include "app/history.h"
#include "app/list.h"
#include "app/revert.h"
#include "app/value.h"
#include "base/memory.h"

struct users_list {
	struct record *user;
	size_t count, room;
};

static void users_open(struct list *list, const void *arguments)
{
	(void)arguments;
	list->definition = &app_here()->definitions->user_list;
}

static void forget(struct list *list)
{
	struct users_list *own = list->own;

	for (size_t i = 0; i < own->count; i++)
		record_free(&own->user[i]);
	free(own->user);
	*own = (struct users_list){0};
}

static bool add_user(void *context, const struct record *record, struct error *err)
{
	struct users_list *own = context;

	(void)err;
	if (!rights_read(&app_here()->actor, record))
		return true;
	own->user = array_room(own->user, own->count, &own->room, sizeof *own->user);
	record_copy(&own->user[own->count++], record);
	return true;
}

static bool read_users(struct store_txn *txn, void *context, struct error *err)
{
	struct list *list = context;

	forget(list);
	return txn_each(txn, TABLE_USER, add_user, list->own, err);
}

static bool users_load(struct list *list)
{
	return app_read(read_users, list);
}

static size_t users_count(const struct list *list)
{
	return ((const struct users_list *)list->own)->count;
}

static const struct record *user_at(const struct list *list, size_t row)
{
	return &((const struct users_list *)list->own)->user[row];
}

static const char *users_id(const struct list *list, size_t row)
{
	return user_at(list, row)->id;
}

static void users_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style)
{
	const struct record *user = user_at(list, row);
	const char *key = list->definition->column[column].key;
	const struct field_definition *field = form_find(&app_here()->definitions->user, key);
	char *text;

	if (strcmp(record_get(user, "aktif"), "tidak") == 0)
		*style = STYLE_DIM;
	if (strcmp(key, "id") == 0) {
		buffer_add_text(to, user->id);
	} else if (strcmp(key, "opd") == 0) {
		buffer_add_text(to, app_unit_name_by_id(record_get(user, key)));
	} else if (field) {
		text = value_to_screen(
			field, *record_get(user, key) ? record_get(user, key) : field->initial);
		buffer_add_text(to, text);
		free(text);
	}
}

static enum outcome users_act(struct list *list, enum action action, size_t row)
{
	const struct app *app = app_here();
	const struct record *user = row == (size_t)-1 ? NULL : user_at(list, row);
	struct form_arguments wish = {
		.fields = &app->definitions->user, .table = TABLE_USER, .year = app->year->year};

	if (action == ACTION_NEW) {
		ask_line("Pengguna baru", "Nama login", "", LIST_TAG_KIND);
		return OUTCOME_REPAINT;
	}
	if (!user)
		return OUTCOME_IGNORED;
	switch (action) {
	case ACTION_OPEN:
	case ACTION_EDIT:
		wish.title = user->id;
		wish.id = user->id;
		form_push(&wish, 0);
		return OUTCOME_REPAINT;
	case ACTION_UNDO:
		revert_push_undo(TABLE_USER, user->id, 0);
		return OUTCOME_REPAINT;
	case ACTION_HISTORY:
		history_push(TABLE_USER, user->id, user->id, 0);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

/* The code of a new one was typed: its form opens under it. */
static enum outcome users_resume(struct list *list, const struct answer *answer)
{
	const struct app *app = app_here();

	(void)list;
	if (answer->given && answer->text && *answer->text)
		form_push(&(struct form_arguments){.title = answer->text,
				  .fields = &app->definitions->user,
				  .table = TABLE_USER,
				  .id = answer->text,
				  .year = app->year->year},
			0);
	return OUTCOME_REPAINT;
}

static const enum action users_keys[] = {ACTION_OPEN, ACTION_NEW, ACTION_FIND, ACTION_FILTER, ACTION_SORT,
	ACTION_UNDO, ACTION_HISTORY, ACTION_TO_FILE, ACTION_NONE};

static const struct list_kind users_kind = {
	.name = "pengguna",
	.own_size = sizeof(struct users_list),
	.open = users_open,
	.close = forget,
	.load = users_load,
	.count = users_count,
	.id = users_id,
	.cell = users_cell,
	.act = users_act,
	.resume = users_resume,
	.keys = users_keys,
	.file = "pengguna",
	.command = "export pengguna",
};

void users_push(int tag)
{
	list_push(&users_kind, NULL, tag);
}
