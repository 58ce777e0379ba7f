#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/doors.h"
#include "app/home.h"
#include "app/help.h"
#include "app/own_files.h"
#include "base/memory.h"
#include "ui/frame.h"
#include "ui/loop.h"
#include "ui/script.h"
#include "ui/term.h"

/* The one environment every screen shares. */
static struct app app;

struct app *app_here(void)
{
	return &app;
}

struct reading {
	store_body *body;
	void *context;
};

static bool read_body(struct store_txn *txn, void *context, struct error *err)
{
	struct reading *reading = context;

	app.units = txn_units(txn, err);
	if (!app.units || !txn_actor(txn, app.user, &app.actor, err))
		return false;
	return !reading->body || reading->body(txn, reading->context, err);
}

bool app_read(store_body *body, void *context)
{
	struct reading reading = {body, context};
	struct error err = {{0}};

	if (store_read(app.store, read_body, &reading, &err))
		return true;
	frame_say(SAY_BAD, "%s", err.text);
	return false;
}

const char *app_unit_name(size_t unit)
{
	return unit == UNIT_NONE || unit >= app.units->count ? "" : app.units->unit[unit].name;
}

const char *app_unit_name_by_id(const char *id)
{
	size_t unit = *id ? units_find(app.units, id) : UNIT_NONE;

	return unit == UNIT_NONE ? id : app.units->unit[unit].name;
}

/* ---- hooks of the loop ---- */

static uint64_t hook_moved(void *context)
{
	(void)context;
	return store_moved(app.store);
}

static void hook_rest(void *context)
{
	(void)context;
	data_rest();
	store_rest(app.store);
	/* What reading the definitions and the store left free goes back: two hundred idle sessions share one machine. */
	memory_give_back();
}

static bool hook_wake(void *context, bool *changed)
{
	(void)context;
	return data_wake(changed);
}

static void say_waiting(void *context, const char *holder)
{
	(void)context;
	if (holder)
		frame_say(SAY_INFO, "Menunggu %s yang mengunci data; ketikan Anda aman.", holder);
	else
		frame_forget();
	loop_show_message();
}

static bool hook_may_write(void *context)
{
	(void)context;
	return rights_write_any(&app.actor);
}

static enum outcome hook_global(void *context, enum action action)
{
	(void)context;
	return door_pass(action) ? OUTCOME_REPAINT : OUTCOME_IGNORED;
}

static int run_screens(const struct app_start *start)
{
	const struct loop_hooks hooks = {
		.keymap = app.keymap,
		.moved = hook_moved,
		.rest = hook_rest,
		.wake = hook_wake,
		.may_write = hook_may_write,
		.help = help_push,
		.palette = palette_push,
		.global = hook_global,
		.leave_after = app.settings.leave_after,
		.announces = app.settings.reader,
		.min_rows = 16,
		.min_cols = 60,
	};
	struct error err = {{0}};
	enum loop_end end;
	bool done = true;

	stack_open(&app);
	home_push();
	if (app.keymap_faults.count)
		frame_say(SAY_WARN, "%s (lihat Bantuan)", app.keymap_faults.line[0]);
	if (start->script)
		done = script_run(start->script, &hooks, &err);
	else
		loop_run(&hooks);
	end = loop_ended();
	stack_close();
	term_close();
	if (end == LOOP_IDLE)
		fprintf(stderr,
			"siko: ditutup setelah %d menit tanpa tombol; yang belum disimpan ada di draf.\n",
			app.settings.leave_after);
	if (!done)
		fprintf(stderr, "siko: %s\n", err.text);
	return done ? 0 : 1;
}

static bool open_terminal(const struct app_start *start, struct error *err)
{
	struct term_options options = {.headless = start->script != NULL,
		.rows = start->rows,
		.cols = start->cols,
		.mono = start->mono,
		.ascii = start->ascii,
		.settings = &app.settings};

	return term_open(&options, err);
}

/* Who is here and which year: said before the terminal is touched. */
static bool prepare(const struct app_start *start, struct error *err)
{
	struct reading nothing = {NULL, NULL};

	app = (struct app){.store = start->store, .definitions = start->definitions, .gate = start->gate};
	snprintf(app.user, sizeof app.user, "%s", start->user);
	app.year = definitions_year(start->definitions, start->year);
	if (!app.year)
		return error_set(err, "tahun penilaian %d tidak ada di definisi; sediakan folder iid-%d.",
			start->year, start->year);
	if (!store_read(app.store, read_body, &nothing, err))
		return false;
	store_on_waiting(app.store, say_waiting, NULL);
	return true;
}

static void read_text(void *context, const char *path, const char *text, size_t size, struct faults *faults)
{
	settings_read(context, path, text, size, faults);
}

/* What is said on the command line counts more than any file. */
static bool read_settings(const struct app_start *start, struct error *err)
{
	settings_open(&app.settings);
	own_files_read("terminal", read_text, &app.settings, &app.keymap_faults);
	app.settings.plain = app.settings.plain || start->plain || start->reader || app.settings.reader;
	app.settings.reader = app.settings.reader || start->reader;
	if (!start->theme)
		return true;
	if (!settings_theme(&app.settings, start->theme))
		return error_set(err, "tema \"%.40s\" tidak ada; ada bawaan, kontras, mono.", start->theme);
	snprintf(app.settings.theme, sizeof app.settings.theme, "%s", start->theme);
	return true;
}

int app_run(const struct app_start *start)
{
	struct error err = {{0}};
	int status = 1;

	if (!start->script && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))) {
		fprintf(stderr,
			"siko: layar perlu terminal; tanpa terminal, pakai misalnya `siko report`.\n");
		return 2;
	}
	if (!prepare(start, &err)) {
		fprintf(stderr, "siko: %s\n", err.text);
		return 1;
	}
	app.keymap = app_keymap(NULL, &app.keymap_faults);
	memory_on_exhausted(term_close);
	if (read_settings(start, &err) && open_terminal(start, &err))
		status = run_screens(start);
	else
		fprintf(stderr, "siko: %s\n", err.text);
	data_free(&app.data);
	for (int table = 0; table < TABLE_COUNT; table++)
		last_free(&app.last[table]);
	looks_free(&app.looks);
	keymap_free(app.keymap);
	settings_free(&app.settings);
	faults_free(&app.keymap_faults);
	return status;
}
