#include "model/change.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/text.h"

static const char *const act_words[ACT_COUNT] = {
	[ACT_EDIT] = "ubah",
	[ACT_NEW] = "baru",
	[ACT_IMPORT] = "impor",
	[ACT_IDEA] = "ide",
	[ACT_ADOPT] = "adopsi-ide",
	[ACT_SUBMIT] = "ajukan",
	[ACT_WITHDRAW] = "tarik",
	[ACT_ACCEPT] = "terima",
	[ACT_ACCEPT_ANSWER] = "terima-bukti",
	[ACT_REJECT_ANSWER] = "tolak-bukti",
	[ACT_RETURN] = "kembalikan",
	[ACT_REGISTER] = "laporkan",
	[ACT_REOPEN] = "buka-lagi",
	[ACT_ARCHIVE] = "arsip",
	[ACT_UNARCHIVE] = "aktifkan",
	[ACT_UNDO] = "batalkan",
	[ACT_EVIDENCE] = "bukti",
	[ACT_USER] = "pengguna",
	[ACT_INIT] = "init",
};

const char *act_word(enum act act)
{
	return act < ACT_COUNT ? act_words[act] : "";
}

bool act_by_word(const char *word, enum act *act)
{
	for (int i = 0; i < ACT_COUNT; i++) {
		if (text_equal(act_words[i], word)) {
			*act = (enum act)i;
			return true;
		}
	}
	return false;
}

void changes_add(
	struct changes *changes, const char *key, const char *before, const char *after, bool derived)
{
	changes->change = array_room(
		changes->change, changes->count, &changes->room, sizeof *changes->change);
	changes->change[changes->count++] = (struct change){
		.key = memory_copy(key),
		.before = memory_copy(before),
		.after = memory_copy(after),
		.derived = derived,
	};
}

void changes_free(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		free(changes->change[i].key);
		free(changes->change[i].before);
		free(changes->change[i].after);
	}
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
