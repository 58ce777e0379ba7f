#include "app/doors.h"

#include <stdio.h>

#include "app/advice.h"
#include "app/app.h"
#include "app/compare.h"
#include "app/entries.h"
#include "app/first_steps.h"
#include "app/form.h"
#include "app/guide.h"
#include "app/innovations.h"
#include "app/journal.h"
#include "app/queue.h"
#include "app/report.h"
#include "app/search.h"
#include "app/sheet.h"
#include "app/spread.h"
#include "app/units.h"
#include "app/users.h"
#include "ui/loop.h"

static void open_innovations(void)
{
	innovations_push(NULL, 0);
}

static void open_search(void)
{
	search_push(0);
}

static void open_report(void)
{
	report_push(0);
}

static void open_queue(void)
{
	queue_push(0);
}

static void open_compare(void)
{
	compare_push(0);
}

static void open_units(void)
{
	units_push(0);
}

static void open_region(void)
{
	char year[16];

	snprintf(year, sizeof year, "%d", app_here()->year->year);
	sheet_push(TABLE_REGION, year, NULL, 0);
}

static void open_idea(void)
{
	const struct app *app = app_here();

	form_push(&(struct form_arguments){.title = "Tangkap ide",
			  .fields = &app->definitions->idea,
			  .table = TABLE_INNOVATION,
			  .id = "",
			  .year = app->year->year,
			  .idea = true},
		0);
}

static void open_spread(void)
{
	spread_push(0);
}

static void open_contests(void)
{
	entries_push(&(struct entries_arguments){.table = TABLE_CONTEST}, 0);
}

static void open_guide(void)
{
	guide_push(0);
}

static void open_users(void)
{
	users_push(0);
}

static void open_journal(void)
{
	journal_push(0);
}

static bool reads_region(const struct actor *actor)
{
	return rights_read_table(actor, TABLE_REGION);
}

static bool reads_users(const struct actor *actor)
{
	return rights_read_table(actor, TABLE_USER);
}

static const struct door {
	enum action action;
	void (*open)(void);
	bool (*is_for)(const struct actor *actor); /* NULL: for everybody */
	const char *refusal;
} doors[] = {
	{ACTION_GO_HOME, loop_go_home, NULL, NULL},
	{ACTION_GO_INNOVATIONS, open_innovations, NULL, NULL},
	{ACTION_GO_SEARCH, open_search, NULL, NULL},
	{ACTION_GO_REPORT, open_report, NULL, NULL},
	{ACTION_GO_QUEUE, open_queue, rights_judge_any,
		"Antrean verifikasi dibuka oleh verifikator dan admin."},
	{ACTION_COMPARE, open_compare, NULL, NULL},
	{ACTION_ADVICE, advice_push_city, NULL, NULL},
	{ACTION_GO_UNITS, open_units, NULL, NULL},
	{ACTION_GO_REGION, open_region, reads_region,
		"Indikator daerah dibuka oleh verifikator, pimpinan, dan admin."},
	{ACTION_GO_IDEA, open_idea, rights_judge_any,
		"Ide dicatat oleh verifikator dan admin; buat inovasi dengan n di daftarnya."},
	{ACTION_GO_SPREAD, open_spread, NULL, NULL},
	{ACTION_GO_CONTESTS, open_contests, NULL, NULL},
	{ACTION_GO_FIRST_STEPS, first_steps_push, NULL, NULL},
	{ACTION_GO_GUIDE, open_guide, NULL, NULL},
	{ACTION_GO_USERS, open_users, reads_users, "Daftar pengguna hanya dibuka oleh admin."},
	{ACTION_GO_JOURNAL, open_journal, rights_administer, "Jurnal hanya dibuka oleh admin."},
};

static const struct door *find_door(enum action action)
{
	for (size_t i = 0; i < sizeof doors / sizeof *doors; i++)
		if (doors[i].action == action)
			return &doors[i];
	return NULL;
}

static bool admits(const struct door *door)
{
	return !door->is_for || door->is_for(&app_here()->actor);
}

bool door_is_open(enum action action)
{
	const struct door *door = find_door(action);

	return door && admits(door);
}

bool door_pass(enum action action)
{
	const struct door *door = find_door(action);

	if (!door)
		return false;
	if (admits(door))
		door->open();
	else
		frame_say(SAY_WARN, "%s", door->refusal);
	return true;
}
