#include "app/home.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/doors.h"
#include "app/first_steps.h"
#include "app/home_facts.h"
#include "app/notices.h"
#include "model/judge.h"
#include "store/backup.h"
#include "store/draft.h"
#include "ui/choice_view.h"
#include "ui/input.h"

struct home {
	struct choice_view *menu;
	size_t entry[32]; /* menu entry behind each shown one */
	size_t drafts;
	bool newcomer;	   /* is offered the first steps */
	uint64_t asked_at; /* generation at which that was found out; 0 = not yet */
	struct notices notices;
	size_t entries;
	int room;	/* rows of the screen */
	int facts_rows; /* rows above the menu */
	bool compact;
};

/* ---- the menu ---- */

static void add_own_innovations(struct buffer *to)
{
	const struct app *app = app_here();
	int64_t own = 0;
	int64_t returned = 0;

	for (size_t i = 0; i < app->units->count; i++) {
		const struct score_unit *score = &app->data.score.unit[i];

		if (app->actor.unit == UNIT_NONE || !units_below(app->units, i, app->actor.unit))
			continue;
		own += score->innovations;
		returned += score->status[STATUS_RETURNED];
	}
	if (app->actor.unit == UNIT_NONE)
		buffer_printf(to, "%lld", (long long)app->data.score.all.innovations);
	else
		buffer_printf(to, "%lld milik unit Anda", (long long)own);
	if (returned)
		buffer_printf(to, ", %lld dikembalikan", (long long)returned);
}

static void add_region(struct buffer *to)
{
	const struct app *app = app_here();
	const struct record region = {.table = TABLE_REGION};

	buffer_printf(to, "%zu dari %zu terisi", app->data.region_answered, app->year->region.count);
	if (app->data.region_waiting && judge_may_decide(&app->actor, &region))
		buffer_printf(to, ", %zu belum diputus", app->data.region_waiting);
}

static void add_note(struct buffer *to, const char *note)
{
	const struct app *app = app_here();
	size_t active;
	size_t meeting;

	if (!app->data.loaded)
		return;
	meeting = home_units_meeting(&active);
	if (strcmp(note, "inovasi") == 0)
		add_own_innovations(to);
	else if (strcmp(note, "laporan") == 0)
		buffer_printf(to, "%zu unit", active);
	else if (strcmp(note, "antrean") == 0)
		buffer_printf(to, "%lld menunggu", (long long)app->data.score.all.status[STATUS_SUBMITTED]);
	else if (strcmp(note, "unit") == 0)
		buffer_printf(to, "%zu, %zu memenuhi target", active, meeting);
	else if (strcmp(note, "ide") == 0 && app->data.score.all.status[STATUS_IDEA])
		buffer_printf(
			to, "%lld belum diambil unitnya", (long long)app->data.score.all.status[STATUS_IDEA]);
	else if (strcmp(note, "daerah") == 0)
		add_region(to);
}

static void set_menu(struct home *self)
{
	const struct menu_definition *menu = &app_here()->definitions->home;
	struct choice_entry entries[32];
	struct buffer notes[32] = {{0}};
	size_t count = 0;

	for (size_t i = 0; i < menu->count && count < 32; i++) {
		if (!door_is_open(action_by_word(menu->entry[i].action)))
			continue;
		add_note(&notes[count], menu->entry[i].note);
		entries[count] = (struct choice_entry){
			menu->entry[i].label, buffer_text(&notes[count]), NULL};
		self->entry[count++] = i;
	}
	choice_view_entries(self->menu, entries, count);
	self->entries = count;
	for (size_t i = 0; i < count; i++)
		buffer_free(&notes[i]);
}

/* ---- the facts ---- */

/* Notices there is room for above the menu; the most urgent one always. */
static size_t notices_room(const struct home *self, int rows)
{
	int left = self->room - rows - (int)self->entries;

	return left < 1 ? 1 : (size_t)left;
}

/* Whoever can make a backup sees how old the last one is. */
static int paint_backup(struct area area, int row)
{
	struct buffer age = {0};

	if (!rights_administer(&app_here()->actor))
		return 0;
	backup_age(store_path(app_here()->store), &age);
	draw_printf(area, row, 3, area.cols - 4, STYLE_DIM, "%s; siko backup BERKAS", buffer_text(&age));
	buffer_free(&age);
	return 1;
}

/* Paints the facts, or only counts their rows when area has none. */
static int paint_facts(const struct home *self, struct area area)
{
	/* Where there is little room, what waits for the user goes before what waits for others. */
	int row = home_facts_paint(area, self->compact, !self->compact || !self->notices.count);

	row += paint_backup(area, row);
	if (self->drafts) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%zu draf belum disimpan: Inovasi, lalu n atau inovasinya", /* fits 60 columns */
			self->drafts);
	}
	return row + notices_paint(&self->notices, area, row, notices_room(self, row));
}

/* ---- the screen ---- */

static void home_open(struct screen *screen, const void *arguments)
{
	struct home *self = screen->self;

	(void)arguments;
	self->menu = choice_view_new();
}

static void home_close(struct screen *screen)
{
	struct home *self = screen->self;

	choice_view_free(self->menu);
	notices_free(&self->notices);
}

static void place_menu(struct home *self, struct area area)
{
	int gap = area.rows - self->facts_rows > 7 ? 1 : 0;

	choice_view_layout(
		self->menu, area_inner(area, self->facts_rows + gap, 0, -1, area.cols < 78 ? -1 : 78));
}

static void home_layout(struct screen *screen, struct area area)
{
	struct home *self = screen->self;

	self->compact = area.rows < 16;
	self->room = area.rows;
	if (app_here()->data.loaded)
		self->facts_rows = paint_facts(self, (struct area){0, 0, 0, area.cols});
	place_menu(self, area);
}

/* Nobody becomes new again: once he is not, nothing is read any more. */
static void look_for_newcomer(struct home *self)
{
	uint64_t generation = app_here()->data.generation;

	if (!self->asked_at || (self->newcomer && self->asked_at != generation))
		self->newcomer = first_steps_wanted();
	else if (self->newcomer)
		self->newcomer = !first_steps_taken();
	self->asked_at = generation;
}

static void home_recalc(struct screen *screen)
{
	struct home *self = screen->self;
	const struct app *app = app_here();
	struct draft_found *drafts;

	if (!data_load(false) || !notices_read(&self->notices))
		return;
	self->drafts = draft_list(store_path(app->store), app->user, TABLE_INNOVATION, &drafts);
	draft_list_free(drafts, self->drafts);
	look_for_newcomer(self);
	set_menu(self);
	self->facts_rows = paint_facts(self, (struct area){0, 0, 0, screen->area.cols});
	place_menu(self, screen->area);
}

static void home_paint(struct screen *screen, struct area area)
{
	struct home *self = screen->self;

	if (!app_here()->data.loaded)
		return;
	paint_facts(self, area_inner(area, 0, 0, self->facts_rows, -1));
	choice_view_paint(self->menu);
}

static void home_cursor(struct screen *screen, int *row, int *col)
{
	choice_view_cursor(((struct home *)screen->self)->menu, row, col);
}

static void home_title(struct screen *screen, struct buffer *to)
{
	(void)screen;
	/* On the way back to it a short name is enough. */
	for (size_t i = 1; i < stack_depth(); i++)
		if (!stack_at(i)->class->floating) {
			buffer_add_text(to, "Beranda");
			return;
		}
	buffer_printf(to, "SIKO  %s · penilaian %d", store_about(app_here()->store)->region,
		app_here()->year->year);
}

static void home_aside(struct screen *screen, struct buffer *to)
{
	const struct app *app = app_here();

	(void)screen;
	buffer_printf(to, "%s · ", app->user);
	if (app->actor.role == ROLE_OPERATOR && app->actor.unit != UNIT_NONE)
		buffer_add_text(to, app_unit_name(app->actor.unit));
	else
		buffer_add_text(to, role_label(app->actor.role));
}

static void home_status(struct screen *screen, struct buffer *to)
{
	const struct home *self = screen->self;
	int key = keymap_key(app_here()->keymap, CONTEXT_HOME, ACTION_GO_FIRST_STEPS, 0);

	if (self->newcomer && key) {
		buffer_printf(
			to, "Baru di siko? %s memandu sampai inovasi pertama Anda.", input_key_label(key));
		return;
	}
	buffer_printf(to, "Anda masuk sebagai %s.", role_label(app_here()->actor.role));
}

static size_t home_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {
		ACTION_OPEN, ACTION_FIND, ACTION_NOTICE_1, ACTION_PALETTE, ACTION_GO_REPORT};
	const struct home *self = screen->self;
	size_t count = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys && count < room; i++)
		if (keys[i] != ACTION_NOTICE_1 || self->notices.count)
			to[count++] = keys[i];
	return count;
}

static enum outcome home_act(struct screen *screen, enum action action)
{
	struct home *self = screen->self;
	size_t index;

	if (action == ACTION_OPEN) {
		if (choice_view_active(self->menu, &index))
			door_pass(action_by_word(
				app_here()->definitions->home.entry[self->entry[index]].action));
		return OUTCOME_REPAINT;
	}
	if (action == ACTION_FIND) {
		door_pass(ACTION_GO_SEARCH);
		return OUTCOME_REPAINT;
	}
	if (action >= ACTION_NOTICE_1 && action <= ACTION_NOTICE_3)
		return notices_open(&self->notices, (size_t)(action - ACTION_NOTICE_1)) ? OUTCOME_REPAINT
											: OUTCOME_IGNORED;
	return choice_view_act(self->menu, action);
}

static enum outcome home_resume(struct screen *screen, const struct answer *answer)
{
	(void)screen;
	(void)answer;
	return OUTCOME_RECALC;
}

static const struct screen_class home_class = {
	.name = "beranda",
	.context = CONTEXT_HOME,
	.size = sizeof(struct home),
	.open = home_open,
	.close = home_close,
	.layout = home_layout,
	.recalc = home_recalc,
	.paint = home_paint,
	.cursor = home_cursor,
	.title = home_title,
	.aside = home_aside,
	.status = home_status,
	.keys = home_keys,
	.act = home_act,
	.resume = home_resume,
};

void home_push(void)
{
	stack_push(&home_class, NULL, 0);
}
