#include "app/bulk.h"

#include <stdlib.h>
#include <string.h>

#include "app/acts.h"
#include "app/app.h"
#include "app/ask.h"
#include "app/ask_text.h"
#include "app/refusals.h"
#include "app/registration.h"
#include "base/memory.h"
#include "base/text.h"
#include "model/copy.h"
#include "store/copy.h"
#include "ui/loop.h"

#define NAME_COLS 40 /* of a name in the question */

enum asks { ASKS_CONFIRM, ASKS_NOTE, ASKS_REGISTRATION };

/* What happens to the records, and the word on the answer that makes it happen. */
static const struct verb {
	enum act act;
	const char *done; /* "diajukan" */
	const char *yes;  /* "Ajukan" */
	enum asks asks;
} verbs[] = {
	{ACT_SUBMIT, "diajukan", "Ajukan", ASKS_CONFIRM},
	{ACT_WITHDRAW, "ditarik kembali", "Tarik", ASKS_CONFIRM},
	{ACT_ACCEPT, "diterima", "Terima", ASKS_CONFIRM},
	{ACT_RETURN, "dikembalikan", "Kembalikan", ASKS_NOTE},
	{ACT_REGISTER, "dilaporkan", "Laporkan", ASKS_REGISTRATION},
	{ACT_REOPEN, "dibuka lagi", "Buka lagi", ASKS_NOTE},
	{ACT_ARCHIVE, "diarsipkan", "Arsipkan", ASKS_CONFIRM},
	{ACT_UNARCHIVE, "diaktifkan lagi", "Aktifkan", ASKS_CONFIRM},
	{ACT_ADOPT, "dijadikan draf", "Jadikan draf", ASKS_CONFIRM},
	{ACT_COPY, "disalin", "Salin", ASKS_CONFIRM},
};

static struct verb verb_of(const struct bulk *bulk)
{
	if (bulk->done)
		return (struct verb){bulk->act, bulk->done, bulk->yes, ASKS_CONFIRM};
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (verbs[i].act == bulk->act)
			return verbs[i];
	return verbs[0];
}

void bulk_free(struct bulk *bulk)
{
	for (size_t i = 0; i < bulk->count; i++) {
		free(bulk->row[i].id);
		free(bulk->row[i].name);
		changes_free(&bulk->row[i].given);
	}
	free(bulk->row);
	*bulk = (struct bulk){0};
}

void bulk_start(struct bulk *bulk, enum act act)
{
	bulk_free(bulk);
	bulk->act = act;
	bulk->table = TABLE_INNOVATION;
}

void bulk_start_edit(struct bulk *bulk, enum table table, const char *done, const char *yes)
{
	bulk_start(bulk, ACT_EDIT);
	bulk->table = table;
	bulk->done = done;
	bulk->yes = yes;
}

void bulk_add(struct bulk *bulk, const char *id, const char *name, uint64_t seen)
{
	bulk->row = array_room(bulk->row, bulk->count, &bulk->room, sizeof *bulk->row);
	bulk->row[bulk->count++] = (struct bulk_row){
		.id = memory_copy(id), .name = memory_copy(name), .seen = seen};
}

struct changes *bulk_add_edit(struct bulk *bulk, const struct record *record)
{
	const char *name = record_get(record, "nama");

	bulk_add(bulk, record->id, *name ? name : record->id, record->commit);
	return &bulk->row[bulk->count - 1].given;
}

static const struct year_definition *year_to_copy_to(void)
{
	return copy_next_year(app_here()->definitions, app_here()->year->year);
}

static enum asks asks_of(const struct bulk *bulk)
{
	return bulk->declines ? ASKS_NOTE : verb_of(bulk).asks;
}

void bulk_ask(struct bulk *bulk, int tag)
{
	const struct verb verb = verb_of(bulk);
	struct buffer what = {0};
	struct buffer question = {0};

	if (verb.asks == ASKS_REGISTRATION) {
		bulk->asked = registration_push(bulk->row, bulk->count, tag);
		return;
	}
	if (bulk->act == ACT_COPY && !year_to_copy_to()) {
		frame_say(
			SAY_WARN, "Belum ada tahun berikut yang terbuka; minta admin menambah definisinya.");
		return;
	}
	if (bulk->count == 1)
		buffer_printf(&what, "“%.*s”",
			(int)text_cut(bulk->row[0].name, strlen(bulk->row[0].name), NAME_COLS),
			bulk->row[0].name);
	else
		buffer_printf(&what, "%zu %s", bulk->count, table_word(bulk->table));
	bulk->asked = true;
	if (bulk->declines) {
		buffer_printf(&question, "Tolak %s", buffer_text(&what));
		ask_text(buffer_text(&question), "Alasannya, satu kalimat", "", tag);
	} else if (verb.asks == ASKS_NOTE) {
		buffer_printf(&question, "%s %s", verb.yes, buffer_text(&what));
		ask_text(buffer_text(&question), "Catatan", "", tag);
	} else if (bulk->act == ACT_COPY) {
		buffer_printf(&question, "Salin %s ke penilaian %d? Semua tingkatnya dinilai ulang di sana.",
			buffer_text(&what), year_to_copy_to()->year);
		ask_confirm("Salin ke tahun berikut", buffer_text(&question), verb.yes, tag);
	} else {
		buffer_printf(&question, "%s%s akan %s?", bulk->remark ? bulk->remark : "",
			buffer_text(&what), verb.done);
		ask_confirm(verb.yes, buffer_text(&question), verb.yes, tag);
	}
	buffer_free(&what);
	buffer_free(&question);
}

bool bulk_ask_for(struct bulk *bulk, enum action action, const struct record *record, int tag)
{
	enum act act;

	switch (action) {
	case ACTION_WITHDRAW:
		act = ACT_WITHDRAW;
		break;
	case ACTION_REGISTER:
		act = ACT_REGISTER;
		break;
	case ACTION_REOPEN:
		act = ACT_REOPEN;
		break;
	case ACTION_ACCEPT_WHOLE:
		act = ACT_ACCEPT;
		break;
	case ACTION_RETURN:
		act = ACT_RETURN;
		break;
	default:
		return false;
	}
	if (record->table != TABLE_INNOVATION)
		return false;
	bulk_start(bulk, act);
	bulk_add(bulk, record->id, record_get(record, "nama"), record->commit);
	bulk_ask(bulk, tag);
	return true;
}

static bool copy_row(const struct bulk_row *row, struct record_change *made, struct error *why)
{
	const char *id = row->id;

	return store_copy(app_here()->store, app_here()->user, &id, 1, year_to_copy_to()->year, made, why);
}

static void copy_one(const struct bulk_row *row)
{
	struct record_change made = {0};
	struct error why = {{0}};

	if (copy_row(row, &made, &why))
		frame_say(SAY_GOOD, "Disalin: %s; buka dengan siko -y %d.", made.id, year_to_copy_to()->year);
	else
		frame_say(SAY_BAD, "%s", why.text);
	record_change_free(&made);
}

static struct act_wish wish_of(const struct bulk *bulk, size_t row, const char *note)
{
	return (struct act_wish){.act = bulk->act,
		.table = bulk->table,
		.id = bulk->row[row].id,
		.seen = bulk->row[row].seen,
		.note = note,
		.given = &bulk->row[row].given};
}

static void run_one(const struct bulk *bulk, const char *note)
{
	const struct act_wish wish = wish_of(bulk, 0, note);

	if (bulk->act == ACT_COPY)
		copy_one(&bulk->row[0]);
	else
		acts_do(&wish);
}

static bool try_row(const struct bulk *bulk, size_t row, const char *note, struct error *why)
{
	const struct act_wish wish = wish_of(bulk, row, note);
	struct record_change made = {0};
	bool done;

	if (bulk->act != ACT_COPY)
		return acts_try(&wish, why);
	done = copy_row(&bulk->row[row], &made, why);
	record_change_free(&made);
	return done;
}

static void run_all(const struct bulk *bulk, const char *note)
{
	const struct verb verb = verb_of(bulk);
	struct refusals refusals = {0};
	size_t done = 0;

	frame_say(SAY_INFO, "%zu %s sedang %s …", bulk->count, table_word(bulk->table), verb.done);
	loop_show_message();
	for (size_t i = 0; i < bulk->count; i++) {
		const struct bulk_row *row = &bulk->row[i];
		struct error why = {{0}};

		if (try_row(bulk, i, note, &why))
			done++;
		else
			refusals_add(&refusals, row->id, row->name, why.text);
	}
	if (refusals.count) {
		frame_say(SAY_WARN, "%zu %s, %zu ditolak.", done, verb.done, refusals.count);
		refusals_push(&refusals, bulk->table, verb.done, done);
	} else {
		frame_say(SAY_GOOD, "%zu %s %s.", done, table_word(bulk->table), verb.done);
	}
}

static bool lacks_reason(const struct bulk *bulk, const struct answer *answer)
{
	return bulk->declines && answer->given && !(answer->text && *answer->text);
}

bool bulk_agreed(const struct bulk *bulk, const struct answer *answer)
{
	return bulk->asked && answer->given && !lacks_reason(bulk, answer) &&
	       (asks_of(bulk) != ASKS_CONFIRM || answer->choice == 0);
}

enum outcome bulk_resume(struct bulk *bulk, const struct answer *answer)
{
	enum asks asks = asks_of(bulk);

	/* A registration has been done where it was asked about. */
	if (bulk_agreed(bulk, answer) && asks != ASKS_REGISTRATION) {
		const char *note = asks == ASKS_NOTE && answer->text ? answer->text : "";

		if (bulk->count == 1 && bulk->act != ACT_EDIT)
			run_one(bulk, note);
		else
			run_all(bulk, note);
	}
	if (lacks_reason(bulk, answer))
		frame_say(SAY_BAD, "Ide tidak ditolak: alasannya belum ditulis.");
	bulk_free(bulk);
	return OUTCOME_RECALC;
}
