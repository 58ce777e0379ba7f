/* notices.h: what waits for the user, on the first screen: read, painted, and the list behind each.
 * model/notice.h picks and words them; writes nothing.
 * A struct notices starts zeroed and owns the ids behind a notice until notices_free. */
#ifndef SIKO_APP_NOTICES_H
#define SIKO_APP_NOTICES_H

#include <stdbool.h>

#include "model/notice.h"
#include "ui/draw.h"

#define NOTICES_SHOWN 3 /* as many as have keys */

struct notices {
	struct notice notice[NOTICE_KIND_COUNT];
	size_t count;
	char **rejected; /* ids of the innovations with refused evidence */
	size_t rejected_count, rejected_room;
	uint64_t generation; /* they were read at */
};

/* After data_load; reads only when the store has moved. False after saying why. */
bool notices_read(struct notices *notices);
void notices_free(struct notices *notices);

/* At most `most` lines from row on; the rows used. */
int notices_paint(const struct notices *notices, struct area area, int row, size_t most);
/* Opens the list behind the one at `index`; false when there is none. */
bool notices_open(const struct notices *notices, size_t index);

#endif
