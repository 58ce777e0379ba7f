#include "app/review.h"

#include <string.h>

#include "app/acts.h"
#include "app/ask.h"
#include "base/text.h"
#include "model/answer.h"
#include "model/workflow.h"

enum review_tag { TAG_REJECT = 700, TAG_WHOLE, TAG_RETURN };

enum whole { WHOLE_ACCEPT, WHOLE_RETURN, WHOLE_LATER };

#define NONE ((size_t)-1)

/* An answer waits when there is something to judge: a level, evidence, and no decision yet. */
static bool waits(const struct record *record, const char *code)
{
	return answer_level(record, code) > 0 && answer_has_evidence(record, code) &&
	       text_equal(answer_verdict(record, code), "menunggu");
}

static size_t next_waiting(const struct catalogue *catalogue, const struct record *record, size_t from)
{
	for (size_t step = 1; step <= catalogue->count; step++) {
		size_t index = (from + step) % catalogue->count;

		if (waits(record, catalogue->indicator[index].code))
			return index;
	}
	return NONE;
}

size_t review_first(const struct catalogue *catalogue, const struct record *record)
{
	size_t first = next_waiting(catalogue, record, catalogue->count - 1);

	return first == NONE ? 0 : first;
}

static size_t count_verdicts(
	const struct catalogue *catalogue, const struct record *record, const char *verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < catalogue->count; i++)
		count += text_equal(answer_verdict(record, catalogue->indicator[i].code), verdict);
	return count;
}

static void ask_whole(const struct edit *edit, const struct catalogue *catalogue)
{
	const struct record *record = &edit->stored;
	struct buffer question = {0};
	const struct choice_entry entries[] = {
		[WHOLE_ACCEPT] = {"Terima seluruhnya", "menjadi terverifikasi", NULL},
		[WHOLE_RETURN] = {"Kembalikan", "kepada unitnya, dengan catatan", NULL},
		[WHOLE_LATER] = {"Nanti", "", NULL},
	};

	buffer_printf(&question, "Tidak ada lagi yang menunggu: %zu diterima, %zu ditolak.",
		count_verdicts(catalogue, record, "diterima"), count_verdicts(catalogue, record, "ditolak"));
	ask_choice("Seluruh inovasi", buffer_text(&question), entries, sizeof entries / sizeof *entries, 0,
		"", TAG_WHOLE);
	buffer_free(&question);
}

static enum review_step decide(
	struct edit *edit, const struct catalogue *catalogue, size_t *active, enum act act, const char *note)
{
	bool done = acts_run(act, TABLE_INNOVATION, edit->stored.id, edit->stored.commit, note,
		catalogue->indicator[*active].code);
	size_t next;

	/* Decided or refused because it moved on: what stands there now is shown. */
	edit_rebase(edit, true);
	if (!done)
		return REVIEW_STAYS;
	next = next_waiting(catalogue, &edit->stored, *active);
	if (next != NONE)
		*active = next;
	else if (text_equal(record_get(&edit->stored, "status"), status_word(STATUS_SUBMITTED)))
		ask_whole(edit, catalogue);
	return REVIEW_NEXT;
}

enum review_step review_accept(struct edit *edit, const struct catalogue *catalogue, size_t *active)
{
	return decide(edit, catalogue, active, ACT_ACCEPT_ANSWER, "");
}

void review_ask_reject(const struct edit *edit, const struct indicator *indicator)
{
	char key[RECORD_KEY_MOST];
	struct buffer title = {0};

	answer_make_key(indicator->code, ANSWER_NOTE, key);
	buffer_printf(&title, "Tolak bukti %s", indicator->code);
	ask_line(buffer_text(&title), "Apa yang kurang?", record_get(&edit->stored, key), TAG_REJECT);
	buffer_free(&title);
}

static enum review_step decide_whole(const struct edit *edit, enum act act, const char *note)
{
	return acts_run(act, TABLE_INNOVATION, edit->stored.id, edit->stored.commit, note, NULL)
		       ? REVIEW_CLOSES
		       : REVIEW_STAYS;
}

bool review_asked(const struct answer *answer)
{
	return answer->from >= TAG_REJECT && answer->from <= TAG_RETURN;
}

enum review_step review_resume(
	struct edit *edit, const struct catalogue *catalogue, size_t *active, const struct answer *answer)
{
	if (!answer->given)
		return REVIEW_STAYS;
	if (answer->from == TAG_WHOLE) {
		if (answer->choice == WHOLE_RETURN)
			review_ask_return(record_get(&edit->stored, "nama"), TAG_RETURN);
		return answer->choice == WHOLE_ACCEPT ? decide_whole(edit, ACT_ACCEPT, "") : REVIEW_STAYS;
	}
	if (answer->from == TAG_RETURN)
		return decide_whole(edit, ACT_RETURN, answer->text ? answer->text : "");
	return decide(edit, catalogue, active, ACT_REJECT_ANSWER, answer->text ? answer->text : "");
}

void review_ask_accept_whole(const char *name, int tag)
{
	struct buffer question = {0};

	buffer_printf(&question, "Terima seluruh inovasi “%s”?", name);
	ask_confirm("Terima inovasi", buffer_text(&question), "Terima", tag);
	buffer_free(&question);
}

void review_ask_return(const char *name, int tag)
{
	struct buffer title = {0};

	buffer_printf(&title, "Kembalikan “%s”", name);
	ask_line(buffer_text(&title), "Apa yang kurang?", "", tag);
	buffer_free(&title);
}
