#include "app/help.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/ask.h"
#include "app/reading.h"
#include "ui/input.h"
#include "ui/loop.h"

/* "F2, Ctrl-S": every key of the action in this context; false when none is bound. typing: letters are text there. */
static bool add_keys(struct buffer *to, enum context context, enum action action, bool typing)
{
	int key;

	for (size_t n = 0; (key = keymap_key(loop_keymap(), context, action, n)) != 0; n++) {
		const char *label = input_key_label(key);

		if (typing && key < INPUT_F1)
			continue;
		if (to->size)
			buffer_add_text(to, ", ");
		buffer_add_text(to, label ? label : "?");
	}
	return to->size > 0;
}

static void add_group(struct text_view *view, enum context context, enum action_group group, bool typing)
{
	bool headed = false;

	for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
		const struct action_info *info = action_info((enum action)action);
		struct buffer keys = {0};

		if (info->group == group && add_keys(&keys, context, (enum action)action, typing)) {
			if (!headed)
				text_view_heading(view, action_group_title(group));
			headed = true;
			text_view_add_pair(view, 26, buffer_text(&keys), info->help);
		}
		buffer_free(&keys);
	}
	if (headed)
		text_view_add(view, STYLE_PLAIN, 0, "");
}

/* What the cursor stands on, else the sentence that the status line may have no room for. */
static void add_here(struct text_view *view, struct screen *over)
{
	struct buffer sentence = {0};

	if (over->class->explain) {
		over->class->explain(over, view);
	} else if (over->class->explains && over->class->status) {
		over->class->status(over, &sentence);
		if (sentence.size) {
			text_view_add(view, STYLE_PLAIN, 0, buffer_text(&sentence));
			text_view_add(view, STYLE_PLAIN, 0, "");
		}
		buffer_free(&sentence);
	}
}

static void fill_help(struct text_view *view, struct screen *over)
{
	enum context context = over->class->context;
	bool typing = over->class->typing && over->class->typing(over);
	const struct faults *faults = &app_here()->keymap_faults;

	add_here(view, over);
	text_view_add(view, STYLE_ACCENT, 0, context_title(context));
	text_view_add(view, STYLE_PLAIN, 0, "");
	for (int group = 0; group < ACTION_GROUP_COUNT; group++)
		add_group(view, context, (enum action_group)group, typing);
	if (faults->count)
		text_view_heading(view, "Kesalahan dalam berkas tombol");
	for (size_t i = 0; i < faults->count; i++)
		text_view_add(view, STYLE_WARN, 2, faults->line[i]);
}

void help_push(void *app, struct screen *screen)
{
	(void)app;
	reading_push(&(struct reading_arguments){"Bantuan", fill_help, screen}, 0);
}

/* ---- palette ---- */

static enum action palette_action[ACTION_COUNT]; /* behind each entry of the open palette */

static void palette_chosen(size_t index)
{
	loop_dispatch(palette_action[index]);
}

/* Screens before what acts on a record: "lapor" is the report, not the registration, which is no use on most screens. The
 * names alone, as short as they are: a float of whole sentences would be a screen to send, twice (PITFALLS B1). */
void palette_push(void *app, struct screen *screen)
{
	static const enum action_group groups[] = {
		ACTION_GROUP_SCREEN, ACTION_GROUP_GLOBAL, ACTION_GROUP_RECORD, ACTION_GROUP_REVIEW};
	struct choice_entry entries[ACTION_COUNT];
	struct buffer keys[ACTION_COUNT] = {{0}};
	size_t count = 0;

	(void)app;
	for (size_t group = 0; group < sizeof groups / sizeof *groups; group++) {
		for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
			const struct action_info *info = action_info((enum action)action);

			if (info->group != groups[group] || action == ACTION_PALETTE)
				continue;
			add_keys(&keys[count], screen->class->context, (enum action)action, false);
			entries[count] = (struct choice_entry){
				info->label, buffer_text(&keys[count]), info->help};
			palette_action[count++] = (enum action)action;
		}
	}
	ask_choice_then("Semua perintah: ketik namanya", entries, count, palette_chosen);
	for (size_t i = 0; i < count; i++)
		buffer_free(&keys[i]);
}
