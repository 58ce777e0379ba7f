/* definition.h: everything the ministry changes every year and Bappeda adapts, read from screens/ text into constant structures.
 * Reads texts given to it, never files (definition_file is a callback); collects faults as path:line.
 * A struct definitions owns all; every pointer inside is borrowed until definitions_free. */
#ifndef SIKO_MODEL_DEFINITION_H
#define SIKO_MODEL_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/catalogue.h"
#include "model/record.h"

enum field_type {
	FIELD_TEXT, /* one line */
	FIELD_LONG, /* prose with line feeds */
	FIELD_CHOICE,
	FIELD_NUMBER,	 /* whole, >= 0 */
	FIELD_MONEY,	 /* whole rupiah */
	FIELD_DATE,	 /* YYYY-MM-DD */
	FIELD_YESNO,	 /* ya, tidak */
	FIELD_UNIT,	 /* id of an opd */
	FIELD_INNOVATION /* id of an inovasi: what a plain record belongs to */
};

struct choice {
	const char *key;
	const char *label;
};

struct choices {
	const char *name;
	const struct choice *choice;
	size_t count;
};

/* Index of key, or -1. */
int choices_find(const struct choices *choices, const char *key);

struct field_definition {
	const char *key;
	const char *label;
	const char *help;    /* "" when none */
	const char *example; /* "" when none */
	const char *page;    /* form page title; "" = on no form page */
	enum field_type type;
	const struct choices *choices; /* FIELD_CHOICE */
	const char *wins;     /* of its choices, those that count as a prize in totals: keys between blanks */
	const char *drops;    /* ... and those that take the record out of them */
	size_t most;	      /* characters; 0 = RECORD_TEXT_MOST bytes only */
	uint64_t least;	      /* FIELD_NUMBER: no smaller one */
	size_t min_words;     /* demanded by submit */
	bool required;	      /* demanded on creation (opd, nama) */
	bool required_submit; /* required-for = submit */
	bool given; /* given by commands only: status, tahun, nomor_registrasi, … (set and new refuse it) */
	bool narrow;	     /* may share a row on the form */
	const char *initial; /* a new record's value on the form; "" when none */
	int column;	     /* width as a column of the table's list; 0 = no column */
	int line;
	const char *path;
};

struct form_definition {
	const char *title;
	const struct field_definition *field;
	size_t count;
	/* By key, for form_find; NULL: looked through in order. */
	const struct field_definition *const *sorted;
};

const struct field_definition *form_find(
	const struct form_definition *form, const char *key); /* NULL when none */

struct column_definition {
	/* A field, or computed: "klaim", "verif", "layak", "inovasi", "memenuhi", "bukti" … (app/ and cli/ know them). */
	const char *key;
	const char *label;
	int width; /* 0 = takes the rest */
	bool right;
};

struct list_definition {
	const char *title;
	const struct column_definition *column;
	size_t count;
	const char *sort;  /* "-verif" = descending by verif */
	const char *empty; /* sentence for an empty list */
};

struct menu_entry {
	const char *action; /* action word, see ui/action.h */
	const char *label;
	const char
		*note; /* what to count behind it: "inovasi", "laporan", "unit", "daerah", "pengguna" or "" */
};

struct menu_definition {
	const struct menu_entry *entry;
	size_t count;
};

struct predicate {
	int32_t from; /* hundredths of an index point: 6501 */
	const char *name;
};

struct year_rules {
	int year;
	int32_t applied_from, applied_to; /* layak: penerapan (or pengembangan) within; days since 1970 */
	size_t min_words;		  /* layak: rancang_bangun */
	int count_weight;		  /* hundredths per innovation: 38 */
	int count_most;			  /* 200 */
	int divisor;			  /* 12 (2026), 14 (2027) */
	int yandas_needed;		  /* 5, 6 */
	int total;			  /* 250 */
	const char *const *yandas;	  /* urusan keys */
	size_t yandas_count;
	const struct predicate *predicate; /* highest first */
	size_t predicate_count;
	const char *predicate_none; /* "Tidak Dapat Dinilai" */
	int32_t opens, closes;	    /* window of reporting, days; 0 = none */
	int mature;		    /* maturity from which an accepted innovation is worth copying */
	bool closed;		    /* the year is only read */
};

struct year_definition {
	int year;
	struct form_definition profile; /* inovasi's fields, iid-YYYY/profile.form */
	struct catalogue innovation;	/* SID, iid-YYYY/innovation.sheet */
	struct catalogue region;	/* SPD, iid-YYYY/region.sheet */
	struct year_rules rules;	/* iid-YYYY/index.rules */
	struct list_definition list;	/* inovasi.list and the profile's `column` fields */
};

/* All there is to a plain table. */
struct table_definition {
	struct form_definition form; /* WORD.form */
	struct list_definition list; /* WORD.list and the form's `column` fields */
	const struct field_definition
		*owner; /* the field that names the innovation it belongs to; NULL: none */
};

struct definitions {
	struct year_definition *year;
	size_t year_count;
	struct form_definition unit;	    /* opd.form */
	struct form_definition user;	    /* pengguna.form */
	struct form_definition idea;	    /* ide.form: questions, not stored keys */
	struct list_definition unit_list;   /* opd.list */
	struct list_definition user_list;   /* pengguna.list */
	struct list_definition spread_list; /* sebaran.list */
	struct table_definition plain[TABLE_PLAIN_COUNT];
	struct menu_definition home; /* home.menu */
	void *memory;		     /* owned by definition.c */
};

struct definition_file {
	const char *path; /* as faults name it */
	const char *name; /* relative: "iid-2026/profile.form" */
	const char *text;
	size_t size;
};

/* Reads all files (later ones of the same name replace earlier ones: the override). Faults are collected; returns NULL when
 * there was any. */
struct definitions *definitions_read(
	const struct definition_file *files, size_t count, struct faults *faults);
void definitions_free(struct definitions *definitions);

const struct year_definition *definitions_year(
	const struct definitions *definitions, int year); /* NULL when none */
/* The form of a table for a year (year only matters for inovasi); NULL for daerah (answers only) and unknown years. */
const struct form_definition *definitions_form(
	const struct definitions *definitions, enum table table, int year);
const struct list_definition *definitions_list(
	const struct definitions *definitions, enum table table, int year); /* the same of its list */
const struct table_definition *definitions_plain(
	const struct definitions *definitions, enum table table); /* NULL for the other tables */

/* Whether a value is among keys between blanks (wins, drops). */
bool field_lists(const char *keys, const char *key);

#endif
