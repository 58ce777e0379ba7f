#include "app/acts.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/ask_text.h"
#include "app/missing.h"
#include "app/value.h"
#include "base/memory.h"
#include "model/answer.h"
#include "ui/screen.h"

#define NAMED_MOST 2  /* in the sentence */
#define KEYS_MOST  64 /* told apart when they are counted */

/* ---- what moved ---- */

struct moves {
	uint64_t seen;
	char user[RECORD_ID_MOST + 1]; /* the last of them */
	bool several;
	struct texts texts;
	const char *key[KEYS_MOST];
	size_t count;
};

static void note_key(struct moves *moves, const char *key)
{
	for (size_t i = 0; i < moves->count; i++)
		if (strcmp(moves->key[i], key) == 0)
			return;
	if (moves->count < KEYS_MOST)
		moves->key[moves->count++] = texts_keep(&moves->texts, key);
}

static bool add_move(void *context, const struct history_entry *entry, struct error *err)
{
	struct moves *moves = context;

	(void)err;
	if (entry->number <= moves->seen)
		return false;
	if (!*moves->user)
		snprintf(moves->user, sizeof moves->user, "%s", entry->user);
	moves->several = moves->several || strcmp(moves->user, entry->user) != 0;
	for (size_t i = 0; i < entry->changes->count; i++)
		note_key(moves, entry->changes->change[i].key);
	return true;
}

static bool say_moved(const struct act_wish *wish, struct error *why)
{
	struct moves moves = {.seen = wish->seen};
	struct buffer names = {0};
	struct error err = {{0}};

	store_history(app_here()->store, wish->table, wish->id, add_move, &moves, &err);
	for (size_t i = 0; i < moves.count && i < NAMED_MOST; i++) {
		buffer_add_text(&names, i ? ", " : "");
		value_add_name(&names, wish->table, moves.key[i]);
	}
	if (moves.count > NAMED_MOST)
		buffer_printf(&names, " dan %zu isian lain", moves.count - NAMED_MOST);
	error_set(why, "Sudah berubah sejak dilihat (%s%s): %s. Periksa, lalu ulangi.", moves.user,
		moves.several ? " dan lainnya" : "", names.size ? names.data : "catatan ini");
	buffer_free(&names);
	texts_free(&moves.texts);
	return false;
}

/* ---- doing ---- */

static bool say_refusal(const struct act_wish *wish, const struct commit_result *result, struct error *why)
{
	if (result->conflict_count && !result->conflict[0].key)
		return say_moved(wish, why);
	if (result->fault_count > 1)
		return error_set(why, "%s (dan %zu hal lain)", result->fault[0].fault.sentence,
			result->fault_count - 1);
	return result->fault_count ? error_set(why, "%s", result->fault[0].fault.sentence) : false;
}

static bool commit_act(
	const struct act_wish *act, bool dry_run, struct commit_result *result, struct error *why)
{
	struct app *app = app_here();
	struct record_change change = {.table = act->table, .id = memory_copy(act->id), .seen = act->seen};
	struct commit_wish wish = {
		.user = app->user,
		.act = act->act,
		.note = act->note ? act->note : "",
		.codes = act->code ? &act->code : NULL,
		.code_count = act->code ? 1 : 0,
		.year = app->year->year,
		.record = &change,
		.record_count = 1,
		.dry_run = dry_run,
	};
	bool done;

	for (size_t i = 0; act->given && i < act->given->count; i++)
		changes_lend(&change.changes, act->given->change[i].key, act->given->change[i].before,
			act->given->change[i].after);
	*result = (struct commit_result){0};
	done = store_commit(app->store, &wish, result, why);
	record_change_free(&change);
	return done;
}

bool acts_commit(const struct act_wish *wish, struct commit_result *result, struct error *why)
{
	return commit_act(wish, false, result, why) || say_refusal(wish, result, why);
}

/* A refusal that names no field stands against the act itself. */
bool acts_may(const struct act_wish *wish, struct error *why)
{
	struct commit_result result;
	bool may = commit_act(wish, true, &result, why);

	if (!may) {
		say_refusal(wish, &result, why);
		may = !result.conflict_count && result.fault_count && *result.fault[0].fault.key;
	}
	commit_result_free(&result);
	return may;
}

bool acts_try(const struct act_wish *wish, struct error *why)
{
	struct commit_result result;
	bool done = acts_commit(wish, &result, why);

	commit_result_free(&result);
	return done;
}

/* ---- saying ---- */

static const char *done_sentence(enum act act)
{
	switch (act) {
	case ACT_ARCHIVE:
		return "Diarsipkan.";
	case ACT_UNARCHIVE:
		return "Dikembalikan dari arsip sebagai draf.";
	case ACT_SUBMIT:
		return "Diajukan; menunggu verifikasi.";
	case ACT_WITHDRAW:
		return "Ditarik kembali sebagai draf.";
	case ACT_ACCEPT:
		return "Inovasi terverifikasi.";
	case ACT_ACCEPT_ANSWER:
		return "Bukti diterima.";
	case ACT_REJECT_ANSWER:
		return "Bukti ditolak.";
	case ACT_RETURN:
		return "Dikembalikan kepada unitnya.";
	case ACT_REOPEN:
		return "Dibuka lagi; sekarang terverifikasi.";
	case ACT_ADOPT:
		return "Ide menjadi draf.";
	default:
		return "Tersimpan.";
	}
}

/* Only decisions on answers may find their work done already: a status that is there is refused (model/workflow). */
static const char *idle_sentence(enum act act)
{
	return act == ACT_REJECT_ANSWER ? "Sudah ditolak dengan catatan itu; tidak ada yang berubah."
					: "Sudah diterima; tidak ada yang berubah.";
}

bool acts_do(const struct act_wish *wish)
{
	struct commit_result result;
	struct error why = {{0}};
	bool done = acts_commit(wish, &result, &why);

	if (!done)
		frame_say(SAY_BAD, "%s", why.text);
	else if (!result.number)
		frame_say(SAY_INFO, "%s", idle_sentence(wish->act));
	else
		frame_say(SAY_GOOD, "%s", done_sentence(wish->act));
	commit_result_free(&result);
	return done;
}

bool acts_run(enum act act, enum table table, const char *id, uint64_t seen)
{
	return acts_do(&(struct act_wish){.act = act, .table = table, .id = id, .seen = seen});
}

bool acts_decide(const struct record *record, enum act act, const char *code, const char *note)
{
	return acts_do(&(struct act_wish){.act = act,
		.table = record->table,
		.id = record->id,
		.seen = record->commit,
		.note = note,
		.code = code});
}

void acts_keep_unsent(struct unsent_note *unsent, const char *about, const char *note, bool done)
{
	free(unsent->text);
	*unsent = (struct unsent_note){done || !*note ? NULL : memory_copy(note), about};
}

const char *acts_unsent(const struct unsent_note *unsent, const char *about)
{
	return unsent->about == about ? unsent->text : NULL;
}

void acts_ask_refusal(
	const struct record *record, const char *code, const struct unsent_note *unsent, int tag)
{
	const char *begun = acts_unsent(unsent, code);
	struct buffer title = {0};
	char key[RECORD_KEY_MOST];

	answer_make_key(code, ANSWER_NOTE, key);
	buffer_printf(&title, "Tolak bukti %s", code);
	ask_text(buffer_text(&title), "Catatan", begun ? begun : record_get(record, key), tag);
	buffer_free(&title);
}

bool acts_submit(const char *id, uint64_t seen, int tag)
{
	const struct act_wish wish = {.act = ACT_SUBMIT, .table = TABLE_INNOVATION, .id = id, .seen = seen};
	struct commit_result result;
	struct error why = {{0}};
	bool done = acts_commit(&wish, &result, &why);
	bool lacks = !result.conflict_count && result.fault_count && *result.fault[0].fault.key;

	if (lacks) {
		missing_push(id, tag);
		frame_say(SAY_BAD, "Belum dapat diajukan: masih kurang %zu hal.", result.fault_count);
	} else if (!done) {
		frame_say(SAY_BAD, "%s", why.text);
	} else {
		frame_say(SAY_GOOD, "%s", done_sentence(ACT_SUBMIT));
	}
	commit_result_free(&result);
	return done;
}
