/* missing.h: all that an innovation lacks before it can be submitted, one line each, each opened where it is filled in.
 * Decides nothing: judge_submit does. The screen owns its texts. */
#ifndef SIKO_APP_MISSING_H
#define SIKO_APP_MISSING_H

/* Read anew whenever it is seen; the screen below should read again in its resume. */
void missing_push(const char *id, int tag);

#endif
