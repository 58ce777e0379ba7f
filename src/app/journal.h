/* journal.h: the screen "Jurnal" of admins: every commit, newest first, filtered by user, unit, record and date; Enter opens the
 * record's history. Reads the journal in pieces as the mark goes down, so that a long one opens as fast as a short one.
 * Reading matter only. */
#ifndef SIKO_APP_JOURNAL_H
#define SIKO_APP_JOURNAL_H

void journal_push(int tag);

#endif
