/* queue.h: the innovations that wait for a reviewer, in the order they were submitted; Enter reviews one after the other.
 * Reads who waits since when from the journal, once per record and commit; acts by bulk.h and review.h. */
#ifndef SIKO_APP_QUEUE_H
#define SIKO_APP_QUEUE_H

void queue_push(int tag);

#endif
