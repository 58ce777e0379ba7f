#include "app/innovations_part.h"

#include <stdlib.h>

#include "app/acts.h"
#include "app/app.h"

/* One act on the marked rows, or on the active one. */
static enum outcome ask_bulk_of(struct list *list, enum act act, bool declines, size_t row)
{
	struct innovations *own = list->own;
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);

	bulk_start(&own->bulk, act);
	own->bulk.declines = declines;
	for (size_t i = 0; i < count; i++) {
		const struct innovation *innovation = innovations_at(list, rows[i]);

		bulk_add(&own->bulk, innovation->id, innovation->name, innovation->commit);
	}
	free(rows);
	bulk_ask(&own->bulk, LIST_TAG_KIND);
	return OUTCOME_REPAINT;
}

static enum outcome ask_bulk(struct list *list, enum act act, size_t row)
{
	return ask_bulk_of(list, act, false, row);
}

/* Whether all that are chosen have that status. */
static bool all_are(const struct list *list, enum status status, size_t row)
{
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);
	size_t of_it = 0;

	for (size_t i = 0; i < count; i++)
		of_it += innovations_at(list, rows[i])->facts.status == status;
	free(rows);
	return count && of_it == count;
}

/* Out of the archive when all of them lie there, else into it. */
static enum act archive_act(const struct list *list, size_t row)
{
	return all_are(list, STATUS_ARCHIVED, row) ? ACT_UNARCHIVE : ACT_ARCHIVE;
}

/* An idea: its unit takes it up, or says why not; the note stands in the history, where Bappeda reads it. */
static enum outcome idea_act(struct list *list, enum action action, size_t row)
{
	const struct innovation *innovation = innovations_at(list, row);

	if (action == ACTION_REJECT)
		return ask_bulk_of(list, ACT_ARCHIVE, true, row);
	if (list_has_marks(list))
		return ask_bulk(list, ACT_ADOPT, row);
	acts_run(ACT_ADOPT, TABLE_INNOVATION, innovation->id, innovation->commit);
	return list_reload(list, NULL);
}

enum outcome innovations_step(struct list *list, enum action action, size_t row)
{
	const struct innovation *innovation = innovations_at(list, row);

	switch (action) {
	case ACTION_ARCHIVE:
		if (list_has_marks(list))
			return ask_bulk(list, archive_act(list, row), row);
		acts_run(archive_act(list, row), TABLE_INNOVATION, innovation->id, innovation->commit);
		return list_reload(list, NULL);
	case ACTION_SUBMIT:
		if (list_has_marks(list))
			return ask_bulk(list, ACT_SUBMIT, row);
		acts_submit(innovation->id, innovation->commit, 0);
		return list_reload(list, NULL);
	case ACTION_WITHDRAW:
		return ask_bulk(list, ACT_WITHDRAW, row);
	case ACTION_ACCEPT:
	case ACTION_REJECT:
		if (all_are(list, STATUS_IDEA, row))
			return idea_act(list, action, row);
		return ask_bulk(list, action == ACTION_ACCEPT ? ACT_ACCEPT : ACT_RETURN, row);
	case ACTION_ACCEPT_WHOLE:
		return ask_bulk(list, ACT_ACCEPT, row);
	case ACTION_RETURN:
		return ask_bulk(list, ACT_RETURN, row);
	case ACTION_REGISTER:
		return ask_bulk(list, ACT_REGISTER, row);
	case ACTION_REOPEN:
		return ask_bulk(list, ACT_REOPEN, row);
	case ACTION_COPY:
		return ask_bulk(list, ACT_COPY, row);
	default:
		return OUTCOME_IGNORED;
	}
}

bool innovations_answered(struct list *list, const struct answer *answer, enum outcome *outcome)
{
	struct innovations *own = list->own;

	*outcome = OUTCOME_RECALC;
	if (!own->bulk.asked)
		return false;
	if (bulk_agreed(&own->bulk, answer))
		list_drop_marks(list);
	*outcome = bulk_resume(&own->bulk, answer);
	return true;
}
