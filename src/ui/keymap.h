/* keymap.h: which key does what, by context; read from text files (base/ini), later files override earlier ones.
 * Faults are collected as path:line and never lose a key; help, back and quit always stay reachable.
 * A keymap owns its bindings until keymap_free. */
#ifndef SIKO_UI_KEYMAP_H
#define SIKO_UI_KEYMAP_H

#include "base/error.h"
#include "ui/action.h"

/* Sections of a keymap file: [umum] is looked up after the screen's own context. Line: `action = KEY KEY …`; `action =` unbinds. */
enum context {
	CONTEXT_GLOBAL, /* umum */
	CONTEXT_HOME,	/* beranda */
	CONTEXT_LIST,	/* daftar */
	CONTEXT_FORM,	/* formulir */
	CONTEXT_EDITOR, /* penyunting */
	CONTEXT_SHEET,	/* lembar */
	CONTEXT_REPORT, /* laporan */
	CONTEXT_CHOICE, /* pilihan */
	CONTEXT_TEXT,	/* bacaan */
	CONTEXT_ASK,	/* tanya */
	CONTEXT_COUNT
};

const char *context_word(enum context context);
const char *context_title(enum context context);

struct keymap;

struct keymap *keymap_new(void);
void keymap_free(struct keymap *keymap);

/* Reads one file's text; name is for faults. Bindings of a context replace the same action's keys there. */
void keymap_read(
	struct keymap *keymap, const char *name, const char *text, size_t size, struct faults *faults);
/* After the last file: puts back what must be reachable (help, back, quit) and says so in faults. */
void keymap_seal(struct keymap *keymap, struct faults *faults);

enum action keymap_find(const struct keymap *keymap, enum context context, int key);
/* The n-th key bound to action in context (or global); 0 when there is none. */
int keymap_key(const struct keymap *keymap, enum context context, enum action action, size_t n);

#endif
