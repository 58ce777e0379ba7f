#include "app/home.h"

#include <stdlib.h>
#include <string.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/guide.h"
#include "app/innovations.h"
#include "app/queue.h"
#include "app/report.h"
#include "app/sheet.h"
#include "app/units.h"
#include "app/users.h"
#include "base/clock.h"
#include "store/draft.h"
#include "ui/chart.h"
#include "ui/choice_view.h"

#define INDEX_FULL 10000 /* hundredths: the index runs to 100 */

struct home {
	struct choice_view *menu;
	size_t entry[32]; /* menu entry behind each shown one */
	size_t drafts;
	int facts_rows; /* rows above the menu */
	bool compact;
};

bool home_go(enum action action)
{
	char year[16];

	switch (action) {
	case ACTION_GO_INNOVATIONS:
		innovations_push(NULL, 0);
		return true;
	case ACTION_GO_REPORT:
		report_push(0);
		return true;
	case ACTION_GO_QUEUE:
		if (queue_open_to(&app_here()->actor))
			queue_push(0);
		else
			frame_say(SAY_WARN, "Antrean verifikasi dibuka oleh verifikator dan admin.");
		return true;
	case ACTION_ADVICE:
		advice_push_city();
		return true;
	case ACTION_GO_UNITS:
		units_push(0);
		return true;
	case ACTION_GO_REGION:
		if (!rights_read_table(&app_here()->actor, TABLE_REGION)) {
			frame_say(SAY_WARN, "Indikator daerah dibuka oleh verifikator, pimpinan, dan admin.");
			return true;
		}
		snprintf(year, sizeof year, "%d", app_here()->year->year);
		sheet_push(TABLE_REGION, year, NULL, 0);
		return true;
	case ACTION_GO_GUIDE:
		guide_push(0);
		return true;
	case ACTION_GO_USERS:
		if (rights_read_table(&app_here()->actor, TABLE_USER))
			users_push(0);
		else
			frame_say(SAY_WARN, "Daftar pengguna hanya dibuka oleh admin.");
		return true;
	default:
		return false;
	}
}

/* ---- the menu ---- */

static size_t units_meeting(size_t *active)
{
	const struct app *app = app_here();
	size_t meeting = 0;

	*active = 0;
	for (size_t i = 0; i < app->units->count; i++) {
		if (!app->units->unit[i].active)
			continue;
		++*active;
		meeting += app->data.score.unit[i].innovations >= app->units->unit[i].target;
	}
	return meeting;
}

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

static void add_note(struct buffer *to, const char *note)
{
	const struct app *app = app_here();
	size_t active;
	size_t meeting;

	if (!app->data.loaded)
		return;
	meeting = units_meeting(&active);
	if (strcmp(note, "inovasi") == 0)
		add_own_innovations(to);
	else if (strcmp(note, "laporan") == 0)
		buffer_printf(to, "%zu unit", active);
	else if (strcmp(note, "antrean") == 0)
		buffer_printf(to, "%lld menunggu", (long long)app->data.score.all.status[STATUS_SUBMITTED]);
	else if (strcmp(note, "unit") == 0)
		buffer_printf(to, "%zu, %zu memenuhi target", active, meeting);
	else if (strcmp(note, "daerah") == 0)
		buffer_printf(to, "%zu dari %zu terisi", app->data.region_answered, app->year->region.count);
}

static bool entry_open(const struct menu_entry *entry)
{
	const struct actor *actor = &app_here()->actor;
	enum action action = action_by_word(entry->action);

	if (action == ACTION_GO_USERS)
		return rights_read_table(actor, TABLE_USER);
	if (action == ACTION_GO_QUEUE)
		return queue_open_to(actor);
	if (action == ACTION_GO_REGION)
		return rights_read_table(actor, TABLE_REGION);
	return action != ACTION_NONE;
}

static void set_menu(struct home *self)
{
	const struct menu_definition *menu = &app_here()->definitions->home;
	struct choice_entry entries[32];
	struct buffer notes[32] = {{0}};
	size_t count = 0;

	for (size_t i = 0; i < menu->count && count < 32; i++) {
		if (!entry_open(&menu->entry[i]))
			continue;
		add_note(&notes[count], menu->entry[i].note);
		entries[count] = (struct choice_entry){
			menu->entry[i].label, buffer_text(&notes[count]), NULL};
		self->entry[count++] = i;
	}
	choice_view_entries(self->menu, entries, count);
	for (size_t i = 0; i < count; i++)
		buffer_free(&notes[i]);
}

/* ---- the facts ---- */

static void paint_index(
	struct area area, int row, const char *label, const struct score_index *index, bool verified)
{
	char number[32];
	int bar = area.cols - 52;
	int64_t value = index->index_rounded;

	score_format_screen(value, true, number);
	draw_text(area, row, 1, 20, STYLE_PLAIN, label);
	draw_text_aligned(area, row, 21, 7, ALIGN_RIGHT, STYLE_BOLD, number);
	if (bar < 10) {
		draw_text(area, row, 30, area.cols - 31, STYLE_PLAIN, index->predicate);
		return;
	}
	draw_text(area, row, 30, 19, STYLE_PLAIN, index->predicate);
	chart_bar(area, row, 49, bar, verified ? value : 0, value, INDEX_FULL);
}

static void paint_axis(struct area area, int row)
{
	const struct year_rules *rules = &app_here()->year->rules;
	int bar = area.cols - 52;
	char text[16];

	draw_text(area, row, 49, 2, STYLE_DIM, "0");
	for (size_t i = 0; i < rules->predicate_count; i++) {
		int at = (int)((int64_t)bar * rules->predicate[i].from / INDEX_FULL);

		snprintf(text, sizeof text, "%d", (int)(rules->predicate[i].from / 100));
		if (rules->predicate[i].from >= 100)
			draw_text(area, row, 49 + at, 4, STYLE_DIM, text);
	}
	draw_text_aligned(area, row, 49 + bar - 3, 3, ALIGN_RIGHT, STYLE_DIM, "100");
}

/* Returns the rows used. */
static int paint_statuses(struct area area, int row)
{
	static const enum status order[] = {STATUS_REPORTED, STATUS_VERIFIED, STATUS_SUBMITTED,
		STATUS_RETURNED, STATUS_DRAFT, STATUS_IDEA};
	const struct score_unit *all = &app_here()->data.score.all;
	struct buffer line = {0};
	bool more = false;
	int used;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if (!all->status[order[i]])
			continue;
		buffer_printf(&line, "%s%lld %s", more ? " · " : "", (long long)all->status[order[i]],
			status_word(order[i]));
		more = true;
	}
	draw_printf(area, row, 1, 14, STYLE_BOLD, "%lld inovasi", (long long)all->innovations);
	used = draw_wrapped(area, row, 15, area.cols - 16, STYLE_PLAIN,
		more ? buffer_text(&line) : "belum ada; tekan n di layar Inovasi");
	buffer_free(&line);
	return used;
}

static void add_missing_yandas(struct buffer *line, const struct score_index *index)
{
	const struct year_definition *year = app_here()->year;
	const struct field_definition *field = form_find(&year->profile, "urusan");
	bool more = false;

	for (size_t i = 0; i < year->rules.yandas_count; i++) {
		const char *key = year->rules.yandas[i];
		int choice = field && field->choices ? choices_find(field->choices, key) : -1;

		if (!(index->yandas_missing >> i & 1))
			continue;
		buffer_printf(line, "%s%s", more ? ", " : "",
			choice < 0 ? key : field->choices->choice[choice].label);
		more = true;
	}
}

/* What is missing and what that costs, one line each; returns the rows used. */
static int paint_warnings(struct area area, int row)
{
	const struct app *app = app_here();
	const struct score_index *claimed = &app->data.claimed;
	struct buffer line = {0};
	size_t active;
	size_t without = 0;
	char points[32];
	int first = row;

	units_meeting(&active);
	for (size_t i = 0; i < app->units->count; i++)
		without += app->units->unit[i].active && !app->data.score.unit[i].innovations;
	if (without) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%zu dari %zu unit belum punya inovasi", without, active);
	}
	if (claimed->yandas_missing) {
		buffer_add_text(&line, "yandas kosong: ");
		add_missing_yandas(&line, claimed);
		buffer_printf(&line, " (%zu dari %zu", claimed->yandas, app->year->rules.yandas_count);
		if (claimed->count_lost) {
			score_format_screen(claimed->count_lost, true, points);
			buffer_printf(&line, ", skor jumlah %s poin hilang)", points);
		} else {
			score_format_screen(claimed->count_score, true, points);
			buffer_printf(&line, "; satu lagi kosong: %s poin hilang)", points);
		}
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_text(area, row++, 3, area.cols - 4, STYLE_PLAIN, buffer_text(&line));
		buffer_free(&line);
	}
	if (claimed->empty_seats) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%lld kursi kosong: rata-rata dibagi %lld, baru ada %lld inovasi",
			(long long)claimed->empty_seats, (long long)claimed->divisor,
			(long long)claimed->innovations);
	}
	return row - first;
}

static int paint_window(struct area area, int row)
{
	const struct year_rules *rules = &app_here()->year->rules;
	char stored[11];
	char shown[11];
	int32_t left = rules->closes - date_today();

	if (!rules->closes)
		return 0;
	date_format(rules->closes, stored);
	date_format_screen(stored, shown);
	if (left >= 0)
		draw_printf(area, row, 3, area.cols - 4, STYLE_DIM,
			"Jendela pelaporan ditutup %s, %d hari lagi", shown, (int)left);
	else
		draw_printf(
			area, row, 3, area.cols - 4, STYLE_DIM, "Jendela pelaporan sudah ditutup %s", shown);
	return 1;
}

/* Paints the facts, or only counts their rows when area has none. */
static int paint_facts(const struct home *self, struct area area)
{
	const struct data *data = &app_here()->data;
	int row = 0;

	paint_index(area, row++, "Indeks terverifikasi", &data->verified, true);
	paint_index(area, row++, "Indeks klaim", &data->claimed, false);
	if (!self->compact)
		paint_axis(area, row++);
	row += paint_statuses(area, row);
	row += paint_warnings(area, row);
	row += paint_window(area, row);
	if (self->drafts) {
		draw_text(area, row, 1, 1, STYLE_WARN, draw_mark_text(MARK_WARN));
		draw_printf(area, row++, 3, area.cols - 4, STYLE_PLAIN,
			"%zu draf belum disimpan: buka Inovasi, lalu n atau inovasi itu, untuk melanjutkan",
			self->drafts);
	}
	return row;
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
	choice_view_free(((struct home *)screen->self)->menu);
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
	place_menu(self, area);
}

static void home_recalc(struct screen *screen)
{
	struct home *self = screen->self;
	const struct app *app = app_here();
	struct draft_found *drafts;

	if (!data_load(false))
		return;
	self->drafts = draft_list(store_path(app->store), app->user, TABLE_INNOVATION, &drafts);
	draft_list_free(drafts, self->drafts);
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
	(void)screen;
	buffer_printf(to, "Anda masuk sebagai %s.", role_label(app_here()->actor.role));
}

static size_t home_keys(struct screen *screen, enum action *to, size_t room)
{
	static const enum action keys[] = {ACTION_OPEN, ACTION_GO_REPORT, ACTION_PALETTE};
	size_t count = 3 < room ? 3 : room;

	(void)screen;
	memcpy(to, keys, count * sizeof *keys);
	return count;
}

static enum outcome home_act(struct screen *screen, enum action action)
{
	struct home *self = screen->self;
	size_t index;

	if (action == ACTION_OPEN) {
		if (choice_view_active(self->menu, &index))
			home_go(action_by_word(
				app_here()->definitions->home.entry[self->entry[index]].action));
		return OUTCOME_REPAINT;
	}
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
