/* innovations_part.h: what the files of the list of innovations share. Not for other screens; they use innovations.h.
 * innovations.c is the outside and what opens from a row, innovations_rows.c which rows there are and what they show,
 * innovations_acts.c what is done to marked rows or to the active one. All of it is owned by the list. */
#ifndef SIKO_APP_INNOVATIONS_PART_H
#define SIKO_APP_INNOVATIONS_PART_H

#include "app/bulk.h"
#include "app/drafts.h"
#include "app/innovations.h"
#include "app/list.h"

struct innovation;

struct innovations {
	char *title;
	char *unit; /* id, or NULL: its index moves when units are added */
	int slot;
	bool claimed_only;
	bool (*shown)(const struct facts *facts, int argument);
	int argument;
	char **only; /* ids, sorted; NULL: all */
	size_t only_count;
	size_t *row; /* indices into data.innovation */
	size_t count;
	char **extra; /* texts of columns that only the record knows: row-major, one per extra column */
	size_t extra_column[16];
	size_t extra_count;
	struct drafts drafts; /* offered by the open question */
	struct bulk bulk;     /* asked about by the open question */
};

/* The list's kind, but for acting. */
void innovations_open(struct list *list, const void *arguments);
void innovations_close(struct list *list);
bool innovations_load(struct list *list);
size_t innovations_count(const struct list *list);
const char *innovations_id(const struct list *list, size_t row);
void innovations_cell(
	const struct list *list, size_t row, size_t column, struct buffer *to, enum style *style);
const char *innovations_flag(const struct list *list, size_t row);
void innovations_words(const struct list *list, size_t row, struct buffer *to);
void innovations_screen(const struct list *list, struct buffer *to);
extern const struct list_preset innovations_presets[];
void innovations_title(const struct list *list, struct buffer *to);
void innovations_status(const struct list *list, size_t row, struct buffer *to);

const struct innovation *innovations_at(const struct list *list, size_t row);

/* The acts of the workflow and the copy into the next year; IGNORED for all else. */
enum outcome innovations_step(struct list *list, enum action action, size_t row);
/* The answer to what one of them asked; false when nothing was asked. */
bool innovations_answered(struct list *list, const struct answer *answer, enum outcome *outcome);

#endif
