#include "app/acts.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/missing.h"
#include "ui/screen.h"

static void say_refusal(const struct commit_result *result, const struct error *err)
{
	if (result->fault_count == 1)
		frame_say(SAY_BAD, "%s", result->fault[0].fault.sentence);
	else if (result->fault_count)
		frame_say(SAY_BAD, "%s (dan %zu hal lain)", result->fault[0].fault.sentence,
			result->fault_count - 1);
	else
		frame_say(SAY_BAD, "%s", err->text);
}

static const char *done_sentence(enum act act)
{
	switch (act) {
	case ACT_ARCHIVE:
		return "Diarsipkan.";
	case ACT_UNARCHIVE:
		return "Dikembalikan dari arsip sebagai draf.";
	case ACT_SUBMIT:
		return "Diajukan; menunggu verifikasi.";
	case ACT_ACCEPT:
		return "Inovasi terverifikasi.";
	case ACT_ACCEPT_ANSWER:
		return "Bukti diterima.";
	case ACT_REJECT_ANSWER:
		return "Bukti ditolak.";
	case ACT_RETURN:
		return "Dikembalikan kepada unitnya.";
	case ACT_ADOPT:
		return "Ide menjadi draf.";
	default:
		return "Tersimpan.";
	}
}

static bool run(enum act act, enum table table, const char *id, uint64_t seen, const char *note,
	const char *code, struct commit_result *result, struct error *err)
{
	struct app *app = app_here();
	struct record_change change = {.table = table, .id = memory_copy(id), .seen = seen};
	struct commit_wish wish = {
		.user = app->user,
		.act = act,
		.note = note,
		.codes = code ? &code : NULL,
		.code_count = code ? 1 : 0,
		.year = app->year->year,
		.record = &change,
		.record_count = 1,
	};
	bool done = store_commit(app->store, &wish, result, err);

	if (done)
		frame_say(SAY_GOOD, "%s", done_sentence(act));
	record_change_free(&change);
	return done;
}

bool acts_run(
	enum act act, enum table table, const char *id, uint64_t seen, const char *note, const char *code)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done = run(act, table, id, seen, note, code, &result, &err);

	if (!done)
		say_refusal(&result, &err);
	commit_result_free(&result);
	return done;
}

bool acts_submit(const char *id, uint64_t seen, int tag)
{
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done = run(ACT_SUBMIT, TABLE_INNOVATION, id, seen, "", NULL, &result, &err);
	bool lacks = result.fault_count && *result.fault[0].fault.key;

	if (lacks) {
		missing_push(id, tag);
		frame_say(SAY_BAD, "Belum dapat diajukan: masih kurang %zu hal.", result.fault_count);
	} else if (!done) {
		say_refusal(&result, &err);
	}
	commit_result_free(&result);
	return done;
}

bool acts_undo(enum table table, const char *id)
{
	struct app *app = app_here();
	struct commit_result result = {0};
	struct error err = {{0}};
	bool done = store_undo(app->store, app->user, table, id, &result, &err);

	if (done)
		frame_say(SAY_GOOD, "Simpanan terakhir Anda dibatalkan.");
	else
		say_refusal(&result, &err);
	commit_result_free(&result);
	return done;
}
