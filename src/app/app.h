/* app.h: what all screens share: the store, who is here, the year, the keymap and the data last read.
 * Holds no rule and no screen; screens reach it by app_here(). Everything in it is owned by app_run. */
#ifndef SIKO_APP_APP_H
#define SIKO_APP_APP_H

#include <stdbool.h>
#include <stdio.h>

#include "app/data.h"
#include "app/last.h"
#include "app/look.h"
#include "model/definition.h"
#include "model/rights.h"
#include "store/store.h"
#include "ui/keymap.h"
#include "ui/settings.h"

struct app_start {
	struct store *store;
	const struct definitions *definitions;
	const char *user;
	int year;
	const char *script; /* --script FILE, or NULL */
	int rows, cols;	    /* of the screen that script drives */
	const char *theme;  /* --theme NAME, or NULL */
	bool mono, ascii, plain, reader;
	bool gate; /* behind a forced command: no path of this machine */
};

/* Opens the terminal (or the script), runs until the operator leaves; the exit status. */
int app_run(const struct app_start *start);

/* siko keys: the bindings in force, by context; file overrides $SIKO_KEYS. The exit status. */
int app_keys(const char *file, FILE *out);

struct app {
	struct store *store;
	const struct definitions *definitions;
	const struct year_definition *year;
	char user[RECORD_ID_MOST + 1];
	struct actor actor;
	const struct units *units; /* borrowed from the store; fresh after every app_read */
	bool gate;
	struct keymap *keymap;
	struct settings settings;
	struct faults keymap_faults; /* and those of the settings */
	struct data data;
	struct last last[TABLE_COUNT];
	struct looks looks;
};

struct app *app_here(void);

/* store_read that first brings units and actor up to date; a failed read is said on the status line too. */
bool app_read(store_body *body, void *context);

/* "Dinas Kesehatan" for a unit's index or id; the id itself when unknown, "" for none. Borrowed. */
const char *app_unit_name(size_t unit);
const char *app_unit_name_by_id(const char *id);

/* The keymap of the files in force, faults collected. file: $SIKO_KEYS or --keymap, may be NULL. */
struct keymap *app_keymap(const char *file, struct faults *faults);

#endif
