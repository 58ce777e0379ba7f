#include "ui/action.h"

#include <stddef.h>
#include <string.h>

static const struct action_info infos[ACTION_COUNT] = {
	[ACTION_NONE] = {"", ACTION_GROUP_GLOBAL, "", "", false},
#define X(name, word, group, label, help, writes) \
	[ACTION_##name] = {word, ACTION_GROUP_##group, label, help, writes},
	ACTION_TABLE(X)
#undef X
};

const struct action_info *action_info(enum action action)
{
	return &infos[action < ACTION_COUNT ? action : ACTION_NONE];
}

/* An action that is renamed gets its old word looked up here, so that key files written before still work. */
enum action action_by_word(const char *word)
{
	if (!*word)
		return ACTION_NONE;
	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (strcmp(infos[action].word, word) == 0)
			return (enum action)action;
	return ACTION_NONE;
}

const char *action_group_title(enum action_group group)
{
	static const char *const titles[ACTION_GROUP_COUNT] = {
		[ACTION_GROUP_GLOBAL] = "Umum",
		[ACTION_GROUP_MOVE] = "Bergerak",
		[ACTION_GROUP_TYPE] = "Mengetik",
		[ACTION_GROUP_RECORD] = "Catatan",
		[ACTION_GROUP_REVIEW] = "Verifikasi",
		[ACTION_GROUP_LEVEL] = "Tingkat indikator",
		[ACTION_GROUP_SCREEN] = "Layar",
	};

	return group < ACTION_GROUP_COUNT ? titles[group] : "";
}
