#include "model/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

struct act_info {
	const char *word;
	bool step;
	bool judges;
};

static const struct act_info acts[ACT_COUNT] = {
	[ACT_EDIT] = {"ubah", false, false},
	[ACT_NEW] = {"baru", false, false},
	[ACT_IMPORT] = {"impor", false, false},
	[ACT_IDEA] = {"ide", false, false},
	[ACT_COPY] = {"salin", false, false},
	[ACT_ADOPT] = {"adopsi-ide", true, false},
	[ACT_SUBMIT] = {"ajukan", true, true},
	[ACT_WITHDRAW] = {"tarik", true, true},
	[ACT_ACCEPT] = {"terima", true, true},
	[ACT_ACCEPT_ANSWER] = {"terima-bukti", true, true},
	[ACT_REJECT_ANSWER] = {"tolak-bukti", true, true},
	[ACT_RETURN] = {"kembalikan", true, true},
	[ACT_REGISTER] = {"laporkan", true, true},
	[ACT_REOPEN] = {"buka-lagi", true, true},
	[ACT_ARCHIVE] = {"arsip", true, false},
	[ACT_UNARCHIVE] = {"aktifkan", true, false},
	[ACT_UNDO] = {"batalkan", false, true},
	[ACT_EVIDENCE] = {"bukti", false, false},
	[ACT_USER] = {"pengguna", false, false},
	[ACT_INIT] = {"init", false, false},
};

const char *act_word(enum act act)
{
	return act < ACT_COUNT ? acts[act].word : "";
}

bool act_is_step(enum act act)
{
	return act < ACT_COUNT && acts[act].step;
}

bool act_judges_what_was_seen(enum act act)
{
	return act < ACT_COUNT && acts[act].judges;
}

bool act_by_word(const char *word, enum act *act)
{
	for (int i = 0; i < ACT_COUNT; i++) {
		if (text_equal(acts[i].word, word)) {
			*act = (enum act)i;
			return true;
		}
	}
	return false;
}

static void add(struct changes *changes, const char *key, const char *before, const char *after, bool derived)
{
	changes->change = array_room(
		changes->change, changes->count, &changes->room, sizeof *changes->change);
	changes->change[changes->count++] = (struct change){
		.key = key,
		.before = *before ? texts_keep(&changes->texts, before) : "",
		.after = after,
		.derived = derived,
	};
}

void changes_add(
	struct changes *changes, const char *key, const char *before, const char *after, bool derived)
{
	add(changes, texts_keep(&changes->texts, key), before,
		*after ? texts_keep(&changes->texts, after) : "", derived);
}

void changes_lend(struct changes *changes, const char *key, const char *before, const char *after)
{
	add(changes, key, before, after, false);
}

void changes_derive(struct changes *changes, size_t at, const char *after)
{
	struct change *change = &changes->change[at];

	if (text_equal(change->before, after)) {
		memmove(change, change + 1, (--changes->count - at) * sizeof *change);
		return;
	}
	change->after = texts_keep(&changes->texts, after);
	change->derived = true;
}

void changes_free(struct changes *changes)
{
	texts_free(&changes->texts);
	free(changes->change);
	*changes = (struct changes){0};
}

void record_change_free(struct record_change *change)
{
	free(change->id);
	changes_free(&change->changes);
	*change = (struct record_change){0};
}

void changes_apply(const struct changes *changes, struct record *record)
{
	for (size_t i = 0; i < changes->count; i++)
		record_set(record, changes->change[i].key, changes->change[i].after);
}
