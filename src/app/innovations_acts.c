#include "app/innovations_part.h"

#include <stdlib.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "model/copy.h"
#include "store/copy.h"

/* ---- an idea: its unit takes it up, or says why not ---- */

static void ask_why_not(struct innovations *own, const struct innovation *innovation)
{
	free(own->asked);
	own->asked = memory_copy(innovation->id);
	own->declining = true;
	ask_line("Tolak ide", "Alasannya, satu kalimat", "", LIST_TAG_KIND);
}

/* The note stands in the history, where Bappeda reads it. */
static void decline(const char *id, const char *why)
{
	if (why && *why)
		acts_do(&(struct act_wish){
			.act = ACT_ARCHIVE, .table = TABLE_INNOVATION, .id = id, .note = why});
	else
		frame_say(SAY_BAD, "Ide tidak ditolak: alasannya belum ditulis.");
}

static enum outcome idea_act(struct list *list, enum action action, const struct innovation *innovation)
{
	if (action == ACTION_REJECT) {
		ask_why_not(list->own, innovation);
		return OUTCOME_REPAINT;
	}
	acts_run(ACT_ADOPT, TABLE_INNOVATION, innovation->id, innovation->commit);
	return list_reload(list, NULL);
}

/* ---- into the next year ---- */

static void ask_copy(struct innovations *own, const struct innovation *innovation)
{
	const struct year_definition *next = copy_next_year(app_here()->definitions, app_here()->year->year);
	struct buffer question = {0};

	if (!next) {
		frame_say(
			SAY_WARN, "Belum ada tahun berikut yang terbuka; minta admin menambah definisinya.");
		return;
	}
	free(own->asked);
	own->asked = memory_copy(innovation->id);
	own->declining = false;
	buffer_printf(&question, "Salin “%s” ke penilaian %d? Semua tingkatnya dinilai ulang di sana.",
		innovation->name, next->year);
	ask_confirm("Salin ke tahun berikut", buffer_text(&question), "Salin", LIST_TAG_KIND);
	buffer_free(&question);
}

static void copy(const char *id)
{
	const struct app *app = app_here();
	int year = copy_next_year(app->definitions, app->year->year)->year;
	struct record_change made = {0};
	struct error err = {{0}};

	if (store_copy(app->store, app->user, &id, 1, year, &made, &err))
		frame_say(SAY_GOOD, "Disalin: %s; buka dengan siko -y %d.", made.id, year);
	else
		frame_say(SAY_BAD, "%s", err.text);
	record_change_free(&made);
}

/* ---- acts on marked rows, or on the active one ---- */

/* One act on the marked rows, or on the active one. */
static enum outcome ask_bulk(struct list *list, enum act act, size_t row)
{
	struct innovations *own = list->own;
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);

	bulk_start(&own->bulk, act);
	for (size_t i = 0; i < count; i++) {
		const struct innovation *innovation = innovations_at(list, rows[i]);

		bulk_add(&own->bulk, innovation->id, innovation->name, innovation->commit);
	}
	free(rows);
	bulk_ask(&own->bulk, LIST_TAG_KIND);
	return OUTCOME_REPAINT;
}

/* Out of the archive when all of them lie there, else into it. */
static enum act archive_act(const struct list *list, size_t row)
{
	size_t *rows;
	size_t count = list_chosen(list, row, &rows);
	size_t archived = 0;

	for (size_t i = 0; i < count; i++)
		archived += innovations_at(list, rows[i])->facts.status == STATUS_ARCHIVED;
	free(rows);
	return count && archived == count ? ACT_UNARCHIVE : ACT_ARCHIVE;
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
		if (innovation->facts.status == STATUS_IDEA && !list_has_marks(list))
			return idea_act(list, action, innovation);
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
		ask_copy(list->own, innovation);
		return OUTCOME_REPAINT;
	default:
		return OUTCOME_IGNORED;
	}
}

bool innovations_answered(struct list *list, const struct answer *answer, enum outcome *outcome)
{
	struct innovations *own = list->own;

	*outcome = OUTCOME_RECALC;
	if (own->asked) {
		if (answer->given && own->declining)
			decline(own->asked, answer->text);
		else if (answer->given && answer->choice == 0)
			copy(own->asked);
		free(own->asked);
		own->asked = NULL;
		return true;
	}
	if (!own->bulk.asked)
		return false;
	if (bulk_agreed(&own->bulk, answer))
		list_drop_marks(list);
	*outcome = bulk_resume(&own->bulk, answer);
	return true;
}
