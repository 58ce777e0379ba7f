/* review_panel.h: what the marked answer rests on: claim and levels, evidence asked for and given, notes, who changed it when.
 * Reads the answers' history once per record as seen; paints from that, changes nothing.
 * A struct review_past starts zeroed and owns its lines until review_past_free. */
#ifndef SIKO_APP_REVIEW_PANEL_H
#define SIKO_APP_REVIEW_PANEL_H

#include "model/catalogue.h"
#include "model/record.h"
#include "store/evidence.h"
#include "ui/draw.h"

/* One commit's part in one answer, newest first. */
struct review_event {
	size_t index; /* of the indicator */
	char *text;
};

struct review_past {
	struct review_event *event;
	size_t count, room;
};

void review_past_load(struct review_past *past, const struct catalogue *catalogue, const char *id);
void review_past_free(struct review_past *past);

/* offset: rows scrolled away under the title. Returns the rows there are without the title. */
int review_panel_paint(struct area panel, int offset, const struct catalogue *catalogue, size_t index,
	const struct record *record, const struct evidence_twins *twins, const struct review_past *past);

#endif
